from __future__ import annotations

import pytest
from django.utils import timezone

from notices.models import Notice
from tests.organizations.views.outcomes import outcomes

URL = "/thong-bao/"
pytestmark = pytest.mark.django_db


def make(person, subject="Báo cáo bị trả lại", **fields) -> Notice:
    return Notice.objects.create(
        **({"person": person, "kind": "test.returned", "subject": subject, "words": "Thiếu.", "url": "/"} | fields)
    )


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


def subjects(answer) -> list[str]:
    return [notice.subject for notice in answer.context["listing"].page]


def test_who_gets_the_page(request):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 200, 200, 200]


def test_everybody_sees_only_their_own(as_staff, staff, leader, admin):
    make(leader, "Của lãnh đạo")
    make(admin, "Của quản trị")
    make(staff, "Của tôi")
    make(staff, "Không muốn thấy", is_shown=False)
    assert subjects(as_staff.get(URL)) == ["Của tôi"]


def test_a_superuser_sees_nobody_elses(client, staff, django_user_model):
    root = django_user_model.objects.create_superuser("root", full_name="Quản trị")
    make(staff)
    client.force_login(root)
    assert subjects(client.get(URL)) == []


def test_unread_come_first_then_the_newest(as_staff, staff):
    make(staff, "cũ, đã đọc", read_at=timezone.now())
    make(staff, "cũ, chưa đọc")
    make(staff, "mới, đã đọc", read_at=timezone.now())
    make(staff, "mới, chưa đọc")
    assert subjects(as_staff.get(URL)) == ["mới, chưa đọc", "cũ, chưa đọc", "mới, đã đọc", "cũ, đã đọc"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "unread"}, ["Việc", "Thử"]),
        ({"state": "read"}, ["Đọc rồi"]),
        ({"group": "Thử"}, ["Thử", "Đọc rồi"]),
        ({"group": "Thời hạn"}, ["Việc"]),
        ({"group": "Thời hạn", "state": "read"}, []),
    ],
)
def test_the_list_is_narrowed(as_staff, staff, query, found):
    make(staff, "Đọc rồi", read_at=timezone.now())
    make(staff, "Thử")
    make(staff, "Việc", kind="notices.near")
    assert subjects(as_staff.get(URL, query)) == found


def test_fifty_stand_on_a_page(as_staff, staff):
    for number in range(51):
        make(staff, f"Số {number}")
    assert len(subjects(as_staff.get(URL))) == 50
    assert subjects(as_staff.get(URL, {"page": 2})) == ["Số 0"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(as_staff, staff, rows, django_assert_num_queries):
    for number in range(rows):
        make(staff, f"Số {number}")
    with django_assert_num_queries(5):  # session, person with the count, number, rows, memberships
        as_staff.get(URL)


def test_the_bell_counts_what_is_unread_on_every_page(as_staff, staff, leader):
    make(staff)
    make(staff, read_at=timezone.now())
    make(staff, is_shown=False)
    make(leader)
    page = as_staff.get("/").content.decode()
    assert 'aria-label="Thông báo, 1 chưa đọc"' in page


def test_the_bell_is_silent_when_everything_is_read(as_staff, staff):
    make(staff, read_at=timezone.now())
    page = as_staff.get("/").content.decode()
    assert 'aria-label="Thông báo"' in page
    assert "bell-count" not in page


def test_the_page_of_login_asks_for_no_notices(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/dang-nhap/")


def test_words_are_shown_as_text(as_staff, staff):
    make(staff, "<script>alert(1)</script>", words="<b>x</b>")
    page = as_staff.get(URL).content.decode()
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page


def test_an_empty_page_says_what_comes_here(as_staff):
    assert "Chưa có thông báo" in as_staff.get(URL).content.decode()


def test_an_empty_filter_offers_the_way_back(as_staff):
    page = as_staff.get(URL, {"state": "read"}).content.decode()
    assert "Không có thông báo nào khớp bộ lọc" in page


def test_a_notice_of_a_kind_that_is_gone_is_still_shown(as_staff, staff):
    make(staff, "Cũ", kind="gone.kind")
    assert subjects(as_staff.get(URL)) == ["Cũ"]
