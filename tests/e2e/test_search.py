"""The search box: by keyboard on every page, without script on its own page, as an icon on a phone."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.e2e.conftest import PASSWORD


def test_slash_opens_the_box_arrows_choose_and_escape_closes(login):
    page = login("chuyenvien.laocai")
    page.goto("/chi-thi/")
    page.keyboard.press("/")
    box = page.get_by_role("searchbox", name="Tra cứu")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    page.keyboard.type("01/ct-ubnd")
    first = page.locator("#ket-qua-nhanh a").first
    expect(first).to_contain_text("01/CT-UBND")
    expect(first.locator("mark")).to_have_text("01/CT-UBND")
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#ket-qua-nhanh")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Tra cứu")).to_be_visible()
    expect(page.get_by_role("link", name="01/CT-UBND")).to_be_visible()


def test_slash_typed_in_a_field_stays_there(login):
    page = login("chuyenvien.laocai")
    page.goto("/chi-thi/")
    field = page.locator(".filters input[type=search]")
    field.click()
    page.keyboard.type("01/CT")
    expect(field).to_have_value("01/CT")


def test_it_works_without_script(chromium: Browser, app):
    context = chromium.new_context(base_url=app.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill("chuyenvien.laocai")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    box = page.get_by_role("searchbox", name="Tra cứu")
    box.fill("so noi vu")
    box.press("Enter")
    expect(page.locator(".search-hit").first).to_contain_text("Sở Nội vụ")
    context.close()


def test_on_a_phone_an_icon_leads_there(login):
    page = login("laodong.laocai", width=390, height=844)
    page.locator(".topbar").get_by_role("link", name="Tra cứu").click()
    page.get_by_role("searchbox", name="Từ cần tìm").fill("sở")
    page.get_by_role("button", name="Tìm").click()
    expect(page.locator(".search-hit").first).to_be_visible()
