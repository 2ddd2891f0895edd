"""What waits on the first page by room: registrations, scoring, dossiers and the council; nothing of anybody else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from awards.enums import DossierStatus
from dashboard.selectors.home import home_of
from organizations.enums import Role
from registrations.models import LateException, Registration
from tests.awards.sitting import opened, plan, put, vote, voters
from tests.conftest import person
from tests.factories.awards import make_council, make_decision, make_dossier, make_title
from tests.factories.organizations import UserFactory
from tests.factories.registrations import filed, make_bloc, make_registration, make_round, make_units, officer_of
from tests.factories.scoring import YEAR, make_scheme, make_scored_bloc
from tests.factories.scoring import make_round as open_scoring
from tests.factories.scoring import make_units as make_scored_units

URL = "/"


def waits(user, on: date | None = None) -> dict[str, list[tuple[str, str]]]:
    """Title and address of what waits, by the words of its kind."""
    home = home_of(user, on=on or timezone.localdate())
    return {batch.label: [(one.title, one.url) for one in batch.rows] for batch in home.batches}


@pytest.fixture
def registration(province) -> Registration:
    """Of a bloc of three units; the first leads."""
    return make_registration(make_round(province), make_bloc(province, make_units(province, 3), name="Khối số 1"))


def test_the_leader_of_a_bloc_reads_how_far_it_is_and_who_is_missing(registration):
    head = officer_of(registration.lines.first().organization)
    own = registration.lines.first()
    assert waits(head) == {
        "Bản đăng ký của khối phải nộp": [("Khối số 1: 0/3 đơn vị đã chốt", f"/dang-ky/{registration.code}/")],
        "Đăng ký thi đua của đơn vị": [("Đăng ký của Sở Số 1", own.get_absolute_url())],
    }
    whole = {batch.label: batch.rows for batch in home_of(head, on=timezone.localdate()).batches}
    (row,) = whole["Bản đăng ký của khối phải nộp"]
    assert (row.who, row.due) == ("chưa gửi: Sở Số 1; Sở Số 2 và 1 đơn vị khác", registration.round.due_on)


def test_a_member_of_a_bloc_has_its_own_line_alone(registration):
    line = registration.lines.last()
    member = officer_of(line.organization)
    assert waits(member) == {"Đăng ký thi đua của đơn vị": [("Đăng ký của Sở Số 3", line.get_absolute_url())]}


def test_nothing_waits_before_the_round_opens(registration):
    head = officer_of(registration.lines.first().organization)
    assert waits(head, registration.round.opens_on - timedelta(days=1)) == {}


def test_what_was_filed_waits_for_the_staff_and_stays_in_the_leaders_sight(registration, staff, leader, outsider):
    head = officer_of(registration.lines.first().organization)
    filed(registration, by=head)
    receive = f"/dang-ky/{registration.code}/tiep-nhan/"
    assert waits(staff) == {"Đăng ký chờ tiếp nhận": [("Khối số 1", receive)]}
    assert (waits(leader), waits(outsider), waits(head)) == ({}, {}, {})
    (seen,) = home_of(head, on=timezone.localdate()).blocs
    assert (seen.pk, seen.settled, seen.units) == (registration.pk, 3, 3)


def test_staff_remind_late_blocs_unless_they_were_given_time(registration, staff, outsider):
    late = registration.round.due_on + timedelta(days=2)
    page = f"/dang-ky/dot/{registration.round.code}/"
    assert waits(staff, late) == {"Khối chậm cần nhắc": [("1 khối, cụm chưa nộp đăng ký", page)]}
    assert waits(outsider, late) == {}
    LateException.objects.create(
        round=registration.round, bloc=registration.bloc, until=late, approved_by="Chủ tịch", reason="Bão", by=staff
    )
    assert waits(staff, late) == {}


def test_a_score_sheet_waits_for_its_unit(province, staff, outsider):
    units = make_scored_units(province)
    bloc = make_scored_bloc(province, units)
    make_scheme(province, by=staff, bloc=bloc)
    round_ = open_scoring(bloc, by=staff)
    sheet = round_.sheets.get(organization=units[1])
    own = person("cham-diem", units[1], Role.UNIT_OFFICER)
    assert waits(own) == {"Bảng chấm điểm chờ chấm": [("Tự chấm: Sở Tài chính", sheet.get_absolute_url())]}
    assert round_.year == YEAR
    assert (waits(staff), waits(outsider)) == ({}, {})


def test_a_dossier_waits_for_who_received_it_or_for_its_unit(province, staff, unit_officer, leader, outsider):
    unit = unit_officer.memberships.get().organization
    sent = make_dossier(province, unit, name="Đã nộp", status=DossierStatus.SUBMITTED)
    back = make_dossier(province, unit, name="Phải bổ sung", status=DossierStatus.SUPPLEMENT)
    assert waits(staff) == {"Hồ sơ khen thưởng chờ thẩm định": [("Đã nộp", sent.get_absolute_url())]}
    assert waits(unit_officer) == {"Hồ sơ khen thưởng phải bổ sung": [("Phải bổ sung", back.get_absolute_url())]}
    assert (waits(leader), waits(outsider)) == ({}, {})


def test_an_opinion_waits_for_the_agency_without_a_way_into_the_dossier(client, province, staff, unit_officer):
    unit = unit_officer.memberships.get().organization
    dossier = make_dossier(province, name="Hồ sơ năm 2025", status=DossierStatus.SUBMITTED)
    due = date(2026, 2, 1)
    dossier.opinions.create(organization=unit, due_on=due, asked_by=UserFactory())
    assert waits(unit_officer, due) == {"Ý kiến phải trả lời (hiệp y)": [("Ý kiến về hồ sơ Hồ sơ năm 2025", "")]}
    late = ("Sở Nội vụ chưa trả lời ý kiến", dossier.get_absolute_url())
    assert "Cơ quan chậm trả lời ý kiến" not in waits(staff, due)
    assert waits(staff, due + timedelta(days=1))["Cơ quan chậm trả lời ý kiến"] == [late]
    client.force_login(unit_officer)
    page = client.get(URL).content.decode()
    assert "Ý kiến về hồ sơ Hồ sơ năm 2025" in page
    assert dossier.get_absolute_url() not in page


def test_drafts_of_decisions_wait_for_signature_and_number(province, leader, clerk, staff, outsider):
    draft = make_decision(province, "Giàng A Chứ", title=make_title(), issued=False)
    expected = {"Dự thảo quyết định khen thưởng": [("Về việc tặng Bằng khen", draft.get_absolute_url())]}
    assert (waits(leader), waits(clerk)) == (expected, expected)
    assert (waits(staff), waits(outsider)) == ({}, {})


def test_a_ballot_waits_until_it_is_cast(province, staff, outsider):
    session = plan(make_council(province), staff)
    put(session, staff, "CSTDT")
    seated = session.council.members.first().user
    before = session.held_on - timedelta(days=1)
    coming = (session.name, session.get_absolute_url())
    assert waits(seated, before) == {"Phiên họp Hội đồng sắp tới": [coming]}
    session = opened(session, staff)
    voter = voters(session)[0]
    ballot = (session.name, f"{session.get_absolute_url()}phieu-bau/")
    assert waits(voter, before) == {"Phiếu bầu phải bỏ": [ballot]}
    vote(session, voter)
    assert (waits(voter, before), waits(outsider, before)) == ({}, {})


def test_one_urgent_thing_of_a_kind_is_not_hidden_by_many_of_another(province, staff, unit_officer):
    unit = unit_officer.memberships.get().organization
    for number in range(12):
        make_dossier(province, unit, name=f"Hồ sơ {number}", status=DossierStatus.SUBMITTED)
    registration = make_registration(make_round(province), make_bloc(province, make_units(province, 1)))
    filed(registration, by=officer_of(registration.lines.get().organization))
    home = home_of(staff, on=timezone.localdate())
    assert (home.total, len(home.rows)) == (13, 7)
    assert "Đăng ký chờ tiếp nhận" in {row.batch.label for row in home.rows}


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_an_officer_takes_the_same_queries_at_any_size(client, province, count, django_assert_num_queries):
    units = make_units(province, 3)
    for number in range(count):
        make_registration(make_round(province), make_bloc(province, units, name=f"Khối số {number}"))
        make_dossier(province, units[0], name=f"Hồ sơ {number}", status=DossierStatus.SUPPLEMENT)
    client.force_login(officer_of(units[0]))
    with django_assert_num_queries(19):
        page = client.get(URL)
    assert page.context["home"].total == count * 3
