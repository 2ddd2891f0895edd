"""The short help beside each page: what it is for, what to do first, what comes next.

`dashboard/help/<room>.toml` holds the words by the name of the page's address.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.http import HttpRequest

from dashboard.manuals import CHAPTERS

FOLDER = Path(__file__).resolve().parent / "help"


@dataclass(frozen=True)
class PageHelp:
    """A few sentences, and the chapter of the manual that says more (with its part, if one fits)."""

    sentences: tuple[str, ...]
    chapter: str
    part: str = ""

    @property
    def chapter_title(self) -> str:
        return CHAPTERS[self.chapter]


@lru_cache(maxsize=1)
def all_help() -> dict[str, PageHelp]:
    """The help of every page, by the name of its address ("registrations:rounds")."""
    found: dict[str, PageHelp] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["page"]:
            chapter, _, part = entry["chapter"].partition("#")
            help_ = PageHelp(tuple(entry["text"].strip().splitlines()), chapter, part)
            for name in entry["names"]:
                if f"{path.stem}:{name}" in found:
                    raise ValueError(f"{path.name} speaks twice of {name}")
                found[f"{path.stem}:{name}"] = help_
    return found


def help_for(request: HttpRequest) -> PageHelp | None:
    """The help of the page that is asked for; none where no page answers (an unknown address)."""
    match = request.resolver_match
    return all_help().get(match.view_name) if match else None
