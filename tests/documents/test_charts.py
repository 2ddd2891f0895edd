"""Where everything in a chart stands, and what it says."""

from __future__ import annotations

import dataclasses
import re

import pytest

from documents.charts import PLOT, START, drawing
from documents.letters import width, wrap
from documents.paper import Bar, Chart
from documents.rendering import paper_html
from tests.documents.tables import CHART, paper_of


def test_bars_are_as_long_as_their_figures():
    lengths = [float(picture.length or 0) for picture in drawing(CHART).pictures]
    assert lengths == pytest.approx([PLOT * 0.75, PLOT * 0.968, PLOT, 0], abs=0.01)


def test_the_line_at_a_hundred_moves_when_a_bar_is_longer():
    assert float(drawing(CHART).hundred) == pytest.approx(START + PLOT, abs=0.01)
    longer = dataclasses.replace(CHART, bars=(*CHART.bars, Bar("Vượt", "120", "120% (vượt)", "good")))
    assert float(drawing(longer).hundred) == pytest.approx(START + PLOT * 0.8, abs=0.01)
    assert [step.text for step in drawing(longer).scale] == ["0%", "50%", "100%", "125%"]


def test_a_bar_beyond_the_scale_has_an_arrow():
    made = drawing(Chart("", (Bar("Một", "220", "220%", "good"), Bar("Hai", "150", "150%", "good"))))
    assert [bool(picture.beyond) for picture in made.pictures] == [True, False]
    assert made.pictures[0].length == made.pictures[1].length
    assert [step.text for step in made.scale] == ["0%", "50%", "100%", "150%"]


def test_tones_differ_without_colour():
    poor, fair, good, none = drawing(CHART).pictures
    assert (poor.fill, fair.fill, good.fill) == ("#ffffff", "#a6a6a6", "#404040")
    assert [bool(picture.stripes) for picture in (poor, fair, good, none)] == [True, False, False, False]


def test_the_picture_says_in_words_what_it_shows():
    page = paper_html(paper_of(CHART), "preview")
    assert page.count('role="img"') == 5
    assert "<title>96,8% (gần đạt)</title>" in page
    assert "<title>chưa có số liệu</title>" in page


def test_nothing_in_a_picture_needs_a_style_that_the_browser_refuses():
    assert not re.search(r"\sstyle=|<style|<script(?! src)", paper_html(paper_of(CHART), "preview"))


def test_long_words_of_a_bar_run_on_over_lines_and_make_it_higher():
    long, short = drawing(Chart("", (Bar("rất dài " * 20, "1", "", "good"), Bar("ngắn", "1", "", "good")))).pictures
    assert float(short.height) == 25.5
    assert float(long.height) == 17.5 * len(long.label) + 8
    assert len(long.label) > 3
    assert " ".join(long.label).split() == ["rất", "dài"] * 20


def test_words_wrap_within_the_room_and_none_is_lost():
    words = "Tỷ lệ hộ dân được sử dụng nước hợp vệ sinh " + "ư" * 60
    lines = wrap(words, 11, 150)
    assert all(width(line, 11) <= 150 for line in lines)
    assert "".join("".join(lines).split()) == "".join(words.split())
    assert wrap("", 11, 150) == [""]


def test_bold_words_are_wider():
    assert width("Tổng cộng", 12, bold=True) > width("Tổng cộng", 12) > 0
