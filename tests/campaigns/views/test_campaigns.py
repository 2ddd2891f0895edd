"""Campaigns: the list, one, making and changing."""

from __future__ import annotations

import pytest

from campaigns.models import Campaign
from tests.factories.campaigns import CampaignFactory
from tests.organizations.views.outcomes import outcomes

LIST = "/phong-trao/"


@pytest.fixture
def campaign(province):
    return CampaignFactory(organization=province, name="Phong trào thi đua yêu nước năm 2024", search_text="yeu nuoc")


def values(province, **changes):
    data = {"organization": province.pk, "year": "2024", "kind": "thematic", "name": "Chung tay vì người nghèo"}
    return data | changes


def test_lists_and_pages_are_for_the_province(request, campaign):
    assert outcomes(request, LIST) == ["login", 200, 200, 200, 200, 200, 200]
    assert outcomes(request, f"{LIST}{campaign.pk}/") == ["login", 200, 200, 200, 200, 404, 200]


def test_staff_of_the_organizer_make_and_change(request, campaign):
    assert outcomes(request, f"{LIST}tao-moi/") == ["login", 200, 403, 403, 403, 200, 403]
    assert outcomes(request, f"{LIST}{campaign.pk}/sua/") == ["login", 200, 403, 403, 403, 404, 403]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_at_any_size(as_staff, province, rows, django_assert_num_queries):
    for _ in range(rows):
        CampaignFactory(organization=province)
    with django_assert_num_queries(6):
        as_staff.get(LIST)


def test_a_campaign_is_made(as_staff, province):
    as_staff.post(f"{LIST}tao-moi/", values(province, starts_on="01/02/2024", ends_on="31/12/2024"))
    made = Campaign.objects.get()
    assert (made.name, made.kind, f"{made.starts_on}") == ("Chung tay vì người nghèo", "thematic", "2024-02-01")


@pytest.mark.parametrize(("changes", "field"), [
    ({"ends_on": "01/01/2024", "starts_on": "02/01/2024"}, "__all__"),
    ({"name": " "}, "name"),
    ({"year": "24"}, "year"),
    ({"kind": "khác"}, "kind"),
])  # fmt: skip
def test_bad_values_are_told_and_nothing_is_made(as_staff, province, changes, field):
    response = as_staff.post(f"{LIST}tao-moi/", values(province, **changes))
    assert response.context["form"].errors[field]
    assert Campaign.objects.count() == 0


def test_the_same_name_in_the_year_is_refused(as_staff, province, campaign):
    response = as_staff.post(f"{LIST}tao-moi/", values(province, name=campaign.name))
    assert "đã có phong trào cùng tên" in response.content.decode()
    assert Campaign.objects.count() == 1


def test_nobody_makes_one_for_another_province(as_staff, other_province):
    as_staff.post(f"{LIST}tao-moi/", values(other_province))
    assert Campaign.objects.count() == 0


def test_the_name_is_fixed_once_a_directive_was_issued(as_staff, issued):
    url = f"{LIST}{issued.campaign.pk}/sua/"
    before = issued.campaign.name
    data = values(issued.issuer, name="Tên khác", kind="regular", theme="Chủ đề ghi thêm")
    as_staff.post(url, data)
    issued.campaign.refresh_from_db()
    assert (issued.campaign.name, issued.campaign.theme) == (before, "Chủ đề ghi thêm")


def test_search_ignores_accents_and_the_export_holds_what_is_listed(as_staff, campaign, province):
    CampaignFactory(organization=province, name="Dân vận khéo", search_text="dan van kheo")
    found = as_staff.get(f"{LIST}?q=YÊU nước").context["listing"].page
    assert [one.name for one in found] == ["Phong trào thi đua yêu nước năm 2024"]
    lines = as_staff.get(f"{LIST}?q=kheo&export=csv").content.decode("utf-8-sig").splitlines()
    assert lines == [
        "Tên phong trào,Loại,Cơ quan phát động,Năm,Chỉ thị",
        'Dân vận khéo,"Thường xuyên, hằng năm",Ủy ban nhân dân tỉnh Lào Cai,2024,0',
    ]


def test_the_only_organizer_is_chosen_already(as_staff, province):
    form = as_staff.get(f"{LIST}tao-moi/").context["form"]
    assert f'<option value="{province.pk}" selected>' in str(form["organization"])


def test_a_page_lists_the_directives_the_person_may_see(client, request, draft):
    url = f"{LIST}{draft.campaign_id}/"
    for who, seen in (("staff", True), ("unit_officer", False)):
        client.force_login(request.getfixturevalue(who))
        assert ("/chi-thi/laocai-2024/" in client.get(url).content.decode()) is seen


def test_a_name_is_shown_as_text(as_staff, province):
    shown = CampaignFactory(organization=province, name="<script>alert(1)</script>")
    for url in (LIST, f"{LIST}{shown.pk}/", f"{LIST}{shown.pk}/sua/"):
        assert "<script>alert(1)" not in as_staff.get(url).content.decode()
