"""Receiving: the queue, reading what was submitted, accepting it, giving it back."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from core.log import history_of
from registrations.models import Registration, RegistrationVersion, SignedFile
from registrations.services import registrations
from tests.factories.registrations import filed, make_bloc, make_registration, make_round, make_units, officer_of
from tests.pages import own_text
from tests.registrations.views.cast import answers, expected

pytestmark = pytest.mark.django_db
QUEUE = "/dang-ky/cho-tiep-nhan/"
ONE = "/dang-ky/laocai-2024-tmth/tiep-nhan/"
RETURN = "/dang-ky/laocai-2024-tmth/tra-lai/"
READERS = "staff leader clerk admin council"


@pytest.fixture(autouse=True)
def on_a_day_of_march():
    with time_machine.travel("2024-03-11T09:00:00+07:00", tick=False):
        yield


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def submitted(registration, head) -> Registration:
    return filed(registration, by=head)


def another(province, round_, code: str) -> Registration:
    """Another bloc that filed."""
    made = make_registration(round_, make_bloc(province, make_units(province, 1, code), code=code, name=f"Khối {code}"))
    return filed(made, by=officer_of(made.lines.first().organization))


# The queue.


def test_the_queue_is_for_those_who_read_for_the_province(request, submitted):
    assert answers(request, QUEUE) == expected(_200=f"{READERS} outsider", _403="head member unit_officer")


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_takes_the_same_queries_at_any_size(as_staff, province, round_, count, django_assert_num_queries):
    for number in range(count):
        another(province, round_, f"k{number}")
    as_staff.get(QUEUE)
    with django_assert_num_queries(5):
        assert len(as_staff.get(QUEUE).context["lines"]) == count


def test_the_longest_waiting_comes_first_with_its_age(as_staff, province, round_, submitted, staff):
    with time_machine.travel("2024-03-14T09:00:00+07:00", tick=False):
        another(province, make_round(province), "sau")
        as_staff.force_login(staff)
        found = as_staff.get(QUEUE).context["lines"]
    assert [(one.bloc.name, age) for one, age in found] == [
        ("Khối Tham mưu Tổng hợp", "3 ngày"),
        ("Khối sau", "hôm nay"),
    ]


def test_what_is_accepted_or_returned_waits_no_longer(as_staff, province, round_, submitted, staff):
    registrations.accept(submitted, by=staff)
    registrations.give_back(another(province, round_, "hai"), reason="Thiếu", by=staff)
    assert "Không có bản nào chờ tiếp nhận" in own_text(as_staff.get(QUEUE))


def test_the_queue_of_another_province_is_not_seen(client, outsider, submitted):
    client.force_login(outsider)
    assert client.get(QUEUE).context["lines"] == []
    assert "Tham mưu" not in own_text(client.get(f"{QUEUE}?export=csv"))


def test_the_queue_is_exported(as_staff, submitted):
    [row] = csv.DictReader(io.StringIO(as_staff.get(f"{QUEUE}?export=csv").content.decode("utf-8-sig")))
    assert (row["Khối, cụm"], row["Bản số"], row["Đã chờ"]) == ("Khối Tham mưu Tổng hợp", "1", "hôm nay")


# Reading.


def test_a_registration_is_read_by_the_province_alone(request, submitted):
    assert answers(request, ONE) == expected(_200=READERS, _403="head")


def test_the_page_shows_the_version_and_not_what_is_written_now(as_staff, submitted, staff, head):
    registrations.give_back(submitted, reason="Thiếu", by=staff)
    submitted.refresh_from_db()
    registrations.save_letter(submitted, {}, ["Lời hứa mới."], base_revision=submitted.revision, by=head)
    page = own_text(as_staff.get(ONE))
    assert "100% đơn vị hưởng ứng." in page
    assert "Lời hứa mới." not in page
    assert "05 cá nhân đạt danh hiệu Chiến sĩ thi đua cấp tỉnh" in page
    assert "Đã trả lại, khối đang sửa." in page


def test_a_later_version_says_what_changed(as_staff, submitted, staff, head):
    registrations.give_back(submitted, reason="Thiếu", by=staff)
    submitted.refresh_from_db()
    registrations.save_letter(submitted, {}, ["100% đơn vị tham gia."], base_revision=submitted.revision, by=head)
    registrations.submit(submitted, by=head)
    answer = as_staff.get(ONE)
    assert [one.label for one in answer.context["changes"]] == ["Nội dung 1"]
    assert "Thay đổi so với bản 1" in own_text(answer)
    earlier = as_staff.get(f"{ONE}?ban=1")
    assert earlier.context["reading"].version.number == 1
    assert "Đang xem bản cũ. Hãy mở bản nộp sau cùng." in own_text(earlier)


@pytest.mark.parametrize("asked", ["9", "abc", "", "%C2%B2", "0"])
def test_an_unknown_version_shows_the_last(as_staff, submitted, asked):
    assert as_staff.get(f"{ONE}?ban={asked}").context["reading"].version.number == 1


def test_nothing_filed_yet_is_said(as_staff, registration):
    page = own_text(as_staff.get(ONE))
    assert "Khối chưa nộp bản nào" in page
    assert "Tiếp nhận bản" not in page


@pytest.mark.parametrize(("who", "offered"), [("staff", True), ("council", False), ("leader", False), ("clerk", False)])
def test_buttons_are_for_staff(request, client, submitted, who, offered):
    client.force_login(request.getfixturevalue(who))
    page = own_text(client.get(ONE))
    assert ("Tiếp nhận bản 1" in page, RETURN in page) == (offered, offered)


def test_what_should_be_looked_at_is_beside_it(as_staff, submitted):
    remarks = [(unit, one.words) for unit, one in as_staff.get(ONE).context["remarks"]]
    assert remarks == [
        ("", "Chưa xác định tỷ lệ người không giữ chức vụ lãnh đạo (mức tối thiểu 40%): 15 cá nhân chưa ghi.")
    ]


def test_the_next_and_the_one_before_are_a_click_away(as_staff, province, round_, submitted):
    with time_machine.travel("2024-03-12T09:00:00+07:00", tick=False):
        second = another(province, round_, "hai")
    found = as_staff.get(ONE).context["neighbours"]
    assert (found.before, found.after, found.total) == ("", second.code, 2)
    found = as_staff.get(f"/dang-ky/{second.code}/tiep-nhan/").context["neighbours"]
    assert (found.before, found.after) == (submitted.code, submitted.code)


def test_the_only_one_has_no_neighbours(as_staff, submitted):
    found = as_staff.get(ONE).context["neighbours"]
    assert (found.before, found.after, found.total) == ("", "", 1)


@pytest.mark.parametrize("count", [1, 3])
def test_reading_takes_the_same_queries_at_any_size(as_staff, province, round_, count, django_assert_num_queries):
    bloc = make_bloc(province, make_units(province, count), code="tmth")
    made = make_registration(round_, bloc)
    filed(made, by=officer_of(made.lines.first().organization))
    as_staff.get(ONE)
    with django_assert_num_queries(11):
        assert as_staff.get(ONE).status_code == 200


# Accepting.


def test_only_staff_accept(request, submitted):
    assert answers(request, f"{ONE}1/", post={}) == expected(_302="staff", _403="leader clerk admin council head")


def test_accepting_is_only_a_post(as_staff, submitted):
    assert as_staff.get(f"{ONE}1/").status_code == 405


def test_the_version_that_was_read_is_accepted(as_staff, submitted, staff):
    answer = as_staff.post(f"{ONE}1/", follow=True)
    assert "Đã tiếp nhận bản 1 của Khối Tham mưu Tổng hợp" in own_text(answer)
    kept = Registration.objects.get()
    assert (kept.status, kept.accepted_version.number, kept.accepted_by) == ("accepted", 1, staff)
    assert "tiếp nhận ngày 11/03/2024." in own_text(as_staff.get(ONE))


def test_a_version_that_was_replaced_meanwhile_is_not_accepted(as_staff, submitted, head):
    registrations.recall(submitted, by=head)
    submitted.refresh_from_db()
    registrations.submit(submitted, by=head)
    answer = as_staff.post(f"{ONE}1/", follow=True)
    assert "Khối vừa thu hồi và nộp bản khác" in own_text(answer)
    assert Registration.objects.get().status == "submitted"


@pytest.mark.parametrize("step", ["recall", "accept"])
def test_what_does_not_wait_is_not_accepted(as_staff, submitted, head, staff, step):
    registrations.recall(submitted, by=head) if step == "recall" else registrations.accept(submitted, by=staff)
    assert "Chỉ tiếp nhận được bản đã nộp và đang chờ." in own_text(as_staff.post(f"{ONE}1/", follow=True))
    assert history_of(submitted).filter(verb="tiếp nhận bản 1").count() == (step == "accept")


def test_a_round_that_asks_for_a_signature_waits_for_it(as_staff, submitted, head):
    submitted.round.needs_signed_file = True
    submitted.round.save()
    assert "Chưa có bản ký của bản đã nộp." in own_text(as_staff.get(ONE))
    assert "Chưa có bản ký của bản đã nộp." in own_text(as_staff.post(f"{ONE}1/", follow=True))
    assert Registration.objects.get().status == "submitted"
    version = RegistrationVersion.objects.get()
    SignedFile.objects.create(version=version, file="x.pdf", name="ban-ky.pdf", size=10, sha256="0" * 64, by=head)
    assert "ban-ky.pdf" in own_text(as_staff.get(ONE))
    as_staff.post(f"{ONE}1/")
    assert Registration.objects.get().status == "accepted"


# Giving back.


def test_only_staff_give_back(request, submitted):
    refused = "leader clerk admin council head"
    assert answers(request, RETURN) == expected(_200="staff", _403=refused)
    assert answers(request, RETURN, post={"reason": "Thiếu"}) == expected(_302="staff", _403=refused)


def test_it_goes_back_with_the_reason_and_days(as_staff, submitted):
    as_staff.post(RETURN, {"reason": "Thiếu số lượng của Sở Số 2", "days": "5"})
    kept = Registration.objects.get()
    assert (kept.status, kept.returned_until) == ("returned", date(2024, 3, 16))
    assert history_of(kept).first().comment == "Thiếu số lượng của Sở Số 2"
    assert "hạn nộp 21/03/2024" in own_text(as_staff.get(ONE))


@pytest.mark.parametrize(
    ("post", "said"),
    [
        ({"reason": "", "days": "5"}, "Mục này còn để trống."),
        ({"reason": "Thiếu số", "days": "0"}, "Cho khối ít nhất một ngày."),
        ({"reason": "Thiếu số", "days": "-3"}, "Cho khối ít nhất một ngày."),
        ({"reason": "Thiếu số", "days": "500"}, "Nhiều nhất 60 ngày."),
        ({"reason": "Thiếu số", "days": "năm"}, "Ghi số ngày, ví dụ 5."),
    ],
)
def test_what_cannot_be_given_back_so_stays_typed(as_staff, submitted, post, said):
    answer = as_staff.post(RETURN, post)
    assert (answer.status_code, said in own_text(answer)) == (422, True)
    assert post["reason"] in own_text(answer)
    assert f'value="{post["days"]}"' in own_text(answer)
    assert Registration.objects.get().status == "submitted"


def test_after_the_deadline_the_bloc_gets_days_to_mend_it(as_staff, submitted):
    submitted.round.due_on = timezone.localdate() - timedelta(days=1)
    submitted.round.save()
    answer = as_staff.post(RETURN, {"reason": "Thiếu số"})
    assert "Hãy ghi số ngày để khối sửa và nộp lại." in own_text(answer)
    assert "Thiếu số" in own_text(answer)
    assert as_staff.post(RETURN, {"reason": "Thiếu số", "days": "2"}).status_code == 302


def test_what_was_recalled_meanwhile_is_not_given_back_and_the_reason_stays(as_staff, submitted, head):
    registrations.recall(submitted, by=head)
    answer = as_staff.post(RETURN, {"reason": "Thiếu số lượng"})
    assert (answer.status_code, "Thiếu số lượng" in own_text(answer)) == (422, True)
    assert "Chỉ trả lại được bản đang chờ tiếp nhận." in own_text(answer)
    assert "Chỉ trả lại được" in own_text(as_staff.get(RETURN, follow=True))
