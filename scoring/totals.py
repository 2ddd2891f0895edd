"""What the points of a sheet come to. Pure: values in, values out.

An ordinary group gives the sum of its criteria, at most its maximum. A bonus group gives at most its cap, a group of
deductions takes away at most its own. The whole never falls below 0; there is no upper end but scale and bonus caps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.enums import GroupKind

_NOTHING = Decimal(0)


@dataclass(frozen=True)
class GroupRule:
    """A group as far as adding up goes: its kind, its maximum and the keys of its criteria."""

    key: int
    kind: GroupKind
    maximum: Decimal
    criteria: tuple[int, ...]


@dataclass(frozen=True)
class GroupTotal:
    """What a group comes to; `cut` is what its cap took away. `scored`: how many of its criteria have points."""

    key: int
    kind: GroupKind
    points: Decimal
    cut: Decimal
    scored: int
    criteria: int


@dataclass(frozen=True)
class Total:
    """The whole of one stage of a sheet."""

    groups: tuple[GroupTotal, ...]

    @property
    def ordinary(self) -> Decimal:
        return self._sum(GroupKind.ORDINARY)

    @property
    def bonus(self) -> Decimal:
        return self._sum(GroupKind.BONUS)

    @property
    def deduction(self) -> Decimal:
        return self._sum(GroupKind.DEDUCTION)

    @property
    def points(self) -> Decimal:
        return plain(max(self.ordinary + self.bonus - self.deduction, _NOTHING))

    @property
    def scored(self) -> int:
        return sum(group.scored for group in self.groups)

    @property
    def criteria(self) -> int:
        return sum(group.criteria for group in self.groups)

    @property
    def is_complete(self) -> bool:
        """Every criterion has points; 0 points are points."""
        return self.scored == self.criteria

    def _sum(self, kind: GroupKind) -> Decimal:
        return plain(sum((group.points for group in self.groups if group.kind == kind), _NOTHING))


def total(groups: Sequence[GroupRule], scores: Mapping[int, Decimal | None]) -> Total:
    """Add up the points by criterion; a criterion without points adds nothing and counts as not scored."""
    return Total(tuple(_group_total(group, scores) for group in groups))


def _group_total(group: GroupRule, scores: Mapping[int, Decimal | None]) -> GroupTotal:
    known = [value for key in group.criteria if (value := scores.get(key)) is not None]
    raw = sum(known, _NOTHING)
    points = plain(min(raw, group.maximum))
    return GroupTotal(group.key, group.kind, points, raw - points, len(known), len(group.criteria))


def plain(value: Decimal) -> Decimal:
    """The same number without zeros after the comma: 23.50 → 23.5, 20.00 → 20."""
    bare = value.normalize()
    exponent = bare.as_tuple().exponent
    return bare.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else bare
