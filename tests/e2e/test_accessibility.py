"""Every screen for everyone: no serious finding of axe, the keyboard is enough, nothing runs off a narrow screen."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PASSWORD

PAGES = {
    "home": ("chuyenvien.langson", "/"),
    "council": ("lanhdao.laocai", "/tong-quan/1/"),
    "council_handout": ("lanhdao.laocai", "/tong-quan/1/tai-lieu-hop/"),
    "gallery": ("chuyenvien.langson", "/giao-dien/"),
    "directives": ("chuyenvien.langson", "/chi-thi/"),
    "directive": ("chuyenvien.laocai", "/chi-thi/laocai-2024/"),
    "directive_create": ("chuyenvien.langson", "/chi-thi/soan-moi/"),
    "directive_edit": ("chuyenvien.langson", "/chi-thi/langson-2025/soan/"),
    "directive_versions": ("chuyenvien.langson", "/chi-thi/langson-2027/ban-luu/"),
    "directive_compare": ("chuyenvien.langson", "/chi-thi/langson-2027/so-sanh/?cu=1&moi=2"),
    "targets": ("chuyenvien.laocai", "/chi-thi/laocai-2024/chi-tieu/"),
    "targets_not_issued": ("chuyenvien.langson", "/chi-thi/langson-2024/chi-tieu/"),
    "sheet": ("chuyenvien.langson", "/chi-thi/langson-2025/chi-tieu/sua/"),
    "sheet_import": ("chuyenvien.langson", "/chi-thi/langson-2025/chi-tieu/nhap/"),
    "assignments": ("chuyenvien.laocai", "/chi-thi/laocai-2024/giao/"),
    "reports": ("chuyenvien.laocai", "/chi-thi/laocai-2024/bao-cao/"),
    "my_reports": ("laodong.laocai", "/bao-cao-cua-toi/"),
    "officer_home": ("laodong.laocai", "/"),
    "bloc_leader_home": ("vanphong.langson", "/"),
    "leader_home": ("lanhdao.laocai", "/"),
    "clerk_home": ("vanthu.laocai", "/"),
    "council_home": ("hoidong.laocai", "/"),
    "admin_home": ("quantri.laocai", "/"),
    "reminding_home": ("chuyenvien.laocai", "/"),
    "indicators": ("chuyenvien.laocai", "/danh-muc-chi-tieu/"),
    "progress_reports": ("chuyenvien.laocai", "/chi-thi/laocai-2024/bao-cao-tien-do/"),
    "rounds": ("chuyenvien.laocai", "/dang-ky/"),
    "rounds_of_a_unit": ("vanphong.laocai", "/dang-ky/"),
    "round": ("chuyenvien.laocai", "/dang-ky/dot/laocai-2024/"),
    "round_units": ("chuyenvien.laocai", "/dang-ky/dot/laocai-2024/don-vi/"),
    "round_totals": ("chuyenvien.laocai", "/dang-ky/dot/laocai-2024/tong-hop/"),
    "round_create": ("chuyenvien.laocai", "/dang-ky/dot/mo/"),
    "round_extend": ("chuyenvien.laocai", "/dang-ky/dot/laocai-2024/gia-han/"),
    "receiving": ("chuyenvien.laocai", "/dang-ky/cho-tiep-nhan/"),
    "receive": ("chuyenvien.laocai", "/dang-ky/laocai-tmth-2024/tiep-nhan/"),
    "workbench": ("vanphong.langson", "/dang-ky/langson-minh-hoa-tmth-langson/"),
    "workbench_accepted": ("chuyenvien.laocai", "/dang-ky/laocai-tmth-2024/"),
    "workbench_withdraw": ("vanphong.langson", "/dang-ky/langson-minh-hoa-tmth-langson/rut/"),
    "workbench_letter": ("vanphong.langson", "/dang-ky/langson-minh-hoa-tmth-langson/cong-van/"),
    "workbench_letter_read": ("chuyenvien.laocai", "/dang-ky/laocai-tmth-2024/cong-van/"),
    "workbench_line": ("vanphong.langson", "/dang-ky/don-vi/10/"),
    "workbench_line_read": ("chuyenvien.laocai", "/dang-ky/don-vi/1/"),
    "results": ("chuyenvien.laocai", "/dang-ky/laocai-tmth-2024/ket-qua/"),
    "names": ("donvi.laocai", "/dang-ky/don-vi/5/ten/"),
    "dossiers": ("chuyenvien.laocai", "/ho-so-khen-thuong/"),
    "dossier": ("dulich.laocai", "/ho-so-khen-thuong/1/"),
    "dossier_review": ("dulich.laocai", "/ho-so-khen-thuong/1/kiem-tra/"),
    "dossier_lines": ("dulich.laocai", "/ho-so-khen-thuong/1/danh-sach/"),
    "honourees": ("chuyenvien.laocai", "/lich-su-khen-thuong/"),
    "councils": ("chuyenvien.laocai", "/hoi-dong/"),
    "sessions": ("chuyenvien.laocai", "/hoi-dong/phien-hop/"),
    "decisions": ("chuyenvien.laocai", "/quyet-dinh-khen-thuong/"),
    "titles": ("quantri.laocai", "/danh-muc-khen-thuong/"),
    "statistics": ("chuyenvien.laocai", "/thong-ke-khen-thuong/"),
    "certificate_layouts": ("chuyenvien.laocai", "/bang-khen/mau/"),
    "campaigns": ("chuyenvien.langson", "/phong-trao/"),
    "campaign_create": ("chuyenvien.langson", "/phong-trao/tao-moi/"),
    "organizations": ("quantri.laocai", "/don-vi/"),
    "organization_tree": ("quantri.laocai", "/don-vi/so-do/"),
    "organization": ("quantri.laocai", "/don-vi/laocai/"),
    "organization_create": ("quantri.laocai", "/don-vi/them/"),
    "organization_import": ("quantri.laocai", "/don-vi/nhap/"),
    "search": ("chuyenvien.laocai", "/tra-cuu/?q=thi+dua"),
    "search_empty": ("laodong.laocai", "/tra-cuu/"),
    "help_index": ("vanphong.laocai", "/tro-giup/"),
    "help_chapter": ("vanphong.laocai", "/tro-giup/bat-dau/"),
    "people": ("quantri.laocai", "/nguoi-dung/"),
    "person": ("quantri.laocai", "/nguoi-dung/vanthu.laocai/"),
    "person_create": ("quantri.laocai", "/nguoi-dung/them/"),
    "password_change": ("quantri.laocai", "/doi-mat-khau/"),
    "audit": ("quantri.laocai", "/nhat-ky/"),
    "audit_changes": ("chuyenvien.laocai", "/nhat-ky/thay-doi/"),
    "notices": ("chuyenvien.laocai", "/thong-bao/"),
    "notice_preferences": ("chuyenvien.laocai", "/thong-bao/tuy-chon/"),
    "not_found": ("quantri.laocai", "/khong-co-trang-nay/"),
}
NARROW = [
    "home",
    "officer_home",
    "bloc_leader_home",
    "leader_home",
    "clerk_home",
    "council_home",
    "admin_home",
    "reminding_home",
    "help_index",
    "help_chapter",
    "notices",
    "notice_preferences",
    "council",
    "rounds",
    "round",
    "receive",
    "gallery",
    "targets",
    "sheet",
    "assignments",
    "reports",
    "my_reports",
    "workbench",
    "workbench_letter",
    "workbench_line",
    "indicators",
    "directives",
    "directive",
    "directive_edit",
    "organizations",
    "organization",
    "people",
    "search",
    "search_empty",
    "audit",
    "audit_changes",
]
#: A draft kept twice, so that there is something to compare.
DRAFT = """
from campaigns.models import Directive
from campaigns.services import create_directive, save_content
from organizations.models import Organization, User
staff = User.objects.get(username="chuyenvien.langson")
draft = create_directive(issuer=Organization.objects.get(code="langson"), year=2027, by=staff)
for number, words in enumerate(("1. Giữ vững an ninh.", "1. Giữ vững quốc phòng, an ninh.")):
    draft = save_content(draft, {"body": words}, base_revision=number, by=staff, keep_version=True)
"""
FOCUS_SHOWS = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const box = element.getBoundingClientRect();
  const seen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  return {ring: ring || style.boxShadow !== "none", seen, what: element.outerHTML.slice(0, 120)};
}"""


def findings(page: Page) -> list[str]:
    """What axe calls serious or critical, each with the first element it found."""
    found = Axe().run(page, options={"resultTypes": ["violations"], "iframes": True}).response["violations"]
    return [
        f"{item['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for item in found
        if item["impact"] in ("serious", "critical")
        for node in item["nodes"]
    ]


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.fixture(scope="module")
def draft(app) -> None:
    app.manage("shell", "--no-imports", stdin=DRAFT)


@pytest.fixture
def visit(login, draft, allow_faults):
    def open_page(name: str, **size: int) -> Page:
        if name == "not_found":
            allow_faults("404")
        username, path = PAGES[name]
        page = login(username, **size)
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        return page

    return open_page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_serious_finding(visit, name):
    page = visit(name)
    assert findings(page) == []
    assert fits(page)


@pytest.mark.parametrize("name", NARROW)
def test_a_narrow_page_has_no_serious_finding(visit, name):
    assert findings(visit(name, width=390, height=844)) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_narrow_page_does_not_run_off_to_the_side(visit, name):
    assert fits(visit(name, width=390, height=844))


@pytest.mark.parametrize("width", [1366, 390])
def test_the_login_page(new_page, width, allow_faults):
    allow_faults("422", "400", "403")
    page = new_page(width=width)
    page.goto("/dang-nhap/")
    assert findings(page) == []
    assert fits(page)
    page.get_by_label("Tên đăng nhập").fill("không có ai")
    page.get_by_label("Mật khẩu").fill("sai")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert findings(page) == []


@pytest.mark.parametrize("width", [1366, 390])
def test_a_form_with_errors(login, width, allow_faults):
    allow_faults("422")
    page = login("chuyenvien.langson", width=width)
    page.goto("/phong-trao/tao-moi/")
    page.get_by_role("button", name=re.compile("^(Lưu|Tạo)")).first.click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_visible()
    expect(summary).to_be_focused()
    assert findings(page) == []
    assert fits(page)
    link = summary.get_by_role("link").first
    target = link.get_attribute("href")
    link.click()
    expect(page.locator(target)).to_be_focused()


def test_an_open_dialog_has_no_serious_finding(visit):
    page = visit("gallery")
    page.get_by_role("button", name="Mở hộp thoại").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert findings(page) == []


def test_a_question_is_read_aloud(visit):
    page = visit("gallery")
    page.get_by_role("button", name="Gửi", exact=True).click()
    question = page.get_by_role("dialog", name="Xác nhận")
    expect(question).to_have_accessible_description(re.compile("^Gửi .*[?]$"))
    assert findings(page) == []


class Keyboard:
    """Somebody without a mouse: Tab until the wanted thing has the focus, and the focus can always be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, selector: str) -> None:
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if not self.page.evaluate("document.hasFocus() && document.activeElement.tagName !== 'IFRAME'"):
                continue
            shows = self.page.evaluate(FOCUS_SHOWS)
            assert shows["ring"], f"the focus does not show: {shows['what']}"
            assert shows["seen"], f"the focus is out of sight: {shows['what']}"
            if self.page.locator(selector).evaluate_all("all => all.includes(document.activeElement)"):
                return
        pytest.fail(f"Tab does not reach {selector}")

    def press(self, selector: str) -> None:
        self.reach(selector)
        self.page.keyboard.press("Enter")

    def write(self, selector: str, text: str) -> None:
        self.reach(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)


def test_from_login_to_a_submitted_directive_without_a_mouse(new_page):
    page = new_page()
    keys = Keyboard(page)
    page.goto("/dang-nhap/")
    page.evaluate("document.activeElement.blur()")
    keys.write("#id_username", "chuyenvien.langson")
    keys.write("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Tổng quan")).to_be_visible()
    keys.press("a:text-is('Soạn chỉ thị')")
    page.wait_for_url("**/soan-moi/**")
    keys.write("#id_year", "2026")
    keys.press("button:text-is('Tạo bản thảo')")
    page.wait_for_url("**/soan/")
    keys.press("a:text-is('Xong, xem chỉ thị')")
    page.wait_for_url(re.compile(r"/chi-thi/langson-2026[-\d]*/$"))
    # What is missing is said before anything is sent.
    expect(page.locator(".reasons")).to_contain_text("Chưa có nội dung chỉ thị")
    keys.press("a:text-is('Soạn tiếp')")
    page.wait_for_url("**/soan/")
    keys.write("#id_subject_line", "Về phát động phong trào thi đua năm 2026")
    keys.write("#id_body", "1. Các cơ quan, đơn vị tổ chức phát động thi đua.\n\n2. Sở Nội vụ theo dõi việc thực hiện.")
    keys.write("#id_signer_title", "CHỦ TỊCH")
    keys.write("#id_signer_name", "Hồ Tiến Thiệu")
    keys.write("#id_recipients", "Như trên\nLưu: VT")
    expect(page.locator("[data-save-state]")).to_have_text(re.compile(r"^Đã lưu \d\d:\d\d$"))
    page.locator("body").evaluate("() => document.querySelector('.skip-link').focus()")
    keys.press("a:text-is('Xong, xem chỉ thị')")
    page.wait_for_url(re.compile(r"/chi-thi/langson-2026[-\d]*/$"))
    keys.press("a:text-is('Trình duyệt')")
    page.wait_for_url("**/trinh/")
    keys.press("button:text-is('Trình duyệt')")
    expect(page.get_by_text("Đang chờ lãnh đạo duyệt.")).to_be_visible()
