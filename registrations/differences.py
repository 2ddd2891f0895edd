"""What two versions of a registration do not have in common. Pure: two contents in, the changes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from typing import Literal

from registrations.content import Content, Letter, Registered, UnitRow


@dataclass(frozen=True)
class TextChange:
    """A text that was put in (no `old`), taken out (no `new`) or written differently.

    `name` is a field of the letter, or for a pledge its number in the version that has it.
    """

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class UnitChange:
    """A unit's row: rows of titles that are gone, and those that have come."""

    name: str
    kind: Literal["added", "removed", "changed"]
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()


@dataclass(frozen=True)
class Differences:
    """Everything that a reader of the first version does not know of the second."""

    letter: tuple[TextChange, ...]
    pledges: tuple[TextChange, ...]
    units: tuple[UnitChange, ...]
    # The same units and rows of titles, but in another order.
    is_reordered: bool = False

    def __bool__(self) -> bool:
        return bool(self.letter or self.pledges or self.units or self.is_reordered)


def compare(old: Content, new: Content) -> Differences:
    """The changes from one version to another, in the order of the newer paper."""
    units = tuple(_units(old.units, new.units))
    moved = not units and [_rows(one) for one in old.units] != [_rows(one) for one in new.units]
    return Differences(
        letter=tuple(_letter(old.letter, new.letter)),
        pledges=tuple(_pledges(old.pledges, new.pledges)),
        units=units,
        is_reordered=moved,
    )


def _letter(old: Letter, new: Letter) -> list[TextChange]:
    pairs = [(field.name, _text(getattr(old, field.name)), _text(getattr(new, field.name))) for field in fields(Letter)]
    return [TextChange(name, before, after) for name, before, after in pairs if before != after]


def _text(value: str | int | None) -> str:
    return "" if value is None else str(value)


def _pledges(old: Sequence[str], new: Sequence[str]) -> list[TextChange]:
    """Paragraphs that stand in both are matched first; what lies between them is compared in order."""
    changes = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for offset in range(max(i2 - i1, j2 - j1)):
            before = old[i1 + offset] if i1 + offset < i2 else ""
            after = new[j1 + offset] if j1 + offset < j2 else ""
            number = j1 + offset + 1 if after else i1 + offset + 1
            changes.append(TextChange(str(number), before, after))
    return changes


def _units(old: Sequence[UnitRow], new: Sequence[UnitRow]) -> list[UnitChange]:
    before = {one.organization: one for one in old}
    there = {one.organization for one in new}
    changes = []
    for row in new:
        if row.organization not in before:
            changes.append(UnitChange(row.name, "added", come=tuple(_rows(row))))
        elif change := _changed(before[row.organization], row):
            changes.append(change)
    changes += [UnitChange(one.name, "removed", gone=tuple(_rows(one))) for one in old if one.organization not in there]
    return changes


def _changed(old: UnitRow, new: UnitRow) -> UnitChange | None:
    before, after = _rows(old), _rows(new)
    gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
    if not gone and not come:
        return None
    return UnitChange(new.name, "changed", tuple(gone.elements()), tuple(come.elements()))


def _rows(row: UnitRow) -> list[str]:
    """Each title of a unit in words; the reason when it registers nothing."""
    said = [f"Cơ quan: {one.on_paper}" for one in row.own] + [_inner(one) for one in row.inner]
    return [*said, f"Không đăng ký: {row.reason}"] if row.reason else said


def _inner(one: Registered) -> str:
    if one.without_post is None:
        return one.on_paper
    return f"{one.on_paper} (trong đó {one.without_post} không giữ chức vụ)"
