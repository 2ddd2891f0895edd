"""Asking for a paper with the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import expect


def test_whoever_presses_the_button_stands_on_the_link_when_the_paper_is_there(login):
    page = login("chuyenvien.langson")
    page.goto("/chi-thi/langson-2024/")
    page.get_by_role("button", name="Tạo PDF").focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Tải về PDF")
    expect(link).to_be_focused()
    expect(page.locator("#papers-said")).to_have_text("PDF: đã có.")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "chi-thi-du-thao-langson-2024.pdf"
    expect(page.get_by_role("button", name="Tạo DOCX")).to_be_visible()
