"""The conditions of a province: blocking or warning, why, by whom."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType

from awards.models import RuleSwitch
from awards.reference import load_catalogue_rows
from tests.organizations.views.outcomes import outcomes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_2025")]
URL = "/danh-muc-khen-thuong/dieu-kien/"
ONE = f"{URL}laocai/registered/"
WARN = {"mode": "warn", "reason": "Công văn 10/SNV"}


@pytest.fixture(autouse=True)
def _catalogue() -> None:
    load_catalogue_rows()


def test_everybody_reads_and_administrators_switch(request):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 200, 200, 200]
    assert outcomes(request, ONE) == ["login", 403, 403, 403, 403, 404, 200]
    assert outcomes(request, ONE, post=WARN) == ["login", 403, 403, 403, 403, 404, 302]
    assert outcomes(request, f"{ONE}bo/", post={}) == ["login", 403, 403, 403, 403, 404, 302]


def test_switch_is_shown_with_reason_person_and_history(client, admin):
    client.force_login(admin)
    assert client.post(ONE, WARN).url == f"{URL}?tinh=laocai"
    page = client.get(URL).content.decode()
    assert page.count("Công văn 10/SNV") == 2
    assert str(admin) in page
    client.post(f"{ONE}bo/")
    assert not RuleSwitch.objects.exists()
    assert "bỏ điều chỉnh “Đăng ký thi đua trước”" in client.get(URL).content.decode()


def test_switch_without_a_reason_or_of_an_unknown_rule_is_refused(client, admin):
    client.force_login(admin)
    assert client.post(ONE, {"mode": "warn", "reason": ""}).status_code == 422
    assert client.post(f"{URL}laocai/nonsense/", WARN).status_code == 404
    assert client.post(f"{URL}langson/registered/", WARN).status_code == 404
    assert not RuleSwitch.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_any_number_of_switches(client, admin, province, count, django_assert_num_queries):
    client.force_login(admin)
    ContentType.objects.get_for_model(RuleSwitch)  # remembered by every process after its first page
    for rule in ("registered", "nothing_pending", "discipline_over")[:count]:
        RuleSwitch.objects.create(organization=province, rule=rule, reason="x", set_by=admin)
    with django_assert_num_queries(7):
        client.get(URL)
