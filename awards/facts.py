"""Everything known about a subject on a day, for judging whether it may be honoured. Pure.

Every part is optional and says three things: None, nobody has looked; an empty tuple, looked and there is none; values,
the complete list. A value without the number of its decision is known of but not proven.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from awards.enums import Nature, SubjectKind
from awards.plain import PlainError, build, plain
from targets.enums import Verdict


class FactsError(ValueError):
    """Facts that cannot be read, in a sentence that names the place."""


class Grade(StrEnum):
    """Yearly rating of a person or a collective, the best first."""

    EXCELLENT = "excellent"
    GOOD = "good"
    COMPLETED = "completed"
    NOT_COMPLETED = "not_completed"

    @property
    def label(self) -> str:
        return _GRADE_LABELS[self]

    def reaches(self, other: Grade) -> bool:
        order = list(Grade)
        return order.index(self) <= order.index(other)


_GRADE_LABELS = {
    Grade.EXCELLENT: "hoàn thành xuất sắc nhiệm vụ",
    Grade.GOOD: "hoàn thành tốt nhiệm vụ",
    Grade.COMPLETED: "hoàn thành nhiệm vụ",
    Grade.NOT_COMPLETED: "không hoàn thành nhiệm vụ",
}


class Reach(StrEnum):
    """How far an initiative or an achievement works, the widest first; the wider counts for the narrower."""

    NATION = "nation"
    PROVINCE = "province"
    BASE = "base"

    @property
    def label(self) -> str:
        return {Reach.NATION: "toàn quốc", Reach.PROVINCE: "cấp tỉnh", Reach.BASE: "cấp cơ sở"}[self]

    def covers(self, other: Reach) -> bool:
        order = list(Reach)
        return order.index(self) <= order.index(other)


class PendingKind(StrEnum):
    """What is going on against a subject that is therefore not yet considered."""

    DISCIPLINE = "discipline"
    INVESTIGATION = "investigation"
    INSPECTION = "inspection"
    COMPLAINT = "complaint"
    PRESS = "press"

    @property
    def label(self) -> str:
        return {
            PendingKind.DISCIPLINE: "đang xem xét kỷ luật",
            PendingKind.INVESTIGATION: "đang điều tra",
            PendingKind.INSPECTION: "đang thanh tra, kiểm tra, kiểm toán khi có dấu hiệu vi phạm",
            PendingKind.COMPLAINT: "đang xác minh khiếu nại, tố cáo",
            PendingKind.PRESS: "báo chí nêu, đang được xác minh",
        }[self]


@dataclass(frozen=True)
class Subject:
    """Who is judged. `is_head`: heads its unit (người đứng đầu); `unit_kind` in the words of the register of units."""

    kind: SubjectKind
    name: str
    is_head: bool | None = None
    holds_leading_post: bool | None = None
    unit: str = ""
    unit_kind: str = ""


@dataclass(frozen=True)
class AwardFact:
    """A title or form granted for a year. `achievement` is the key of what it was granted for, where it was one thing."""

    code: str
    year: int
    number: str = ""
    decided_on: date | None = None
    decided_by: str = ""
    nature: Nature | None = None
    achievement: str = ""
    revoked: bool = False
    revoked_by: str = ""


@dataclass(frozen=True)
class Rating:
    """The rating of a year; `proof` is the number of the document that says it."""

    year: int
    grade: Grade
    proof: str = ""


@dataclass(frozen=True)
class Initiative:
    """An initiative (sáng kiến), topic or scheme that was recognised."""

    name: str
    level: Reach
    year: int
    recognised_on: date | None = None
    number: str = ""


@dataclass(frozen=True)
class Members:
    """The people of a collective in the year: all, who completed their tasks, who hold LĐTT and CSTĐCS, who were disciplined."""

    total: int | None = None
    completed: int | None = None
    advanced: int | None = None
    base_fighters: int | None = None
    disciplined: int | None = None

    def __post_init__(self) -> None:
        parts = {"completed": self.completed, "advanced": self.advanced, "base_fighters": self.base_fighters}
        for name, count in {"total": self.total, "disciplined": self.disciplined, **parts}.items():
            if count is not None and count < 0:
                raise ValueError(f"{name} không được âm")
            if count is not None and self.total is not None and count > self.total:
                raise ValueError(f"{name} ({count}) lớn hơn tổng số ({self.total})")


@dataclass(frozen=True)
class Bloc:
    """The bloc (cụm, khối thi đua) of the year and whether the subject leads it."""

    name: str
    leads: bool | None = None
    proof: str = ""
    year: int | None = None


@dataclass(frozen=True)
class FlagPool:
    """How many collectives lead their blocs, and how many of them are proposed for the Government's flag."""

    leaders: int
    proposed: int

    def __post_init__(self) -> None:
        if self.leaders < 0 or self.proposed < 0:
            raise ValueError("leaders và proposed không được âm")


@dataclass(frozen=True)
class Pending:
    """Something not yet settled; `said_by` is who says so."""

    kind: PendingKind
    since: date | None = None
    document: str = ""
    said_by: str = ""


@dataclass(frozen=True)
class Discipline:
    """A measure of discipline; `ended_on` is the day its period ended or will end."""

    ended_on: date | None = None
    document: str = ""


@dataclass(frozen=True)
class Registration:
    """The title was registered for the year, in a round, and accepted that day."""

    code: str
    year: int
    round: str = ""
    accepted_on: date | None = None


@dataclass(frozen=True)
class Waiver:
    """Who let a subject in without registration, and why. Both must be said."""

    name: str
    reason: str


@dataclass(frozen=True)
class TargetFact:
    """A target assigned to the unit of the subject, how it stands and the sentence that explains it."""

    name: str
    verdict: Verdict
    words: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class Achievement:
    """What the dossier is about: its key, its nature, how far it works, what proves it."""

    key: str = ""
    nature: Nature | None = None
    words: str = ""
    reach: Reach | None = None
    proof: str = ""


@dataclass(frozen=True)
class Confirmation:
    """What people attest, by the key of the condition: unity, the standards of a commune, …"""

    key: str
    holds: bool | None = None
    said_by: str = ""
    words: str = ""


@dataclass(frozen=True)
class Facts:
    """All of it. `relies_on` are the numbers of earlier decisions the dossier names as its ground."""

    subject: Subject
    awards: tuple[AwardFact, ...] | None = None
    ratings: tuple[Rating, ...] | None = None
    initiatives: tuple[Initiative, ...] | None = None
    members: Members | None = None
    bloc: Bloc | None = None
    flag_pool: FlagPool | None = None
    pending: tuple[Pending, ...] | None = None
    disciplines: tuple[Discipline, ...] | None = None
    registrations: tuple[Registration, ...] | None = None
    registration_waiver: Waiver | None = None
    targets: tuple[TargetFact, ...] | None = None
    achievement: Achievement | None = None
    relies_on: tuple[str, ...] | None = None
    confirmations: tuple[Confirmation, ...] | None = None

    @classmethod
    def from_json(cls, text: str) -> Facts:
        """Read what `to_json` writes. FactsError says in words what is wrong, and where."""
        try:
            return build(cls, json.loads(text))
        except json.JSONDecodeError as error:
            raise FactsError(f"Không phải JSON hợp lệ ở dòng {error.lineno}, cột {error.colno}.") from error
        except PlainError as error:
            raise FactsError(str(error)) from error

    def to_json(self) -> str:
        return json.dumps(self.to_plain(), ensure_ascii=False, indent=1)

    def to_plain(self) -> dict[str, Any]:
        """As `from_json` reads it, parsed. What is not known is null."""
        values = plain(self)
        assert isinstance(values, dict)
        return values


def windows(year: int, length: int, *, lag: int = 1) -> Iterator[tuple[int, ...]]:
    """The runs of so many years that end in the year or up to `lag` years before; the latest first."""
    for end in range(year, year - lag - 1, -1):
        yield tuple(range(end - length + 1, end + 1))


def longest_run(years: Iterable[int]) -> tuple[int, ...]:
    """The longest run of consecutive years, the latest of equals; a year named twice counts once."""
    best: tuple[int, ...] = ()
    run: tuple[int, ...] = ()
    for year in sorted(set(years)):
        run = (*run, year) if run and run[-1] == year - 1 else (year,)
        best = run if len(run) >= len(best) else best
    return best
