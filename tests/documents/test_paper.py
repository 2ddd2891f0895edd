"""Papers as values: what they refuse, and the JSON that a document freezes."""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal

import pytest

from documents.paper import Bar, Block, Chart, Column, Paper, Row, Run, Table, content_hash
from tests.documents.tables import CHART, paper_of, table

#: Of a paper frozen before there were tables.
OLD = {"kind": "item", "number": "1.", "runs": [{"text": "Một.", "bold": False, "italic": False}], "title": False}


def test_tables_and_charts_survive_being_frozen():
    made = paper_of(Block("paragraph", "", (Run("Một."),)), table(3), CHART, appendix=(table(2),))
    assert Paper.from_json(json.loads(json.dumps(made.to_json()))) == made


def test_a_paragraph_is_frozen_as_it_was_before_there_were_tables():
    made = paper_of(Block("item", "1.", (Run("Một."),)))
    frozen = made.to_json()
    assert frozen["body"] == [OLD]
    assert content_hash(Paper.from_json(frozen).to_json()) == content_hash(frozen)


def test_the_hash_of_a_paper_without_tables_is_what_it_always_was():
    plain = dataclasses.replace(paper_of(Block("item", "1.", (Run("Một."),))), subject=("Về thử nghiệm",))
    assert content_hash(plain.to_json()["body"]) == content_hash([OLD])
    assert set(plain.to_json()) == {
        *("letterhead", "number_line", "place_date", "type_name", "subject", "body", "signature", "recipients"),
        *("legal_bases", "appendices", "watermark", "meta_title", "meta_author"),
    }


def test_a_stored_block_without_its_newer_keys_is_still_read():
    data = paper_of(table(1)).to_json()
    data["body"] = [{"kind": "dash", "number": "-", "runs": [{"text": "Một"}]}]
    assert Paper.from_json(data).body == (Block("dash", "-", (Run("Một"),)),)


def test_the_tables_of_the_body_come_before_those_of_the_appendices():
    made = paper_of(CHART, table(1, "A"), table(1, "B"), appendix=(table(1, "C"),))
    assert [one.caption for one in made.tables] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        ((), ()),
        ((Column("A", 0),), ()),
        ((Column("A", 100), Column("B", 66)), ()),
        ((Column("A", 20), Column("B", 20)), (Row(("một",)),)),
        ((Column("A", 20), Column("B", 20)), (Row(("một", "hai"), "group"),)),
        ((Column("A", 20), Column("B", 20)), (Row(("tổng",), "total"),)),
    ],
)
def test_a_table_that_cannot_be_printed_is_refused(columns, rows):
    with pytest.raises(ValueError, match="table"):
        Table("", columns, rows)


def test_a_table_as_wide_as_the_text_is_accepted():
    assert Table("", (Column("A", 100), Column("B", 65)), (Row(("một", "hai")),)).width == 165


@pytest.mark.parametrize(
    ("align", "numeric", "side"),
    [("left", False, "left"), ("center", False, "center"), ("left", True, "right"), ("center", True, "center")],
)
def test_figures_stand_to_the_right_unless_centred(align, numeric, side):
    assert Column("A", 10, align, numeric).side == side


@pytest.mark.parametrize("value", ["96,8", "nhiều", "", "NaN", "Infinity"])
def test_a_bar_of_no_percentage_is_refused(value):
    with pytest.raises(ValueError, match="percentage"):
        Bar("Một", value, "", "good")


@pytest.mark.parametrize(("value", "drawn"), [(None, 0), ("0", 0), ("-5", 0), ("96.8", "96.8"), ("220", 150)])
def test_a_bar_is_drawn_between_nothing_and_one_and_a_half(value, drawn):
    assert Bar("Một", value, "", "good").drawn == Decimal(drawn)


@pytest.mark.parametrize(
    ("values", "limit"), [([], 100), (["40", "100"], 100), (["100.1"], 125), (["125", None], 125), (["126"], 150)]
)
def test_the_scale_ends_where_the_longest_bar_fits(values, limit):
    assert Chart("", tuple(Bar("Một", value, "", "good") for value in values)).limit == limit
