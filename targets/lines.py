"""A line of a directive with one target or several, taken apart into rows that print the same line again. Pure.

"Lượng khách du lịch đạt 4.060 nghìn lượt, doanh thu đạt 4.300 tỷ đồng." gives two rows joined by a comma; "Cơ cấu kinh
tế: A chiếm 1%; B 2%" a heading and its parts; "…, trong đó …" a part. What cannot be read stays one row as it is, so
that its fault is shown where it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from targets.enums import Group, Joint
from targets.quantity import Unreadable, parse
from targets.rows import Typed
from targets.statement import Statement, read
from targets.suggestions import group_of

#: What a list puts before a line: "12.", "a)", "-", "+", "•". A number glued to its unit ("100% xã") is none.
_MARK = re.compile(r"\s*(?:\d{1,3}[.)]\s+|[a-zđ][.)]\s+|[-–—+*•]\s*(?=\D|\d))", re.IGNORECASE)
#: A full stop ends a target only before a capital; a comma or semicolon wherever a space follows.
_BREAK = re.compile(r"(?P<joint>[;,])\s+|(?P<stop>\.)\s+(?=[A-ZĐÀ-Ỹ])")
#: Longer than any line of a directive; a paste without line ends is not searched for targets.
LONGEST_LINE = 2000
#: Nor has any so many numbers.
_MOST_NUMBERS = 60
_WITHIN = re.compile(r"^trong đó\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Piece:
    """Words of the line up to the next joint, and the joint before them."""

    joint: str
    words: str


def without_mark(line: str) -> str:
    """The line without the number, letter or dash of the list it stood in."""
    return _MARK.sub("", " ".join(line.split()), count=1) if _MARK.match(line) else " ".join(line.split())


def split_lines(text: str, *, more_units: Collection[str] = ()) -> list[Typed]:
    """Every line of a pasted text as rows, numbered "new-1", "new-2" …; blank lines are left out.

    A heading such as "1. Các chỉ tiêu kinh tế" gives the rows below it their group.
    """
    rows: list[Typed] = []
    group = ""
    for line in text.splitlines():
        if (named := _group_heading(line)) is not None:
            group = named
        else:
            rows += [replace(row, group=group) for row in split_line(line, more_units=more_units)]
    return [replace(row, key=f"new-{number}") for number, row in enumerate(rows, start=1)]


def split_line(line: str, *, more_units: Collection[str] = ()) -> list[Typed]:
    """The rows of one line, in order; printed together they are the line again."""
    text = without_mark(line).rstrip(" ;,.")
    if not any(letter.isalnum() for letter in text):
        return []
    if len(text) > LONGEST_LINE or len(re.findall(r"\d+", text)) > _MOST_NUMBERS:
        return [Typed("", text)]
    rows: list[Typed] = []
    heading = _heading(text, more_units)
    if heading:
        rows.append(Typed("", heading))
        text = text[len(heading) + 1 :].strip()
    for piece in _pieces(text, more_units):
        for part in _both_sides_of_and(piece, more_units):
            is_part = bool(_WITHIN.match(part.words)) if not heading else ":" not in part.words
            rows.append(_row(part, level=1 if is_part else 0, more_units=more_units))
    if heading:
        rows[1] = replace(rows[1], joint=str(Joint.COLON))
    return _named(rows, more_units)


def _group_heading(line: str) -> Group | None:
    """The group that a line names, when it is a heading and no target."""
    text = without_mark(line)
    if _has_number(text) or not re.match(r"(?:các )?(?:nhóm )?chỉ tiêu\b|về\b", text, re.IGNORECASE):
        return None
    return group_of(text)


def _heading(text: str, more_units: Collection[str]) -> str:
    """The common name before the first colon, when what follows names its own parts; else nothing."""
    name, colon, rest = text.partition(":")
    if not colon or any(letter.isdigit() for letter in name) or _WITHIN.match(name):
        return ""
    pieces = _pieces(rest.strip(), more_units)
    first = _statement(pieces[0].words, more_units) if pieces else None
    if first is None or not first.before.strip(" :,;"):
        return ""
    # "Số xã: Đạt 72 xã" has no name of its own after the colon.
    return "" if len(pieces) < 2 or _is_quantity(pieces[0].words, more_units) else name.strip()


def _pieces(text: str, more_units: Collection[str]) -> list[_Piece]:
    """Cut at every semicolon, and at a comma or full stop only after a target that is complete."""
    found: list[_Piece] = []
    joint, start = "", 0
    breaks = [(match.start(), match.end(), match["joint"] or match["stop"]) for match in _BREAK.finditer(text)]
    last_number = max((match.start() for match in re.finditer(r"\d", text)), default=0)
    for at, after, sign in breaks:
        words = text[start:at]
        if sign == Joint.SEMICOLON or (at < last_number and _is_complete(words, more_units)):
            found.append(_Piece(joint, words))
            joint, start = sign, after
    found.append(_Piece(joint, text[start:]))
    return _glued(found, more_units)


def _glued(pieces: list[_Piece], more_units: Collection[str]) -> list[_Piece]:
    """Pieces after a comma that are no target of their own go back to the one before."""
    whole: list[_Piece] = []
    for piece in pieces:
        if whole and piece.joint != Joint.SEMICOLON and _statement(piece.words, more_units) is None:
            whole[-1] = replace(whole[-1], words=f"{whole[-1].words}{piece.joint} {piece.words}")
        else:
            whole.append(piece)
    return whole


def _both_sides_of_and(piece: _Piece, more_units: Collection[str]) -> list[_Piece]:
    """ "11,4 bác sĩ và 33,6 giường bệnh trên 1 vạn dân": two targets, where a quantity stands right before the "và"."""
    for match in re.finditer(r"\s+và\s+", piece.words):
        left, right = piece.words[: match.start()], piece.words[match.end() :]
        before, after = _statement(left, more_units), _statement(right, more_units)
        if before and after and not before.after.strip():
            return [replace(piece, words=left), _Piece(str(Joint.AND), right)]
    return [piece]


def _row(piece: _Piece, *, level: int, more_units: Collection[str]) -> Typed:
    statement = _statement(piece.words, more_units)
    if statement is None:
        return Typed("", piece.words, level=level, joint=piece.joint)
    name, phrase = statement.name, statement.quantity.words
    words = "" if piece.words == f"{name}: {phrase}" else piece.words
    return Typed("", name, phrase, words, level=level, joint=piece.joint)


def _named(rows: list[Typed], more_units: Collection[str]) -> list[Typed]:
    """A quantity without a name of its own takes what follows the "và": "Số bác sĩ trên 1 vạn dân"."""
    for index, row in enumerate(rows[:-1]):
        if row.name or rows[index + 1].joint != Joint.AND:
            continue
        other = _statement(rows[index + 1].words, more_units)
        if other and other.after.strip():
            unit = parse(row.phrase, more_units=more_units).unit
            rows[index] = replace(row, name=f"Số {unit} {other.after.strip()}")
    return rows


def _statement(words: str, more_units: Collection[str]) -> Statement | None:
    try:
        return read(words, more_units=more_units)
    except Unreadable:
        return None


def _is_quantity(words: str, more_units: Collection[str]) -> bool:
    try:
        parse(words, more_units=more_units)
    except Unreadable:
        return False
    return True


def _is_complete(words: str, more_units: Collection[str]) -> bool:
    """Whether a target may end here: "100% xã" of "100% xã, phường, thị trấn" has no words before its number."""
    found = _statement(words, more_units) if _has_number(words) else None
    return bool(found and found.name and (not found.after.strip() or found.before.strip()))


def _has_number(words: str) -> bool:
    return any(letter.isdigit() for letter in words)
