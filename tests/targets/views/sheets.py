"""The sheet of targets as a browser posts it."""

from __future__ import annotations

import io
import json
from typing import Any

from openpyxl import Workbook


def posted(*rows: dict[str, Any], revision: int = 0, **more: Any) -> dict[str, Any]:
    """What the script of the page sends."""
    keyed = [{"key": f"new-{number}", **row} for number, row in enumerate(rows)]
    return {"base_revision": revision, "layout": "appendix_numbered", "title": "", "rows": json.dumps(keyed), **more}


def plain(*rows: dict[str, Any], revision: int = 0) -> dict[str, Any]:
    """What the page sends without its script."""
    fields = {f"dong-{index}-{name}": value for index, row in enumerate(rows) for name, value in row.items()}
    return {"base_revision": revision, "layout": "appendix_numbered", "title": "", "rows": "", **fields}


def workbook(*rows: list[Any], title: str = "Chỉ tiêu") -> bytes:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
