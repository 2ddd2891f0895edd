"""A pasted block of names, one a line: “Ông Nguyễn Văn A, Phó Giám đốc, Sở Tài chính”. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.text import clean
from core.vietnamese import fold

#: More are entered in several blocks.
MOST_LINES = 300
_LONGEST_NAME = 200
_NUMBERING = re.compile(r"^\s*(?:[-–•*+]|\(?\d{1,4}[.)/]|\d{1,4}\s*\t)\s*")
_ADDRESS = re.compile(r"^(?:(ông)|(bà)|đ/c|đồng chí|các ông|các bà)(?:\s*\(bà\))?\b[.:]?\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Pasted:
    """One line as it was understood; `fault` says why it could not be, then nothing else is filled."""

    row: int
    line: str
    name: str = ""
    post: str = ""
    office: str = ""
    is_woman: bool | None = None
    fault: str = ""

    @property
    def key(self) -> str:
        """What two lines for the same subject share."""
        return f"{fold(self.name)}|{fold(self.office)}"


def read_block(text: str) -> list[Pasted]:
    """Every line that is not empty, numbered as pasted. Columns may stand between tabs, commas or semicolons."""
    lines = clean(text).text.split("\n")
    return [_read(row, line.strip()) for row, line in enumerate(lines, start=1) if line.strip()]


def _read(row: int, line: str) -> Pasted:
    bare = _NUMBERING.sub("", line).strip()
    parts = [" ".join(part.split()) for part in re.split(r"\t|;|,", bare)]
    parts = [part.strip(" .") for part in parts if part.strip(" .")]
    if not parts:
        return Pasted(row, line, fault="Dòng này không có tên.")
    name, woman = _name(parts[0])
    if len(name) < 2 or not any(sign.isalpha() for sign in name):
        return Pasted(row, line, fault="Không đọc được tên ở đầu dòng.")
    if len(name) > _LONGEST_NAME:
        return Pasted(row, line, fault=f"Tên dài quá {_LONGEST_NAME} ký tự; kiểm tra lại dấu phẩy sau tên.")
    post = ", ".join(parts[1:-1]) if len(parts) > 2 else parts[1] if len(parts) == 2 else ""
    return Pasted(row, line, name, post[:160], (parts[-1] if len(parts) > 2 else "")[:200], woman)


def _name(words: str) -> tuple[str, bool | None]:
    """The name without its form of address, and what that says of a woman or a man."""
    found = _ADDRESS.match(words)
    if not found:
        return words, None
    woman = False if found.group(1) else True if found.group(2) else None
    return words[found.end() :].strip(), woman
