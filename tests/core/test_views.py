"""Pages that say what went wrong: in words, with a way on, and without what may be broken."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.template import engines
from django.test import Client, RequestFactory
from django.utils.translation import get_language

from core import views


def page(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


@pytest.mark.parametrize(
    ("view", "arguments", "status", "heading"),
    [
        (views.bad_request, (), 400, "Yêu cầu không đọc được"),
        (views.permission_denied, (PermissionDenied(),), 403, "Không có quyền làm việc này"),
        (views.csrf_failure, (), 403, "Phiên làm việc đã hết hạn"),
        (views.page_not_found, (), 404, "Không tìm thấy trang"),
        (views.server_error, (), 500, "Hệ thống gặp lỗi"),
    ],
)
def test_an_error_page_speaks_and_leads_on(view, arguments, status, heading):
    answer = view(RequestFactory().get("/"), *arguments)
    shown = page(answer)
    assert answer.status_code == status
    assert (shown.html["lang"], shown.h1.get_text()) == (get_language(), heading)
    assert shown.main.find("a", href="/").get_text() == "Về trang tổng quan"
    assert str(status) not in shown.main.get_text()  # a code is no explanation


def test_a_refusal_gives_its_own_reason_as_text():
    answer = views.permission_denied(RequestFactory().get("/"), PermissionDenied("Việc của <b>văn thư</b>."))
    assert "Việc của <b>văn thư</b>." in page(answer).main.get_text()


def test_the_page_for_a_fault_of_ours_runs_no_context_processor(monkeypatch):
    """The database is out of reach here as well: this test may not use it."""
    engine = engines["django"].engine
    assert engine.template_context_processors
    broken = tuple(lambda request: 1 / 0 for _ in engine.template_context_processors)
    monkeypatch.setattr(engine, "template_context_processors", broken)
    assert page(views.server_error(RequestFactory().get("/"))).h1.get_text() == "Hệ thống gặp lỗi"


@pytest.mark.django_db
def test_health_and_readiness_are_open_to_the_machine():
    assert Client().get("/healthz").json() == {"alive": True}
    assert Client().get("/readyz").json() == {"database": True}


@pytest.mark.django_db
def test_a_stale_form_is_refused_in_words(staff):
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff)
    answer = client.post("/dang-xuat/")
    assert answer.status_code == 403
    assert page(answer).h1.get_text() == "Phiên làm việc đã hết hạn"
