"""An administrator of one province reaches into no other."""

from organizations.enums import Level
from tests.factories.organizations import OrganizationFactory


def facts(parent, level: str) -> dict[str, object]:
    return {"code": "moi", "name": "Đơn vị mới", "kind": "other", "level": level, "parent": parent, "position": 0}


def test_no_province_makes_a_body_that_all_provinces_see(client, admin, outsider, province):
    client.force_login(admin)
    refused = client.post("/don-vi/them/", facts(province.pk, Level.CENTRAL))
    assert "Cấp Trung ương do quản trị hệ thống ghi" in refused.content.decode()
    client.force_login(outsider)
    assert client.get("/don-vi/moi/").status_code == 404


def test_no_province_makes_itself_visible_to_all(client, admin, outsider, province):
    client.force_login(admin)
    client.post("/don-vi/laocai/sua/", facts("", Level.CENTRAL))
    client.force_login(outsider)
    assert client.get("/don-vi/laocai/").status_code == 404


def test_a_successor_elsewhere_shows_its_facts_but_not_its_people(client, admin, outsider, province, other_province):
    OrganizationFactory(code="cu", root_code=province.code, valid_to="2024-01-01", successor=other_province)
    client.force_login(admin)
    page = client.get("/don-vi/langson/")
    assert page.status_code == 200
    assert str(outsider) not in page.content.decode()
    assert page.context["history"] == []
