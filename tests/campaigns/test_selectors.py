"""Who sees which directives, in how many queries, and what new ones start from."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from campaigns import selectors, services
from organizations.enums import Level, Role
from organizations.models import Membership
from tests.factories.campaigns import CampaignFactory, DirectiveFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory, UserFactory


@pytest.mark.parametrize(
    ("role", "sees_draft", "sees_issued"),
    [
        ("staff", True, True),
        ("leader", True, True),
        ("clerk", True, True),
        ("admin", True, True),
        ("unit_officer", False, True),
        ("outsider", False, False),
    ],
)
def test_drafts_are_for_the_desk_and_published_ones_for_the_province(
    request, draft, issued_too, role, sees_draft, sees_issued
):
    user = request.getfixturevalue(role)
    seen = set(selectors.directives_for(user))
    assert seen == {d for d, visible in ((draft, sees_draft), (issued_too, sees_issued)) if visible}


@pytest.fixture
def issued_too(province, staff, leader, clerk):
    other = DirectiveFactory(issuer=province, code="laocai-2023", year=2023, created_by=staff)
    services.submit_directive(other, by=staff)
    services.approve_directive(other, by=leader)
    return services.issue_directive(other, by=clerk, number=7, issued_on=date(2024, 1, 20))


def test_nobody_sees_anything_before_logging_in_and_a_superuser_sees_all(draft, issued_too):
    chief = UserFactory(is_superuser=True)
    assert list(selectors.directives_for(AnonymousUser())) == []
    assert list(selectors.campaigns_for(AnonymousUser())) == []
    assert set(selectors.directives_for(chief)) == {draft, issued_too}
    assert set(selectors.campaigns_for(chief)) == {draft.campaign, issued_too.campaign}


def test_campaigns_are_seen_in_their_province_only(draft, unit_officer, outsider):
    assert list(selectors.campaigns_for(unit_officer)) == [draft.campaign]
    assert list(selectors.campaigns_for(outsider)) == []


def test_campaigns_are_found_without_accents(province, staff):
    wanted = services.create_campaign(
        organization=province, year=2024, name="Chung sức xây dựng", by=staff, theme="Đô thị"
    )
    services.create_campaign(organization=province, year=2024, name="Khác", by=staff)
    assert list(selectors.campaigns_for(staff).matching("do thi")) == [wanted]
    assert list(selectors.campaigns_for(staff).matching("CHUNG SUC")) == [wanted]


def test_the_history_of_a_directive_is_its_own(issued, draft):
    other = DirectiveFactory(issuer=issued.issuer)
    assert [e.to_status for e in selectors.directive_history(issued)] == ["issued", "approved", "in_review"]
    assert list(selectors.directive_history(other)) == []


def test_who_left_the_desk_sees_no_drafts(draft, staff):
    Membership.objects.filter(user=staff).update(valid_to=date(2024, 1, 20))
    assert list(selectors.directives_for(staff)) == []


@pytest.mark.parametrize("item_count", [1, 3])
def test_a_row_of_the_list_needs_no_query_of_its_own(django_assert_num_queries, province, staff, item_count):
    DirectiveFactory.create_batch(item_count, issuer=province)
    assert staff.root_codes == {"laocai"}  # the frame of every page reads the roles
    with django_assert_num_queries(1):
        rows = [
            (d.symbol, str(d), d.issuer.name, d.campaign.name, str(d.saved_by)) for d in selectors.directives_for(staff)
        ]
    assert len(rows) == item_count


@pytest.mark.parametrize("item_count", [1, 3])
def test_a_row_of_campaigns_needs_no_query_of_its_own(django_assert_num_queries, province, staff, item_count):
    for campaign in CampaignFactory.create_batch(item_count, organization=province):
        DirectiveFactory.create_batch(2, issuer=province, campaign=campaign)
    assert staff.root_codes == {"laocai"}
    with django_assert_num_queries(1):
        rows = [(c.organization.name, c.directive_count) for c in selectors.campaigns_for(staff)]
    assert rows == [(province.name, 2)] * item_count


def test_drafts_are_not_counted_for_those_who_may_not_see_them(issued, staff, unit_officer):
    DirectiveFactory(issuer=issued.issuer, campaign=issued.campaign)
    assert selectors.campaigns_for(staff).get().directive_count == 2
    assert selectors.campaigns_for(unit_officer).get().directive_count == 1


def test_the_suggested_number_follows_the_highest_of_the_year(issued_too):
    assert selectors.suggested_number(issued_too.issuer, 2024) == 8
    assert selectors.suggested_number(issued_too.issuer, 2025) == 1


def test_last_years_directive_is_the_newest_before(province, other_province):
    DirectiveFactory(issuer=province, year=2022)
    wanted = DirectiveFactory(issuer=province, year=2023)
    DirectiveFactory(issuer=province, year=2024)
    DirectiveFactory(issuer=other_province, year=2023)
    assert selectors.last_years_directive(province, 2024) == wanted
    assert selectors.last_years_directive(province, 2022) is None


def test_a_district_may_answer_to_its_provinces_issued_directives_only(issued, province, other_province):
    district = OrganizationFactory(code="sapa", parent=province, level=Level.DISTRICT)
    officer = MembershipFactory(user=UserFactory(), organization=district, role=Role.STAFF).user
    DirectiveFactory(issuer=province, year=2023)  # a draft of the province
    answer = services.create_directive(issuer=district, year=2024, by=officer, parent=issued)
    assert list(selectors.possible_parents(answer, officer)) == [issued]
    assert list(selectors.possible_parents(issued, officer)) == []
    assert list(issued.children.all()) == [answer]


def test_people_as_names_only_active_ones_in_office(province, staff, leader):
    retired = MembershipFactory(
        user=UserFactory(), organization=province, role=Role.STAFF, valid_to=date(2024, 1, 20)
    ).user
    locked = MembershipFactory(user=UserFactory(is_active=False), organization=province, role=Role.STAFF).user
    assert selectors.people_as(province, Role.STAFF) == [staff]
    assert retired != locked
