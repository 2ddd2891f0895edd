"""A progress report as two people do it: drafted from the figures, a section written, numbered, taken away as files."""

from __future__ import annotations

import io
import re
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.e2e.conftest import App
from tests.e2e.test_accessibility import findings, fits

#: A committee of its own with an issued directive, targets and verified results.
SETTING = """
from datetime import date
from campaigns import services
from organizations.models import User
from organizations.services import create_organization, grant_membership
from organizations.enums import Role
from tests.factories.campaigns import DirectiveFactory
from tests.targets.reviewed import enter_results, enter_targets
issuer = create_organization(by=None, code="laocai-bc", name="Ủy ban nhân dân tỉnh Lào Cai", kind="peoples_committee",
    level="province", document_symbol="UBND", place="Lào Cai")
people = {}
for role, name in ((Role.STAFF, "soanthao"), (Role.LEADER, "lanhdao"), (Role.CLERK, "vanthu")):
    people[role] = User.objects.create_user(f"{name}.bc", "mat-khau-trinh-dien", full_name=f"Người {role.label}")
    grant_membership(user=people[role], organization=issuer, role=role, by=None, valid_from=date(2021, 1, 1))
directive = DirectiveFactory(code="laocai-bc-2024", issuer=issuer, created_by=people[Role.STAFF])
services.submit_directive(directive, by=people[Role.STAFF])
services.approve_directive(directive, by=people[Role.LEADER], approved_on=date(2024, 1, 18))
services.issue_directive(directive, by=people[Role.CLERK], number=1, issued_on=date(2024, 1, 19))
enter_results(enter_targets(directive))
"""
WRITTEN = "Đã tặng 120 bằng khen cho tập thể, cá nhân; 58% là người trực tiếp lao động."


@pytest.fixture(scope="session")
def setting(app: App) -> None:
    app.manage("shell", "--no-imports", stdin=SETTING)


def download(page: Page, fmt: str, label: str) -> tuple[str, bytes]:
    """Ask for the paper in a format, wait for it, take it away."""
    page.get_by_role("button", name=f"Tạo {fmt}").click()
    link = page.get_by_role("link", name=f"Tải về {label}")
    expect(link).to_be_visible(timeout=30_000)
    with page.expect_download() as taken:
        link.click()
    return taken.value.suggested_filename, Path(taken.value.path()).read_bytes()


def test_a_report_is_drafted_written_numbered_and_printed(login, setting):
    staff = login("soanthao.bc")
    staff.goto("/chi-thi/laocai-bc-2024/")
    staff.get_by_role("link", name="Báo cáo tiến độ").click()
    staff.get_by_role("link", name="Lập báo cáo", exact=True).first.click()
    staff.get_by_label("Loại báo cáo").select_option(label="Báo cáo sơ kết")
    staff.get_by_label("Kỳ báo cáo").select_option(label="6 tháng đầu năm 2024")
    staff.get_by_role("button", name="Lập báo cáo").click()
    staff.wait_for_url("**/soan/")
    rewards = staff.get_by_role("group", name="III. CÔNG TÁC KHEN THƯỞNG").get_by_label("Nội dung")
    rewards.fill(WRITTEN)
    paper = staff.frame_locator("[data-preview-frame]")
    expect(paper.locator(".sheets").get_by_text(WRITTEN).first).to_be_attached()
    expect(staff.locator("[data-save-state]")).to_have_text(re.compile(r"^Đã lưu \d\d:\d\d$"))

    results = staff.get_by_role("group", name="II. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU")
    results.get_by_label("Nội dung").fill("Chữ gõ nhầm.")
    results.get_by_role("button", name="Soạn lại phần số liệu").click()
    staff.get_by_role("dialog").get_by_role("button", name="Soạn lại", exact=True).click()
    expect(results.get_by_label("Nội dung")).to_have_value(re.compile("đề ra 7 chỉ tiêu"))
    expect(rewards).to_have_value(WRITTEN)
    staff.get_by_role("link", name="Xong, xem báo cáo").click()
    expect(staff.get_by_text("Việc của văn thư").first).to_be_visible()
    address = staff.url

    clerk = login("vanthu.bc")
    clerk.goto(address)
    clerk.get_by_role("link", name="Cấp số và ban hành").click()
    clerk.get_by_role("spinbutton", name="Số").fill("15")
    clerk.get_by_label("Ngày ban hành").fill("05/07/2024")
    clerk.get_by_role("button", name="Ban hành").click()
    expect(clerk.get_by_text("Đã ban hành ngày 05/07/2024")).to_be_visible()

    name, pdf = download(clerk, "PDF", "PDF")
    assert name == "bao-cao-15-laocai-bc-2024-half-1.pdf"
    text = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(pdf)))
    for piece in ("15/BC-UBND", "TM. ỦY BAN NHÂN DÂN", "3.200,5", "120 bằng khen", "Sở Nông nghiệp"):
        assert piece in text
    _, docx = download(clerk, "DOCX", "Word (DOCX)")
    assert "120 bằng khen" in ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()
    _, xlsx = download(clerk, "XLSX", "Excel (XLSX)")
    cells = [value for sheet in load_workbook(io.BytesIO(xlsx)) for row in sheet.values for value in row]
    assert 3200.5 in cells
    clerk.goto("/chi-thi/laocai-bc-2024/bao-cao-tien-do/")
    expect(clerk.get_by_role("cell", name="15/BC-UBND")).to_be_visible()


@pytest.mark.parametrize("width", [1366, 390])
def test_every_screen_of_it_is_accessible(login, setting, width):
    page = login("soanthao.bc", width=width, height=844)
    base = "/chi-thi/laocai-bc-2024/bao-cao-tien-do/"
    page.goto(f"{base}lap/")
    assert (findings(page), fits(page)) == ([], True)
    page.get_by_label("Loại báo cáo").select_option(label="Báo cáo tổng kết")
    page.get_by_label("Kỳ báo cáo").select_option(label="Tháng 1 năm 2024" if width == 390 else "Quý I năm 2024")
    page.get_by_role("button", name="Lập báo cáo").click()
    page.wait_for_url("**/soan/")
    assert (findings(page), fits(page)) == ([], True)
    page.get_by_role("button", name="Soạn lại phần số liệu").first.click()
    assert findings(page) == []
    page.keyboard.press("Escape")
    for address in (page.url.removesuffix("soan/"), base):
        page.goto(address)
        assert (findings(page), fits(page)) == ([], True)
