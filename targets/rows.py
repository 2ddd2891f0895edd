"""Rows of the sheet of targets as they are typed, and what is wrong with them. Pure: values in, values out.

A row may say the whole line ("Tỷ lệ đô thị hóa: 33,5%") in its name, or name and quantity apart. Without a quantity it
is the common name of the rows under it. Reading a row fills what was left out and never changes what was typed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from core.vietnamese import fold, format_number
from targets.enums import Direction, Group, Joint, Measure, Polarity
from targets.quantity import Quantity, Unreadable, parse, read_number
from targets.statement import has_too_many_numbers, read
from targets.suggestions import direction_of, faults_of, measure_of, polarity_of

LONGEST = {"name": 300, "phrase": 200, "words": 2000, "note": 2000, "indicator": 60, "opening": 40}
#: A directive has dozens of targets; past this a paste went wrong.
MOST_ROWS = 500
#: What the column of a measure holds: digits before the comma, digits after it.
WHOLE_DIGITS, DECIMALS = 12, 6
#: SQLite keeps a measure as a binary fraction, which is exact for as many digits and not for more.
MOST_DIGITS = 15


@dataclass(frozen=True)
class Typed:
    """One row as it comes from the page or a file; text cleaned. `key` names the row there ("pk" or "new-3").

    `level` 1 makes it a part of the last row of level 0. Empty enums mean: take what the words suggest.
    """

    key: str
    name: str
    phrase: str = ""
    words: str = ""
    group: str = ""
    level: int = 0
    joint: str = ""
    in_text: bool = False
    direction: str = ""
    measure: str = ""
    polarity: str = ""
    indicator: str = ""
    opening: str = ""
    note: str = ""


@dataclass(frozen=True)
class Line:
    """A row read: its name, quantity (None for a common name), words on paper and how it is judged."""

    key: str
    name: str
    quantity: Quantity | None
    words: str
    group: str
    level: int
    joint: str
    in_text: bool
    direction: Direction
    measure: Measure
    polarity: Polarity
    indicator: str = ""
    opening: Decimal | None = None
    note: str = ""


@dataclass(frozen=True)
class Fault:
    """What is wrong: the row by its key, the field, a sentence."""

    key: str
    field: str
    text: str


@dataclass(frozen=True)
class Reading:
    """The rows read and their faults; with any fault nothing may be saved. `warnings` only ask to look again."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...] = field(default=())

    @property
    def is_sound(self) -> bool:
        return not self.faults


def read_rows(rows: Sequence[Typed], *, more_units: Collection[str] = ()) -> Reading:
    """Read every row; faults and warnings carry the key of the row they belong to."""
    lines: list[Line] = []
    faults: list[Fault] = []
    if len(rows) > MOST_ROWS:
        faults.append(
            Fault(rows[MOST_ROWS].key, "name", f"Quá nhiều dòng; một chỉ thị có tối đa {MOST_ROWS} chỉ tiêu.")
        )
    whole: Line | None = None
    has_whole = False
    for row in rows[:MOST_ROWS]:
        found = _faults_of_row(row, has_whole=has_whole)
        has_whole = has_whole or not row.level  # a whole with a fault of its own is still there for its parts
        faults += found
        if found:
            continue
        try:
            line = read_row(row, whole=whole.name if whole and row.level else "", more_units=more_units)
        except Unreadable as fault:
            faults.append(Fault(row.key, "phrase" if row.phrase else "name", fault.reason))
            continue
        faults += _misfits(row, line)
        faults += [
            Fault(row.key, "phrase", text) for text in (faults_of(line.name, line.quantity) if line.quantity else [])
        ]
        whole = whole if row.level else line
        lines.append(line)
    return Reading(tuple(lines), tuple(faults), tuple(warnings_of(lines)))


def read_row(row: Typed, *, whole: str = "", more_units: Collection[str] = ()) -> Line:
    """One row; `whole` is the name of the row it is part of. Raises `Unreadable`."""
    name, quantity, words = row.name, None, row.words
    if row.phrase:
        quantity = parse(row.phrase, more_units=more_units)
        words = words or f"{name}: {row.phrase}"
    elif _says_how_much(row.name):
        statement = read(row.name, more_units=more_units)
        name, quantity, words = statement.name, statement.quantity, words or statement.words
    words = words if words or quantity else ("" if row.in_text else name)
    return Line(
        row.key,
        name=name,
        quantity=quantity,
        words=words,
        group=row.group,
        level=row.level,
        joint=row.joint,
        in_text=row.in_text,
        direction=Direction(row.direction or (direction_of(name, quantity) if quantity else Direction.LEVEL)),
        measure=Measure(row.measure or (measure_of(name, quantity, whole) if quantity else Measure.LEVEL)),
        polarity=Polarity(row.polarity or (polarity_of(name, quantity, whole) if quantity else Polarity.HIGHER)),
        indicator=row.indicator,
        opening=parse_number(row.opening) if row.opening else None,
        note=row.note,
    )


def parse_number(words: str) -> Decimal:
    """A bare number as it is typed in a cell; a minus is allowed. Raises `Unreadable`."""
    bare = words.strip()
    negative = bare.startswith(("-", "−"))
    value, _ = read_number(bare[1:].strip() if negative else bare)
    return -value if negative else value


def check_room(value: Decimal) -> None:
    """Raises `Unreadable` for a number that the column would cut."""
    whole, _, decimals = f"{value:f}".lstrip("-").partition(".")
    if len(whole) > WHOLE_DIGITS:
        said = f"“{format_number(value)}”" if len(whole) <= 2 * WHOLE_DIGITS else f"Số có {len(whole)} chữ số"
        raise Unreadable(said.strip("“”"), f"{said} lớn quá. Hãy kiểm tra lại số chữ số 0.")
    if len(decimals) > DECIMALS:
        said = format_number(value)
        raise Unreadable(said, f"“{said}” có quá {DECIMALS} số lẻ. Hãy làm tròn.")
    if len((whole + decimals).lstrip("0")) > MOST_DIGITS:
        said = format_number(value)
        raise Unreadable(said, f"“{said}” có quá {MOST_DIGITS} chữ số. Hãy làm tròn.")


def printed_lines(lines: Iterable[Line]) -> list[tuple[str, list[str]]]:
    """The lines of the paper by group, in order: rows joined as they ask, each line ended by a full stop."""
    groups: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.in_text:
            continue
        if not groups or (groups[-1][0] != line.group and not line.joint):
            groups.append((line.group, []))
        printed = groups[-1][1]
        if line.joint and printed:
            printed[-1] = _joined(printed[-1], line)
        else:
            printed.append(line.words)
    return [(group, [_ended(line) for line in printed if line]) for group, printed in groups]


def warnings_of(lines: Sequence[Line]) -> Iterable[Fault]:
    """Where numbers disagree: a structure that is not 100%, a share that its fraction does not give, the same twice,
    words on paper that say another number."""
    yield from _other_words(lines)
    yield from _structures(lines)
    yield from _fractions(lines)
    yield from _twice(lines)


def _other_words(lines: Sequence[Line]) -> Iterable[Fault]:
    for line in lines:
        if line.quantity and line.words and not line.in_text and line.quantity.words not in line.words:
            yield Fault(line.key, "words", f"Câu chữ “{line.words}” không ghi mức “{line.quantity.words}”.")


def _structures(lines: Sequence[Line]) -> Iterable[Fault]:
    index = 0
    while index < len(lines):
        parts = []
        head = lines[index]
        index += 1
        while index < len(lines) and lines[index].level:
            parts.append(lines[index])
            index += 1
        quantities = [part.quantity for part in parts if part.quantity and part.measure == Measure.STRUCTURE]
        if len(quantities) < 2 or head.quantity:
            continue
        low = sum((q.low for q in quantities), Decimal(0))
        high = sum((q.high or q.low for q in quantities), Decimal(0))
        if not low <= 100 <= high:
            total = format_number(low) if low == high else f"{format_number(low)} - {format_number(high)}"
            yield Fault(head.key, "phrase", f"Các phần của “{head.name}” cộng lại {total}%, không phải 100%.")


def _fractions(lines: Sequence[Line]) -> Iterable[Fault]:
    for line in lines:
        q = line.quantity
        if q is None or q.out_of is None or q.share is None or not q.out_of:
            continue
        exponent = q.share.as_tuple().exponent
        places = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
        exact = q.low / q.out_of * 100
        if abs(exact - q.share) > places / 2:
            said = f"{format_number(q.low)}/{format_number(q.out_of)} là {format_number(round(exact, 2))}%"
            yield Fault(line.key, "phrase", f"{said}, không phải {format_number(q.share)}%.")


def _twice(lines: Sequence[Line]) -> Iterable[Fault]:
    first: dict[str, Line] = {}
    for line in lines:
        if line.quantity is None:
            continue
        key = line.indicator or f"{fold(line.name).replace('sy', 'si')} {line.level}"
        other = first.setdefault(key, line)
        if other is not line:
            same = other.quantity == line.quantity
            how = "với cùng mức" if same else f"nhưng ghi “{other.quantity.words if other.quantity else ''}”"
            yield Fault(line.key, "name", f"“{line.name}” đã có ở dòng trên {how}.")


_CHOICES = (
    ("group", Group, "Nhóm"),
    ("joint", Joint, "Cách nối dòng"),
    ("direction", Direction, "Mức hay thay đổi"),
    ("measure", Measure, "Cách cộng kết quả"),
    ("polarity", Polarity, "Chiều tốt"),
)


def _faults_of_row(row: Typed, *, has_whole: bool) -> list[Fault]:
    faults = [] if row.name else [Fault(row.key, "name", "Chưa ghi tên chỉ tiêu.")]
    faults += [
        Fault(row.key, name, f"Dài quá {longest} chữ.")
        for name, longest in LONGEST.items()
        if len(getattr(row, name)) > longest
    ]
    faults += [
        Fault(row.key, name, f"{what} “{getattr(row, name)[:40]}” không có trong danh sách chọn.")
        for name, choices, what in _CHOICES
        if getattr(row, name) and getattr(row, name) not in choices.values
    ]
    if row.level not in (0, 1) or (row.level and not has_whole):
        faults.append(Fault(row.key, "level", "Dòng này là phần của dòng trên nhưng chưa có dòng trên."))
    try:
        check_room(parse_number(row.opening[: LONGEST["opening"]] or "0"))
    except Unreadable as fault:
        faults.append(Fault(row.key, "opening", fault.reason))
    return faults


def _misfits(row: Typed, line: Line) -> list[Fault]:
    """What was read but has no room in its column: numbers, and the name or quantity taken out of a whole line."""
    quantity = line.quantity
    where = "phrase" if row.phrase else "name"
    faults = [] if len(line.name) <= LONGEST["name"] else [Fault(row.key, "name", f"Dài quá {LONGEST['name']} chữ.")]
    if quantity is None:
        return faults
    if len(quantity.words) > LONGEST["phrase"]:
        faults.append(Fault(row.key, where, f"Mức cần đạt dài quá {LONGEST['phrase']} chữ."))
    for number in (quantity.low, quantity.high, quantity.out_of, quantity.share):
        try:
            check_room(number or Decimal(0))
        except Unreadable as fault:
            faults.append(Fault(row.key, where, fault.reason))
    return faults


def _says_how_much(name: str) -> bool:
    """Whether a name holds a quantity of its own: a number followed by its unit, not only the number of a name."""
    if has_too_many_numbers(name):
        return True  # several targets in one row are a fault, not a common name
    try:
        read(name)
    except Unreadable:
        # "1O0 xã" was meant as a quantity; "Cơ cấu kinh tế" was not.
        return ":" in name and any(letter.isdigit() for letter in name.rpartition(":")[2])
    return True


def _joined(before: str, line: Line) -> str:
    if line.joint == Joint.AND:
        return f"{before} và {line.words}"
    return f"{before.rstrip(' ;,.:')}{line.joint} {line.words}"


def _ended(line: str) -> str:
    return f"{line.rstrip(' ;,.')}."
