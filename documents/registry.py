"""The kinds of paper that exist. Apps above register theirs when they load; this app prints what is registered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from documents.enums import Format
from documents.paper import Paper


@dataclass(frozen=True)
class PaperKind:
    """What the printing needs to know of a kind.

    `code`: "campaigns.directive". `build(subject)`: the subject's paper as it stands now, with anything related
    loaded. `file_stem(subject)`: name of the file without its ending, ASCII. `visible_subjects(user)`: the
    subjects of this kind the user may see; whoever sees the subject sees its papers. `drafts_permission`: what it
    takes to have a paper made before its subject was issued. `formats`: what it can be had in, in the order of the panel.
    """

    code: str
    name: str
    build: Callable[[Any], Paper]
    file_stem: Callable[[Any], str]
    visible_subjects: Callable[[Any], models.QuerySet[Any]]
    drafts_permission: str
    formats: tuple[Format, ...] = (Format.PDF, Format.DOCX)


_kinds: dict[str, PaperKind] = {}


def register(kind: PaperKind) -> None:
    """Add a kind; registering the same code twice is a programming error."""
    if kind.code in _kinds:
        raise ValueError(f"paper kind {kind.code} is registered twice")
    _kinds[kind.code] = kind


def kind_of(code: str) -> PaperKind:
    """The registered kind, or `KeyError`."""
    return _kinds[code]
