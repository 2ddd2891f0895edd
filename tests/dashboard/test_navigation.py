"""The rail: what a person may not use is not there."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from dashboard.context_processors import frame
from dashboard.navigation import items_for
from tests.factories.organizations import UserFactory

EVERYBODY = [
    "Tổng quan",
    "Chỉ thị",
    "Phong trào",
    "Đăng ký thi đua",
    "Khen thưởng",
    "Đơn vị",
    "Khối, cụm thi đua",
    "Tra cứu",
]
ABOVE = ["Tổng quan", "Tình hình phong trào", *EVERYBODY[1:-1], "Chấm điểm thi đua", "Tra cứu"]
REGISTER = [*ABOVE[:4], "Danh mục chỉ tiêu", *ABOVE[4:]]


@pytest.mark.parametrize(
    ("who", "labels"),
    [
        ("staff", [*REGISTER, "Nhật ký"]),
        ("leader", ABOVE),
        ("clerk", EVERYBODY),
        ("unit_officer", [*EVERYBODY[:3], "Báo cáo chỉ tiêu", *EVERYBODY[3:7], "Chấm điểm thi đua", *EVERYBODY[7:]]),
        ("outsider", [*REGISTER, "Nhật ký"]),
        ("admin", [*REGISTER, "Người dùng", "Nhật ký"]),
    ],
)
def test_the_rail_of_a_role(request, who, labels):
    assert [item.label for item in items_for(request.getfixturevalue(who), "/")] == labels


@pytest.mark.parametrize(
    ("path", "active"),
    [
        ("/", ["Tổng quan"]),
        ("/tong-quan/1/", ["Tình hình phong trào"]),
        ("/chi-thi/", ["Chỉ thị"]),
        ("/chi-thi/laocai-2024/soan/", ["Chỉ thị"]),
        ("/phong-trao/1/", ["Phong trào"]),
        ("/danh-muc-chi-tieu/", ["Danh mục chỉ tiêu"]),
        ("/ho-so-khen-thuong/1/", ["Khen thưởng"]),
        ("/hoi-dong/phien-hop/1/", ["Khen thưởng"]),
        ("/dang-ky/laocai-2024-tmth/", ["Đăng ký thi đua"]),
        ("/tra-cuu/?q=lao+cai", ["Tra cứu"]),
        ("/giao-dien/", []),
    ],
)
def test_one_entry_is_marked_as_here(staff, path, active):
    assert [item.label for item in items_for(staff, path) if item.active] == active


@pytest.mark.parametrize(
    ("who", "path", "pages"),
    [
        ("staff", "/hoi-dong/phien-hop/1/", ["Phiên họp"]),
        ("staff", "/hoi-dong/1/", ["Hội đồng"]),
        ("leader", "/quyet-dinh-khen-thuong/", ["Quyết định"]),
    ],
)
def test_the_open_part_shows_its_pages_and_marks_the_open_one(request, who, path, pages):
    (part,) = (item for item in items_for(request.getfixturevalue(who), path) if item.active)
    assert [page.label for page in part.children if page.active] == pages
    labels = [page.label for page in part.children]
    assert ("Mẫu bằng, máy in" in labels) is (who == "staff")


def test_a_part_that_is_not_open_keeps_its_pages_to_itself(staff):
    assert all(item.children == () for item in items_for(staff, "/chi-thi/"))


def framed(user):
    request = RequestFactory().get("/")
    request.user = user
    return frame(request)["frame"]


def test_the_frame_names_the_house_and_the_role(clerk, province):
    shown = framed(clerk)
    assert (shown["organization"], shown["role"]) == (province, "Văn thư")


@pytest.mark.django_db
def test_the_frame_of_a_person_without_a_role():
    shown = framed(UserFactory())
    assert (shown["organization"], shown["role"]) == ("", "Chưa có vai trò")


@pytest.mark.django_db
def test_the_frame_of_the_machine_room():
    assert framed(UserFactory(is_superuser=True))["role"] == "Quản trị hệ thống"


def test_what_waits_to_be_received_is_in_the_rail_of_those_who_read_it(leader, unit_officer):
    for user, pages in ((leader, ["Các đợt đăng ký", "Chờ tiếp nhận"]), (unit_officer, ["Các đợt đăng ký"])):
        (part,) = (item for item in items_for(user, "/dang-ky/cho-tiep-nhan/") if item.active)
        assert [page.label for page in part.children] == pages
