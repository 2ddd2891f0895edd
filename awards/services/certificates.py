"""Certificates: their numbers in the golden book, their line breaks, and the batches that a worker will make."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from awards.certificates.layout import Layout, LayoutError, Line, read_layout, to_json
from awards.enums import BatchStatus
from awards.models import (
    Certificate,
    CertificateBatch,
    CertificateChunk,
    CertificateLayout,
    Decision,
    DecisionLine,
    GoldenBook,
    PrinterOffset,
)
from awards.policies import certificates as policies
from awards.selectors import certificates as selectors
from core.errors import ActionBlocked, Conflict
from core.log import record
from organizations.models import Organization, User

#: Raised when the drawing changes: the same content is then drawn anew.
DRAWING_VERSION = 1
CHUNK_SIZE = 125
#: At most so many faults are told at once.
TOLD = 5
_SHIPPED = Path(__file__).parent.parent / "data" / "certificate_layouts.json"


@transaction.atomic
def prepare_certificates(decision: Decision, *, by: User) -> int:
    """A certificate and a number of the golden book for every line that stands and has none; how many were made.

    Numbers run on per body and year of issue in the order of the list, without a gap, each given once for all: the row of
    the book is locked while they are given.
    """
    blocked = policies.blockers_to_prepare(decision)
    if blocked:
        raise ActionBlocked(*blocked)
    assert decision.issued_on is not None
    GoldenBook.objects.get_or_create(organization=decision.issuer, year=decision.issued_on.year)
    book = GoldenBook.objects.select_for_update().get(organization=decision.issuer, year=decision.issued_on.year)
    # Read under the lock: who came second finds the first one's numbers.
    lines = list(selectors.lines_to_honour(decision).filter(certificate__isnull=True))
    unnumbered = [line for line in lines if line.golden_book_number is None]
    for number, line in enumerate(unnumbered, start=book.last_number + 1):
        line.golden_book_number = number
    book.last_number += len(unnumbered)
    book.save(update_fields=["last_number"])
    DecisionLine.objects.bulk_update(unnumbered, ["golden_book_number"], batch_size=500)
    Certificate.objects.bulk_create([Certificate(line=line) for line in lines], batch_size=500)
    if lines:
        record(decision, verb="lập bằng, giấy khen", by=by, data={"count": len(lines), "last": book.last_number})
    return len(lines)


@transaction.atomic
def break_name(certificate: Certificate, name_lines: str, *, by: User) -> Certificate:
    """Keep the clerk's own line breaks of a long name; empty to let the layout break. The words stay the decision's."""
    blocked = policies.blockers_to_break(certificate)
    if blocked:
        raise ActionBlocked(*blocked)
    line = selectors.with_standing(DecisionLine.objects.filter(pk=certificate.line_id)).get()
    name = selectors.corrected(line, "name")
    rows = "\n".join(" ".join(row.split()) for row in name_lines.split("\n") if row.strip())
    if rows and rows.split() != name.split():
        raise ActionBlocked(
            f"Chỉ được ngắt dòng, không được đổi chữ: tên trên quyết định là “{name}”. "
            "Nếu tên sai, hãy ban hành quyết định đính chính."
        )
    certificate.name_lines = rows if "\n" in rows else ""
    certificate.save(update_fields=["name_lines"])
    record(line.decision, verb="ngắt dòng tên trên bằng", by=by, data={"line": line.pk, "name": certificate.name_lines})
    return certificate


@transaction.atomic
def request_batch(
    decision: Decision, layout: CertificateLayout, printer: PrinterOffset | None, *, by: User
) -> CertificateBatch:
    """The certificates of the layout's title as files: the batch that exists for this very content, or a new one."""
    blocked = policies.blockers_to_request(decision, layout, printer)
    if blocked:
        raise ActionBlocked(*blocked)
    sheets = [selectors.sheet_of(line) for line in selectors.printable_lines(decision, layout.title_code)]
    frozen = _frozen(layout, printer)
    _refuse_faulty(_read(layout), sheets, printer)
    parts = [[sheet.to_json() for sheet in sheets[at : at + CHUNK_SIZE]] for at in range(0, len(sheets), CHUNK_SIZE)]
    batch, created = CertificateBatch.objects.get_or_create(
        decision=decision,
        layout=layout,
        content_hash=_hash([DRAWING_VERSION, frozen, parts]),
        defaults={"printer": printer, "total": len(sheets), "requested_by": by},
    )
    if created:
        CertificateChunk.objects.bulk_create(
            [
                CertificateChunk(batch=batch, number=number, size=len(part), context={**frozen, "sheets": part})
                for number, part in enumerate(parts, start=1)
            ]
        )
        record(decision, verb="yêu cầu in bằng, giấy khen", by=by, data={"batch": batch.pk, "total": batch.total})
        send(batch.pk)
    return batch


@transaction.atomic
def retry_batch(batch: CertificateBatch, *, by: User) -> CertificateBatch:
    """Failed → queued: what was made stays made, the rest gets a fresh count of attempts."""
    blocked = policies.blockers_to_retry(batch)
    if blocked:
        raise ActionBlocked(*blocked)
    put_back = CertificateBatch.objects.filter(pk=batch.pk, status=BatchStatus.FAILED).update(
        status=BatchStatus.QUEUED, error="", attempts=0, claim="", claimed_at=None, requested_by=by
    )
    if not put_back:
        raise Conflict("Lượt in vừa được người khác thử lại. Hãy tải lại trang.")
    # Also a part that was made once and whose file has gone since.
    lost = [
        one.pk for one in batch.chunks.defer("context") if one.file.name and not one.file.storage.exists(one.file.name)
    ]
    batch.chunks.filter(~Q(status=BatchStatus.READY) | Q(pk__in=lost) | Q(file="")).update(
        status=BatchStatus.QUEUED, attempts=0, claim="", claimed_at=None, file=""
    )
    batch.refresh_from_db()
    send(batch.pk)
    return batch


def send(batch_id: int, lanes: int = 0) -> None:
    """Tell the workers of the batch once what is written holds: one message per worker that may take part."""
    from awards.tasks import LANES, work_on_batch  # noqa: PLC0415  # the task module imports this package

    def tell() -> None:
        for _ in range(lanes or LANES):
            work_on_batch.delay(batch_id)

    # Robust: if the broker is away the request still succeeds, and the sweeper sends the messages later.
    transaction.on_commit(tell, robust=True)


def _frozen(layout: CertificateLayout, printer: PrinterOffset | None) -> dict[str, Any]:
    right, down = selectors.offset_of(printer)
    return {
        "layout": {
            "width": layout.width_mm,
            "height": layout.height_mm,
            "is_preprinted": layout.is_preprinted,
            "lines": layout.lines,
        },
        "offset": [right, down],
    }


def _hash(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _read(layout: CertificateLayout) -> Layout:
    try:
        return selectors.layout_values(layout)
    except LayoutError as error:
        raise ActionBlocked("Mẫu chưa in được.", *error.reasons) from error


def _refuse_faulty(layout: Layout, sheets: Sequence[selectors.Sheet], printer: PrinterOffset | None) -> None:
    """No sheet goes to the press with words that do not fit."""
    faults = []
    for sheet in sheets:
        found = selectors.placed(layout, sheet, printer).faults
        faults += [f"{sheet.file_name.partition('-')[0].lstrip('0')}. {found[0]}"] if found else []
    if faults:
        more = [f"Và {len(faults) - TOLD} tờ khác."] if len(faults) > TOLD else []
        raise ActionBlocked(*faults[:TOLD], *more)


# --- Layouts and printers ---------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def shipped() -> dict[str, Any]:
    """The layouts that come with the application, and the note on where they are from."""
    found: dict[str, Any] = json.loads(_SHIPPED.read_text(encoding="utf-8"))
    return found


@transaction.atomic
def copy_shipped_layouts(organization: Organization, *, by: User) -> int:
    """The shipped layouts as the body's own, those of a name it has already left out; how many were added."""
    have = set(CertificateLayout.objects.filter(organization=organization).values_list("title_code", "name"))
    made = [
        CertificateLayout(
            organization=organization,
            title_code=code,
            name=one["name"],
            width_mm=one["width"],
            height_mm=one["height"],
            is_preprinted=one["is_preprinted"],
            lines=one["lines"],
        )
        for one in shipped()["layouts"]
        for code in one["codes"]
        if (code, one["name"]) not in have
    ]
    CertificateLayout.objects.bulk_create(made)
    if made:
        record(organization, verb="lấy mẫu bằng, giấy khen có sẵn", by=by, data={"count": len(made)})
    return len(made)


@transaction.atomic
def save_layout(
    layout: CertificateLayout,
    *,
    base_revision: int,
    name: str,
    is_preprinted: bool,
    is_active: bool,
    lines: Sequence[Line],
    by: User,
) -> CertificateLayout:
    """The layout with these lines; one that cannot be printed or was changed meanwhile is refused."""
    kept = [to_json(line) for line in lines]
    try:
        read_layout(layout.width_mm, layout.height_mm, is_preprinted, kept)
    except LayoutError as error:
        raise ActionBlocked(*error.reasons) from error
    changed = CertificateLayout.objects.filter(pk=layout.pk, revision=base_revision).update(
        name=name, is_preprinted=is_preprinted, is_active=is_active, lines=kept, revision=base_revision + 1
    )
    if not changed:
        raise Conflict("Mẫu này vừa được người khác sửa. Hãy tải lại trang để xem bản mới rồi sửa tiếp.")
    layout.refresh_from_db()
    record(layout, verb="sửa mẫu bằng, giấy khen", by=by)
    return layout


@transaction.atomic
def save_printer(
    printer: PrinterOffset | None,
    *,
    organization: Organization,
    name: str,
    right_mm: Decimal,
    down_mm: Decimal,
    by: User,
) -> PrinterOffset:
    """A printer with what it is off, in millimetres."""
    printer = printer or PrinterOffset(organization=organization)
    printer.name, printer.right_mm, printer.down_mm = name, right_mm, down_mm
    try:
        with transaction.atomic():
            printer.save()
    except IntegrityError as error:
        raise ActionBlocked(
            "Tên máy in đã có, hoặc độ lệch ngoài khoảng -50 đến 50 mm. Hãy đặt tên khác hoặc đo lại."
        ) from error
    record(printer, verb="ghi độ lệch máy in", by=by, data={"right": str(right_mm), "down": str(down_mm)})
    return printer
