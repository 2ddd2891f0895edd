"""Giving targets to units: whole or in shares, one or many, and taking them back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from campaigns import services as campaigns
from core.errors import ActionBlocked
from core.log import history_of
from core.models import OutboxMail
from organizations.enums import Level
from targets.models import Assignment, UnitReport
from targets.policies.assignments import share_warnings
from targets.selectors.assignments import given_targets, units_for
from targets.services.assignments import assign, assign_many, unassign
from targets.services.reports import open_period
from tests.factories.campaigns import DirectiveFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.targets import make_actual, make_target
from tests.targets.reporting import HALF

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_july")]


def test_the_whole_is_given_until_the_end_of_the_year_and_told(money, department, staff, unit_officer):
    made = assign(money, department, by=staff)
    assert (made.share, made.share_phrase, made.due_on, made.is_whole) == (None, "", date(2024, 12, 31), True)
    assert history_of(money.directive)[0].verb == "giao 1 chỉ tiêu cho Sở Nội vụ"
    mail = OutboxMail.objects.latest("pk")
    assert mail.to == ["donvi@example.vn"]
    assert "Tổng thu ngân sách trên địa bàn: 12.800 tỷ đồng, hạn 31/12/2024" in mail.body
    assert "/chi-thi/laocai-2024/chi-tieu/" in mail.body


@pytest.mark.parametrize(("words", "value", "phrase"), [
    ("1.200 tỷ đồng", "1200", "1.200 tỷ đồng"), ("1.200", "1200", "1.200 tỷ đồng"), ("0,5", "0.5", "0,5 tỷ đồng"),
    ("12.800", "12800", "12.800 tỷ đồng"),
])  # fmt: skip
def test_a_share_is_read_with_or_without_its_unit(money, department, staff, words, value, phrase):
    made = assign(money, department, share_phrase=words, by=staff)
    assert (made.share, made.share_phrase) == (Decimal(value), phrase)


def test_a_share_in_percent_is_written_without_a_space(towns, department, staff):
    assert assign(towns, department, share_phrase="40", by=staff).share_phrase == "40%"


@pytest.mark.parametrize(("words", "sentence"), [
    ("1.2OO", "“1.2OO” có chữ “OO” lẫn trong số."),
    ("12,800", "đọc được hai cách. Nếu là hàng nghìn, ghi 12.800; nếu là số lẻ, ghi 12,8."),
    ("500 triệu đồng", "Phần giao phải ghi theo đơn vị “tỷ đồng” của chỉ tiêu, không phải “triệu đồng”."),
    ("-5", "là số âm"),
    ("0", "Phần được giao phải lớn hơn 0."),
    ("12.801", "Phần giao 12.801 tỷ đồng lớn hơn cả chỉ tiêu 12.800 tỷ đồng."),
    ("trên 5 tỷ đồng", "Phần giao chỉ ghi một con số"),
    ("5 - 6 tỷ đồng", "Phần giao chỉ ghi một con số"),
    ("tăng 5 tỷ đồng", "Phần giao chỉ ghi một con số"),
    ("1.234.567.890.123", "lớn quá"),
    ("1,1234567", "có quá 6 số lẻ"),
    ("nhiều", "Không thấy con số nào"),
])  # fmt: skip
def test_a_share_that_cannot_be_is_refused_in_words(money, department, staff, words, sentence):
    with pytest.raises(ActionBlocked) as refusal:
        assign(money, department, share_phrase=words, by=staff)
    assert sentence in " ".join(refusal.value.reasons)
    assert not Assignment.objects.exists()


def test_a_share_of_what_does_not_add_up_may_be_above_the_whole(towns, department, staff):
    assert assign(towns, department, share_phrase="75", by=staff).share == 75


def test_many_targets_go_to_many_units_or_none(money, towns, department, health, staff):
    made = assign_many([towns], [department], by=staff)
    assert len(made) == 1
    with pytest.raises(ActionBlocked, match=r"“Tỷ lệ đô thị hóa” đã giao cả cho Sở Nội vụ. Chỉ một đơn vị chủ trì"):
        assign_many([money, towns], [health], by=staff)
    assert list(Assignment.objects.values_list("target__name", flat=True)) == ["Tỷ lệ đô thị hóa"]


def test_one_message_goes_to_a_unit_for_all_its_targets(money, towns, department, staff):
    before = OutboxMail.objects.count()
    assign_many([money, towns], [department], by=staff)
    assert OutboxMail.objects.count() == before + 1


def test_a_share_goes_to_each_of_several_units(money, department, health, staff):
    made = assign_many([money], [department, health], share_phrase="6.400", by=staff)
    assert [one.share for one in made] == [6400, 6400]
    assert share_warnings(money) == []


def test_a_share_is_for_one_target_only(money, towns, department, staff):
    with pytest.raises(ActionBlocked, match="chỉ dùng khi chọn một chỉ tiêu"):
        assign_many([money, towns], [department], share_phrase="5", by=staff)


def test_nothing_chosen_is_said(money, staff, department):
    with pytest.raises(ActionBlocked, match="Chưa chọn đơn vị nào"):
        assign_many([money], [], by=staff)
    with pytest.raises(ActionBlocked, match="Chưa chọn chỉ tiêu nào"):
        assign_many([], [department], by=staff)


def test_a_unit_gets_a_target_once(money, department, staff):
    assign(money, department, share_phrase="5", by=staff)
    with pytest.raises(ActionBlocked, match=r"đã giao cho Sở Nội vụ. Muốn giao lại, hãy bỏ giao trước"):
        assign(money, department, share_phrase="6", by=staff)


def test_another_provinces_unit_is_refused(money, other_province, staff):
    with pytest.raises(ActionBlocked, match="không thuộc Ủy ban nhân dân tỉnh Lào Cai"):
        assign(money, other_province, by=staff)


def test_a_unit_that_ended_is_refused_with_its_heir(money, province, department, staff):
    gone = OrganizationFactory(
        code="cu", name="Sở Cũ", parent=province, valid_to=date(2024, 3, 1), successor=department
    )
    with pytest.raises(ActionBlocked, match=r"đã kết thúc ngày 29/02/2024 .* Đơn vị kế tục là Sở Nội vụ"):
        assign(money, gone, by=staff)


def test_a_unit_that_is_not_yet_there_is_refused(money, province, staff):
    later = OrganizationFactory(code="moi", name="Sở Mới", parent=province, valid_from=date(2025, 3, 1))
    with pytest.raises(ActionBlocked, match="chưa hoạt động trong năm"):
        assign(money, later, by=staff)


def test_a_district_gives_to_its_own_communes_only(province, department, staff, leader):
    district = OrganizationFactory(code="huyen", name="Huyện", parent=province, level=Level.DISTRICT)
    own = OrganizationFactory(code="xa-own", name="Xã nhà", parent=district, level=Level.COMMUNE)
    directive = DirectiveFactory(issuer=district, created_by=staff)
    campaigns.approve_directive(campaigns.submit_directive(directive, by=staff), by=leader)
    target = make_target(directive, "Tỷ lệ hộ nghèo", "5%")
    assert units_for(directive, on=date(2024, 7, 3)) == [own]
    assert assign(target, own, by=staff).organization == own
    with pytest.raises(ActionBlocked, match="không thuộc Huyện"):
        assign(target, department, by=staff)


@pytest.mark.parametrize("due_on", [date(2023, 12, 31), date(2026, 1, 1)])
def test_a_deadline_far_from_the_year_is_refused(money, department, staff, due_on):
    with pytest.raises(ActionBlocked, match="không hợp với chỉ tiêu năm 2024"):
        assign(money, department, due_on=due_on, by=staff)


def test_a_common_name_is_not_given(issued, money, department, staff):
    with pytest.raises(ActionBlocked, match="“Cơ cấu kinh tế” là tên chung"):
        assign(make_target(issued, "Cơ cấu kinh tế"), department, by=staff)


def test_a_draft_is_not_given_out(province, staff, department):
    draft = DirectiveFactory(issuer=province, created_by=staff)
    with pytest.raises(ActionBlocked, match="Chỉ thị chưa được duyệt"):
        assign(make_target(draft, "Tỷ lệ hộ nghèo", "5%"), department, by=staff)


def test_an_approved_directive_is_given_out_before_it_is_numbered(province, staff, leader, department):
    directive = DirectiveFactory(issuer=province, created_by=staff)
    target = make_target(directive, "Tỷ lệ hộ nghèo", "5%")
    campaigns.approve_directive(campaigns.submit_directive(directive, by=staff), by=leader)
    target.directive.refresh_from_db()
    assert assign(target, department, by=staff).pk
    assert "/bao-cao-cua-toi/" in OutboxMail.objects.latest("pk").body  # the paper itself is not theirs to read yet


def test_a_closed_directive_is_not_given_out(money, department, staff):
    campaigns.close_directive(money.directive, by=staff, on=date(2024, 7, 1))
    with pytest.raises(ActionBlocked, match="Chỉ thị đã kết thúc"):
        assign(money, department, by=staff)


def test_open_periods_ask_a_unit_that_gets_a_target_later(period, money, health, staff):
    assert not UnitReport.objects.filter(organization=health).exists()
    assign(money, health, share_phrase="100", by=staff)
    assert UnitReport.objects.get(organization=health).period == period


def test_shares_that_do_not_make_the_whole_are_warned_of(money, department, health, commune, staff):
    assign(money, department, share_phrase="5.000", by=staff)
    assign(money, health, share_phrase="7.000", by=staff)
    assert share_warnings(money) == [
        "Các phần đã giao cộng lại 12.000 tỷ đồng, còn thiếu 800 tỷ đồng so với 12.800 tỷ đồng."
    ]
    assign(money, commune, by=staff)
    assert share_warnings(money)[1].startswith("Vừa có đơn vị nhận cả chỉ tiêu, vừa có đơn vị nhận một phần.")


def test_shares_above_the_whole_are_warned_of(money, department, health, staff):
    assign_many([money], [department, health], share_phrase="7.000", by=staff)
    assert "thừa 1.200 tỷ đồng" in share_warnings(money)[0]


def test_shares_of_what_does_not_add_up_are_not_summed(towns, department, health, staff):
    assign_many([towns], [department, health], share_phrase="40", by=staff)
    assert share_warnings(towns) == []


def test_a_target_is_taken_back_with_a_reason(given, money, department, staff):
    unassign(money.assignments.get(), by=staff, reason="Chuyển cho đơn vị khác")
    assert not money.assignments.exists()
    entry = history_of(given)[0]
    assert entry.verb == "bỏ giao “Tổng thu ngân sách trên địa bàn” của Sở Nội vụ"
    assert entry.comment == "Chuyển cho đơn vị khác"
    assert "Lý do: Chuyển cho đơn vị khác" in OutboxMail.objects.latest("pk").body


def test_taking_back_needs_a_reason(given, money, staff):
    with pytest.raises(ActionBlocked, match="Phải ghi lý do bỏ giao"):
        unassign(money.assignments.get(), by=staff, reason=" ")


@pytest.mark.parametrize(("status", "words"), [("draft", "đang nhập"), ("verified", "đã báo cáo")])
def test_what_was_reported_is_not_taken_back(given, money, department, staff, status, words):
    make_actual(money, "100", kind="half", organization=department, status=status)
    with pytest.raises(ActionBlocked, match=f"Sở Nội vụ {words} kết quả “Tổng thu .* 6 tháng đầu năm 2024"):
        unassign(money.assignments.get(), by=staff, reason="nhầm")


def test_an_empty_sheet_goes_with_the_last_target(money, health, staff, given):
    made = assign(money, health, share_phrase="5", by=staff)
    open_period(given, HALF, by=staff)
    assert UnitReport.objects.filter(organization=health).exists()
    unassign(made, by=staff, reason="nhầm đơn vị")
    assert not UnitReport.objects.filter(organization=health).exists()
    assert UnitReport.objects.count() == 1


def test_departments_of_the_province_come_first_in_the_list(issued, department, health, commune, other_province):
    ended = OrganizationFactory(code="cu", parent=issued.issuer, valid_to=date(2024, 1, 1))
    names = [unit.name for unit in units_for(issued, on=date(2024, 7, 3))]
    assert names == ["Sở Nội vụ", "Sở Y tế", "Ủy ban nhân dân xã Bản Lầu"]
    assert ended.name not in names


@pytest.mark.parametrize("rows", [1, 3])
def test_the_rows_of_the_page_take_two_queries(issued, department, staff, rows, django_assert_num_queries):
    for number in range(rows):
        assign(make_target(issued, f"Chỉ tiêu {number}", "5%"), department, by=staff)
    with django_assert_num_queries(2):
        found = given_targets(issued)
        assert [row.assignments[0].organization.name for row in found] == ["Sở Nội vụ"] * rows
