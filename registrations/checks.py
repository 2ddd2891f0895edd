"""What should be looked at in a bloc's registration before it is filed. Pure: values in, remarks out; nothing is refused.

What makes a row impossible (a title of people for the unit itself, a count below one) is in `registrations.entries`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from awards.quotas import DIRECT_SHARE, DIRECT_SHARE_SOURCE, Ceiling
from core.vietnamese import format_number
from organizations.enums import Kind
from registrations.content import Content, Registered, UnitRow

STATE_FLAG, PROVINCE_FLAG = "COTD_CP", "COTD_T"
#: Titles of collectives in the armed forces, and those of everybody else.
ARMED, CIVIL = frozenset({"DVTT", "DVQT"}), frozenset({"TTLDTT", "TTLDXS"})
COMMUNE = "XATB"
INDIVIDUAL = "individual"


@dataclass(frozen=True)
class Remark:
    """One thing to look at. `unit` is the code of the organization, empty for the bloc as a whole."""

    unit: str
    level: Literal["warning", "danger"]
    words: str
    source: str = ""


def remarks(
    content: Content, seats: Mapping[str, str], *, ceilings: Sequence[Ceiling] = (), least: Decimal = DIRECT_SHARE
) -> list[Remark]:
    """Everything to look at, unit by unit in the order of the table, then the whole.

    `seats`: the kind of each unit that sits in the bloc that year, by its code. `least`: the wanted share of people
    without a leading post, in percent.
    """
    return [
        *(remark for row in content.units for remark in _of_unit(row, content.year, seats)),
        *_without_post(content, least),
        *_ceilings(content, ceilings),
    ]


def _of_unit(row: UnitRow, year: int, seats: Mapping[str, str]) -> Iterator[Remark]:
    if row.organization not in seats:
        words = f"Không có trong thành phần khối năm {year}."
        yield Remark(row.organization, "danger", words, "Quyết định thành phần khối của năm")
    for words, source in (*_flags(row), *_kinds(row, seats.get(row.organization, "")), *_twice(row), *_counts(row)):
        yield Remark(row.organization, "warning", words, source)


def _flags(row: UnitRow) -> Iterator[tuple[str, str]]:
    codes = {one.code for one in row.own}
    if STATE_FLAG in codes and PROVINCE_FLAG not in codes:
        yield (
            "Đăng ký Cờ thi đua của Chính phủ nhưng chưa đăng ký Cờ thi đua cấp tỉnh.",
            "Cờ của Chính phủ xét trong số tập thể dẫn đầu được tặng Cờ cấp tỉnh (Điều 25, 26 Luật 06/2022/QH15)",
        )


def _kinds(row: UnitRow, kind: str) -> Iterator[tuple[str, str]]:
    """The unit itself takes a title that is not for its kind. A unit of unknown kind is passed over."""
    if not kind:
        return
    for one in row.own:
        if one.code in ARMED and kind != Kind.ARMED_FORCES:
            yield f"“{one.title}” dành cho đơn vị lực lượng vũ trang.", "Điều 27, 28 Luật 06/2022/QH15"
        elif one.code in CIVIL and kind == Kind.ARMED_FORCES:
            words = f"Đơn vị lực lượng vũ trang thường xét “Đơn vị tiên tiến”, “Đơn vị quyết thắng”, không phải “{one.title}”."
            yield words, "Điều 27, 28 Luật 06/2022/QH15"
        elif one.code == COMMUNE and kind != Kind.PEOPLES_COMMITTEE:
            yield f"“{one.title}” dành cho cấp xã.", "Điều 29 Luật 06/2022/QH15"


def _twice(row: UnitRow) -> Iterator[tuple[str, str]]:
    times = Counter(one.code for one in row.inner)
    for code, count in times.items():
        if count > 1:
            title = next(one.title for one in row.inner if one.code == code)
            yield f"{title} ghi ở {count} dòng; nếu là một thì gộp lại.", ""


def _counts(row: UnitRow) -> Iterator[tuple[str, str]]:
    for one in row.inner:
        if one.count is None:
            yield f"Chưa ghi số lượng: “{one.words}”.", ""


def _without_post(content: Content, least: Decimal) -> Iterator[Remark]:
    """The share of people without a leading post, as far as it is known; what is not known is said, never guessed."""
    people = [one for row in content.units for one in row.inner if one.subject == INDIVIDUAL]
    whole = sum(one.count or 0 for one in people)
    if not people:
        return
    known = sum(one.without_post or 0 for one in people)
    open_rows = [one for one in people if one.count is None or one.without_post is None]
    most = known + sum(one.count or 0 for one in open_rows)
    wanted = f"mức tối thiểu {format_number(least)}%"
    if not open_rows and not _reaches(known, whole, least):
        words = f"Người không giữ chức vụ lãnh đạo: {_share(known, whole)}, dưới {wanted}."
        yield Remark("", "warning", words, DIRECT_SHARE_SOURCE)
    elif open_rows and not any(one.count is None for one in open_rows) and not _reaches(most, whole, least):
        words = f"Người không giữ chức vụ lãnh đạo: nhiều nhất {_share(most, whole)}, dưới {wanted}."
        yield Remark("", "warning", words, DIRECT_SHARE_SOURCE)
    elif open_rows:
        words = f"Chưa xác định tỷ lệ người không giữ chức vụ lãnh đạo ({wanted}): {_unknown(open_rows)}."
        yield Remark("", "warning", words, DIRECT_SHARE_SOURCE)


def _unknown(rows: Sequence[Registered]) -> str:
    people = sum(one.count or 0 for one in rows)
    unnumbered = sum(one.count is None for one in rows)
    parts = [f"{people} cá nhân chưa ghi"] if people else []
    parts += [f"{unnumbered} dòng chưa ghi số lượng"] if unnumbered else []
    return ", ".join(parts)


def _reaches(part: int, whole: int, percent: Decimal) -> bool:
    return bool(whole) and Fraction(part, whole) * 100 >= Fraction(percent)


def _share(part: int, whole: int) -> str:
    """ "2/3 (66,6%)": cut to one decimal, never rounded up across a border."""
    tenths = int(Fraction(part * 1000, whole)) if whole else 0
    return f"{part}/{whole} ({tenths // 10}{f',{tenths % 10}' if tenths % 10 else ''}%)"


def _ceilings(content: Content, ceilings: Sequence[Ceiling]) -> Iterator[Remark]:
    """Titles whose number has a ceiling in percent of another title that is registered too."""
    totals = content.totals
    for limit in ceilings:
        asked = totals[limit.code].count if limit.code in totals else 0
        base = sum(total.count for code, total in totals.items() if code in limit.of_codes)
        most = int(Fraction(limit.percent) * base // 100)
        if base and asked > most:
            words = f"{limit.title}: đăng ký {asked}, mức {format_number(limit.percent)}% của {base} {limit.of_words} là {most}."
            yield Remark("", "warning", words, limit.note)
