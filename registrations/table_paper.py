"""The annexed table of a registration, and what its workbook holds. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from documents.paper import Appendix, Column, Row, Table
from registrations.content import Content, Registered, UnitRow
from registrations.letter_paper import day_of, number_of, plain

#: The last words of a heading stay on one line.
_TABLE = (
    Column("STT", 11, "center"),
    Column("Tên cơ quan, đơn vị", 40),
    Column("Đăng ký thi đua của cơ\u00a0quan", 48),
    Column("Đăng ký thi đua của các\u00a0tập\u00a0thể,\u00a0cá\u00a0nhân", 66),
)
_ENTRIES = (
    Column("STT", 11, "center", numeric=True),
    Column("Tên cơ quan, đơn vị", 42),
    Column("Của", 22),
    Column("Danh hiệu", 42),
    Column("Số lượng", 15, "center", numeric=True),
    Column("Ghi trên giấy", 33),
)
_TOTALS = (
    Column("Danh hiệu", 90),
    Column("Tổng số", 30, "center", numeric=True),
    Column("Số dòng chưa ghi số lượng", 45, "center", numeric=True),
)
_OF = {"individual": "Cá nhân", "collective": "Tập thể", "household": "Hộ gia đình"}


def appendix_of(content: Content) -> Appendix:
    """The table as it is annexed to the letter."""
    letter, bloc = content.letter, plain(content.bloc)
    number, day = number_of(letter), day_of(letter, content.year)
    return Appendix(
        heading="",
        title=_title(content),
        reference=f"(Kèm theo văn bản số: {number} {day} của {bloc})",
        body=(_table(content),),
    )


def sheets_of(content: Content) -> tuple[Table, ...]:
    """For the workbook: the table as on paper, every title with its number as a number, and the totals."""
    entries = [row for number, unit in enumerate(content.units, start=1) for row in _entries(number, unit)]
    totals = (Row((one.title, str(one.count), str(one.unnumbered))) for one in content.totals.values())
    return (
        replace(_table(content), caption=" ".join(_title(content))),
        Table(f"Từng danh hiệu đăng ký, {plain(content.bloc)}, năm {content.year}", _ENTRIES, tuple(entries)),
        Table(f"Tổng hợp theo danh hiệu, {plain(content.bloc)}, năm {content.year}", _TOTALS, tuple(totals)),
    )


def _title(content: Content) -> tuple[str, str]:
    whose = f"CỦA {plain(content.bloc).upper()} NĂM {content.year}"
    return "BẢNG TỔNG HỢP ĐĂNG KÝ DANH HIỆU THI ĐUA", whose


def _table(content: Content) -> Table:
    rows = (_row(number, unit) for number, unit in enumerate(content.units, start=1))
    return Table("", _TABLE, tuple(rows))


def _row(number: int, unit: UnitRow) -> Row:
    own = [one.on_paper for one in unit.own]
    if unit.reason:
        own.append(f"Không đăng ký: {plain(unit.reason)}")
    return Row((str(number), plain(unit.name), _cell(own), _cell(one.on_paper for one in unit.inner)))


def _cell(lines: Iterable[str]) -> str:
    return "\n".join(plain(line) for line in lines)


def _entries(number: int, unit: UnitRow) -> Iterator[Row]:
    for one in unit.own:
        yield Row((str(number), plain(unit.name), "Cơ quan", one.title, "1", plain(one.on_paper)))
    for one in unit.inner:
        yield Row((str(number), plain(unit.name), _whose(one), one.title, _count(one), plain(one.on_paper)))
    if unit.reason:
        yield Row((str(number), plain(unit.name), "", "", "", f"Không đăng ký: {plain(unit.reason)}"))


def _whose(one: Registered) -> str:
    return _OF.get(one.subject, "")


def _count(one: Registered) -> str:
    return "" if one.count is None else str(one.count)
