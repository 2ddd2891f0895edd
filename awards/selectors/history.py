"""The register of those who are honoured: found by name, number, title and year; one subject with all that is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from awards.catalogue import CatalogueError
from awards.eligibility import Eligibility, Switch, assess
from awards.enums import Mode, SubjectKind
from awards.import_cells import EARLIEST_YEAR, title_key
from awards.law import version_for
from awards.matching import Identity, Match, Register
from awards.models import AwardRecord, AwardTitle, Honouree, RuleSwitch
from awards.names import search_text_of
from awards.selectors.catalogue import provinces_for
from awards.selectors.dossier_review import Plain, entry_of, plain_findings
from awards.selectors.facts import facts_of, targets_of_subjects
from awards.selectors.history_import import key_of, roots_of
from organizations.models import Organization, User

_NUMBER = re.compile(r"[0-9]{5,12}")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True)
class Wanted:
    """What a search asks for: a part of the name, a citizen's number, titles, a year of an award."""

    name: str = ""
    number: str = ""
    codes: frozenset[str] = frozenset()
    year: int | None = None


def understood(words: str) -> Wanted:
    """A search in words: “CSTĐCS 2023”, “nguyen van a”, “012080000001”, “a lu lđtt”. One query."""
    left = f" {search_text_of(words)} "
    codes: set[str] = set()
    for key, found in sorted(_title_words().items(), key=lambda one: -len(one[0])):
        if f" {key} " in left:
            codes |= found
            left = left.replace(f" {key} ", " ")
    number, year, rest = "", None, []
    for token in left.split():
        if _NUMBER.fullmatch(token):
            number = token
        elif _YEAR.fullmatch(token) and int(token) >= EARLIEST_YEAR:
            year = int(token)
        else:
            rest.append(token)
    return Wanted(" ".join(rest), number, frozenset(codes), year)


def _title_words() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for code, name, abbreviations in AwardTitle.objects.values_list("code", "name", "abbreviations"):
        for word in (code, name, *abbreviations.split(",")):
            if key := title_key(word):
                found.setdefault(key, set()).add(code)
    return found


def honourees_for(user: User) -> QuerySet[Honouree]:
    """Whom the person may see, with how many awards stand and the last year of one."""
    standing = Q(records__is_revoked=False)
    found = Honouree.objects.visible_to(user).select_related("organization")
    return found.annotate(
        award_count=Count("records", filter=standing, distinct=True), last_year=Max("records__year", filter=standing)
    )


def searched(rows: QuerySet[Honouree], words: str, user: User) -> QuerySet[Honouree]:
    """The rows that match. By a citizen's number only where the person keeps the register."""
    wanted = understood(words)
    if wanted.name:
        rows = rows.filter(_named(wanted.name))
    if wanted.number:
        roots = [one.root_code for one in kept_by(user)]
        rows = rows.filter(citizen_id__startswith=wanted.number, organization__root_code__in=roots)
    return awarded(rows, wanted.codes, wanted.year)


def _named(name: str) -> Q:
    """Letters are looked for in the folded text, digits in the name itself: the text may hold other numbers."""
    letters = [word for word in name.split() if not any(sign.isdigit() for sign in word)]
    digits = [word for word in name.split() if any(sign.isdigit() for sign in word)]
    parts = [Q(search_text__contains=" ".join(letters))] if letters else []
    return reduce(Q.__and__, [*parts, *(Q(name__icontains=word) for word in digits)])


def awarded(rows: QuerySet[Honouree], codes: Any, year: int | None) -> QuerySet[Honouree]:
    """Those with a standing award of these titles, in that year; a subquery, so that counts stay whole."""
    if not codes and year is None:
        return rows
    records = AwardRecord.objects.filter(is_revoked=False)
    records = records.filter(title_code__in=codes) if codes else records
    records = records.filter(year=year) if year is not None else records
    return rows.filter(pk__in=records.values("honouree"))


def kept_by(user: User) -> list[Organization]:
    """The provinces whose register the person keeps."""
    return [one for one in provinces_for(user) if user.has_perm("awards.keep_history", one)]


def province_of(honouree: Honouree) -> Organization:
    """The top of the tree the subject belongs to."""
    unit = honouree.organization
    return unit if unit.is_root else Organization.objects.get(code=unit.root_code)


def shown_number(honouree: Honouree, *, whole: bool) -> str:
    """The citizen's number: whole for who keeps the register, else its last digits."""
    number = honouree.citizen_id
    return number if whole or not number else f"•••••••••{number[-3:]}"


def like(province: Organization, identity: Identity) -> Match:
    """Who of the province it is or may be."""
    rows = Honouree.objects.filter(
        Q(search_text__contains=search_text_of(identity.name))
        | (Q(citizen_id=identity.citizen_id) & ~Q(citizen_id="")),
        organization__root_code__in=roots_of(province),
        kind=identity.kind,
    )
    return Register.of(identity_of(one) for one in rows if key_of(one.pk) != identity.key).match(identity)


def identity_of(one: Honouree) -> Identity:
    return Identity(key_of(one.pk), one.kind, one.name, one.organization_id, one.citizen_id, one.birth_year)


@dataclass(frozen=True)
class Judged:
    """A title judged for a subject on a day."""

    title: AwardTitle
    eligibility: Eligibility
    findings: tuple[Plain, ...]


def titles_on(kind: str, day: date) -> QuerySet[AwardTitle]:
    """What a subject of that kind may be given under the law of the day."""
    return AwardTitle.objects.filter(subject=kind, legal_version=version_for(day), is_active=True)


def judged(honouree: Honouree, title: AwardTitle, *, year: int, on: date) -> Judged | None:
    """Every condition of the title with what the register and the targets say; None for a title that has no rule."""
    targets = targets_of_subjects([honouree], year=year, on=on)
    facts = facts_of([honouree], year=year, on=on, targets=targets)[honouree.pk]
    rows = RuleSwitch.objects.filter(organization__code=honouree.organization.root_code)
    switches = {row.rule: Switch(Mode(row.mode), row.reason) for row in rows}
    try:
        found = assess(entry_of(title), facts, year=year, on=on, switches=switches)
    except (CatalogueError, ValueError):
        return None
    given = targets.get(honouree.organization_id, []) if honouree.is_head else []
    return Judged(title, found, plain_findings(found, given))


def is_person(honouree: Honouree) -> bool:
    return honouree.kind == SubjectKind.INDIVIDUAL
