"""Papers with tables and charts to print in tests."""

from __future__ import annotations

import dataclasses
from typing import Any

from documents.paper import Bar, Chart, Column, Paper, Part, Row, Table
from tests.documents.papers import paper

COLUMNS = (
    Column("TT", 12, "center"),
    Column("Chỉ tiêu", 62),
    Column("Đơn vị", 21, "center"),
    Column("Mục tiêu", 25, numeric=True),
    Column("Thực hiện", 25, numeric=True),
    Column("Tỷ lệ", 20, numeric=True),
)
CHART = Chart(
    "Mức hoàn thành so với mục tiêu",
    (
        Bar("Tốc độ tăng trưởng kinh tế theo giá so sánh của toàn tỉnh", "75", "75% (chậm)", "poor"),
        Bar("Thu ngân sách", "96.8", "96,8% (gần đạt)", "fair"),
        Bar("Xã đạt chuẩn", "100", "100% (đạt)", "good"),
        Bar("Giường bệnh", None, "chưa có số liệu", "none"),
    ),
    "Vạch đậm là 100% mục tiêu.",
)


def table(count: int = 60, caption: str = "Bảng 1. Kết quả thực hiện các chỉ tiêu") -> Table:
    """Rows of one and of two lines, a group at every twentieth, a total at the end."""
    rows: list[Row] = []
    for number in range(1, count + 1):
        if number % 20 == 1:
            rows.append(Row((f"NHÓM {number}",), "group"))
        longer = " tính theo giá hiện hành của toàn tỉnh" if number % 3 else ""
        name = f"Chỉ tiêu thứ {number}{longer}"
        rows.append(Row((str(number), name, "tỷ đồng", "12.800,5", f"{number}.540,25", "96,8%")))
    rows.append(Row(("", "Tổng cộng", "", "768.030", "1.000", ""), "total"))
    return Table(caption, COLUMNS, tuple(rows))


def paper_of(*parts: Part, appendix: tuple[Part, ...] = (), **changes: Any) -> Paper:
    """The issued directive with these parts for its body, and one appendix at most."""
    made = paper(**changes)
    appendices = (dataclasses.replace(made.appendices[0], body=appendix),) if appendix else ()
    return dataclasses.replace(made, body=parts, appendices=appendices)


def letters_of_rows(made: Table) -> list[str]:
    """The words of each row without spaces: a row is never cut, so they stand together."""
    return ["".join("".join(row.cells).split()) for row in made.rows]


def missing_rows(letters: str, made: Table) -> list[str]:
    """The rows that are not found in the letters, each after the one before it."""
    missing, at = [], 0
    for row in letters_of_rows(made):
        found = letters.find(row, at)
        if found < 0:
            missing.append(row)
        else:
            at = found + len(row)
    return missing
