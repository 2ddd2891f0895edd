"""Points as they are typed."""

from decimal import Decimal

import pytest

from scoring.entries import Asked, Entry, impossible, lacking

ASKED = Asked(1, "Nộp báo cáo", maximum=Decimal(10), step=Decimal("0.5"))


def entry(value: str | None, note: str = "") -> Entry:
    return Entry(1, None if value is None else Decimal(value), note)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        ("0", ""),
        ("10", ""),
        ("9.5", ""),
        ("-0.5", "không thể âm"),
        ("10.5", "10,5 vượt điểm tối đa 10"),
        ("9.25", "theo bước 0,5"),
        ("NaN", "phải là một con số"),
        ("Infinity", "phải là một con số"),
    ],
)
def test_impossible(value, words):
    found = impossible(entry(value), ASKED)
    assert found == "" if not words else words in found


def asked(proposed: str | None = None, **more) -> Asked:
    held = None if proposed is None else Decimal(proposed)
    return Asked(1, "Nộp báo cáo", maximum=Decimal(10), step=Decimal("0.5"), proposed=held, **more)


@pytest.mark.parametrize(
    ("given", "about", "words"),
    [
        (None, asked(), "chưa chấm"),
        (entry(None, "để sau"), asked(), "chưa chấm"),
        (entry("0"), asked(), ""),  # nothing is a legal number of points
        (entry("8"), asked("8"), ""),
        (entry("8.0"), asked("8"), ""),
        (entry("7"), asked("8"), "khác mức 8"),
        (entry("0"), asked("8"), "khác mức 8"),
        (entry("7", "Nộp chậm 2 lần"), asked("8"), ""),
        (entry("8"), asked(needs_evidence=True), "minh chứng"),
        (entry("0"), asked(needs_evidence=True), ""),
        (entry("8", "Báo cáo số 12/BC"), asked(needs_evidence=True), ""),
        (entry("8"), asked(needs_evidence=True, has_file=True), ""),
    ],
)
def test_lacking(given, about, words):
    found = lacking(given, about, checks_evidence=True)
    assert found == "" if not words else words in found


def test_lacking_evidence_is_asked_of_the_unit_only():
    assert lacking(entry("8"), asked("8", needs_evidence=True), checks_evidence=False) == ""
