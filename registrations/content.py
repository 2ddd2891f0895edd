"""The content of a registration as values: what a version freezes, what the paper and the command read. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Registered:
    """One title of one unit. `count` is None for the unit itself and where no number was given."""

    code: str
    legal_version: str
    title: str
    subject: str
    words: str
    count: int | None = None
    without_post: int | None = None

    @property
    def on_paper(self) -> str:
        """ "05 cá nhân tặng Danh hiệu …"."""
        return f"{self.count:02d} {self.words}" if self.count else self.words

    @property
    def title_on_paper(self) -> str:
        """The title in the spelling of the paper ("Chiến sỹ", "Chiến sĩ"), or as the catalogue spells it."""
        place = _alike(self.words).find(_alike(self.title))
        if place < 0:
            return self.title
        written = self.words[place : place + len(self.title)]
        return written[:1].upper() + written[1:]


@dataclass(frozen=True)
class UnitRow:
    """A unit's row of the table: what it aims for itself, and for its collectives and people."""

    organization: str
    name: str
    own: tuple[Registered, ...] = ()
    inner: tuple[Registered, ...] = ()
    # Why it registers nothing, if so.
    reason: str = ""


@dataclass(frozen=True)
class Letter:
    """What stands on the letter besides its pledges; each as printed."""

    sender_superior: str = ""
    sender_name: str = ""
    symbol: str = ""
    number: str = ""
    place: str = ""
    month: int | None = None
    day: int | None = None
    subject_line: str = ""
    addressee: str = ""
    introduction: str = ""
    closing: str = ""
    on_behalf_of: str = ""
    signer_title: str = ""
    signer_office: str = ""
    signer_name: str = ""
    recipients: str = ""


@dataclass(frozen=True)
class Content:
    """A whole registration."""

    code: str
    bloc: str
    year: int
    letter: Letter = field(default_factory=Letter)
    pledges: tuple[str, ...] = ()
    units: tuple[UnitRow, ...] = ()

    @property
    def totals(self) -> dict[str, Total]:
        """How many of each title, by code, in the order of their first appearance."""
        counted: Counter[str] = Counter()
        unnumbered: Counter[str] = Counter()
        names: dict[str, str] = {}
        for unit in self.units:
            for one in unit.own:
                names.setdefault(one.code, one.title)
                counted[one.code] += 1
            for one in unit.inner:
                names.setdefault(one.code, one.title)
                counted[one.code] += one.count or 0
                unnumbered[one.code] += one.count is None
        return {code: Total(name, counted[code], unnumbered[code]) for code, name in names.items()}


@dataclass(frozen=True)
class Total:
    """The sum of a title, and how many rows name it without a number."""

    title: str
    count: int
    unnumbered: int


def to_json(content: Content) -> dict[str, Any]:
    return asdict(content)


def from_json(data: Mapping[str, Any]) -> Content:
    """The inverse of `to_json`."""
    return Content(
        code=data["code"],
        bloc=data["bloc"],
        year=data["year"],
        letter=Letter(**data["letter"]),
        pledges=tuple(data["pledges"]),
        units=tuple(
            UnitRow(
                **{
                    **row,
                    "own": tuple(Registered(**one) for one in row["own"]),
                    "inner": tuple(Registered(**one) for one in row["inner"]),
                }
            )
            for row in data["units"]
        ),
    )


def _alike(text: str) -> str:
    """Without case and with one of the two spellings of the vowel; as long as the text itself."""
    return text.lower().translate(str.maketrans("yỳýỷỹỵ", "iìíỉĩị"))
