"""The main job, as three people do it: typed by staff, approved by the leader, numbered by văn thư, printed."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import ROOT, App

DATA = json.loads((ROOT / "campaigns" / "data" / "laocai-2024.json").read_text(encoding="utf-8"))
#: A second committee of the same name, so that number 01 of 2024 is still free.
ISSUER = """
from datetime import date
from organizations.models import Organization, User
from organizations.services import create_organization, grant_membership
from organizations.enums import Role
issuer = create_organization(by=None, code="laocai-thu", name="Ủy ban nhân dân tỉnh Lào Cai", kind="peoples_committee",
    level="province", document_symbol="UBND", place="Lào Cai")
for role, name in ((Role.STAFF, "soanthao"), (Role.LEADER, "lanhdao"), (Role.CLERK, "vanthu")):
    user = User.objects.create_user(f"{name}.thu", "mat-khau-trinh-dien", full_name=f"Người {role.label}")
    grant_membership(user=user, organization=issuer, role=role, by=None, valid_from=date(2021, 1, 1))
"""


@pytest.fixture(scope="session")
def issuer(app: App) -> None:
    app.manage("shell", "--no-imports", stdin=ISSUER)


def words(text: str) -> list[str]:
    return re.sub(r"[*\\]", "", text).split()


def saved(page: Page) -> None:
    expect(page.locator("[data-save-state]")).to_have_text(re.compile(r"^Đã lưu \d\d:\d\d$"))


def type_directive(page: Page) -> str:
    """Start a directive and fill in the paper in its order; the code of the draft."""
    page.goto("/chi-thi/")
    page.get_by_role("link", name="Soạn chỉ thị").first.click()
    page.get_by_label("Năm thi đua").fill("2024")
    page.get_by_role("button", name="Tạo bản thảo").click()
    page.wait_for_url("**/soan/")
    page.get_by_label("Địa danh").fill(DATA["place"])
    page.get_by_label("Chủ đề").fill(DATA["theme"])
    page.get_by_label("Trích yếu").fill(DATA["subject_line"])
    page.get_by_label("Nội dung", exact=True).fill(DATA["body"])
    page.get_by_label("Chức vụ người ký").fill(DATA["signer_title"])
    page.get_by_label("Họ và tên người ký").fill(DATA["signer_name"])
    page.get_by_label("Nơi nhận").fill(DATA["recipients"])
    page.get_by_role("button", name="Thêm phụ lục").click()
    page.get_by_label("Tên phụ lục").fill(DATA["appendices"][0]["title"])
    page.get_by_label("Nội dung phụ lục").fill(DATA["appendices"][0]["body"])
    saved(page)
    return page.url.split("/")[-3]


def test_from_typing_to_the_numbered_paper(app, issuer, login, tmp_path, allow_faults):
    allow_faults("422")  # the clerk types a day before the approval on purpose
    staff = login("soanthao.thu")
    code = type_directive(staff)
    sheets = staff.frame_locator("[data-preview-frame]")
    expect(sheets.locator(".sheet")).to_have_count(6)
    expect(sheets.locator(".sheet").first).to_contain_text("Về phát động phong trào thi đua năm 2024")
    staff.get_by_role("link", name="Xong, xem chỉ thị").click()
    staff.get_by_role("link", name="Trình duyệt").click()
    staff.get_by_role("button", name="Trình duyệt").click()
    expect(staff.get_by_text("Đang chờ lãnh đạo duyệt.")).to_be_visible()

    leader = login("lanhdao.thu")
    leader.goto(f"/chi-thi/{code}/")
    leader.get_by_role("link", name="Duyệt", exact=True).click()
    leader.get_by_label("Ngày duyệt").fill("18/1/2024")
    leader.get_by_role("button", name="Duyệt", exact=True).click()
    expect(leader.get_by_text("Đã duyệt, chờ số").first).to_be_visible()

    clerk = login("vanthu.thu")
    clerk.goto(f"/chi-thi/{code}/")
    clerk.get_by_role("link", name="Cấp số và ban hành").click()
    clerk.get_by_label("Số", exact=False).first.fill("1")
    clerk.get_by_label("Ngày ban hành").fill("17/01/2024")
    clerk.get_by_role("button", name="Ban hành").click()
    expect(clerk.get_by_role("alert")).to_contain_text("trước ngày duyệt 18/01/2024")
    clerk.get_by_label("Ngày ban hành").fill("19/01/2024")
    clerk.get_by_role("button", name="Ban hành").click()
    expect(clerk.get_by_text("01/CT-UBND").first).to_be_visible()

    clerk.get_by_role("button", name="Tạo PDF").click()
    link = clerk.locator('[data-format="pdf"]').get_by_role("link", name="Tải về")
    expect(link).to_be_visible()
    with clerk.expect_download() as waiting:
        link.click()
    file = tmp_path / "chi-thi.pdf"
    waiting.value.save_as(file)
    check_paper(file)


def check_paper(file: Path) -> None:
    """All words, in order, with number and day as Decree 30 writes them."""
    document = pypdfium2.PdfDocument(io.BytesIO(file.read_bytes()))
    assert len(document) == 6
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    assert "Số: 01/CT-UBND" in text
    assert "Lào Cai, ngày 19 tháng 01 năm 2024" in " ".join(text.split())
    assert "DỰ THẢO" not in text
    printed = iter(text.split())
    missing = [word for word in words(DATA["body"]) if word not in printed]
    assert missing == []
