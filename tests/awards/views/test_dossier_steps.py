"""The steps of a dossier: who may take each, and how a closed one answers."""

from __future__ import annotations

import pytest

from awards.enums import DossierStatus
from awards.models import Dossier
from tests.awards.dossiers import make_draft, make_line, submitted
from tests.factories.awards import make_title
from tests.organizations.views.outcomes import outcomes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_2025")]
REASON = {"reason": "Thiếu số quyết định"}


@pytest.fixture
def dossier(unit):
    made = make_draft(unit)
    make_line(made, make_title("GK", is_yearly=False))
    return made


def url(dossier, page: str) -> str:
    return f"/ho-so-khen-thuong/{dossier.pk}/{page}/"


def test_dossier_is_sent_by_unit_or_staff(request, dossier):
    assert outcomes(request, url(dossier, "nop")) == ["login", 200, 404, 404, 200, 404, 404]
    post = {"received_on": "09/01/2025"}
    assert outcomes(request, url(dossier, "nop"), post=post) == ["login", 302, 404, 404, 302, 404, 404]


CASES = {
    "bo-sung": (REASON, [200, 403, 403, 403]),
    "tham-dinh": ({"revision": 0}, [200, 403, 403, 403]),
    "phan-cong": ({}, [200, 403, 403, 403]),
    "y-kien": ({"step": "lãnh đạo", "words": "Đồng ý"}, [200, 403, 403, 403]),
    "rut": (REASON, [200, 403, 403, 200]),
}


@pytest.mark.parametrize("page", CASES)
def test_step_of_a_sent_dossier_is_taken_by_its_role(request, dossier, staff, page):
    post, (as_staff, leader, clerk, officer) = CASES[page]
    submitted(dossier, specialist=staff)
    post = post | ({"specialist": staff.pk} if page == "phan-cong" else {})
    expected = ["login", as_staff, leader, clerk, officer, 404, 403]
    assert outcomes(request, url(dossier, page)) == expected
    assert outcomes(request, url(dossier, page), post=post) == [302 if one == 200 else one for one in expected]


def test_checked_dossier_is_rejected_by_staff(request, dossier):
    submitted(dossier, status=DossierStatus.CHECKED)
    assert outcomes(request, url(dossier, "khong-xet")) == ["login", 200, 403, 403, 403, 404, 403]
    assert outcomes(request, url(dossier, "khong-xet"), post=REASON) == ["login", 302, 403, 403, 403, 404, 403]


def test_step_that_is_closed_leads_back_with_the_reason(client, staff, dossier):
    client.force_login(staff)
    answer = client.get(url(dossier, "tham-dinh"), follow=True)
    assert "Chỉ thẩm định được hồ sơ đã nộp" in answer.content.decode()
    assert answer.redirect_chain[0][0] == dossier.get_absolute_url()


def test_staff_say_when_the_paper_came_and_the_unit_is_not_asked(client, staff, unit_officer, dossier):
    client.force_login(unit_officer)
    assert "received_on" not in client.get(url(dossier, "nop")).context["form"].fields
    client.force_login(staff)
    client.post(url(dossier, "nop"), {"received_on": "06/01/2025"})
    assert Dossier.objects.get().received_on.isoformat() == "2025-01-06"


def test_day_to_come_is_refused_at_the_form(client, staff, dossier):
    client.force_login(staff)
    answer = client.post(url(dossier, "nop"), {"received_on": "11/01/2025"})
    assert answer.status_code == 422
    assert "Ngày nhận hồ sơ không được sau hôm nay." in answer.content.decode()


def test_reason_is_asked_for(client, staff, dossier):
    submitted(dossier)
    client.force_login(staff)
    assert client.post(url(dossier, "bo-sung"), {"reason": " "}).status_code == 422
    assert Dossier.objects.get().status == DossierStatus.SUBMITTED
