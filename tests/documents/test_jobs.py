"""Documents as jobs: made once, whatever messages come twice, never, or die halfway."""

from __future__ import annotations

import hashlib
import time
from datetime import timedelta

import pikepdf
import pytest
import time_machine
from django.utils import timezone

from campaigns.papers import KIND
from core.errors import ActionBlocked
from documents import services, tasks
from documents.enums import Status
from documents.models import Document


@pytest.fixture
def sent(monkeypatch):
    """The messages that would go to the queue; the queue is the network of these tests."""
    messages: list[int] = []
    monkeypatch.setattr("documents.tasks.render_document_task.delay", messages.append)
    return messages


@pytest.fixture
def waiting(draft, staff, sent, django_capture_on_commit_callbacks) -> Document:
    with django_capture_on_commit_callbacks(execute=True):
        return services.request_document(KIND, draft, "pdf", by=staff)


def test_a_request_freezes_the_paper_and_rings_the_queue_once(waiting, sent, staff):
    assert sent == [waiting.pk]
    assert waiting.status == Status.QUEUED
    assert waiting.requested_by == staff
    assert waiting.file_name == "chi-thi-du-thao-laocai-2024.pdf"
    assert waiting.context["watermark"] == "DỰ THẢO"


def test_the_same_content_is_one_document_and_one_message(
    waiting, draft, leader, sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        again = services.request_document(KIND, draft, "pdf", by=leader)
    assert again.pk == waiting.pk
    assert sent == [waiting.pk]


def test_other_content_or_format_is_another_document(waiting, draft, staff, sent):
    docx = services.request_document(KIND, draft, "docx", by=staff)
    draft.theme, draft.body = "Khác", "Nội dung khác./."
    changed = services.request_document(KIND, draft, "pdf", by=staff)
    assert len({waiting.pk, docx.pk, changed.pk}) == 3


def test_a_new_template_is_another_document(waiting, draft, staff, monkeypatch, sent):
    monkeypatch.setattr(services, "template_version", lambda: "mẫu mới")
    assert services.request_document(KIND, draft, "pdf", by=staff).pk != waiting.pk


def test_rendering_keeps_the_file_with_its_sum(waiting):
    assert services.render_document(waiting.pk) is True
    waiting.refresh_from_db()
    with waiting.file.open() as file:
        content = file.read()
    assert waiting.status == Status.READY
    assert content.startswith(b"%PDF-")
    assert waiting.file_sha256 == hashlib.sha256(content).hexdigest()
    assert (waiting.file_size, waiting.page_count, waiting.attempts, waiting.claim) == (len(content), 1, 1, "")


def test_a_message_that_comes_twice_does_nothing_the_second_time(waiting):
    services.render_document(waiting.pk)
    waiting.refresh_from_db()
    finished = waiting.finished_at
    assert services.render_document(waiting.pk) is False
    waiting.refresh_from_db()
    assert (waiting.finished_at, waiting.attempts) == (finished, 1)


def test_a_document_that_another_worker_holds_is_left_alone(waiting):
    Document.objects.filter(pk=waiting.pk).update(status=Status.RENDERING, claim="somebody", claimed_at=timezone.now())
    assert services.render_document(waiting.pk) is False
    waiting.refresh_from_db()
    assert (waiting.status, waiting.claim) == (Status.RENDERING, "somebody")


def test_a_dead_workers_document_is_given_back_and_made(waiting, sent, django_capture_on_commit_callbacks):
    long_ago = timezone.now() - services.STALE_AFTER - timedelta(seconds=1)
    Document.objects.filter(pk=waiting.pk).update(
        status=Status.RENDERING, claim="dead", claimed_at=long_ago, requested_at=long_ago, attempts=1
    )
    with django_capture_on_commit_callbacks(execute=True):
        assert services.requeue_stale_documents() == 1
    assert sent == [waiting.pk, waiting.pk]
    assert services.render_document(waiting.pk) is True
    waiting.refresh_from_db()
    assert (waiting.status, waiting.attempts) == (Status.READY, 2)


def test_a_living_workers_document_is_not_taken_away(waiting, sent):
    Document.objects.filter(pk=waiting.pk).update(status=Status.RENDERING, claim="alive", claimed_at=timezone.now())
    assert services.requeue_stale_documents() == 0
    waiting.refresh_from_db()
    assert (waiting.status, waiting.claim) == (Status.RENDERING, "alive")


def test_a_sign_of_life_that_a_busy_database_refuses_costs_nothing(waiting, monkeypatch):
    """On SQLite the test's own transaction holds the table while the heart beats; a warning here would be an error."""
    monkeypatch.setattr(services, "HEARTBEAT_SECONDS", 0.005)
    assert services.render_document(waiting.pk) is True


def test_a_worker_that_lost_its_claim_does_not_overwrite_the_other(waiting):
    """Its file is thrown away; the row belongs to who holds it now."""

    def render_and_lose(*args, **kwargs):
        Document.objects.filter(pk=waiting.pk).update(claim="the other")
        return services_render(*args, **kwargs)

    services_render, services.render = services.render, render_and_lose
    try:
        assert services.render_document(waiting.pk) is False
    finally:
        services.render = services_render
    waiting.refresh_from_db()
    assert (waiting.status, waiting.claim, waiting.file.name) == (Status.RENDERING, "the other", "")


def test_a_lost_message_is_sent_again_but_not_at_every_sweep(waiting, sent, django_capture_on_commit_callbacks):
    with time_machine.travel(timezone.now() + services.RESEND_AFTER + timedelta(seconds=1), tick=False) as clock:
        with django_capture_on_commit_callbacks(execute=True):
            assert services.requeue_stale_documents() == 1
            assert services.requeue_stale_documents() == 0
        clock.shift(services.RESEND_AFTER + timedelta(seconds=1))
        with django_capture_on_commit_callbacks(execute=True):
            assert services.requeue_stale_documents() == 1
    assert sent == [waiting.pk] * 3


def test_what_kills_every_worker_is_given_up_in_words(waiting):
    long_ago = timezone.now() - services.STALE_AFTER - timedelta(seconds=1)
    Document.objects.filter(pk=waiting.pk).update(
        status=Status.RENDERING, claim="dead", claimed_at=long_ago, attempts=services.MOST_ATTEMPTS
    )
    assert services.requeue_stale_documents() == 0
    waiting.refresh_from_db()
    assert waiting.status == Status.FAILED
    assert "Thử lại" in waiting.error


def test_a_failure_says_why_and_can_be_tried_again(waiting, staff, sent, django_capture_on_commit_callbacks):
    broken = dict(waiting.context, body=[{"kind": "paragraph"}])
    Document.objects.filter(pk=waiting.pk).update(context=broken)
    assert services.render_document(waiting.pk) is False
    waiting.refresh_from_db()
    assert (waiting.status, waiting.file.name) == (Status.FAILED, "")
    assert waiting.error.startswith("Lỗi khi tạo tệp (KeyError).")
    with django_capture_on_commit_callbacks(execute=True):
        services.retry_document(waiting, by=staff)
    assert (waiting.status, waiting.error, waiting.attempts) == (Status.QUEUED, "", 0)
    assert sent == [waiting.pk, waiting.pk]


def test_a_document_that_did_not_fail_cannot_be_retried(waiting, staff, sent):
    with pytest.raises(ActionBlocked, match="không ở tình trạng lỗi"):
        services.retry_document(waiting, by=staff)
    assert sent == [waiting.pk]


def test_a_broker_that_is_away_costs_nobody_the_request(
    draft, staff, monkeypatch, django_capture_on_commit_callbacks, caplog
):
    def refuse(_):
        raise ConnectionError("no broker")

    monkeypatch.setattr("documents.tasks.render_document_task.delay", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        document = services.request_document(KIND, draft, "pdf", by=staff)
    assert Document.objects.get(pk=document.pk).status == Status.QUEUED
    assert "no broker" in caplog.text


def test_an_issued_paper_is_archival(issued, staff, sent):
    document = services.request_document(KIND, issued, "pdf", by=staff)
    services.render_document(document.pk)
    document.refresh_from_db()
    assert document.file_name == "chi-thi-01-laocai-2024.pdf"
    with pikepdf.open(document.file.path) as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "2"


def test_what_takes_too_long_is_stopped_in_words(waiting, monkeypatch):
    def endless(*args, **kwargs):
        time.sleep(5)

    monkeypatch.setattr("documents.tasks.SECONDS_AT_MOST", 0.1)
    monkeypatch.setattr(services, "render", endless)
    tasks.render_document_task(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.claim) == (Status.FAILED, "")
    assert waiting.error.startswith("Tạo quá lâu nên đã dừng")
