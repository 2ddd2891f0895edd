"""Reads of decisions: the list, the lines with what became of them, what still waits for a decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from awards.enums import AwardLevel, DecisionKind, DecisionStatus, DossierStatus, SessionStatus
from awards.models import AgendaItem, AwardRecord, AwardTitle, Decision, DecisionLine, DossierLine, Session
from awards.selectors.sessions import LIVE, line_results
from organizations.enums import Level, Role
from organizations.models import Organization, User

#: Bodies whose decisions cover the titles of a province.
_PROVINCIAL = (Level.PROVINCE, Level.CENTRAL)


@dataclass(frozen=True)
class Candidate:
    """A proposed line that waits for a decision: carried by the council's vote, or one that needs no vote."""

    line: DossierLine
    is_voted: bool
    is_above: bool


@dataclass(frozen=True)
class WaitingSession:
    """A closed session with carried items that no paper lists yet."""

    session: Session
    own: int
    above: int


def decisions_for(user: Any) -> QuerySet[Decision]:
    """Those the person may see, with all that a page or a paper says of their head."""
    return (
        Decision.objects.visible_to(user)
        .select_related("issuer", "session__council", "amends__issuer", "created_by", "saved_by")
        .annotate(line_count=Count("lines"))
    )


def issuers_for(user: User) -> list[Organization]:
    """The bodies whose decisions this person writes."""
    if user.is_superuser:
        return list(Organization.objects.filter(parent__isnull=True).order_by("name"))
    return list(Organization.objects.filter(pk__in=user.organization_ids_as(Role.STAFF)).order_by("name"))


def lines_of(decision: Decision) -> list[DecisionLine]:
    """The list in its order, with everything a page or a paper says of a line; a constant number of queries."""
    return list(line_rows(decision))


def line_rows(decision: Decision) -> QuerySet[DecisionLine]:
    """The same as a query, `amended_by` narrowed to issued papers."""
    issued = DecisionLine.objects.filter(decision__status=DecisionStatus.ISSUED).select_related("decision__issuer")
    return decision.lines.select_related(
        "title", "honouree", "record", "line__dossier", "line__honouree", "amends__title"
    ).prefetch_related(Prefetch("amended_by", issued.order_by("decision__issued_on", "pk"), to_attr="amendments"))


def revoking(line: DecisionLine) -> Decision | None:
    """The issued decision that revoked the line; the line comes from `lines_of`."""
    return next((one.decision for one in _amendments(line) if one.decision.kind == DecisionKind.REVOKE), None)


def correction(line: DecisionLine) -> DecisionLine | None:
    """The newest issued correction of the line; the line comes from `lines_of`."""
    found = [one for one in _amendments(line) if one.decision.kind == DecisionKind.CORRECT]
    return found[-1] if found else None


def stood_before(line: DecisionLine, target: DecisionLine) -> DecisionLine:
    """What a correcting line found: the target as the corrections issued before it left it; of a draft, all of them.

    `target` comes from `lines_of`.
    """
    corrections = [one for one in _amendments(target) if one.decision.kind == DecisionKind.CORRECT]
    own = next((at for at, one in enumerate(corrections) if one.pk == line.pk), len(corrections))
    return corrections[own - 1] if own else target


def is_above(title: AwardTitle, issuer: Organization) -> bool:
    """Whether a higher level decides on it."""
    if title.level == AwardLevel.STATE:
        return True
    return title.level == AwardLevel.PROVINCE and issuer.level not in _PROVINCIAL


def needs_vote(title: AwardTitle) -> bool:
    """Whether the law itself asks for the council's vote; a share set by the council's own rules does not."""
    return title.vote_threshold is not None and title.citation("vote_threshold").get("source", "law") != "design"


def candidates(issuer: Organization, *, is_submission: bool) -> list[Candidate]:
    """Lines that can be put on a decision of this body (or on its request to a higher level), in a constant number of
    queries: of checked dossiers, on no other paper, carried by the vote or not in need of one.
    """
    before_a_session = AgendaItem.objects.filter(session__status__in=LIVE).values("line")
    lines = list(
        DossierLine.objects.filter(
            dossier__receiver=issuer,
            dossier__status__in=(DossierStatus.CHECKED, DossierStatus.TO_COUNCIL),
            is_withdrawn=False,
            decision_lines__isnull=True,
        )
        .exclude(pk__in=before_a_session)
        .select_related("dossier__organization", "dossier__campaign", "honouree", "title")
        .order_by("title__position", "title__code", "dossier", "position")
    )
    votes = line_results(lines)
    found = [
        Candidate(line, line.pk in votes, is_above(line.title, issuer)) for line in lines if votes.get(line.pk, True)
    ]
    return [one for one in found if one.is_above == is_submission and (one.is_voted or not needs_vote(one.line.title))]


def waiting_sessions(issuers: Iterable[Organization]) -> list[WaitingSession]:
    """Closed sessions whose carried items no paper lists yet, newest first."""
    bodies = {issuer.pk: issuer for issuer in issuers}
    closed = Session.objects.filter(council__organization__in=bodies, status=SessionStatus.CLOSED)
    passed = {session: passed_lines(session) for session in closed.select_related("council").order_by("-held_on")}
    wanted = {pk for lines in passed.values() for pk in lines}
    free = DossierLine.objects.filter(pk__in=wanted, decision_lines__isnull=True, is_withdrawn=False)
    titles = {line.pk: line.title for line in free.select_related("title")}
    found = []
    for session, lines in passed.items():
        above = [is_above(titles[pk], bodies[session.council.organization_id]) for pk in lines if pk in titles]
        if above:
            found.append(WaitingSession(session, above.count(False), above.count(True)))
    return found


def passed_lines(session: Session) -> list[int]:
    """The lines that this session carried, as its result was closed."""
    return [item["line"] for item in (session.result or {"items": []})["items"] if item["passed"]]


def standing_records(lines: Iterable[DecisionLine], year: int) -> dict[tuple[int, str], AwardRecord]:
    """What the honourees of these lines were given for the year already and still hold, by honouree and title."""
    pairs = [(line.honouree_id, line.title.code) for line in lines]
    found = AwardRecord.objects.filter(
        honouree__in={one for one, _ in pairs}, title_code__in={code for _, code in pairs}, year=year, is_revoked=False
    )
    return {(record.honouree_id, record.title_code): record for record in found}


def _amendments(line: DecisionLine) -> list[DecisionLine]:
    found: list[DecisionLine] = line.amendments  # type: ignore[attr-defined]  # Prefetch(to_attr=…)
    return found
