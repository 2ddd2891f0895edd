"""Pasted lines of a directive as rows for the page."""

from __future__ import annotations

import pytest

from tests.organizations.views.outcomes import outcomes
from tests.targets.test_lines import laocai

URL = "/chi-thi/laocai-2024/chi-tieu/tach/"


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


def test_only_staff_of_the_issuer_ask(request, draft):
    assert outcomes(request, URL, post={"lines": "A: 5%"}) == ["login", 200, 403, 403, 404, 404, 403]


def test_the_appendix_of_lao_cai_becomes_its_rows(as_staff, draft):
    rows = as_staff.post(URL, {"lines": "\n".join(laocai())}).json()["rows"]
    assert (len(rows), sum(1 for row in rows if row["phrase"])) == (42, 41)
    assert [(row["name"], row["level"], row["joint"]) for row in rows[1:4]] == [
        ("Cơ cấu kinh tế", 0, ""),
        ("Nông, lâm, ngư nghiệp", 1, ":"),
        ("Công nghiệp - xây dựng", 1, ";"),
    ]
    assert not draft.targets.exists()


@pytest.mark.parametrize("lines", ["a" * 200_001, "\n" * 2001])
def test_a_paste_that_is_no_list_is_refused_in_words(as_staff, draft, lines):
    answer = as_staff.post(URL, {"lines": lines})
    assert answer.status_code == 422
    assert answer.json()["reasons"] == ["Đoạn dán dài quá; mỗi lần dán tối đa 500 dòng."]


def test_nothing_pasted_gives_no_rows(as_staff, draft):
    assert as_staff.post(URL, {}).json() == {"rows": []}
