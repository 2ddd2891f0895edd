"""A paper as values: what every document kind hands to the PDF and DOCX writers. No Django, no ORM.

The writers know the form of Decree 30/2020; the apps above know what stands in the document. A `Paper` is all that
passes between them, and its JSON is what a document row freezes and hashes.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

#: Recipients that still stand on one page with their signature.
_LONGEST_ENDING = 40
#: The text of a sheet between its margins, and the longest bar a chart draws.
TEXT_WIDTH = 165
LONGEST_BAR = Decimal(150)
BlockKind = Literal["section", "item", "subitem", "point", "dash", "paragraph", "center"]


@dataclass(frozen=True)
class Run:
    """A piece of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Block:
    """One paragraph of the body.

    `kind`: section "I." · item "1." · subitem "7.1." · point "a)" · dash "-" · paragraph (no number) · center (no
    number, in the middle: "QUYẾT ĐỊNH:").
    `number` is the printed mark, punctuation included ("I.", "7.1.", "a)", "-", "").
    `title` says that the block is a heading without a sentence of its own, printed bold and kept with what follows.
    """

    kind: BlockKind
    number: str
    runs: tuple[Run, ...]
    title: bool = False

    @property
    def text(self) -> str:
        """The words without style, number included."""
        words = "".join(run.text for run in self.runs)
        return f"{self.number} {words}" if self.number else words


@dataclass(frozen=True)
class Column:
    """One column of a table; `width` in whole millimetres. A `numeric` one holds figures: on paper they stand to the
    right unless they are centred, in a workbook they are numbers.
    """

    label: str
    width: int
    align: Literal["left", "center", "right"] = "left"
    numeric: bool = False

    @property
    def side(self) -> str:
        """Where the words of the column really stand."""
        return "right" if self.numeric and self.align == "left" else self.align


@dataclass(frozen=True)
class Row:
    """A line of a table. A group has one cell, printed bold over all columns; a total is bold. A cell keeps its line
    breaks.
    """

    cells: tuple[str, ...]
    kind: Literal["row", "group", "total"] = "row"


@dataclass(frozen=True)
class Table:
    """Plain text in columns. Its JSON carries `type`; that of a `Block`, which is older, does not."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    type: Literal["table"] = field(default="table", init=False)

    def __post_init__(self) -> None:
        if not self.columns or any(column.width < 1 for column in self.columns):
            raise ValueError("a table has columns, each with a width")
        if sum(column.width for column in self.columns) > TEXT_WIDTH:
            raise ValueError(f"the columns of a table are together at most {TEXT_WIDTH} mm wide")
        for row in self.rows:
            if len(row.cells) != (1 if row.kind == "group" else len(self.columns)):
                raise ValueError(f"a row of a table does not fit its columns: {row}")

    @property
    def width(self) -> int:
        """In millimetres."""
        return sum(column.width for column in self.columns)


@dataclass(frozen=True)
class Bar:
    """One line of a chart. `value`: percent as decimal digits ("96.8"), drawn up to 150, or None where there is no
    figure. `text` says in words what the bar shows, its tone included: the paper may be printed in black.
    """

    label: str
    value: str | None
    text: str
    tone: Literal["good", "fair", "poor", "none"]

    def __post_init__(self) -> None:
        try:
            known = self.value is None or Decimal(self.value).is_finite()
        except InvalidOperation:
            known = False
        if not known:
            raise ValueError(f"not a percentage: {self.value}")

    @property
    def drawn(self) -> Decimal:
        """The percentage as far as it is drawn."""
        return min(max(Decimal(self.value or 0), Decimal(0)), LONGEST_BAR)


@dataclass(frozen=True)
class Chart:
    """Horizontal bars with a line at 100%. Its JSON carries `type`, as that of a table."""

    title: str
    bars: tuple[Bar, ...]
    note: str = ""
    type: Literal["chart"] = field(default="chart", init=False)

    @property
    def limit(self) -> Decimal:
        """Where the scale ends, in percent: at 100, or at the next step that holds the longest bar."""
        longest = max((bar.drawn for bar in self.bars), default=Decimal(0))
        return next(limit for limit in (Decimal(100), Decimal(125), LONGEST_BAR) if longest <= limit)


#: What stands in a body, one under the other.
Part = Block | Table | Chart


@dataclass(frozen=True)
class Letterhead:
    """Upper left of page one: superior body (upright) and issuing body (bold, ruled). Lines as they break."""

    issuer: tuple[str, ...]
    superior: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signature:
    """Lower right: authority and title lines in capitals, then the name. `office`: between the hand and the name, the
    office of one who signs for a body that he leads beside it.
    """

    titles: tuple[str, ...]
    name: str
    office: str = ""


@dataclass(frozen=True)
class Appendix:
    """`heading` ("Phụ lục I", or empty), `title` lines in capitals, `reference` "(Kèm theo …)", the body."""

    heading: str
    title: tuple[str, ...]
    reference: str
    body: tuple[Part, ...]


@dataclass(frozen=True)
class Paper:
    """A whole administrative document of Decree 30/2020, model 1.4 (named documents), 1.5 (a letter: no name of a type,
    its subject stands under the number) or 1.9 (minutes, which two sign: the second signature stands where the
    recipients of other papers do).
    """

    letterhead: Letterhead
    number_line: str
    place_date: str
    type_name: str
    subject: tuple[str, ...]
    body: tuple[Part, ...]
    signature: Signature
    recipients: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    appendices: tuple[Appendix, ...] = field(default=())
    watermark: str = ""
    meta_title: str = ""
    meta_author: str = ""
    second_signature: Signature | None = None
    # What a workbook holds where that is not simply the tables of the paper.
    sheets: tuple[Table, ...] = ()

    def __post_init__(self) -> None:
        if self.second_signature and self.recipients:
            raise ValueError("a second signature stands where the recipients do")

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables in the order of the paper, those of the appendices too."""
        bodies = (self.body, *(appendix.body for appendix in self.appendices))
        return tuple(part for body in bodies for part in body if isinstance(part, Table))

    @property
    def ending_splits(self) -> bool:
        """So many recipients that they run on over pages; kept together, they would leave the text behind."""
        return len(self.recipients) > _LONGEST_ENDING

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values, to freeze on a document row."""
        plain: dict[str, Any] = json.loads(json.dumps(dataclasses.asdict(self)))
        # Papers were hashed before there were these.
        if self.second_signature is None:
            del plain["second_signature"]
        if not self.sheets:
            del plain["sheets"]
        for signature in (plain["signature"], plain.get("second_signature", {})):
            if not signature.get("office", "-"):
                del signature["office"]
        return plain

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Paper:
        """The inverse of `to_json`."""
        return cls(
            **{name: data[name] for name in ("number_line", "place_date", "type_name")},
            **{name: data.get(name, "") for name in ("watermark", "meta_title", "meta_author")},
            letterhead=Letterhead(**{k: tuple(v) for k, v in data["letterhead"].items()}),
            subject=tuple(data["subject"]),
            body=_parts(data["body"]),
            signature=_signature(data["signature"]),
            second_signature=_signature(data["second_signature"]) if data.get("second_signature") else None,
            sheets=tuple(_table(sheet) for sheet in data.get("sheets", ())),
            recipients=tuple(data["recipients"]),
            legal_bases=tuple(data["legal_bases"]),
            appendices=tuple(
                Appendix(a["heading"], tuple(a["title"]), a["reference"], _parts(a["body"])) for a in data["appendices"]
            ),
        )


def _signature(data: dict[str, Any]) -> Signature:
    return Signature(tuple(data["titles"]), data["name"], data.get("office", ""))


def _parts(data: list[dict[str, Any]]) -> tuple[Part, ...]:
    readers = {"table": _table, "chart": _chart}
    return tuple(readers.get(part.get("type", ""), _block)(part) for part in data)


def _block(data: dict[str, Any]) -> Part:
    runs = tuple(Run(**run) for run in data["runs"])
    return Block(data["kind"], data["number"], runs, data.get("title", False))


def _table(data: dict[str, Any]) -> Table:
    return Table(
        data["caption"],
        tuple(Column(**column) for column in data["columns"]),
        tuple(Row(tuple(row["cells"]), row["kind"]) for row in data["rows"]),
    )


def _chart(data: dict[str, Any]) -> Part:
    return Chart(data["title"], tuple(Bar(**bar) for bar in data["bars"]), data["note"])


def content_hash(data: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON: equal content, equal hash."""
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
