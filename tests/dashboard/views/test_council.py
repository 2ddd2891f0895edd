"""The council's page: who reads it, numbers that open their lists, the same queries at any size."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from organizations.enums import Role
from tests.conftest import person
from tests.dashboard.scene import add_targets, make_scene
from tests.factories.campaigns import CampaignFactory
from tests.organizations.views.outcomes import outcomes

QUERIES = 19


@pytest.fixture
def scene(province):
    return make_scene(province)


@pytest.fixture
def council(province):
    return person("council", province, Role.COUNCIL)


def url_of(campaign) -> str:
    return reverse("dashboard:council", args=[campaign.pk])


def test_who_reads_it(request, province):
    campaign = CampaignFactory(organization=province)
    # anonymous, staff, leader, clerk, unit officer, outsider, admin
    assert outcomes(request, url_of(campaign)) == ["login", 200, 200, 403, 403, 404, 200]


def test_a_member_of_the_council_reads_it(client, council, scene):
    client.force_login(council)
    page = client.get(url_of(scene.campaign))
    assert page.status_code == 200
    assert "Giá trị xuất khẩu" in page.content.decode()


@pytest.mark.parametrize("who", ["council", "staff", "leader", "admin"])
def test_every_number_of_targets_opens_a_list_of_as_many(request, client, scene, who):
    client.force_login(request.getfixturevalue(who))
    targets = client.get(url_of(scene.campaign)).context["council"].targets
    tallies = [targets.whole, *targets.groups, *targets.units]
    links = [(one.url, one.total) for one in tallies]
    links += [(cell.url, cell.count) for one in tallies for cell in one.cells if cell.count]
    for url, count in links:
        assert client.get(url).context["listing"].page.paginator.count == count, url


@pytest.mark.parametrize("who", ["council", "staff", "leader", "admin"])
def test_every_number_of_registrations_and_titles_opens_a_list_of_as_many(request, client, scene, who):
    client.force_login(request.getfixturevalue(who))
    found = client.get(url_of(scene.campaign)).context["council"]
    titles = found.titles
    links = [(one.url, one.count) for one in found.rounds[0].statuses]
    for row in (*titles.rows, titles.total):
        links += [(row.decided_url, row.decided), (row.before_url, row.before)]
    links += [(row.dossiers_url, row.dossiers) for row in titles.rows if row.dossiers]
    links.append((titles.decisions_url, titles.decisions))
    for url, count in links:
        assert client.get(url).context["listing"].page.paginator.count == count, url


def test_every_link_of_the_page_leads_somewhere(client, leader, scene):
    client.force_login(leader)
    html = client.get(url_of(scene.campaign)).content.decode()
    body = html[html.index("<main") : html.index("</main>")]
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)"', body)}
    assert len(links) > 30
    assert {link: client.get(link, follow=True).status_code for link in links} == dict.fromkeys(links, 200)


@pytest.mark.parametrize("more", [1, 3])
def test_the_same_queries_at_any_size(client, leader, scene, more, django_assert_num_queries):
    add_targets(scene, more)
    client.force_login(leader)
    with django_assert_num_queries(QUERIES):
        page = client.get(url_of(scene.campaign))
    assert page.context["council"].targets.whole.total == 5 + more


def test_an_empty_year_helps(client, leader, province):
    client.force_login(leader)
    html = client.get(url_of(CampaignFactory(organization=province))).content.decode()
    assert "Năm nay chưa có số liệu" in html
    assert "Chưa mở đợt đăng ký" in html


def test_a_campaign_of_its_own_says_that_awards_are_those_of_the_province(client, leader, scene):
    client.force_login(leader)
    page = client.get(url_of(CampaignFactory(organization=scene.campaign.organization, kind="thematic")))
    assert "không riêng phong trào này" in page.content.decode()
    client.force_login(leader)
    assert "không riêng phong trào này" not in client.get(url_of(scene.campaign)).content.decode()
