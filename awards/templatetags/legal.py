"""Legal notes in templates."""

from __future__ import annotations

from django import template

from awards.catalogue import UNVERIFIED

register = template.Library()


@register.filter
def legal_note(note: str) -> str:
    """A note after a mark that says already that the text was not read: without those words in front."""
    rest = note.removeprefix(UNVERIFIED).lstrip(": ").strip()
    return f"{rest[:1].upper()}{rest[1:]}"
