"""Paper values in, a file out: PDF by WeasyPrint, DOCX by python-docx. Runs in worker processes only.

WeasyPrint is imported inside the functions: it costs over a second and has no place in a web process (a test keeps it
out). One parsed style sheet and one font configuration serve a process for its whole life: it is faster, and fresh ones
would leak. WeasyPrint does not stand threads; a lock lets at most one render at a time.
"""

from __future__ import annotations

import atexit
import functools
import hashlib
import io
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from documents.charts import drawing
from documents.enums import Format
from documents.letters import FONTS
from documents.paper import Block, Chart, Paper, Part, Row, Table

ROOT = Path(__file__).resolve().parent.parent
STYLE = ROOT / "static" / "css" / "paper.css"
#: What decides how a paper looks: a change of any of these files makes a new template version.
_SOURCES = (
    *sorted((ROOT / "templates" / "documents" / "decree30").glob("*.html")),
    STYLE,
    *(
        ROOT / "documents" / name
        for name in (
            "paper.py",
            "rendering.py",
            "charts.py",
            "letters.py",
            "package.py",
            "docx.py",
            "docx_tables.py",
            "xlsx.py",
            "templatetags/paper.py",
        )
    ),
)
#: Archival and tagged (ISO 19005-2, level A).
ARCHIVAL_VARIANT = "pdf/a-2a"
_TAGS = {"section": "h2", "item": "h3", "subitem": "h4"}
_lock = threading.Lock()


@dataclass(frozen=True)
class Rendered:
    """A finished file; `page_count` is None where the format has no pages of its own."""

    content: bytes
    page_count: int | None


def render(paper: Paper, fmt: str, *, archival: bool) -> Rendered:
    """The paper as a file of this format; `archival` for documents that were issued."""
    writers: dict[str, Callable[[], Rendered]] = {
        Format.PDF: lambda: _pdf(paper, archival=archival),
        Format.DOCX: lambda: _docx(paper),
        Format.XLSX: lambda: _xlsx(paper),
    }
    return writers[fmt]()


@functools.cache
def template_version() -> str:
    """A short name of everything that decides how a paper looks."""
    digest = hashlib.sha256()
    for source in _SOURCES:
        digest.update(source.read_bytes())
    return digest.hexdigest()[:12]


def paper_html(paper: Paper, template: str) -> str:
    """The paper in one of the frames of `templates/documents/decree30/` ("pdf", "preview")."""
    return render_to_string(f"documents/decree30/{template}.html", paper_context(paper))


def paper_context(paper: Paper) -> dict[str, Any]:
    return {
        "paper": paper,
        "body": [_shown(part) for part in paper.body],
        "appendices": [
            {
                "heading": appendix.heading,
                "title": appendix.title,
                "reference": appendix.reference,
                "body": [_shown(part) for part in appendix.body],
            }
            for appendix in paper.appendices
        ],
    }


def warm_up() -> None:
    """Load the writer, the style sheet and the fonts before the first document is asked for."""
    _writer()


def _shown(part: Part) -> dict[str, Any]:
    """What the template needs of a part."""
    if isinstance(part, Table):
        return {"table": part, "rows": [_row(part, row) for row in part.rows]}
    return {"chart": drawing(part)} if isinstance(part, Chart) else _tagged(part)


def _row(table: Table, row: Row) -> dict[str, Any]:
    if row.kind == "group":
        return {"kind": row.kind, "title": row.cells[0]}
    sides = (column.side for column in table.columns)
    return {"kind": row.kind, "cells": list(zip(row.cells, sides, strict=True))}


def _tagged(block: Block) -> dict[str, Any]:
    """A block with its HTML element: headings are headings for a screen reader and in the tags of the PDF."""
    tag = _TAGS.get(block.kind, "p") if block.title else "p"
    return {"kind": block.kind, "number": block.number, "runs": block.runs, "title": block.title, "tag": tag}


def _pdf(paper: Paper, *, archival: bool) -> Rendered:
    with _lock:
        writer = _writer()
        html = writer.html(string=paper_html(paper, "pdf"), url_fetcher=writer.fetcher)
        document = html.render(font_config=writer.fonts, stylesheets=[writer.style])
        buffer = io.BytesIO()
        variant = ARCHIVAL_VARIANT if archival else None
        document.write_pdf(buffer, finisher=writer.finish, pdf_variant=variant, pdf_tags=True)
    return Rendered(buffer.getvalue(), len(document.pages))


def _docx(paper: Paper) -> Rendered:
    from documents.docx import write_docx  # noqa: PLC0415  # only the worker needs python-docx

    return Rendered(write_docx(paper), None)


def _xlsx(paper: Paper) -> Rendered:
    from documents.xlsx import write_xlsx  # noqa: PLC0415  # only the worker writes workbooks

    return Rendered(write_xlsx(paper), None)


@dataclass(frozen=True)
class _Writer:
    html: Any
    style: Any
    fonts: Any
    fetcher: Any
    finish: Callable[[Any, Any], None]


@functools.cache
def _writer() -> _Writer:
    from pydyf import Object  # noqa: PLC0415  # the library's own writer of files, as heavy to load
    from weasyprint import CSS, HTML  # see the module's docstring
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    class BundledFilesOnly(URLFetcher):
        """Serves the fonts that ship with the project, and nothing else from disk or network."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith(f"{FONTS.as_uri()}/") or ".." in url:
                raise ValueError(f"a paper may not load {url}")
            return super().fetch(url, headers)

    class Written(Object):
        """An object of the file with its bytes made once: the archival identifier would pack every one twice."""

        data = b""

        def __init__(self, made: Any) -> None:
            super().__init__()
            self.number, self.generation, self.free, self.data = made.number, made.generation, made.free, made.data
            self.packs = made.compressible

        @property
        def compressible(self) -> bool:
            return bool(self.packs)

    def finish(_: Any, pdf: Any) -> None:
        pdf.objects[:] = [made if made.free == "f" else Written(made) for made in pdf.objects]

    fetcher = BundledFilesOnly(allowed_protocols=("file",), allow_redirects=False)
    fonts = FontConfiguration()
    atexit.register(_writer.cache_clear)  # the fonts let go of their files while the libraries are still loaded
    style = CSS(filename=str(STYLE), font_config=fonts, url_fetcher=fetcher)
    return _Writer(HTML, style, fonts, fetcher, finish)
