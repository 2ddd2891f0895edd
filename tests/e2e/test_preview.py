"""The sheets on screen are the pages of the print."""

from __future__ import annotations

import pytest

from tests.documents.measure import lines_of
from tests.e2e.conftest import App

#: The words in the middle of the first line of a sheet, without the cut ones at both ends.
FIRST_LINE = """
(sheet) => {
  sheet.scrollIntoView();
  return new Promise((done) => setTimeout(() => {
    const box = sheet.querySelector(".sheet-window").getBoundingClientRect();
    const caret = document.caretRangeFromPoint(box.left + box.width * 0.2, box.top + box.width * 0.015);
    done(caret.startContainer.textContent.slice(caret.startOffset, caret.startOffset + 30));
  }, 250));
}
"""


@pytest.mark.parametrize("code", ["laocai-2024", "langson-2024"])
def test_sheets_break_where_the_pages_of_the_pdf_do(app: App, login, code, tmp_path):
    file = tmp_path / "giay.pdf"
    app.manage("render_directive", code, "--format", "pdf", "--out", str(file))
    lines = [one for one in lines_of(file.read_bytes()) if one.top > 20 and one.size < 20]
    pages = sorted({one.words[0].page for one in lines})
    province = code.partition("-")[0]
    page = login(f"chuyenvien.{province}", height=1000)
    page.goto(f"/chi-thi/{code}/to-giay/")
    page.wait_for_selector(".sheet .sheet-window")
    sheets = page.locator(".sheet")
    assert sheets.count() == len(pages)
    for number in pages[1:]:
        first = next(one for one in lines if one.words[0].page == number)
        shown = sheets.nth(number - 1).evaluate(FIRST_LINE).split()[1:-1]
        assert shown
        assert " ".join(shown) in first.text, number


def test_sheets_of_a_draft_carry_the_watermark_and_page_numbers(login):
    page = login("chuyenvien.langson")
    page.goto("/chi-thi/langson-2024/to-giay/")
    page.wait_for_selector(".sheet .sheet-window")
    numbers = page.locator(".sheet-number").all_text_contents()
    assert numbers == [str(number) for number in range(2, page.locator(".sheet").count() + 1)]
    assert page.locator(".sheet-watermark").count() == page.locator(".sheet").count()
