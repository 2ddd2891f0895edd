"""A dossier from its list to the check: made by a unit's officer, explained, sent, supplemented, sent again, checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.test_accessibility import findings, fits

pytestmark = pytest.mark.browser

#: The catalogue as delivered, three people of the finance department, and what its head answers for.
STORY = """
from datetime import date
from decimal import Decimal
from django.utils import timezone
from awards.models import Honouree
from awards.reference import load_catalogue_rows
from core.vietnamese import searchable
from organizations.models import Organization, User
from targets.enums import PeriodKind, ReportStatus
from targets.models import Actual, Assignment, ReportingPeriod, UnitReport
load_catalogue_rows()
unit = Organization.objects.get(code="sotaichinh-laocai")
staff = User.objects.get(username="chuyenvien.laocai")
people = (
    ("Vàng Thị Mỷ", "Giám đốc Sở", True, True), ("Lý A Sử", "Chuyên viên", False, False),
    ("Nguyễn Thị Thanh Huyền", "Kế toán viên", False, False),
)
for name, post, leads, heads in people:
    one = Honouree.objects.create(
        kind="individual", name=name, organization=unit, post=post, holds_leading_post=leads, is_head=heads,
        sort_name=name, search_text=searchable(name),
    )
    one.ratings.create(year=2024, grade="good", proof="Thông báo số 12/TB-STC")
target = Assignment.objects.filter(organization=unit, target__directive__code="laocai-2024").first().target
period, _ = ReportingPeriod.objects.get_or_create(
    directive=target.directive, kind=PeriodKind.YEAR, index=1,
    defaults={"ends_on": date(2024, 12, 31), "due_on": date(2025, 1, 10), "opened_by": staff},
)
report, _ = UnitReport.objects.get_or_create(period=period, organization=unit)
UnitReport.objects.filter(pk=report.pk).update(
    status=ReportStatus.VERIFIED, submitted_at=timezone.now(), submitted_by=staff,
    verified_at=timezone.now(), verified_by=User.objects.get(username="lanhdao.laocai"),
)
Actual.objects.update_or_create(
    report=report, target=target, defaults={"value": Decimal("9000"), "as_of": date(2024, 12, 31)}
)
print(target.name)
"""
SWITCH = """
from awards.models import RuleSwitch
from organizations.models import Organization, User
RuleSwitch.objects.create(
    organization=Organization.objects.get(code="laocai"), rule="unit_targets_met",
    reason="Thiên tai tháng 9/2024, theo kết luận của Chủ tịch", set_by=User.objects.get(username="quantri.laocai"),
)
"""
TITLE = "Lao động tiên tiến"


@pytest.fixture(scope="module")
def target(app) -> str:
    """The name of the target that the head's unit missed."""
    return app.manage("shell", "--no-imports", stdin=STORY).strip().splitlines()[-1]


@pytest.fixture
def paper(tmp_path) -> Path:
    file = tmp_path / "to-trinh.pdf"
    file.write_bytes(b"%PDF-1.7\nto trinh")
    return file


def make(page: Page) -> None:
    """A draft with the three people of the department."""
    page.goto("/ho-so-khen-thuong/lap/")
    page.get_by_label("Tên hồ sơ").fill("Đề nghị tặng danh hiệu thi đua năm 2024 của Sở Tài chính")
    page.get_by_label("Năm thành tích").fill("2024")
    page.get_by_role("button", name="Lập hồ sơ").click()
    for name in ("Vàng Thị Mỷ", "Lý A Sử", "Nguyễn Thị Thanh Huyền"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_label("Đề nghị tặng").select_option(label=TITLE)
    page.get_by_role("button", name="Thêm vào danh sách").click()
    expect(page.get_by_text("Đã thêm 3 dòng vào danh sách.")).to_be_visible()


def upload(page: Page, name: str, paper: Path) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    page.get_by_label("Tệp").set_input_files(paper)
    page.get_by_role("button", name="Tải lên").click()
    expect(page.get_by_text("Đã tải lên.", exact=True)).to_be_visible()


def confirm(page: Page, button: str) -> None:
    """Open the step, and take it."""
    page.get_by_role("link", name=button, exact=True).click()
    page.get_by_role("button", name=button, exact=True).click()


def head(page: Page) -> Locator:
    """The line of the head of the department."""
    return page.locator(".line").filter(has_text="Vàng Thị Mỷ")


def test_dossier_goes_from_the_unit_to_the_check(app, login, target, paper):
    officer = login("taichinh.laocai")
    make(officer)
    expect(officer.get_by_text("2/3 (66,6%) cá nhân; mức tối thiểu 40%.")).to_be_visible()
    officer.get_by_role("link", name="Xong").click()
    address = officer.url

    lacking = [link.get_attribute("aria-label") for link in officer.locator(".paper-add").all()]
    assert len(lacking) == 3
    for name in lacking:
        upload(officer, name, paper)
    expect(officer.get_by_text("Còn thiếu")).to_have_count(0)

    # The head of a unit that missed a target: named, with the sentence and the way to the target.
    refusal = officer.get_by_role("note").filter(has_text="Chưa nộp được")
    expect(refusal).to_contain_text("Vàng Thị Mỷ chưa đủ điều kiện")
    finding = head(officer).locator(".finding").first
    expect(finding).to_contain_text("Không đạt")
    expect(finding.get_by_role("link", name=target)).to_be_visible()
    button = officer.get_by_role("button", name="Nộp hồ sơ")
    expect(button).to_have_attribute("aria-disabled", "true")

    app.manage("shell", "--no-imports", stdin=SWITCH)
    officer.reload()
    expect(head(officer).get_by_text("chỉ cảnh báo").first).to_be_attached()
    confirm(officer, "Nộp hồ sơ")
    expect(officer.get_by_text("Đã nộp hồ sơ.")).to_be_visible()

    staff = login("chuyenvien.laocai")
    staff.goto(address)
    staff.get_by_role("link", name="Yêu cầu bổ sung").click()
    staff.get_by_label("Lý do").fill("Ghi rõ thành tích của bà Huyền.")
    staff.get_by_role("button", name="Yêu cầu bổ sung").click()
    expect(staff.get_by_text("Đã gửi yêu cầu bổ sung cho đơn vị.")).to_be_visible()

    officer.goto(address)
    expect(officer.get_by_role("note").filter(has_text="yêu cầu bổ sung")).to_contain_text("Ghi rõ thành tích")
    officer.get_by_role("link", name="Sửa dòng Nguyễn Thị Thanh Huyền").click()
    officer.get_by_label("Tóm tắt thành tích").fill("Rút ngắn 5 ngày thời gian thẩm tra quyết toán của 120 đơn vị.")
    officer.get_by_role("button", name="Lưu dòng").click()
    expect(officer.get_by_text("Rút ngắn 5 ngày")).to_be_visible()
    confirm(officer, "Nộp hồ sơ")
    expect(officer.get_by_text("Đã nộp hồ sơ.")).to_be_visible()

    staff.goto(address)
    confirm(staff, "Phân công")
    expect(staff.get_by_text("Đã phân công.")).to_be_visible()
    confirm(staff, "Thẩm định xong")
    expect(staff.get_by_text("Đã ghi kết quả thẩm định.")).to_be_visible()
    expect(staff.get_by_role("heading", level=1)).to_contain_text("Đã thẩm định")


def test_pages_fit_a_phone_and_read_well_to_everyone(app, login, target):
    officer = login("taichinh.laocai", width=390, height=844)
    make(officer)
    lines = officer.url
    first = officer.get_by_role("link", name="Sửa dòng Lý A Sử").get_attribute("href")
    dossier = lines.removesuffix("danh-sach/")
    pages = ["/ho-so-khen-thuong/", "/ho-so-khen-thuong/lap/", dossier, lines, first]
    pages += [f"{dossier}kiem-tra/", f"{lines}moi/", f"{lines}dan/", f"{dossier}giay-to/tai-len/", f"{dossier}rut/"]
    for address in pages:
        officer.goto(address)
        assert fits(officer), address
        assert findings(officer) == [], address
