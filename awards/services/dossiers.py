"""The way of a dossier: made, saved, sent, supplemented, checked, given up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from awards.enums import DossierStatus
from awards.law import version_for
from awards.models import AwardTitle, Dossier
from awards.notices import ACCEPTED, ASSIGNED, DECIDED, RETURNED, WAITING
from awards.policies import dossiers as policies
from awards.selectors.dossier_review import Explained, review_of
from awards.selectors.dossiers import lines_of, receiver_of
from campaigns.selectors import people_as
from core.errors import ActionBlocked, Conflict
from core.log import record
from core.transitions import move
from core.vietnamese import searchable
from notices.services import tell, who_sees
from organizations.enums import Role
from organizations.models import Organization, User
from targets.selectors.assignments import officers_of

#: What the form of the head of a dossier saves.
FIELDS = ("name", "year", "nature", "campaign", "submission_number", "submission_on")


@transaction.atomic
def create_dossier(organization: Organization, values: Mapping[str, Any], *, by: User) -> Dossier:
    """A new draft of the unit, received by the top of its tree, under the law in force today."""
    today = timezone.localdate()
    refuse_if(policies.blockers_to_create(values["year"], on=today))
    dossier = Dossier(
        organization=organization,
        receiver=receiver_of(organization),
        legal_version=version_for(today),
        created_by=by,
        saved_by=by,
        **{name: values[name] for name in FIELDS if name in values},
    )
    dossier.search_text = _search_text(dossier)
    dossier.save()
    record(dossier, verb=own_verb("lập hồ sơ", dossier, by), by=by)
    return dossier


@transaction.atomic
def save_dossier(dossier: Dossier, values: Mapping[str, Any], *, base_revision: int, by: User) -> Dossier:
    """Keep the head of the dossier. Raises `Conflict` when somebody saved since `base_revision`."""
    refuse_if(policies.blockers_to_create(values.get("year", dossier.year), on=timezone.localdate()))
    changed = [name for name in FIELDS if name in values and getattr(dossier, name) != values[name]]
    if not changed:
        return dossier
    claim(dossier, base_revision, by=by)
    for name in changed:
        setattr(dossier, name, values[name])
    dossier.search_text = _search_text(dossier)
    dossier.save(update_fields=[*changed, "search_text"])
    words = ", ".join(str(Dossier._meta.get_field(name).verbose_name) for name in changed)  # type: ignore[union-attr]  # plain fields
    record(dossier, verb="sửa thông tin hồ sơ", by=by, comment=words)
    return dossier


@transaction.atomic
def submit_dossier(dossier: Dossier, *, by: User, received_on: date | None = None) -> Dossier:
    """Draft or supplement → submitted, received today or, for a paper that came before, on its own day.

    The first day of receipt stays: it picks the text of the law. What every condition came to is kept on the lines.
    """
    today = timezone.localdate()
    dossier = _locked(dossier)
    received = dossier.received_on or received_on or today
    refuse_if(policies.blockers_to_receive(dossier, received, on=today))
    _apply_law(dossier, received)
    review = review_of(dossier, on=today)
    refuse_if(policies.blockers_to_submit(dossier, on=today, review=review))
    _keep_findings(review.lines)
    again = dossier.submitted_at is not None
    move(
        dossier,
        DossierStatus.SUBMITTED,
        by=by,
        verb=own_verb("nộp lại hồ sơ" if again else "nộp hồ sơ", dossier, by),
        comment=f"Ngày nhận {received:%d/%m/%Y}; {dossier.get_legal_version_display()}.",
        submitted_at=timezone.now(),
        submitted_by=by,
        received_on=received,
    )
    _tell(dossier, WAITING, people_as(dossier.receiver, Role.STAFF), "đã nộp", f"{by} nộp hồ sơ, chờ thẩm định.", by=by)
    return dossier


@transaction.atomic
def supplement_dossier(dossier: Dossier, *, reason: str, by: User) -> Dossier:
    """Submitted or checked → supplement asked, with what is lacking; the unit is told."""
    refuse_if(policies.blockers_to_supplement(dossier, on=timezone.localdate()))
    _need(reason, "Phải ghi cần bổ sung gì để đơn vị biết.")
    move(
        dossier,
        DossierStatus.SUPPLEMENT,
        by=by,
        verb="yêu cầu bổ sung",
        comment=reason,
        checked_at=None,
        checked_by=None,
    )
    _tell(dossier, RETURNED, _unit_people(dossier), "cần bổ sung", f"{by} yêu cầu bổ sung: {reason}", by=by)
    return dossier


@transaction.atomic
def check_dossier(dossier: Dossier, *, by: User, comment: str = "", revision: int | None = None) -> Dossier:
    """Submitted → checked: ready for the council. `revision` is the one that was read.

    While an agency has not answered, the comment must say why it goes on without.
    """
    today = timezone.localdate()
    refuse_if(policies.blockers_to_check_as(dossier, by, on=today))
    lacking = policies.unanswered(dossier, on=today)
    refuse_if([] if comment.strip() else lacking)
    if revision is not None and _locked(dossier).revision != revision:
        raise Conflict("Hồ sơ đã được sửa và nộp lại sau khi anh/chị mở trang. Hãy xem lại rồi ghi kết quả thẩm định.")
    move(
        dossier,
        DossierStatus.CHECKED,
        by=by,
        verb="thẩm định xong khi chưa đủ ý kiến hiệp y" if lacking else "thẩm định xong",
        comment=comment,
        checked_at=timezone.now(),
        checked_by=by,
    )
    _tell(
        dossier,
        ACCEPTED,
        _unit_people(dossier),
        "đã thẩm định",
        f"{by} đã thẩm định hồ sơ, chờ đưa ra Hội đồng.",
        by=by,
    )
    return dossier


@transaction.atomic
def reject_dossier(dossier: Dossier, *, reason: str, by: User) -> Dossier:
    """Checked → not considered, with the reason; the unit is told."""
    refuse_if(policies.blockers_to_reject(dossier, on=timezone.localdate()))
    _need(reason, "Phải ghi lý do không xét.")
    move(dossier, DossierStatus.REJECTED, by=by, verb="kết luận không xét", comment=reason)
    _tell(dossier, DECIDED, _unit_people(dossier), "không được xét", f"{by} kết luận không xét: {reason}", by=by)
    return dossier


@transaction.atomic
def withdraw_dossier(dossier: Dossier, *, reason: str, by: User) -> Dossier:
    """The unit takes the dossier back before it is checked; it stays to be read."""
    refuse_if(policies.blockers_to_withdraw(dossier, on=timezone.localdate()))
    _need(reason, "Phải ghi lý do rút hồ sơ.")
    move(dossier, DossierStatus.WITHDRAWN, by=by, verb=own_verb("rút hồ sơ", dossier, by), comment=reason)
    return dossier


@transaction.atomic
def assign_specialist(dossier: Dossier, specialist: User, *, by: User) -> Dossier:
    """Who works on the dossier; one of the receiving body's staff."""
    refuse_if(policies.blockers_to_route(dossier, on=timezone.localdate()))
    if specialist not in people_as(dossier.receiver, Role.STAFF):
        raise ActionBlocked(f"{specialist} không phải cán bộ thi đua của {dossier.receiver.name}.")
    if dossier.specialist_id == specialist.pk:
        return dossier
    dossier.specialist = specialist
    dossier.save(update_fields=["specialist"])
    record(dossier, verb=f"phân công {specialist} thụ lý", by=by)
    _tell(dossier, ASSIGNED, [specialist], "được giao thụ lý", f"{by} phân công anh/chị thụ lý hồ sơ.", by=by)
    return dossier


@transaction.atomic
def note_remark(dossier: Dossier, *, step: str, words: str, by: User) -> Dossier:
    """What the head of the section or the leader said of the dossier, kept in its history; `step` names who."""
    refuse_if(policies.blockers_to_route(dossier, on=timezone.localdate()))
    _need(words, "Phải ghi nội dung ý kiến.")
    record(dossier, verb=f"ghi ý kiến của {step}", by=by, comment=words)
    return dossier


def claim(dossier: Dossier, base_revision: int, *, by: User) -> None:
    """Take the next revision for a change of head or lines. `ActionBlocked` when closed, `Conflict` when overtaken."""
    current = Dossier.objects.select_related("saved_by").get(pk=dossier.pk)
    refuse_if(policies.blockers_to_edit(current, on=timezone.localdate()))
    now = timezone.now()
    taken = Dossier.objects.filter(pk=dossier.pk, revision=base_revision, status=current.status).update(
        revision=F("revision") + 1, saved_at=now, saved_by=by
    )
    if not taken:
        raise Conflict(
            f"{current.saved_by} đã sửa hồ sơ này lúc {timezone.localtime(current.saved_at):%H:%M ngày %d/%m/%Y}, "
            "sau khi anh/chị mở trang. Xem lại rồi làm lại thao tác."
        )
    dossier.revision, dossier.saved_at, dossier.saved_by = base_revision + 1, now, by


def refuse_if(reasons: Sequence[str]) -> None:
    if reasons:
        raise ActionBlocked(*reasons)


def own_verb(words: str, dossier: Dossier, by: User) -> str:
    """The phrase of the log; one who does not work for the unit does it for the unit."""
    own = dossier.organization_id in by.organization_ids_as(Role.UNIT_OFFICER)
    return words if own else f"{words} thay đơn vị"


def _locked(dossier: Dossier) -> Dossier:
    """The dossier as it is now, which nobody changes before this is done."""
    return Dossier.objects.select_for_update(of=("self",)).select_related("organization", "receiver").get(pk=dossier.pk)


def _apply_law(dossier: Dossier, received_on: date) -> None:
    """The text of the law of the day of receipt; every line takes the same title of that text."""
    version = version_for(received_on)
    if version == dossier.legal_version:
        return
    titles = {title.code: title for title in AwardTitle.objects.filter(legal_version=version)}
    for line in lines_of(dossier, with_withdrawn=True):
        if line.title.code in titles:
            line.title = titles[line.title.code]
            line.save(update_fields=["title"])
    dossier.legal_version = version
    dossier.save(update_fields=["legal_version"])


def _keep_findings(lines: Sequence[Explained]) -> None:
    for explained in lines:
        explained.line.findings = list(explained.findings)
        explained.line.save(update_fields=["findings"])


def _need(words: str, sentence: str) -> None:
    if not words.strip():
        raise ActionBlocked(sentence)


def _search_text(dossier: Dossier) -> str:
    return searchable(f"{dossier.name} {dossier.organization.name} {dossier.submission_number}")


def _unit_people(dossier: Dossier) -> list[User | None]:
    """The unit's officers, and who sent the dossier while that person still may see it."""
    return [*officers_of([dossier.organization_id])[dossier.organization_id], who_sees(dossier, dossier.submitted_by)]


def _tell(dossier: Dossier, kind: str, people: Sequence[User | None], state: str, words: str, *, by: User) -> None:
    tell(
        people,
        kind=kind,
        subject=f"Hồ sơ khen thưởng {state}: {dossier.name}",
        words=f"{words}\n\n{dossier.name} ({dossier.organization.name})",
        url=dossier.get_absolute_url(),
        by=by,
    )
