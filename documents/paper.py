"""A paper as values: what every document kind hands to the PDF and DOCX writers. No Django, no ORM.

The writers know the form of Decree 30/2020; the apps above know what stands in the document. A `Paper` is all that
passes between them, and its JSON is what a document row freezes and hashes.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any, Literal

#: Recipients that still stand on one page with their signature.
_LONGEST_ENDING = 40
BlockKind = Literal["section", "item", "subitem", "point", "dash", "paragraph"]


@dataclass(frozen=True)
class Run:
    """A piece of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Block:
    """One paragraph of the body.

    `kind`: section "I." · item "1." · subitem "7.1." · point "a)" · dash "-" · paragraph (no number).
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
class Letterhead:
    """Upper left of page one: superior body (upright) and issuing body (bold, ruled). Lines as they break."""

    issuer: tuple[str, ...]
    superior: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signature:
    """Lower right: authority and title lines in capitals, then the name."""

    titles: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class Appendix:
    """`heading` ("Phụ lục I", or empty), `title` lines in capitals, `reference` "(Kèm theo …)", the body."""

    heading: str
    title: tuple[str, ...]
    reference: str
    body: tuple[Block, ...]


@dataclass(frozen=True)
class Paper:
    """A whole administrative document of Decree 30/2020, model 1.4 (named documents)."""

    letterhead: Letterhead
    number_line: str
    place_date: str
    type_name: str
    subject: tuple[str, ...]
    body: tuple[Block, ...]
    signature: Signature
    recipients: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    appendices: tuple[Appendix, ...] = field(default=())
    watermark: str = ""
    meta_title: str = ""
    meta_author: str = ""

    @property
    def ending_splits(self) -> bool:
        """So many recipients that they run on over pages; kept together, they would leave the text behind."""
        return len(self.recipients) > _LONGEST_ENDING

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values, to freeze on a document row."""
        plain: dict[str, Any] = json.loads(json.dumps(dataclasses.asdict(self)))
        return plain

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Paper:
        """The inverse of `to_json`."""
        return cls(
            **{name: data[name] for name in ("number_line", "place_date", "type_name")},
            **{name: data.get(name, "") for name in ("watermark", "meta_title", "meta_author")},
            letterhead=Letterhead(**{k: tuple(v) for k, v in data["letterhead"].items()}),
            subject=tuple(data["subject"]),
            body=_blocks(data["body"]),
            signature=Signature(tuple(data["signature"]["titles"]), data["signature"]["name"]),
            recipients=tuple(data["recipients"]),
            legal_bases=tuple(data["legal_bases"]),
            appendices=tuple(
                Appendix(a["heading"], tuple(a["title"]), a["reference"], _blocks(a["body"]))
                for a in data["appendices"]
            ),
        )


def _blocks(data: list[dict[str, Any]]) -> tuple[Block, ...]:
    return tuple(
        Block(b["kind"], b["number"], tuple(Run(**run) for run in b["runs"]), b.get("title", False)) for b in data
    )


def content_hash(data: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON: equal content, equal hash."""
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
