"""Targets taken over from an earlier year."""

from __future__ import annotations

import pytest

from tests.factories.campaigns import DirectiveFactory
from tests.factories.targets import make_target
from tests.organizations.views.outcomes import outcomes

URL = "/chi-thi/laocai-2024/chi-tieu/chep/"


@pytest.fixture
def last_year(province, staff):
    made = DirectiveFactory(code="laocai-2023", issuer=province, year=2023, created_by=staff)
    make_target(made, "Tỷ lệ đô thị hóa", "32%", opening="31", words="Tỷ lệ đô thị hóa năm nay: 32%")
    return made


def test_only_staff_of_the_issuer_copy(request, draft, last_year):
    assert outcomes(request, URL, post={}) == ["login", 302, 403, 403, 404, 404, 403]
    assert outcomes(request, URL) == ["login", 405, 405, 405, 405, 405, 405]


def test_the_rows_of_last_year_are_offered_and_taken_over(client, staff, draft, last_year):
    client.force_login(staff)
    page = client.get("/chi-thi/laocai-2024/chi-tieu/sua/").content.decode()
    assert "Chép 1 chỉ tiêu từ chỉ thị năm 2023" in page
    answer = client.post(URL, follow=True)
    assert "Đã chép chỉ tiêu của năm 2023." in answer.content.decode()
    assert list(draft.targets.values_list("name", "phrase", "opening")) == [("Tỷ lệ đô thị hóa", "32%", None)]


def test_a_sheet_with_rows_is_not_copied_over(client, staff, draft, last_year):
    make_target(draft, "Tỷ lệ A", "5%")
    client.force_login(staff)
    page = client.post(URL, follow=True).content.decode()
    assert "Chỉ thị này đã có chỉ tiêu." in page
    assert list(draft.targets.values_list("name", flat=True)) == ["Tỷ lệ A"]


def test_without_an_earlier_list_there_is_nothing_to_copy(client, staff, draft):
    client.force_login(staff)
    assert "Chưa có chỉ thị năm trước nào" in client.post(URL, follow=True).content.decode()
    assert not draft.targets.exists()
