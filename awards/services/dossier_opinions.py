"""Asking other agencies for their opinion on a dossier (hiệp y), and keeping what they answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from awards.enums import OpinionAnswer
from awards.models import Dossier, OpinionRequest
from awards.notices import ASKED
from awards.policies import dossiers as policies
from awards.services.dossiers import refuse_if
from core.errors import ActionBlocked
from core.log import record
from notices.services import tell
from organizations.models import Organization, User
from targets.selectors.assignments import officers_of


@transaction.atomic
def ask_opinions(
    dossier: Dossier, organizations: Iterable[Organization], *, due_on: date, by: User
) -> list[OpinionRequest]:
    """Ask each agency once, with a deadline; those asked before are left as they are. Their officers are told."""
    today = timezone.localdate()
    refuse_if(policies.blockers_to_ask_opinions(dossier, on=today))
    if due_on < today:
        raise ActionBlocked("Hạn trả lời không được trước hôm nay.")
    asked = set(dossier.opinions.values_list("organization", flat=True))
    new = [one for one in organizations if one.pk not in asked]
    if not new:
        raise ActionBlocked("Các cơ quan đã chọn đều đã được xin ý kiến về hồ sơ này.")
    made = [OpinionRequest.objects.create(dossier=dossier, organization=one, due_on=due_on, asked_by=by) for one in new]
    names = ", ".join(one.name for one in new)
    record(dossier, verb="xin ý kiến (hiệp y)", by=by, comment=f"{names}; hạn {due_on:%d/%m/%Y}")
    for unit, officers in officers_of([one.pk for one in new]).items():
        name = next(one.name for one in new if one.pk == unit)
        tell(
            officers,
            kind=ASKED,
            subject=f"Xin ý kiến về hồ sơ khen thưởng: {dossier.name}",
            words=f"Đề nghị {name} cho ý kiến trước ngày {due_on:%d/%m/%Y} bằng văn bản.",
            url="/",
            by=by,
        )
    return made


@transaction.atomic
def answer_opinion(
    opinion: OpinionRequest, *, answer: str, words: str, document: str, answered_on: date, by: User
) -> OpinionRequest:
    """Record what the agency said. Against needs its reason; an answer names its paper."""
    today = timezone.localdate()
    refuse_if(policies.blockers_to_answer(opinion, on=today))
    if answer == OpinionAnswer.WAITING:
        raise ActionBlocked("Chọn “Nhất trí” hoặc “Không nhất trí”.")
    if answer == OpinionAnswer.DISAGREE and not words.strip():
        raise ActionBlocked("Cơ quan không nhất trí thì phải ghi ý kiến.")
    if answered_on > today:
        raise ActionBlocked("Ngày trả lời không được sau hôm nay.")
    opinion.answer, opinion.words, opinion.document, opinion.answered_on = answer, words, document, answered_on
    opinion.save(update_fields=["answer", "words", "document", "answered_on"])
    record(
        opinion.dossier,
        verb=f"ghi ý kiến của {opinion.organization.name}: {opinion.get_answer_display().lower()}",
        by=by,
        comment="; ".join(part for part in (document, words) if part),
    )
    return opinion
