"""What the proposing unit declares on a line of a dossier, and how that completes what the registers know. Pure.

A declaration never overrules a register: it fills what is not known, with the number of the paper the unit names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from awards.enums import Nature
from awards.facts import Achievement, Bloc, Confirmation, Facts, Grade, Initiative, Members, Rating, Reach, Waiver

Details = Mapping[str, Any]

#: The counts of a collective's members as they stand on a line, by the name the facts know them by.
MEMBER_FIELDS: Mapping[str, str] = {
    "members": "total",
    "members_completed": "completed",
    "members_advanced": "advanced",
    "members_fighters": "base_fighters",
    "members_disciplined": "disciplined",
}


def with_details(
    facts: Facts, details: Details, *, year: int, nature: Nature, achievement: str = "", said_by: str = ""
) -> Facts:
    """The facts completed by what the line declares; `said_by` is the unit that declares it."""
    return replace(
        facts,
        ratings=_ratings(facts, details, year),
        initiatives=_initiatives(facts, details, year),
        members=_members(facts.members, details),
        bloc=facts.bloc or _bloc(details, year),
        pending=_if_clear(facts.pending, details),
        disciplines=_if_clear(facts.disciplines, details),
        registration_waiver=facts.registration_waiver or _waiver(details),
        achievement=facts.achievement or _achievement(details, nature, achievement),
        relies_on=facts.relies_on or _relies_on(details),
        confirmations=_confirmations(facts, details, said_by),
    )


def _ratings(facts: Facts, details: Details, year: int) -> tuple[Rating, ...] | None:
    known = facts.ratings or ()
    if not details.get("rating") or any(one.year == year for one in known):
        return facts.ratings
    return (*known, Rating(year, Grade(details["rating"]), details.get("rating_proof", "")))


def _initiatives(facts: Facts, details: Details, year: int) -> tuple[Initiative, ...] | None:
    known, name = facts.initiatives or (), details.get("initiative", "")
    number = details.get("initiative_document", "")
    if not name or any(number and one.number == number for one in known):
        return facts.initiatives
    on = _day(details.get("initiative_on"))
    level = Reach(details.get("initiative_level") or Reach.BASE)
    return (*known, Initiative(name, level, on.year if on else year, on, number))


def _members(known: Members | None, details: Details) -> Members | None:
    declared = {name: details[key] for key, name in MEMBER_FIELDS.items() if details.get(key) is not None}
    if not declared:
        return known
    base = known or Members()
    missing = {name: count for name, count in declared.items() if getattr(base, name) is None}
    try:
        return replace(base, **missing)
    except ValueError:  # the register and the unit contradict each other: the register stands
        return known


def _bloc(details: Details, year: int) -> Bloc | None:
    if not details.get("bloc"):
        return None
    return Bloc(details["bloc"], details.get("bloc_leads"), details.get("bloc_proof", ""), year)


def _if_clear(known: tuple[Any, ...] | None, details: Details) -> tuple[Any, ...] | None:
    """Nothing is pending, by the unit's word, where the register holds nothing."""
    return () if known is None and details.get("is_clear") else known


def _waiver(details: Details) -> Waiver | None:
    name, reason = details.get("waiver_name", ""), details.get("waiver_reason", "")
    return Waiver(name, reason) if name or reason else None


def _achievement(details: Details, nature: Nature, words: str) -> Achievement:
    """Its words are its key: an award for the very same words was given for the same achievement."""
    reach = Reach(details["reach"]) if details.get("reach") else None
    words = " ".join(words.split())
    return Achievement(key=words, nature=nature, words=words, reach=reach, proof=details.get("achievement_proof", ""))


def _relies_on(details: Details) -> tuple[str, ...] | None:
    numbers = [one.strip() for one in details.get("relies_on", "").split(";")]
    return tuple(one for one in numbers if one) or None


def _confirmations(facts: Facts, details: Details, said_by: str) -> tuple[Confirmation, ...] | None:
    given: Mapping[str, bool] = details.get("confirmations") or {}
    declared = tuple(Confirmation(key, holds, said_by) for key, holds in given.items())
    return (*(facts.confirmations or ()), *declared) or None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
