"""The way of a sheet, from the first points to the staff check."""

from decimal import Decimal
from io import BytesIO

import pytest

from core.errors import ActionBlocked, Conflict, InvalidTransition
from core.log import history_of
from notices.models import Notice
from scoring.entries import Entry
from scoring.enums import SheetStatus, Source, Stage
from scoring.errors import FaultyRows
from scoring.models import Evidence, Score
from scoring.selectors.sheets import table_of
from scoring.services.sheets import (
    MOST_FILES,
    add_evidence,
    drop_evidence,
    return_sheet,
    save_scores,
    send_sheet,
    take_points,
)
from tests.factories.scoring import GOOD, bring_to, score, sheet_of


def reloaded(sheet):
    return sheet_of(sheet.round, sheet.organization)


def kept(sheet, stage):
    return [line.value(stage) for line in table_of(sheet).lines]


def test_save_scores_keeps_points_and_words(sheet, member):
    saved = score(sheet, ["40", "29.5", "0", None, None], by=member, notes={1: "Báo cáo số 12", 4: "xem lại"})
    assert kept(saved, Stage.SELF) == [40, Decimal("29.5"), 0, None, None]
    assert Score.objects.count() == 4  # words without points are kept as well
    assert (saved.revision, saved.saved_by) == (1, member)


def test_save_scores_takes_an_emptied_row_out(sheet, member):
    saved = score(sheet, GOOD, by=member)
    saved = score(saved, [None, "30", "28", "2", "0"], by=member, notes={})
    assert kept(saved, Stage.SELF) == [None, 30, 28, 2, 0]
    assert Score.objects.count() == 4


@pytest.mark.parametrize("value", ["-1", "40.5", "NaN", "Infinity", "39.9"])
def test_save_scores_refuses_impossible_points_and_keeps_nothing(sheet, member, value):
    line = table_of(sheet).lines[0]
    with pytest.raises(FaultyRows) as refusal:
        save_scores(sheet, [Entry(line.criterion.pk, Decimal(value))], stage=Stage.SELF, base_revision=0, by=member)
    assert [(fault.key, fault.cell) for fault in refusal.value.faults] == [(str(line.criterion.pk), "value")]


def test_save_scores_passes_over_criteria_of_another_table(sheet, member):
    save_scores(sheet, [Entry(999999, Decimal(1))], stage=Stage.SELF, base_revision=0, by=member)
    assert Score.objects.count() == 0


def test_save_scores_refuses_what_was_read_before_another_save(sheet, member):
    score(sheet, GOOD, by=member)
    line = table_of(sheet).lines[0]
    with pytest.raises(Conflict, match=f"{member} đã lưu bảng này lúc 09:00 ngày 10/12/2024"):
        save_scores(sheet, [Entry(line.criterion.pk, Decimal(1))], stage=Stage.SELF, base_revision=0, by=member)
    assert kept(reloaded(sheet), Stage.SELF)[0] == 40


def test_save_scores_of_a_stage_that_is_over_are_refused(sheet, member):
    sheet = bring_to(sheet, SheetStatus.SELF_SCORED, by=member)
    with pytest.raises(ActionBlocked, match="không còn ở bước này: đang chờ đơn vị chấm chéo"):
        save_scores(sheet, [], stage=Stage.SELF, base_revision=sheet.revision, by=member)


def test_save_scores_after_the_check_is_refused(sheet, staff):
    sheet = bring_to(sheet, SheetStatus.CHECKED, by=staff)
    with pytest.raises(ActionBlocked, match="đã thẩm định"):
        save_scores(sheet, [], stage=Stage.STAFF, base_revision=sheet.revision, by=staff)


def test_cross_points_wait_for_an_appointed_unit(sheet, member):
    sheet = bring_to(sheet, SheetStatus.SELF_SCORED, by=member)
    sheet.checker = None
    sheet.save()
    with pytest.raises(ActionBlocked, match="chưa phân công"):
        save_scores(sheet, [], stage=Stage.CROSS, base_revision=sheet.revision, by=member)


def test_send_sheet_with_zeros_only(sheet, member):
    sheet = score(sheet, ["0"] * 5, by=member)
    send_sheet(sheet, stage=Stage.SELF, by=member)
    assert reloaded(sheet).status == SheetStatus.SELF_SCORED
    entry = history_of(sheet).first()
    assert (entry.verb, entry.comment, entry.actor) == ("gửi điểm tự chấm", "0 điểm", member)


def test_send_sheet_is_refused_while_one_criterion_has_no_points(sheet, member):
    sheet = score(sheet, ["40", "30", "28", "2", None], by=member)
    with pytest.raises(ActionBlocked) as refusal:
        send_sheet(sheet, stage=Stage.SELF, by=member)
    assert refusal.value.reasons == ("“Báo cáo chậm”: chưa chấm (không có điểm thì ghi 0).",)
    assert reloaded(sheet).status == SheetStatus.DRAFT


def test_send_sheet_asks_for_evidence_or_words(sheet, member):
    sheet = score(sheet, GOOD, by=member, notes={})
    with pytest.raises(ActionBlocked, match=r"Cải cách hành chính.*minh chứng"):
        send_sheet(sheet, stage=Stage.SELF, by=member)
    criterion = table_of(sheet).lines[1].criterion
    add_evidence(sheet, criterion, file=BytesIO(b"%PDF-1.7"), name="bao-cao.pdf", by=member)
    send_sheet(sheet, stage=Stage.SELF, by=member)
    assert reloaded(sheet).status == SheetStatus.SELF_SCORED


def test_send_sheet_asks_why_it_differs_from_the_stage_before(sheet, member, checker):
    sheet = bring_to(sheet, SheetStatus.SELF_SCORED, by=member)
    sheet = score(sheet, ["40", "25", "28", "2", "0"], by=checker, notes={})
    with pytest.raises(ActionBlocked) as refusal:
        send_sheet(sheet, stage=Stage.CROSS, by=checker)
    assert refusal.value.reasons == ("“Cải cách hành chính”: điểm khác mức 30 thì phải ghi lý do.",)
    sheet = score(sheet, ["40", "25", "28", "2", "0"], by=checker, notes={1: "Còn 2 thủ tục quá hạn"})
    send_sheet(sheet, stage=Stage.CROSS, by=checker)
    sheet = reloaded(sheet)
    assert sheet.status == SheetStatus.CROSS_CHECKED
    assert kept(sheet, Stage.SELF) == [40, 30, 28, 2, 0]
    assert (table_of(sheet).total(Stage.SELF).points, table_of(sheet).total(Stage.CROSS).points) == (100, 95)


def test_send_sheet_twice_from_two_windows(sheet, member):
    sheet = score(sheet, GOOD, by=member)
    send_sheet(sheet, stage=Stage.SELF, by=member)
    with pytest.raises(ActionBlocked, match="không còn ở bước này"):
        send_sheet(sheet, stage=Stage.SELF, by=member)


def test_take_points_fills_empty_cells_only(sheet, member, checker):
    sheet = bring_to(sheet, SheetStatus.SELF_SCORED, by=member)
    sheet = score(sheet, [None, "20", None, None, None], by=checker, notes={1: "thiếu", 2: "đã xem"})
    take_points(sheet, stage=Stage.CROSS, base_revision=sheet.revision, by=checker)
    sheet = reloaded(sheet)
    assert kept(sheet, Stage.CROSS) == [40, 20, 28, 2, 0]
    assert table_of(sheet).lines[2].scores[Stage.CROSS].note == "đã xem"


def test_a_proposal_is_kept_beside_the_points(sheet, member, checker):
    sheet = bring_to(sheet, SheetStatus.SELF_SCORED, by=member)
    sheet = score(sheet, GOOD, by=checker)
    assert {one.proposed for one in Score.objects.filter(stage=Stage.CROSS)} == {40, 30, 28, 2, 0}


def test_return_sheet_goes_one_step_back_with_its_reason(sheet, member, checker):
    sheet = bring_to(sheet, SheetStatus.SELF_SCORED, by=member)
    return_sheet(sheet, by=checker, reason="Thiếu minh chứng mục I.2")
    sheet = reloaded(sheet)
    assert (sheet.status, sheet.returned) == (SheetStatus.DRAFT, "Thiếu minh chứng mục I.2")
    assert kept(sheet, Stage.SELF) == [40, 30, 28, 2, 0]
    told = Notice.objects.get(person=member, kind="scoring.returned")
    assert "Thiếu minh chứng mục I.2" in told.words
    send_sheet(sheet, stage=Stage.SELF, by=member)
    assert reloaded(sheet).returned == ""


@pytest.mark.parametrize(
    ("status", "before"),
    [
        (SheetStatus.SELF_SCORED, SheetStatus.DRAFT),
        (SheetStatus.CROSS_CHECKED, SheetStatus.SELF_SCORED),
        (SheetStatus.BLOC_SCORED, SheetStatus.CROSS_CHECKED),
        (SheetStatus.CHECKED, SheetStatus.BLOC_SCORED),
    ],
)
def test_return_sheet_from_every_stage(sheet, staff, status, before):
    sheet = bring_to(sheet, status, by=staff)
    return_sheet(sheet, by=staff, reason="Xem lại")
    assert reloaded(sheet).status == before


def test_return_sheet_needs_a_reason_and_something_to_return(sheet, member):
    with pytest.raises(ActionBlocked, match="đang ở đơn vị"):
        return_sheet(sheet, by=member, reason="Xem lại")
    sheet = bring_to(sheet, SheetStatus.SELF_SCORED, by=member)
    with pytest.raises(ActionBlocked, match="lý do"):
        return_sheet(sheet, by=member, reason="  ")


def test_evidence_is_given_and_taken_back_while_the_unit_scores_itself(
    sheet, member, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    criterion = table_of(sheet).lines[1].criterion
    for number in range(MOST_FILES):
        one = add_evidence(sheet, criterion, file=BytesIO(b"%PDF-1.7"), name=f"so-{number}.pdf", by=member)
    with pytest.raises(ActionBlocked, match="nhiều nhất 5 tệp"):
        add_evidence(sheet, criterion, file=BytesIO(b"%PDF-1.7"), name="nua.pdf", by=member)
    with django_capture_on_commit_callbacks(execute=True):
        drop_evidence(one, by=member)
    assert Evidence.objects.count() == 4
    assert len(list(tmp_path.rglob("*.pdf"))) == 4
    sheet = bring_to(sheet, SheetStatus.SELF_SCORED, by=member)
    with pytest.raises(ActionBlocked, match="chỉ thêm, bỏ được khi đơn vị đang tự chấm"):
        drop_evidence(Evidence.objects.first(), by=member)


def test_a_criterion_of_targets_without_targets_has_no_points_to_differ_from(sheet):
    line = table_of(sheet).lines[0]
    assert line.criterion.source == Source.TARGETS
    assert line.proposal.points is None
    assert line.asked(Stage.SELF).proposed is None


def test_a_step_that_the_table_does_not_have_is_refused(sheet, staff):
    from core.transitions import move

    with pytest.raises(InvalidTransition):
        move(sheet, SheetStatus.CHECKED, by=staff, verb="x")
