"""Entries of the register for a field that looks for one."""

from __future__ import annotations

import pytest

from tests.factories.targets import make_indicator
from tests.organizations.views.outcomes import outcomes

URL = "/danh-muc-chi-tieu/goi-y/"


def test_the_register_is_open_to_everybody_who_is_in(request, province, other_province):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 200, 200, 200]


@pytest.mark.parametrize("words", ["do thi hoa", "Đô thị hoá", "ĐÔ THỊ"])
def test_accents_and_case_do_not_matter(client, staff, words):
    make_indicator("do-thi-hoa", "Tỷ lệ đô thị hóa")
    make_indicator("che-phu-rung", "Tỷ lệ che phủ rừng")
    make_indicator("do-thi-cu", "Tỷ lệ đô thị hóa cũ", is_active=False)
    client.force_login(staff)
    answer = client.get(URL, {"q": words}).json()
    assert answer == {"entries": [{"code": "do-thi-hoa", "name": "Tỷ lệ đô thị hóa", "unit": "%"}]}


def test_without_words_nothing_is_offered(client, staff):
    make_indicator("do-thi-hoa")
    client.force_login(staff)
    assert client.get(URL).json() == client.get(URL, {"q": "  "}).json() == {"entries": []}


@pytest.mark.parametrize("count", [1, 3])
def test_one_question_at_any_length(client, staff, count, django_assert_num_queries):
    for number in range(count):
        make_indicator(f"ty-le-{number}")
    client.force_login(staff)
    with django_assert_num_queries(3):
        client.get(URL, {"q": "ty le"})
