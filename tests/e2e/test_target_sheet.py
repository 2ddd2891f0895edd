"""The sheet of targets in a real browser: pasted, moved, read as it is left, saved whole; by keyboard alone too."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import PASSWORD, App

APPENDIX = json.loads(
    (Path(__file__).resolve().parents[2] / "campaigns" / "data" / "laocai-2024.json").read_text(encoding="utf-8")
)["appendices"][0]["body"]
PASTE = """([field, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  field.focus();
  field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
BLOCK = [
    ("Kinh tế", "Tốc độ tăng trưởng kinh tế (GRDP)", "Trên 10%"),
    ("Kinh tế", "Thu ngân sách nhà nước", "12.800 tỷ đồng"),
    ("Xã hội", "Tỷ lệ đô thị hóa", "33,5%"),
    ("Xã hội", "Tỷ lệ thất nghiệp", "Dưới 1,2%"),
    ("Môi trường", "Tỷ lệ che phủ rừng", "59,2%"),
]


def open_sheet(page: Page) -> str:
    """The empty sheet of a new draft of Lạng Sơn; the code of the directive."""
    page.goto("/chi-thi/soan-moi/")
    page.get_by_label("Năm thi đua").fill("2027")
    page.get_by_role("button", name="Tạo bản thảo").click()
    page.wait_for_url("**/soan/")
    code = page.url.split("/")[-3]
    page.goto(f"/chi-thi/{code}/chi-tieu/sua/")
    return code


def name(page: Page, number: int) -> Locator:
    return page.get_by_label(f"Tên chỉ tiêu, dòng {number}", exact=True)


def phrase(page: Page, number: int) -> Locator:
    return page.get_by_label(f"Mức cần đạt, dòng {number}", exact=True)


def tool(page: Page, what: str, number: int) -> Locator:
    return page.get_by_role("button", name=f"{what}, dòng {number}", exact=True)


def paste(field: Locator, text: str) -> None:
    field.page.evaluate(PASTE, [field.element_handle(), text])


def understood(page: Page, number: int) -> Locator:
    return page.locator("[data-understood]").nth(number - 1)


def rows(page: Page) -> list[tuple[str, str, str]]:
    """Group, name and quantity of every row that is not blank."""
    found = page.evaluate(
        """() => [...document.querySelectorAll("[data-row]")].map((row) => [
          row.querySelector('[name$="-group"]').selectedOptions[0].text,
          row.querySelector('[name$="-name"]').value, row.querySelector('[name$="-phrase"]').value])"""
    )
    return [tuple(row) for row in found if row[1]]


def save(page: Page) -> None:
    page.get_by_role("button", name="Lưu chỉ tiêu").click()
    expect(page.get_by_text(re.compile(r"^Đã lưu \d+ dòng chỉ tiêu\.$"))).to_be_visible()


def test_a_pasted_block_is_moved_cut_saved_and_there_again(login: Callable[..., Page]) -> None:
    page = login("chuyenvien.langson")
    open_sheet(page)
    first = page.get_by_label("Nhóm, dòng 1", exact=True)
    paste(first, "\r\n".join("\t".join(line) for line in BLOCK) + "\r\n")
    expect(phrase(page, 5)).to_have_value("59,2%")
    expect(understood(page, 1)).to_contain_text("tăng trên 10%")
    tool(page, "Đưa lên", 5).click()
    tool(page, "Bỏ dòng", 2).click()
    expected = [BLOCK[0], BLOCK[2], BLOCK[4], BLOCK[3]]
    assert rows(page) == expected
    page.get_by_role("button", name="Lấy lại dòng vừa bỏ").click()
    assert rows(page) == [BLOCK[0], BLOCK[1], BLOCK[2], BLOCK[4], BLOCK[3]]
    tool(page, "Bỏ dòng", 2).click()
    save(page)
    assert rows(page) == expected
    page.reload()
    assert rows(page) == expected
    expect(page.locator("[data-restore]")).to_be_hidden()


def test_the_appendix_of_lao_cai_pasted_prints_the_same_lines(login) -> None:
    page = login("chuyenvien.langson")
    code = open_sheet(page)
    paste(name(page, 1), APPENDIX)
    expect(page.locator("[data-count]")).to_have_text("41 chỉ tiêu")
    expect(page.locator(".cell-fault")).to_have_count(0)
    save(page)
    expect(page.locator("[data-count]")).to_have_text("41 chỉ tiêu")
    page.goto(f"/chi-thi/{code}/to-giay/")
    paper = " ".join(page.locator("body > .paper").text_content().split())
    assert " ".join(APPENDIX.split()) in paper


def test_a_row_is_read_as_it_is_left(login) -> None:
    page = login("chuyenvien.langson")
    open_sheet(page)
    name(page, 1).fill("Tỷ lệ đô thị hóa: 33,5%")
    name(page, 1).press("Tab")
    expect(phrase(page, 1)).to_have_value("33,5%")
    expect(name(page, 1)).to_have_value("Tỷ lệ đô thị hóa")
    expect(understood(page, 1)).to_have_text("đạt 33,5%, mức tại thời điểm, càng cao càng tốt")
    phrase(page, 1).fill("3O,5%")
    phrase(page, 1).press("Enter")
    expect(understood(page, 1).locator(".cell-fault")).to_have_text("“3O,5” có chữ “O” lẫn trong số.")
    phrase(page, 1).fill("34%")
    phrase(page, 1).press("Enter")
    expect(understood(page, 1)).to_contain_text("đạt 34%")
    name(page, 2).fill("Lượng khách đạt 4.060 nghìn lượt, doanh thu đạt 4.300 tỷ đồng")
    name(page, 2).press("Enter")
    expect(name(page, 3)).to_have_value("Doanh thu")
    expect(phrase(page, 3)).to_have_value("đạt 4.300 tỷ đồng")


def test_fields_write_the_words_and_words_fill_the_fields(login) -> None:
    page = login("chuyenvien.langson")
    open_sheet(page)
    name(page, 1).fill("Tỷ lệ A")
    tool(page, "Chi tiết", 1).click()
    details = page.locator(".detail-row.open")
    details.get_by_label("So sánh, dòng 1", exact=True).select_option(label="trên")
    details.get_by_label("Giá trị, dòng 1", exact=True).fill("10")
    details.get_by_label("Đơn vị, dòng 1", exact=True).fill("%")
    details.get_by_label("Đơn vị, dòng 1", exact=True).press("Tab")
    expect(phrase(page, 1)).to_have_value("trên 10%")
    phrase(page, 1).fill("7 - 7,5%")
    phrase(page, 1).press("Tab")
    expect(details.get_by_label("Đến, dòng 1", exact=True)).to_have_value("7,5")
    expect(details.get_by_label("So sánh, dòng 1", exact=True)).to_have_value("range")


def test_a_late_answer_does_not_wipe_what_is_typed_meanwhile(login) -> None:
    page = login("chuyenvien.langson")
    open_sheet(page)
    held = []
    page.route("**/chi-tieu/doc/", lambda route: held.append(route))
    name(page, 1).fill("Tỷ lệ A")
    tool(page, "Chi tiết", 1).click()
    details = page.locator(".detail-row.open")
    details.get_by_label("Giá trị, dòng 1", exact=True).fill("10")
    details.get_by_label("Đơn vị, dòng 1", exact=True).focus()
    with page.expect_response("**/chi-tieu/doc/"):
        page.wait_for_timeout(100)  # the sheet asks 60 ms after the row was left
        held[0].continue_()
    expect(understood(page, 1)).not_to_be_empty()
    expect(details.get_by_label("Giá trị, dòng 1", exact=True)).to_have_value("10")


def test_the_register_is_searched_without_accents(app: App, login) -> None:
    page = login("chuyenvien.langson")
    open_sheet(page)
    name(page, 1).fill("Tỷ lệ đô thị hóa: 33,5%")
    tool(page, "Chi tiết", 1).click()
    field = page.locator(".detail-row.open").get_by_label("Trong danh mục, dòng 1", exact=True)
    field.press_sequentially("do thi hoa")
    expect(page.get_by_role("listbox", name="Chỉ tiêu trong danh mục").get_by_role("option").first).to_contain_text(
        "đô thị hóa"
    )
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).not_to_have_value("do thi hoa")
    save(page)


def test_faults_are_told_on_top_with_links_and_nothing_typed_is_lost(login, allow_faults) -> None:
    page = login("chuyenvien.langson")
    open_sheet(page)
    allow_faults("422")
    paste(name(page, 1), "Tỷ lệ A\t5%\nSố xã\t1O0 xã\n")
    page.get_by_role("button", name="Lưu chỉ tiêu").click()
    summary = page.get_by_role("alert").filter(has_text="Có 1 chỗ cần sửa")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Dòng 2, Mức cần đạt").click()
    expect(phrase(page, 2)).to_be_focused()
    expect(phrase(page, 2)).to_have_value("1O0 xã")
    phrase(page, 2).fill("100 xã")
    save(page)
    assert [row[1:] for row in rows(page)] == [("Tỷ lệ A", "5%"), ("Số xã", "100 xã")]


def press_to(page: Page, target: Locator) -> None:
    """Tab until the target has the focus, as somebody without a mouse does."""
    for _ in range(90):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("the keyboard does not reach it")


def test_the_list_is_entered_without_a_mouse(login) -> None:
    page = login("chuyenvien.langson")
    open_sheet(page)
    press_to(page, name(page, 1))
    for number, (_, label, _) in enumerate(BLOCK, start=1):
        page.keyboard.type(label)
        if number < len(BLOCK):
            page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # past the last of the blank rows: a new one
    expect(name(page, 6)).to_be_focused()
    for _ in range(5):
        page.keyboard.press("ArrowUp")
    expect(name(page, 1)).to_be_focused()
    page.keyboard.press("Tab")
    for _, _, words in BLOCK:
        page.keyboard.type(words)
        page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    expect(phrase(page, 4)).to_have_value("59,2%")
    expect(phrase(page, 4)).to_be_focused()
    expect(understood(page, 5)).to_contain_text("dưới 1,2%")
    press_to(page, page.get_by_role("button", name="Lưu chỉ tiêu"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã lưu 5 dòng chỉ tiêu.")).to_be_visible()
    assert [row[1:] for row in rows(page)] == [BLOCK[n][1:] for n in (0, 1, 2, 4, 3)]


def test_rows_typed_after_the_login_ended_are_offered_again(login, allow_faults) -> None:
    page = login("chuyenvien.langson")
    allow_faults("403")
    code = open_sheet(page)
    name(page, 1).fill("Tỷ lệ đô thị hóa")
    phrase(page, 1).fill("33,5%")
    page.context.clear_cookies()
    page.get_by_role("button", name="Lưu chỉ tiêu").click()
    expect(page.get_by_role("button", name="Lưu chỉ tiêu")).to_be_hidden()
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill("chuyenvien.langson")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", name="Tổng quan")).to_be_visible()
    page.goto(f"/chi-thi/{code}/chi-tieu/sua/")
    page.get_by_role("button", name="Lấy lại phần đó").click()
    assert [row[1:] for row in rows(page)] == [("Tỷ lệ đô thị hóa", "33,5%")]
    save(page)


@pytest.mark.parametrize("width", [1366, 390])
def test_the_sheet_does_not_scroll_sideways(login, width) -> None:
    page = login("chuyenvien.langson", width=width, height=768)
    open_sheet(page)
    paste(name(page, 1), APPENDIX)
    expect(page.locator("[data-count]")).to_have_text("41 chỉ tiêu")
    tool(page, "Chi tiết", 1).click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
