"""A round after it was opened: changed, given another bloc, and everybody reminded who still has something to do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from core.errors import ActionBlocked
from core.log import history_of
from core.models import OutboxMail
from registrations.models import Registration, Round
from registrations.policies.clock import last_day, last_days
from registrations.services import lines, reminders, rounds
from registrations.services.registrations import give_back
from tests.factories.registrations import filed, fill, make_bloc, make_registration, make_round, make_units, officer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def with_addresses(registration, units, head, member):
    """Everybody of the bloc has an address; who was written to since the last look, sorted."""
    third = officer_of(units[2], "third")
    for user in (head, member, third):
        user.email = f"{user.username}@laocai.test"
        user.save()

    def look() -> list[str]:
        found = sorted(address.partition("@")[0] for mail in OutboxMail.objects.all() for address in mail.to)
        OutboxMail.objects.all().delete()
        return found

    look()
    return look


def past(round_: Round) -> Round:
    round_.due_on = timezone.localdate() - timedelta(days=1)
    round_.save()
    return round_


def test_everybody_with_something_to_do_is_reminded_once_a_day(round_, with_addresses, staff, line, member):
    lines.send_line(fill(line, by=member), by=member)
    with_addresses()
    assert reminders.remind_round(round_, by=staff) == 2
    assert with_addresses() == ["head", "third"]
    with pytest.raises(ActionBlocked, match="Hôm nay đã nhắc tất cả"):
        reminders.remind_round(round_, by=staff)
    lines.return_line(line, reason="Thiếu", by=staff)
    with_addresses()
    assert reminders.remind_round(round_, by=staff) == 1
    assert with_addresses() == ["member"]
    assert history_of(round_).first().comment == "đã nhắc 1 người"


def test_a_reminder_says_what_is_to_be_done(round_, with_addresses, staff, head):
    reminders.remind_round(round_, by=staff)
    mail = OutboxMail.objects.get(to=[head.email])
    assert "Sở Số 1 chưa gửi phần đăng ký của mình (Khối Tham mưu Tổng hợp, hạn" in mail.body
    assert "còn 3 đơn vị chưa gửi" in mail.body


def test_nobody_is_reminded_of_what_is_filed(round_, registration, with_addresses, staff, head):
    filed(registration, by=head)
    with pytest.raises(ActionBlocked, match="Không còn ai có việc phải làm"):
        reminders.remind_round(round_, by=staff)


def test_nobody_is_reminded_when_the_time_is_over_but_those_let_in_late(round_, registration, with_addresses, staff):
    past(round_)
    with pytest.raises(ActionBlocked, match="hết thời gian nộp"):
        reminders.remind_round(round_, by=staff)
    until = timezone.localdate() + timedelta(days=3)
    rounds.let_in_late(registration, until=until, approved_by="Ông A", reason="Bão", by=staff)
    assert reminders.remind_round(round_, by=staff) == 3


def test_nobody_is_reminded_before_the_round_opens(round_, registration, staff):
    round_.opens_on = timezone.localdate() + timedelta(days=1)
    round_.save()
    with pytest.raises(ActionBlocked, match="Đợt mở từ ngày"):
        reminders.remind_round(round_, by=staff)


def test_who_reminds_is_not_reminded(registration, with_addresses, head):
    assert reminders.remind([registration.pk], by=head) == 2
    assert with_addresses() == ["member", "third"]


def test_a_person_of_two_blocs_gets_one_message(province, round_, registration, with_addresses, units, staff):
    second = make_bloc(province, [units[0], *make_units(province, 1, "ban")], code="hai")
    make_registration(round_, second)
    with_addresses()
    reminders.remind_round(round_, by=staff)
    assert with_addresses() == ["head", "member", "third"]


def test_the_last_days_of_many_take_one_query(province, round_, registration, staff, head, django_assert_num_queries):
    other = make_registration(round_, make_bloc(province, make_units(province, 2, "ban"), code="hai"))
    until = timezone.localdate() + timedelta(days=30)
    give_back(filed(registration, by=head), reason="Thiếu", until=until, by=staff)
    found = list(Registration.objects.select_related("round").order_by("pk"))
    with django_assert_num_queries(1):
        assert last_days(found) == {registration.pk: until, other.pk: round_.due_on}
    assert last_day(found[0]) == until


def test_an_open_round_is_edited_and_says_what_changed(round_, staff):
    edited = rounds.edit_round(round_, by=staff, name="Đợt chính", needs_counts=True, note="")
    assert (edited.name, edited.needs_counts, edited.search_text) == ("Đợt chính", True, "dot chinh laocai-2024")
    assert history_of(round_).first().comment == "tên đợt, mỗi danh hiệu phải ghi số lượng"


def test_an_edit_that_changes_nothing_leaves_no_trace(round_, staff):
    rounds.edit_round(round_, by=staff, name=round_.name)
    assert not history_of(round_).exists()


def test_two_rounds_of_a_campaign_do_not_share_a_name(round_, province, staff):
    second = make_round(province, campaign=round_.campaign)
    with pytest.raises(ActionBlocked, match="đã có đợt đăng ký cùng tên"):
        rounds.edit_round(second, by=staff, name=round_.name)


def test_a_round_that_is_over_is_not_edited(round_, staff):
    with pytest.raises(ActionBlocked, match="hãy gia hạn trước"):
        rounds.edit_round(past(round_), by=staff, name="Khác")


def test_a_bloc_is_added_with_a_line_for_each_unit(round_, province, staff):
    bloc = make_bloc(province, make_units(province, 2, "ban"), code="hai")
    assert rounds.admit_bloc(round_, bloc, by=staff).lines.count() == 2
    with pytest.raises(ActionBlocked, match="đã có trong đợt này"):
        rounds.admit_bloc(round_, bloc, by=staff)


def test_a_bloc_without_units_or_after_the_deadline_is_not_added(round_, province, staff):
    empty = make_bloc(province, [], code="trong")
    with pytest.raises(ActionBlocked, match="chưa có thành phần năm 2024"):
        rounds.admit_bloc(round_, empty, by=staff)
    later = make_bloc(province, make_units(province, 1, "ban"), code="hai")
    with pytest.raises(ActionBlocked, match="Hãy gia hạn trước khi thêm khối"):
        rounds.admit_bloc(past(round_), later, by=staff)
