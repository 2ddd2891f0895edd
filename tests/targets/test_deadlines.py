"""Reports that are due: whose they are, who is told when they are late, and who is not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from campaigns.models import Directive
from notices.models import Notice
from notices.services import remind
from organizations.enums import Role
from targets.models import UnitReport
from targets.selectors.deadlines import reports_due
from targets.services.assignments import assign
from targets.services.reports import open_period
from tests.conftest import person
from tests.factories.organizations import OrganizationFactory
from tests.organizations.blocs import compose, make_bloc
from tests.targets.reporting import HALF

DUE = date(2024, 7, 10)


@pytest.fixture
def opened(given, money, health, health_officer, staff):
    """Both departments owe the half year until the tenth."""
    assign(money, health, share_phrase="100 tỷ đồng", by=staff)
    Notice.objects.all().delete()
    made = open_period(given, HALF, due_on=DUE, by=staff)
    Notice.objects.all().delete()
    return made


@pytest.fixture
def leading(province, department, health):
    """A third department leads the bloc of both; its officer, and a bloc of another year that must not count."""
    head = OrganizationFactory(code="taichinh", name="Sở Tài chính", parent=province)
    bloc = make_bloc(province)
    compose(bloc, 2024, head, department, health)
    compose(bloc, 2023, health, department)
    return person("leading", head, Role.UNIT_OFFICER)


def give(target, number: int, province, staff) -> None:
    """Shares of the target to so many more units."""
    for one in range(number):
        unit = OrganizationFactory(code=f"so{one}", name=f"Sở {one}", parent=province)
        assign(target, unit, share_phrase="10 tỷ đồng", by=staff)


def told(days: int) -> list[tuple[str, str]]:
    Notice.objects.all().delete()
    remind(on=DUE + timedelta(days=days))
    rows = Notice.objects.filter(kind__startswith="notices.").order_by("person__username")
    return list(rows.values_list("person__username", "kind"))


def test_the_officers_of_each_unit_are_reminded(opened, leading):
    assert told(-8) == []
    assert told(-3) == [("health", "notices.near"), ("officer", "notices.near")]


def test_the_leader_of_the_bloc_is_told_the_day_after_and_the_staff_three_days_after(opened, leading):
    late = [("health", "notices.late"), ("officer", "notices.late")]
    assert told(1) == sorted([*late, ("leading", "notices.escalated")])
    assert told(3) == sorted([*late, ("leading", "notices.escalated"), ("staff", "notices.escalated")])


def test_one_sentence_says_all_units_of_the_period(opened, leading):
    told(3)
    head, staff = Notice.objects.filter(kind="notices.escalated").order_by("person__username")
    words = "Quá hạn 3 ngày: Báo cáo chỉ tiêu 6 tháng đầu năm 2024, 2 đơn vị chưa gửi (Sở Nội vụ; Sở Y tế)"
    assert (head.subject, staff.subject) == (words, words)
    assert head.url == "/chi-thi/laocai-2024/chi-tieu/"
    assert staff.url == "/chi-thi/laocai-2024/bao-cao/"


def test_many_units_are_named_by_three_and_a_number(opened, given, money, province, staff):
    give(money, 5, province, staff)
    told(3)
    subject = Notice.objects.get(kind="notices.escalated", person=staff).subject
    assert "7 đơn vị chưa gửi (Sở Nội vụ; Sở Y tế; Sở 0 và 4 đơn vị khác)" in subject


def test_whoever_sees_the_page_of_a_notice_only_is_led_there(client, opened, leading, staff, health_officer):
    told(3)
    for notice in Notice.objects.filter(kind__startswith="notices."):
        client.force_login(notice.person)
        assert client.get(notice.url).status_code == 200, notice.url


def test_what_was_sent_is_not_asked_again(opened, leading, department):
    UnitReport.objects.filter(organization=department).update(status="submitted")
    assert told(-3) == [("health", "notices.near")]
    assert told(1) == [("health", "notices.late"), ("leading", "notices.escalated")]
    assert "1 đơn vị chưa gửi (Sở Y tế)" in Notice.objects.get(person=leading).subject


def test_of_a_revoked_directive_nothing_is_due(opened, leading):
    Directive.objects.update(status="revoked", revoked_on=DUE, revoking_document="Quyết định 1")
    assert told(1) == []


def test_of_an_unpublished_directive_the_bloc_hears_nothing(opened, leading):
    Directive.objects.update(status="approved", number=None, issued_on=None)
    assert told(3) == [("health", "notices.late"), ("officer", "notices.late"), ("staff", "notices.escalated")]


def test_the_people_of_another_province_hear_nothing(opened, leading, outsider):
    for days in range(-10, 11):
        assert "outsider" not in [name for name, _ in told(days)]


@pytest.mark.parametrize("units", [1, 3])
def test_the_number_of_queries_does_not_grow(opened, leading, province, money, staff, units, django_assert_num_queries):
    give(money, units, province, staff)
    with django_assert_num_queries(6):  # sheets, officers, seats, heads, leaders, staff
        list(reports_due(DUE + timedelta(days=1)))


def test_with_nothing_open_one_query_is_enough(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert list(reports_due(DUE)) == []
