"""The scoring of a bloc in a real browser: self-score with a zero, cross-check that differs with a reason, the leader, the
staff check, a ranking with a tie, the vote.
"""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import App

BLOC, YEAR = "cham-diem-e2e", 2024
#: A bloc of three departments of the demonstration, each with an officer, and a small table of its own.
PREPARE = f"""
from decimal import Decimal
from organizations.enums import BlocRole
from organizations.models import Organization, User
from organizations.policies.blocs import Seat
from organizations.services.blocs import Decided, compose_bloc, create_bloc
from scoring.outline import Row
from scoring.services.rounds import appoint_checkers, in_a_ring, open_round
from scoring.services.schemes import create_scheme, publish_scheme
staff = User.objects.get(username="chuyenvien.laocai")
province = Organization.objects.get(code="laocai")
units = [Organization.objects.get(code=code) for code in ("sotaichinh-laocai", "socongthuong-laocai", "sodulich-laocai")]
bloc = create_bloc(code="{BLOC}", name="Khối Kinh tế", organizer=province, by=staff)
seats = [Seat(unit, BlocRole.HEAD if place == 0 else BlocRole.MEMBER) for place, unit in enumerate(units)]
compose_bloc(bloc, year={YEAR}, seats=seats, decided=Decided(), revision=0, by=staff)
rows = [Row("g", True, "Nhiệm vụ", Decimal(100)), Row("a", False, "Công việc được giao", Decimal(60)),
        Row("b", False, "Chế độ báo cáo", Decimal(40)), Row("h", True, "Điểm trừ", Decimal(5), "deduction"),
        Row("c", False, "Báo cáo chậm", Decimal(5))]
publish_scheme(create_scheme(province, bloc=bloc, year={YEAR}, by=staff, rows=rows, name="Bảng của khối"), by=staff)
round_ = open_round(bloc, year={YEAR}, by=staff)
appoint_checkers(round_, in_a_ring(round_, list(round_.sheets.all())), by=staff)
print("ROUND", round_.pk)
print("SHEETS", *round_.sheets.order_by("pk").values_list("pk", flat=True))
"""


def fill(page: Page, sheet: str, *points: str, reason: str = "") -> None:
    page.goto(f"/cham-diem/bang/{sheet}/")
    for cell, value in zip(page.locator("input[id$='-value']").all(), points, strict=True):
        cell.fill(value)
    if reason:
        page.locator("textarea[id$='-note']").nth(1).fill(reason)


def send(page: Page, words: str) -> None:
    page.get_by_role("button", name="Gửi điểm").click()
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def findings(page: Page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


def test_a_bloc_is_scored_from_the_first_point_to_the_vote(app: App, login) -> None:
    said = app.manage("shell", stdin=PREPARE)
    round_ = re.search(r"ROUND (\d+)", said)[1]
    first, second, third = re.search(r"SHEETS (\d+) (\d+) (\d+)", said).groups()
    head, trade, tourism = login("taichinh.laocai"), login("congthuong.laocai"), login("dulich.laocai")
    staff = login("chuyenvien.laocai")

    # Self-score: kept while one types, sums follow, a zero counts, an empty cell does not.
    fill(trade, second, "60", "40", "")
    expect(trade.locator("[data-save-state]")).to_contain_text("Đã lưu")
    expect(trade.locator("tfoot [data-total=tong]")).to_have_text("100")
    trade.get_by_role("button", name="Gửi điểm").click()
    expect(trade.get_by_text("chưa gửi được. “Báo cáo chậm”: chưa chấm").first).to_be_visible()
    assert findings(trade) == []
    fill(trade, second, "60", "40", "0")
    send(trade, "Đã gửi điểm tự chấm")
    fill(head, first, "60", "40", "0")
    send(head, "Đã gửi điểm tự chấm")
    fill(tourism, third, "60", "40", "5")
    send(tourism, "Đã gửi điểm tự chấm")

    # Cross-check: the third checks the second, and says why it differs.
    fill(tourism, second, "60", "35", "0")
    tourism.get_by_role("button", name="Gửi điểm").click()
    expect(tourism.get_by_text("điểm khác mức 40 thì phải ghi lý do").first).to_be_visible()
    fill(tourism, second, "60", "35", "0", reason="Hai báo cáo gửi sau hạn")
    send(tourism, "Đã gửi điểm chấm chéo")
    for page, sheet in ((trade, first), (head, third)):
        page.goto(f"/cham-diem/bang/{sheet}/")
        page.get_by_role("button", name="Lấy điểm bước trước cho ô trống").click()
        send(page, "Đã gửi điểm chấm chéo")

    # The leader gives the points of the bloc, staff check one sheet.
    for sheet in (first, second, third):
        head.goto(f"/cham-diem/bang/{sheet}/")
        head.get_by_role("button", name="Lấy điểm bước trước cho ô trống").click()
        send(head, "Đã gửi điểm khối chấm")
    staff.goto(f"/cham-diem/bang/{second}/")
    expect(staff.get_by_text("Hai báo cáo gửi sau hạn")).to_be_visible()
    staff.get_by_role("button", name="Lấy điểm bước trước cho ô trống").click()
    send(staff, "Đã gửi điểm thẩm định")

    # A tie in the ranking, shown to the units once it is published.
    trade.goto(f"/cham-diem/khoi/{round_}/xep-hang/")
    expect(trade.get_by_text("Kết quả chưa công bố")).to_be_visible()
    head.goto(f"/cham-diem/khoi/{round_}/")
    head.get_by_role("link", name="Công bố kết quả").click()
    head.get_by_label("Gõ “CÔNG BỐ” để xác nhận").fill("công bố")
    head.get_by_role("button", name="Công bố").click()
    trade.goto(f"/cham-diem/khoi/{round_}/xep-hang/")
    places = trade.locator(".score-ranking tbody tr td:first-child").all_inner_texts()
    assert [place.strip() for place in places] == ["1", "2", "2"]
    assert findings(trade) == []

    # The vote: two of three units, secret until it is counted.
    head.goto(f"/cham-diem/khoi/{round_}/binh-chon/")
    head.get_by_role("link", name="Mở bình chọn").click()
    head.get_by_role("button", name="Mở bình chọn").click()
    for page in (trade, tourism):
        page.goto(f"/cham-diem/khoi/{round_}/binh-chon/")
        page.get_by_label("Sở Tài chính tỉnh Lào Cai").check()
        page.get_by_role("button", name="Bỏ phiếu").click()
        expect(page.get_by_text("Đã ghi nhận phiếu của đơn vị")).to_be_visible()
    assert findings(trade) == []
    head.reload()
    head.get_by_role("button", name="Kiểm phiếu").click()
    head.get_by_role("button", name="Đồng ý").click()
    head.get_by_role("link", name="Kết luận đơn vị dẫn đầu").click()
    head.get_by_label("Số biên bản").fill("02/BB-KKT")
    head.get_by_role("button", name="Kết luận").click()
    expect(head.get_by_text("Biên bản số 02/BB-KKT")).to_be_visible()
    staff.goto(f"/khoi-thi-dua/{BLOC}/?nam={YEAR}")
    expect(staff.get_by_text("biên bản số 02/BB-KKT", exact=True)).to_be_visible()
