"""A quantity written from its fields."""

from __future__ import annotations

import pytest

from tests.organizations.views.outcomes import outcomes

URL = "/chi-thi/laocai-2024/chi-tieu/ghi-muc/"


def test_only_staff_of_the_issuer_ask(request, draft):
    fields = {"comparator": "gt", "low": "10", "unit": "%"}
    assert outcomes(request, URL, post=fields) == ["login", 200, 403, 403, 404, 404, 403]


@pytest.mark.parametrize(
    ("fields", "phrase"),
    [
        ({"comparator": "gt", "low": "10", "unit": "%"}, "trên 10%"),
        ({"comparator": "range", "low": "7", "high": "7,5", "unit": "%"}, "7 - 7,5%"),
        ({"comparator": "eq", "low": "12.800", "high": "9", "unit": "tỷ đồng"}, "12.800 tỷ đồng"),
        ({"comparator": "range", "low": "8", "high": "9", "unit": "%", "direction": "increase"}, "tăng 8 - 9%"),
        ({"comparator": "ge", "low": "86", "unit": "%"}, "từ 86% trở lên"),
    ],
)
def test_the_usual_words(client, staff, draft, fields, phrase):
    client.force_login(staff)
    assert client.post(URL, fields).json() == {"phrase": phrase}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "Hãy chọn cách so sánh, ghi giá trị và đơn vị."),
        ({"comparator": "nearly", "low": "1", "unit": "%"}, "Hãy chọn cách so sánh, ghi giá trị và đơn vị."),
        ({"comparator": "range", "low": "1", "unit": "%"}, "Một khoảng cần số ở ô “Đến”."),
        ({"comparator": "eq", "low": "1O", "unit": "%"}, "“1O” có chữ “O” lẫn trong số."),
    ],
)
def test_what_is_no_quantity_is_told(client, staff, draft, fields, reason):
    client.force_login(staff)
    answer = client.post(URL, fields)
    assert (answer.status_code, answer.json()["reasons"]) == (422, [reason])
