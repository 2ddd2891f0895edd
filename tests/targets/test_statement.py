"""Whole lines of directives: name, quantity, and the words around them."""

import json
from pathlib import Path

import pytest

from targets import statement
from targets.quantity import Unreadable
from targets.suggestions import direction_of

DATA = Path(__file__).resolve().parents[1] / "data"
GOLD = [
    (name, index, entry)
    for name in ("laocai-2024", "langson-2024")
    for index, entry in enumerate(json.loads((DATA / f"targets-{name}.json").read_text(encoding="utf-8")))
]
#: What a line alone cannot tell: it takes up words of the line before it.
NAMED_BY_THEIR_NEIGHBOURS = {("laocai-2024", 21), ("langson-2024", 7), ("langson-2024", 18), ("langson-2024", 34)}
GOVERNED_BY_THEIR_NEIGHBOURS = {("langson-2024", 32), ("langson-2024", 33)}


@pytest.mark.parametrize(("name", "index", "entry"), GOLD, ids=[f"{g[0]}-{g[1]}" for g in GOLD])
def test_every_target_of_both_directives_is_read_from_its_words(name, index, entry):
    read = statement.read(entry["text"])
    quantity = read.quantity
    assert read.words == entry["text"]
    assert (quantity.comparator, quantity.unit) == (entry["comparator"], entry["unit"])
    low = entry["value"] if entry["value"] is not None else entry["value_min"]
    assert (float(quantity.low), quantity.high and float(quantity.high)) == (low, entry["value_max"])
    if (name, index) not in NAMED_BY_THEIR_NEIGHBOURS:
        assert read.name == entry["name"]
    if (name, index) not in GOVERNED_BY_THEIR_NEIGHBOURS:
        assert direction_of(entry["name"], quantity) == entry["direction"]


@pytest.mark.parametrize(
    ("line", "before", "words", "after", "name"),
    [
        ("Giảm tỷ lệ hộ nghèo từ 2% - 3%", "Giảm tỷ lệ hộ nghèo ", "từ 2% - 3%", "", "Giảm tỷ lệ hộ nghèo"),
        (
            "Xây dựng thêm 10 xã đạt chuẩn nông thôn mới",
            "Xây dựng ",
            "thêm 10 xã",
            " đạt chuẩn nông thôn mới",
            "Số xã đạt chuẩn nông thôn mới",
        ),
        (
            "100% xã, phường, thị trấn duy trì Bộ tiêu chí quốc gia về y tế xã",
            "",
            "100%",
            " xã, phường, thị trấn duy trì Bộ tiêu chí quốc gia về y tế xã",
            "Tỷ lệ xã, phường, thị trấn duy trì Bộ tiêu chí quốc gia về y tế xã",
        ),
        ("Số trường đạt chuẩn: 47/83 trường, đạt 56,6%.", "Số trường đạt chuẩn: ", "47/83 trường, đạt 56,6%", "", "Số trường đạt chuẩn"),
        ("Thu ngân sách:  12.800   tỷ đồng;", "Thu ngân sách: ", "12.800 tỷ đồng", "", "Thu ngân sách"),
    ],
)  # fmt: skip
def test_a_line_is_cut_around_its_quantity(line, before, words, after, name):
    read = statement.read(line)
    assert (read.before, read.quantity.words, read.after, read.name) == (before, words, after, name)


@pytest.mark.parametrize(
    ("line", "piece"),
    [
        ("Tỷ lệ đô thị hóa: 1O0%", "1O0"),
        ("Thu ngân sách: 12,800 tỷ đồng", "12,800"),
        ("Trồng mới 50 khóm hoa", "khóm hoa"),
        ("Tăng cường công tác tuyên truyền", "Tăng cường công tác tuyên truyền"),
        ("Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng", "5 tuổi suy dinh dưỡng"),
    ],
)
def test_a_line_without_a_quantity_names_the_piece(line, piece):
    with pytest.raises(Unreadable) as refusal:
        statement.read(line)
    assert piece in (refusal.value.piece, refusal.value.reason) or piece.endswith(refusal.value.piece)
