"""The list of rounds, opening one, and what staff do to one."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from core.log import history_of
from registrations.models import LateException, Registration, Round
from registrations.services import lines
from registrations.services.registrations import accept
from tests.factories.campaigns import CampaignFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.registrations import (
    filed,
    fill,
    make_bloc,
    make_registration,
    make_round,
    make_units,
    officer_of,
    seat_units,
)
from tests.pages import own_text
from tests.registrations.views.cast import answers, expected

pytestmark = pytest.mark.django_db
LIST, OPEN, ONE = "/dang-ky/", "/dang-ky/dot/mo/", "/dang-ky/dot/laocai-2024/"
STAFF = expected(_200="staff", _403="leader clerk admin council head member")
STAFF_POSTS = expected(_302="staff", _403="leader clerk admin council head member")


@pytest.fixture(autouse=True)
def on_a_day_of_march():
    with time_machine.travel("2024-03-11T09:00:00+07:00", tick=False):
        yield


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


def names(answer) -> list[str]:
    return [one.name for one, *_ in answer.context["lines"]]


def over(round_: Round) -> Round:
    """Its deadline was yesterday."""
    round_.due_on = timezone.localdate() - timedelta(days=1)
    round_.save()
    return round_


def test_everybody_with_a_role_has_the_list(request, registration):
    everybody = "staff leader clerk admin council head member unit_officer outsider"
    assert answers(request, LIST) == expected(_200=everybody)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_at_any_size(as_staff, province, bloc, count, django_assert_num_queries):
    for _ in range(count):
        make_registration(make_round(province), bloc)
    as_staff.get(LIST)
    with django_assert_num_queries(8):
        assert len(names(as_staff.get(LIST))) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_an_officer_takes_the_same_queries(client, head, province, units, count, django_assert_num_queries):
    for number in range(count):
        bloc = make_bloc(province, units, code=f"k{number}")
        make_registration(make_round(province), bloc)
    client.force_login(head)
    client.get(LIST)
    with django_assert_num_queries(10):
        assert len(client.get(LIST).context["tasks"]) == 2 * count


def test_a_row_says_until_when_and_how_many_are_in(as_staff, province, round_, registration, head, staff):
    make_registration(round_, make_bloc(province, make_units(province, 2, "ban"), code="hai"))
    accept(filed(registration, by=head), by=staff)
    answer = as_staff.get(LIST)
    [(row, state, _, deadline)] = answer.context["lines"]
    assert (state, deadline.words) == ("Đang mở", "còn 10 ngày")
    assert (row.filed_count, row.accepted_count, row.bloc_count) == (1, 1, 2)


def test_rounds_of_another_province_are_not_listed(as_staff, other_province, registration):
    make_round(other_province, name="Đợt của tỉnh khác")
    answer = as_staff.get(LIST)
    assert names(answer) == ["Đợt đăng ký số 1"]
    assert "tỉnh khác" not in own_text(as_staff.get(f"{LIST}?export=csv"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=dot+dang", ["Đợt cũ", "Đợt đăng ký số 1"]),
        ("q=CU", ["Đợt cũ"]),
        ("year=2023", ["Đợt cũ"]),
        ("year=1999", ["Đợt đăng ký số 1", "Đợt cũ"]),
        ("state=mo", ["Đợt đăng ký số 1"]),
        ("state=het", ["Đợt cũ"]),
        ("state=chua", []),
        ("state=la", ["Đợt đăng ký số 1", "Đợt cũ"]),
        ("sort=nam", ["Đợt cũ", "Đợt đăng ký số 1"]),
        ("sort=-danop", ["Đợt cũ", "Đợt đăng ký số 1"]),
        ("q=%00", ["Đợt đăng ký số 1", "Đợt cũ"]),
        ("page=99", ["Đợt đăng ký số 1", "Đợt cũ"]),
    ],
)
def test_rounds_are_narrowed_and_sorted(as_staff, province, registration, query, found):
    make_round(province, year=2023, name="Đợt cũ", due_on=date(2024, 3, 1))
    wanted = found if query != "q=dot+dang" else ["Đợt đăng ký số 1"]
    assert names(as_staff.get(f"{LIST}?{query}")) == wanted


def test_the_list_is_exported(as_staff, registration):
    [row] = csv.DictReader(io.StringIO(as_staff.get(f"{LIST}?export=csv").content.decode("utf-8-sig")))
    assert (row["Năm"], row["Đợt đăng ký"], row["Hạn nộp"], row["Số khối"]) == (
        "2024", "Đợt đăng ký số 1", "21/03/2024", "1",
    )  # fmt: skip


def test_the_leader_of_a_bloc_sees_the_workbench_and_the_own_line_first(client, head, registration, units):
    client.force_login(head)
    answer = client.get(LIST)
    own = registration.lines.get(organization=units[0])
    assert [(task.who, task.progress, task.is_open) for task in answer.context["tasks"]] == [
        ("Khối Tham mưu Tổng hợp", "0/3 đơn vị đã chốt", True),
        ("Sở Số 1", "", True),
    ]
    page = own_text(answer)
    assert f'href="{registration.get_absolute_url()}"' in page
    assert f'href="{own.get_absolute_url()}"' in page


def test_a_member_sees_the_own_line_and_no_numbers_of_others(client, member, registration, line, head):
    filed(registration, by=head)
    client.force_login(member)
    answer = client.get(LIST)
    assert [(task.subject, task.is_open) for task in answer.context["tasks"]] == [(line, False)]
    [(row, *_)] = answer.context["lines"]
    assert (row.filed_count, row.bloc_count) == (0, 0)
    assert "Sở Số 3" not in own_text(answer)


def test_open_work_stands_above_what_is_over_the_nearest_deadline_on_top(client, province, units, member):
    for code, due in (("a", 20), ("b", 3), ("c", -2)):
        bloc = make_bloc(province, units, code=code, name=f"Khối {code}")
        make_registration(make_round(province, due_on=timezone.localdate() + timedelta(days=due)), bloc)
    client.force_login(member)
    tasks = client.get(LIST).context["tasks"]
    assert [(task.deadline.words, task.is_open) for task in tasks] == [
        ("còn 3 ngày", True),
        ("còn 20 ngày", True),
        ("quá hạn 2 ngày", False),
    ]


def test_an_exception_counts_in_the_deadline_of_the_own_work(client, registration, member, staff):
    over(registration.round)
    until = timezone.localdate() + timedelta(days=2)
    LateException.objects.create(
        round=registration.round, bloc=registration.bloc, until=until, approved_by="Ông A", reason="Bão", by=staff
    )
    client.force_login(member)
    [task] = client.get(LIST).context["tasks"]
    assert (task.deadline.words, task.is_open) == ("còn 2 ngày", True)


@pytest.mark.parametrize(("who", "offered"), [("staff", True), ("leader", False), ("member", False)])
def test_an_empty_list_says_what_comes_first(request, client, who, offered):
    client.force_login(request.getfixturevalue(who))
    page = own_text(client.get(LIST))
    assert "Chưa có đợt đăng ký nào" in page
    assert (OPEN in page) is offered


# Opening.


@pytest.fixture
def campaign(province):
    return CampaignFactory(organization=province, year=2024, name="Phong trào năm 2024")


@pytest.fixture
def opening(campaign, bloc):
    """What staff type to open a round."""
    return {
        "name": "Đăng ký thi đua năm 2024",
        "code": "laocai-2024",
        "opens_on": "01/03/2024",
        "due_on": "31/03/2024",
        "blocs": [bloc.pk],
        "needs_pledges": "on",
        "note": "Ghi theo mẫu.",
    }


def test_only_staff_open_a_round(request, campaign, opening):
    refused = expected(_200="staff outsider", _403="leader clerk admin council head member unit_officer")
    assert answers(request, OPEN) == refused
    posted = answers(request, f"{OPEN}?phong-trao={campaign.pk}", post=opening)
    assert {who: posted[who] for who in ("staff", "head", "leader", "unit_officer")} == {
        "staff": 302, "head": 403, "leader": 403, "unit_officer": 403,
    }  # fmt: skip


def test_a_round_is_opened_with_a_registration_for_each_bloc(as_staff, campaign, opening, bloc, staff):
    answer = as_staff.post(f"{OPEN}?phong-trao={campaign.pk}", opening)
    assert answer.url == ONE
    made = Round.objects.get()
    assert (made.campaign, made.year, made.due_on, made.needs_pledges, made.needs_counts) == (
        campaign, 2024, date(2024, 3, 31), True, False,
    )  # fmt: skip
    assert [(one.code, one.bloc, one.lines.count()) for one in made.registrations.all()] == [
        ("laocai-2024-tmth", bloc, 3)
    ]
    assert history_of(made).get().actor == staff


def test_the_form_suggests_a_name_a_free_code_and_every_own_bloc(as_staff, province, other_province, round_, bloc):
    make_bloc(province, [], code="trong")
    make_bloc(other_province, make_units(other_province, 1), code="la")
    Round.objects.filter(pk=round_.pk).update(code="laocai-2024")
    form = as_staff.get(OPEN).context["form"]
    assert (form.initial["code"], form.initial["name"]) == ("laocai-2024-2", "Đăng ký thi đua năm 2024")
    assert form.initial["blocs"] == [bloc.pk]
    assert [label for _, label in form.fields["blocs"].choices] == ["Khối Tham mưu Tổng hợp (3 đơn vị)"]


def test_a_cum_that_a_unit_of_the_province_leads_may_file_but_is_not_ticked(as_staff, campaign, province, bloc):
    central = OrganizationFactory(code="trunguong", name="Hội đồng TĐKT Trung ương", level="central")
    cum = make_bloc(central, [province], code="cum", name="Cụm thi đua các tỉnh")
    form = as_staff.get(OPEN).context["form"]
    assert {one.pk for one in form.fields["blocs"].queryset} == {bloc.pk, cum.pk}
    assert form.initial["blocs"] == [bloc.pk]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"due_on": "01/02/2024"}, "Hạn nộp phải từ ngày mở trở đi."),
        ({"blocs": []}, "Chọn ít nhất một khối, cụm phải đăng ký."),
        ({"name": ""}, "Mục này còn để trống."),
        ({"code": "Lào Cai"}, "Mã chỉ gồm chữ thường không dấu"),
        ({"code": "mo"}, "Mã này đã được dùng."),
        ({"code": "cu"}, "Mã này đã được dùng."),
        ({"name": "Đợt đã có", "code": "khac"}, "Phong trào này đã có đợt đăng ký cùng tên."),
        ({"due_on": "31/02/2024"}, "Ngày phải ghi theo dạng ngày/tháng/năm"),
        ({"blocs": ["999999"]}, "999999"),
        ({"blocs": ["x"]}, "x"),
    ],
)
def test_a_round_that_cannot_be_is_refused_and_stays_typed(as_staff, campaign, opening, province, changes, said):
    make_round(province, campaign=campaign, code="cu", name="Đợt đã có")
    answer = as_staff.post(f"{OPEN}?phong-trao={campaign.pk}", opening | changes)
    assert answer.status_code == 422
    page = own_text(answer)
    assert said in page
    assert "Ghi theo mẫu." in page
    assert Round.objects.count() == 1


def test_a_bloc_of_another_province_is_not_taken(as_staff, campaign, opening, other_province):
    other = make_bloc(other_province, make_units(other_province, 1), code="la")
    assert as_staff.post(f"{OPEN}?phong-trao={campaign.pk}", opening | {"blocs": [other.pk]}).status_code == 422


@pytest.mark.parametrize("asked", ["abc", "999999", "%C2%B2", "99999999999999999999"])
def test_an_unknown_campaign_is_not_taken(as_staff, campaign, opening, asked):
    assert as_staff.post(f"{OPEN}?phong-trao={asked}", opening).status_code == 404
    assert as_staff.get(f"{OPEN}?phong-trao={asked}").status_code == 404
    assert not Round.objects.exists()


def test_a_campaign_of_another_province_is_not_taken(as_staff, other_province, opening):
    foreign = CampaignFactory(organization=other_province, year=2024)
    assert as_staff.post(f"{OPEN}?phong-trao={foreign.pk}", opening).status_code == 404
    assert not Round.objects.filter(campaign=foreign).exists()


def test_without_a_campaign_the_page_leads_to_making_one(as_staff):
    assert "/phong-trao/tao-moi/" in own_text(as_staff.get(OPEN))


def test_a_year_without_blocs_is_told(as_staff, campaign):
    assert "chưa có khối, cụm nào được ghi thành phần" in own_text(as_staff.get(OPEN))


def test_two_blocs_whose_codes_come_to_the_same_both_get_a_registration(province, round_, units):
    Round.objects.filter(pk=round_.pk).update(code="a-b")
    round_.refresh_from_db()
    first = make_registration(make_round(province, code="a"), make_bloc(province, units, code="b-c"))
    second = make_registration(round_, make_bloc(province, make_units(province, 1, "ban"), code="c"))
    assert (first.code, second.code) == ("a-b-c", "a-b-c-2")


# Changing.


def test_only_staff_change_a_round(request, registration):
    assert answers(request, f"{ONE}sua/") == STAFF
    assert answers(request, f"{ONE}sua/", post={"name": "Đợt chính"}) == STAFF_POSTS


def test_an_edit_is_kept_and_an_empty_name_is_not(as_staff, registration):
    refused = as_staff.post(f"{ONE}sua/", {"name": " ", "note": "Ghi đủ."})
    assert (refused.status_code, "Ghi đủ." in own_text(refused)) == (422, True)
    assert as_staff.post(f"{ONE}sua/", {"name": "Đợt chính", "needs_counts": "on"}).status_code == 302
    changed = Round.objects.get()
    assert (changed.name, changed.needs_counts, changed.needs_pledges) == ("Đợt chính", True, False)


def test_a_round_that_is_over_is_not_changed(as_staff, registration):
    over(registration.round)
    answer = as_staff.get(f"{ONE}sua/", follow=True)
    assert "Muốn sửa, hãy gia hạn trước." in own_text(answer)


def test_only_staff_extend(request, registration):
    assert answers(request, f"{ONE}gia-han/") == STAFF
    post = {"due_on": "30/04/2024", "reason": "Nghỉ lễ"}
    assert answers(request, f"{ONE}gia-han/", post=post) == STAFF_POSTS


def test_an_extension_is_kept_with_who_and_why(as_staff, registration, staff):
    as_staff.post(f"{ONE}gia-han/", {"due_on": "30/04/2024", "reason": "Nghỉ lễ"})
    kept = Round.objects.get().extensions.get()
    assert (kept.previous_due_on, kept.due_on, kept.reason, kept.by) == (
        date(2024, 3, 21), date(2024, 4, 30), "Nghỉ lễ", staff,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("post", "said"),
    [
        ({"due_on": "20/03/2024", "reason": "Nghỉ lễ"}, "Hạn mới phải sau hạn đang có (21/03/2024)."),
        ({"due_on": "30/04/2024", "reason": "  "}, "Mục này còn để trống."),
        ({"due_on": "", "reason": "Nghỉ lễ"}, "Mục này còn để trống."),
        ({"due_on": "30/4/20240", "reason": "Nghỉ lễ"}, "Ngày phải ghi theo dạng"),
    ],
)
def test_an_extension_that_cannot_be_is_refused_and_stays_typed(as_staff, registration, post, said):
    answer = as_staff.post(f"{ONE}gia-han/", post)
    assert (answer.status_code, said in own_text(answer)) == (422, True)
    assert post["due_on"] in own_text(answer)
    assert Round.objects.get().due_on == date(2024, 3, 21)


def test_only_staff_let_a_bloc_in_late(request, registration):
    over(registration.round)
    assert answers(request, f"{ONE}nop-muon/") == STAFF
    post = {"registration": registration.pk, "until": "15/03/2024", "approved_by": "Ông A", "reason": "Bão"}
    assert answers(request, f"{ONE}nop-muon/", post=post) == STAFF_POSTS


def test_one_bloc_is_let_in_late_with_who_allowed_it(as_staff, registration, staff):
    over(registration.round)
    post = {"registration": registration.pk, "until": "15/03/2024", "approved_by": "Ông A, Phó GĐ", "reason": "Bão lũ"}
    assert as_staff.post(f"{ONE}nop-muon/", post).url == ONE
    kept = LateException.objects.get()
    assert (kept.bloc, kept.until, kept.approved_by, kept.reason, kept.by) == (
        registration.bloc, date(2024, 3, 15), "Ông A, Phó GĐ", "Bão lũ", staff,
    )  # fmt: skip
    assert "Ông A, Phó GĐ cho phép: Bão lũ" in own_text(as_staff.get(ONE))


@pytest.mark.parametrize(
    ("changes", "late", "said"),
    [
        ({}, False, "Đợt còn trong hạn nên chưa cần cho phép nộp muộn."),
        ({"until": "01/03/2024"}, True, "Ngày 01/03/2024 đã qua."),
        ({"approved_by": ""}, True, "Mục này còn để trống."),
        ({"registration": ""}, True, "Mục này còn để trống."),
        ({"registration": "999"}, True, "999"),
    ],
)
def test_an_exception_that_cannot_be_is_refused_and_stays_typed(as_staff, registration, changes, late, said):
    if late:
        over(registration.round)
    post = {"registration": registration.pk, "until": "15/03/2024", "approved_by": "Ông A", "reason": "Bão lũ"}
    answer = as_staff.post(f"{ONE}nop-muon/", post | changes)
    assert answer.status_code == 422
    assert "Bão lũ" in own_text(answer)
    assert not LateException.objects.exists()


def test_a_bloc_of_another_round_is_not_let_in_here(as_staff, province, registration):
    over(registration.round)
    other = make_registration(make_round(province), make_bloc(province, make_units(province, 1, "ban"), code="hai"))
    post = {"registration": other.pk, "until": "15/03/2024", "approved_by": "Ông A", "reason": "Bão"}
    assert as_staff.post(f"{ONE}nop-muon/", post).status_code == 422


def test_only_staff_add_a_bloc(request, province, registration):
    later = make_bloc(province, make_units(province, 2, "ban"), code="hai")
    assert answers(request, f"{ONE}them-khoi/") == STAFF
    assert answers(request, f"{ONE}them-khoi/", post={"bloc": later.pk}) == STAFF_POSTS


def test_a_bloc_is_added_later(as_staff, province, registration):
    later = make_bloc(province, make_units(province, 2, "ban"), code="hai")
    as_staff.post(f"{ONE}them-khoi/", {"bloc": later.pk})
    assert Registration.objects.get(bloc=later).lines.count() == 2
    again = as_staff.post(f"{ONE}them-khoi/", {"bloc": later.pk})
    assert again.status_code == 422


def test_no_bloc_is_added_when_the_round_is_over(as_staff, province, registration):
    over(registration.round)
    later = make_bloc(province, make_units(province, 2, "ban"), code="hai")
    answer = as_staff.post(f"{ONE}them-khoi/", {"bloc": later.pk}, follow=True)
    assert "Hãy gia hạn trước khi thêm khối." in own_text(answer)
    assert Registration.objects.count() == 1


def test_only_staff_remind(request, registration):
    assert answers(request, f"{ONE}nhac/", post={}) == STAFF_POSTS


def test_a_reminder_says_how_many_were_told_and_once_a_day(as_staff, staff, registration, head, member, line):
    lines.send_line(fill(line, by=member), by=member)
    assert "Đã nhắc 1 người còn việc phải làm." in own_text(as_staff.post(f"{ONE}nhac/", follow=True))
    assert "Hôm nay đã nhắc tất cả" in own_text(as_staff.post(f"{ONE}nhac/", follow=True))
    with time_machine.travel("2024-03-12T09:00:00+07:00", tick=False):
        as_staff.force_login(staff)
        assert "Đã nhắc 1 người" in own_text(as_staff.post(f"{ONE}nhac/", follow=True))


def test_a_leader_of_last_year_is_not_asked_again(client, province, registration, bloc, units):
    seat_units(bloc, [units[2]], year=2023)
    old = make_registration(make_round(province, year=2023, due_on=date(2024, 3, 1)), bloc)
    last_years = officer_of(units[2])
    client.force_login(last_years)
    tasks = client.get(LIST).context["tasks"]
    assert [(task.subject, task.is_open) for task in tasks if task.progress] == [(old, False)]
