"""What people type on the line of a unit: plain fields, "dong-3-count", in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from core.errors import DomainError
from core.text import clean
from registrations.entries import MOST_ROWS, Typed

#: The column holds one more.
_MOST_SAVES = 2**31 - 2
_FIELD = re.compile(r"dong-([0-9]{1,6})-(key|column|code|count|words|without_post)")
_NAMES = ("key", "column", "code", "count", "words", "without_post")


class BadRows(DomainError):
    """The rows did not come in the form the page sends them."""


class RevisionForm(forms.Form):
    """Which save the page was based on."""

    base_revision = forms.IntegerField(min_value=0, max_value=_MOST_SAVES)

    def base(self) -> int:
        """The number; `BadRows` when the page did not say."""
        if not self.is_valid():
            raise BadRows(
                "Trang gửi lên thiếu số lần lưu. Tải lại trang rồi làm lại; phần đã gõ được giữ trên máy này."
            )
        return int(self.cleaned_data["base_revision"])


def posted_rows(data: Mapping[str, Any]) -> tuple[list[Typed], int]:
    """The rows as typed, blank ones left out, and how many invisible characters were taken out of them."""
    raw: dict[str, dict[str, str]] = {}
    for name in data:
        if found := _FIELD.fullmatch(name):
            raw.setdefault(found[1], {})[found[2]] = data[name]
    if len(raw) > 2 * MOST_ROWS:
        raise BadRows(f"Trang gửi lên {len(raw)} dòng; mỗi đơn vị có tối đa {MOST_ROWS} dòng.")
    removed, rows = 0, []
    seen: set[str] = set()
    for number, one in raw.items():
        cleaned = {name: clean(one.get(name, "")) for name in _NAMES}
        removed += sum(cell.removed for cell in cleaned.values())
        texts = {name: " ".join(cell.text.split()) for name, cell in cleaned.items()}
        if not texts["key"] or texts["key"] in seen:  # no two rows may be the same entry, whatever was sent
            texts["key"] = f"new-{number}"
        seen.add(texts["key"])
        row = Typed(**texts)
        if row.says_something:
            rows.append(row)
    return rows, removed
