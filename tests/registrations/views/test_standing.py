"""How a round stands: by bloc, by unit, and in sums over the province."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone
from openpyxl import load_workbook

from registrations.entries import Typed
from registrations.models import Registration
from registrations.selectors.totals import ACCEPTED, ROWS, SUBMITTED, totals_of
from registrations.services import lines, registrations, rounds
from tests.factories.registrations import filed, fill, make_bloc, make_registration, make_units, officer_of
from tests.pages import own_text
from tests.registrations.views.cast import answers, expected

pytestmark = pytest.mark.django_db
ONE = "/dang-ky/dot/laocai-2024/"
UNITS, TOTALS = f"{ONE}don-vi/", f"{ONE}tong-hop/"


@pytest.fixture(autouse=True)
def on_a_day_of_march():
    with time_machine.travel("2024-03-11T09:00:00+07:00", tick=False):
        yield


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def second(province, round_) -> Registration:
    """Another bloc of two units in the same round."""
    return make_registration(round_, make_bloc(province, make_units(province, 2, "ban"), code="hai", name="Khối Hai"))


def rows_of(answer) -> list[str]:
    return [str(getattr(one, "bloc", None) or one.organization.name) for one in answer.context["listing"].page]


def exported(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


# By bloc.


def test_a_round_is_for_the_province_and_for_those_who_file_in_it(request, registration):
    everybody = "staff leader clerk admin council head member"
    assert answers(request, ONE) == expected(_200=everybody)
    assert answers(request, UNITS) == expected(_200=everybody)


@pytest.mark.parametrize("count", [1, 3])
def test_a_round_takes_the_same_queries_at_any_size(as_staff, province, round_, count, django_assert_num_queries):
    for number in range(count):
        make_registration(round_, make_bloc(province, make_units(province, 2, f"k{number}"), code=f"k{number}"))
    as_staff.get(ONE)
    with django_assert_num_queries(11):
        assert len(rows_of(as_staff.get(ONE))) == count


def test_a_row_says_who_leads_how_far_they_are_and_what_was_filed(as_staff, registration, second, head):
    filed(registration, by=head)
    other, first = as_staff.get(ONE).context["listing"].page
    assert (first.head_name, first.settled_count, first.line_count, first.version_number) == ("Sở Số 1", 3, 3, 1)
    assert (other.status, other.settled_count, other.line_count, other.version_number) == ("draft", 0, 2, None)
    page = own_text(as_staff.get(ONE))
    assert "1/2 khối đã nộp, 0 đã tiếp nhận." in page
    assert "hạn nộp 21/03/2024, còn 10 ngày" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Khối Hai", "Khối Tham mưu Tổng hợp"]),
        ("q=tham+muu", ["Khối Tham mưu Tổng hợp"]),
        ("status=submitted", ["Khối Tham mưu Tổng hợp"]),
        ("status=accepted", []),
        ("status=la", ["Khối Hai", "Khối Tham mưu Tổng hợp"]),
        ("sort=-chot", ["Khối Tham mưu Tổng hợp", "Khối Hai"]),
        ("sort=muon", ["Khối Hai", "Khối Tham mưu Tổng hợp"]),
        ("q=%00", ["Khối Hai", "Khối Tham mưu Tổng hợp"]),
    ],
)
def test_blocs_are_narrowed_and_sorted(as_staff, registration, second, head, query, found):
    filed(registration, by=head)
    assert rows_of(as_staff.get(f"{ONE}?{query}")) == found


def test_the_blocs_are_exported(as_staff, registration, second, head):
    filed(registration, by=head)
    found = exported(as_staff.get(f"{ONE}?export=csv&status=submitted"))
    assert [(row["Khối, cụm"], row["Tình trạng"], row["Đơn vị đã chốt"]) for row in found] == [
        ("Khối Tham mưu Tổng hợp", "Đã nộp", "3")
    ]


def test_a_leader_of_a_bloc_sees_the_own_bloc_alone(client, registration, second, head):
    client.force_login(head)
    answer = client.get(ONE)
    page = own_text(answer)
    assert rows_of(answer) == ["Khối Tham mưu Tổng hợp"]
    assert "Khối Hai" not in page
    assert f'href="{registration.get_absolute_url()}"' in page
    assert "Khối Hai" not in own_text(client.get(f"{ONE}?export=csv"))


def test_a_member_sees_the_own_line_and_no_registration(client, registration, line, member, head, staff):
    filed(registration, by=head)
    registrations.accept(registration, by=staff)
    client.force_login(member)
    answer = client.get(ONE)
    page = own_text(answer)
    assert rows_of(answer) == []
    assert f'href="{line.get_absolute_url()}"' in page
    assert not any(words in page for words in ("Sở Số 3", "đã tiếp nhận.", "Lịch sử", "Gia hạn cho tất cả"))


def test_buttons_are_for_staff(request, client, registration):
    for who, offered in (("staff", True), ("leader", False), ("council", False), ("admin", False), ("head", False)):
        client.force_login(request.getfixturevalue(who))
        page = own_text(client.get(ONE))
        for words in ("Nhắc tất cả đơn vị chậm", 'data-dialog-open="gia-han"', f"{ONE}sua/", f"{ONE}them-khoi/"):
            assert (words in page) is offered, (who, words)


def test_the_dialogs_hold_fields_of_different_names(as_staff, registration):
    page = own_text(as_staff.get(ONE))
    assert all(page.count(f'id="{field}"') == 1 for field in ("gia-han-reason", "nop-muon-reason", "gia-han-due_on"))


def test_a_round_tells_who_got_more_time_and_why(as_staff, client, registration, second, staff, head):
    rounds.extend_round(registration.round, due_on=date(2024, 3, 25), reason="Nghỉ lễ", by=staff)
    with time_machine.travel("2024-03-27T09:00:00+07:00", tick=False):
        until = date(2024, 3, 30)
        rounds.let_in_late(second, until=until, approved_by="Ông A, Phó Giám đốc", reason="Bão lũ", by=staff)
        as_staff.force_login(staff)
        page = own_text(as_staff.get(ONE))
        assert "Đã hết hạn. 0/2 khối đã nộp" in page
        assert "Nghỉ lễ" in page
        assert "Ông A, Phó Giám đốc cho phép: Bão lũ" in page
        assert f"{ONE}nop-muon/?khoi={registration.pk}" in page
        client.force_login(head)
        assert "Bão lũ" not in own_text(client.get(ONE))


def test_an_officer_who_sat_in_another_year_only_does_not_see_the_round(client, province, registration):
    stranger = officer_of(make_units(province, 1, "cu")[0])
    client.force_login(stranger)
    assert client.get(ONE).status_code == 404


# By unit.


@pytest.mark.parametrize("count", [1, 3])
def test_the_units_take_the_same_queries_at_any_size(as_staff, province, round_, count, django_assert_num_queries):
    make_registration(round_, make_bloc(province, make_units(province, count), code="k"))
    as_staff.get(UNITS)
    with django_assert_num_queries(9):
        assert len(rows_of(as_staff.get(UNITS))) == count


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=not_started", ["Sở Số 1", "Sở Số 2"]),
        ("status=draft", ["Sở Số 1"]),
        ("status=sent", ["Sở Số 2"]),
        ("status=not_registering", ["Sở Số 3"]),
        ("status=accepted", []),
        ("q=so+so+3", ["Sở Số 3"]),
        ("bloc=999", 5),
        ("sort=donvi", 5),
        ("sort=-luu", 5),
    ],
)
def test_units_are_narrowed_by_where_they_stand(as_staff, registration, second, member, head, line, query, found):
    lines.send_line(fill(line, by=member), by=member)
    fill(registration.lines.first(), by=head)
    lines.leave_out(registration.lines.last(), reason="Mới lập", by=head)
    answer = as_staff.get(f"{UNITS}?{query}")
    assert (len(rows_of(answer)) if isinstance(found, int) else rows_of(answer)) == found
    counted = {label: count for _, label, count in answer.context["tallies"]}
    assert counted == {
        "Chưa làm": 2, "Đang làm": 1, "Đã gửi": 1, "Bị trả lại": 0, "Đã chốt": 0, "Không đăng ký": 1,
    }  # fmt: skip


def test_units_are_narrowed_by_bloc(as_staff, registration, second):
    answer = as_staff.get(f"{UNITS}?bloc={second.bloc_id}")
    assert {line.registration_id for line in answer.context["listing"].page} == {second.pk}


def test_the_units_are_exported(as_staff, registration, line, member):
    fill(line, by=member)
    sheet = load_workbook(io.BytesIO(as_staff.get(f"{UNITS}?export=xlsx").content)).active
    found = [row[:4] for row in sheet.iter_rows(values_only=True)]
    assert found == [
        ("Đơn vị", "Khối, cụm", "Tình trạng", "Số dòng danh hiệu"),
        ("Sở Số 1", "Khối Tham mưu Tổng hợp", "Chưa làm", 0),
        ("Sở Số 2", "Khối Tham mưu Tổng hợp", "Đang làm", 2),
        ("Sở Số 3", "Khối Tham mưu Tổng hợp", "Chưa làm", 0),
    ]


def test_a_member_sees_and_exports_the_own_unit_alone(client, registration, second, member, line):
    client.force_login(member)
    assert rows_of(client.get(UNITS)) == ["Sở Số 2"]
    assert [row["Đơn vị"] for row in exported(client.get(f"{UNITS}?export=csv"))] == ["Sở Số 2"]
    assert "Khối Hai" not in own_text(client.get(UNITS))


# Sums.


def test_the_sums_are_for_the_province_and_its_council(request, registration):
    assert answers(request, TOTALS) == expected(_200="staff leader clerk admin council", _403="head member")


def summed(totals) -> dict[str, tuple[int, int, int]]:
    return {one.code: (one.own, one.inner, one.unnumbered) for one in totals.titles}


def fill_second(second, by) -> None:
    rows = (Typed("new-1", "own", "COTD_CP"), Typed("new-2", "inner", "CSTDT"), Typed("new-3", "inner", "CSTDT", "2"))
    fill(second.lines.first(), *rows, by=by)


@pytest.fixture
def others(second):
    return officer_of(second.lines.first().organization, "others")


def test_only_accepted_versions_are_counted_unless_more_is_asked(round_, registration, second, head, others, staff):
    filed(registration, by=head)
    fill_second(second, others)
    assert (summed(totals_of(round_, ACCEPTED)), totals_of(round_, ACCEPTED).counted) == ({}, 0)
    waiting = totals_of(round_, SUBMITTED)
    assert (summed(waiting), waiting.counted, waiting.registrations) == (
        {"COTD_T": (3, 0, 0), "CSTDT": (0, 15, 0)}, 1, 2,
    )  # fmt: skip
    rows = {"COTD_CP": (1, 0, 0), "COTD_T": (3, 0, 0), "CSTDT": (0, 17, 1)}
    assert summed(totals_of(round_, ROWS)) == rows
    registrations.accept(registration, by=staff)
    assert summed(totals_of(round_, ACCEPTED)) == {"COTD_T": (3, 0, 0), "CSTDT": (0, 15, 0)}


def test_an_amendment_counts_only_once_it_is_received(round_, registration, head, staff):
    filed(registration, by=head)
    registrations.accept(registration, by=staff)
    registrations.amend(registration, reason="Thêm người", by=head)
    line = registration.lines.first()
    lines.return_line(line, reason="Thêm", by=head)
    line.refresh_from_db()
    keys = {one.title.code: str(one.pk) for one in line.entries.all()}
    rows = (Typed(keys["COTD_T"], "own", "COTD_T"), Typed(keys["CSTDT"], "inner", "CSTDT", "9"))
    line = fill(line, *rows, by=head)
    lines.accept_line(line, by=head)
    registration.refresh_from_db()
    assert summed(totals_of(round_, SUBMITTED))["CSTDT"] == (0, 15, 0)
    registrations.submit(registration, by=head)
    assert summed(totals_of(round_, ACCEPTED))["CSTDT"] == (0, 15, 0)
    assert summed(totals_of(round_, SUBMITTED))["CSTDT"] == (0, 19, 0)
    registrations.accept(registration, by=staff)
    assert summed(totals_of(round_, ACCEPTED))["CSTDT"] == (0, 19, 0)


def test_what_was_withdrawn_or_recalled_counts_nowhere(round_, registration, head):
    filed(registration, by=head)
    registrations.recall(registration, by=head)
    assert summed(totals_of(round_, SUBMITTED)) == {}
    registrations.withdraw(registration, reason="Sáp nhập", by=head)
    assert summed(totals_of(round_, ROWS)) == {}


@pytest.mark.parametrize("basis", [ACCEPTED, SUBMITTED, ROWS])
@pytest.mark.parametrize("count", [1, 3])
def test_the_sums_take_the_same_queries_at_any_size(province, round_, staff, basis, count, django_assert_num_queries):
    for number in range(count):
        made = make_registration(round_, make_bloc(province, make_units(province, 2, f"k{number}"), code=f"k{number}"))
        head = officer_of(made.lines.first().organization)
        registrations.accept(filed(made, by=head), by=staff)
    with django_assert_num_queries(4 if basis == ROWS else 3):
        assert totals_of(round_, basis).counted == count


def test_the_page_of_sums_says_what_was_counted(as_staff, registration, second, head, others):
    filed(registration, by=head)
    fill_second(second, others)
    assert "Chưa có gì để cộng" in own_text(as_staff.get(TOTALS))
    page = own_text(as_staff.get(f"{TOTALS}?theo=dang-ghi"))
    assert "Cộng từ 2/2 bản đăng ký" in page
    assert "và 1 dòng chưa ghi số" in page
    assert as_staff.get(f"{TOTALS}?theo=la").context["totals"].counted == 0


def test_the_sums_are_exported_bloc_by_bloc(as_staff, registration, second, head, others):
    filed(registration, by=head)
    fill_second(second, others)
    found = exported(as_staff.get(f"{TOTALS}?theo=dang-ghi&export=csv"))
    assert [tuple(row.values()) for row in found] == [
        ("Cờ thi đua của Chính phủ", "Khối Hai", "1", "0", "1", "0"),
        ("Cờ thi đua cấp tỉnh", "Khối Tham mưu Tổng hợp", "3", "0", "3", "0"),
        ("Chiến sĩ thi đua cấp tỉnh", "Khối Hai", "0", "2", "2", "1"),
        ("Chiến sĩ thi đua cấp tỉnh", "Khối Tham mưu Tổng hợp", "0", "15", "15", "0"),
    ]


def test_a_day_after_the_deadline_nothing_can_be_edited_and_the_page_says_so(as_staff, registration):
    registration.round.due_on = timezone.localdate() - timedelta(days=1)
    registration.round.save()
    page = own_text(as_staff.get(ONE))
    assert "Muốn sửa, hãy gia hạn trước." in page
    assert f"{ONE}sua/" not in page
