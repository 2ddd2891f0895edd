"""Tables and charts in the Word file: in Word's own terms, and after LibreOffice opened it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from docx.oxml.ns import qn

from documents.paper import Bar, Block, Chart, Column, Row, Run, Table
from documents.rendering import render
from tests.documents.measure import letters_of, words_of
from tests.documents.tables import CHART, COLUMNS, missing_rows, paper_of, table
from tests.documents.test_docx import converted, written

WIDTHS = [680, 3515, 1191, 1417, 1417, 1134]


def table_of(made, number=2):
    """The letterhead and the line of its number are tables too."""
    return written(made).tables[number]._tbl


def texts(row):
    return ["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]


def test_every_cell_stands_where_it_should():
    rows = list(table_of(paper_of(table(3))).iter(qn("w:tr")))
    assert [texts(row) for row in rows] == [
        [column.label for column in COLUMNS],
        ["NHÓM 1"],
        ["1", "Chỉ tiêu thứ 1 tính theo giá hiện hành của toàn tỉnh", "tỷ đồng", "12.800,5", "1.540,25", "96,8%"],
        ["2", "Chỉ tiêu thứ 2 tính theo giá hiện hành của toàn tỉnh", "tỷ đồng", "12.800,5", "2.540,25", "96,8%"],
        ["3", "Chỉ tiêu thứ 3", "tỷ đồng", "12.800,5", "3.540,25", "96,8%"],
        ["", "Tổng cộng", "", "768.030", "1.000", ""],
    ]


def test_the_header_is_repeated_and_no_row_is_cut():
    rows = list(table_of(paper_of(table(30))).iter(qn("w:tr")))
    assert [row.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None for row in rows] == [True] + [False] * 33
    assert all(row.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in rows)


def test_widths_are_fixed():
    made = table_of(paper_of(table(1)))
    assert made.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
    assert [int(column.get(qn("w:w"))) for column in made.tblGrid.iter(qn("w:gridCol"))] == WIDTHS
    cells = list(list(made.iter(qn("w:tr")))[2].iter(qn("w:tcW")))
    assert [int(cell.get(qn("w:w"))) for cell in cells] == WIDTHS


def test_figures_stand_to_the_right():
    row = list(table_of(paper_of(table(1))).iter(qn("w:tr")))[2]
    assert [side.get(qn("w:val")) for side in row.iter(qn("w:jc"))] == ["center", "left", "center", *["right"] * 3]


def test_a_group_spans_all_columns_and_stays_with_its_first_row():
    group = list(table_of(paper_of(table(1))).iter(qn("w:tr")))[1]
    (cell,) = group.iter(qn("w:tc"))
    assert cell.tcPr.find(qn("w:gridSpan")).get(qn("w:val")) == "6"
    assert next(cell.iter(qn("w:keepNext")), None) is not None
    assert next(cell.iter(qn("w:b")), None) is not None


def test_two_tables_do_not_touch():
    body = written(paper_of(table(1), table(1), CHART)).element.body
    for first, second in pairwise(body.iterchildren()):
        assert not (first.tag == second.tag == qn("w:tbl")) or first is body.tbl_lst[0]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    return converted(paper_of(table(), CHART, appendix=(table(8, ""),)), tmp_path_factory.mktemp("docx"))


def test_libreoffice_prints_every_row_with_the_header_on_every_page(printed):
    words = words_of(printed)
    assert missing_rows(letters_of(printed), table()) == []
    pages = sorted({one.page for one in words if one.text.endswith(".540,25")})
    assert pages == [1, 2, 3, 5]  # the chart and the ending stand on the fourth
    assert [one.page for one in words if one.text == "TT"] == pages


def test_libreoffice_ends_the_columns_at_the_asked_millimetres(printed):
    figures = [one for one in words_of(printed) if one.text == "12.800,5"]
    assert len(figures) == 68
    for one in figures:
        assert one.right == pytest.approx(150 - 1.2, abs=0.4)


def test_libreoffice_prints_the_words_of_the_chart(printed):
    letters = letters_of(printed)
    at = letters.index("Mứchoànthành")
    for words in ("75%(chậm)", "Thungânsách", "96,8%(gầnđạt)", "Giườngbệnh", "chưacósốliệu", "Vạchđậmlà"):
        at = letters.index(words, at)


def bars_of(chart):
    """Per bar: length and shade of each shaded paragraph, in twentieths of a point."""
    found = []
    for row in table_of(paper_of(chart)).iter(qn("w:tr")):
        drawn = []
        for cell in row.iter(qn("w:tc")):
            for shade in cell.iter(qn("w:shd")):
                right = int(shade.getparent().find(qn("w:ind")).get(qn("w:right")))
                width = int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w")))
                drawn.append((width - right, shade.get(qn("w:fill"))))
        found.append(drawn)
    return found


def test_bars_are_shaded_in_proportion_and_by_their_tone():
    whole = 66 * 1440 / 25.4
    assert bars_of(CHART) == [
        [(pytest.approx(whole * 0.75, abs=1), "D9D9D9")],
        [(pytest.approx(whole * 0.968, abs=1), "A6A6A6")],
        [(pytest.approx(whole, abs=1), "404040")],
        [],
    ]


def test_a_bar_longer_than_a_hundred_goes_on_beyond_the_line():
    beyond = Chart("", (Bar("Một", "125", "125%", "good"), Bar("Hai", "50", "50%", "poor"), Bar("Ba", "0", "", "poor")))
    (first, second), (half,), none = bars_of(beyond)
    assert first[0] + second[0] == pytest.approx(66 * 1440 / 25.4, abs=2)
    assert half[0] == pytest.approx(first[0] / 2, abs=1)
    assert none == []


def test_hostile_cells_stay_text():
    nasty = "<w:p>xin chào</w:p> & ]]> {{ 7*7 }}"
    made = Table(nasty, (Column(nasty, 100), Column("B", 65)), (Row((nasty, "=1+1")),))
    rows = list(table_of(paper_of(made)).iter(qn("w:tr")))
    assert [texts(row) for row in rows] == [[nasty, "B"], [nasty, "=1+1"]]


def test_equal_papers_are_equal_files():
    made = paper_of(Block("paragraph", "", (Run("Một."),)), table(5), CHART)
    assert render(made, "docx", archival=True).content == render(made, "docx", archival=True).content
