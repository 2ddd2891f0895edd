"""Promises with a number: found when a registration is accepted, judged at year-end."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from core.errors import ActionBlocked
from core.log import record
from core.vietnamese import format_number
from organizations.models import User
from registrations import commitments
from registrations.models import Commitment, Pledge, Registration
from registrations.policies.pledges import blockers_to_judge


@transaction.atomic
def write_commitments(registration: Registration) -> None:
    """Keep the numbers promised in each pledge; those found before keep what came of them."""
    for pledge in registration.pledges.prefetch_related("commitments"):
        _write(pledge)


@transaction.atomic
def judge_commitment(commitment: Commitment, *, result: Decimal | None, note: str, by: User) -> Commitment:
    """Enter what came of a promise, with where the figure is from; without a result the judgement is taken back."""
    registration = commitment.pledge.registration
    if reasons := blockers_to_judge(registration, on=timezone.localdate()):
        raise ActionBlocked(*reasons)
    if result is not None and not note.strip():
        raise ActionBlocked("Ghi căn cứ của kết quả: báo cáo, văn bản nào.")
    commitment.result, commitment.result_note = result, note.strip() if result is not None else ""
    commitment.judged_by = by if result is not None else None
    commitment.judged_at = timezone.now() if result is not None else None
    commitment.save(update_fields=["result", "result_note", "judged_by", "judged_at"])
    said = "bỏ kết quả" if result is None else f"{format_number(result)} ({note.strip()})"
    record(registration, verb="đánh giá cam kết", by=by, comment=f"{commitment.name}: {said}")
    return commitment


def _write(pledge: Pledge) -> None:
    kept = {one.words: one for one in pledge.commitments.all()}
    found = commitments.read(pledge.text)
    pledge.commitments.exclude(words__in=[one.words for one in found]).delete()
    for position, one in enumerate(found, start=1):
        if one.words not in kept:
            Commitment.objects.create(
                pledge=pledge,
                position=position,
                words=one.words,
                name=one.name[:500],
                quantity=one.quantity.words[:200],
            )
