"""Background work: thin, by id, harmless when run twice."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from typing import Any

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded

from documents import services

#: Past this a paper is no paper any more; the longest text that is accepted takes about a third of it.
SECONDS_AT_MOST = 120


@shared_task(name="documents.render_document")
def render_document_task(document_id: int) -> None:
    """Render one document if it still waits."""
    with _limited(SECONDS_AT_MOST):
        services.render_document(document_id)


@contextlib.contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Stop the work after so long: in words, and if it hears nothing, with its process. Holds in every pool."""

    def late(*_: Any) -> None:
        raise SoftTimeLimitExceeded

    hard = threading.Timer(seconds + 30, os._exit, (1,))
    hard.daemon = True
    hard.start()
    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        hard.cancel()


@shared_task(name="documents.requeue_stale_documents")
def requeue_stale_documents() -> None:
    """Give back what dead workers held and send again what lost messages forgot."""
    services.requeue_stale_documents()
