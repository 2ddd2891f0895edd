"""The preview of an import: every row with its faults; taken in as a whole, once, or not at all."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.services import submit_directive
from organizations.enums import Role
from targets.models import TargetImport
from targets.services.sheet_import import keep_import
from targets.workbook import read_sheet
from tests.conftest import person
from tests.factories.targets import assign, make_target
from tests.organizations.views.outcomes import outcomes
from tests.targets.views.sheets import workbook

HEAD = ["Nhóm", "Chỉ tiêu", "Mức cần đạt", "Thuộc", "Nối dòng", "Câu chữ"]
GOOD = [
    ["Kinh tế", "Cơ cấu kinh tế", "", "", "", ""],
    ["Kinh tế", "Nông nghiệp", "40%", "Cơ cấu kinh tế", ":", "Nông nghiệp 40%"],
    ["Kinh tế", "Dịch vụ", "60%", "Cơ cấu kinh tế", ";", "Dịch vụ 60%"],
    ["Xã hội", "Tỷ lệ đô thị hóa", "33,5%", "", "", ""],
]


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def keep(draft, staff):
    def kept(*rows) -> TargetImport:
        sheet = read_sheet(io.BytesIO(workbook(HEAD, *rows)))
        return keep_import(draft, sheet, file_name="a.xlsx", by=staff)

    return kept


def names(draft) -> list[str]:
    return list(draft.targets.order_by("position").values_list("name", flat=True))


def test_only_who_uploaded_it_sees_it(request, keep, province):
    url = keep(*GOOD).get_absolute_url()
    assert outcomes(request, url) == ["login", 200, 403, 403, 404, 404, 403]
    assert outcomes(request, url, post={"how": "append"}) == ["login", 302, 403, 403, 404, 404, 403]


def test_a_colleague_does_not_see_it(client, keep, province):
    client.force_login(person("colleague", province, Role.STAFF))
    assert client.get(keep(*GOOD).get_absolute_url()).status_code == 404


def test_all_rows_are_taken_in_and_printed(as_staff, keep, draft):
    answer = as_staff.post(keep(*GOOD).get_absolute_url(), {"how": "append"}, follow=True)
    assert "Đã nhập 4 dòng chỉ tiêu." in answer.content.decode()
    draft.refresh_from_db()
    assert [group["lines"] for group in draft.target_list["groups"]] == [
        ["Cơ cấu kinh tế: Nông nghiệp 40%; Dịch vụ 60%."],
        ["Tỷ lệ đô thị hóa: 33,5%."],
    ]


def test_confirmed_twice_it_is_taken_in_once(as_staff, keep, draft):
    kept = keep(*GOOD)
    as_staff.post(kept.get_absolute_url(), {"how": "append"})
    page = as_staff.post(kept.get_absolute_url(), {"how": "append"}, follow=True).content.decode()
    assert "Tệp này đã được nhập rồi: 4 dòng." in page
    assert len(names(draft)) == 4


def test_a_bad_row_is_shown_and_nothing_can_be_taken_in(as_staff, keep, draft):
    kept = keep(*GOOD, ["Xã hội", "Số xã", "1O0 xã", "", "", ""])
    page = as_staff.get(kept.get_absolute_url()).content.decode()
    assert "1 trên 5 dòng cần sửa." in page
    assert "<strong>Mức cần đạt:</strong> “1O0” có chữ “O” lẫn trong số." in page
    assert "Nhập các dòng này" not in page
    assert as_staff.post(kept.get_absolute_url(), {"how": "append"}).url == kept.get_absolute_url()
    assert names(draft) == []
    kept.refresh_from_db()
    assert kept.confirmed_at is None


def test_rows_come_after_those_already_there(as_staff, keep, draft):
    make_target(draft, "Tỷ lệ cũ", "5%")
    as_staff.post(keep(GOOD[3]).get_absolute_url(), {"how": "append"})
    assert names(draft) == ["Tỷ lệ cũ", "Tỷ lệ đô thị hóa"]


def test_rows_take_the_place_of_those_already_there(as_staff, keep, draft):
    make_target(draft, "Tỷ lệ cũ", "5%")
    as_staff.post(keep(GOOD[3]).get_absolute_url(), {"how": "replace"})
    assert names(draft) == ["Tỷ lệ đô thị hóa"]


def test_rows_that_are_given_to_units_are_not_replaced(as_staff, keep, draft, other_province):
    assign(make_target(draft, "Tỷ lệ cũ", "5%"), other_province)
    kept = keep(GOOD[3])
    assert "phải bỏ giao trước khi thay toàn bộ" in as_staff.get(kept.get_absolute_url()).content.decode()
    page = as_staff.post(kept.get_absolute_url(), {"how": "replace"}, follow=True).content.decode()
    assert "Hãy bỏ giao trước khi xóa dòng." in page
    assert names(draft) == ["Tỷ lệ cũ"]
    kept.refresh_from_db()
    assert kept.confirmed_at is None


def test_without_a_choice_nothing_is_taken_in(as_staff, keep, draft):
    assert as_staff.post(keep(*GOOD).get_absolute_url(), {"how": "khac"}).status_code == 200
    assert names(draft) == []


def test_an_old_preview_is_gone(as_staff, keep, draft):
    kept = keep(*GOOD)
    TargetImport.objects.filter(pk=kept.pk).update(created_at=timezone.now() - timedelta(hours=25))
    assert as_staff.get(kept.get_absolute_url()).status_code == 404


def test_an_old_preview_is_removed_by_the_next_upload(keep):
    TargetImport.objects.filter(pk=keep(*GOOD).pk).update(created_at=timezone.now() - timedelta(hours=25))
    assert [kept.pk for kept in TargetImport.objects.exclude(pk=keep(*GOOD).pk)] == []


def test_a_directive_sent_meanwhile_takes_nothing_in(as_staff, keep, draft, staff):
    kept = keep(*GOOD)
    submit_directive(draft, by=staff)
    as_staff.post(kept.get_absolute_url(), {"how": "append"})
    assert names(draft) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_number_of_questions_at_any_length(as_staff, keep, count, django_assert_num_queries):
    url = keep(*[["", f"Tỷ lệ số {n} của dân", "5%", "", "", ""] for n in range(count)]).get_absolute_url()
    as_staff.get(url)
    with django_assert_num_queries(9):
        as_staff.get(url)
