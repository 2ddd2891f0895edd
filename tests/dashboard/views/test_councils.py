"""The way to the council's page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories.campaigns import CampaignFactory
from tests.organizations.views.outcomes import outcomes

URL = "/tong-quan/"


@pytest.fixture
def campaigns(province):
    return [CampaignFactory(organization=province, year=year) for year in (2023, 2024)]


def test_who_is_led_there(request, campaigns):
    # anonymous, staff, leader, clerk, unit officer, outsider (no campaign of their own: help), admin
    assert outcomes(request, URL) == ["login", 302, 302, 403, 403, 200, 302]


@pytest.mark.parametrize(("asked", "place"), [("", 1), ("old", 0), ("khong", 1), ("999999", 1)])
def test_the_newest_or_the_one_asked_for(client, leader, campaigns, asked, place):
    client.force_login(leader)
    wanted = campaigns[0].pk if asked == "old" else asked
    answer = client.get(URL, {"phong-trao": wanted})
    assert answer.url == reverse("dashboard:council", args=[campaigns[place].pk])


@pytest.mark.parametrize(("who", "offered"), [("staff", True), ("leader", False)])
def test_without_a_campaign_it_says_what_to_do(request, client, province, who, offered):
    client.force_login(request.getfixturevalue(who))
    html = client.get(URL).content.decode()
    assert "Chưa có phong trào thi đua nào" in html
    assert ("Tạo phong trào" in html) is offered
