"""The first page: what waits for each role, and nothing of another province."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from campaigns.enums import Status
from dashboard.selectors.home import home_of
from organizations.enums import Role
from tests.conftest import person
from tests.factories.campaigns import DirectiveFactory
from tests.factories.organizations import MembershipFactory, UserFactory
from tests.organizations.views.outcomes import outcomes

URL = "/"
SUBMITTED = {"submitted_at": datetime(2024, 1, 2, 8, tzinfo=UTC)}
APPROVED = {"approved_at": datetime(2024, 1, 2, 9, tzinfo=UTC), "approved_on": date(2024, 1, 2)}


def directive(issuer, status, **changes):
    """A directive that stands where the test needs it, with the stamps the database asks for."""
    values = {"issuer": issuer, "status": status, "code": f"{issuer.code}-{status.value.replace('_', '-')}"}
    if status in (Status.IN_REVIEW, Status.APPROVED, Status.ISSUED):
        values |= SUBMITTED | {"submitted_by": UserFactory()}
    if status in (Status.APPROVED, Status.ISSUED):
        values |= APPROVED | {"approved_by": UserFactory()}
    return DirectiveFactory(**values | changes)


@pytest.fixture
def at_every_desk(province):
    """One directive of the province in each of the hands it passes."""
    return {
        status: directive(province, status)
        for status in (Status.DRAFT, Status.RETURNED, Status.IN_REVIEW, Status.APPROVED)
    }


def codes(directives) -> set[str]:
    return {directive.code for directive in directives}


def test_everybody_who_logged_in_gets_their_first_page(request, at_every_desk):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 200, 200, 200]


@pytest.mark.parametrize(
    ("who", "waiting"),
    [
        ("staff", {"laocai-draft", "laocai-returned"}),
        ("leader", {"laocai-in-review"}),
        ("clerk", {"laocai-approved"}),
        ("admin", set()),
        ("unit_officer", set()),
        ("outsider", set()),
    ],
)
def test_what_waits_is_of_ones_own_role(request, at_every_desk, who, waiting):
    assert codes(home_of(request.getfixturevalue(who)).mine) == waiting


@pytest.mark.parametrize(
    ("who", "sees"), [("staff", 2), ("leader", 3), ("clerk", 3), ("unit_officer", 0), ("outsider", 0)]
)
def test_what_is_in_other_hands_is_shown_to_those_of_the_house_only(request, at_every_desk, who, sees):
    assert len(home_of(request.getfixturevalue(who)).others) == sees


def test_two_roles_wait_for_both(at_every_desk, province):
    both = person("ca-hai", province, Role.STAFF)
    MembershipFactory(user=both, organization=province, role=Role.CLERK)
    assert codes(home_of(both).mine) == {"laocai-draft", "laocai-returned", "laocai-approved"}


def test_the_role_counts_where_it_is_held(at_every_desk, other_province, outsider):
    directive(other_province, Status.DRAFT)
    assert codes(home_of(outsider).mine) == {"langson-draft"}


def test_an_empty_first_page_says_what_will_come_here(client, leader):
    client.force_login(leader)
    page = client.get(URL).content.decode()
    assert "Không có việc nào chờ" in page
    assert "Chưa có chỉ thị nào được ban hành" in page


@pytest.mark.parametrize(("who", "offered"), [("staff", True), ("leader", False), ("clerk", False), ("outsider", True)])
def test_drafting_is_offered_to_those_who_draft(client, request, province, who, offered):
    client.force_login(request.getfixturevalue(who))
    assert ("Soạn chỉ thị" in client.get(URL).content.decode()) is offered


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_page_takes_the_same_queries_at_any_size(client, staff, province, count, django_assert_num_queries):
    for number in range(count):
        directive(province, Status.DRAFT, code=f"nhap-{number}")
        directive(province, Status.RETURNED, code=f"tra-{number}")
    client.force_login(staff)
    with django_assert_num_queries(7):
        page = client.get(URL)
    assert len(page.context["home"].mine) == count * 2


def test_the_latest_issued_stand_first(staff, province):
    for day in (3, 19, 7):
        directive(province, Status.ISSUED, code=f"ngay-{day}", number=day, issued_on=date(2024, 1, day))
    assert [d.code for d in home_of(staff).issued] == ["ngay-19", "ngay-7", "ngay-3"]
