import pytest

from organizations.models import Organization
from tests.factories.organizations import MembershipFactory, OrganizationFactory
from tests.organizations.views.outcomes import outcomes


def test_organization_outcomes(request, unit):
    assert outcomes(request, "/don-vi/soyte/") == ["login", 200, 200, 200, 200, 404, 200]


def test_organization_that_is_not(as_admin):
    assert as_admin.get("/don-vi/khong-co/").status_code == 404


def test_organization_shows_people_children_and_history(as_admin, unit):
    OrganizationFactory(name="Phòng Nghiệp vụ", parent=unit)
    MembershipFactory(organization=unit, user__full_name="Lò Thị Mai", role="clerk")
    MembershipFactory(organization=unit, user__full_name="Đã Thôi", valid_to="2024-01-01")
    page = as_admin.get("/don-vi/soyte/").content.decode()
    for words in ("Lò Thị Mai", "Văn thư từ 01/01/2020", "Phòng Nghiệp vụ", "thêm đơn vị", "Đang hoạt động"):
        assert words in page
    assert "Đã Thôi" not in page


@pytest.mark.parametrize(("who", "linked"), [("staff", False), ("admin", True)])
def test_organization_links_people_for_administrators_only(request, client, province, who, linked):
    client.force_login(request.getfixturevalue(who))
    assert ("/nguoi-dung/" in client.get("/don-vi/laocai/").content.decode()) is linked


def test_organization_says_why_it_cannot_be_closed(as_admin, unit, province):
    page = as_admin.get("/don-vi/laocai/").content.decode()
    assert 'aria-disabled="true"' in page
    assert "Còn 1 đơn vị trực thuộc đang hoạt động: Sở Y tế." in page


def test_organization_that_ended_shows_its_successor_which_can_be_opened(client, staff, province):
    heir = OrganizationFactory(code="laocai2025", valid_from="2025-07-01")
    Organization.objects.filter(pk=province.pk).update(valid_to="2025-07-01", successor=heir)
    client.force_login(staff)
    page = client.get("/don-vi/laocai/").content.decode()
    assert "hoạt động đến hết ngày 30/06/2025" in page
    assert "/don-vi/laocai2025/" in page
    assert client.get("/don-vi/laocai2025/").status_code == 200


def test_organization_shows_markup_as_text(as_admin, unit):
    Organization.objects.filter(pk=unit.pk).update(name="<img src=x onerror=alert(1)>", place="<b>x</b>")
    page = as_admin.get("/don-vi/soyte/").content.decode()
    assert "<img src=x" not in page
    assert "<b>x</b>" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_organization_takes_the_same_queries_at_any_size(as_admin, unit, count, django_assert_num_queries):
    for _ in range(count):
        OrganizationFactory(parent=unit)
        MembershipFactory(organization=unit)
    as_admin.get("/don-vi/soyte/")  # content types are read once per process
    with django_assert_num_queries(10):
        as_admin.get("/don-vi/soyte/")
