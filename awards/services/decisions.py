"""Writing a decision: the draft from a session or from checked lines, its words, its list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from awards import decision_words as words
from awards.enums import DecisionStatus
from awards.models import AwardTitle, Decision, DecisionLine, DossierLine, Session
from awards.policies import decisions as policies
from awards.selectors import decisions as selectors
from campaigns.papers import head_title
from core.errors import ActionBlocked, Conflict
from core.log import record
from core.vietnamese import searchable
from documents.enums import SigningAuthority
from organizations.models import Organization, User

#: What the form of a decision saves; a request adds `addressee`, a revocation or correction its `reason`.
FIELDS = (
    "year", "subject_line", "legal_bases", "articles", "place", "signing_authority", "signer_title", "signer_name",
    "recipients", "addressee", "reason",
)  # fmt: skip
LINE_FIELDS = ("name", "post", "achievement", "coefficient")
_SIGNED = ("place", "signing_authority", "signer_title", "signer_name")


@transaction.atomic
def create_decision(
    *,
    issuer: Organization,
    year: int,
    by: User,
    is_submission: bool = False,
    session: Session | None = None,
    lines: Iterable[DossierLine] = (),
) -> Decision:
    """A draft with the carried lines of a closed session, or with the lines that were picked, or still empty.

    Lines of the other level (own titles on a request, higher ones on a decision) are left out of a session's; a picked
    line that cannot be decided is refused by name.
    """
    free = _free(issuer, is_submission=is_submission)
    chosen = [free[pk].line for pk in selectors.passed_lines(session) if pk in free] if session else []
    if session and not chosen:
        raise ActionBlocked(_nothing_left(session, is_submission=is_submission))
    chosen += _only_free(lines, free)
    titles = [line.title for line in chosen]
    decision = Decision(
        issuer=issuer,
        year=year,
        is_submission=is_submission,
        session=session,
        subject_line=words.default_subject(is_submission=is_submission, titles=titles, year=year),
        legal_bases=words.default_bases(session, is_submission=is_submission, on=timezone.localdate()),
        addressee=words.default_addressee(titles) if is_submission else "",
        recipients="Như trên\nLưu: VT, TĐKT" if is_submission else "Như Điều 3\nLưu: VT, TĐKT",
        created_by=by,
        saved_by=by,
        **signing_of(issuer),
    )
    insert(decision)
    _add(decision, chosen)
    whence = f"từ phiên họp ngày {session.held_on:%d/%m/%Y}" if session else ""
    record(decision, verb="lập dự thảo", by=by, comment=". ".join(filter(None, [whence, f"{len(chosen)} dòng"])))
    return decision


@transaction.atomic
def save_decision(decision: Decision, values: Mapping[str, Any], *, base_revision: int, by: User) -> Decision:
    """Keep the words of a draft. `Conflict` when somebody saved since `base_revision`; saving what stands is no write.

    `articles` equal to what the list says are kept as empty, so that they follow the list.
    """
    current = Decision.objects.select_related("issuer", "session__council", "amends__issuer", "saved_by").get(
        pk=decision.pk
    )
    _refuse_if(policies.blockers_to_edit(current, on=timezone.localdate()))
    values = _following_the_list(current, values)
    changed = [name for name in FIELDS if name in values and getattr(current, name) != values[name]]
    if not changed:
        return current
    claim(current, base_revision, by=by)
    for name in changed:
        setattr(current, name, values[name])
    current.search_text = search_text(current)
    current.save(update_fields=[*changed, "search_text"])
    labels = ", ".join(str(Decision._meta.get_field(name).verbose_name) for name in changed)  # type: ignore[union-attr]  # plain fields
    record(current, verb="sửa dự thảo", by=by, comment=labels)
    return current


@transaction.atomic
def add_lines(decision: Decision, lines: Iterable[DossierLine], *, base_revision: int, by: User) -> int:
    """Put checked lines on the list, each under its title; all or none. How many were put."""
    _refuse_if(policies.blockers_to_list(decision, on=timezone.localdate()))
    free = _free(decision.issuer, is_submission=decision.is_submission)
    chosen = _only_free(lines, free)
    if not chosen:
        raise ActionBlocked("Chưa chọn dòng nào. Đánh dấu những dòng đưa vào danh sách.")
    claim(decision, base_revision, by=by)
    before = _titles(decision)
    _add(decision, chosen)
    _rename(decision, before)
    record(decision, verb="thêm vào danh sách", by=by, comment=_names(line.honouree.name for line in chosen))
    return len(chosen)


@transaction.atomic
def save_line(line: DecisionLine, values: Mapping[str, Any], *, base_revision: int, by: User) -> DecisionLine:
    """Name, post, wording and coefficient as the paper says them."""
    decision = line.decision
    _refuse_if(policies.blockers_to_edit(decision, on=timezone.localdate()))
    changed = [name for name in LINE_FIELDS if name in values and getattr(line, name) != values[name]]
    if not changed:
        return line
    claim(decision, base_revision, by=by)
    before = {name: str(getattr(line, name) or "") for name in changed}
    for name in changed:
        setattr(line, name, values[name])
    line.save(update_fields=changed)
    labels = ", ".join(str(DecisionLine._meta.get_field(name).verbose_name) for name in changed)  # type: ignore[union-attr]  # plain fields
    record(decision, verb="sửa dòng của danh sách", by=by, comment=f"{line.name}: {labels}", data={"before": before})
    return line


@transaction.atomic
def remove_line(line: DecisionLine, *, base_revision: int, by: User) -> None:
    """Take a line off a draft; what it was proposed for waits for a decision again."""
    decision = line.decision
    _refuse_if(policies.blockers_to_edit(decision, on=timezone.localdate()))
    claim(decision, base_revision, by=by)
    line.delete()
    _renumber(list(decision.lines.order_by("position", "pk")))
    record(decision, verb="bỏ khỏi danh sách", by=by, comment=f"{line.name}: {line.title.name}")


@transaction.atomic
def shift_line(line: DecisionLine, step: int, *, base_revision: int, by: User) -> None:
    """Move a line up (-1) or down (1); at the end of the list nothing happens."""
    decision = line.decision
    _refuse_if(policies.blockers_to_edit(decision, on=timezone.localdate()))
    lines = list(decision.lines.order_by("position", "pk"))
    at = lines.index(line)
    wanted = min(max(at + step, 0), len(lines) - 1)
    if wanted != at:
        claim(decision, base_revision, by=by)
        lines.insert(wanted, lines.pop(at))
        _renumber(lines)


@transaction.atomic
def sort_lines(decision: Decision, *, base_revision: int, by: User) -> None:
    """By title, then collectives, households, people."""
    _refuse_if(policies.blockers_to_edit(decision, on=timezone.localdate()))
    claim(decision, base_revision, by=by)
    _renumber(words.in_order(selectors.lines_of(decision)))
    record(decision, verb="sắp lại danh sách theo danh hiệu và đối tượng", by=by)


@transaction.atomic
def discard_decision(decision: Decision, *, by: User) -> None:
    """Throw a draft away; its lines wait for a decision again. The log of its body keeps that it was there."""
    current = locked(decision)
    _refuse_if(policies.blockers_to_edit(current, on=timezone.localdate()))
    about = f"{current.one_line_subject} ({current.lines.count()} dòng)"
    current.lines.all().delete()
    current.delete()
    record(decision.issuer, verb=f"bỏ dự thảo {decision.document_type.label.lower()} khen thưởng", by=by, comment=about)


def claim(decision: Decision, base_revision: int, *, by: User) -> None:
    """Take the next save of a draft, or `Conflict` when somebody else did since `base_revision`."""
    at = timezone.now()
    taken = Decision.objects.filter(pk=decision.pk, revision=base_revision, status=DecisionStatus.DRAFT).update(
        revision=F("revision") + 1, saved_at=at, saved_by=by
    )
    if not taken:
        now = Decision.objects.select_related("saved_by").get(pk=decision.pk)
        raise Conflict(
            f"{now.saved_by} vừa lưu lúc {timezone.localtime(now.saved_at):%H:%M ngày %d/%m/%Y}. Phần anh/chị vừa làm "
            "chưa được lưu: tải lại trang để xem bản mới rồi làm lại."
        )
    decision.revision, decision.saved_at, decision.saved_by = base_revision + 1, at, by


def locked(decision: Decision) -> Decision:
    """The decision as it is now, held until the transaction ends."""
    Decision.objects.select_for_update().values_list("pk").get(pk=decision.pk)
    related = ("issuer", "session__council", "amends__issuer", "saved_by", "created_by")
    return Decision.objects.select_related(*related).get(pk=decision.pk)


def insert(decision: Decision) -> None:
    decision.search_text = search_text(decision)
    decision.save(force_insert=True)


def search_text(decision: Decision) -> str:
    """What a search finds it by, accents ignored."""
    return searchable(
        " ".join([decision.symbol if decision.number else "", decision.one_line_subject, str(decision.year)])
    )


def signing_of(issuer: Organization) -> dict[str, Any]:
    """Place and signer as on the last decision of the body."""
    latest = Decision.objects.filter(issuer=issuer).order_by("-pk").first()
    if latest:
        return {name: getattr(latest, name) for name in _SIGNED}
    return {
        "place": issuer.place,
        "signing_authority": SigningAuthority.HEAD,
        "signer_title": head_title(issuer),
        "signer_name": "",
    }


def _following_the_list(decision: Decision, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with no `articles` of their own where these say what the list says, before or after the save."""
    found = dict(values)
    if typed := found.get("articles"):
        lines, after = selectors.lines_of(decision), copy(decision)
        for name, value in found.items():
            setattr(after, name, value)
        if _flat(typed) in {_flat(words.compose_articles(one, lines)) for one in (decision, after)}:
            found["articles"] = ""
    return found


def _rename(decision: Decision, before: list[AwardTitle]) -> None:
    """The subject follows the list while it is the one that the list gave it."""

    def said(titles: list[AwardTitle]) -> str:
        return words.default_subject(is_submission=decision.is_submission, titles=titles, year=decision.year)

    if decision.subject_line == said(before):
        decision.subject_line = said(_titles(decision))
        decision.search_text = search_text(decision)
        decision.save(update_fields=["subject_line", "search_text"])


def _titles(decision: Decision) -> list[AwardTitle]:
    return [line.title for line in decision.lines.select_related("title")]


def _add(decision: Decision, lines: Iterable[DossierLine]) -> None:
    """Append the lines in the order of a list, with the words of today."""
    last = decision.lines.aggregate(last=Max("position"))["last"] or 0
    rows = [
        DecisionLine(
            decision=decision,
            line=line,
            honouree=line.honouree,
            title=line.title,
            name=line.honouree.name,
            post=words.default_post(line)[:300],
            achievement=words.default_achievement(line),
            coefficient=line.title.coefficient,
        )
        for line in lines
    ]
    for position, row in enumerate(words.in_order(rows), start=last + 1):
        row.position = position
    DecisionLine.objects.bulk_create(rows)


def _free(issuer: Organization, *, is_submission: bool) -> dict[int, selectors.Candidate]:
    """What waits for a decision of the body; two people who list at once do it one after the other."""
    Organization.objects.select_for_update().values_list("pk").get(pk=issuer.pk)
    return {one.line.pk: one for one in selectors.candidates(issuer, is_submission=is_submission)}


def _only_free(lines: Iterable[DossierLine], free: Mapping[int, selectors.Candidate]) -> list[DossierLine]:
    wanted = list(lines)
    if taken := [line.honouree.name for line in wanted if line.pk not in free]:
        raise ActionBlocked(
            f"Không đưa vào danh sách được: {_names(taken)}. Dòng đã có ở văn bản khác, chưa được Hội đồng thông qua, "
            "hoặc thuộc thẩm quyền cấp khác. Tải lại trang để xem danh sách mới."
        )
    return [free[line.pk].line for line in wanted]


def _nothing_left(session: Session, *, is_submission: bool) -> str:
    level = "thuộc thẩm quyền cấp trên" if is_submission else "thuộc thẩm quyền của cơ quan"
    return (
        f"Phiên họp ngày {session.held_on:%d/%m/%Y} không còn đề nghị nào {level} đã đạt mà chưa có văn bản. "
        "Có thể chúng đã nằm trong một dự thảo khác."
    )


def _renumber(lines: list[DecisionLine]) -> None:
    moved = []
    for position, line in enumerate(lines, start=1):
        if line.position != position:
            line.position = position
            moved.append(line)
    DecisionLine.objects.bulk_update(moved, ["position"], batch_size=500)


def _names(names: Iterable[str]) -> str:
    found = list(names)
    return ", ".join(found[:5]) + (f" và {len(found) - 5} dòng khác" if len(found) > 5 else "")


def _flat(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def _refuse_if(reasons: list[str]) -> None:
    if reasons:
        raise ActionBlocked(*reasons)
