"""The register of outgoing documents: one number per issuer, type and calendar year (Decree 30/2020, II.3)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction

from core.errors import ActionBlocked
from core.vietnamese import document_number
from documents.enums import DocumentType
from documents.models import RegisteredNumber
from organizations.models import Organization


def number_holder(organization: Organization, document_type: str, year: int, number: int) -> RegisteredNumber | None:
    """The entry that has this number, if any."""
    return (
        RegisteredNumber.objects.filter(
            organization=organization, document_type=document_type, year=year, number=number
        )
        .select_related("organization")
        .first()
    )


def next_number(organization: Organization, document_type: str, year: int) -> int:
    """One more than the highest number of the year; gaps are left for what was numbered on paper."""
    used = RegisteredNumber.objects.filter(organization=organization, document_type=document_type, year=year)
    highest = used.aggregate(highest=models.Max("number"))["highest"]
    return int(highest or 0) + 1


def register_number(
    subject: models.Model,
    *,
    organization: Organization,
    document_type: DocumentType,
    number: int,
    issued_on: date,
    by: Any,
) -> RegisteredNumber:
    """Give the number to the subject. `ActionBlocked` names the document that has it already.

    The unique constraint decides between two clerks who press at once, so the loser gets the same sentence.
    """
    try:
        with transaction.atomic():
            return RegisteredNumber.objects.create(
                organization=organization,
                document_type=document_type,
                year=issued_on.year,
                number=number,
                issued_on=issued_on,
                content_type=ContentType.objects.get_for_model(subject),
                object_id=subject.pk,
                registered_by=by,
            )
    except IntegrityError as error:
        holder = number_holder(organization, document_type, issued_on.year, number)
        if holder is None:
            raise ActionBlocked("Văn bản này đã có số. Hãy tải lại trang để xem.") from error
        raise ActionBlocked(taken_sentence(holder)) from error


def taken_sentence(holder: RegisteredNumber) -> str:
    """Which document has the number, and what to do."""
    name = DocumentType(holder.document_type).label.lower()
    about = getattr(holder.subject, "one_line_subject", "")
    subject = f" ({about})" if about else ""
    return (
        f"Số {document_number(holder.number)} năm {holder.year} đã dùng cho {name} {holder} "
        f"ngày {holder.issued_on:%d/%m/%Y}{subject}. Số tiếp theo chưa dùng là "
        f"{document_number(next_number(holder.organization, holder.document_type, holder.year))}."
    )
