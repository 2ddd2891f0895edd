"""The first page: what waits for each role, and nothing of another province."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from campaigns.enums import Status
from dashboard.selectors.home import MOST_ROWS, home_of
from organizations.enums import Role
from tests.conftest import person
from tests.factories.campaigns import DirectiveFactory
from tests.factories.organizations import MembershipFactory, UserFactory
from tests.organizations.views.outcomes import outcomes

URL = "/"
DAY = date(2024, 1, 10)
#: The person 3, what waits 11, what is new and the campaigns 3.
QUERIES_OF_STAFF = 17
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


def waits(user) -> dict[str, list[str]]:
    """The addresses that wait for a person, by the words of their kind."""
    return {batch.label: [one.url for one in batch.rows] for batch in home_of(user, on=DAY).batches}


def url_of(code: str) -> str:
    return f"/chi-thi/{code}/"


def test_everybody_who_logged_in_gets_their_first_page(request, at_every_desk):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 200, 200, 200]


@pytest.mark.parametrize(
    ("who", "waiting"),
    [
        ("staff", {"Chỉ thị bị trả lại": ["laocai-returned"], "Chỉ thị đang soạn": ["laocai-draft"]}),
        ("leader", {"Chỉ thị chờ duyệt": ["laocai-in-review"]}),
        ("clerk", {"Chỉ thị chờ cấp số": ["laocai-approved"]}),
        ("admin", {}),
        ("unit_officer", {}),
        ("outsider", {}),
    ],
)
def test_what_waits_is_of_ones_own_role(request, at_every_desk, who, waiting):
    expected = {label: [url_of(code) for code in codes] for label, codes in waiting.items()}
    assert waits(request.getfixturevalue(who)) == expected


@pytest.mark.parametrize(
    ("who", "sees"), [("staff", 2), ("leader", 2), ("clerk", 2), ("unit_officer", 0), ("outsider", 0)]
)
def test_what_is_in_other_hands_is_shown_to_those_of_the_house_only_two_at_most(request, at_every_desk, who, sees):
    assert len(home_of(request.getfixturevalue(who), on=DAY).others) == sees


def test_two_roles_wait_for_both(at_every_desk, province):
    both = person("ca-hai", province, Role.STAFF)
    MembershipFactory(user=both, organization=province, role=Role.CLERK)
    assert set(waits(both)) == {"Chỉ thị bị trả lại", "Chỉ thị đang soạn", "Chỉ thị chờ cấp số"}


def test_the_role_counts_where_it_is_held(at_every_desk, other_province, outsider):
    directive(other_province, Status.DRAFT)
    assert waits(outsider) == {"Chỉ thị đang soạn": [url_of("langson-draft")]}


def test_a_row_says_since_when_it_waits_and_its_count_leads_to_the_list(client, leader, province):
    for number in range(9):
        moment = datetime(2024, 1, number + 1, 8, tzinfo=UTC)
        directive(province, Status.IN_REVIEW, code=f"trinh-{number}", submitted_at=moment)
    home = home_of(leader, on=DAY)
    assert [(row.one.url, row.age) for row in home.rows] == [
        (url_of(f"trinh-{n}"), f"{9 - n} ngày") for n in range(MOST_ROWS)
    ]
    assert (home.total, home.batches[0].url) == (9, "/chi-thi/?status=in_review")
    client.force_login(leader)
    page = client.get(URL).content.decode()
    assert "Đang hiện 7 trong 9 việc" in page
    assert client.get(home.batches[0].url).context["listing"].page.paginator.count == 9


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
    with django_assert_num_queries(QUERIES_OF_STAFF):
        page = client.get(URL)
    assert page.context["home"].total == count * 2


def test_the_latest_issued_stand_first(staff, province):
    for day in (3, 19, 7):
        directive(province, Status.ISSUED, code=f"ngay-{day}", number=day, issued_on=date(2024, 1, day))
    assert [d.code for d in home_of(staff, on=DAY).issued] == ["ngay-19", "ngay-7"]
