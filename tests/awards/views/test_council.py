"""One council: its page, its facts and its seats."""

from __future__ import annotations

import pytest

from tests.awards.views.council_pages import url
from tests.organizations.views.outcomes import outcomes


def test_council(request, council):
    assert outcomes(request, url("council", council.pk)) == ["login", 200, 200, 200, 404, 404, 200]


@pytest.mark.parametrize("name", ["council_edit", "council_member_create"])
def test_what_is_done_with_a_council(request, council, name):
    assert outcomes(request, url(name, council.pk)) == ["login", 200, 403, 403, 404, 404, 200]


def test_council_member_edit(request, council):
    found = outcomes(request, url("council_member_edit", council.members.first().pk))
    assert found == ["login", 200, 403, 403, 404, 404, 200]


def test_a_council_is_set_up_and_changed(as_staff, province):
    data = {
        "organization": province.pk, "name": "Hội đồng", "document": "QĐ 1", "valid_from": "15/01/2024",
        "quorum": "66,67", "threshold": "50",
    }  # fmt: skip
    answer = as_staff.post(url("council_create"), data)
    council = province.councils.get()
    assert (answer.status_code, answer.url, str(council.quorum)) == (302, council.get_absolute_url(), "66.67")
    as_staff.post(url("council_edit", council.pk), data | {"quorum": "75", "valid_to": "15/01/2029"})
    council.refresh_from_db()
    assert (str(council.quorum), council.valid_to.year) == ("75.00", 2029)
    refused = as_staff.post(url("council_edit", council.pk), data | {"valid_to": "15/01/2020"})
    assert refused.status_code == 422
    assert "Ngày này phải sau ngày bắt đầu" in refused.content.decode()


def test_a_seat_is_given_and_refused(as_staff, council):
    data = {"full_name": "Lý Seo Dìn", "role": "member", "position": "10", "valid_from": "01/01/2025"}
    assert as_staff.post(url("council_member_create", council.pk), data).status_code == 302
    refused = as_staff.post(url("council_member_create", council.pk), data | {"role": "chair"})
    assert refused.status_code == 422
    assert "Chủ tịch Hội đồng đã có: Ủy viên Số 1" in refused.content.decode()
    member = council.members.get(position=10)
    assert as_staff.post(url("council_member_edit", member.pk), data | {"job_title": "Giám đốc"}).status_code == 302
    member.refresh_from_db()
    assert member.job_title == "Giám đốc"
