"""The tables of the statistics as values for the writers of workbooks. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from core.vietnamese import format_number
from documents.paper import TEXT_WIDTH, Column, Letterhead, Paper, Row, Signature, Table

_LABEL, _FIGURE = 70, 15


class Line(Protocol):
    """One row: its words and its numbers."""

    @property
    def label(self) -> str: ...
    @property
    def counts(self) -> Sequence[int]: ...


class Breakdown(Protocol):
    """One table of figures."""

    @property
    def name(self) -> str: ...
    @property
    def heads(self) -> Sequence[str]: ...
    @property
    def figures(self) -> Sequence[Line]: ...


def statistics_paper(title: str, breakdowns: Iterable[Breakdown]) -> Paper:
    """One table a question; those without a row are left out."""
    return Paper(
        letterhead=Letterhead(("",)),
        number_line="",
        place_date="",
        type_name=title.upper(),
        subject=("",),
        body=tuple(_table(one) for one in breakdowns if one.figures),
        signature=Signature((), ""),
        meta_title=title,
    )


def _table(breakdown: Breakdown) -> Table:
    columns = (Column("", _LABEL), *(Column(head, _FIGURE, numeric=True) for head in breakdown.heads))
    assert sum(column.width for column in columns) <= TEXT_WIDTH
    rows = (Row((one.label, *(format_number(count) for count in one.counts))) for one in breakdown.figures)
    return Table(breakdown.name, columns, tuple(rows))
