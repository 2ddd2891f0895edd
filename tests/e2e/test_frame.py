"""The frame and the shared behaviours: rail, menu, dialogs, dates, heads that stay, lists on paper, no script at all."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import PASSWORD, App

ROWS_IN_SIGHT = """() => [...document.querySelectorAll(".list-table tbody tr")]
  .filter((row) => row.getBoundingClientRect().bottom <= innerHeight + 1).length"""


def test_fourteen_rows_of_units_fit_on_a_small_screen_and_no_name_is_cut(login):
    page = login("quantri.laocai")
    page.goto("/don-vi/")
    assert page.evaluate(ROWS_IN_SIGHT) >= 14
    cut = "[...document.querySelectorAll('td.unit-name')].filter((cell) => cell.scrollWidth > cell.clientWidth).length"
    assert page.evaluate(cut) == 0


def test_the_head_of_a_long_list_stays_in_sight(login):
    page = login("quantri.laocai")
    page.goto("/don-vi/")
    page.evaluate("scrollTo(0, 600)")
    head = page.get_by_role("columnheader", name="Tên cơ quan, đơn vị").bounding_box()
    bar = page.locator(".topbar").bounding_box()
    assert head["y"] == pytest.approx(bar["y"] + bar["height"], abs=2)


def test_no_list_runs_off_to_the_side_at_any_width(login):
    page = login("quantri.laocai")
    runs_off = {}
    for path in ("/don-vi/", "/nguoi-dung/", "/chi-thi/", "/phong-trao/", "/giao-dien/"):
        page.goto(path)
        for width in (1366, 1280, 1279, 1024, 861, 768, 701):
            page.set_viewport_size({"width": width, "height": 768})
            runs_off[path, width] = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
    assert {at: by for at, by in runs_off.items() if by} == {}


def test_the_rail_closes_and_the_choice_is_remembered(login):
    page = login("chuyenvien.langson")
    toggle = page.locator("[data-rail-toggle]")
    expect(toggle).to_have_attribute("aria-expanded", "true")
    toggle.click()
    expect(toggle).to_have_attribute("aria-expanded", "false")
    page.goto("/chi-thi/")
    expect(page.locator("[data-rail-toggle]")).to_have_attribute("aria-expanded", "false")
    assert page.locator(".rail").bounding_box()["width"] < 60
    # The words are gone for the eye only.
    expect(page.get_by_role("link", name="Phong trào", exact=True)).to_be_visible()


def test_the_rail_on_a_phone_is_opened_by_its_button(login):
    page = login("chuyenvien.langson", width=390, height=844)
    link = page.get_by_role("link", name="Phong trào", exact=True)
    expect(link).to_be_hidden()
    page.locator("[data-rail-toggle]").click()
    link.click()
    expect(page.get_by_role("heading", level=1, name="Phong trào thi đua")).to_be_visible()


def test_the_menu_of_the_account_opens_closes_and_logs_out_by_keyboard(login):
    page = login("chuyenvien.langson")
    handle = page.locator("summary[aria-label^='Tài khoản']")
    handle.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Đổi mật khẩu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Đổi mật khẩu")).to_be_hidden()
    expect(handle).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Đăng xuất").press("Enter")
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()


def test_the_first_tab_leads_past_the_frame(login):
    page = login("chuyenvien.langson")
    page.goto("/chi-thi/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Đến nội dung chính")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_dialog_takes_the_focus_and_gives_it_back(login):
    page = login("chuyenvien.langson")
    page.goto("/giao-dien/")
    opener = page.get_by_role("button", name="Mở hộp thoại")
    opener.press("Enter")
    dialog = page.get_by_role("dialog", name="Trả lại chỉ thị")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button", name="Đóng")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_question_before_a_form_is_sent_can_be_declined(login):
    page = login("chuyenvien.langson")
    page.goto("/giao-dien/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)
    page.get_by_role("button", name="Gửi", exact=True).click()
    question = page.get_by_role("dialog", name="Xác nhận")
    expect(question).to_contain_text("Gửi đề nghị này cho Sở Nội vụ?")
    question.get_by_role("button", name="Thôi").click()
    expect(question).to_have_count(0)
    assert sent == []


def test_a_date_typed_the_quick_way(login):
    page = login("chuyenvien.langson")
    page.goto("/giao-dien/")
    field = page.locator("#id_day")
    for typed, becomes in {
        "1/2/2024": "01/02/2024",
        "1.2.24": "01/02/2024",
        "29022024": "29/02/2024",
        "31/02/2024": "31/02/2024",
        "mai": "mai",
    }.items():
        field.fill(typed)
        field.press("Tab")
        expect(field).to_have_value(becomes)


def test_arrows_move_a_date_over_the_end_of_february(login):
    page = login("chuyenvien.langson")
    page.goto("/giao-dien/")
    field = page.locator("#id_day")
    field.fill("28/02/2024")
    for key, becomes in (("ArrowUp", "29/02/2024"), ("ArrowUp", "01/03/2024"), ("ArrowDown", "29/02/2024")):
        field.press(key)
        expect(field).to_have_value(becomes)


def words_on_paper(page: Page) -> str:
    paper = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    return " ".join(" ".join(sheet.get_textpage().get_text_bounded() for sheet in paper).split())


def test_a_list_prints_whole_names_with_its_heading_and_without_buttons(login):
    page = login("quantri.laocai")
    page.goto("/don-vi/")
    words = words_on_paper(page)
    assert "Ủy ban nhân dân tỉnh Lào Cai · Phạm Văn Sơn in ngày " in words
    assert re.search(r"in ngày \d\d/\d\d/\d{4} Cơ quan, đơn vị", words)
    assert "Ban Thi đua - Khen thưởng Trung ương" in words
    assert "…" not in words
    assert "Thêm đơn vị" not in words
    assert "Xuất danh sách" not in words
    assert re.search(r"1 / \d", words)


def test_every_way_is_open_without_any_script(chromium: Browser, app: App):
    context = chromium.new_context(
        base_url=app.url, java_script_enabled=False, viewport={"width": 390, "height": 844}, locale="vi-VN"
    )
    page = context.new_page()
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill("chuyenvien.langson")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("link", name="Chỉ thị", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Chỉ thị phát động thi đua")).to_be_visible()
    page.locator("summary[aria-label^='Tài khoản']").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    context.close()
