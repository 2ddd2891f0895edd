"""The registration that Khối Tham mưu Tổng hợp of Lào Cai signed in March 2024, as a content value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from registrations.content import Content, Letter, Registered, UnitRow

DATA: dict[str, Any] = json.loads(
    (Path(__file__).resolve().parents[2] / "registrations" / "data" / "laocai-tmth-2024.json").read_text("utf-8")
)
#: Of the catalogue, by code: name and subject.
TITLES = {
    "COTD_CP": ("Cờ thi đua của Chính phủ", "collective"),
    "COTD_T": ("Cờ thi đua cấp tỉnh", "collective"),
    "TTLDXS": ("Tập thể lao động xuất sắc", "collective"),
    "CSTDT": ("Chiến sĩ thi đua cấp tỉnh", "individual"),
}
#: As the table names them.
NAMES = {
    "vpdbqh-laocai": "Văn phòng Đoàn ĐBQH và HĐND tỉnh",
    "vpubnd-laocai": "Văn phòng Ủy ban nhân dân tỉnh",
    "songoaivu-laocai": "Sở Ngoại vụ",
    "sokhdt-laocai": "Sở Kế hoạch và Đầu tư",
    "sonoivu-laocai": "Sở Nội vụ",
    "cucthongke-laocai": "Cục Thống kê",
    "bandantoc-laocai": "Ban Dân tộc",
}


def registered(row: dict[str, str]) -> Registered:
    name, subject = TITLES[row["code"]]
    count = int(row["count"]) if "count" in row else None
    return Registered(row["code"], "2022", name, subject, row["words"], count)


def unit_row(unit: dict[str, Any]) -> UnitRow:
    own = tuple(registered(row) for row in unit["rows"] if row["column"] == "own")
    inner = tuple(registered(row) for row in unit["rows"] if row["column"] == "inner")
    return UnitRow(unit["code"], NAMES[unit["code"]], own, inner)


CONTENT = Content(
    code="laocai-tmth-2024",
    bloc="Khối Tham mưu Tổng hợp",
    year=2024,
    letter=Letter(**DATA["letter"]),
    pledges=tuple(DATA["pledges"]),
    units=tuple(unit_row(unit) for unit in DATA["units"]),
)
