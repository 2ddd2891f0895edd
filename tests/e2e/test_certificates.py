"""From an issued decision to the press file in the browser; the live sheet; the public page; findings of axe."""

from __future__ import annotations

import re
import zipfile

import pytest
from playwright.sync_api import Page, expect

from tests.documents.measure import lines_of
from tests.e2e.conftest import App
from tests.e2e.test_accessibility import findings

#: A decision with seven lines, one of a long name; the third is revoked later. Prints its number.
DATA = """
from datetime import date
from awards.models import AwardTitle, Decision, DecisionLine, Honouree
from organizations.models import Organization, User
issuer = Organization.objects.get(code="laocai")
staff = User.objects.get(username="chuyenvien.laocai")
title = AwardTitle.objects.get_or_create(code="BKT-CN", legal_version="L2022", defaults=dict(
    name="Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", kind="form", subject="individual", level="province",
    decided_by="Chủ tịch Ủy ban nhân dân tỉnh"))[0]
common = dict(issuer=issuer, year=2025, status="issued", created_by=staff, saved_by=staff)
decision = Decision.objects.create(subject_line="Về việc tặng Bằng khen", number=NUMBER, issued_on=date(2026, 1, 20),
    place="Lào Cai", signer_name="Trịnh Xuân Trường", **common)
names = ["Giàng A Chứ", "Lý Thị Mẩy", "Tẩn Láo Lở", "Nguyễn Hoàng Thị Phương Thảo", "Vàng Seo Páo", "Đặng Thị Ửng", "Lò A Páo"]
for position, name in enumerate(names, start=1):
    person = Honouree.objects.create(kind="individual", name=name, organization=issuer, search_text=name.lower())
    DecisionLine.objects.create(decision=decision, position=position, honouree=person, title=title, name=name,
        post="Phó Trưởng phòng Kế hoạch - Tài chính, Sở Nông nghiệp và Môi trường",
        achievement="Đã có thành tích xuất sắc trong phong trào thi đua yêu nước năm 2025")
print("DECISION", decision.pk)
"""
PREPARE = """
from awards.models import Decision, PrinterOffset
from awards.services import certificates as services
decision = Decision.objects.get(pk=PK)
services.copy_shipped_layouts(decision.issuer, by=decision.created_by)
services.prepare_certificates(decision, by=decision.created_by)
if not PrinterOffset.objects.exists():
    services.save_printer(None, organization=decision.issuer, name="Canon", right_mm=1, down_mm=0, by=decision.created_by)
first = decision.lines.get(position=1).certificate
print("FIRST", first.pk, first.token)
"""
REVOKE = """
from datetime import date
from awards.models import Decision, DecisionLine
decision = Decision.objects.get(pk=PK)
line = decision.lines.get(position=3)
other = Decision.objects.create(issuer=decision.issuer, year=2025, status="issued", kind="revoke", amends=decision,
    reason="Kê khai không đúng", subject_line="Hủy bỏ", number=NUMBER, issued_on=date(2026, 3, 2),
    created_by=decision.created_by, saved_by=decision.created_by)
DecisionLine.objects.create(decision=other, position=1, honouree=line.honouree, title=line.title, name=line.name, amends=line)
print("TOKEN", line.certificate.token)
"""


def made(app: App, number: int) -> int:
    found = re.search(r"DECISION (\d+)", app.manage("shell", stdin=DATA.replace("NUMBER", str(number))))
    assert found
    return int(found[1])


def prepared(app: App, decision: int) -> tuple[int, str]:
    """The first certificate and its code."""
    found = re.search(r"FIRST (\d+) (\S+)", app.manage("shell", stdin=PREPARE.replace("PK", str(decision))))
    assert found
    return int(found[1]), found[2]


def test_from_the_decision_to_the_press(app, login, tmp_path):
    decision = made(app, 9125)
    page = login("chuyenvien.laocai")
    page.goto("/bang-khen/mau/")
    page.get_by_role("button", name="Lấy mẫu có sẵn").click()
    page.goto(f"/quyet-dinh-khen-thuong/{decision}/bang-khen/")
    page.get_by_role("button", name="Lập bằng và cấp số sổ vàng").click()
    expect(page.get_by_text("Đã lập 7 bằng và cấp số sổ vàng.")).to_be_visible()
    page.get_by_label("Mẫu").select_option(label="Bằng khen (cá nhân, hộ gia đình), A3 (BKT-CN)")
    page.get_by_role("button", name="Tạo tệp in").click()
    expect(page.get_by_text("7/7 tờ")).to_be_visible()
    with page.expect_download() as press:
        page.get_by_role("link", name="Tệp in (PDF)").click()
    words = [line.text for line in lines_of(press.value.path().read_bytes())]
    assert [word for word in words if word in ("GIÀNG A CHỨ", "LÒ A PÁO")] == ["GIÀNG A CHỨ", "LÒ A PÁO"]
    with page.expect_download() as singles:
        page.get_by_role("link", name="Từng tờ (ZIP)").click()
    with zipfile.ZipFile(singles.value.path()) as archive:
        assert len(archive.namelist()) == 7
    page.get_by_role("button", name="Tạo tệp in").click()
    expect(page.get_by_text(re.compile("Bản in với nội dung này đã có|Đang tạo"))).to_be_visible()


def test_sheet_on_the_screen_is_the_sheet_in_print(app, login):
    first, _ = prepared(app, made(app, 9126))
    page = login("chuyenvien.laocai")
    page.goto(f"/bang-khen/{first}/")
    with page.expect_download() as file:
        page.get_by_role("link", name="Tải tờ này (PDF)").click()
    (printed,) = [line for line in lines_of(file.value.path().read_bytes()) if line.text == "GIÀNG A CHỨ"]
    left, right = page.evaluate(
        """() => {
          const sheet = document.querySelector("svg.sheet").getBoundingClientRect();
          const name = [...document.querySelectorAll("svg.sheet text")].find((one) => one.textContent === "GIÀNG A CHỨ");
          const box = name.getBoundingClientRect();
          return [box.left - sheet.left, box.right - sheet.left].map((px) => px / sheet.width * 420);
        }"""
    )
    assert (left, right) == pytest.approx((printed.left, printed.right), abs=1.0)


def test_line_breaks_show_while_they_are_typed(app, login):
    first, _ = prepared(app, made(app, 9127))
    page = login("chuyenvien.laocai")
    page.goto(f"/bang-khen/{first}/")
    page.get_by_label("Tên trên bằng").fill("Giàng\nA Chứ")
    expect(page.locator("svg.sheet text", has_text=re.compile("^A CHỨ$"))).to_be_visible()
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã lưu chỗ ngắt dòng.")).to_be_visible()
    expect(page.locator("svg.sheet text", has_text=re.compile("^GIÀNG$"))).to_be_visible()


def test_layout_shows_each_change_and_keeps_it(app, login):
    prepared(app, made(app, 9128))
    page = login("chuyenvien.laocai")
    page.goto("/bang-khen/mau/")
    page.get_by_role("link", name="Giấy khen (tập thể), A4").click()
    words = page.locator("textarea", has_text="TẶNG")
    words.fill("TẶNG THƯỞNG")
    expect(page.locator("svg.sheet text", has_text="TẶNG THƯỞNG")).to_be_visible()
    page.get_by_role("button", name="Lưu mẫu").click()
    expect(page.get_by_text("Đã lưu mẫu.")).to_be_visible()
    expect(page.locator("svg.sheet text", has_text="TẶNG THƯỞNG")).to_be_visible()


def test_public_page_needs_no_login_and_tells_a_revoked_award(app, new_page):
    decision = made(app, 9129)
    _, token = prepared(app, decision)
    shell = app.manage("shell", stdin=REVOKE.replace("PK", str(decision)).replace("NUMBER", "9300"))
    revoked = re.search(r"TOKEN (\S+)", shell)
    assert revoked
    page = new_page(width=390, height=844)
    page.goto(f"/xac-thuc/{token}/")
    expect(page.get_by_text("Bằng này có thật.")).to_be_visible()
    expect(page.get_by_text("Giàng A Chứ")).to_be_visible()
    page.goto(f"/xac-thuc/{revoked[1]}/")
    expect(page.get_by_text("đã bị hủy bỏ")).to_be_visible()
    page.goto("/xac-thuc/khong-co/")
    expect(page.get_by_text("Không tìm thấy bằng nào ứng với mã này.")).to_be_visible()
    assert findings(page) == []


@pytest.fixture(scope="module")
def addresses(app) -> list[str]:
    decision = made(app, 9130)
    first, token = prepared(app, decision)
    found = app.manage(
        "shell",
        stdin="from awards.models import *\nprint('IDS', CertificateLayout.objects.first().pk, PrinterOffset.objects.first().pk)\n",
    )
    ids = re.search(r"IDS (\d+) (\d+)", found)
    assert ids
    return [
        f"/quyet-dinh-khen-thuong/{decision}/bang-khen/",
        f"/bang-khen/{first}/",
        "/bang-khen/mau/",
        f"/bang-khen/mau/{ids[1]}/",
        "/bang-khen/may-in/",
        f"/bang-khen/may-in/{ids[2]}/",
        f"/xac-thuc/{token}/",
    ]


def overflow(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return width


def test_pages_have_no_serious_finding_and_do_not_run_off_a_narrow_screen(login, addresses):
    page, found = login("chuyenvien.laocai"), {}
    for address in addresses:
        page.set_viewport_size({"width": 1366, "height": 768})
        page.goto(address)
        faults = findings(page)
        page.set_viewport_size({"width": 390, "height": 844})
        if overflow(page) > 0:
            faults.append(f"runs off by {overflow(page)} px")
        if faults:
            found[address] = faults
    assert found == {}
