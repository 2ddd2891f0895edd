"""The printed list of targets: in an appendix or at its place in the text."""

import pytest

from campaigns.outline import parse
from campaigns.target_list import in_appendix, in_body, list_blocks, placed

GROUPS = [
    {"heading": "Các chỉ tiêu kinh tế", "lines": ["GRDP: Trên 10%.", "Thu ngân sách: 12.800 tỷ đồng."]},
    {"heading": "Các chỉ tiêu xã hội", "lines": ["Số xã: 72 xã."]},
    {"heading": "Các chỉ tiêu môi trường", "lines": []},
]


def listed(layout: str) -> dict:
    return {"layout": layout, "title": "", "groups": GROUPS}


@pytest.mark.parametrize(
    ("layout", "lines"),
    [
        (
            "appendix_numbered",
            ["1. GRDP: Trên 10%.", "2. Thu ngân sách: 12.800 tỷ đồng.", "3. Số xã: 72 xã."],
        ),
        (
            "body_items",
            [
                "1. Các chỉ tiêu kinh tế",
                "- GRDP: Trên 10%.",
                "- Thu ngân sách: 12.800 tỷ đồng.",
                "2. Các chỉ tiêu xã hội",
                "- Số xã: 72 xã.",
            ],
        ),
        (
            "body_points",
            [
                "a) Các chỉ tiêu kinh tế",
                "- GRDP: Trên 10%.",
                "- Thu ngân sách: 12.800 tỷ đồng.",
                "b) Các chỉ tiêu xã hội",
                "- Số xã: 72 xã.",
            ],
        ),
        ("body_dashes", ["- GRDP: Trên 10%.", "- Thu ngân sách: 12.800 tỷ đồng.", "- Số xã: 72 xã."]),
    ],
)
def test_each_layout_prints_its_own_marks(layout, lines):
    assert [block.text for block in list_blocks(listed(layout))] == lines


def test_headings_are_headings_and_lines_are_not():
    blocks = list_blocks(listed("appendix_grouped"))
    assert [(block.kind, block.title) for block in blocks[:2]] == [("item", True), ("dash", False)]


def test_the_list_stands_where_the_marker_is():
    body = parse("I. CHỈ TIÊU\n\n[Chỉ tiêu]\n\nII. TỔ CHỨC")
    texts = [block.text for block in placed(body, listed("body_dashes"))]
    assert texts == [
        "I. CHỈ TIÊU",
        "- GRDP: Trên 10%.",
        "- Thu ngân sách: 12.800 tỷ đồng.",
        "- Số xã: 72 xã.",
        "II. TỔ CHỨC",
    ]


@pytest.mark.parametrize("target_list", [{}, listed("appendix_numbered"), {**listed("body_items"), "groups": []}])
def test_a_marker_without_its_list_is_not_printed(target_list):
    assert [block.text for block in placed(parse("Đầu.\n\n[CHỈ TIÊU]\n\nCuối."), target_list)] == ["Đầu.", "Cuối."]


def test_only_a_line_of_its_own_is_the_marker():
    body = parse("Xem [CHỈ TIÊU] ở dưới.")
    assert placed(body, listed("body_dashes")) == body


@pytest.mark.parametrize(
    ("target_list", "appendix", "body"),
    [
        ({}, False, False),
        (listed("none"), False, False),
        (listed("appendix_grouped"), True, False),
        (listed("body_points"), False, True),
        ({**listed("appendix_grouped"), "groups": [{"heading": "", "lines": []}]}, False, False),
    ],
)
def test_where_the_list_goes_follows_from_its_layout(target_list, appendix, body):
    assert (in_appendix(target_list), in_body(target_list)) == (appendix, body)
