"""Saving the list of targets: all or nothing, one writer at a time, printed by the directive."""

from __future__ import annotations

import pytest

from campaigns import services as campaigns
from campaigns.models import Directive
from campaigns.papers import directive_paper
from core.errors import ActionBlocked, Conflict
from core.log import history_of
from targets.enums import Layout
from targets.errors import FaultyRows
from targets.models import Assignment, Indicator, Target, TargetSheet
from targets.rows import Typed
from targets.selectors.sheet import last_sheet, sheet_warnings, typed_rows
from targets.services.sheet import copy_sheet, save_sheet
from tests.factories.campaigns import DirectiveFactory
from tests.factories.organizations import OrganizationFactory

pytestmark = pytest.mark.django_db
ROWS = (
    Typed("new-0", "Tốc độ tăng trưởng kinh tế (GRDP): Trên 10%", group="economy"),
    Typed("new-1", "Cơ cấu kinh tế", group="economy"),
    Typed("new-2", "Dịch vụ chiếm 40%", group="economy", level=1, joint=":"),
    Typed("new-3", "Công nghiệp chiếm 60%", group="economy", level=1, joint=";"),
    Typed("new-4", "Số xã đạt chuẩn", "72 xã", group="society", opening="62", note="Theo Nghị quyết"),
)


def save(directive, rows=ROWS, revision=0, layout=Layout.APPENDIX_NUMBERED, *, by) -> TargetSheet:
    return save_sheet(directive, rows, layout=layout, title="Phụ lục chỉ tiêu", base_revision=revision, by=by)


def test_rows_become_targets_in_order_with_their_whole(draft, staff):
    save(draft, by=staff)
    saved = list(draft.targets.order_by("position"))
    assert [(t.name, t.phrase, t.parent and t.parent.name) for t in saved] == [
        ("Tốc độ tăng trưởng kinh tế (GRDP)", "Trên 10%", None),
        ("Cơ cấu kinh tế", "", None),
        ("Dịch vụ", "chiếm 40%", "Cơ cấu kinh tế"),
        ("Công nghiệp", "chiếm 60%", "Cơ cấu kinh tế"),
        ("Số xã đạt chuẩn", "72 xã", None),
    ]
    assert (str(saved[4].opening), saved[4].note, saved[4].unit) == ("62", "Theo Nghị quyết", "xã")


def test_the_directive_prints_what_was_saved(draft, staff):
    save(draft, by=staff)
    draft.refresh_from_db()
    (appendix,) = directive_paper(draft).appendices
    assert appendix.title == ("PHỤ LỤC CHỈ TIÊU",)
    assert [block.text for block in appendix.body] == [
        "1. Tốc độ tăng trưởng kinh tế (GRDP): Trên 10%.",
        "2. Cơ cấu kinh tế: Dịch vụ chiếm 40%; Công nghiệp chiếm 60%.",
        "3. Số xã đạt chuẩn: 72 xã.",
    ]
    assert (draft.revision, draft.target_revision, draft.edition) == (0, 1, 1)


def test_what_was_saved_comes_back_as_it_was_typed(draft, staff):
    save(draft, by=staff)
    again = typed_rows(draft)
    assert [(row.name, row.phrase, row.level, row.joint, row.measure, row.polarity) for row in again][2:4] == [
        ("Dịch vụ", "chiếm 40%", 1, ":", "", ""),
        ("Công nghiệp", "chiếm 60%", 1, ";", "", ""),
    ]
    save(draft, again, revision=1, by=staff)
    assert typed_rows(draft) == again
    draft.refresh_from_db()
    assert draft.target_revision == 1  # the same list is no write of the directive


def test_rows_keep_their_identity_when_they_move_change_or_go(draft, staff):
    save(draft, by=staff)
    first, *_, last = draft.targets.order_by("position")
    moved = [Typed(str(last.pk), "Số xã đạt chuẩn", "75 xã"), Typed(str(first.pk), first.name, first.phrase)]
    save(draft, moved, revision=1, by=staff)
    assert list(draft.targets.order_by("position").values_list("pk", "phrase")) == [
        (last.pk, "75 xã"),
        (first.pk, "Trên 10%"),
    ]


def test_one_bad_row_saves_nothing(draft, staff):
    save(draft, by=staff)
    with pytest.raises(FaultyRows) as refusal:
        save(draft, [*typed_rows(draft), Typed("new-9", "Tỷ lệ đô thị hóa", "1O0%")], revision=1, by=staff)
    assert [(f.key, f.field) for f in refusal.value.faults] == [("new-9", "phrase")]
    assert (draft.targets.count(), draft.target_sheet.revision) == (5, 1)


def test_an_unknown_entry_of_the_register_is_refused(draft, staff):
    Indicator.objects.create(code="do-thi-hoa", name="Tỷ lệ đô thị hóa", unit="%")
    save(draft, [Typed("new-0", "Tỷ lệ đô thị hóa", "33,5%", indicator="do-thi-hoa")], by=staff)
    assert draft.targets.get().indicator.code == "do-thi-hoa"
    with pytest.raises(FaultyRows, match="Danh mục chỉ tiêu không có mã “khac”"):
        save(draft, [Typed("new-0", "Tỷ lệ đô thị hóa", "33,5%", indicator="khac")], revision=1, by=staff)


def test_of_two_savers_the_second_is_told_and_nothing_is_lost(draft, staff, leader):
    save(draft, by=staff)
    with pytest.raises(Conflict, match=r"staff|đã lưu danh sách này lúc 09:00 ngày 20/01/2024"):
        save(draft, ROWS[:1], revision=0, by=leader)
    assert draft.targets.count() == 5


def test_a_directive_under_approval_keeps_its_targets(draft, staff):
    save(draft, [Typed("new-0", "Tỷ lệ đô thị hóa", "33,5%")], layout=Layout.NONE, by=staff)
    campaigns.submit_directive(draft, by=staff)
    with pytest.raises(ActionBlocked, match="đang chờ duyệt hoặc chờ số nên không sửa được chỉ tiêu"):
        save(draft, ROWS, revision=1, by=staff)
    assert draft.targets.count() == 1


def test_a_target_given_to_a_unit_is_not_taken_away(draft, staff, province):
    save(draft, by=staff)
    unit = OrganizationFactory(name="Sở Xây dựng", parent=province)
    Assignment.objects.create(target=draft.targets.get(name="Số xã đạt chuẩn"), organization=unit, assigned_by=staff)
    with pytest.raises(
        ActionBlocked, match=r"“Số xã đạt chuẩn” đã giao cho Sở Xây dựng\. Hãy bỏ giao trước khi xóa dòng\."
    ):
        save(draft, ROWS[:1], revision=1, by=staff)
    assert Target.objects.filter(directive=draft).count() == 5


def test_a_whole_breakdown_can_go_at_once(draft, staff):
    save(draft, by=staff)
    save(draft, [row for row in typed_rows(draft) if row.name.startswith("Số xã")], revision=1, by=staff)
    assert list(draft.targets.values_list("name", flat=True)) == ["Số xã đạt chuẩn"]


def test_saving_is_logged_with_the_number_of_targets(draft, staff):
    save(draft, by=staff)
    entry = history_of(draft)[0]
    assert (entry.actor, entry.verb, entry.comment) == (staff, "lưu chỉ tiêu", "4 chỉ tiêu")


def test_last_years_list_is_copied_with_its_year_in_the_title(draft, staff, province):
    save_sheet(draft, ROWS, layout=Layout.APPENDIX_GROUPED, title="Chỉ tiêu năm 2024", base_revision=0, by=staff)
    following = DirectiveFactory(code="laocai-2025", issuer=province, year=2025, created_by=staff)
    assert last_sheet(following) == draft
    sheet = copy_sheet(following, draft, by=staff)
    assert (sheet.layout, sheet.title) == (Layout.APPENDIX_GROUPED, "Chỉ tiêu năm 2025")
    assert [(t.name, t.phrase) for t in following.targets.order_by("position")] == [
        (t.name, t.phrase) for t in draft.targets.order_by("position")
    ]
    assert following.targets.get(name="Số xã đạt chuẩn").opening is None  # last year's opening is no longer true
    with pytest.raises(ActionBlocked, match="Chỉ thị này đã có chỉ tiêu"):
        copy_sheet(following, draft, by=staff)


def test_warnings_are_those_of_the_saved_rows(draft, staff):
    save(draft, [*ROWS[:3], Typed("new-3", "Công nghiệp chiếm 50%", level=1, joint=";")], by=staff)
    (warning,) = sheet_warnings(draft)
    assert warning.text == "Các phần của “Cơ cấu kinh tế” cộng lại 90%, không phải 100%."
    assert warning.key == str(draft.targets.get(name="Cơ cấu kinh tế").pk)


@pytest.mark.parametrize(
    ("layout", "body", "reason"),
    [
        (Layout.BODY_ITEMS, "Nội dung./.", "nội dung chưa có dòng [CHỈ TIÊU] để đặt danh sách vào"),
        (Layout.APPENDIX_NUMBERED, "Nội dung\n\n[CHỈ TIÊU]\n\nHết./.", "chưa có chỉ tiêu in trong nội dung"),
        (Layout.BODY_ITEMS, "Nội dung\n\n[chỉ tiêu]\n\nHết./.", None),
        (Layout.APPENDIX_NUMBERED, "Nội dung, có phụ lục./.", None),
    ],
)
def test_a_directive_is_sent_only_when_its_list_has_its_place(draft, staff, layout, body, reason):
    save(draft, layout=layout, by=staff)
    draft = Directive.objects.get(pk=draft.pk)
    draft = campaigns.save_content(draft, {"body": body}, base_revision=0, by=staff, keep_version=False)
    if reason is None:
        assert campaigns.submit_directive(draft, by=staff).status == "in_review"
        return
    with pytest.raises(ActionBlocked) as refusal:
        campaigns.submit_directive(draft, by=staff)
    assert reason in refusal.value.reasons[0]


def test_a_leader_does_not_approve_targets_he_has_not_read(draft, staff, leader):
    campaigns.submit_directive(draft, by=staff)
    read = Directive.objects.get(pk=draft.pk).edition
    campaigns.return_directive(draft, by=leader, reason="Bổ sung chỉ tiêu")
    save(draft, layout=Layout.APPENDIX_GROUPED, by=staff)
    campaigns.submit_directive(Directive.objects.get(pk=draft.pk), by=staff)
    with pytest.raises(Conflict, match="đã được sửa và trình lại"):
        campaigns.approve_directive(Directive.objects.get(pk=draft.pk), by=leader, edition=read)
