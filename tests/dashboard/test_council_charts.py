"""Stacked bars: what is drawn from which counts."""

from __future__ import annotations

from dashboard.council_charts import stack
from targets.enums import Verdict

COUNTS = {Verdict.EXCEEDED: 1, Verdict.MET: 2, Verdict.BEHIND: 3, Verdict.NO_DATA: 0}


def test_exceeded_and_met_are_one_series_and_what_is_nothing_is_not_drawn():
    (bar,) = stack([("Kinh tế", COUNTS)], title="").bars
    assert [(part.series, part.count) for part in bar.parts] == [("done", 3), ("behind", 3)]


def test_the_longest_bar_fills_the_room_and_others_are_in_proportion():
    first, second = stack([("a", {Verdict.MET: 4}), ("b", {Verdict.MISSED: 1})], title="").bars
    assert (first.parts[0].x, first.parts[0].width, second.parts[0].width) == ("190", "522", "130.5")


def test_as_shares_every_bar_fills_the_room():
    bars = stack([("a", {Verdict.MET: 4}), ("b", {Verdict.MISSED: 1})], title="", as_shares=True).bars
    assert [bar.parts[0].width for bar in bars] == ["522", "522"]


def test_a_narrow_part_leaves_its_number_to_the_table():
    (bar,) = stack([("a", {Verdict.MET: 99, Verdict.MISSED: 1})], title="").bars
    assert [bool(part.middle) for part in bar.parts] == [True, False]
    assert bar.parts[1].words == "a: 1 không đạt"


def test_the_legend_names_only_what_is_drawn():
    assert stack([("a", {Verdict.BEHIND: 1})], title="").legend == (("behind", "Chậm tiến độ"),)


def test_nothing_is_drawn_of_nothing():
    assert stack([], title="") is None
    assert stack([("a", {Verdict.MET: 0})], title="") is None
