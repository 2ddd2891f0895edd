"""A bloc's registration in the browser: two people on one line, a lost session, the keyboard alone, a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PASSWORD
from tests.e2e.test_accessibility import Keyboard

#: A bloc of three units with a round that is open; its people are made with it.
SETUP = """
from datetime import timedelta
from django.utils import timezone
from campaigns.services import create_campaign
from organizations.enums import Kind, Level, Role
from organizations.models import Bloc, BlocMembership, Membership, Organization, User
from registrations.services.rounds import open_round
code, today = {code!r}, timezone.localdate()
province = Organization.objects.get(code="langson")
staff = User.objects.get(username="chuyenvien.langson")
bloc = Bloc.objects.create(code=code, name="Khối Thử nghiệm " + code, organizer=province, search_text=code)
for number, (name, role) in enumerate((("Văn phòng", "head"), ("Sở Một", "member"), ("Sở Hai", "member"))):
    unit = Organization.objects.create(
        code=f"{{code}}-{{number}}", root_code="langson", name=f"{{name}} {{code}}", kind=Kind.DEPARTMENT,
        level=Level.UNIT, parent=province,
    )
    BlocMembership.objects.create(bloc=bloc, organization=unit, year=today.year, role=role, position=number)
    user = User.objects.create_user(f"{{code}}-{{number}}", password={password!r}, full_name=f"Cán bộ {{number}}")
    Membership.objects.create(user=user, organization=unit, role=Role.UNIT_OFFICER, valid_from=today - timedelta(days=9))
campaign = create_campaign(organization=province, year=today.year, name="Phong trào " + code, by=staff)
round_ = open_round(campaign, blocs=[bloc], by=staff, code=code, name="Đợt " + code, opens_on=today,
                    due_on=today + timedelta(days=3), needs_pledges=True)
registration = round_.registrations.get()
print("MADE", registration.code, *registration.lines.order_by("position").values_list("pk", flat=True))
"""
numbers = count(1)


class Bloc:
    """Addresses and accounts of one bloc."""

    def __init__(self, code: str, registration: str, lines: list[str]) -> None:
        self.head, self.member = f"{code}-0", f"{code}-1"
        self.bench = f"/dang-ky/{registration}/"
        self.letter = f"{self.bench}cong-van/"
        self.own_line, self.line, self.other_line = (f"/dang-ky/don-vi/{pk}/" for pk in lines)


@pytest.fixture
def bloc(app) -> Bloc:
    code = f"thu{next(numbers)}"
    said = app.manage("shell", "--no-imports", stdin=SETUP.format(code=code, password=PASSWORD))
    _, registration, *lines = said[said.index("MADE") :].split()
    return Bloc(code, registration, lines)


@pytest.fixture
def at(login) -> Callable[..., Page]:
    def open_page(username: str, path: str, **size: int) -> Page:
        page = login(username, **size)
        page.goto(path)
        return page

    return open_page


def own(page: Page):
    return page.get_by_role("region", name="Đăng ký thi đua của cơ quan")


def inner(page: Page):
    return page.get_by_role("region", name="Đăng ký thi đua của các tập thể, cá nhân")


def choose(group, title: str, row: int = 1, number: str = "") -> None:
    group.get_by_label(re.compile(f"danh hiệu, dòng {row}$")).select_option(label=title)
    if number:
        group.get_by_label(re.compile(f"số lượng, dòng {row}$")).fill(number)


def state(page: Page):
    return page.locator("[data-save-state]")


def test_a_line_is_saved_while_it_is_typed_and_stays(at, bloc):
    page = at(bloc.member, bloc.line)
    choose(own(page), "Cờ thi đua cấp tỉnh")
    choose(inner(page), "Chiến sĩ thi đua cấp tỉnh", number="5")
    expect(inner(page).locator("[data-preview] b")).to_have_text("05 cá nhân đạt danh hiệu Chiến sĩ thi đua cấp tỉnh")
    expect(state(page)).to_have_text(re.compile(r"^Đã lưu lúc \d\d:\d\d$"))
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    page.wait_for_timeout(2500)
    assert posts == []  # nothing was typed, nothing is sent
    page.reload()
    expect(inner(page).get_by_label("số lượng, dòng 1")).to_have_value("5")
    expect(page.locator("[data-restore]")).to_be_hidden()
    page.get_by_role("button", name="Gửi trưởng khối").click()
    expect(page.get_by_text("Đã gửi trưởng khối.", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Thu hồi")).to_be_visible()


def test_lines_of_a_paper_are_pasted_as_rows(at, bloc):
    page = at(bloc.member, bloc.line)
    inner(page).get_by_label("ghi trên giấy, dòng 1").click()
    lines = [
        "01 tập thể Lao động xuất sắc",
        "04 cá nhân tặng Danh hiệu Chiến sỹ thi đua cấp tỉnh",
        "01 tập thể phòng chuyên môn đạt danh hiệu tập thể lao động xs",
        "Tập thể Lao động xuất sắc",
    ]
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        "\n".join(lines),
    )
    expect(page.locator("[data-grid-status]")).to_have_text("Đã dán 4 dòng.")
    expect(inner(page).locator("[data-preview] b")).to_have_text(lines)
    expect(state(page)).to_have_text(re.compile("^Đã lưu lúc"))
    page.reload()
    expect(inner(page).locator("[data-preview] b")).to_have_text(lines)


def test_two_people_on_one_line_never_overwrite_each_other(at, bloc, allow_faults):
    allow_faults("409")
    member, head = at(bloc.member, bloc.line), at(bloc.head, bloc.line)
    choose(own(member), "Cờ thi đua cấp tỉnh")
    expect(state(member)).to_have_text(re.compile("^Đã lưu lúc"))
    choose(own(head), "Tập thể lao động xuất sắc")
    expect(state(head)).to_contain_text("đã lưu phần này lúc")
    head.get_by_role("button", name="Lưu", exact=True).click()
    conflict = head.get_by_role("alert")
    expect(conflict).to_contain_text("Hai người cùng sửa.")
    expect(conflict.get_by_role("listitem")).to_have_text("Đăng ký thi đua của cơ quan: Cờ thi đua cấp tỉnh")
    expect(own(head).get_by_label("danh hiệu, dòng 1")).to_have_value("TTLDXS")
    head.get_by_role("button", name="Lưu", exact=True).click()
    expect(head.get_by_text(re.compile(r"^Đã lưu lúc \d\d:\d\d\.$"))).to_be_visible()
    member.reload()
    expect(own(member).get_by_label("danh hiệu, dòng 1")).to_have_value("TTLDXS")


def test_a_lost_session_loses_no_typing_and_shows_it_to_nobody_else(at, bloc, allow_faults):
    allow_faults("403")
    page = at(bloc.member, bloc.line)
    page.context.clear_cookies()
    choose(inner(page), "Chiến sĩ thi đua cấp tỉnh", number="7")
    expect(state(page)).to_contain_text("phiên làm việc đã hết")
    other = page.context.new_page()
    enter(other, bloc.head)
    other.goto(bloc.line)
    expect(own(other)).to_be_visible()
    expect(other.locator("[data-restore]")).to_be_hidden()
    page.close()
    other.context.clear_cookies()
    enter(other, bloc.member)
    other.goto(bloc.line)
    expect(other.locator("[data-restore]")).to_be_visible()
    other.get_by_role("button", name="Lấy lại phần đó").click()
    expect(inner(other).get_by_label("số lượng, dòng 1")).to_have_value("7")
    expect(state(other)).to_have_text(re.compile("^Đã lưu lúc"))
    other.reload()
    expect(inner(other).get_by_label("số lượng, dòng 1")).to_have_value("7")
    expect(other.locator("[data-restore]")).to_be_hidden()


def enter(page: Page, username: str) -> None:
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", name="Tổng quan")).to_be_visible()


def test_what_was_typed_is_kept_when_the_network_is_gone(at, bloc, allow_faults):
    allow_faults("ERR_INTERNET_DISCONNECTED")
    page = at(bloc.member, bloc.line)
    page.context.set_offline(True)
    choose(own(page), "Cờ thi đua cấp tỉnh")
    expect(state(page)).to_contain_text("mất kết nối")
    page.context.set_offline(False)
    expect(state(page)).to_have_text(re.compile("^Đã lưu lúc"))


def pick(page: Page, title: str) -> None:
    """The arrow until the list that has the focus says the title."""
    for _ in range(40):
        page.keyboard.press("ArrowDown")
        if page.evaluate("document.activeElement.selectedOptions[0].text") == title:
            return
    pytest.fail(f"{title} is not in the list")


def test_a_line_is_filled_and_sent_with_the_keyboard_alone(at, bloc, allow_faults):
    allow_faults("422")  # a save while the title of a row is still to be chosen is refused, and said
    page = at(bloc.member, bloc.line)
    keys = Keyboard(page)
    keys.reach(".entry-inner select")
    pick(page, "Chiến sĩ thi đua cấp tỉnh")
    page.keyboard.press("Tab")
    page.keyboard.type("3")
    page.keyboard.press("Enter")  # another row, in the same column
    page.keyboard.type("2")
    page.keyboard.press("Shift+Tab")
    pick(page, "Tập thể lao động xuất sắc")
    page.keyboard.press("Alt+ArrowUp")
    expect(inner(page).locator("[data-preview] b")).to_have_text(
        ["02 tập thể lao động xuất sắc", "03 cá nhân đạt danh hiệu Chiến sĩ thi đua cấp tỉnh"]
    )
    expect(state(page)).to_have_text(re.compile("^Đã lưu lúc"))
    keys.reach("button[value=send]")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã gửi trưởng khối.", exact=True)).to_be_visible()


def test_a_row_taken_out_comes_back(at, bloc):
    page = at(bloc.member, bloc.line)
    choose(inner(page), "Chiến sĩ thi đua cấp tỉnh", number="4")
    inner(page).get_by_role("button", name="Bỏ dòng, dòng 1").click()
    inner(page).get_by_role("button", name="Lấy lại dòng vừa bỏ").click()
    expect(inner(page).get_by_label("số lượng, dòng 1")).to_have_value("4")
    expect(state(page)).to_have_text(re.compile("^Đã lưu lúc"))


def test_a_unit_files_from_a_phone(at, bloc):
    page = at(bloc.member, bloc.line, width=390, height=844)
    choose(own(page), "Cờ thi đua cấp tỉnh")
    page.get_by_role("button", name="Gửi trưởng khối").click()
    expect(page.get_by_text("Đã gửi trưởng khối.", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_workbench_follows_the_units_without_a_reload(login, at, bloc):
    head = login(bloc.head)
    head.clock.install()
    head.goto(bloc.bench)
    expect(head.get_by_text("0/3 đơn vị đã chốt")).to_be_visible()
    head.evaluate("window.notReloaded = true")
    member = at(bloc.member, bloc.line)
    choose(inner(member), "Chiến sĩ thi đua cấp tỉnh", number="5")
    member.get_by_role("button", name="Gửi trưởng khối").click()
    expect(member.get_by_text("Đã gửi trưởng khối.", exact=True)).to_be_visible()
    head.clock.fast_forward(31_000)
    expect(head.get_by_role("cell", name="05 cá nhân đạt danh hiệu")).to_be_visible()
    totals = head.get_by_role("table", name="Số lượng theo danh hiệu")
    expect(totals.get_by_role("row")).to_have_text(re.compile(r"Chiến sĩ thi đua cấp tỉnh\s*5"))
    head.get_by_role("button", name="Chốt tất cả đã gửi (1)").click()
    expect(head.get_by_text("Đã chốt 1 đơn vị.")).to_be_visible()
    expect(head.get_by_text("1/3 đơn vị đã chốt")).to_be_visible()
    head.get_by_role("button", name="Nhắc đơn vị chậm").click()
    expect(head.get_by_text("Đã nhắc 1 người.")).to_be_visible()
    assert head.evaluate("window.notReloaded") is True


def test_a_bloc_is_written_settled_and_submitted_by_its_leader(at, bloc):
    head = at(bloc.head, bloc.own_line)
    choose(own(head), "Cờ thi đua cấp tỉnh")
    expect(state(head)).to_have_text(re.compile("^Đã lưu lúc"))
    head.goto(bloc.bench)
    head.get_by_role("button", name=re.compile("^Chốt Văn phòng")).click()
    expect(head.get_by_text("1/3 đơn vị đã chốt")).to_be_visible()
    for name in ("Sở Một", "Sở Hai"):
        head.get_by_role("link", name=re.compile(f"^Ghi {name}.*không đăng ký$")).click()
        head.get_by_label("Lý do").fill("Đơn vị mới thành lập.")
        head.get_by_role("button", name="Ghi là không đăng ký").click()
    expect(head.get_by_text("3/3 đơn vị đã chốt")).to_be_visible()
    head.get_by_role("link", name="Soạn công văn").click()
    head.get_by_label("Họ và tên người ký").fill("Nguyễn Văn A")
    box = head.get_by_label("Nội dung, dòng 1")
    box.click()
    head.evaluate(
        """text => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        "1. 100% đơn vị trong khối hưởng ứng.\n2. Tiết kiệm, chống lãng phí.",
    )
    expect(head.get_by_label("Nội dung, dòng 2")).to_have_value("Tiết kiệm, chống lãng phí.")
    expect(state(head)).to_have_text(re.compile("^Đã lưu lúc"))
    expect(head.get_by_role("list", name="Con số cam kết").first).to_have_text(
        "Tỷ lệ đơn vị trong khối hưởng ứng: 100%"
    )
    head.get_by_role("link", name="Xong, về bàn làm việc").click()
    head.get_by_role("link", name="Nộp đăng ký").click()
    head.get_by_role("button", name="Nộp đăng ký").click()
    expect(head.get_by_text("Đã nộp. Cơ quan thường trực thi đua")).to_be_visible()
    expect(head.get_by_role("link", name="Thu hồi")).to_be_visible()
