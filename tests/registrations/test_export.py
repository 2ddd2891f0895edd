"""The real registration as plain values: what was published of it, exactly."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from registrations.content import Content, Registered, UnitRow
from registrations.export import export, rows
from tests.registrations.real import CONTENT

EXPECTED: dict[str, Any] = json.loads(
    (Path(__file__).resolve().parents[1] / "data" / "registration-laocai-tmth-2024.json").read_text("utf-8")
)
FOUND = export(CONTENT)


@pytest.mark.parametrize("name", [name for name in EXPECTED if name != "pledges"])
def test_every_value_is_the_published_one(name):
    assert FOUND[name] == EXPECTED[name]


def test_there_is_nothing_else():
    assert set(FOUND) == set(EXPECTED)


def test_the_numbers_promised_are_the_published_ones():
    found = [
        {"item": one["item"], "commitments": [[c["comparator"], c["value"], c["unit"]] for c in one["commitments"]]}
        for one in FOUND["pledges"]
    ]
    assert found == EXPECTED["pledges"]


def test_the_sums_are_those_of_the_paper():
    assert list(rows(CONTENT))[-4:] == [
        "Cộng Cờ thi đua của Chính phủ: 4",
        "Cộng Cờ thi đua cấp tỉnh: 7",
        "Cộng Tập thể lao động xuất sắc: 30 và 1 dòng chưa ghi số",
        "Cộng Chiến sĩ thi đua cấp tỉnh: 16",
    ]


def test_a_title_that_no_row_writes_is_spelled_as_the_catalogue_does():
    short = Registered("TTLDXS", "2022", "Tập thể lao động xuất sắc", "collective", "tập thể lao động xs", 2)
    made = export(replace(CONTENT, units=(UnitRow("a", "Sở A", inner=(short,)),)))
    assert made["units"][0]["subordinate"] == [
        {"count": 2, "kind": "tập thể", "title": "Tập thể lao động xuất sắc", "raw": "02 tập thể lao động xs"}
    ]


def test_a_number_a_day_and_a_reason_are_told():
    letter = replace(CONTENT.letter, number="12", day=5)
    made = export(replace(CONTENT, letter=letter, units=(UnitRow("a", "Sở A", reason="Giải thể"),)))
    assert (made["number"], made["date"]) == ("12", "2024-03-05")
    assert made["units"] == [{"stt": 1, "name": "Sở A", "unit_titles": [], "subordinate": [], "reason": "Giải thể"}]


def test_an_empty_registration_is_no_error():
    made = export(Content(code="x", bloc="Khối A", year=2026))
    assert (made["date"], made["number"], made["legal_refs"], made["units"]) == (None, None, [], [])
