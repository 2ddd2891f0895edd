"""Whether two descriptions are of one subject: the same, perhaps the same, or another. Pure.

People are known again by their citizen's number, or by name, birth year and office together. Where only a part of that
agrees a person decides. Collectives and households have no number: their name and office stand for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from awards.enums import SubjectKind
from core.vietnamese import fold


class Relation(StrEnum):
    SAME = "same"
    DOUBTFUL = "doubtful"
    OTHER = "other"


@dataclass(frozen=True)
class Identity:
    """What a subject is known by. `key` is the caller's; `office` is any key of the office."""

    key: str
    kind: str
    name: str
    office: int
    citizen_id: str = ""
    birth_year: int | None = None

    @property
    def folded(self) -> str:
        return fold(self.name)


@dataclass(frozen=True)
class Match:
    """What was found: one subject that it is, or those that it may be, the likeliest first."""

    relation: Relation
    found: tuple[Identity, ...] = ()


def relation(one: Identity, other: Identity) -> Relation:
    """How two descriptions stand to each other; the order of the two does not matter."""
    if one.kind != other.kind:
        return Relation.OTHER
    if one.citizen_id and other.citizen_id:
        return Relation.SAME if one.citizen_id == other.citizen_id else Relation.OTHER
    if one.folded != other.folded:
        return Relation.OTHER
    if one.kind != SubjectKind.INDIVIDUAL:
        return Relation.SAME if one.office == other.office else Relation.OTHER
    return _by_birth_and_office(one, other)


def _by_birth_and_office(one: Identity, other: Identity) -> Relation:
    """Two people of one name."""
    here = one.office == other.office
    if one.birth_year is None or other.birth_year is None:
        return Relation.DOUBTFUL if here else Relation.OTHER
    if one.birth_year != other.birth_year:
        return Relation.OTHER
    return Relation.SAME if here else Relation.DOUBTFUL


@dataclass
class Register:
    """Those who are known, found by number or name without looking at every one."""

    _by_number: dict[str, Identity] = field(default_factory=dict)
    _by_name: dict[tuple[str, str], list[Identity]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, known: Iterable[Identity]) -> Register:
        register = cls()
        for one in known:
            register.add(one)
        return register

    def add(self, one: Identity) -> None:
        if one.citizen_id:
            self._by_number.setdefault(one.citizen_id, one)
        self._by_name[one.kind, one.folded].append(one)

    def learn(self, citizen_id: str, one: Identity) -> None:
        """The number of somebody who was known without one."""
        if citizen_id:
            self._by_number.setdefault(citizen_id, replace(one, citizen_id=citizen_id))

    def with_number(self, citizen_id: str) -> Identity | None:
        return self._by_number.get(citizen_id) if citizen_id else None

    def match(self, asked: Identity) -> Match:
        """Who it is. Two who are each the same as the one asked are a doubt, not a choice."""
        holder = self.with_number(asked.citizen_id)
        if holder is not None and relation(asked, holder) == Relation.SAME:
            return Match(Relation.SAME, (holder,))
        like = self._by_name.get((asked.kind, asked.folded), [])
        same = [one for one in like if relation(asked, one) == Relation.SAME]
        if len(same) == 1:
            return Match(Relation.SAME, (same[0],))
        doubtful = same + [one for one in like if relation(asked, one) == Relation.DOUBTFUL]
        if doubtful:
            return Match(Relation.DOUBTFUL, tuple(_likeliest(asked, doubtful)))
        return Match(Relation.OTHER)


def _likeliest(asked: Identity, found: Sequence[Identity]) -> list[Identity]:
    """Of the same office first, then in the order they were known."""
    return sorted(found, key=lambda one: one.office != asked.office)
