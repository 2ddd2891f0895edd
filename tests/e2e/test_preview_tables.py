"""Tables on the sheets on screen break where the pages of the print do, and lose nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from documents.paper import Block, Paper, Run
from documents.preview import preview_html
from documents.rendering import render
from tests.documents.measure import words_of
from tests.documents.tables import CHART, paper_of, table

FILLER = Block("paragraph", "", (Run("Dòng đầu của văn bản, dài hơn một dòng để có chỗ cho bảng ở dưới. " * 3),))

#: Puts another paper in, as the editor does.
SHOW = """
(html) => {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("body > .paper");
  document.querySelector("body > .paper").replaceWith(document.adoptNode(fresh));
  document.dispatchEvent(new Event("paper-changed"));
}
"""

#: Per sheet: the first cell of each row that is seen on it, and whether it is seen whole; and the headers.
ROWS = """
async () => {
  const found = [];
  for (const sheet of document.querySelectorAll(".sheet")) {
    sheet.scrollIntoView();
    await new Promise((done) => setTimeout(done, 150));
    const frame = sheet.querySelector(".sheet-window").getBoundingClientRect();
    const rows = [];
    for (const row of sheet.querySelectorAll(".paper-table tbody tr")) {
      for (const box of row.children[0].getClientRects()) {
        if (box.right < frame.left || box.left > frame.right || !box.height) continue;
        rows.push([row.children[0].textContent, box.top >= frame.top - 1 && box.bottom <= frame.bottom + 2]);
      }
    }
    const x = frame.left + frame.width * 0.03;
    const first = document.elementFromPoint(x, frame.top + frame.height * 0.01);
    found.push({ rows, first: first?.closest("thead") ? "header" : first?.localName });
  }
  return found;
}
"""


def shown(page: Page, made: Paper) -> list[dict]:
    page.goto("/chi-thi/laocai-2024/to-giay/")
    page.wait_for_selector(".sheet .sheet-window")
    page.evaluate(SHOW, preview_html(made))
    page.wait_for_selector(".sheet .sheet-window")
    return page.evaluate(ROWS)


def printed(made: Paper) -> list[list[str]]:
    """The numbers of the rows on each page: words alone in the first column."""
    pages: dict[int, list[str]] = {}
    for word in words_of(render(made, "pdf", archival=False).content):
        numbers = pages.setdefault(word.page, [])
        if word.text.isdecimal() and word.left > 30 and word.right < 42 and word.top > 20:
            numbers.append(word.text)
    return list(pages.values())


@pytest.mark.parametrize("lines", [0, 1, 4, 7, 9])
def test_a_long_table_breaks_where_the_pages_of_the_pdf_do(login, lines):
    made = paper_of(*[FILLER] * lines, table(60), CHART, FILLER, appendix=(table(35, ""),))
    sheets = shown(login("chuyenvien.laocai", height=1000), made)
    on_screen = [[text for text, _ in sheet["rows"] if text.isdecimal()] for sheet in sheets]
    assert on_screen == printed(made)
    assert [text for sheet in on_screen for text in sheet] == [
        str(n) for count in (60, 35) for n in range(1, count + 1)
    ]
    assert [text for sheet in sheets for text, whole in sheet["rows"] if not whole] == []


def test_the_header_stands_on_every_sheet_that_goes_on_with_the_table(login):
    sheets = shown(login("chuyenvien.laocai", height=1000), paper_of(table(60)))
    going_on = [sheet["first"] for sheet in sheets[1:] if sheet["rows"]]
    assert going_on == ["header"] * 3


def test_the_table_on_screen_is_as_wide_as_its_columns(login):
    page = login("chuyenvien.laocai", height=1000)
    shown(page, paper_of(table(3)))
    widths = page.evaluate("""
      () => {
        document.body.style.zoom = "1";
        document.querySelector(".sheet").scrollIntoView();
        const heads = document.querySelectorAll(".sheet .paper-table thead th");
        return [...heads].map((head) => Math.round(head.getBoundingClientRect().width / 96 * 254) / 10);
      }
    """)
    assert widths[:6] == pytest.approx([12, 62, 21, 25, 25, 20], abs=0.3)


@pytest.mark.parametrize(("lines", "pages"), [(38, [["1", "2", "3"]]), (39, [["1", "2"], ["3"]])])
def test_the_last_rows_come_with_the_signature_as_in_the_pdf(login, lines, pages):
    short = Block("paragraph", "", (Run("Dòng."),))
    made = paper_of(*[short] * lines, table(3))
    assert printed(made)[1:] == pages
    sheets = shown(login("chuyenvien.laocai", height=1000), made)
    assert [[text for text, _ in sheet["rows"] if text.isdecimal()] for sheet in sheets] == printed(made)
