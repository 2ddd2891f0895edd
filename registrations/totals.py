"""What the blocs of a province register together, title by title. Pure: rows in, sums out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from registrations.content import Content


@dataclass(frozen=True)
class Part:
    """One title of one bloc: for how many units themselves, for how many of their collectives and people."""

    bloc: str
    code: str
    title: str
    own: int = 0
    inner: int = 0
    # Rows that name the title without a number; they are in no sum.
    unnumbered: int = 0

    @property
    def total(self) -> int:
        return self.own + self.inner


@dataclass
class TitleTotal:
    """One title over all blocs."""

    code: str
    title: str
    parts: list[Part] = field(default_factory=list)

    @property
    def own(self) -> int:
        return sum(part.own for part in self.parts)

    @property
    def inner(self) -> int:
        return sum(part.inner for part in self.parts)

    @property
    def unnumbered(self) -> int:
        return sum(part.unnumbered for part in self.parts)

    @property
    def total(self) -> int:
        return self.own + self.inner


def parts_of(bloc: str, content: Content) -> list[Part]:
    """The titles of a frozen registration, in the order of their first appearance."""
    own: dict[str, int] = {}
    inner: dict[str, int] = {}
    unnumbered: dict[str, int] = {}
    names: dict[str, str] = {}
    for unit in content.units:
        for one in unit.own:
            names.setdefault(one.code, one.title)
            own[one.code] = own.get(one.code, 0) + 1
        for one in unit.inner:
            names.setdefault(one.code, one.title)
            inner[one.code] = inner.get(one.code, 0) + (one.count or 0)
            unnumbered[one.code] = unnumbered.get(one.code, 0) + (one.count is None)
    return [
        Part(bloc, code, name, own.get(code, 0), inner.get(code, 0), unnumbered.get(code, 0))
        for code, name in names.items()
    ]


def sums(parts: Iterable[Part], order: dict[str, int]) -> list[TitleTotal]:
    """By title, in the order of the catalogue (`order`: place by code); titles it does not know come last."""
    found: dict[str, TitleTotal] = {}
    for part in parts:
        found.setdefault(part.code, TitleTotal(part.code, part.title)).parts.append(part)
    last = len(order)
    return sorted(found.values(), key=lambda one: (order.get(one.code, last), one.code))
