"""The editor in a real browser: what is typed survives a lost login, a lost connection and another person's save."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PASSWORD, App

#: A colleague of the demonstration's staff of Lạng Sơn.
COLLEAGUE = """
from datetime import date
from organizations.models import Organization, User
from organizations.services import grant_membership
from organizations.enums import Role
if not User.objects.filter(username="dongnghiep.langson").exists():
    user = User.objects.create_user("dongnghiep.langson", "mat-khau-trinh-dien", full_name="Lành Thị Đào")
    issuer = Organization.objects.get(code="langson")
    grant_membership(user=user, organization=issuer, role=Role.STAFF, by=None, valid_from=date(2021, 1, 1))
"""
WORD = """<html><body><!--StartFragment-->
<p class=MsoNormal><b><span style='font-size:14.0pt'>I. MỤC TIÊU</span></b></p>
<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>Thi đua
 <i>sáng tạo</i>, <b style='font-weight:normal'>hiệu quả</b></p>
<p><span style='font-size:14pt;font-weight:700;font-style:italic'>Đậm nghiêng</span></p>
<ul><li>Gạch đầu dòng</li></ul><ol start="3"><li>Ba</li><li>Bốn</li></ol>
<!--EndFragment--><script>alert(1)</script></body></html>"""
PASTE = """([area, html]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  area.focus();
  area.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def new_draft(page: Page) -> str:
    """An empty draft of Lạng Sơn, opened in the editor; its address."""
    page.goto("/chi-thi/soan-moi/")
    page.get_by_label("Năm thi đua").fill("2026")
    page.get_by_role("button", name="Tạo bản thảo").click()
    page.wait_for_url("**/soan/")
    return page.url


def saved(page: Page) -> None:
    expect(page.locator("[data-save-state]")).to_have_text(re.compile(r"^Đã lưu \d\d:\d\d$"))


def theme(page: Page):
    return page.get_by_label("Chủ đề")


def enter_again(page: Page) -> None:
    page.get_by_label("Tên đăng nhập").fill("chuyenvien.langson")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


def test_typing_is_saved_by_itself(login: Callable[..., Page]) -> None:
    page = login("chuyenvien.langson")
    new_draft(page)
    theme(page).fill("Đoàn kết, sáng tạo")
    saved(page)
    page.reload()
    expect(theme(page)).to_have_value("Đoàn kết, sáng tạo")
    expect(page.locator("[data-restore]")).to_be_hidden()


def test_leaving_at_once_saves_the_last_words_first(login) -> None:
    page = login("chuyenvien.langson")
    new_draft(page)
    theme(page).fill("Gõ xong bấm ngay")
    page.get_by_role("link", name="Xong, xem chỉ thị").click()
    page.wait_for_url(re.compile(r"/chi-thi/langson-2026[-\d]*/$"))
    expect(page.get_by_text("Gõ xong bấm ngay").first).to_be_visible()


def test_text_typed_after_the_login_ended_is_offered_again(login, allow_faults) -> None:
    page = login("chuyenvien.langson")
    address = new_draft(page)
    page.get_by_label("Trích yếu").fill("Về phát động thi đua")
    saved(page)
    page.context.clear_cookies()
    allow_faults("403")
    theme(page).fill("Gõ sau khi phiên đã hết")
    page.get_by_role("button", name="Thêm phụ lục").click()
    page.get_by_label("Tên phụ lục").fill("Phụ lục gõ dở")
    expect(page.locator("[data-save-state]")).to_contain_text("phiên làm việc đã hết")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)
    enter_again(page)
    page.wait_for_url("**/soan/")
    expect(theme(page)).to_have_value("")
    page.get_by_role("button", name="Lấy lại phần đó").click()
    expect(theme(page)).to_have_value("Gõ sau khi phiên đã hết")
    expect(page.get_by_label("Tên phụ lục")).to_have_value("Phụ lục gõ dở")
    saved(page)
    page.reload()
    expect(theme(page)).to_have_value("Gõ sau khi phiên đã hết")
    expect(page.get_by_label("Tên phụ lục")).to_have_value("Phụ lục gõ dở")
    expect(page.locator("[data-restore]")).to_be_hidden()


def test_the_page_saves_on_after_a_login_in_another_window(login, allow_faults) -> None:
    page = login("chuyenvien.langson")
    address = new_draft(page)
    page.context.clear_cookies()
    allow_faults("403")
    theme(page).fill("Vẫn còn nguyên")
    expect(page.locator("[data-save-state]")).to_contain_text("phiên làm việc đã hết")
    other = page.context.new_page()
    other.goto(address)
    enter_again(other)
    other.wait_for_url("**/soan/")
    expect(page.locator("[data-save-state]")).to_have_text(re.compile(r"^Đã lưu \d\d:\d\d$"), timeout=20_000)
    other.reload()
    expect(theme(other)).to_have_value("Vẫn còn nguyên")


def test_a_lost_connection_loses_nothing(login, allow_faults) -> None:
    page = login("chuyenvien.langson")
    new_draft(page)
    allow_faults("ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(True)
    theme(page).fill("Gõ khi mất mạng")
    expect(page.locator("[data-save-state]")).to_contain_text("mất kết nối")
    page.context.set_offline(False)
    saved(page)


def test_of_two_people_neither_loses_the_words(app: App, login, allow_faults) -> None:
    app.manage("shell", "--no-imports", stdin=COLLEAGUE)
    mine, theirs = login("chuyenvien.langson"), login("dongnghiep.langson")
    address = new_draft(mine)
    theirs.goto(address)
    allow_faults("409")
    theme(theirs).fill("Thi đua của đồng nghiệp")
    saved(theirs)
    theme(mine).fill("Thi đua của tôi")
    expect(mine.locator("[data-save-state]")).to_contain_text("Lành Thị Đào đã lưu chỉ thị này lúc")
    mine.get_by_role("button", name="Lưu thành bản").click()
    notice = mine.get_by_role("alert").filter(has_text="Hai người cùng sửa")
    expect(notice.locator(".changes del")).to_contain_text("đồng nghiệp")
    expect(notice.locator(".changes ins")).to_contain_text("tôi")
    expect(theme(mine)).to_have_value("Thi đua của tôi")
    theme(mine).fill("Thi đua của cả hai")
    mine.wait_for_timeout(2500)  # longer than autosave waits: it must not save over the other's words unasked
    theirs.reload()
    expect(theme(theirs)).to_have_value("Thi đua của đồng nghiệp")
    mine.get_by_role("button", name="Lưu thành bản").click()
    expect(mine.get_by_text("Đã lưu thành một bản.")).to_be_visible()
    mine.goto(address.replace("/soan/", "/ban-luu/"))
    mine.get_by_role("button", name="So sánh hai bản đã chọn").click()
    expect(mine.locator("main del").filter(has_text="đồng nghiệp")).to_be_visible()


def test_the_paper_follows_the_typing_and_stays_where_it_was(login) -> None:
    page = login("chuyenvien.langson")
    new_draft(page)
    body = page.get_by_label("Nội dung", exact=True)
    body.fill("\n\n".join(f"{number}. Đoạn thứ {number} của chỉ thị. " + "Chữ " * 60 for number in range(1, 40)))
    paper = page.frame_locator("[data-preview-frame]")
    expect(paper.locator(".sheet").nth(2)).to_be_attached()
    frame = page.frames[-1]
    frame.evaluate("document.scrollingElement.scrollTop = 900")
    body.press("End")
    page.get_by_label("Trích yếu").fill("Về một việc mới")
    expect(paper.locator("body > .paper")).to_contain_text("Về một việc mới")
    assert frame.evaluate("document.scrollingElement.scrollTop") == pytest.approx(900, abs=2)


def test_text_pasted_from_word_keeps_its_structure(login) -> None:
    page = login("chuyenvien.langson")
    new_draft(page)
    body = page.get_by_label("Nội dung", exact=True)
    page.evaluate(PASTE, [body.element_handle(), WORD])
    expect(body).to_have_value(
        "**I. MỤC TIÊU**\n\n1. Thi đua *sáng tạo*, hiệu quả\n\n***Đậm nghiêng***\n\n- Gạch đầu dòng\n\n3. Ba\n\n4. Bốn"
    )
    saved(page)


def test_appendices_are_moved_and_removed_on_the_page(login) -> None:
    page = login("chuyenvien.langson")
    new_draft(page)
    for number, title in enumerate(("Một", "Hai", "Ba")):
        page.get_by_role("button", name="Thêm phụ lục").click()
        page.get_by_label("Tên phụ lục").nth(number).fill(title)
    page.get_by_role("button", name="Đưa phụ lục lên trước").nth(2).click()
    page.get_by_role("button", name="Bỏ", exact=True).first.click()
    saved(page)
    page.reload()
    titles = page.get_by_label("Tên phụ lục")
    expect(titles).to_have_count(2)
    assert [titles.nth(number).input_value() for number in range(2)] == ["Ba", "Hai"]
    page.get_by_role("button", name="Lưu thành bản").click()
    expect(page.get_by_text("Đã lưu thành một bản.")).to_be_visible()
    expect(page.locator("[data-restore]")).to_be_hidden()


def press_to(page: Page, target) -> None:
    """Tab until the target has the focus, as somebody without a mouse does."""
    for _ in range(80):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("the keyboard does not reach it")


def test_a_directive_is_sent_for_review_without_a_mouse(login) -> None:
    page = login("chuyenvien.langson")
    address = new_draft(page)
    for label, text in (
        ("Trích yếu", "Về phát động thi đua"),
        ("Nội dung", "Thi đua lập thành tích./."),
        ("Họ và tên người ký", "Hồ Tiến Thiệu"),
        ("Nơi nhận", "Lưu: VT"),
    ):
        field = page.get_by_label(label, exact=True)
        press_to(page, field)
        page.keyboard.press("Control+A")
        page.keyboard.type(text)
    saved(page)
    page.goto(address.replace("/soan/", "/"))
    press_to(page, page.get_by_role("link", name="Trình duyệt"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/trinh/")
    press_to(page, page.get_by_role("button", name="Trình duyệt"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đang chờ lãnh đạo duyệt.")).to_be_visible()


@pytest.mark.parametrize("width", [1366, 390])
def test_no_page_scrolls_sideways(login, width) -> None:
    page = login("chuyenvien.langson", width=width, height=768)
    draft = "/chi-thi/langson-2025/"
    for address in ("/chi-thi/", "/chi-thi/soan-moi/", draft, f"{draft}soan/", f"{draft}ban-luu/", "/phong-trao/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_fourteen_rows_fit_on_a_small_screen(login) -> None:
    page = login("chuyenvien.langson", width=1366, height=768)
    page.goto("/chi-thi/")
    row = page.locator("tbody tr").first.bounding_box()
    assert row["y"] + 14 * row["height"] <= 768
