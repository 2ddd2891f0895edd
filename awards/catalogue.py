"""The catalogue of titles (danh hiệu thi đua) and forms (hình thức khen thưởng), by legal version. Pure.

It ships in `data/catalogue.json`. A field or a condition says where it comes from and whether that was read in the
text; what was not carries a note. The file states the text of 2022 and what is known of 2026: every part of the law
that the amendment may have touched repeats the value of 2022, not verified.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from awards.enums import AwardLevel, LegalVersion, Mode, Nature, SubjectKind, ThresholdBase, TitleKind
from awards.plain import PlainError, build, plain

DATA = Path(__file__).parent / "data" / "catalogue.json"
UNVERIFIED = "Chưa đối chiếu được với văn bản gốc"


class CatalogueError(ValueError):
    """A catalogue that cannot be used, in a sentence that names the place."""


class Source(StrEnum):
    """What kind of document a value comes from: an amendment of the law changes only what the law says."""

    LAW = "law"
    DECREE = "decree"
    PROVINCE = "province"
    DESIGN = "design"


@dataclass(frozen=True)
class Citation:
    """Where a value comes from. A value that is not verified always has a note."""

    article: str
    verified: bool
    note: str = ""
    source: Source = Source.LAW

    def __post_init__(self) -> None:
        _note_if_unverified(self.verified, self.note)


@dataclass(frozen=True)
class Condition:
    """One condition of a title: a rule of `awards.conditions` with its parameters; `parts` where it joins others.

    `key` tells conditions of one rule apart where a province switches one of them.
    """

    rule: str
    article: str
    verified: bool
    note: str = ""
    key: str = ""
    title: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    parts: tuple[Condition, ...] = ()
    mode: Mode = Mode.BLOCK
    source: Source = Source.LAW

    def __post_init__(self) -> None:
        _note_if_unverified(self.verified, self.note)

    @property
    def name(self) -> str:
        """What a finding and a switch call it: its key, or else the name of its rule."""
        return self.key or self.rule


@dataclass(frozen=True)
class VoteThreshold:
    """The share of votes that carries it: at least so many percent, or more than that where `more_than`."""

    percent: Decimal
    base: ThresholdBase
    secret: bool
    more_than: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.percent <= 100:
            raise ValueError("percent phải lớn hơn 0 và không quá 100")


@dataclass(frozen=True)
class Paper:
    """A paper the dossier must contain."""

    code: str
    name: str


@dataclass(frozen=True)
class Quota:
    """At most so many percent of something counted when a list is built."""

    percent: Decimal
    of: str


@dataclass(frozen=True)
class Entry:
    """A title or form under one text of the law. `citations` is by the name of the field."""

    code: str
    legal_version: LegalVersion
    name: str
    kind: TitleKind
    subject: SubjectKind
    level: AwardLevel
    decided_by: str
    nature: Nature
    yearly: bool
    vote_threshold: VoteThreshold
    abbreviations: tuple[str, ...] = ()
    coefficient: Decimal | None = None
    coefficient_rule: str = ""
    quota: Quota | None = None
    conditions: tuple[Condition, ...] = ()
    required_papers: tuple[Paper, ...] = ()
    citations: Mapping[str, Citation] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in self.citations:
            if name not in self.__dataclass_fields__:
                raise ValueError(f"citations có mục “{name}” không phải là một mục của danh mục")
        if self.coefficient is not None and self.coefficient < 0:
            raise ValueError("coefficient không được âm")

    @classmethod
    def from_plain(cls, value: object, path: str = "") -> Entry:
        """From parsed JSON; CatalogueError in words."""
        try:
            return build(cls, value, path)
        except PlainError as error:
            raise CatalogueError(str(error)) from error

    def to_plain(self) -> dict[str, Any]:
        """As `from_plain` reads it."""
        values = plain(self)
        assert isinstance(values, dict)
        return values


@dataclass(frozen=True)
class Catalogue:
    """All entries, in the order of the file."""

    entries: tuple[Entry, ...]

    def entry(self, code: str, version: LegalVersion) -> Entry:
        """The entry of that code under that text; CatalogueError with the codes there are."""
        entries = {entry.code: entry for entry in self.of(version)}
        if code not in entries:
            raise CatalogueError(f"Danh mục không có mã “{code}”; các mã: {', '.join(entries)}.")
        return entries[code]

    def of(self, version: LegalVersion) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.legal_version == version)


@dataclass(frozen=True)
class _Amendment:
    """What is said of the amended text: a note for all, a remark on some, and entries that are known to differ."""

    note: str
    remarks: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


@cache
def load_catalogue() -> Catalogue:
    """The catalogue as delivered."""
    return read_catalogue(DATA.read_text(encoding="utf-8"))


def read_catalogue(text: str) -> Catalogue:
    """A catalogue from the text of its file; CatalogueError in words."""
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        raise CatalogueError(f"Không phải JSON hợp lệ ở dòng {error.lineno}, cột {error.colno}.") from error
    try:
        shared: Mapping[str, list[object]] = raw["shared_conditions"]
        first = [_entry(item, shared, at) for at, item in enumerate(raw["entries"])]
        amendment = build(_Amendment, raw["amendment"], "amendment")
    except PlainError as error:
        raise CatalogueError(str(error)) from error
    except (KeyError, TypeError) as error:
        raise CatalogueError(f"Danh mục thiếu hoặc ghi sai mục {error}.") from error
    _refuse_twice(first)
    return Catalogue((*first, *(_amended(entry, amendment) for entry in first)))


def _entry(item: Mapping[str, Any], shared: Mapping[str, list[object]], at: int) -> Entry:
    values = dict(item)
    for name in values.pop("with", []):
        if name not in shared:
            raise PlainError(f"entries[{at}].with: không có nhóm điều kiện “{name}”.")
        values["conditions"] = [*values.get("conditions", []), *shared[name]]
    return build(Entry, {"legal_version": LegalVersion.L2022.value, **values}, f"entries[{at}]")


def _refuse_twice(entries: Iterable[Entry]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.code in seen:
            raise CatalogueError(f"Mã “{entry.code}” có hai lần trong danh mục.")
        seen.add(entry.code)


def _amended(entry: Entry, amendment: _Amendment) -> Entry:
    """The same entry under the amended text: what the law said is repeated, but no longer taken as verified."""
    note = " ".join(part for part in (amendment.note, amendment.remarks.get(entry.code, "")) if part)
    values = replace(
        entry,
        legal_version=LegalVersion.L2026,
        conditions=tuple(_doubted(condition, note) for condition in entry.conditions),
        citations={name: _doubted(citation, note) for name, citation in entry.citations.items()},
    ).to_plain()
    return build(Entry, {**values, **amendment.changed.get(entry.code, {})}, f"amendment.changed.{entry.code}")


def _doubted(value: Any, note: str) -> Any:
    if value.source != Source.LAW:
        return value
    doubted = replace(value, verified=False, note=f"{note} {value.note}".strip())
    if isinstance(doubted, Condition):
        return replace(doubted, parts=tuple(_doubted(part, note) for part in doubted.parts))
    return doubted


def _note_if_unverified(verified: bool, note: str) -> None:
    if not verified and not note:
        raise ValueError(f"verified là false thì phải có note (“{UNVERIFIED}: …”)")
