"""Opening, cross-checkers, ranking, publication; tables of criteria and their versions."""

from decimal import Decimal

import pytest

from core.errors import ActionBlocked, Conflict
from notices.models import Notice
from scoring.enums import SchemeStatus, SheetStatus, Stage
from scoring.errors import FaultyRows
from scoring.models import Scheme, ScoreSheet, ScoringRound
from scoring.outline import Row
from scoring.selectors.rounds import ranking
from scoring.selectors.schemes import rows_of, scheme_in_force, typed_groups
from scoring.services.rounds import appoint_checkers, in_a_ring, open_round, publish_round
from scoring.services.schemes import copy_scheme, create_scheme, publish_scheme, save_scheme
from scoring.services.sheets import return_sheet
from tests.factories.organizations import OrganizationFactory
from tests.factories.scoring import GOOD, ROWS, YEAR, bring_to, make_round, make_scheme, score, sheet_of
from tests.organizations.blocs import compose, department, make_bloc


def test_open_round_gives_every_unit_a_sheet_and_tells_it(bloc, scheme, staff, member):
    round_ = open_round(bloc, year=YEAR, by=staff)
    assert round_.scheme == scheme
    assert [sheet.organization.name for sheet in round_.sheets.order_by("pk")] == [
        "Sở Nội vụ",
        "Sở Tài chính",
        "Sở Ngoại vụ",
    ]
    assert Notice.objects.get(person=member).kind == "scoring.waiting"


def test_open_round_prefers_the_table_of_the_bloc(bloc, scheme, province, staff):
    own = make_scheme(province, bloc=bloc, by=staff)
    assert scheme_in_force(bloc, YEAR) == own
    assert open_round(bloc, year=YEAR, by=staff).scheme == own


@pytest.mark.parametrize(
    ("year", "words"), [(2023, "chưa ghi đơn vị thành viên năm 2023"), (2024, "Chưa công bố bảng tiêu chí năm 2024")]
)
def test_open_round_is_refused(bloc, staff, year, words):
    with pytest.raises(ActionBlocked, match=words):
        open_round(bloc, year=year, by=staff)


def test_open_round_is_refused_for_a_draft_table(bloc, province, staff):
    make_scheme(province, by=staff, publish=False)
    with pytest.raises(ActionBlocked, match="Chưa công bố bảng"):
        open_round(bloc, year=YEAR, by=staff)


def test_open_round_again_takes_in_a_unit_that_came_later(bloc, round_, units, province, staff):
    with pytest.raises(ActionBlocked, match="đã mở chấm điểm năm 2024 cho tất cả"):
        open_round(bloc, year=YEAR, by=staff)
    late = department("moi", "Sở Du lịch", province)
    compose(bloc, YEAR, *units, late)
    assert open_round(bloc, year=YEAR, by=staff) == round_
    assert round_.sheets.count() == 4


def test_open_round_needs_a_leader_and_two_units(province, scheme, staff):
    alone = make_bloc(province, "motminh")
    compose(alone, YEAR, (department("x", "Sở X", province), "member"))
    with pytest.raises(ActionBlocked) as refusal:
        open_round(alone, year=YEAR, by=staff)
    assert len(refusal.value.reasons) == 2


def test_checkers_in_a_ring(bloc, scheme, units, staff):
    round_ = make_round(bloc, by=staff)
    assert dict(round_.sheets.values_list("organization", "checker")) == {
        units[0].pk: units[1].pk,
        units[1].pk: units[2].pk,
        units[2].pk: units[0].pk,
    }
    assert in_a_ring(round_, list(round_.sheets.all())) == {}


def test_appoint_checkers_refuses_the_unit_itself_and_strangers(round_, sheet, units, staff, province):
    stranger = OrganizationFactory(code="la", name="Sở Lạ", parent=province)
    with pytest.raises(ActionBlocked, match="không tự chấm chéo"):
        appoint_checkers(round_, {sheet.pk: units[1]}, by=staff)
    with pytest.raises(ActionBlocked, match="không phải thành viên"):
        appoint_checkers(round_, {sheet.pk: stranger}, by=staff)
    assert appoint_checkers(round_, {sheet.pk: units[0], 999999: stranger}, by=staff) == 1
    assert sheet_of(round_, units[1]).checker == units[0]


def test_appoint_checkers_is_refused_after_the_cross_check(round_, sheet, units, staff):
    bring_to(sheet, SheetStatus.CROSS_CHECKED, by=staff)
    with pytest.raises(ActionBlocked, match="đã được chấm chéo"):
        appoint_checkers(round_, {sheet.pk: units[0]}, by=staff)


def scored(round_, units, staff, points=("28", "28", "20")):
    for unit, third in zip(units, points, strict=True):
        bring_to(sheet_of(round_, unit), SheetStatus.BLOC_SCORED, by=staff, values=("40", "30", third, "2", "0"))


def test_ranking_with_a_tie(round_, units, staff):
    scored(round_, units, staff)
    assert [(row.unit.name, row.place, row.points, row.stage) for row in ranking(round_)] == [
        ("Sở Nội vụ", 1, 100, Stage.BLOC),
        ("Sở Tài chính", 1, 100, Stage.BLOC),
        ("Sở Ngoại vụ", 3, 92, Stage.BLOC),
    ]
    assert [(row.ordinary, row.bonus, row.deduction) for row in ranking(round_)][2] == (90, 2, 0)


def test_ranking_counts_the_staff_check_and_nothing_before_the_bloc(round_, units, staff):
    bring_to(sheet_of(round_, units[0]), SheetStatus.CROSS_CHECKED, by=staff)
    checked = bring_to(sheet_of(round_, units[1]), SheetStatus.BLOC_SCORED, by=staff)
    checked = score(checked, ("40", "30", "10", "2", "0"), by=staff, notes={2: "Chậm báo cáo"})
    bring_to_checked(checked, staff)
    assert [(row.unit.name, row.place, row.points) for row in ranking(round_)] == [
        ("Sở Tài chính", 1, 82),
        ("Sở Nội vụ", None, None),
        ("Sở Ngoại vụ", None, None),
    ]


def bring_to_checked(sheet, staff):
    from scoring.services.sheets import send_sheet

    send_sheet(sheet, stage=Stage.STAFF, by=staff)


def test_publish_round_once_when_all_are_scored(round_, units, staff, head, member):
    with pytest.raises(ActionBlocked, match="Còn 3 đơn vị khối chưa chấm xong"):
        publish_round(round_, by=head)
    scored(round_, units, staff)
    publish_round(round_, by=head)
    assert ScoringRound.objects.get().is_published
    assert Notice.objects.filter(person=member, kind="scoring.result").count() == 1
    with pytest.raises(ActionBlocked, match="đã công bố"):
        publish_round(ScoringRound.objects.get(), by=head)
    with pytest.raises(ActionBlocked, match="đã công bố nên không trả lại"):
        return_sheet(sheet_of(round_, units[1]), by=staff, reason="Xem lại")


def test_publish_round_from_two_windows(round_, units, staff, head):
    scored(round_, units, staff)
    seen = ScoringRound.objects.select_related("bloc").get()
    publish_round(round_, by=head)
    with pytest.raises(Conflict, match="vừa được công bố"):
        publish_round(seen, by=head)


def test_create_scheme_one_draft_at_a_time(province, bloc, staff):
    make_scheme(province, by=staff, publish=False)
    with pytest.raises(ActionBlocked, match="Đã có một bản đang soạn"):
        make_scheme(province, by=staff, publish=False)
    assert make_scheme(province, bloc=bloc, by=staff, publish=False).version == 1


def test_create_scheme_for_a_bloc_of_another_body_is_refused(province, other_province, bloc, staff):
    with pytest.raises(ActionBlocked, match="không do Ủy ban nhân dân tỉnh Lạng Sơn tổ chức"):
        create_scheme(other_province, bloc=bloc, year=YEAR, by=staff, name="Bảng")


def test_save_scheme_keeps_rows_and_refuses_what_is_stale(province, staff):
    scheme = make_scheme(province, by=staff, publish=False)
    save_scheme(scheme, ROWS[:3], base_revision=0, by=staff, name="Tên mới")
    scheme = Scheme.objects.get()
    assert (scheme.name, scheme.revision, len(rows_of(typed_groups(scheme)))) == ("Tên mới", 1, 3)
    with pytest.raises(Conflict, match="Vừa có người khác lưu"):
        save_scheme(scheme, ROWS, base_revision=0, by=staff)


def test_save_scheme_with_faults_keeps_nothing(province, staff):
    scheme = make_scheme(province, by=staff, publish=False)
    rows = [*ROWS[:2], Row("x", False, "Quá điểm", Decimal(31))]
    with pytest.raises(FaultyRows) as refusal:
        save_scheme(scheme, rows, base_revision=0, by=staff)
    assert [(fault.key, fault.cell) for fault in refusal.value.faults] == [("g1", "maximum")]
    assert Scheme.objects.get().revision == 0


def test_publish_scheme_needs_a_whole_table(province, staff):
    scheme = make_scheme(province, by=staff, rows=ROWS[:3], publish=False)
    with pytest.raises(ActionBlocked, match="còn thiếu 30 so với thang 100"):
        publish_scheme(scheme, by=staff)


def test_a_published_scheme_is_not_changed(scheme, staff):
    with pytest.raises(ActionBlocked, match="lập phiên bản mới"):
        save_scheme(scheme, ROWS, base_revision=0, by=staff)


def test_a_new_version_takes_the_place_of_the_old_while_nobody_wrote_points(scheme, round_, staff):
    draft = copy_scheme(Scheme.objects.get(pk=scheme.pk), bloc=None, year=YEAR, by=staff)
    assert (draft.version, draft.status, len(rows_of(typed_groups(draft)))) == (2, SchemeStatus.DRAFT, len(ROWS))
    publish_scheme(draft, by=staff)
    assert Scheme.objects.get(pk=scheme.pk).status == SchemeStatus.SUPERSEDED
    assert ScoringRound.objects.get().scheme == draft


def test_a_new_version_is_refused_once_points_were_written(scheme, sheet, member, staff):
    draft = copy_scheme(Scheme.objects.get(pk=scheme.pk), bloc=None, year=YEAR, by=staff)
    score(sheet, GOOD, by=member)
    with pytest.raises(ActionBlocked, match="Đã có 1 đơn vị ghi điểm"):
        publish_scheme(draft, by=staff)


def test_a_table_goes_on_into_another_year(scheme, staff):
    copied = copy_scheme(Scheme.objects.get(pk=scheme.pk), bloc=None, year=2025, by=staff)
    assert (copied.year, copied.version) == (2025, 1)
    assert ScoreSheet.objects.count() == 0
