"""A unit's report in a real browser: entered with a slip, sent, returned, corrected, verified, locked and unlocked."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import App

CODE = "laocai-2024"
BUDGET = "Thu ngân sách nhà nước trên địa bàn"
SLIP = "Ghi 26,1% nhưng 9.500/12.800 là 74,2%."
PASTE = """([field, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  field.focus();
  field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
#: The number of the page of a target, for the history of its figures.
TARGET = """
from targets.models import Target
print(Target.objects.get(directive__code="laocai-2024", name__startswith="Thu ngân sách").pk)
"""


def open_nine_months(staff: Page) -> None:
    staff.goto(f"/chi-thi/{CODE}/bao-cao/")
    if staff.get_by_role("columnheader", name=re.compile("9 tháng")).count():
        return
    staff.get_by_role("link", name="Mở kỳ báo cáo").click()
    staff.get_by_label("Kỳ báo cáo").select_option(label="9 tháng năm 2024")
    staff.get_by_role("button", name="Mở kỳ").click()
    expect(staff.get_by_role("status").first).to_contain_text("Đã mở kỳ 9 tháng năm 2024, hạn gửi 05/10/2024.")


def confirm(page: Page, button: str) -> None:
    page.get_by_role("button", name=button).click()
    page.get_by_role("button", name="Đồng ý").click()


def my_nine_months(officer: Page) -> None:
    officer.goto("/bao-cao-cua-toi/")
    officer.get_by_role("link", name="9 tháng năm 2024").click()


def findings(page: Page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found if one["impact"] in ("serious", "critical")
    ]


def test_from_the_first_figure_to_the_lock_and_back(app: App, login):
    staff, officer = login("chuyenvien.laocai"), login("taichinh.laocai")
    target = app.manage("shell", "--no-imports", stdin=TARGET).strip()
    open_nine_months(staff)

    my_nine_months(officer)
    expect(officer.get_by_role("rowheader")).to_contain_text(BUDGET)
    officer.get_by_label("Kết quả, dòng 1").fill("9.500")
    officer.get_by_label("% ghi kèm, dòng 1").fill("26,1")
    officer.get_by_label("Nguồn, dòng 1").fill("Cục Thuế tỉnh")
    officer.get_by_label("Minh chứng, dòng 1").set_input_files(
        {"name": "bieu-thu.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 bieu thu"}
    )
    expect(officer.locator("[data-file-words]")).to_have_text("bieu-thu.pdf")
    officer.get_by_role("button", name="Gửi báo cáo").click()
    expect(officer.get_by_text("Đã lưu nháp, chưa gửi: có 1 chỗ nên xem lại.")).to_be_visible()
    expect(officer.locator("td .cell-warning")).to_have_text(re.compile(re.escape(f"% ghi kèm: {SLIP}")))
    assert findings(officer) == []
    officer.get_by_role("button", name="Gửi báo cáo").click()
    expect(officer.get_by_text("Đã gửi báo cáo.")).to_be_visible()
    expect(officer.get_by_label("Kết quả, dòng 1")).to_have_count(0)

    staff.goto(f"/chi-thi/{CODE}/bao-cao/?tinhtrang=dagui")
    staff.get_by_role("link", name="Sở Tài chính tỉnh Lào Cai, 9 tháng năm 2024: Đã gửi").click()
    expect(staff.locator("td .cell-warning")).to_have_text(SLIP)
    with staff.expect_download() as waiting:
        staff.get_by_role("link", name="bieu-thu.pdf").click()
    assert waiting.value.path().read_bytes() == b"%PDF-1.7 bieu thu"
    staff.get_by_role("link", name="Trả lại").click()
    staff.get_by_label("Lý do").fill("Tính lại tỷ lệ so với dự toán.")
    staff.get_by_role("button", name="Trả lại").click()
    expect(staff.get_by_text("Đã trả lại cho đơn vị.")).to_be_visible()

    my_nine_months(officer)
    expect(officer.get_by_role("note").get_by_text("Tính lại tỷ lệ so với dự toán.")).to_be_visible()
    officer.get_by_label("% ghi kèm, dòng 1").fill("74,2")
    officer.get_by_role("button", name="Gửi báo cáo").click()
    expect(officer.get_by_text("Đã gửi báo cáo.")).to_be_visible()
    expect(officer.locator("td .cell-warning")).to_have_count(0)

    staff.reload()
    confirm(staff, "Xác nhận")
    expect(staff.get_by_text("Đã xác nhận số liệu. Báo cáo đã khóa.")).to_be_visible()
    officer.reload()
    locked = re.compile(r"Đã khóa vì đã xác nhận bởi Nguyễn Thị Hương lúc .+ đề nghị Nguyễn Thị Hương mở khóa\.")
    expect(officer.get_by_text(locked)).to_be_visible()
    expect(officer.get_by_role("button", name="Lưu")).to_have_count(0)
    officer.goto(f"/chi-thi/{CODE}/chi-tieu/{target}/")
    expect(officer.get_by_role("cell", name=re.compile("9.500")).first).to_be_visible()

    staff.get_by_role("link", name="Mở khóa").click()
    staff.get_by_label("Lý do").fill("Cục Thống kê sửa số.")
    staff.get_by_role("button", name="Mở khóa").click()
    expect(staff.get_by_text("Đã mở khóa, đơn vị sửa được.")).to_be_visible()
    my_nine_months(officer)
    expect(officer.get_by_label("Kết quả, dòng 1")).to_have_value("9.500")
    officer.goto(f"/chi-thi/{CODE}/chi-tieu/{target}/")
    expect(officer.get_by_role("cell", name=re.compile("9.500"))).to_have_count(0)


def test_a_block_from_a_spreadsheet_is_pasted_and_the_keyboard_is_enough(login, allow_faults):
    allow_faults("422")  # a letter in a number is sent on purpose
    open_nine_months(login("chuyenvien.laocai"))
    officer = login("kehoach.laocai")
    my_nine_months(officer)
    first = officer.get_by_label("Kết quả, dòng 1", exact=False).first
    block = "8,5\tLũy kế\t30/09/2024\n12,0\tlũy kế\t29/09/2024\n42,1\tLũy kế\t28/09/2024"
    officer.evaluate(PASTE, [first.element_handle(), block])
    expect(officer.locator("[data-grid-status]")).to_have_text("Đã dán 9 ô.")
    cells = officer.locator("td.cell-value input")
    assert [cells.nth(row).input_value() for row in range(4)] == ["8,5", "12,0", "42,1", ""]
    assert officer.locator("td.cell-as_of input").nth(2).input_value() == "28/09/2024"
    officer.locator("td.cell-as_of input").nth(1).press("ArrowDown")
    expect(officer.locator("td.cell-as_of input").nth(2)).to_be_focused()
    assert officer.locator("td.cell-as_of input").nth(1).input_value() == "29/09/2024"
    cells.nth(2).focus()
    officer.keyboard.press("Enter")
    officer.keyboard.type("35,5O")
    officer.keyboard.press("Tab")
    officer.get_by_role("button", name="Lưu").press("Enter")
    expect(officer.get_by_role("alert")).to_contain_text("“35,5O” có chữ “O” lẫn trong số.")
    expect(cells.nth(3)).to_have_value("35,5O")
    officer.get_by_role("alert").get_by_role("link").click()
    expect(cells.nth(3)).to_be_focused()
    cells.nth(3).fill("35,5")
    officer.get_by_role("button", name="Lưu").click()
    expect(officer.get_by_text("Đã lưu nháp lúc")).to_be_visible()
    assert [cells.nth(row).input_value() for row in range(4)] == ["8,5", "12", "42,1", "35,5"]


def test_targets_are_given_in_bulk_by_searching_without_accents(login):
    staff = login("chuyenvien.laocai")
    staff.goto(f"/chi-thi/{CODE}/giao/")
    box = staff.get_by_label(re.compile(f"Chọn {BUDGET}"))
    box.check()
    expect(staff.get_by_text("Đã chọn 1 chỉ tiêu.")).to_be_visible()
    staff.get_by_label("Tìm đơn vị, không cần dấu").fill("noi vu")
    expect(staff.locator(".choose-item:visible")).to_have_count(1)
    staff.get_by_label("Sở Nội vụ tỉnh Lào Cai").check()
    staff.get_by_label("Phần giao").fill("1.280")
    assert findings(staff) == []
    staff.get_by_role("button", name="Giao", exact=True).click()
    expect(staff.get_by_text("Đã giao 1 chỉ tiêu cho 1 đơn vị.")).to_be_visible()
    row = staff.get_by_role("row").filter(has_text=BUDGET)
    expect(row).to_contain_text("Sở Nội vụ tỉnh Lào Cai: 1.280 tỷ đồng")
    expect(row).to_contain_text("còn thiếu 11.520 tỷ đồng")
    row.get_by_role("link", name=re.compile("Bỏ giao .* Sở Nội vụ")).click()
    staff.get_by_label("Lý do bỏ giao").fill("Giao nhầm")
    staff.get_by_role("button", name="Bỏ giao").click()
    expect(staff.get_by_role("row").filter(has_text=BUDGET)).not_to_contain_text("Sở Nội vụ")


@pytest.mark.parametrize("path", ["bao-cao/", "bao-cao/mo-ky/", "giao/"])
@pytest.mark.parametrize("width", [1366, 390])
def test_pages_hold_nothing_serious_and_run_off_no_screen(login, path, width):
    page = login("chuyenvien.laocai", width=width)
    page.goto(f"/chi-thi/{CODE}/{path}")
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
