"""Asking for a paper, watching it come, taking it away: who may, and what comes back."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from campaigns.papers import KIND
from core.errors import ActionBlocked
from documents import registry, services
from documents.enums import Format, Status
from documents.models import Document

ROWS = [
    (None, 302, 302),
    ("staff", 200, 200),
    ("leader", 200, 200),
    ("clerk", 200, 200),
    ("admin", 200, 200),
    ("unit_officer", 404, 200),
    ("outsider", 404, 404),
]


@pytest.fixture(autouse=True)
def queue(monkeypatch):
    monkeypatch.setattr("documents.tasks.render_document_task.delay", lambda pk: None)


@pytest.fixture
def ready(draft, staff) -> Document:
    document = services.request_document(KIND, draft, "pdf", by=staff)
    services.render_document(document.pk)
    document.refresh_from_db()
    return document


def panel_of(directive):
    return reverse("documents:panel", args=[KIND, directive.pk])


@pytest.mark.parametrize(("who", "of_draft", "of_issued"), ROWS)
def test_the_panel_is_for_those_who_may_see_the_subject(client, request, draft, who, of_draft, of_issued):
    if who:
        client.force_login(request.getfixturevalue(who))
    assert client.get(panel_of(draft)).status_code == of_draft
    issued = request.getfixturevalue("issued")
    assert client.get(panel_of(issued)).status_code == of_issued


@pytest.mark.parametrize(("who", "outcome"), [(row[0], row[1]) for row in ROWS])
def test_a_file_is_given_to_those_who_may_see_its_subject(client, request, ready, who, outcome):
    if who:
        client.force_login(request.getfixturevalue(who))
    response = client.get(reverse("documents:download", args=[ready.pk]))
    assert response.status_code == outcome
    if outcome == 200:
        assert b"".join(response.streaming_content).startswith(b"%PDF-")
        assert response["Content-Disposition"] == 'attachment; filename="chi-thi-du-thao-laocai-2024.pdf"'
        assert response["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(("who", "outcome"), [("staff", 200), ("admin", 200), ("unit_officer", 404), ("outsider", 404)])
def test_a_paper_of_a_draft_stays_with_the_desk_after_the_issue(client, request, ready, who, outcome):
    """What was printed before the last correction is nobody else's to read."""
    request.getfixturevalue("issued")
    client.force_login(request.getfixturevalue(who))
    response = client.get(reverse("documents:download", args=[ready.pk]))
    assert response.status_code == outcome
    response.close()


def test_asking_makes_a_job_and_answers_with_the_panel(client, staff, draft):
    client.force_login(staff)
    address = reverse("documents:request", args=[KIND, draft.pk])
    response = client.post(address, {"format": "pdf"}, headers={"HX-Request": "true"})
    assert Document.objects.get().status == Status.QUEUED
    page = response.content.decode()
    assert "Đang chờ tạo…" in page
    assert 'hx-trigger="every' in page


def test_without_scripts_asking_leads_back_to_the_record(client, staff, draft):
    client.force_login(staff)
    response = client.post(reverse("documents:request", args=[KIND, draft.pk]), {"format": "docx"})
    assert (response.status_code, response.url) == (302, draft.get_absolute_url())


@pytest.mark.parametrize("who", ["unit_officer", "outsider"])
def test_nobody_asks_for_a_paper_of_what_they_may_not_see(client, request, draft, who):
    client.force_login(request.getfixturevalue(who))
    response = client.post(reverse("documents:request", args=[KIND, draft.pk]), {"format": "pdf"})
    assert response.status_code == 404
    assert Document.objects.count() == 0


def test_a_get_makes_nothing(client, staff, draft):
    client.force_login(staff)
    assert client.get(reverse("documents:request", args=[KIND, draft.pk])).status_code == 405
    client.get(panel_of(draft))
    assert Document.objects.count() == 0


@pytest.mark.parametrize(("kind", "fmt"), [("campaigns.directive", "exe"), ("nothing.known", "pdf")])
def test_unknown_formats_and_kinds_are_not_found(client, staff, draft, kind, fmt):
    client.force_login(staff)
    assert client.post(reverse("documents:request", args=[kind, draft.pk]), {"format": fmt}).status_code == 404


@pytest.fixture
def queued(draft, staff) -> Document:
    return services.request_document(KIND, draft, "pdf", by=staff)


def test_a_page_that_shows_this_state_already_is_sent_nothing(client, staff, queued, draft):
    client.force_login(staff)
    assert client.get(panel_of(draft), {"dang": "queued.none.250ms"}).status_code == 204
    services.render_document(queued.pk)
    answer = client.get(panel_of(draft), {"dang": "queued.none.250ms"})
    assert answer.status_code == 200
    assert 'data-status="ready"' in answer.content.decode()


@pytest.mark.parametrize(("seconds", "pace", "words"), [(1, "250ms", False), (6, "1s", True), (61, "5s", True)])
def test_the_longer_somebody_waits_the_less_often_the_page_asks(client, staff, queued, draft, seconds, pace, words):
    client.force_login(staff)
    with time_machine.travel(queued.requested_at + timedelta(seconds=seconds), tick=False):
        page = client.get(panel_of(draft)).content.decode()
    assert f'hx-trigger="every {pace}"' in page
    assert ("Lâu hơn thường lệ" in page) is words


def test_the_panel_stops_asking_when_all_is_there(client, staff, ready, draft):
    client.force_login(staff)
    page = client.get(panel_of(draft)).content.decode()
    assert "hx-trigger" not in page
    assert "Tải về" in page
    assert f"Mã kiểm tra {ready.file_sha256[:12]}" in page


def test_a_paper_of_older_content_says_so(client, staff, ready, draft):
    draft.body = "Nội dung mới./."
    draft.save()
    client.force_login(staff)
    page = client.get(panel_of(draft)).content.decode()
    assert "Nội dung đã đổi sau bản tạo lúc" in page
    assert "Tải về" not in page


def test_a_failed_paper_says_why_and_offers_another_try(client, staff, ready, draft):
    Document.objects.update(status=Status.FAILED, error="Hỏng mẫu.", file="", file_sha256="", finished_at=None)
    client.force_login(staff)
    assert "Hỏng mẫu." in client.get(panel_of(draft)).content.decode()
    assert client.get(reverse("documents:download", args=[ready.pk])).status_code == 404
    asked = ready.requested_at
    client.post(reverse("documents:retry", args=[ready.pk]))
    ready.refresh_from_db()
    assert ready.status == Status.QUEUED
    assert ready.requested_at > asked


def test_a_stranger_cannot_retry(client, outsider, ready):
    Document.objects.update(status=Status.FAILED, error="Hỏng mẫu.")
    client.force_login(outsider)
    assert client.post(reverse("documents:retry", args=[ready.pk])).status_code == 404
    ready.refresh_from_db()
    assert ready.status == Status.FAILED


def test_the_panel_takes_the_same_queries_for_one_and_three_papers(client, staff, draft, django_assert_num_queries):
    client.force_login(staff)
    client.get(panel_of(draft))
    for count in (1, 3):
        for index in range(count):
            draft.theme, draft.body = "Chủ đề", f"Nội dung {count}.{index}./."
            services.request_document(KIND, draft, "pdf", by=staff)
        with django_assert_num_queries(6):
            client.get(panel_of(draft))


@pytest.fixture
def workbooks(monkeypatch):
    """The kind offered as PDF and XLSX only."""
    kind = dataclasses.replace(registry.kind_of(KIND), formats=(Format.PDF, Format.XLSX))
    monkeypatch.setitem(registry._kinds, KIND, kind)


def test_a_kind_is_offered_in_its_formats_only(client, staff, draft, workbooks):
    client.force_login(staff)
    page = client.get(panel_of(draft)).content.decode()
    assert "Excel (XLSX)" in page
    assert "file-earmark-spreadsheet" in page
    assert "Tạo XLSX" in page
    assert "DOCX" not in page


def test_a_directive_is_not_offered_as_a_workbook(client, staff, draft):
    client.force_login(staff)
    page = client.get(panel_of(draft)).content.decode()
    assert "Word (DOCX)" in page
    assert "XLSX" not in page


def test_a_format_that_the_kind_does_not_have_is_not_found(client, staff, draft, workbooks):
    client.force_login(staff)
    address = reverse("documents:request", args=[KIND, draft.pk])
    assert client.post(address, {"format": "docx"}).status_code == 404
    assert client.post(address, {"format": "xlsx"}).status_code == 302
    assert [document.format for document in Document.objects.all()] == ["xlsx"]


def test_the_service_refuses_a_format_that_the_kind_does_not_have(staff, draft):
    for fmt in ("xlsx", "exe"):
        with pytest.raises(ActionBlocked, match="không có ở định dạng"):
            services.request_document(KIND, draft, fmt, by=staff)
    assert Document.objects.count() == 0


def test_a_workbook_is_made_and_taken_away(client, staff, draft, workbooks):
    document = services.request_document(KIND, draft, "xlsx", by=staff)
    assert services.render_document(document.pk) is True
    client.force_login(staff)
    response = client.get(reverse("documents:download", args=[document.pk]))
    assert b"".join(response.streaming_content).startswith(b"PK")
    assert response["Content-Disposition"] == 'attachment; filename="chi-thi-du-thao-laocai-2024.xlsx"'
    assert response["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
