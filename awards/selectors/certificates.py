"""Certificates of a decision as pages, files and the public check read them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet
from django.urls import reverse

from awards.certificates.fonts import METRICS
from awards.certificates.layout import Layout, Placement, place, read_layout
from awards.enums import DecisionKind, DecisionStatus
from awards.models import (
    Certificate,
    CertificateBatch,
    CertificateLayout,
    Decision,
    DecisionLine,
    PrinterOffset,
)
from campaigns.papers import collective_name, head_title
from core.vietnamese import fold, paper_date
from documents.signature import signature_titles

#: How long the part of a file's name that comes from a person's may be.
STEM_LENGTH = 60


@dataclass(frozen=True)
class Sheet:
    """One certificate's content, frozen: the words by placeholder, where its QR code leads, the name of its file."""

    values: dict[str, str]
    address: str
    file_name: str
    title: str

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def amendments() -> QuerySet[DecisionLine]:
    """Lines of issued decisions that revoke or correct others, in the order they were issued."""
    issued = DecisionLine.objects.filter(decision__status=DecisionStatus.ISSUED)
    return issued.select_related("decision__issuer").order_by("decision__issued_on", "pk")


def with_standing(lines: QuerySet[DecisionLine]) -> QuerySet[Any]:
    """The lines with `is_revoked` and all that their certificates print; a constant number of queries."""
    revoking = {"decision__kind": DecisionKind.REVOKE, "decision__status": DecisionStatus.ISSUED}
    return (
        lines.annotate(
            is_revoked=Exists(DecisionLine.objects.filter(amends=OuterRef("pk"), **revoking))
            | Exists(whole_revocations().filter(amends=OuterRef("decision")))
        )
        .select_related("title", "certificate", "decision__issuer")
        .prefetch_related(Prefetch("amended_by", queryset=amendments(), to_attr="amendments"))
    )


def whole_revocations() -> QuerySet[Decision]:
    """Issued decisions that revoke another one as a whole: they list no single lines."""
    revoking = Decision.objects.filter(kind=DecisionKind.REVOKE, status=DecisionStatus.ISSUED)
    return revoking.filter(~Exists(DecisionLine.objects.filter(decision=OuterRef("pk"), amends__isnull=False)))


def lines_to_honour(decision: Decision) -> QuerySet[Any]:
    """The lines that are granted and stand, in the order of the decision."""
    return with_standing(decision.lines.all()).filter(is_revoked=False).order_by("position", "pk")


def printable_lines(decision: Decision, title_code: str) -> list[DecisionLine]:
    """Those of one title that have their certificate."""
    return list(lines_to_honour(decision).filter(title__code=title_code, certificate__isnull=False))


def groups_of(decision: Decision) -> list[dict[str, Any]]:
    """The titles of the decision with how many lines each has."""
    counted = decision.lines.values("title__code", "title__name").annotate(count=Count("pk"))
    return [dict(one) for one in counted.order_by("title__code")]


def corrected(line: DecisionLine, field: str) -> str:
    """What the line says now: the newest correction's words, or its own."""
    corrections = [one for one in _amendments_of(line) if one.decision.kind == DecisionKind.CORRECT]
    return str(getattr(corrections[-1] if corrections else line, field))


def _amendments_of(line: DecisionLine) -> list[DecisionLine]:
    """As `with_standing` brought them."""
    found: list[DecisionLine] = line.amendments  # type: ignore[attr-defined]  # Prefetch(to_attr=…)
    return found


def sheet_of(line: DecisionLine) -> Sheet:
    """The content of the line's certificate as it stands now; the line comes from `with_standing`."""
    decision, certificate = line.decision, line.certificate
    issuer = decision.issuer
    assert decision.issued_on is not None  # only issued decisions have certificates
    name = corrected(line, "name")
    signing = signature_titles(
        decision.signing_authority,
        signer_title=decision.signer_title,
        head_title=head_title(issuer),
        body_name=collective_name(issuer),
    )
    values = {
        "name": name_on(certificate, name),
        "post": corrected(line, "post"),
        "achievement": corrected(line, "achievement"),
        "title": line.title.name,
        "year": str(decision.year),
        "decision_number": decision.symbol,
        "decision_date": paper_date(decision.issued_on),
        "issuer": issuer.name,
        "golden_book": str(line.golden_book_number or ""),
        "place": decision.place or issuer.place,
        "signing": "\n".join(signing),
        "signer_name": decision.signer_name,
    }
    return Sheet(values, address_of(certificate), file_name_of(line, name), f"{line.title.name} – {name}")


def name_on(certificate: Certificate, name: str) -> str:
    """The name with the clerk's line breaks; these are dropped when a correction has changed the words since."""
    return certificate.name_lines if certificate.name_lines.split() == name.split() else name


def address_of(certificate: Certificate) -> str:
    """Where the QR code leads."""
    return f"{settings.PUBLIC_URL}{reverse('awards:verify', args=[certificate.token])}"


def file_name_of(line: DecisionLine, name: str) -> str:
    """Golden book number and name, ASCII: what a person finds in a folder of thousands."""
    words = "".join(char if char.isascii() and char.isalnum() else " " for char in fold(name)).split()
    stem = "-".join(words)[:STEM_LENGTH].strip("-")
    return f"{line.golden_book_number or 0:05d}-{stem or 'bang'}.pdf"


def layout_values(layout: CertificateLayout) -> Layout:
    """The layout ready to place words with."""
    return read_layout(layout.width_mm, layout.height_mm, layout.is_preprinted, layout.lines)


def placed(layout: Layout, sheet: Sheet, printer: PrinterOffset | None = None) -> Placement:
    """The certificate laid out for this printer."""
    right, down = offset_of(printer)
    return place(layout, sheet.values, METRICS, right_mm=right, down_mm=down)


def offset_of(printer: PrinterOffset | None) -> tuple[float, float]:
    """What the printer is off, in mm: what it prints too far right is drawn that much further left."""
    return (-float(printer.right_mm), -float(printer.down_mm)) if printer else (0.0, 0.0)


def layouts_for(decision: Decision) -> QuerySet[CertificateLayout]:
    """The layouts in use of the body that issued the decision."""
    found = CertificateLayout.objects.filter(organization=decision.issuer, is_active=True)
    return found.order_by("title_code", "is_preprinted", "name", "pk")


def printers_for(decision: Decision) -> QuerySet[PrinterOffset]:
    return PrinterOffset.objects.filter(organization=decision.issuer).order_by("name")


def batches_of(decision: Decision) -> QuerySet[CertificateBatch]:
    """What was printed of the decision, newest first."""
    return decision.batches.select_related("layout", "printer", "requested_by", "decision")


def standing_counts(decision: Decision) -> dict[str, int]:
    """How many lines of each title stand today."""
    counted = lines_to_honour(decision).order_by().values("title__code").annotate(count=Count("pk"))
    return {one["title__code"]: one["count"] for one in counted}


def card_of(decision: Decision) -> dict[str, Any]:
    """What the page of a decision shows of its certificates: `{"certificates": card_of(decision)}`."""
    made = Certificate.objects.filter(line__decision=decision).count()
    return {"decision": decision, "lines": decision.lines.count(), "made": made, "batches": batches_of(decision)[:3]}


@dataclass(frozen=True)
class Check:
    """What the public page says of a certificate: what its decision makes public and nothing else."""

    is_genuine: bool
    title: str = ""
    name: str = ""
    year: int = 0
    decision: str = ""
    decided_on: Any = None
    issuer: str = ""
    #: The decision that revoked it, with its date.
    revoked_by: str = ""
    revoked_on: Any = None


def check(token: str) -> Check:
    """The certificate with this token as the public may know it; an unknown token is not genuine."""
    lines = with_standing(DecisionLine.objects.filter(certificate__token=token))
    line = lines.filter(decision__status=DecisionStatus.ISSUED).first()
    if line is None:
        return Check(is_genuine=False)
    decision = line.decision
    revoking = _revocation_of(line)
    return Check(
        is_genuine=revoking is None,
        title=line.title.name,
        name=" ".join(corrected(line, "name").split()),
        year=decision.year,
        decision=decision.symbol,
        decided_on=decision.issued_on,
        issuer=decision.issuer.name,
        revoked_by=revoking.symbol if revoking else "",
        revoked_on=revoking.issued_on if revoking else None,
    )


def _revocation_of(line: DecisionLine) -> Decision | None:
    for one in _amendments_of(line):
        if one.decision.kind == DecisionKind.REVOKE:
            return one.decision
    return whole_revocations().filter(amends=line.decision).select_related("issuer").first()
