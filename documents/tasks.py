"""Background work: thin, by id, harmless when run twice."""

from __future__ import annotations

from celery import shared_task

from documents import services

#: Past this a paper is no paper any more; the longest text that is accepted takes about a third of it.
SECONDS_AT_MOST = 120


@shared_task(name="documents.render_document", soft_time_limit=SECONDS_AT_MOST, time_limit=SECONDS_AT_MOST + 30)
def render_document_task(document_id: int) -> None:
    """Render one document if it still waits."""
    services.render_document(document_id)


@shared_task(name="documents.requeue_stale_documents")
def requeue_stale_documents() -> None:
    """Give back what dead workers held and send again what lost messages forgot."""
    services.requeue_stale_documents()
