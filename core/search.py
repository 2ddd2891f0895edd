"""The search over all kinds of records: each room registers its own, here they are looked through and ranked.

Every kind keeps a folded `search_text` (`core.vietnamese.searchable`). What a person may see is the kind's own business:
`rows(user)` is its `visible_to`, and nothing outside it is ever looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db import models
from django.db.models import Case, Count, IntegerField, Q, Value, When, Window

from core.search_words import Piece, Query, Way, marked, understood
from core.vietnamese import searchable

NEVER = Q(pk__in=())


def has_code(query: Query) -> Q:
    """The exact hit of records with a code of their own."""
    return Q(code=query.text)


def has_number(query: Query) -> Q:
    """The exact hit of numbered papers: the whole sign, or the number when only that was asked for."""
    if query.sign:
        return Q(search_text__endswith=query.sign) | Q(search_text__contains=f"{query.sign} ")
    return NEVER if query.number is None else Q(number=query.number)


@dataclass(frozen=True)
class Source:
    """One kind of record that can be found.

    `code` stands in the address, `label` above the group. `rows(user)`: what this person may see, whatever is not there
    is not found. `texts`: the folded texts that are looked through,
    the name first. `related`: what title and line need. `title`, `line`, `day` say how a hit reads; `newest` what of two
    equally good hits comes first. `exact(query)`: the very thing that was asked for. `is_for(user)`: who has the kind.
    """

    code: str
    label: str
    icon: str
    rows: Callable[[Any], models.QuerySet[Any]]
    title: Callable[[Any], str]
    line: Callable[[Any], str] = lambda row: ""
    day: Callable[[Any], date | None] = lambda row: None
    texts: tuple[str, ...] = ("search_text",)
    related: tuple[str, ...] = ()
    newest: tuple[Any, ...] = ()
    exact: Callable[[Query], Q] = lambda query: NEVER
    is_for: Callable[[Any], bool] = lambda user: True
    order: int = 50


@dataclass(frozen=True)
class Hit:
    """One record that was found, as it is shown."""

    url: str
    title: list[Piece]
    line: list[Piece]
    day: date | None
    rank: int
    source: Source


@dataclass(frozen=True)
class Found:
    """What one kind gave: some of its hits, and how many there are."""

    source: Source
    hits: list[Hit] = field(default_factory=list)
    total: int = 0


_sources: dict[str, Source] = {}
_short_forms: dict[str, tuple[str, ...]] = {}


def register(source: Source) -> None:
    """Add a kind; registering the same code twice is a programming error."""
    if source.code in _sources:
        raise ValueError(f"search source {source.code} is registered twice")
    _sources[source.code] = source


def register_short_forms(forms: Mapping[str, Sequence[str]]) -> None:
    """Add abbreviations and what they say: {"UBND": ["ủy ban nhân dân"]}. Either finds the other."""
    _short_forms.update({searchable(short): tuple(map(searchable, fulls)) for short, fulls in forms.items()})


def sources() -> list[Source]:
    """Every kind, in the order of the page."""
    return sorted(_sources.values(), key=lambda source: (source.order, source.code))


def sources_for(user: Any) -> list[Source]:
    """The kinds this person has; nobody has any without a login."""
    return [source for source in sources() if source.is_for(user)] if user.is_authenticated else []


def read(words: str) -> Query:
    """The words of the box, understood with the registered short forms."""
    return understood(words, _short_forms)


def find(source: Source, query: Query, user: Any, *, start: int = 0, size: int = 5) -> Found:
    """The best hits of one kind among what the person may see; two queries, one when there is nothing."""
    if not query or source not in sources_for(user):
        return Found(source)
    seen = source.rows(user).order_by()
    # The words first, over the whole table and nothing else of it: one pass. Joined with the rule of who sees what,
    # SQLite would go through the table by the index of the join, which takes eight times as long.
    holding = seen.model._default_manager.filter(
        reduce(and_, (_holds(source, ways) for ways in query.terms))
    ).order_by()
    asked = seen.filter(pk__in=holding.values("pk"))
    ranked = asked.annotate(rank=_rank(source, query), total=Window(Count("*")))
    chosen = list(
        ranked.order_by("rank", *source.newest, "-pk").values_list("pk", "rank", "total")[start : start + size]
    )
    if not chosen:
        return Found(source)
    rows = seen.select_related(*source.related).in_bulk([pk for pk, _, _ in chosen])
    hits = [_hit(source, query, rows[pk], rank) for pk, rank, _ in chosen if pk in rows]
    return Found(source, hits, chosen[0][2])


def find_everywhere(query: Query, user: Any, *, size: int = 5) -> list[Found]:
    """Every kind that has a hit."""
    found = [find(source, query, user, size=size) for source in sources_for(user)]
    return [one for one in found if one.total]


def best(found: Sequence[Found], most: int) -> list[Hit]:
    """The best hits of all kinds together, for the box on top of every page; of equals those found by their title."""
    hits = (hit for one in found for hit in one.hits)
    return sorted(hits, key=lambda hit: (hit.rank, not any(piece.hit for piece in hit.title)))[:most]


def _holds(source: Source, ways: Sequence[Way], *, at_start: bool = False) -> Q:
    """The rows with one of the ways in one of their texts."""
    return reduce(or_, (_in(text, way, at_start or way.at_start) for text in source.texts for way in ways))


def _in(text: str, way: Way, at_start: bool) -> Q:
    if not at_start:
        return Q(**{f"{text}__contains": way.text})
    return Q(**{f"{text}__startswith": way.text}) | Q(**{f"{text}__contains": f" {way.text}"})


def _rank(source: Source, query: Query) -> Case:
    """0 the very thing, 1 its name begins so, 2 every word begins a word, 3 anywhere."""
    starts = reduce(and_, (_holds(source, ways, at_start=True) for ways in query.terms))
    return Case(
        When(source.exact(query), then=Value(0)),
        When(Q(**{f"{source.texts[0]}__startswith": query.text}), then=Value(1)),
        When(starts, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )


def _hit(source: Source, query: Query, row: Any, rank: int) -> Hit:
    title, line = marked(source.title(row), query), marked(source.line(row), query)
    return Hit(row.get_absolute_url(), title, line, source.day(row), rank, source)
