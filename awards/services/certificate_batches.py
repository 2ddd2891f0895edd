"""The work on a batch of certificates: any number of workers take its parts, whoever makes the last one joins them all.

Each part is claimed by a conditional update and finished only while the claim is still the worker's own, so that a message
delivered twice, a worker killed halfway or two at once lose nothing and make nothing twice. What a part made lies in a
file until the batch is joined: a killed worker costs its own part only. These steps are a machine's and not anybody's
act: they are kept on the rows, not in the log.
"""

from __future__ import annotations

import contextlib
import json
import logging
import tempfile
import threading
import time
import uuid
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from typing import IO, Any

from django.core.files import File
from django.db import DatabaseError, connection, models
from django.db.models import F, Q, Sum
from django.utils import timezone

from awards.certificates.drawing import Drawing, draw
from awards.certificates.fonts import METRICS
from awards.certificates.layout import Layout, place, read_layout
from awards.certificates.pdf import PdfFile
from awards.enums import BatchStatus
from awards.models import CertificateBatch, CertificateChunk
from awards.services.certificates import send

log = logging.getLogger(__name__)

#: A claim without a sign of life for this long belongs to a dead worker.
STALE_AFTER = timedelta(seconds=15)
HEARTBEAT_SECONDS = 4
#: A waiting batch whose messages seem lost gets others, at most this often.
RESEND_AFTER = timedelta(seconds=15)
MOST_ATTEMPTS = 4
#: After so long a worker lets others have their turn and takes its place in the queue again.
TURN_SECONDS = 3.0
#: The day every file of an archive carries: equal content gives equal bytes.
_DAY = (1980, 1, 1, 0, 0, 0)


def work_on(batch_id: int) -> bool:
    """One worker's turn: part after part until none is free or the turn is over; say whether to come back."""
    until = time.monotonic() + TURN_SECONDS
    while chunk := _claimed_chunk(batch_id):
        if not _make(chunk):
            return False
        if time.monotonic() > until:
            return True
    join(batch_id)
    return False


def _claimed_chunk(batch_id: int) -> CertificateChunk | None:
    """The next free part, now this worker's; None when all are taken."""
    free = CertificateChunk.objects.filter(batch=batch_id, status=BatchStatus.QUEUED).exclude(
        batch__status=BatchStatus.FAILED
    )
    while (pk := free.values_list("pk", flat=True).order_by("number").first()) is not None:
        claim = uuid.uuid4().hex
        taken = CertificateChunk.objects.filter(pk=pk, status=BatchStatus.QUEUED).update(
            status=BatchStatus.RENDERING, claim=claim, claimed_at=timezone.now(), attempts=F("attempts") + 1
        )
        if taken:
            CertificateBatch.objects.filter(pk=batch_id, status=BatchStatus.QUEUED).update(status=BatchStatus.RENDERING)
            return CertificateChunk.objects.get(pk=pk)
    return None


def _make(chunk: CertificateChunk) -> bool:
    """Draw the part and keep its file; whether the batch may go on."""
    try:
        with _alive(chunk, chunk.claim), tempfile.TemporaryFile() as out:
            draw_chunk(chunk.context, out)
            out.seek(0)
            chunk.file.save(f"{chunk.batch_id}-{chunk.number:04d}-{chunk.claim[:8]}.zip", File(out), save=False)
    except Exception as error:  # whatever went wrong is told on the row, and the worker lives on
        log.exception("part %s of certificates was not made", chunk.pk)
        _fail(chunk.batch_id, error)
        return False
    kept = CertificateChunk.objects.filter(pk=chunk.pk, status=BatchStatus.RENDERING, claim=chunk.claim).update(
        status=BatchStatus.READY, file=chunk.file.name, claim=""
    )
    if not kept:  # the claim went stale and another worker has the part now
        chunk.file.delete(save=False)
    _count(chunk.batch_id)
    return True


def draw_chunk(context: dict[str, Any], out: IO[bytes]) -> None:
    """The sheets of a part into an archive: each as a file of its own, and its page for the press file."""
    layout = _layout(context)
    right, down = context["offset"]
    glyphs: dict[str, dict[int, str]] = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for number, sheet in enumerate(context["sheets"]):
            placement = place(layout, sheet["values"], METRICS, right_mm=right, down_mm=down)
            drawing = draw(placement, layout.height, qr_text=sheet["address"])
            for name, used in drawing.glyphs.items():
                glyphs.setdefault(name, {}).update(used)
            archive.writestr(_entry(f"pages/{number:05d}"), drawing.content)
            with archive.open(_entry(f"files/{sheet['file_name']}"), "w") as single:
                write_single(single, drawing, layout, sheet["title"])
        archive.writestr(_entry("glyphs.json"), json.dumps(glyphs, ensure_ascii=False))


def write_single(out: IO[bytes], drawing: Drawing, layout: Layout, title: str) -> None:
    """A PDF with this one page."""
    with PdfFile(out, title=title, width=layout.width, height=layout.height) as file:
        file.add(drawing)


def join(batch_id: int) -> bool:
    """All parts are there: one press file and one archive of single files; whether this call made them."""
    claim = uuid.uuid4().hex
    unfinished = CertificateChunk.objects.filter(batch=models.OuterRef("pk")).exclude(status=BatchStatus.READY)
    claimed = (
        CertificateBatch.objects.filter(~models.Exists(unfinished), pk=batch_id, claim="")
        .filter(status=BatchStatus.RENDERING)
        .update(claim=claim, claimed_at=timezone.now(), attempts=F("attempts") + 1)
    )
    if not claimed:
        return False
    batch = CertificateBatch.objects.select_related("decision__issuer", "layout").get(pk=batch_id)
    try:
        with _alive(batch, claim), tempfile.TemporaryFile() as press, tempfile.TemporaryFile() as singles:
            _write(batch, press, singles)
            stem = f"{batch.content_hash[:16]}-{batch.pk}"
            for field, ending, out in ((batch.press_file, "pdf", press), (batch.single_files, "zip", singles)):
                out.seek(0)
                field.save(f"{stem}.{ending}", File(out), save=False)
    except Exception as error:  # as above
        log.exception("certificates of batch %s were not joined", batch_id)
        _fail(batch_id, error)
        return False
    return _finish(batch, claim)


def _write(batch: CertificateBatch, press: IO[bytes], singles: IO[bytes]) -> None:
    """Part after part from its file into the two results; no more than one sheet is in memory at a time."""
    chunks = batch.chunks.order_by("number")
    first = chunks[0].context["layout"]
    title = f"{batch.layout.name} – {batch.decision.symbol}"
    with (
        PdfFile(press, title=title, width=first["width"], height=first["height"]) as file,
        zipfile.ZipFile(singles, "w", zipfile.ZIP_STORED) as archive,
    ):
        for chunk in chunks.defer("context"):
            with chunk.file.open() as kept, zipfile.ZipFile(kept) as part:
                _append(part, file, archive)


def _append(part: zipfile.ZipFile, file: PdfFile, archive: zipfile.ZipFile) -> None:
    used = json.loads(part.read("glyphs.json"))
    glyphs = {name: {int(glyph): char for glyph, char in found.items()} for name, found in used.items()}
    for name in part.namelist():
        if name.startswith("pages/"):
            file.add(Drawing(part.read(name), glyphs))
            glyphs = {}
        elif name.startswith("files/"):
            archive.writestr(_entry(name.removeprefix("files/")), part.read(name))


def _finish(batch: CertificateBatch, claim: str) -> bool:
    kept = CertificateBatch.objects.filter(pk=batch.pk, status=BatchStatus.RENDERING, claim=claim).update(
        status=BatchStatus.READY,
        press_file=batch.press_file.name,
        single_files=batch.single_files.name,
        done=F("total"),
        finished_at=timezone.now(),
        claim="",
        error="",
    )
    if not kept:  # the claim went stale and another worker joined them
        batch.press_file.delete(save=False)
        batch.single_files.delete(save=False)
    clear_joined_parts(batch.pk)
    return bool(kept)


def clear_joined_parts(*batch_ids: int) -> None:
    """Remove the files of parts whose batch is joined."""
    joined = CertificateChunk.objects.filter(batch__status=BatchStatus.READY).exclude(file="").defer("context")
    for chunk in joined.filter(batch__in=batch_ids) if batch_ids else joined:
        name = str(chunk.file.name)
        chunk.file.storage.delete(name)
        CertificateChunk.objects.filter(pk=chunk.pk, file=name).update(file="")


def requeue_stale_batches() -> int:
    """Put back what dead workers held and send again what lost messages forgot; how many batches were sent again."""
    long_ago = timezone.now() - STALE_AFTER
    stale = CertificateChunk.objects.filter(status=BatchStatus.RENDERING, claimed_at__lt=long_ago)
    again = set(stale.values_list("batch", flat=True))
    tired = list(stale.filter(attempts__gte=MOST_ATTEMPTS).values_list("batch", flat=True))
    stale.update(status=BatchStatus.QUEUED, claim="", claimed_at=None)
    joining = CertificateBatch.objects.filter(status=BatchStatus.RENDERING, claimed_at__lt=long_ago).exclude(claim="")
    tired += joining.filter(attempts__gte=MOST_ATTEMPTS).values_list("pk", flat=True)
    again |= set(joining.values_list("pk", flat=True))
    joining.update(claim="", claimed_at=None)
    for batch_id in tired:
        _fail(batch_id, None)
    forgotten = _forgotten()
    for batch_id in (again | forgotten) - set(tired):
        # While no worker joins it, `claimed_at` is when its last messages were sent.
        CertificateBatch.objects.filter(pk=batch_id, claim="").update(claimed_at=timezone.now())
        send(batch_id)
    clear_joined_parts()
    return len(again | forgotten)


def _forgotten() -> set[int]:
    """Batches that wait although nobody works on them and no message was sent lately."""
    now = timezone.now()
    working = CertificateChunk.objects.filter(batch=models.OuterRef("pk"), status=BatchStatus.RENDERING)
    waiting = CertificateBatch.objects.filter(
        Q(claimed_at__isnull=True) | Q(claimed_at__lt=now - RESEND_AFTER),
        ~models.Exists(working),
        status__in=(BatchStatus.QUEUED, BatchStatus.RENDERING),
        requested_at__lt=now - RESEND_AFTER,
        claim="",
    )
    return set(waiting.values_list("pk", flat=True))


def _count(batch_id: int) -> None:
    ready = CertificateChunk.objects.filter(batch=batch_id, status=BatchStatus.READY)
    done = ready.aggregate(done=Sum("size"))["done"] or 0
    CertificateBatch.objects.filter(pk=batch_id, done__lt=done).update(done=done)


def _fail(batch_id: int, error: Exception | None) -> None:
    words = "Đã thử nhiều lần mà chưa xong." if error is None else f"Lỗi khi tạo tệp ({type(error).__name__})."
    CertificateBatch.objects.filter(pk=batch_id).exclude(status=BatchStatus.READY).update(
        status=BatchStatus.FAILED,
        claim="",
        error=f"{words} Những tờ đã tạo được giữ lại. Hãy bấm Thử lại; nếu vẫn lỗi, báo quản trị hệ thống.",
    )


def _layout(context: dict[str, Any]) -> Layout:
    kept = context["layout"]
    return read_layout(kept["width"], kept["height"], kept["is_preprinted"], kept["lines"])


def _entry(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, _DAY)


@contextlib.contextmanager
def _alive(row: CertificateChunk | CertificateBatch, claim: str) -> Iterator[None]:
    """Renew the claim while the work goes on, so that only a dead worker's claim grows stale."""
    done = threading.Event()

    def beat() -> None:
        while not done.wait(HEARTBEAT_SECONDS):
            try:
                type(row)._base_manager.filter(pk=row.pk, claim=claim).update(claimed_at=timezone.now())
            except DatabaseError:  # a busy database costs one beat; the claim lives for several
                log.warning("%r: one sign of life was not kept", row.pk, exc_info=True)
        connection.close()

    pulse = threading.Thread(target=beat, daemon=True)
    pulse.start()
    try:
        yield
    finally:
        done.set()
        pulse.join()
