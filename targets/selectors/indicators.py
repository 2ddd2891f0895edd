"""The register of indicators: search, suggestions, and every target an indicator has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from campaigns.enums import Status
from campaigns.models import Directive
from core.vietnamese import searchable, sort_key
from organizations.models import User
from targets.models import Indicator, Target
from targets.models.targets import IndicatorQuerySet
from targets.selectors.standing import Standing, standings_of

#: Published and still standing: what other provinces may read.
_PUBLIC = (Status.ISSUED, Status.CLOSED)
#: Words that say nothing about what is measured.
_EMPTY_WORDS = frozenset(
    [
        "cac",
        "cua",
        "dat",
        "duoc",
        "hang",
        "la",
        "muc",
        "nam",
        "so",
        "tai",
        "ti",
        "le",
        "theo",
        "tong",
        "trong",
        "tren",
        "va",
        "ve",
    ]
)
#: How much of the words two names must share for the one to be offered for the other.
_ENOUGH = 0.4


def search_key(text: str) -> str:
    """What two spellings of one name share: no accents, "sỹ" as "sĩ", only letters and digits."""
    return " ".join(re.findall(r"[a-z0-9]+", searchable(text)))


def search_text_of(name: str, other_names: str, code: str) -> str:
    """The words a search finds an indicator by."""
    return searchable(f"{name} {other_names} {code}")


def indicators_for(user: User | AnonymousUser) -> IndicatorQuerySet:
    """The register with, for each indicator, how many targets this person would find on its page."""
    found: IndicatorQuerySet = Indicator.objects.visible_to(user)
    seen = Q(targets__low__isnull=False) & _readable("targets__directive", user)
    return found.annotate(target_count=models.Count("targets", filter=seen))


def suggest(words: str, limit: int = 8) -> list[Indicator]:
    """The indicators meant by these words, the likeliest first.

    First those of exactly this name, then those that contain every word, then those that share enough words.
    """
    return rank(words, Indicator.objects.filter(is_active=True), limit)


def rank(words: str, indicators: Iterable[Indicator], limit: int = 8) -> list[Indicator]:
    """`suggest` among indicators that were read already."""
    wanted = search_key(words)
    if not wanted:
        return []
    scored = [(_score(wanted, indicator), indicator) for indicator in indicators]
    likely = sorted((one for one in scored if one[0] > 0), key=lambda one: (-one[0], sort_key(one[1].name)))
    return [indicator for _, indicator in likely[:limit]]


def same_name(words: str, indicators: Iterable[Indicator]) -> Indicator | None:
    """The one indicator with exactly this name; None when there is none or more than one."""
    wanted = search_key(words)
    found = [indicator for indicator in indicators if wanted in _keys(indicator)]
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class RegisterRow:
    """A target on the page of its indicator. `is_own`: the person may open it."""

    standing: Standing
    is_own: bool

    @property
    def directive(self) -> Directive:
        return self.standing.target.directive


def register_rows(indicator: Indicator, user: User | AnonymousUser) -> list[RegisterRow]:
    """Every target of the indicator that the person may read, newest year first.

    Their own directives' as always; of other provinces what is published: the words and verified year-end results.
    """
    targets = list(
        Target.objects.figures()
        .filter(_readable("directive", user), indicator=indicator)
        .select_related("directive__issuer", "indicator", "parent")
        .order_by("-directive__year", "directive__issuer__name", "directive", "position")
    )
    own = set(Directive.objects.visible_to(user).filter(targets__in=targets).values_list("pk", flat=True))
    mine = [target for target in targets if target.directive_id in own]
    others = [target for target in targets if target.directive_id not in own]
    stand = {one.target.pk: one for one in (*standings_of(mine), *standings_of(others, only_final=True))}
    return [RegisterRow(stand[target.pk], target.directive_id in own) for target in targets]


def unlinked_targets(directive: Directive) -> list[Target]:
    """The figures that no indicator stands for yet."""
    return list(directive.targets.figures().filter(indicator__isnull=True).order_by("position", "pk"))


def suggestions_for(targets: Sequence[Target], limit: int = 3) -> list[tuple[Target, list[Indicator]]]:
    """Each target with the likeliest indicators; one query for all."""
    active = list(Indicator.objects.filter(is_active=True)) if targets else []
    return [(target, rank(target.name, active, limit)) for target in targets]


def _readable(directive: str, user: User | AnonymousUser) -> Q:
    mine = Directive.objects.visible_to(user).order_by()
    return Q(**{f"{directive}__in": mine}) | Q(**{f"{directive}__status__in": _PUBLIC})


def _keys(indicator: Indicator) -> set[str]:
    return {search_key(name) for name in (indicator.name, *indicator.other_names.splitlines()) if name.strip()}


def _score(wanted: str, indicator: Indicator) -> float:
    """3 for the same name or code, 2 to 3 for containing every word, below 1 the share of words in common."""
    keys = _keys(indicator)
    if wanted in keys or wanted == search_key(indicator.code):
        return 3.0
    common = max((_common(wanted, key) for key in keys), default=0.0)
    every = " ".join((*keys, search_key(indicator.code)))
    if all(word in every for word in wanted.split()):
        return 2.0 + common / 2
    return common if common >= _ENOUGH else 0.0


def _common(wanted: str, key: str) -> float:
    """Share of the telling words that both names have, of all that either has."""
    one, other = (set(words.split()) - _EMPTY_WORDS for words in (wanted, key))
    return len(one & other) / len(one | other) if one | other else 0.0
