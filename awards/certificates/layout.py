"""Where the words of a certificate stand on its sheet, in millimetres. Pure: values in, places and faults out.

`y` is the height of the first line's baseline below the upper edge: what a clerk measures on a blank is the dotted line
the letters stand on. `x` and `width` are the box the words are aligned in.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from typing import Any, Protocol

from awards.certificates.breaking import even_lines, least_lines, pieces_of

POINT = 25.4 / 72  # millimetres
#: By this much a line may be made smaller before it is broken off with a fault.
SHRINK_STEP = 0.5
SMALLEST, LARGEST = 6.0, 120.0

#: What a line may say, with its name on the screen.
TEXT_FIELDS: Mapping[str, str] = {
    "name": "Tên người, tập thể được khen",
    "post": "Chức vụ, đơn vị",
    "achievement": "Lời khen",
    "title": "Danh hiệu, hình thức",
    "decision": "Số, ngày quyết định",
    "golden_book": "Số sổ vàng",
    "place_date": "Địa danh, ngày tháng",
    "signing": "Thẩm quyền, chức vụ người ký",
    "signer": "Họ tên người ký",
    "words": "Chữ cố định",
}
BOX_FIELDS: Mapping[str, str] = {"qr": "Mã QR", "rule": "Đường kẻ", "emblem": "Chỗ đặt Quốc huy (để trống)"}
FIELDS: Mapping[str, str] = {**TEXT_FIELDS, **BOX_FIELDS}

#: The words of a field whose line has none of its own.
WORDS: Mapping[str, str] = {
    "name": "{name}",
    "post": "{post}",
    "achievement": "{achievement}",
    "title": "{title}",
    "decision": "Quyết định số {decision_number}\n{decision_date}",
    "golden_book": "Số sổ vàng: {golden_book}",
    "place_date": "{place}, {decision_date}",
    "signing": "{signing}",
    "signer": "{signer_name}",
}
PLACEHOLDERS: Mapping[str, str] = {
    "name": "tên", "post": "chức vụ, đơn vị", "achievement": "lời khen", "title": "danh hiệu, hình thức",
    "year": "năm", "decision_number": "số quyết định", "decision_date": "ngày … tháng … năm …",
    "issuer": "cơ quan tặng", "golden_book": "số sổ vàng", "place": "địa danh",
    "signing": "thẩm quyền và chức vụ người ký", "signer_name": "họ tên người ký",
}  # fmt: skip
_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_COLOUR = re.compile(r"#[0-9a-f]{6}")


class LayoutError(ValueError):
    """A layout that cannot be printed; the reasons are sentences."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class Metrics(Protocol):
    """What the layout must know of the letters."""

    def width(self, text: str, size: float, *, bold: bool, italic: bool) -> float:
        """How wide the words are, in millimetres."""

    def missing(self, text: str, *, bold: bool, italic: bool) -> str:
        """The letters this face does not have."""


@dataclass(frozen=True)
class Line:
    """One line of a layout as it is kept: what it says, where, how large. Lengths in mm, `size` in points."""

    field: str
    x: float
    y: float
    width: float
    size: float = 14.0
    align: str = "center"
    bold: bool = False
    italic: bool = False
    colour: str = "#000000"
    uppercase: bool = False
    words: str = ""
    #: Stands on a pre-printed blank already.
    fixed: bool = False
    max_lines: int = 1
    min_size: float = SMALLEST
    #: Of more than one line: the first stands at `y` ("top"), the last ("bottom"), or the middle of them all ("middle").
    anchor: str = "top"


@dataclass(frozen=True)
class Layout:
    """A sheet and its lines."""

    width: float
    height: float
    is_preprinted: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Text:
    """Words at their place: `x` is where the first letter begins, `y` its baseline, both in mm from the upper left."""

    field: str
    text: str
    x: float
    y: float
    size: float
    bold: bool
    italic: bool
    colour: str


@dataclass(frozen=True)
class Box:
    """A QR code, a rule, or a place that stays empty; `y` is the upper edge."""

    field: str
    x: float
    y: float
    width: float
    size: float
    colour: str


@dataclass(frozen=True)
class Placement:
    """One certificate, laid out; with faults it is not printed."""

    texts: tuple[Text, ...]
    boxes: tuple[Box, ...]
    faults: tuple[str, ...]


def read_layout(width: float, height: float, is_preprinted: bool, lines: Iterable[Mapping[str, Any]]) -> Layout:
    """The layout from its kept values; what cannot be printed is refused in sentences that name the line."""
    read, reasons = [], []
    for number, values in enumerate(lines, start=1):
        try:
            line = Line(**_typed(values))
        except (TypeError, ValueError):
            reasons.append(f"Dòng {number}: có giá trị không đọc được.")
            continue
        reasons += [f"Dòng {number} ({FIELDS.get(line.field, '?')}): {fault}" for fault in _faults(line, width, height)]
        read.append(line)
    if reasons:
        raise LayoutError(*reasons)
    return Layout(float(width), float(height), is_preprinted, tuple(read))


def to_json(line: Line) -> dict[str, Any]:
    """The line as it is kept."""
    return asdict(line)


_FLOATS = frozenset({"x", "y", "width", "size", "min_size"})
_KNOWN = frozenset(field.name for field in fields(Line))


def _typed(values: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(values) - _KNOWN
    if unknown:
        raise ValueError(f"unknown: {sorted(unknown)}")
    typed = {name: float(value) if name in _FLOATS else value for name, value in values.items()}
    if not all(math.isfinite(typed[name]) for name in _FLOATS & set(typed)):
        raise ValueError("not a length")
    return typed


def _faults(line: Line, width: float, height: float) -> list[str]:
    """Why this line cannot stand on this sheet."""
    unknown = [name for name in _PLACEHOLDER.findall(line.words) if name not in PLACEHOLDERS]
    checks = (
        (line.field not in FIELDS, "không có loại dòng này."),
        (line.align not in ("left", "center", "right"), "cách căn phải là trái, giữa hoặc phải."),
        (line.anchor not in ("top", "middle", "bottom"), "mốc đứng phải là trên, giữa hoặc dưới."),
        (line.width <= 0, "chiều rộng phải lớn hơn 0 mm."),
        (line.x < 0 or line.x + line.width > width, f"khung chữ phải nằm trong chiều ngang của tờ giấy (0–{width:g} mm)."),
        (line.y < 0 or line.y > height, f"vị trí đứng phải nằm trong tờ giấy (0–{height:g} mm)."),
        (line.field == "qr" and line.y + line.width > height, "mã QR phải nằm trọn trong tờ giấy."),
        (line.field == "qr" and line.width < 15, "mã QR nhỏ hơn 15 mm thì điện thoại khó đọc."),
        (line.field in TEXT_FIELDS and not SMALLEST <= line.size <= LARGEST, f"cỡ chữ phải từ {SMALLEST:g} đến {LARGEST:g}."),
        (not 1 <= line.max_lines <= 8, "số dòng phải từ 1 đến 8."),
        (not _COLOUR.fullmatch(line.colour), "màu phải viết như #c00000."),
        (line.field == "words" and not line.words.strip(), "chữ cố định đang để trống."),
        (bool(unknown), f"không có chỗ điền {{{'}, {'.join(unknown)}}}."),
    )  # fmt: skip
    return [words for wrong, words in checks if wrong]


def place(
    layout: Layout,
    values: Mapping[str, str],
    metrics: Metrics,
    *,
    right_mm: float = 0,
    down_mm: float = 0,
) -> Placement:
    """Every printed line at its place, moved by what the printer is off.

    `values` hold the placeholders; line breaks in a value are the clerk's own and are kept. On a pre-printed blank only
    the lines that vary are printed. A line with no words is left out.
    """
    texts: list[Text] = []
    boxes: list[Box] = []
    faults: list[str] = []
    for line in layout.lines:
        if layout.is_preprinted and line.fixed:
            continue
        if line.field in BOX_FIELDS:
            boxes.append(Box(line.field, line.x + right_mm, line.y + down_mm, line.width, line.size, line.colour))
            continue
        words = words_of(line, values)
        if not words:
            continue
        size, lines, fault = fit(words, line, metrics)
        faults += fault
        texts += _stand(line, size, lines, metrics, right_mm, down_mm)
    faults += [_outside(one) for one in texts if not _is_inside(one, layout)][:1]
    faults += _overlaps(texts, metrics)
    return Placement(tuple(texts), tuple(boxes), tuple(faults))


def words_of(line: Line, values: Mapping[str, str]) -> str:
    """What the line says: its own words or the field's, with the placeholders filled; empty if these are all empty."""
    template = line.words.strip() or WORDS[line.field]
    asked = _PLACEHOLDER.findall(template)
    if asked and not any(values.get(name, "").strip() for name in asked):
        return ""
    filled = _PLACEHOLDER.sub(lambda found: values.get(found[1], ""), template)
    lines = [" ".join(row.split()) for row in filled.split("\n")]
    text = "\n".join(row for row in lines if row)
    return text.upper() if line.uppercase else text


def fit(words: str, line: Line, metrics: Metrics) -> tuple[float, tuple[str, ...], tuple[str, ...]]:
    """The size, the lines and the faults: as large as asked if it fits, smaller if it must, never below the least."""
    missing = metrics.missing(words, bold=line.bold, italic=line.italic)
    if missing:
        shown = " ".join(missing)
        return line.size, (), (f"{FIELDS[line.field]}: bộ chữ in không có ký tự {shown}. Hãy sửa lại chữ này.",)
    size = line.size
    least = min(line.size, max(line.min_size, SMALLEST))
    while True:
        lines = broken(words, line, size, metrics)
        if len(lines) <= line.max_lines and all(_width(one, line, size, metrics) <= line.width for one in lines):
            return size, lines, ()
        if size <= least:
            return size, lines[: line.max_lines], (_too_long(words, line),)
        size = max(least, size - SHRINK_STEP)


def broken(words: str, line: Line, size: float, metrics: Metrics) -> tuple[str, ...]:
    """The words in lines: as the clerk broke them, or in as few lines as fit, the lengths of these evened out."""
    rows = words.split("\n")
    if line.field == "name" and len(rows) > 1:
        return tuple(rows)
    return tuple(found for row in rows for found in _balanced(row, line, size, metrics))


def _balanced(row: str, line: Line, size: float, metrics: Metrics) -> list[str]:
    pieces = pieces_of(row)
    if len(pieces) == 1 or _width(row, line, size, metrics) <= line.width:
        return [row]
    widths = [_width(piece, line, size, metrics) for piece in pieces]
    space = _width(" ", line, size, metrics)
    count = least_lines(widths, space, line.width)
    return even_lines(pieces, widths, space, line.width, count)


def _width(text: str, line: Line, size: float, metrics: Metrics) -> float:
    return metrics.width(text, size, bold=line.bold, italic=line.italic)


def _stand(
    line: Line, size: float, lines: Sequence[str], metrics: Metrics, right_mm: float, down_mm: float
) -> list[Text]:
    """Each line at its height and, by its alignment, from left to right."""
    leading = size * spacing_of(len(lines)) * POINT
    over = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[line.anchor] * leading * (len(lines) - 1)
    found = []
    for number, text in enumerate(lines):
        free = line.width - _width(text, line, size, metrics)
        x = line.x + {"left": 0.0, "center": 0.5, "right": 1.0}[line.align] * free
        y = line.y - over + number * leading
        found.append(
            Text(line.field, text, x + right_mm, y + down_mm, size, line.bold, line.italic, line.colour)
        )  # fmt: skip
    return found


@lru_cache(maxsize=16)
def spacing_of(count: int) -> float:
    """Lines of one block stand a little closer when there are many of them."""
    return 1.2 if count > 3 else 1.25


def _is_inside(text: Text, layout: Layout) -> bool:
    tall = text.size * POINT
    return text.x >= 0 and text.x <= layout.width and text.y - tall * 0.7 >= 0 and text.y + tall * 0.2 <= layout.height


def _overlaps(texts: Sequence[Text], metrics: Metrics) -> list[str]:
    """The first two lines that would be printed over each other."""
    inked = []
    for text in texts:
        tall = text.size * POINT
        wide = metrics.width(text.text, text.size, bold=text.bold, italic=text.italic)
        inked.append((text.y - 0.68 * tall, text.y + 0.2 * tall, text.x, text.x + wide, text))
    inked.sort(key=lambda one: one[0])
    for above, below in itertools.combinations(inked, 2):
        if below[0] < above[1] and below[2] < above[3] and above[2] < below[3]:
            one, other = above[4], below[4]
            words = f"“{_short(one.text)}” và “{_short(other.text)}” chồng lên nhau."
            return [f"{words} Hãy ngắt dòng khác, rút gọn, hoặc dời dòng trong mẫu."]
    return []


def _outside(text: Text) -> str:
    return f"{FIELDS[text.field]}: “{_short(text.text)}” ra ngoài tờ giấy. Hãy xem lại vị trí của dòng và độ lệch của máy in."


def _too_long(words: str, line: Line) -> str:
    return (
        f"{FIELDS[line.field]}: “{_short(words)}” dài quá, không vừa {line.max_lines} dòng rộng {line.width:g} mm "
        f"dù đã thu nhỏ. Hãy rút gọn, tự ngắt dòng, hoặc sửa mẫu."
    )


def _short(words: str) -> str:
    flat = words.replace("\n", " ")
    return flat if len(flat) <= 60 else f"{flat[:57]}…"
