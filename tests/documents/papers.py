"""Papers to print in tests: the two real directives, and what a hostile hand would type."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from campaigns.papers import content_paper
from documents.paper import Paper
from organizations.models import Organization

DATA = Path(__file__).resolve().parents[2] / "campaigns" / "data"


def content(name: str) -> dict[str, Any]:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def paper(name: str = "laocai-2024", *, number: int | None = 1, **changes: Any) -> Paper:
    """The paper of a data file; without a number it is a draft."""
    data = content(name) | changes
    issuer = Organization(
        code=data["issuer"],
        name=f"Ủy ban nhân dân tỉnh {data['place']}",
        kind="peoples_committee",
        level="province",
        document_symbol="UBND",
        place=data["place"],
    )
    day = date(2024, 1, 19) if number else None
    return content_paper(data, issuer=issuer, year=2024, number=number, issued_on=day)


def pieces(made: Paper) -> list[str]:
    """Every paragraph of the paper in the order in which it stands on it, without spaces."""
    parts: list[str] = [made.type_name, *made.subject, *made.legal_bases, *(block.text for block in made.body)]
    for appendix in made.appendices:
        parts += [appendix.heading, *appendix.title, appendix.reference, *(block.text for block in appendix.body)]
    return ["".join(part.split()) for part in parts if part]


def missing_in(letters: str, made: Paper) -> list[str]:
    """The paragraphs that are not found in the letters, each after the one before it."""
    missing, at = [], 0
    for piece in pieces(made):
        found = letters.find(piece, at)
        if found < 0:
            missing.append(piece)
        else:
            at = found + len(piece)
    return missing
