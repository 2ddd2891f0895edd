"""A decision as two people make it: from checked lines to its number, its files, a revocation, and the statistics."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.e2e.conftest import App
from tests.e2e.test_accessibility import findings, fits

NAMES = ("Giàng A Chứ", "Vàng Thị Máy", "Lý Seo Phà", "Trần Văn Bình", "Thào Mí Dơ", "Sùng Thị Mai")
#: A committee of its own with a checked dossier: six people, and the certificate of its chairman.
SETTING = f"""
from datetime import date
from organizations.models import User
from organizations.services import create_organization, grant_membership
from organizations.enums import Role
from tests.awards.deciding import certificate
from tests.factories.awards import make_dossier, make_honouree
province = create_organization(by=None, code="laocai-qd", name="Ủy ban nhân dân tỉnh Lào Cai",
    kind="peoples_committee", level="province", document_symbol="UBND", place="Lào Cai")
unit = create_organization(by=None, code="sotaichinh-qd", name="Sở Tài chính", kind="department", level="province",
    parent=province)
for role, name in ((Role.STAFF, "soanthao"), (Role.CLERK, "vanthu")):
    person = User.objects.create_user(f"{{name}}.qd", "mat-khau-trinh-dien", full_name=f"Người {{role.label}}")
    grant_membership(user=person, organization=province, role=role, by=None, valid_from=date(2021, 1, 1))
title = certificate("BKQD-CN")
people = tuple(
    make_honouree(name, unit, is_woman="Thị" in name, post="Phó Trưởng phòng") for name in {NAMES!r}
)
make_dossier(province, unit, titles=tuple(title for _ in people), honourees=people)
"""


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


def letters(content: bytes) -> str:
    """The text of a PDF on one line."""
    return " ".join(
        " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(io.BytesIO(content))).split()
    )


def write_words(page: Page, signer: str) -> None:
    """Fill in what no default can know."""
    page.get_by_role("link", name="Soạn lời văn").click()
    bases = page.get_by_label("Căn cứ", exact=True)
    kept = [line for line in bases.input_value().split("\n") if "…" not in line]
    bases.fill("\n".join([*kept, "Xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 15/TTr-SNV ngày 01/7/2026"]))
    page.get_by_label("Họ và tên người ký").fill(signer)
    page.get_by_role("button", name="Lưu lời văn").click()
    expect(page.get_by_text("Đã lưu lời văn.")).to_be_visible()


def give_number(page: Page, path: str, number: str) -> None:
    page.goto(path)
    page.get_by_role("link", name="Ghi số và ban hành").click()
    page.get_by_label("Số").first.fill(number)
    page.get_by_role("button", name="Ban hành").click()


def test_a_decision_is_made_numbered_printed_and_a_line_of_it_revoked(login, setting, allow_faults):
    allow_faults("422")
    staff, clerk = login("soanthao.qd"), login("vanthu.qd")
    staff.goto("/quyet-dinh-khen-thuong/")
    staff.get_by_role("link", name="Lập văn bản").first.click()
    staff.get_by_label("Năm thành tích").fill("2025")
    staff.get_by_role("button", name="Lập dự thảo").click()
    for name in NAMES:
        staff.get_by_label(name).check()
    staff.get_by_role("button", name="Đưa vào danh sách").click()
    expect(staff.get_by_text("Đã thêm vào danh sách.")).to_be_visible()
    staff.get_by_label("Các phần của văn bản").get_by_role("link", name="Quyết định").click()
    path = staff.url.replace(staff.url.split("/quyet-dinh")[0], "")
    expect(staff.get_by_text("Mục “Căn cứ” còn chỗ trống “…”")).to_be_visible()
    assert findings(staff) == []
    write_words(staff, "Trịnh Xuân Trường")

    give_number(clerk, path, "125")
    expect(clerk.get_by_text("Đã ban hành. Nội dung và danh sách từ nay không thay đổi.")).to_be_visible()

    staff.goto(path)
    name, content = download(staff, "PDF", "PDF")
    text = letters(content)
    assert name.startswith("quyet-dinh-khen-thuong-125-")
    assert "Số: 125/QĐ-UBND" in text
    assert "QUYẾT ĐỊNH:" in text
    assert "cho 6 cá nhân đã có thành tích trong năm 2025 (danh sách kèm theo)." in text
    assert all(one in text for one in NAMES)
    _, content = download(staff, "DOCX", "Word (DOCX)")
    assert "DANH SÁCH KHEN THƯỞNG" in ZipFile(io.BytesIO(content)).read("word/document.xml").decode()

    staff.get_by_role("link", name="Tiền thưởng").click()
    expect(staff.get_by_text("Chưa đối chiếu văn bản gốc")).to_be_visible()
    each = staff.locator("tbody .num[data-label='Số tiền']").first.inner_text()
    assert findings(staff) == []
    name, content = download(staff, "XLSX", "Excel (XLSX)")
    cells = list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    sum_of_one = int(each.replace(".", ""))
    assert name.startswith("tien-thuong-quyet-dinh-khen-thuong-125-")
    assert sum(sum_of_one in row for row in cells) == 6
    assert any("Tổng cộng" in row and 6 * sum_of_one in row for row in cells)

    staff.goto(path)
    staff.get_by_role("link", name="Hủy bỏ", exact=True).click()
    staff.get_by_label("Giàng A Chứ").check()
    staff.get_by_label("Kê khai gian dối thành tích").check()
    staff.get_by_label("Cụ thể").fill("Kết luận số 12/KL-TTr ngày 01/7/2026 của Thanh tra tỉnh")
    staff.get_by_role("button", name="Lập dự thảo").click()
    expect(staff.get_by_text("Đã lập dự thảo quyết định hủy bỏ.")).to_be_visible()
    staff.get_by_label("Các phần của văn bản").get_by_role("link", name="Quyết định").click()
    revoking = staff.url.replace(staff.url.split("/quyet-dinh")[0], "")
    write_words(staff, "Trịnh Xuân Trường")

    give_number(clerk, revoking, "125")
    expect(clerk.get_by_text("đã dùng cho quyết định 125/QĐ-UBND").first).to_be_visible()
    clerk.get_by_label("Số").first.fill("140")
    clerk.get_by_role("button", name="Ban hành").click()
    expect(clerk.get_by_text("Đã ban hành.").first).to_be_visible()

    staff.goto(f"{path}danh-sach/")
    row = staff.get_by_role("row").filter(has_text="Giàng A Chứ")
    expect(row).to_contain_text("Đã hủy bỏ")
    expect(row).to_contain_text("140/QĐ-UBND")
    assert findings(staff) == []

    staff.goto("/thong-ke-khen-thuong/?nam=2025")
    expect(staff.locator(".figure").first).to_contain_text("5")
    expect(staff.locator(".figure").nth(1)).to_contain_text("1")
    assert findings(staff) == []
    staff.locator(".figure a").nth(1).click()
    expect(staff.get_by_role("row").filter(has_text="Giàng A Chứ")).to_contain_text("140/QĐ-UBND")
    staff.set_viewport_size({"width": 390, "height": 844})
    for address in (path, f"{path}danh-sach/", f"{path}tien-thuong/", "/thong-ke-khen-thuong/"):
        staff.goto(address)
        assert fits(staff), address
