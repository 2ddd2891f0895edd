"""Opinions that agencies owe, and what a unit hears of its dossier."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from awards.enums import DossierStatus
from awards.models import Dossier
from awards.selectors.deadlines import opinions_due
from awards.services import dossier_opinions
from awards.services import dossiers as services
from awards.services.decisions_issue import issue_decision
from notices.models import Notice
from notices.services import remind
from organizations.enums import Role
from organizations.models import Membership
from tests.awards.deciding import ISSUED, drafted
from tests.awards.dossiers import make_draft, submitted
from tests.conftest import person
from tests.factories.organizations import OrganizationFactory

pytestmark = pytest.mark.django_db
DUE = date(2025, 1, 20)


@pytest.fixture
def police(province):
    return OrganizationFactory(code="congan", name="Công an tỉnh", parent=province)


@pytest.fixture
def asked(unit_officer, province, police, staff):
    """A dossier sent and given to a specialist; the police is asked for its opinion until the twentieth."""
    dossier = submitted(make_draft(unit_officer.memberships.get().organization))
    person("police", police, Role.UNIT_OFFICER)
    dossier.specialist = person("specialist", province, Role.STAFF)
    dossier.save()
    with time_machine.travel("2025-01-06T09:00:00+07:00", tick=False):
        dossier_opinions.ask_opinions(dossier, [police], due_on=DUE, by=staff)
    Notice.objects.all().delete()
    return dossier


def told(days: int) -> list[tuple[str, str, str]]:
    Notice.objects.all().delete()
    remind(on=DUE + timedelta(days=days))
    rows = Notice.objects.order_by("person__username")
    return [(row.person.username, row.kind.rpartition(".")[2], row.url) for row in rows]


def test_the_agency_is_reminded_then_the_specialist_and_the_staff_are_told(asked):
    page = asked.get_absolute_url()
    assert told(-10) == []
    assert told(-7) == [("police", "near", "/")]
    assert told(1) == [("police", "late", "/"), ("specialist", "escalated", page)]
    assert told(3) == [("police", "late", "/"), ("specialist", "escalated", page), ("staff", "escalated", page)]


@pytest.mark.parametrize("status", [DossierStatus.SUPPLEMENT, DossierStatus.WITHDRAWN, DossierStatus.REJECTED])
def test_of_a_dossier_that_is_not_being_checked_nothing_is_asked(asked, status):
    type(asked).objects.update(status=status)
    assert told(1) == []


def test_an_answer_ends_it(asked):
    asked.opinions.update(answer="agree", answered_on=DUE, document="12/CV")
    assert told(1) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(asked, province, staff, rows, django_assert_num_queries):
    agencies = [OrganizationFactory(code=f"so{number}", parent=province) for number in range(rows)]
    for agency in agencies:
        asked.opinions.create(organization=agency, due_on=DUE, asked_by=staff)
    with django_assert_num_queries(3):  # requests, officers, staff
        assert len(list(opinions_due(DUE))) == 2 * rows + 2


def test_one_who_sent_it_and_works_elsewhere_hears_no_reason(unit_officer, other_province, staff):
    """Who may not see the dossier any more is not told what is lacking in it."""
    dossier = submitted(make_draft(unit_officer.memberships.get().organization), by=unit_officer)
    colleague = person("colleague", dossier.organization, Role.UNIT_OFFICER)
    Membership.objects.filter(user=unit_officer).update(organization=other_province)
    services.supplement_dossier(dossier, reason="Thiếu quyết định kỷ luật", by=staff)
    assert list(Notice.objects.values_list("person__username", flat=True)) == [colleague.username]


def test_one_who_sent_it_and_is_no_officer_any_more_but_staff_still_hears(unit_officer, province, staff):
    dossier = submitted(make_draft(unit_officer.memberships.get().organization), by=unit_officer)
    Membership.objects.filter(user=unit_officer).update(organization=province, role=Role.STAFF)
    services.supplement_dossier(dossier, reason="Thiếu tờ trình", by=staff)
    assert list(Notice.objects.values_list("person__username", flat=True)) == [unit_officer.username]


def test_the_unit_hears_that_its_dossier_is_decided(province, staff, clerk):
    with time_machine.travel("2026-07-10T09:00:00+07:00", tick=False):
        decision = drafted(province, staff, "Giàng A Chứ")
        dossier = Dossier.objects.get()
        officer = person("theirs", dossier.organization, Role.UNIT_OFFICER)
        issue_decision(decision, number=125, issued_on=ISSUED, by=clerk)
    notice = Notice.objects.get(person=officer)
    assert (notice.kind, notice.url) == ("awards.decided", dossier.get_absolute_url())
    assert notice.words.startswith(f"Hồ sơ {dossier.name} đã có ")
    assert "125/QĐ-UBND" in notice.words
    assert "Giàng A Chứ" not in notice.words
