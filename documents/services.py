"""Documents as jobs. The row in the database is the truth; a queue message only says "look at this row".

A worker claims a row by a conditional update and finishes it only while the claim is still its own, so that a message
delivered twice, a worker killed halfway or two workers at once never make a document twice. These steps are a machine's
and not anybody's act: they are kept on the row itself, not in the log of the subject.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from core.errors import ActionBlocked
from documents.enums import Format, Status
from documents.models import Document
from documents.paper import Paper, content_hash
from documents.registry import kind_of
from documents.rendering import render, template_version
from organizations.models import User

log = logging.getLogger(__name__)

#: A claim without a sign of life for this long belongs to a dead worker.
STALE_AFTER = timedelta(seconds=15)
HEARTBEAT_SECONDS = 4
#: A waiting row whose message seems lost gets another one, at most this often.
RESEND_AFTER = timedelta(seconds=15)
MOST_ATTEMPTS = 4


@dataclass(frozen=True)
class Frozen:
    """A subject's paper as it stands now, ready to be kept on a row."""

    context: dict[str, Any]
    content_hash: str


def freeze(kind_code: str, subject: models.Model) -> Frozen:
    """The paper of the subject with its hash."""
    context = kind_of(kind_code).build(subject).to_json()
    return Frozen(context, content_hash(context))


@transaction.atomic
def request_document(kind_code: str, subject: models.Model, fmt: str, *, by: User) -> Document:
    """The document of the subject's content as it stands now: the one that exists, or a new job."""
    if fmt not in kind_of(kind_code).formats:
        raise ActionBlocked(
            "Văn bản này không có ở định dạng đã chọn. Hãy tải lại trang rồi chọn định dạng trong danh sách."
        )
    frozen = freeze(kind_code, subject)
    document, created = Document.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(subject),
        object_id=subject.pk,
        kind=kind_code,
        format=Format(fmt),
        template_version=template_version(),
        content_hash=frozen.content_hash,
        defaults={
            "context": frozen.context,
            "file_name": f"{kind_of(kind_code).file_stem(subject)}.{fmt}",
            "requested_by": by,
        },
    )
    if created:
        _send(document.pk)
    return document


@transaction.atomic
def retry_document(document: Document, *, by: User) -> Document:
    """Failed → queued, with a fresh count of attempts."""
    put_back = Document.objects.filter(pk=document.pk, status=Status.FAILED).update(
        status=Status.QUEUED,
        error="",
        attempts=0,
        claim="",
        claimed_at=None,
        requested_by=by,
        requested_at=timezone.now(),
    )
    if not put_back:
        raise ActionBlocked("Văn bản này không ở tình trạng lỗi. Hãy tải lại trang để xem tình trạng mới.")
    document.refresh_from_db()
    _send(document.pk)
    return document


def render_document(document_id: int) -> bool:
    """Claim the row, make the file, keep it; say whether this call made it. A row of somebody else is left alone."""
    claim = uuid.uuid4().hex
    claimed = Document.objects.filter(pk=document_id, status=Status.QUEUED).update(
        status=Status.RENDERING, claim=claim, claimed_at=timezone.now(), attempts=models.F("attempts") + 1
    )
    if not claimed:
        return False
    document = Document.objects.get(pk=document_id)
    try:
        with _alive(document_id, claim):
            paper = Paper.from_json(document.context)
            rendered = render(paper, document.format, archival=not paper.watermark)
    except Exception as error:  # whatever went wrong is told on the row, and the worker lives on
        log.exception("document %s was not rendered", document_id)
        _fail(document_id, claim, error)
        return False
    return _finish(document, claim, rendered.content, rendered.page_count)


def requeue_stale_documents() -> int:
    """Put back what a dead worker held and send again what a lost message forgot; how many messages were sent."""
    now = timezone.now()
    stale = Document.objects.filter(status=Status.RENDERING, claimed_at__lt=now - STALE_AFTER)
    stale.filter(attempts__gte=MOST_ATTEMPTS).update(
        status=Status.FAILED,
        claim="",
        error="Đã thử nhiều lần mà chưa xong. Văn bản có thể quá lớn; hãy xem lại nội dung rồi bấm Thử lại.",
    )
    stale.update(status=Status.QUEUED, claim="", claimed_at=None)
    waiting = Document.objects.filter(status=Status.QUEUED, requested_at__lt=now - RESEND_AFTER).filter(
        models.Q(claimed_at__isnull=True) | models.Q(claimed_at__lt=now - RESEND_AFTER)
    )
    lost = list(waiting.values_list("pk", flat=True))
    for document_id in lost:
        # While a row waits, `claimed_at` is when its last message was sent.
        Document.objects.filter(pk=document_id, status=Status.QUEUED).update(claimed_at=now)
        _send(document_id)
    return len(lost)


def _send(document_id: int) -> None:
    from documents.tasks import render_document_task  # noqa: PLC0415  # the task module imports this one

    # Robust: if the broker is away the request still succeeds, and the sweeper sends the message later.
    transaction.on_commit(lambda: render_document_task.delay(document_id), robust=True)


def _finish(document: Document, claim: str, content: bytes, page_count: int | None) -> bool:
    document.file.save("", ContentFile(content), save=False)
    kept = Document.objects.filter(pk=document.pk, status=Status.RENDERING, claim=claim).update(
        status=Status.READY,
        file=document.file.name,
        file_sha256=hashlib.sha256(content).hexdigest(),
        file_size=len(content),
        page_count=page_count,
        finished_at=timezone.now(),
        claim="",
        error="",
    )
    if not kept:  # the claim went stale and another worker has the row now
        document.file.delete(save=False)
    return bool(kept)


def _fail(document_id: int, claim: str, error: Exception) -> None:
    late = type(error).__name__ == "SoftTimeLimitExceeded"
    words = "Tạo quá lâu nên đã dừng: nội dung quá dài." if late else f"Lỗi khi tạo tệp ({type(error).__name__})."
    Document.objects.filter(pk=document_id, status=Status.RENDERING, claim=claim).update(
        status=Status.FAILED, claim="", error=f"{words} Hãy bấm Thử lại; nếu vẫn lỗi, báo quản trị hệ thống."
    )


@contextlib.contextmanager
def _alive(document_id: int, claim: str) -> Iterator[None]:
    """Renew the claim while the work goes on, so that only a dead worker's claim grows stale."""
    done = threading.Event()

    def beat() -> None:
        while not done.wait(HEARTBEAT_SECONDS):
            try:
                Document.objects.filter(pk=document_id, claim=claim).update(claimed_at=timezone.now())
            except DatabaseError:  # a busy database costs one beat; the claim lives for several
                log.warning("document %s: one sign of life was not kept", document_id, exc_info=True)
        connection.close()

    pulse = threading.Thread(target=beat, daemon=True)
    pulse.start()
    try:
        yield
    finally:
        done.set()
        pulse.join()
