"""Rows of a unit's report and shares, as values: what cannot be, what is odd, and borders between them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.vietnamese import format_number
from targets.entries import Asked, Entry, entry_faults, percent_warning, value_faults
from targets.enums import Direction, Measure
from targets.evidence import safe_name
from targets.quantity import Unreadable
from targets.shares import adds_up, read_share, read_value, share_faults, sum_warnings

TODAY = date(2024, 7, 3)


def asked(number: str = "100", unit: str = "tỷ đồng", measure: str = Measure.FLOW, **fields) -> Asked:
    return Asked(Decimal(number), unit, measure, **{"direction": Direction.LEVEL, **fields})


@pytest.mark.parametrize(("value", "of", "is_sound"), [
    ("0", asked(), True), ("-0.1", asked(), False), ("100", asked(unit="%", measure=Measure.LEVEL), True),
    ("100.1", asked(unit="%", measure=Measure.LEVEL), False), ("100.1", asked(unit="%", measure=Measure.STRUCTURE), False),
    ("105", asked("110", unit="%", measure=Measure.LEVEL), True), ("105", asked(unit="%", measure=Measure.RATE), True),
    ("-3", asked(unit="%", measure=Measure.RATE), True), ("-3", asked(direction=Direction.INCREASE), True),
    ("120", asked(unit="‰", measure=Measure.LEVEL), True), ("83", asked("47", "trường", out_of=Decimal(83)), True),
    ("84", asked("47", "trường", out_of=Decimal(83)), False),
])  # fmt: skip
def test_values_are_refused_past_their_border_only(value, of, is_sound):
    assert (value_faults(Decimal(value), of) == []) is is_sound


@pytest.mark.parametrize(("as_of", "cells"), [
    (date(2024, 1, 1), []), (TODAY, []), (date(2024, 7, 4), ["as_of"]), (date(2023, 12, 31), ["as_of"]), (None, ["as_of"]),
])  # fmt: skip
def test_a_day_lies_in_the_year_and_not_after_today(as_of, cells):
    faults = entry_faults(Entry(1, Decimal(5), as_of=as_of), asked(), year=2024, on=TODAY)
    assert [cell for cell, _ in faults] == cells


def test_an_empty_row_has_no_faults_whatever_its_day():
    assert entry_faults(Entry(1, as_of=date(2030, 1, 1)), asked(), year=2024, on=TODAY) == []


def test_a_target_of_zero_has_no_percentage():
    assert percent_warning(Decimal(5), Decimal(3), asked("0")) == ""


@pytest.mark.parametrize(("measure", "unit", "adds"), [
    (Measure.FLOW, "tỷ đồng", True), (Measure.FLOW, "xã", True), (Measure.FLOW, "%", False),
    (Measure.FLOW, "điểm phần trăm", False), (Measure.FLOW, "triệu đồng/người", False), (Measure.LEVEL, "xã", False),
    (Measure.STRUCTURE, "%", False),
])  # fmt: skip
def test_what_adds_up(measure, unit, adds):
    assert adds_up(measure, unit) is adds


@given(
    st.decimals(min_value=Decimal("0.001"), max_value=10**9, places=3), st.sampled_from(["tỷ đồng", "xã", "%", "ha"])
)
def test_a_share_reads_the_same_with_and_without_its_unit(value, unit):
    value = value.normalize()
    number, phrase = read_share(format_number(value), unit)
    assert number == value
    assert read_share(phrase, unit) == (number, phrase)


@given(st.lists(st.integers(min_value=1, max_value=10**6), min_size=1, max_size=20))
def test_shares_that_make_the_whole_are_not_warned_of(parts):
    shares = [Decimal(part) for part in parts]
    assert sum_warnings(shares, whole=sum(shares, Decimal(0)), unit="xã") == []
    assert len(sum_warnings(shares, whole=sum(shares, Decimal(1)), unit="xã")) == 1


def test_the_whole_alone_is_not_warned_of():
    assert sum_warnings([None], whole=Decimal(5), unit="xã") == []
    assert share_faults(None, whole=Decimal(5), unit="xã", adds=True) == []


@pytest.mark.parametrize("words", ["", "abc", "1.2.3", "12,800", "1e5", "--5", "NaN", "Infinity", "5%"])
def test_what_is_no_number_is_refused(words):
    with pytest.raises(Unreadable):
        read_value(words)


@pytest.mark.parametrize(("name", "kind", "kept"), [
    ("C:\\tep\\a.pdf", "pdf", "a.pdf"), ("../../etc/passwd", "pdf", "passwd.pdf"), ("", "png", "minh-chung.png"),
    ("ảnh.JPG", "jpg", "ảnh.JPG"), ("x" * 300 + ".pdf", "pdf", "x" * 150 + ".pdf"), ("a", "docx", "a.docx"),
])  # fmt: skip
def test_names_for_the_download(name, kind, kept):
    assert safe_name(name, kind) == kept
