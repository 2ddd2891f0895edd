"""Tables and charts in the PDF, measured."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from documents.paper import Bar, Block, Chart, Column, Row, Run, Table
from documents.rendering import render
from tests.documents.measure import POINT, letters_of, lines_of, words_of
from tests.documents.tables import CHART, COLUMNS, missing_rows, paper_of, table

LEFT = 30.0
EDGES = [30, 42, 104, 125, 150, 175, 195]


def pdf(*parts, **options) -> bytes:
    return render(paper_of(*parts, **options), "pdf", archival=True).content


@pytest.fixture(scope="module")
def long() -> bytes:
    return pdf(table())


def shapes(content: bytes, page: int = 1) -> Iterator[tuple[float, float, float, float]]:
    """Drawn shapes of a page: left, top, right, bottom on the sheet in mm."""
    sheet = pypdfium2.PdfDocument(io.BytesIO(content))[page - 1]
    height = sheet.get_height()
    for item in sheet.get_objects(max_depth=5):
        if item.type == raw.FPDF_PAGEOBJ_PATH:
            left, bottom, right, top = item.get_bounds()
            yield left * POINT, (height - top) * POINT, right * POINT, (height - bottom) * POINT


def word(content: bytes, text: str) -> Any:
    return next(one for one in words_of(content) if one.text == text)


def test_no_row_of_a_long_table_is_lost(long):
    assert missing_rows(letters_of(long), table()) == []


def test_the_header_stands_on_every_page_and_the_caption_on_the_first(long):
    words = words_of(long)
    pages = sorted({one.page for one in words if one.text.endswith("540,25")})
    assert pages == [1, 2, 3, 4]
    heads = [(one.page, one.face) for one in words if one.text == "TT"]
    assert heads == [(page, "Paper-Serif-Bold") for page in pages]
    assert [one.page for one in words if one.text == "Bảng"] == [1]
    for page in pages[1:]:
        first = next(one for one in words if one.page == page and one.top > 20)
        assert first.text == "TT"


def test_columns_end_at_the_asked_millimetres(long):
    edges = {round(edge, 1) for left, _, right, _ in shapes(long, 2) for edge in (left, right)}
    assert edges == set(EDGES)


def test_figures_stand_to_the_right_and_the_rest_where_asked(long):
    figures = [one for one in words_of(long) if one.text == "12.800,5"]
    assert len(figures) == 60
    for one in figures:
        assert one.right == pytest.approx(150 - 1.2 - 0.17, abs=0.3)
    unit = [one for one in lines_of(long) if one.text.endswith("tỷ đồng")]
    assert word(long, "Chỉ").left > 42
    for one in unit:
        first, last = one.words[-2:]
        assert (first.left + last.right) / 2 == pytest.approx((104 + 125) / 2, abs=0.4)


def test_groups_and_totals_are_bold_and_rows_are_not(long):
    faces = {one.text: one.face for one in words_of(long) if one.text in ("NHÓM", "Tổng", "12.800,5", "768.030")}
    assert faces == {
        "NHÓM": "Paper-Serif-Bold",
        "Tổng": "Paper-Serif-Bold",
        "768.030": "Paper-Serif-Bold",
        "12.800,5": "Paper-Serif",
    }
    assert word(long, "12.800,5").size == pytest.approx(12, abs=0.05)


@pytest.mark.parametrize("before", [16, 18, 20, 21, 22, 24])
def test_caption_header_group_and_first_row_stay_together_and_so_do_last_row_and_signature(before):
    filler = [Block("paragraph", "", (Run("Dòng."),))] * before
    content = pdf(*filler, table(3))
    pages = {text: word(content, text).page for text in ("Bảng", "NHÓM", "1.540,25", "3.540,25", "Tổng", "TỊCH")}
    assert pages["Bảng"] == pages["NHÓM"] == pages["1.540,25"]
    assert pages["3.540,25"] == pages["Tổng"] == pages["TỊCH"] == 2


def test_a_table_narrower_than_the_text_stands_in_its_middle():
    narrow = Table("", (Column("A", 40), Column("B", 25, numeric=True)), (Row(("một", "12,5")),))
    figure = word(pdf(narrow), "12,5")
    assert figure.right == pytest.approx(LEFT + (165 + 65) / 2 - 1.37, abs=0.3)


def test_the_table_is_tagged_with_its_headers_and_caption(long):
    with pikepdf.open(io.BytesIO(long)) as made:
        kinds = [str(one.get("/S")) for one in made.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one]
    assert {"/Table", "/TR", "/TH", "/TD", "/Caption"} <= set(kinds)


def test_bars_are_drawn_in_proportion():
    content = pdf(CHART)
    plot = LEFT + 63
    bars = sorted(
        {
            round(right - left, 2)
            for left, top, right, bottom in shapes(content)
            if left == pytest.approx(plot, abs=0.4) and right - left > 5 and 3 < bottom - top < 5
        }
    )
    pen = 0.4
    assert [bar - pen for bar in bars] == pytest.approx([66 * 0.75, 66 * 0.968, 66], abs=0.06)


def test_the_words_of_a_chart_are_words_and_its_pictures_have_their_own():
    content = pdf(CHART)
    text = "".join(one.text for one in lines_of(content)).replace(" ", "")
    assert "Tốcđộtăngtrưởng" in text
    assert "96,8%(gầnđạt)" in text
    with pikepdf.open(io.BytesIO(content)) as made:
        spoken = [str(one["/Alt"]) for one in made.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
    assert "96,8% (gần đạt)" in spoken
    assert len(spoken) == 5


def test_a_chart_longer_than_a_page_loses_no_bar():
    many = Chart("Biểu đồ", tuple(Bar(f"Chỉ tiêu {n}", str(n), f"@{n}", "fair") for n in range(80)))
    words = words_of(pdf(many))
    assert [one.text for one in words if one.text.startswith("@")] == [f"@{n}" for n in range(80)]
    assert {one.page for one in words if one.text.startswith("@")} == {1, 2, 3}


def test_hostile_cells_are_printed_as_text():
    nasty = "<script>alert(1)</script>&amp;{{7*7}}"
    made = Table(nasty, (Column(nasty, 100), Column("B", 65)), (Row((nasty, "")), Row((nasty,), "group")))
    chart = Chart(nasty, (Bar(nasty, "1", nasty, "good"),), nasty)
    letters = letters_of(pdf(made, chart))
    assert letters.count(nasty) == 8


def test_a_word_wider_than_its_column_is_broken_and_stays_in_it():
    made = Table("", (Column("A", 30), Column("B", 30)), (Row(("ư" * 80, "hết")),))
    broken = [one for one in words_of(pdf(made)) if "ư" in one.text and set(one.text) == {"ư"}]
    assert sum(len(one.text) for one in broken) == 80
    assert max(one.right for one in broken) <= LEFT + 52.5 + 30


def test_equal_papers_with_tables_are_equal_files(long):
    assert pdf(table()) == long
    assert len(COLUMNS) == len(EDGES) - 1
