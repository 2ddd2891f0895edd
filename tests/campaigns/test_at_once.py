"""People who press at the same moment, on a database that lets them: one wins, the other is told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection

from campaigns import services
from campaigns.enums import Status
from campaigns.errors import EditConflict
from campaigns.models import Campaign, Directive
from core.errors import ActionBlocked, Conflict, DomainError
from organizations.enums import Role
from tests.conftest import person
from tests.factories.campaigns import DirectiveFactory

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def at_once(*acts: Callable[[], Any]) -> list[type]:
    """Runs each act in a thread of its own, released together; the types of what came out, sorted by name."""
    start = threading.Barrier(len(acts))
    outcomes: list[type] = []

    def run(act: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            start.wait(10)
            outcomes.append(type(act()))
        except DomainError as refusal:
            outcomes.append(type(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return sorted(outcomes, key=lambda outcome: outcome.__name__)


def test_of_two_saves_of_one_revision_one_is_kept(draft, staff, leader):
    def save(words: str, by: Any) -> Callable[[], Any]:
        return lambda: services.save_content(draft, {"body": words}, base_revision=0, by=by, keep_version=True)

    assert at_once(save("một", staff), save("hai", leader)) == [Directive, EditConflict]
    draft.refresh_from_db()
    assert (draft.revision, draft.versions.count()) == (1, 1)
    assert draft.body == draft.versions.get().content["body"]


def test_of_two_documents_one_gets_the_number(province, staff, leader, clerk):
    both = [DirectiveFactory(issuer=province, created_by=staff) for _ in range(2)]
    for directive in both:
        services.submit_directive(directive, by=staff)
        services.approve_directive(directive, by=leader)

    def issue(directive: Directive) -> Callable[[], Any]:
        return lambda: services.issue_directive(directive, by=clerk, number=1, issued_on=date(2024, 1, 20))

    assert at_once(*map(issue, both)) == [ActionBlocked, Directive]
    assert Directive.objects.filter(number=1).count() == 1


def test_of_approving_and_returning_one_happens(in_review, leader, province):
    other = person("other", province, Role.LEADER)
    seen = Directive.objects.get(pk=in_review.pk)
    outcome = at_once(
        lambda: services.approve_directive(in_review, by=leader),
        lambda: services.return_directive(seen, by=other, reason="Sửa"),
    )
    assert outcome in ([Conflict, Directive], [ActionBlocked, Directive])
    assert Directive.objects.get(pk=in_review.pk).status in (Status.APPROVED, Status.RETURNED)


def test_of_two_campaigns_of_one_name_one_is_opened(province, staff):
    def open_it() -> Campaign:
        return services.create_campaign(organization=province, year=2024, name="Thi đua A", by=staff)

    assert at_once(open_it, open_it) == [ActionBlocked, Campaign]
    assert Campaign.objects.filter(name="Thi đua A").count() == 1


def test_drafts_started_at_once_have_codes_of_their_own(province, staff):
    services.create_directive(issuer=province, year=2024, by=staff)  # the year's campaign is there
    assert at_once(*[lambda: services.create_directive(issuer=province, year=2024, by=staff)] * 4) == [Directive] * 4
    codes = Directive.objects.order_by("code").values_list("code", flat=True)
    assert list(codes) == ["laocai-2024", "laocai-2024-2", "laocai-2024-3", "laocai-2024-4", "laocai-2024-5"]


def test_versions_kept_at_once_are_numbered_one_after_the_other(draft, staff):
    def keep(words: str) -> Callable[[], Any]:
        mine = Directive.objects.get(pk=draft.pk)
        mine.body = words
        return lambda: services.keep_version(mine, by=staff, occasion=words)

    at_once(*(keep(words) for words in "abcd"))
    assert list(draft.versions.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]


def test_what_is_saved_while_it_is_sent_is_either_in_or_refused(draft, staff):
    mine = Directive.objects.get(pk=draft.pk)
    at_once(
        lambda: services.save_content(draft, {"body": "Mới./."}, base_revision=0, by=staff, keep_version=False),
        lambda: services.submit_directive(mine, by=staff),
    )
    now = Directive.objects.get(pk=draft.pk)
    assert now.status == Status.IN_REVIEW
    assert now.versions.get(occasion="Trình duyệt").content["body"] == now.body
