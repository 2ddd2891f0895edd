"""The page on which targets are given to units, and the page that takes one back."""

from __future__ import annotations

import pytest

from targets.models import Assignment
from targets.services.assignments import assign
from tests.factories.campaigns import DirectiveFactory
from tests.factories.targets import make_actual, make_target
from tests.organizations.views.outcomes import outcomes

pytestmark = pytest.mark.django_db
URL = "/chi-thi/laocai-2024/giao/"


@pytest.fixture
def as_staff(client, staff, in_july):
    client.force_login(staff)
    return client


@pytest.fixture
def typed(money, department):
    return {"targets": [money.pk], "units": [department.pk], "share": "", "due_on": "31/12/2024", "note": ""}


def test_only_staff_give_targets(request, in_july, money):
    assert outcomes(request, URL) == ["login", 200, 403, 403, 403, 404, 403]


def test_only_staff_may_send_it(request, in_july, typed):
    assert outcomes(request, URL, post=typed) == ["login", 302, 403, 403, 403, 404, 403]


def test_only_staff_take_back(request, given, money):
    url = f"{URL}{money.assignments.get().pk}/bo/"
    assert outcomes(request, url) == ["login", 200, 403, 403, 403, 404, 403]
    assert outcomes(request, url, post={"reason": "nhầm"}) == ["login", 302, 403, 403, 403, 404, 403]


def test_marked_targets_go_to_marked_units(as_staff, in_july, money, towns, department, health, typed):
    typed |= {"targets": [towns.pk], "units": [department.pk], "note": "Phối hợp Sở Xây dựng"}
    page = as_staff.post(URL, typed, follow=True)
    assert "Đã giao 1 chỉ tiêu cho 1 đơn vị." in page.content.decode()
    made = Assignment.objects.get()
    assert (made.target, made.organization, made.note) == (towns, department, "Phối hợp Sở Xây dựng")


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"targets": []}, "Chưa chọn chỉ tiêu nào. Đánh dấu ở cột đầu của bảng."),
    ({"units": []}, "Chưa chọn đơn vị nào."),
    ({"share": "1O0"}, "“1O0” có chữ “O” lẫn trong số."),
    ({"due_on": "31/02/2024"}, "Ngày phải ghi theo dạng ngày/tháng/năm"),
    ({"due_on": ""}, "Mục này còn để trống."),
    ({"units": ["999999"]}, "999999"),
    ({"targets": ["x"]}, "x"),
])  # fmt: skip
def test_a_refusal_keeps_what_was_marked(as_staff, in_july, typed, money, changes, sentence):
    answer = as_staff.post(URL, typed | {"note": "giữ lại"} | changes)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="giữ lại"' in page
    assert not Assignment.objects.exists()
    if "targets" not in changes:
        assert f'value="{money.pk}" aria-label="Chọn Tổng thu ngân sách trên địa bàn" checked' in page


def test_another_provinces_unit_is_not_among_the_choices(as_staff, in_july, typed, other_province):
    answer = as_staff.post(URL, typed | {"units": [other_province.pk]})
    assert answer.status_code == 422
    assert other_province.name not in as_staff.get(URL).content.decode()
    assert not Assignment.objects.exists()


def test_a_target_of_another_directive_is_not_given_here(as_staff, in_july, typed, province, staff):
    strange = make_target(DirectiveFactory(issuer=province, created_by=staff), "Khác", "5%")
    assert as_staff.post(URL, typed | {"targets": [strange.pk]}).status_code == 422
    assert not Assignment.objects.exists()


def test_shares_that_do_not_add_up_stand_at_their_row(as_staff, in_july, money, department, staff):
    assign(money, department, share_phrase="5.000", by=staff)
    page = as_staff.get(URL).content.decode()
    assert "Các phần đã giao cộng lại 5.000 tỷ đồng, còn thiếu 7.800 tỷ đồng so với 12.800 tỷ đồng." in page
    assert "1 có phần giao chưa khớp" in page


def test_a_draft_says_why_nothing_can_be_given(as_staff, province, staff):
    DirectiveFactory(code="ban-thao", issuer=province, created_by=staff)
    page = as_staff.get("/chi-thi/ban-thao/giao/").content.decode()
    assert "Chỉ thị chưa được duyệt nên chưa giao chỉ tiêu được." in page
    assert 'name="units"' not in page


def test_taking_back_needs_a_reason_and_goes_back_to_the_page(as_staff, given, money):
    url = f"{URL}{money.assignments.get().pk}/bo/"
    assert as_staff.post(url, {"reason": " "}).status_code == 422
    assert "Đã bỏ giao “Tổng thu" in as_staff.post(url, {"reason": "nhầm"}, follow=True).content.decode()
    assert not money.assignments.exists()


def test_what_was_reported_is_not_taken_back(as_staff, given, money, department):
    make_actual(money, "5", kind="half", organization=department)
    url = f"{URL}{money.assignments.get().pk}/bo/"
    assert "nên không bỏ giao được" in as_staff.get(url, follow=True).content.decode()
    as_staff.post(url, {"reason": "nhầm"})
    assert money.assignments.exists()


def test_an_assignment_of_another_directive_is_not_found(as_staff, given, money, province, staff):
    DirectiveFactory(code="khac", issuer=province, created_by=staff)
    assert as_staff.get(f"/chi-thi/khac/giao/{money.assignments.get().pk}/bo/").status_code == 404


def test_words_of_people_are_shown_as_text(as_staff, in_july, issued):
    make_target(issued, "<script>alert(1)</script>", "5%")
    assert "<script>alert(1)" not in as_staff.get(URL).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries_at_any_size(
    as_staff, in_july, issued, department, health, staff, rows, django_assert_num_queries
):
    for number in range(rows):
        assign(make_target(issued, f"Chỉ tiêu {number}", "5%"), department, by=staff)
    with django_assert_num_queries(8):
        as_staff.get(URL)
