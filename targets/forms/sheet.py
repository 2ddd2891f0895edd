"""What people type on the sheet of targets.

The script of the page sends all rows as one JSON field, `rows`: 500 rows of 13 fields would pass the limit on the
number of fields that guards the server. Without the script the rows come as plain fields, `dong-3-name`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from core.errors import DomainError
from core.forms import CleanCharField, FormLayout
from core.text import clean
from targets.enums import Comparator, Direction, Layout
from targets.quantity import Unreadable, compose
from targets.rows import MOST_ROWS, Typed, parse_number

#: The column holds one more.
_MOST_SAVES = 2**31 - 2
#: Fields of one line each; `note` may have several.
ONE_LINE = (
    "key", "name", "phrase", "words", "group", "joint", "direction", "measure", "polarity", "indicator", "opening",
)  # fmt: skip
FLAGS = ("in_text", "level")
#: Past the limit of rows the list is shown again with its fault; past this the page itself would take too long.
MOST_SENT = 2 * MOST_ROWS
_FIELD = re.compile(r"dong-(\d{1,4})-([a-z_]+)")
_UNREADABLE = "Trang gửi lên các dòng không đọc được. Hãy tải lại trang rồi làm lại."


class BadRows(DomainError):
    """The rows did not come in the form the page sends them."""


class SheetForm(FormLayout, forms.Form):
    """What concerns the sheet as a whole."""

    helper: FormHelper
    base_revision = forms.IntegerField(min_value=0, max_value=_MOST_SAVES, widget=forms.HiddenInput)
    layout = forms.ChoiceField(label="Cách in", choices=Layout.choices)
    title = CleanCharField(
        label="Tên phụ lục",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Chỉ dùng khi in thành phụ lục; mỗi dòng một hàng.",
    )


class ComposeForm(forms.Form):
    """A quantity by its fields, to be written in words."""

    comparator = forms.ChoiceField(choices=Comparator.choices)
    low = CleanCharField(label="Giá trị", max_length=40)
    high = CleanCharField(label="Đến", max_length=40, required=False)
    unit = CleanCharField(label="Đơn vị", max_length=60)
    direction = forms.ChoiceField(choices=Direction.choices, required=False)

    def phrase(self) -> str:
        """The quantity in the usual words. Raises `Unreadable` when a number is none."""
        data = self.cleaned_data
        comparator, high = Comparator(data["comparator"]), data["high"]
        if comparator == Comparator.RANGE and not high:
            raise Unreadable("", "Một khoảng cần số ở ô “Đến”.")
        ranged = comparator == Comparator.RANGE
        return compose(
            comparator,
            parse_number(data["low"]),
            data["unit"],
            high=parse_number(high) if ranged else None,
            direction=Direction(data["direction"] or Direction.LEVEL),
        ).words


def posted_rows(data: Mapping[str, Any]) -> tuple[list[Typed], int]:
    """The rows as typed, blank ones left out, and how many invisible characters were taken out of them."""
    raw = _from_json(data["rows"]) if data.get("rows") else _from_fields(data)
    if len(raw) > MOST_SENT:
        raise BadRows(f"Trang gửi lên {len(raw)} dòng; một chỉ thị có tối đa {MOST_ROWS} chỉ tiêu.")
    removed = 0
    rows: list[Typed] = []
    for one in raw:
        row, gone = _typed(one)
        removed += gone
        if row.name or row.phrase or row.words:
            rows.append(row)
    return _with_own_keys(rows), removed


def _from_json(words: str) -> list[Mapping[str, Any]]:
    try:
        found = json.loads(words)
    except (ValueError, RecursionError) as error:
        raise BadRows(_UNREADABLE) from error
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise BadRows(_UNREADABLE)
    return found


def _from_fields(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    rows: dict[int, dict[str, Any]] = {}
    for name in data:
        if found := _FIELD.fullmatch(name):
            rows.setdefault(int(found[1]), {})[found[2]] = data[name]
    return [rows[index] for index in sorted(rows)]


def _typed(one: Mapping[str, Any]) -> tuple[Typed, int]:
    removed = 0
    texts: dict[str, str] = {}
    for name in (*ONE_LINE, "note"):
        value = one.get(name, "")
        if not isinstance(value, str):
            raise BadRows(_UNREADABLE)
        cleaned = clean(value)
        removed += cleaned.removed
        texts[name] = cleaned.text.strip() if name == "note" else " ".join(cleaned.text.split())
    level = 1 if one.get("level") in (1, True, "1", "on") else 0
    return Typed(**texts, level=level, in_text=one.get("in_text") in (True, "1", "on")), removed


def _with_own_keys(rows: list[Typed]) -> list[Typed]:
    """No two rows may be the same target, whatever was sent."""
    seen: set[str] = set()
    own: list[Typed] = []
    for index, row in enumerate(rows, start=1):
        key = row.key if row.key and row.key not in seen else f"dong-{index}"
        seen.add(key)
        own.append(replace(row, key=key))
    return own
