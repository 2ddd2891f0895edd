"""The list of sessions: who sees it, filters, export, queries."""

from __future__ import annotations

import pytest

from tests.awards.sitting import plan
from tests.awards.views.council_pages import url
from tests.organizations.views.outcomes import outcomes


def test_sessions(request, session):
    assert outcomes(request, url("sessions")) == ["login", 200, 200, 200, 200, 200, 200]


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_take_the_same_queries_for_any_length(as_staff, council, staff, rows, django_assert_num_queries):
    for _ in range(rows):
        plan(council, staff)
    as_staff.get(url("sessions"))
    with django_assert_num_queries(7):
        as_staff.get(url("sessions"))
    with django_assert_num_queries(5):
        as_staff.get(url("councils"))


def test_the_list_is_filtered_and_exported(as_staff, session):
    assert "Phiên họp xét khen thưởng" in as_staff.get(url("sessions") + "?year=2026&status=planned").content.decode()
    assert "Phiên họp xét khen thưởng" in as_staff.get(url("sessions") + "?q=XET KHEN").content.decode()
    assert "Không có phiên họp nào khớp" in as_staff.get(url("sessions") + "?q=tổng kết").content.decode()
    assert "Không có phiên họp nào khớp" in as_staff.get(url("sessions") + "?status=closed").content.decode()
    assert as_staff.get(url("sessions") + "?export=xlsx").status_code == 200
