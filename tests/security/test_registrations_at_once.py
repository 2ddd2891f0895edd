"""Two people act on one registration at the same moment: what was filed is what stands in the rows, nobody hears twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core.errors import ActionBlocked, Conflict
from notices.models import Notice
from organizations.enums import Role
from organizations.models import BlocMembership
from registrations.entries import Typed
from registrations.models import Nominee, Registration, RegistrationVersion, Round, TitleEntry, UnitLine
from registrations.selectors.content import content_of, content_of_version
from registrations.services import registrations
from registrations.services.lines import accept_line, recall_line, save_line, send_line
from registrations.services.names import add_names
from registrations.services.reminders import remind_round
from registrations.services.rounds import extend_round
from tests.campaigns.test_at_once import at_once
from tests.conftest import person
from tests.factories.registrations import LETTER, filed, fill, make_units
from tests.registrations.conftest import *  # noqa: F403  # a bloc of three units with a round that is open

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def while_open(first: Callable[[], Any], second: Callable[[], Any]) -> list[type]:
    """The second act begins when the first is done but its transaction is still open; what each came to."""
    is_done = threading.Event()

    def slowly() -> Any:
        try:
            with transaction.atomic():
                result = first()
                is_done.set()
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_sleep(0.5)")
                return result
        finally:
            is_done.set()

    def meanwhile() -> Any:
        is_done.wait(10)
        return second()

    return at_once(slowly, meanwhile)


@pytest.fixture
def ready(registration, head) -> Registration:
    """Complete, and not yet submitted."""
    registrations.recall(filed(registration, by=head), by=head)
    return Registration.objects.get(pk=registration.pk)


def rows(line: UnitLine, count: str) -> list[Typed]:
    kept = {one.column: one for one in line.entries.all()}
    own, inner = str(kept["own"].pk), str(kept["inner"].pk)
    return [Typed(own, "own", "COTD_T"), Typed(inner, "inner", "CSTDT", count=count)]


@pytest.mark.parametrize("order", [1, -1])
def test_what_is_filed_is_what_stands_in_the_rows(ready, line, head, order):
    line.refresh_from_db()
    typed = rows(line, "9")

    def save() -> Any:
        return save_line(line, typed, base_revision=line.revision, by=head)

    def submit() -> Any:
        return registrations.submit(ready, by=head)

    outcome = while_open(*[submit, save][::order])
    assert Registration in outcome
    current = Registration.objects.get(pk=ready.pk)
    version = RegistrationVersion.objects.order_by("number").last()
    assert content_of_version(version) == content_of(current)


def test_the_letter_is_not_written_while_it_is_filed(ready, head):
    fresh = Registration.objects.get(pk=ready.pk)
    outcome = while_open(
        lambda: registrations.submit(ready, by=head),
        lambda: registrations.save_letter(fresh, LETTER, ["Khác."], base_revision=fresh.revision, by=head),
    )
    assert outcome == [ActionBlocked, Registration]


@pytest.mark.parametrize("order", [1, -1])
def test_accepted_or_recalled_but_not_both(registration, head, staff, order):
    filed(registration, by=head)
    one, two = (Registration.objects.get(pk=registration.pk) for _ in range(2))
    acts = [lambda: registrations.accept(one, by=staff), lambda: registrations.recall(two, by=head)]
    assert while_open(*acts[::order]) == [ActionBlocked, Registration]
    current = Registration.objects.get(pk=registration.pk)
    assert (current.status == "accepted") == (current.accepted_version_id is not None)


def test_a_registration_is_submitted_while_the_round_is_extended(ready, round_, head, staff):
    later = timezone.localdate() + timedelta(days=30)
    outcome = at_once(
        lambda: registrations.submit(ready, by=head),
        lambda: extend_round(round_, due_on=later, reason="Bão lũ", by=staff),
    )
    assert outcome == [Registration, Round]


def test_submitted_twice_it_is_one_version(ready, head):
    one, two = (Registration.objects.get(pk=ready.pk) for _ in range(2))
    outcome = at_once(lambda: registrations.submit(one, by=head), lambda: registrations.submit(two, by=head))
    assert outcome in ([ActionBlocked, Registration], [Conflict, Registration])
    assert RegistrationVersion.objects.count() == 2  # one that was recalled before


def test_lines_are_aligned_twice_at_once_without_harm(registration, province, bloc, head):
    (late,) = make_units(province, 1, "muon")
    BlocMembership.objects.create(bloc=bloc, organization=late, year=2024, role="member", position=9)
    one, two = (Registration.objects.get(pk=registration.pk) for _ in range(2))
    at_once(lambda: registrations.align_lines(one, by=head), lambda: registrations.align_lines(two, by=head))
    assert registration.lines.filter(organization=late).count() == 1


def test_a_line_that_is_written_at_that_moment_is_not_taken_out(registration, line, units, member, head):
    BlocMembership.objects.filter(organization=units[1]).delete()
    stale = Registration.objects.get(pk=registration.pk)
    while_open(lambda: fill(line, by=member), lambda: registrations.align_lines(stale, by=head))
    assert TitleEntry.objects.filter(line=line).count() == 2


def test_a_line_is_settled_or_taken_back_but_not_both(line, member, head):
    sent = send_line(fill(line, by=member), by=member)
    one, two = (UnitLine.objects.select_related("registration", "organization").get(pk=sent.pk) for _ in range(2))
    outcome = while_open(
        lambda: recall_line(one, by=member), lambda: accept_line(two, revision=two.revision, status="sent", by=head)
    )
    assert outcome == [Conflict, UnitLine]
    assert UnitLine.objects.get(pk=line.pk).status == "draft"


def test_of_two_reminders_each_person_hears_one(registration, round_, member, head, staff, province):
    second_staff = person("chuyen.vien.hai", province, Role.STAFF)
    Notice.objects.all().delete()
    at_once(lambda: remind_round(round_, by=staff), lambda: remind_round(round_, by=second_staff))
    heard = list(Notice.objects.values_list("person", flat=True))
    assert sorted(heard) == sorted({member.pk, head.pk})


def test_places_are_not_named_twice_over(registration, line, member, head, staff):
    registrations.accept(filed(registration, by=head), by=staff)
    entry = line.entries.get(title__code="CSTDT")

    def name(letters: str) -> Callable[[], Any]:
        words = "\n".join(f"Giàng A {letter}" for letter in letters)
        return lambda: add_names(TitleEntry.objects.get(pk=entry.pk), words, as_of=date(2024, 12, 1), by=member)

    assert at_once(name("ABC"), name("DEG")) == [ActionBlocked, list]
    assert Nominee.objects.count() == 3
