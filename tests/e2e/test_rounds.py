"""A round in the browser: more time for everybody from a dialog, one reminder a day, receiving one after the other."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

#: Three blocs of one unit; two have filed.
SETUP = """
from datetime import timedelta
from django.utils import timezone
from campaigns.services import create_campaign
from organizations.enums import Kind, Level, Role
from organizations.models import Bloc, BlocMembership, Membership, Organization, User
from registrations.entries import Typed
from registrations.services import lines, registrations
from registrations.services.rounds import open_round
today = timezone.localdate()
province = Organization.objects.get(code="langson")
staff = User.objects.get(username="chuyenvien.langson")
blocs = []
for number in range(3):
    bloc = Bloc.objects.create(code=f"vong-{number}", name=f"Khối Vòng {number}", organizer=province,
                               search_text=f"khoi vong {number}", position=90 + number)
    unit = Organization.objects.create(code=f"vong-{number}", root_code="langson", name=f"Sở Vòng {number}",
                                       kind=Kind.DEPARTMENT, level=Level.UNIT, parent=province)
    BlocMembership.objects.create(bloc=bloc, organization=unit, year=today.year, role="head")
    user = User.objects.create_user(f"vong-{number}", full_name=f"Cán bộ Vòng {number}")
    Membership.objects.create(user=user, organization=unit, role=Role.UNIT_OFFICER, valid_from=today - timedelta(days=9))
    blocs.append(bloc)
campaign = create_campaign(organization=province, year=today.year, name="Phong trào vòng", by=staff)
made = open_round(campaign, blocs=blocs, by=staff, code="vong", name="Đợt vòng", opens_on=today,
                  due_on=today + timedelta(days=3), needs_pledges=False)
for registration in made.registrations.order_by("pk")[:2]:
    by = User.objects.get(username=registration.bloc.code)
    line = registration.lines.get()
    row = Typed("new-1", "inner", "CSTDT", count="5")
    lines.accept_line(lines.save_line(line, [row], base_revision=0, by=by), by=by)
    names = ("addressee", "introduction", "on_behalf_of", "signer_title", "signer_name")
    registrations.save_letter(registration, dict.fromkeys(names, "Nội dung"), [], base_revision=0, by=by)
    registrations.submit(registration, by=by)
"""


@pytest.fixture(scope="module")
def round_(app) -> None:
    app.manage("shell", "--no-imports", stdin=SETUP)


@pytest.fixture
def page(login, round_) -> Page:
    return login("chuyenvien.langson")


def day(distance: int) -> str:
    return f"{timezone.localdate() + timedelta(days=distance):%d/%m/%Y}"


def test_more_time_is_given_from_a_dialog_and_a_refusal_keeps_what_was_typed(page, allow_faults):
    allow_faults("422")
    page.goto("/dang-ky/")
    page.get_by_role("link", name="Đợt vòng").click()
    page.get_by_role("button", name="Gia hạn").click()
    dialog = page.get_by_role("dialog", name="Gia hạn cho tất cả các khối")
    dialog.get_by_label("Hạn nộp mới").fill(day(2))
    dialog.get_by_label("Lý do gia hạn").fill("Kiện toàn tổ chức")
    dialog.get_by_role("button", name="Gia hạn").click()
    expect(page.get_by_role("alert")).to_contain_text("Hạn mới phải sau hạn đang có")
    expect(page.get_by_label("Lý do gia hạn")).to_have_value("Kiện toàn tổ chức")
    page.get_by_label("Hạn nộp mới").fill(day(8))
    page.get_by_role("button", name="Gia hạn").click()
    expect(page.get_by_text(f"Đã gia hạn đến hết ngày {day(8)}")).to_be_visible()
    expect(page.get_by_role("region", name="Các lần gia hạn")).to_contain_text("Kiện toàn tổ chức")


def test_who_is_late_is_reminded_once_a_day(page):
    page.goto("/dang-ky/dot/vong/")
    # How many depends on what the other tests of this file have filed in the same application.
    told = re.compile(r"Đã nhắc [12] người còn việc phải làm\.")
    for said in (told, "Hôm nay đã nhắc tất cả những người còn việc."):
        page.get_by_role("button", name="Nhắc tất cả đơn vị chậm").click()
        page.get_by_role("dialog", name="Xác nhận").get_by_role("button", name="Đồng ý").click()
        expect(page.get_by_text(said)).to_be_visible()


def test_one_is_given_back_and_the_next_accepted(page, allow_faults):
    allow_faults("422")
    page.goto("/dang-ky/cho-tiep-nhan/")
    page.get_by_role("link", name="Khối Vòng 0").click()
    page.get_by_role("link", name="Trả lại").click()
    page.get_by_label("Lý do trả lại").fill("Thiếu nơi công tác")
    page.get_by_label("Số ngày để sửa và nộp lại").fill("0")
    page.get_by_role("button", name="Trả lại").click()
    expect(page.get_by_label("Lý do trả lại")).to_have_value("Thiếu nơi công tác")
    page.get_by_label("Số ngày để sửa và nộp lại").fill("5")
    page.get_by_role("button", name="Trả lại").click()
    expect(page.get_by_text("Đã trả lại, khối đang sửa.")).to_be_visible()
    page.goto("/dang-ky/cho-tiep-nhan/")
    page.get_by_role("link", name="Khối Vòng 1").click()
    page.get_by_role("button", name="Tiếp nhận bản 1").click()
    page.get_by_role("dialog", name="Xác nhận").get_by_role("button", name="Đồng ý").click()
    expect(page.get_by_text("Đã tiếp nhận bản 1 của Khối Vòng 1")).to_be_visible()
    page.goto("/dang-ky/dot/vong/tong-hop/")
    row = page.get_by_role("row", name=re.compile("Chiến sĩ thi đua cấp tỉnh"))
    expect(row).to_contain_text("1 khối")
    expect(row.get_by_role("cell").nth(2)).to_have_text("5")
