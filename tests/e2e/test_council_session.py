"""A council of nine holds a session: seven vote on their own machines, two sent papers, one does not vote on one item."""

from __future__ import annotations

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.documents.measure import letters_of
from tests.e2e.conftest import ARTIFACTS, PASSWORD, App

#: Nine accounts uyvien1…9 and a second secretary; six dossiers with a line each, checked and waiting.
SCENE = f"""
import json
from decimal import Decimal
from organizations.models import Organization, User
from organizations.enums import Role
from tests.factories.awards import make_council, make_dossier, make_honouree, make_title
from tests.factories.organizations import MembershipFactory, OrganizationFactory, UserFactory
body = Organization.objects.get(code="laocai2025")
names = ["Trịnh Xuân Trường", "Vàng Seo Chúng", "Nguyễn Thị Phương Thảo", "Giàng Seo Vần", "Hoàng Quốc Khánh",
         "Lý Thị Vân Anh", "Đặng Xuân Thành", "Tẩn A Sài", "Lò Thị Hồng Nhung"]
council = make_council(body, 9, name="Hội đồng Thi đua - Khen thưởng tỉnh Lào Cai",
                       document="Quyết định số 1520/QĐ-UBND ngày 15/7/2025 của Chủ tịch UBND tỉnh")
second = UserFactory(username="thuky2", full_name="Phạm Thị Ngọc Ánh")
MembershipFactory(user=second, organization=body, role=Role.STAFF)
second.set_password("{PASSWORD}")
second.save()
for number, member in enumerate(council.members.all(), start=1):
    member.full_name = names[number - 1]
    member.organization.name = f"Sở số {{number}}"
    member.organization.save()
    member.user.username, member.user.full_name = f"uyvien{{number}}", member.full_name
    member.user.set_password("{PASSWORD}")
    member.user.save()
    member.save()
MembershipFactory(user=User.objects.get(username="uyvien1"), organization=body, role=Role.COUNCIL)
shares = ["80", "80", "80", None, "66.67", "90"]
titles = ["Chiến sĩ thi đua cấp tỉnh", "Chiến sĩ thi đua cấp tỉnh", "Tập thể lao động xuất sắc",
          "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", "Cờ thi đua của Ủy ban nhân dân tỉnh", "Chiến sĩ thi đua toàn quốc"]
people = ["Sùng A Páo", "Ma Thị Xuân Quỳnh", "Phòng Nghiệp vụ và Tổ chức bộ máy", "Cư A Dơ",
          "Trung tâm Phục vụ hành chính công", "Nguyễn Hoàng Minh Đức"]
third = council.members.get(position=3)
for at, (share, title, name) in enumerate(zip(shares, titles, people)):
    proposed = make_title(f"E2E{{at}}", name=title, vote_threshold=share and Decimal(share))
    unit = third.organization if at == 2 else OrganizationFactory(parent=body, name=f"Sở Nông nghiệp và Môi trường {{at + 1}}")
    subject = make_honouree(name, unit)
    make_dossier(body, unit, titles=(proposed,), honourees=(subject,), name=f"Hồ sơ số {{at + 1}}")
print(json.dumps({{"council": council.pk}}))
"""
AGREE, DISAGREE, BLANK = "Đồng ý", "Không đồng ý", "Không có ý kiến"
#: What each of the seven says to items 1 to 6; the third has no choice on the third.
BALLOTS = {
    1: [AGREE, AGREE, AGREE, AGREE, AGREE, AGREE],
    2: [AGREE, AGREE, AGREE, AGREE, AGREE, AGREE],
    3: [AGREE, AGREE, "", AGREE, AGREE, AGREE],
    4: [AGREE, AGREE, AGREE, AGREE, AGREE, AGREE],
    5: [AGREE, AGREE, AGREE, AGREE, BLANK, AGREE],
    6: [AGREE, AGREE, AGREE, DISAGREE, BLANK, AGREE],
    7: [AGREE, DISAGREE, AGREE, DISAGREE, BLANK, AGREE],
}
#: What the two papers say to each item: agree, disagree, blank.
PAPERS = [(1, 1, 0), (1, 0, 1), (2, 0, 0), (0, 2, 0), (2, 0, 0), (2, 0, 0)]
#: Agree, disagree, blank, percent, needed, verdict: the first is at its share exactly, the second a vote short.
RESULTS = [
    ("8", "1", "0", "88,9", "80% (8)", "Đạt"),
    ("7", "1", "1", "77,8", "80% (8)", "Không đạt"),
    ("8", "0", "0", "88,9", "80% (8)", "Đạt"),
    ("5", "4", "0", "55,6", "50% (5)", "Đạt"),
    ("6", "0", "3", "66,7", "66,67% (6)", "Đạt"),
    ("9", "0", "0", "100,0", "90% (9)", "Đạt"),
]


def picture(page: Page, name: str) -> None:
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=ARTIFACTS / f"council-{name}.png", full_page=True)


def findings(page: Page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found if one["impact"] in ("serious", "critical")
    ]


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def confirmed(page: Page, button: str) -> None:
    page.get_by_role("button", name=button).click()
    page.get_by_role("dialog", name="Xác nhận").get_by_role("button", name="Đồng ý").click()


@pytest.fixture(scope="module")
def council(app: App) -> int:
    found: int = json.loads(app.manage("shell", "--no-imports", stdin=SCENE).splitlines()[-1])["council"]
    return found


def plan(staff: Page, council: int) -> str:
    """A session of today with six items, its absences noted; the address of its page."""
    staff.goto(f"/hoi-dong/{council}/")
    picture(staff, "council")
    assert findings(staff) == []
    staff.get_by_role("link", name="Lập phiên họp").click()
    staff.get_by_label("Tên phiên họp").fill("Phiên họp xét khen thưởng công tác năm 2025")
    staff.get_by_label("Giờ bắt đầu").fill("08:30")
    staff.get_by_label("Địa điểm").fill("Phòng họp số 2, trụ sở Ủy ban nhân dân tỉnh")
    picture(staff, "plan")
    staff.get_by_role("button", name="Lập phiên họp").click()
    staff.get_by_role("link", name="Thêm nội dung").first.click()
    for box in staff.get_by_role("checkbox").all():
        box.check()
    picture(staff, "agenda-add")
    staff.get_by_role("button", name="Đưa vào chương trình").click()
    expect(staff.get_by_role("status").first).to_contain_text("Đã đưa 6 nội dung vào chương trình.")
    expect(staff.locator(".agenda li")).to_have_count(6)
    return staff.url


def attend(staff: Page) -> None:
    staff.get_by_role("link", name="Thành viên dự họp").click()
    for number, select in enumerate(staff.locator("select[name^=presence]").all(), start=1):
        select.select_option("absent_paper" if number >= 8 else "present")
    for reason in staff.locator("input[name^=reason]").all()[7:]:
        reason.fill("Đi công tác Trung ương")
    staff.get_by_role("button", name="Lưu thành viên dự họp").click()
    expect(staff.locator(".quorum")).to_have_text(
        "Có mặt 7/9 thành viên; cần ít nhất 6 người (66,67%) để phiên họp hợp lệ."
    )
    expect(staff.get_by_text("Người, tập thể được đề nghị thuộc đơn vị của thành viên.")).to_be_visible()
    picture(staff, "attendance")
    assert findings(staff) == []


def cast(member: Page, session: str, choices: list[str], *, look: str = "") -> None:
    member.goto(session)
    member.get_by_role("link", name="Mở phiếu bầu").click()
    for number, choice in enumerate(choices, start=1):
        if choice:
            member.get_by_role("group", name=re.compile(f"Nội dung {number}")).get_by_label(choice, exact=True).check()
    if look:
        picture(member, look)
        assert findings(member) == []
        assert fits(member)
    confirmed(member, "Gửi phiếu")
    expect(member.get_by_role("status").first).to_contain_text("Phiếu đã được ghi.")


def read_papers(reader: Page, session: str, papers: list[tuple[int, int, int]]) -> None:
    reader.goto(f"{session}bo-phieu/")
    reader.get_by_role("link", name="Nhập phiếu giấy").click()
    for box in reader.get_by_role("checkbox").all():
        box.check()
    for row, counts in zip(reader.locator(".paper-votes tbody tr").all(), papers, strict=True):
        for field, count in zip(row.locator("input").all(), counts, strict=True):
            field.fill(str(count))
    picture(reader, "papers")
    reader.get_by_role("button", name="Ghi lần nhập này").click()


def test_nine_members_decide_on_six_dossiers(app: App, council, login, allow_faults):
    allow_faults("422")
    staff = login("chuyenvien.laocai")
    session = plan(staff, council)
    attend(staff)
    confirmed(staff, "Khai mạc")
    picture(staff, "open")
    confirmed(staff, "Mở bỏ phiếu")
    expect(staff.locator(".next-step-where")).to_have_text("Đang bỏ phiếu kín. Kết quả hiện ra khi chốt.")

    # A ballot with a gap is not taken; the member is told where; a phone is enough.
    third = login("uyvien3", width=390, height=844)
    third.goto(f"{session}phieu-bau/")
    expect(third.locator("input[type=radio]:checked")).to_have_count(0)
    expect(third.locator(".ballot-item.is-closed")).to_contain_text("Anh/chị không bỏ phiếu nội dung này.")
    confirmed(third, "Gửi phiếu")
    expect(third.get_by_role("alert")).to_contain_text("Còn nội dung chưa chọn: 1, 2, 4, 5, 6.")
    picture(third, "ballot-gaps")
    cast(third, session, BALLOTS[3], look="ballot-phone")
    third.goto(f"{session}phieu-bau/")
    expect(third.locator(".ballot-closed")).to_contain_text("Mỗi thành viên bỏ phiếu một lần.")

    # The secretary's page follows by itself: who has voted, no count.
    staff.goto(f"{session}bo-phieu/")
    expect(staff.locator(".turnout-count")).to_contain_text("1/9")
    for number in (6, 1, 7, 2, 5, 4):
        cast(login(f"uyvien{number}"), session, BALLOTS[number], look="ballot" if number == 6 else "")
    expect(staff.locator(".turnout-count")).to_contain_text("7/9")
    expect(staff.locator(".turnout table")).to_have_count(0)
    picture(staff, "voting")
    assert findings(staff) == []

    # The papers: read differently, then alike.
    second = login("thuky2")
    read_papers(staff, session, PAPERS)
    expect(staff.get_by_role("status").first).to_contain_text("Đã ghi lần nhập của anh/chị.")
    read_papers(second, session, [(2, 0, 0), *PAPERS[1:]])
    expect(second.get_by_role("status").first).to_contain_text("Hai lần nhập khác nhau ở: nội dung 1.")
    read_papers(second, session, PAPERS)
    read_papers(staff, session, PAPERS)
    expect(staff.get_by_role("status").first).to_contain_text("Hai lần nhập khớp nhau")
    expect(staff.locator(".turnout table tbody tr")).to_have_count(6)
    picture(staff, "complete")

    # A late member and a stranger are told why not; the vote is closed once.
    staff.get_by_role("link", name="Kết thúc bỏ phiếu").click()
    staff.get_by_label("Giờ kết thúc").fill("11:15")
    second.goto(staff.url)
    staff.get_by_role("button", name="Chốt kết quả").click()
    expect(staff.get_by_role("status").first).to_contain_text("Đã chốt kết quả.")
    second.get_by_role("button", name="Chốt kết quả").click()
    expect(second.get_by_role("alert")).to_contain_text("Người chốt: Nguyễn Thị Hương.")
    rows = [row.locator("td").all_inner_texts() for row in staff.locator(".results tbody tr").all()]
    assert [(row[2], row[3], row[4], row[6], row[8]) for row in rows] == [
        (agree, disagree, blank, percent, verdict) for agree, disagree, blank, percent, _, verdict in RESULTS
    ]
    picture(staff, "result")
    assert findings(staff) == []

    # The minutes carry these numbers.
    staff.get_by_role("link", name="Biên bản họp").click()
    staff.get_by_label("Diễn biến, thảo luận").fill(
        "Thường trực Hội đồng trình bày tóm tắt thành tích của các cá nhân, tập thể được đề nghị.\n\n"
        "Các thành viên thảo luận, thống nhất danh sách đưa ra bỏ phiếu."
    )
    staff.get_by_role("button", name="Lưu diễn biến").click()
    expect(staff.get_by_role("status").first).to_contain_text("Đã lưu diễn biến.")
    staff.get_by_role("button", name="Tạo PDF").click()
    link = staff.get_by_role("link", name="Tải về PDF")
    expect(link).to_be_visible(timeout=30_000)
    picture(staff, "minutes")
    with staff.expect_download() as download:
        link.click()
    kept = ARTIFACTS / "council-minutes.pdf"
    download.value.save_as(kept)
    letters = letters_of(kept.read_bytes())
    for words in (
        "Có mặt: 7/9 thành viên.",
        "Vắng mặt: 2 thành viên:",
        "Tẩn A Sài: Đi công tác Trung ương; gửi phiếu giấy.",
        "Không bỏ phiếu nội dung 3: Nguyễn Thị Phương Thảo",
        "Có 5/6 đề nghị đạt tỷ lệ phiếu quy định.",
        "11 giờ 15 phút",
        *("".join(row) for row in RESULTS),
    ):
        assert "".join(words.split()) in letters, words
    staff.get_by_role("link", name="Biên bản kiểm phiếu").click()
    picture(staff, "tally")
    assert findings(staff) == []
    staff.goto("/hoi-dong/phien-hop/")
    picture(staff, "sessions")
    assert findings(staff) == []

    # Every page of it holds on a phone.
    narrow = login("chuyenvien.laocai", width=390, height=844)
    faces = ("", "du-hop/", "bo-phieu/", "ket-qua/", "bien-ban/", "bien-ban-kiem-phieu/")
    council_pages = ("/hoi-dong/", f"/hoi-dong/{council}/", f"/hoi-dong/{council}/sua/", "/hoi-dong/phien-hop/")
    for address in (*(f"{session}{face}" for face in faces), *council_pages):
        narrow.goto(address)
        assert fits(narrow), address
        assert findings(narrow) == [], address
    narrow.goto(f"{session}ket-qua/")
    picture(narrow, "result-phone")
