"""The paper on screen: the PDF's own template and style sheet, cut into A4 sheets by the browser."""

from __future__ import annotations

from documents.paper import Paper
from documents.rendering import paper_html


def preview_html(paper: Paper) -> str:
    """A whole HTML page for a frame beside the form."""
    return paper_html(paper, "preview")
