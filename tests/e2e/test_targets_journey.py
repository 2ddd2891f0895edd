"""One figure's way through the house: entered, returned once, corrected, verified; the verdict and the report change."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.test_target_reports import CODE, confirm, my_nine_months, open_nine_months

REVENUE = "Doanh thu du lịch trên địa bàn"
REASON = "Số 20.500 là của cả quý IV ước; đề nghị ghi số đến 30/9."


def verdict(page: Page) -> str:
    page.goto(f"/chi-thi/{CODE}/chi-tieu/?q=doanh+thu+du+lich")
    return page.get_by_role("row").filter(has_text=REVENUE).inner_text()


def printed(page: Page, address: str) -> Locator:
    """The row of the target in the table of the report's paper."""
    page.goto(address)
    return (
        page.frame_locator("iframe.paper-frame")
        .locator(".paper tr")
        .filter(has_text=REVENUE)
        .filter(has_text="27.200 tỷ đồng")
        .first
    )


def new_report(page: Page) -> str:
    """A draft of the nine months' report; its address."""
    page.goto(f"/chi-thi/{CODE}/bao-cao-tien-do/lap/")
    page.get_by_label("Kỳ").select_option(label="9 tháng năm 2024")
    page.get_by_role("button", name=re.compile("^Lập")).click()
    page.get_by_role("link", name="Xong, xem báo cáo").click()
    return page.url


def enter(page: Page, value: str) -> None:
    my_nine_months(page)
    page.get_by_label(f"Kết quả, dòng {row_of(page, REVENUE)}").fill(value)
    page.get_by_label(f"Ghi chú, dòng {row_of(page, 'Tổng lượng khách')}").fill("Chưa có số liệu 9 tháng.")
    page.get_by_role("button", name="Gửi báo cáo").click()


def row_of(page: Page, name: str) -> int:
    heads = page.get_by_role("rowheader").all_inner_texts()
    return next(number for number, head in enumerate(heads, start=1) if name in head)


def test_a_verified_figure_changes_the_verdict_and_the_report(login):
    staff, officer = login("chuyenvien.laocai"), login("dulich.laocai")
    open_nine_months(staff)
    assert "Đúng tiến độ" in verdict(staff)
    report = new_report(staff)
    expect(printed(staff, report)).to_contain_text(re.compile(r"3\.455\s*14/02/2024"))

    enter(officer, "20.500")
    expect(officer.get_by_text("Đã gửi báo cáo.")).to_be_visible()
    assert "3.455" in verdict(staff)  # what is not verified does not count

    staff.goto(f"/chi-thi/{CODE}/bao-cao/?tinhtrang=dagui")
    staff.get_by_role("link", name=re.compile("Sở Du lịch.+9 tháng năm 2024")).click()
    staff.get_by_role("link", name="Trả lại").click()
    staff.get_by_label("Lý do").fill(REASON)
    staff.get_by_role("button", name="Trả lại").click()
    my_nine_months(officer)
    expect(officer.get_by_role("note").get_by_text(REASON)).to_be_visible()

    enter(officer, "18.500")
    expect(officer.get_by_text("Đã gửi báo cáo.")).to_be_visible()
    staff.goto(f"/chi-thi/{CODE}/bao-cao/?tinhtrang=dagui")
    staff.get_by_role("link", name=re.compile("Sở Du lịch.+9 tháng năm 2024")).click()
    confirm(staff, "Xác nhận")
    expect(staff.get_by_text("Đã xác nhận số liệu. Báo cáo đã khóa.")).to_be_visible()

    after = verdict(staff)
    assert "Chậm tiến độ" in after
    assert "18.500" in after
    row = printed(staff, report)
    expect(row).to_contain_text(re.compile(r"18\.500\s*30/09/2024"))
    expect(row).not_to_contain_text("3.455")
