import pytest

from tests.factories.organizations import OrganizationFactory
from tests.organizations.views.outcomes import outcomes


def test_organization_tree_outcomes(request):
    assert outcomes(request, "/don-vi/so-do/") == ["login", 200, 200, 200, 200, 200, 200]


def shape(nodes) -> list:
    return [(node.organization.code, shape(node.children)) for node in nodes]


def test_organization_tree_hangs_together_in_office_order(client, staff, province):
    second = OrganizationFactory(code="b", name="Sở B", position=2, parent=province)
    OrganizationFactory(code="a", name="Sở Đ", position=1, parent=province)
    OrganizationFactory(code="c", name="Sở D", position=1, parent=province)
    OrganizationFactory(code="d", name="Phòng", parent=second)
    OrganizationFactory(code="e", name="Sở cũ", parent=province, valid_to="2025-07-01")
    client.force_login(staff)
    open_only = [("laocai", [("c", []), ("a", []), ("b", [("d", [])])])]
    assert shape(client.get("/don-vi/so-do/").context["nodes"]) == open_only
    whole = shape(client.get("/don-vi/so-do/?ca-da-ket-thuc=1").context["nodes"])
    assert whole == [("laocai", [("e", []), ("c", []), ("a", []), ("b", [("d", [])])])]


@pytest.mark.parametrize("count", [1, 3])
def test_organization_tree_takes_the_same_queries_at_any_size(
    client, staff, province, count, django_assert_num_queries
):
    above = province
    for _ in range(count):
        above = OrganizationFactory(parent=above)
    client.force_login(staff)
    with django_assert_num_queries(4):
        client.get("/don-vi/so-do/")
