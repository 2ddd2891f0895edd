"""Lists as every page shows them: filtered, sorted, paged, exported; a constant number of queries."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.core.paginator import Page, Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.styles import Font

PAGE_SIZE = 50


@dataclass(frozen=True)
class Column:
    """One column: its key in `?sort=`, heading, cell value for the export, and what the database sorts by.

    Rows that were computed are sorted by `sort_key` instead; a key of None is no value.
    """

    key: str
    label: str
    value: Callable[[Any], Any]
    order_by: tuple[str, ...] = ()
    numeric: bool = False
    sort_key: Callable[[Any], Any] | None = None

    @property
    def is_sortable(self) -> bool:
        return bool(self.order_by or self.sort_key)


class Listing:
    """The rows a page shows, from the query string: `sort` ("-year"), `page`, `export` ("xlsx" or "csv").

    `queryset` comes scoped and filtered; it is sorted by one column and then by primary key, so that no row
    appears on two pages. It may also be a list of computed rows, which keep their order where the column does not
    tell them apart. With `most`, no more rows than that are counted, opened and exported: of a log of years nobody
    needs the exact number, and counting would cost more than the page. `dress` makes of the rows of a page (or of
    the whole file) what the columns read, all at once.
    """

    def __init__(
        self,
        request: HttpRequest,
        queryset: models.QuerySet[Any] | Sequence[Any],
        columns: Sequence[Column],
        *,
        default_sort: str,
        most: int | None = None,
        dress: Callable[[list[Any]], Sequence[Any]] | None = None,
    ) -> None:
        self.request = request
        self.most = most
        self.dress = dress
        self.columns = columns
        asked = request.GET.get("sort", default_sort)
        by_key = {column.key: column for column in columns if column.is_sortable}
        if asked.lstrip("-") not in by_key:
            asked = default_sort
        self.sort = asked
        self.descending = asked.startswith("-")
        column = by_key[asked.lstrip("-")]
        if isinstance(queryset, models.QuerySet):
            self._model = queryset.model
        self.queryset: models.QuerySet[Any] | Sequence[Any] = (
            queryset.order_by(*self._ordering(column), "-pk")
            if isinstance(queryset, models.QuerySet)
            else self._sorted(queryset, column)
        )

    def _sorted(self, rows: Sequence[Any], column: Column) -> list[Any]:
        key = column.sort_key or column.value
        known = [row for row in rows if key(row) is not None]
        return [
            *sorted(known, key=key, reverse=self.descending),
            *(row for row in rows if key(row) is None),  # last in both directions, as in a query
        ]

    def _ordering(self, column: Column) -> list[models.expressions.OrderBy]:
        # Empty values last in both directions: a missing date is no answer to "newest first".
        return [
            models.F(name).desc(nulls_last=last) if self.descending else models.F(name).asc(nulls_last=last)
            for name, last in ((name, self._may_be_empty(name)) for name in column.order_by)
        ]

    def _may_be_empty(self, name: str) -> Literal[True] | None:
        """Of a column that is never empty nothing is said, for only then does PostgreSQL read its index in order."""
        fields = {one.name: one for one in self._model._meta.concrete_fields}
        return None if name in fields and not fields[name].null else True

    @property
    def page(self) -> Page[Any]:
        if not hasattr(self, "_page"):
            pages = Paginator(self.queryset, PAGE_SIZE)
            if self.most is not None:
                pages.count = self._count(self.most)
            self._page = pages.get_page(self.request.GET.get("page"))
            if self.dress:
                self._page.object_list = self.dress(list(self._page.object_list))
        return self._page

    def _count(self, most: int) -> int:
        rows = self.queryset
        return rows.order_by().values("pk")[:most].count() if isinstance(rows, models.QuerySet) else len(rows[:most])

    @property
    def is_cut(self) -> bool:
        """There may be more rows than are opened."""
        return self.most is not None and self.page.paginator.count >= self.most

    def export(self, file_stem: str) -> HttpResponse | None:
        """The whole list as a file when `?export=` asks for one, otherwise None."""
        wanted = self.request.GET.get("export")
        if wanted == "xlsx":
            return _attachment(self._xlsx(), f"{file_stem}.xlsx", XLSX)
        if wanted == "csv":
            return _attachment(self._csv(), f"{file_stem}.csv", "text/csv; charset=utf-8")
        return None

    def _rows(self) -> list[list[Any]]:
        rows = self.queryset[: self.most]
        if self.dress:
            rows = self.dress(list(rows))
        return [[_cell(column.value(row)) for column in self.columns] for row in rows]

    def _xlsx(self) -> bytes:
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append([column.label for column in self.columns])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for row in self._rows():
            sheet.append(row)
        # A text that begins like a formula must stay a text when the file is opened.
        for cells in sheet.iter_rows(min_row=2):
            for cell in cells:
                if cell.data_type == "f":
                    cell.data_type = "s"
                if isinstance(cell.value, date):
                    cell.number_format = "dd/mm/yyyy"
        sheet.freeze_panes = "A2"
        for column_cells in sheet.columns:
            width = max(len(str(cell.value or "")) for cell in column_cells)
            sheet.column_dimensions[column_cells[0].column_letter].width = min(max(width + 2, 8), 70)  # type: ignore[union-attr]
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()

    def _csv(self) -> bytes:
        buffer = io.StringIO()
        writer = csv.writer(buffer)
        writer.writerow([column.label for column in self.columns])
        for row in self._rows():
            writer.writerow([_harmless(value) for value in row])
        return buffer.getvalue().encode("utf-8-sig")  # the mark makes Excel read it as UTF-8


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    return "" if value is None else value


def _harmless(value: Any) -> Any:
    """A cell that a spreadsheet would run as a formula gets an apostrophe in front (CSV injection)."""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t"):
        return f"'{value}"
    return value


def _attachment(content: bytes, file_name: str, content_type: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{file_name}"'}
    )
