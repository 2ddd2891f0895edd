"""Counters of a list of proposals while it is built: by title, direct workers, ceilings. Pure; they only warn."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from awards.enums import SubjectKind
from core.vietnamese import format_number

#: Least share of people without a leading post, in percent, and where it comes from. The law names none.
DIRECT_SHARE = Decimal(40)
DIRECT_SHARE_SOURCE = (
    "Mức do khối thi đua giao ước hoặc quy chế của tỉnh đặt ra; Điều 5 của Luật chỉ yêu cầu ưu tiên người trực tiếp "
    "lao động, công tác, không nêu tỷ lệ."
)

Tone = Literal["success", "warning", "neutral"]


@dataclass(frozen=True)
class Proposal:
    """One line of the list."""

    code: str
    title: str
    subject: SubjectKind
    leads: bool = False


@dataclass(frozen=True)
class Ceiling:
    """At most so many percent of the holders of another title."""

    code: str
    title: str
    percent: Decimal
    of_codes: frozenset[str]
    of_words: str
    note: str = ""


@dataclass(frozen=True)
class Gauge:
    """One counter: its words, whether it is within its limit, and where the limit comes from."""

    label: str
    words: str
    tone: Tone
    note: str = ""

    @property
    def state(self) -> str:
        return {"success": "Trong mức", "warning": "Ngoài mức", "neutral": "Chưa tính được"}[self.tone]


@dataclass(frozen=True)
class TitleCount:
    """How many lines propose one title."""

    title: str
    subject: SubjectKind
    count: int


def by_title(proposals: Iterable[Proposal]) -> list[TitleCount]:
    """Counts in the order in which titles first appear."""
    tally = Tally((one.title, one.subject) for one in proposals)
    return [TitleCount(title, subject, count) for (title, subject), count in tally.items()]


def by_subject(proposals: Iterable[Proposal]) -> list[tuple[SubjectKind, int]]:
    """How many individuals, collectives and households; those that are there."""
    tally = Tally(one.subject for one in proposals)
    return [(kind, tally[kind]) for kind in SubjectKind if tally[kind]]


def direct_share(
    proposals: Iterable[Proposal], *, least: Decimal = DIRECT_SHARE, source: str = DIRECT_SHARE_SOURCE
) -> Gauge:
    """The share of people without a leading post among the people proposed."""
    people = [one for one in proposals if one.subject == SubjectKind.INDIVIDUAL]
    label = "Người không giữ chức vụ lãnh đạo"
    if not people:
        return Gauge(label, "Danh sách chưa có cá nhân nào.", "neutral", source)
    direct = sum(not one.leads for one in people)
    words = f"{_share(direct, len(people))} cá nhân; mức tối thiểu {format_number(least)}%"
    if Fraction(direct, len(people)) * 100 >= Fraction(least):
        return Gauge(label, f"{words}.", "success", source)
    return Gauge(label, f"{words}: cần thêm {_more(direct, len(people), least)} người.", "warning", source)


def ceiling(proposals: Sequence[Proposal], limit: Ceiling, held: Mapping[str, int] | None = None) -> Gauge:
    """A title against its ceiling; `held` are the holders of the year who are not in the list."""
    asked = sum(one.code == limit.code for one in proposals)
    base = sum(one.code in limit.of_codes for one in proposals)
    base += sum(count for code, count in (held or {}).items() if code in limit.of_codes)
    label = limit.title
    if not base:
        words = f"{asked} đề nghị; chưa có số {limit.of_words} để so với mức {format_number(limit.percent)}%."
        return Gauge(label, words, "neutral", limit.note)
    most = int(Fraction(limit.percent) * base // 100)
    words = f"{asked} đề nghị trên {base} {limit.of_words}; mức tối đa {format_number(limit.percent)}% là {most}"
    if asked > most:
        return Gauge(label, f"{words}: vượt {asked - most}.", "warning", limit.note)
    return Gauge(label, f"{words}.", "success", limit.note)


def _share(part: int, whole: int) -> str:
    """ "2/3 (66,6%)": cut to one decimal, never rounded up across a border."""
    tenths = int(Fraction(part * 1000, whole))
    return f"{part}/{whole} ({tenths // 10}{f',{tenths % 10}' if tenths % 10 else ''}%)"


def _more(direct: int, people: int, least: Decimal) -> int:
    """How many more without a leading post would bring the share to the limit, if nobody is taken out."""
    share = Fraction(least) / 100
    if share >= 1:
        return people - direct
    return max(1, -((direct - share * people) // (1 - share)))
