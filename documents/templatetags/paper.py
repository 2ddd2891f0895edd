"""What the templates of a paper need beside Django's own."""

from __future__ import annotations

import re

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

register = template.Library()

#: "26/CT-TTg", "30/2020/NĐ-CP", "10-NQ/TU": number and symbol of a document.
_SYMBOL = re.compile(
    r"(\b\d{1,5}(?:/\d{4})?/[A-ZĐ]\w{0,9}(?:-[A-ZĐ]\w{0,9}){1,3}\b|\b\d{1,5}-[A-ZĐ]\w{1,5}/[A-ZĐ]\w{1,9}\b)"
)


@register.filter
def tied(text: str) -> SafeString:
    """The text with each number and symbol of a document kept on one line: a slash would let it break."""
    pieces = _SYMBOL.split(text)
    return SafeString(
        "".join(
            format_html('<span class="tied">{}</span>', piece) if index % 2 else escape(piece)
            for index, piece in enumerate(pieces)
        )
    )
