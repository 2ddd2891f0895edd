"""The targets of a directive as a person meets them: the list, one target with its chart, on a desk and on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_accessibility import findings, fits

#: Three verified figures of a revenue, and one of a share of forest; the demonstration may hold more.
FIGURES = """
from datetime import date
from decimal import Decimal
from django.utils import timezone
from campaigns.models import Directive
from organizations.models import User
from targets.models import Actual, ReportingPeriod, Target, UnitReport
from targets.periods import Period
directive = Directive.objects.get(code="laocai-2024")
staff = User.objects.get(username="chuyenvien.laocai")
def verified(name, quarter, value):
    target = Target.objects.get(directive=directive, name=name)
    given = target.assignments.first()
    unit = given.organization if given else directive.issuer
    ends_on = Period(2024, "quarter", quarter).ends_on
    period, _ = ReportingPeriod.objects.get_or_create(
        directive=directive, kind="quarter", index=quarter, defaults={"ends_on": ends_on, "due_on": ends_on, "opened_by": staff}
    )
    now = {"submitted_at": timezone.now(), "submitted_by": staff, "verified_at": timezone.now(), "verified_by": staff}
    report, _ = UnitReport.objects.get_or_create(period=period, organization=unit, defaults={"status": "verified", **now})
    Actual.objects.get_or_create(
        report=report, target=target,
        defaults={"value": Decimal(value), "as_of": ends_on, "source": "Báo cáo: https://vi-du.vn/bao-cao"},
    )
for quarter, value in ((1, "2600"), (2, "5750.5"), (3, "8900")):
    verified("Thu ngân sách nhà nước trên địa bàn", quarter, value)
verified("Tỷ lệ che phủ rừng", 3, "59.1")
"""
LIST = "/chi-thi/laocai-2024/chi-tieu/"
SIZES = pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])


@pytest.fixture(scope="module")
def figures(app) -> None:
    app.manage("shell", "--no-imports", stdin=FIGURES)


@pytest.fixture
def visit(login, figures):
    def open_page(path: str, width: int = 1366, height: int = 768) -> Page:
        page = login("chuyenvien.laocai", width=width, height=height)
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        return page

    return open_page


@SIZES
@pytest.mark.parametrize(
    "path", [LIST, f"{LIST}?sort=danhgia", f"{LIST}tom-tat/", f"{LIST}gan-danh-muc/", "/danh-muc-chi-tieu/"]
)
def test_a_list_has_no_serious_finding(visit, path, width, height):
    page = visit(path, width, height)
    assert findings(page) == []
    assert fits(page)


@SIZES
def test_a_target_has_no_serious_finding(visit, width, height):
    page = visit(LIST, width, height)
    page.get_by_role("link", name="Thu ngân sách nhà nước trên địa bàn").click()
    expect(page.get_by_role("img", name=re.compile("^Thu ngân sách nhà nước trên địa bàn: "))).to_be_visible()
    assert findings(page) == []
    assert fits(page)


def test_from_the_tile_to_the_target_and_its_figures(visit):
    page = visit(LIST)
    behind = page.get_by_role("link", name=re.compile("Chưa có số liệu$"))
    count = int(re.search(r"\d+", behind.inner_text())[0])
    behind.click()
    expect(page.locator(".list-count")).to_have_text(re.compile(rf"^{count}/41 chỉ tiêu$"))
    page.goto(LIST)
    page.get_by_role("searchbox", name="Tìm", exact=True).fill("thu ngan sach")
    page.get_by_role("button", name="Lọc").click()
    page.get_by_role("link", name="Thu ngân sách nhà nước trên địa bàn").click()
    table = page.get_by_role("region", name="Bảng số liệu đã xác nhận")
    expect(table.get_by_role("row").filter(has_text="5.750,5")).to_contain_text("30/06/2024")
    expect(table.get_by_role("link", name=re.compile("vi-du.vn")).first).to_have_attribute("rel", "noreferrer noopener")


def test_judging_is_completed_and_the_verdict_follows(visit):
    page = visit(f"{LIST}?q=che+phu+rung")
    page.get_by_role("link", name="Tỷ lệ che phủ rừng").click()
    page.get_by_role("link", name="Sửa cách đánh giá").click()
    page.get_by_label("Mức cuối năm trước").fill("58,5")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã lưu cách đánh giá")).to_be_visible()
    expect(page.locator(".verdict-sentence")).to_contain_text("58,5")


def test_the_summary_is_two_sheets_at_most(visit):
    page = visit(f"{LIST}tom-tat/")
    expect(page.get_by_role("button", name="In trang này")).to_be_visible()
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
    assert sheets <= 2
