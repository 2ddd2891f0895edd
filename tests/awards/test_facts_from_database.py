"""What the registers know of a subject, as conditions read it; many at once for the price of one."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.enums import Nature, SubjectKind
from awards.facts import (
    AwardFact,
    Bloc,
    Discipline,
    Facts,
    Grade,
    Initiative,
    Members,
    Pending,
    PendingKind,
    Rating,
    Reach,
)
from awards.models import AwardRecord, Honouree, Obstacle, YearRating
from awards.selectors.facts import facts_of
from campaigns.enums import Status
from organizations.enums import BlocKind, Level
from organizations.models import BlocMembership, Organization
from targets.enums import ReportStatus, Verdict
from tests.awards.dossiers import make_directive, missed_and_met
from tests.factories.awards import make_honouree
from tests.factories.organizations import OrganizationFactory
from tests.factories.targets import assign, make_actual, make_target
from tests.organizations.blocs import compose, make_bloc

pytestmark = pytest.mark.django_db
ON = date(2025, 1, 10)


@pytest.fixture
def department(province) -> Organization:
    return OrganizationFactory(code="sotaichinh", name="Sở Tài chính", parent=province)


@pytest.fixture
def head(department) -> Honouree:
    return make_honouree("Vàng Thị Mỷ", department, post="Giám đốc", holds_leading_post=True, is_head=True)


def collective(department: Organization) -> Honouree:
    return make_honouree("Sở Tài chính", department, kind=SubjectKind.COLLECTIVE, is_whole_organization=True)


def known(honouree: Honouree, *, year: int = 2024, on: date = ON) -> Facts:
    return facts_of([honouree], year=year, on=on)[honouree.pk]


def record(honouree: Honouree, code: str, year: int, **values: object) -> AwardRecord:
    values = {
        "title_name": code,
        "decision_number": f"{year}/QĐ-{code}",
        "decided_on": date(year, 12, 5),
        "decided_by": "Giám đốc Sở Nội vụ",
    } | values
    return AwardRecord.objects.create(honouree=honouree, title_code=code, year=year, **values)


def test_a_subject_nobody_entered_anything_on_is_unknown_in_every_part(department):
    facts = known(make_honouree("Giàng A Chứ", department))
    assert (facts.subject.name, facts.subject.unit, facts.subject.is_head) == ("Giàng A Chứ", "Sở Tài chính", False)
    assert facts.subject.unit_kind == department.get_kind_display()
    parts = (facts.awards, facts.ratings, facts.initiatives, facts.members, facts.pending, facts.disciplines)
    assert parts == (None,) * 6
    assert (facts.bloc, facts.registrations, facts.targets) == (None, None, None)


def test_awards_come_with_number_day_nature_and_revocation(department):
    one = make_honouree("Giàng A Chứ", department)
    record(one, "CSTDCS", 2022)
    record(one, "GK-CN", 2023, nature=Nature.SUDDEN, is_revoked=True, revoked_by="Quyết định số 9/QĐ-UBND")
    first, second = known(one).awards
    assert first == AwardFact("CSTDCS", 2022, "2022/QĐ-CSTDCS", date(2022, 12, 5), "Giám đốc Sở Nội vụ", Nature.MERIT)
    assert (second.nature, second.revoked, second.revoked_by) == (Nature.SUDDEN, True, "Quyết định số 9/QĐ-UBND")


@pytest.mark.parametrize(
    ("grade", "expected"),
    [
        (YearRating.Grade.EXCELLENT, Grade.EXCELLENT),
        (YearRating.Grade.GOOD, Grade.GOOD),
        (YearRating.Grade.DONE, Grade.COMPLETED),
        (YearRating.Grade.NOT_DONE, Grade.NOT_COMPLETED),
    ],
)
def test_rating_of_a_year_keeps_its_grade_and_paper(department, grade, expected):
    one = make_honouree("Giàng A Chứ", department)
    one.ratings.create(year=2024, grade=grade, proof="12/TB-STC")
    assert known(one).ratings == (Rating(2024, expected, "12/TB-STC"),)


def test_initiative_is_of_the_year_of_its_recognition(department):
    one = make_honouree("Giàng A Chứ", department)
    one.initiatives.create(name="Số hóa sổ", level="province", recognised_on=date(2023, 11, 2), document="5/QĐ-HĐSK")
    expected = Initiative("Số hóa sổ", Reach.PROVINCE, 2023, date(2023, 11, 2), "5/QĐ-HĐSK")
    assert known(one).initiatives == (expected,)


def test_obstacle_is_pending_until_the_day_it_ended_and_discipline_is_told_apart(department):
    one = make_honouree("Giàng A Chứ", department)
    kinds = Obstacle.Kind
    one.obstacles.create(kind=kinds.COMPLAINT, since=date(2024, 3, 1), document="Đơn số 3")
    one.obstacles.create(kind=kinds.PRESS, since=date(2024, 3, 1), ended_on=ON, document="Báo nêu")
    one.obstacles.create(kind=kinds.INSPECTION, since=date(2025, 2, 1), document="Sau này")
    one.obstacles.create(kind=kinds.DISCIPLINED, since=date(2023, 1, 1), ended_on=date(2024, 1, 1), document="8/QĐ")
    facts = known(one)
    assert facts.pending == (Pending(PendingKind.COMPLAINT, date(2024, 3, 1), "Đơn số 3", "Đơn số 3"),)
    assert facts.disciplines == (Discipline(date(2024, 1, 1), "8/QĐ"),)


def test_obstacles_that_all_ended_leave_nothing_pending_rather_than_unknown(department):
    one = make_honouree("Giàng A Chứ", department)
    one.obstacles.create(
        kind=Obstacle.Kind.COMPLAINT, since=date(2024, 3, 1), ended_on=date(2024, 4, 1), document="Đơn số 3"
    )
    assert (known(one).pending, known(one).disciplines) == ((), None)


def test_shares_of_a_collective_come_from_its_rating_and_its_peoples_titles(department):
    whole = collective(department)
    whole.ratings.create(
        year=2024, grade="excellent", members=3, members_completed=3, members_disciplined=0
    )  # fmt: skip
    first, second, third = (make_honouree(name, department) for name in ("A Chứ", "A Páo", "A Lử"))
    record(first, "LDTT", 2024)
    record(first, "CSTDCS", 2024)
    record(second, "CSTDCS", 2024)
    record(third, "LDTT", 2024, is_revoked=True, revoked_by="9/QĐ")
    record(third, "LDTT", 2023)
    assert known(whole).members == Members(total=3, completed=3, advanced=2, base_fighters=2, disciplined=0)


def test_collective_whose_people_have_no_title_entered_is_not_taken_for_one_without_any(department):
    whole = collective(department)
    whole.ratings.create(year=2024, grade="good", members=12)
    assert known(whole).members == Members(total=12)


def test_more_holders_than_people_counts_as_all_of_them(department):
    whole = collective(department)
    whole.ratings.create(year=2024, grade="good", members=1)
    for name in ("A Chứ", "A Páo"):
        record(make_honouree(name, department), "LDTT", 2024)
    assert known(whole).members == Members(total=1, advanced=1, base_fighters=0)


def test_room_of_a_unit_does_not_take_the_titles_of_the_whole_unit(department):
    room = make_honouree("Phòng Ngân sách", department, kind=SubjectKind.COLLECTIVE)
    record(make_honouree("A Chứ", department), "LDTT", 2024)
    assert known(room).members is None


def test_head_answers_for_the_targets_of_the_unit_with_the_directive_named(province, department, head):
    missed_and_met(make_directive(province), department)
    growth, jobs = known(head).targets
    assert (growth.name, growth.verdict) == ("Tốc độ tăng trưởng kinh tế (GRDP)", Verdict.MISSED)
    assert growth.words == "trên 10% (Chỉ thị số 01/CT-UBND)"
    assert growth.sentence
    assert jobs.verdict == Verdict.EXCEEDED


def test_the_unit_itself_answers_for_its_targets_too(province, department):
    missed_and_met(make_directive(province), department)
    assert [one.verdict for one in known(collective(department)).targets] == [Verdict.MISSED, Verdict.EXCEEDED]


def test_one_who_does_not_head_the_unit_is_not_judged_by_its_targets(province, department):
    missed_and_met(make_directive(province), department)
    deputy = make_honouree("Lý A Sử", department, post="Phó Giám đốc", holds_leading_post=True)
    assert known(deputy).targets is None


def test_head_of_a_unit_that_was_given_nothing_has_no_targets_rather_than_unknown_ones(province, department, head):
    other = OrganizationFactory(code="soyte", name="Sở Y tế", parent=province)
    missed_and_met(make_directive(province), other)
    assert known(head).targets == ()


def test_without_a_directive_of_the_year_the_targets_are_unknown(province, department, head):
    missed_and_met(make_directive(province), department)
    assert known(head, year=2023).targets is None


def test_a_directive_that_is_not_approved_binds_nobody(province, department, head):
    draft = make_directive(
        province, status=Status.DRAFT, number=None, issued_on=None, submitted_at=None, submitted_by=None,
        approved_at=None, approved_by=None, approved_on=None,
    )  # fmt: skip
    missed_and_met(draft, department)
    assert known(head).targets is None


def test_figures_that_are_not_verified_do_not_count_against_the_head(province, department, head):
    target = make_target(make_directive(province), "Thu ngân sách", "đạt 12.800 tỷ đồng")
    assign(target, department)
    make_actual(target, "9.000", organization=department, status=ReportStatus.SUBMITTED)
    assert [one.verdict for one in known(head).targets] == [Verdict.NO_DATA]


def test_figures_after_the_day_do_not_count_yet(province, department, head):
    missed_and_met(make_directive(province), department)
    assert {one.verdict for one in known(head, on=date(2024, 6, 30)).targets} == {Verdict.NO_DATA}


def test_a_share_is_judged_by_the_figures_of_its_own_unit(province, department, head):
    target = make_target(make_directive(province), "Giải quyết việc làm", "đạt 1.000 lao động")
    other = OrganizationFactory(code="soyte", name="Sở Y tế", parent=province)
    assign(target, department, "400 lao động")
    assign(target, other, "600 lao động")
    make_actual(target, "450", organization=department)
    make_actual(target, "100", organization=other)
    (own,) = known(head).targets
    assert (own.verdict, own.words) == (Verdict.EXCEEDED, "phần được giao 400 lao động (Chỉ thị số 01/CT-UBND)")


def test_targets_of_another_province_do_not_touch_the_head(province, other_province, department, head):
    missed_and_met(make_directive(other_province), OrganizationFactory(code="sokhac", parent=other_province))
    assert known(head).targets is None


def test_many_subjects_cost_no_more_queries_than_one(province, department, head):
    missed_and_met(make_directive(province), department)
    everyone = [head, collective(department)]
    for number in range(8):
        one = make_honouree(f"Người Số {number}", department)
        record(one, "LDTT", 2024)
        everyone.append(one)
    counts = []
    for asked in ([head, everyone[1]], everyone):
        people = list(Honouree.objects.filter(pk__in=[one.pk for one in asked]).select_related("organization"))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            facts_of(people, year=2024, on=ON)
        counts.append(len(queries))
    assert counts[0] == counts[1] == 14


def seat_in_bloc(province: Organization, *units: Organization, **vote: object) -> None:
    """Units in a bloc of 2024, the first presiding; `vote` says who came first."""
    compose(make_bloc(province, "kt", "Khối Kinh tế"), 2024, *units, **vote)


def test_a_whole_unit_is_known_by_the_bloc_of_the_year(province, department, head):
    assert known(collective(department)).bloc is None
    seat_in_bloc(province, department)
    whole = Honouree.objects.get(is_whole_organization=True)
    # It presides over the bloc: who came first is known when the bloc has voted.
    assert known(whole).bloc == Bloc("Khối Kinh tế", None, "", 2024)
    assert known(whole, year=2023).bloc is None
    assert known(head).bloc is None
    room = make_honouree("Phòng Ngân sách", department, kind=SubjectKind.COLLECTIVE)
    assert known(room).bloc is None


def test_the_vote_of_the_bloc_says_who_leads_it_and_who_does_not(province, department):
    other = OrganizationFactory(code="soct", name="Sở Công Thương", parent=province)
    second = make_honouree("Sở Công Thương", other, kind=SubjectKind.COLLECTIVE, is_whole_organization=True)
    seat_in_bloc(province, department, other, front_runner=other, vote_minutes="3/BB-KKT")
    assert known(second).bloc == Bloc("Khối Kinh tế", True, "3/BB-KKT", 2024)
    assert known(collective(department)).bloc == Bloc("Khối Kinh tế", False, "3/BB-KKT", 2024)


def test_the_bloc_of_the_province_speaks_before_an_interprovincial_one(province, department):
    council = OrganizationFactory(code="hdtw", name="Hội đồng Trung ương", level=Level.CENTRAL)
    cum = make_bloc(council, "cum", "Cụm 1", kind=BlocKind.CUM)
    BlocMembership.objects.create(bloc=cum, organization=department, year=2024)
    seat_in_bloc(province, department)
    assert known(collective(department)).bloc == Bloc("Khối Kinh tế", None, "", 2024)
