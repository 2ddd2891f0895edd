"""Colours of the screens can be read: WCAG 2.2, 4.5:1 for text and 3:1 for the edge of a field."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

TOKENS = dict(
    re.findall(
        r"--([\w-]+):\s*(#[0-9a-f]{6});", (settings.BASE_DIR / "static/css/tokens.css").read_text(encoding="utf-8")
    )
)
STATUSES = ("success", "info", "warning", "danger", "neutral", "honour")
TEXT = [
    *[(ink, ground) for ink in ("ink", "ink-muted", "link", "link-dark") for ground in ("paper", "ground", "hover")],
    *[(status, f"{status}-ground") for status in STATUSES],
    *[("ink", f"{status}-ground") for status in STATUSES],
    *[(status, "paper") for status in STATUSES],
    *[("paper", dark) for dark in ("brand", "brand-dark", "ink")],
    ("brand", "danger-ground"),  # the page one is on, in the rail
    ("brand", "paper"),
    ("brand", "ground"),  # the tab one is on
    ("danger", "ground"),
]
EDGES = [*[("line-strong", ground) for ground in ("paper", "ground")], *[("focus", g) for g in ("paper", "ground")]]


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(ink, ground):
    assert contrast(TOKENS[ink], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_the_edge_of_a_field_can_be_seen(edge, ground):
    assert contrast(TOKENS[edge], TOKENS[ground]) >= 3


def test_colours_outside_the_tokens_are_shades_and_white_only():
    """A colour written elsewhere would escape the measurement."""
    strays = {}
    for sheet in (settings.BASE_DIR / "static" / "css").glob("*.css"):
        if sheet.name in ("tokens.css", "paper.css", "preview.css", "print.css"):
            continue
        found = set(re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s,)])", sheet.read_text(encoding="utf-8"))) - {"#fff"}
        if found:
            strays[sheet.name] = found
    assert strays == {}
