"""Tables and charts of a paper in Word's own terms, so that leaders edit them as any table.

Written as XML: the library's own tables look every cell up from the beginning, a minute for two hundred rows.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from docx.document import Document as DocumentType
from docx.oxml.parser import oxml_parser
from lxml.builder import ElementMaker  # type: ignore[import-untyped]  # the library has no stubs

from documents.paper import TEXT_WIDTH, Bar, Chart, Column, Row, Table

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_make = ElementMaker(namespace=_W, nsmap={"w": _W}, makeelement=oxml_parser.makeelement)
#: Twentieths of a point.
_PER_MM = 1440 / 25.4
_LABEL, _PLOT = 63, 66
#: Shades that differ on a black and white print.
_SHADES = {"good": "404040", "fair": "A6A6A6", "poor": "D9D9D9"}


def add_table(document: DocumentType, table: Table, *, keep_last: bool = False) -> None:
    """The table with its caption at the end of the document; `keep_last` ties its last row to what follows."""
    if table.caption:
        _append(document, _paragraph(table.caption, "center", size=13, bold=True, before=120, after=80, keep=True))
    rows = [_line([(column.label, "center") for column in table.columns], table.columns, bold=True, head=True)]
    for index, row in enumerate(table.rows):
        following = table.rows[index + 1 : index + 2]
        last = not following
        keep = row.kind == "group" or (last and keep_last) or any(after.kind == "total" for after in following)
        rows.append(_row(row, table, keep=keep))
    _append(document, _table([column.width for column in table.columns], rows, table.caption))
    _append(document, _gap(keep=keep_last))


def add_chart(document: DocumentType, chart: Chart, *, keep_last: bool = False) -> None:
    """The chart as a table without rules: a bar is a shaded paragraph that ends as far from the edge as it is short.

    The rule between the two columns of the bars is the line at 100%.
    """
    limit = chart.limit
    hundred = round(_PLOT * 100 / limit)
    widths = [_LABEL, hundred, _PLOT - hundred, TEXT_WIDTH - _LABEL - _PLOT]
    _append(document, _paragraph(chart.title, "center", size=13, bold=True, before=240, after=80, keep=True))
    rows = [
        _bar(bar, widths, limit, keep=index < len(chart.bars) or keep_last or bool(chart.note))
        for index, bar in enumerate(chart.bars, start=1)
    ]
    _append(document, _table(widths, rows, chart.title, ruled=False))
    if chart.note:
        _append(document, _paragraph(chart.note, "left", size=12, italic=True, before=60, keep=keep_last))
    _append(document, _gap(keep=keep_last))


def _row(row: Row, table: Table, *, keep: bool) -> Any:
    if row.kind == "group":
        return _line([(row.cells[0], "left")], table.columns, bold=True, keep=keep)
    cells = [(words, column.side) for words, column in zip(row.cells, table.columns, strict=True)]
    return _line(cells, table.columns, bold=row.kind == "total", keep=keep)


def _line(
    cells: list[tuple[str, str]],
    columns: tuple[Column, ...],
    *,
    bold: bool = False,
    head: bool = False,
    keep: bool = False,
) -> Any:
    """A row that stays on one page; one cell for all columns where there is only one."""
    settings = _make.trPr(_make.cantSplit(), *([_make.tblHeader()] if head else []))
    line = _make.tr(settings)
    spans = len(columns) if len(cells) == 1 else 1
    for (words, side), column in zip(cells, columns, strict=False):
        width = sum(each.width for each in columns) if spans > 1 else column.width
        paragraphs = [_paragraph(part, side, size=12, bold=bold, keep=keep or head) for part in words.split("\n")]
        line.append(_cell(paragraphs, width, spans=spans))
    return line


def _bar(bar: Bar, widths: list[int], limit: Decimal, *, keep: bool) -> Any:
    hundred = widths[1] * _PER_MM
    length = hundred * float(min(bar.drawn, Decimal(100)) / 100)
    shade = _SHADES.get(bar.tone, "")
    lines = _make.tcBorders(_edge("left", 6), _edge("right", 12))
    cells = [
        _cell([_paragraph(bar.label, "left", size=11, keep=keep)], widths[0]),
        _cell([_shaded(length, hundred, shade, keep=keep)], widths[1], lines=lines, padded=False),
    ]
    if widths[2]:
        room = widths[2] * _PER_MM
        over = room * float(max(bar.drawn - 100, Decimal(0)) / (limit - 100))
        cells.append(_cell([_shaded(over, room, shade, keep=keep)], widths[2], padded=False))
    cells.append(_cell([_paragraph(bar.text, "left", size=11, keep=keep)], widths[3]))
    return _make.tr(_make.trPr(_make.cantSplit()), *cells)


def _shaded(length: float, room: float, shade: str, *, keep: bool) -> Any:
    """A low empty paragraph, shaded over this length from the left."""
    form = _make.pPr(*([_make.keepNext()] if keep else []))
    if shade and length >= 1:
        form.append(_make.shd(_val("clear"), {f"{{{_W}}}color": "auto", f"{{{_W}}}fill": shade}))
    form.append(_make.spacing({f"{{{_W}}}before": "60", f"{{{_W}}}after": "60", **_exactly(200)}))
    form.append(
        _make.ind({f"{{{_W}}}left": "0", f"{{{_W}}}right": str(round(room - length)), f"{{{_W}}}firstLine": "0"})
    )
    return _make.p(form)


def _table(widths: list[int], rows: list[Any], description: str, *, ruled: bool = True) -> Any:
    widths = [width for width in widths if width]
    edges = ("top", "left", "bottom", "right", "insideH", "insideV") if ruled else ()
    settings = _make.tblPr(
        _make.tblW(_dxa(sum(widths))),
        _make.jc(_val("center")),
        _make.tblBorders(*(_edge(side, 4) for side in edges)),
        _make.tblLayout({f"{{{_W}}}type": "fixed"}),
        _make.tblCellMar(_make.left(_dxa(0)), _make.right(_dxa(0))),
        *([_make.tblCaption(_val(description))] if description else []),
    )
    grid = _make.tblGrid(*(_make.gridCol({f"{{{_W}}}w": str(round(width * _PER_MM))}) for width in widths))
    return _make.tbl(settings, grid, *rows)


def _cell(paragraphs: list[Any], width: int, *, spans: int = 1, lines: Any = None, padded: bool = True) -> Any:
    settings = _make.tcPr(_make.tcW(_dxa(width)))
    if spans > 1:
        settings.append(_make.gridSpan(_val(str(spans))))
    if lines is not None:
        settings.append(lines)
    if padded:
        settings.append(_make.tcMar(_make.left(_dxa(1.2)), _make.right(_dxa(1.2))))
    settings.append(_make.vAlign(_val("center")))
    return _make.tc(settings, *paragraphs)


def _paragraph(
    words: str,
    side: str,
    *,
    size: int,
    bold: bool = False,
    italic: bool = False,
    before: int = 40,
    after: int = 40,
    keep: bool = False,
) -> Any:
    form = _make.pPr(
        *([_make.keepNext()] if keep else []),
        _make.spacing({f"{{{_W}}}before": str(before), f"{{{_W}}}after": str(after), **_single()}),
        _make.jc(_val(side)),
    )
    if not words:
        return _make.p(form)
    style = _make.rPr(*([_make.b()] if bold else []), *([_make.i()] if italic else []), _make.sz(_val(str(2 * size))))
    text = _make.t({"{http://www.w3.org/XML/1998/namespace}space": "preserve"}, words)
    return _make.p(form, _make.r(style, text))


def _gap(*, keep: bool) -> Any:
    """Between a table and what follows: two tables that touch would become one."""
    spacing = _make.spacing({f"{{{_W}}}before": "0", f"{{{_W}}}after": "0", **_exactly(120)})
    return _make.p(_make.pPr(*([_make.keepNext()] if keep else []), spacing))


def _append(document: DocumentType, element: Any) -> None:
    document.element.body[-1].addprevious(element)  # the last child is the section's settings


def _val(value: str) -> dict[str, str]:
    return {f"{{{_W}}}val": value}


def _dxa(width: float) -> dict[str, str]:
    return {f"{{{_W}}}w": str(round(width * _PER_MM)), f"{{{_W}}}type": "dxa"}


def _single() -> dict[str, str]:
    return {f"{{{_W}}}line": "240", f"{{{_W}}}lineRule": "auto"}


def _exactly(height: int) -> dict[str, str]:
    return {f"{{{_W}}}line": str(height), f"{{{_W}}}lineRule": "exact"}


def _edge(side: str, eighths: int) -> Any:
    attributes = {"val": "single", "sz": str(eighths), "space": "0", "color": "000000"}
    return _make(side, {f"{{{_W}}}{name}": value for name, value in attributes.items()})
