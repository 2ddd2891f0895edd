import csv
import io

import pytest
from openpyxl import load_workbook

from organizations.services import create_organization
from tests.factories.organizations import MembershipFactory, OrganizationFactory
from tests.organizations.views.outcomes import outcomes


def names(answer) -> list[str]:
    return [unit.name for unit in answer.context["listing"].page]


def test_organizations_outcomes(request):
    assert outcomes(request, "/don-vi/") == ["login", 200, 200, 200, 200, 200, 200]


@pytest.mark.parametrize("count", [1, 3])
def test_organizations_take_the_same_queries_at_any_size(client, staff, province, count, django_assert_num_queries):
    for number in range(count):
        unit = OrganizationFactory(name=f"Sở {number}", parent=province)
        MembershipFactory(organization=unit)
    client.force_login(staff)
    with django_assert_num_queries(5):
        client.get("/don-vi/")


@pytest.mark.parametrize("words", ["so noi vu", "SỞ NỘI VỤ", "noi  vu", "snv"])
def test_organizations_are_found_without_accents(client, staff, province, words):
    for code, name, short in (("a", "Sở Nội vụ", "SNV"), ("b", "Sở Ngoại vụ", "SNgV")):
        create_organization(
            by=None, code=code, name=name, short_name=short, kind="department", level="province", parent=province
        )
    client.force_login(staff)
    assert names(client.get("/don-vi/", {"q": words})) == ["Sở Nội vụ"]


def test_organizations_filters(client, staff, province):
    OrganizationFactory(name="Sở cũ", kind="department", parent=province, valid_to="2025-07-01")
    OrganizationFactory(name="Xã Mới", kind="peoples_committee", level="commune", parent=province)
    client.force_login(staff)
    assert names(client.get("/don-vi/?kind=department")) == ["Sở cũ"]
    assert names(client.get("/don-vi/?level=commune")) == ["Xã Mới"]
    assert names(client.get("/don-vi/?state=ended")) == ["Sở cũ"]
    assert names(client.get("/don-vi/?state=now")) == ["Ủy ban nhân dân tỉnh Lào Cai", "Xã Mới"]
    assert len(names(client.get("/don-vi/?kind=castle"))) == 3
    assert "Không có đơn vị nào khớp bộ lọc" in client.get("/don-vi/?q=zzz").content.decode()


def test_organizations_of_other_provinces_are_not_listed_nor_exported(client, staff, outsider):
    client.force_login(staff)
    assert names(client.get("/don-vi/")) == ["Ủy ban nhân dân tỉnh Lào Cai"]
    assert "Lạng Sơn" not in client.get("/don-vi/?export=csv").content.decode("utf-8-sig")


def test_organizations_sorted_both_ways(client, staff, province):
    OrganizationFactory(name="Ban A", search_text="ban a", parent=province)
    client.force_login(staff)
    assert names(client.get("/don-vi/?sort=ten")) == ["Ban A", "Ủy ban nhân dân tỉnh Lào Cai"]
    assert names(client.get("/don-vi/?sort=-ten")) == ["Ủy ban nhân dân tỉnh Lào Cai", "Ban A"]
    assert client.get("/don-vi/?sort=password").status_code == 200


def test_organizations_export_the_whole_list(client, staff, province):
    OrganizationFactory(code="so", name="=1+1", parent=province, valid_to="2025-07-01", document_symbol="SNV")
    client.force_login(staff)
    rows = list(csv.DictReader(io.StringIO(client.get("/don-vi/?export=csv").content.decode("utf-8-sig"))))
    assert rows[0]["Tên cơ quan, đơn vị"] == "'=1+1"
    assert (rows[0]["Mã"], rows[0]["Mã cấp trên"], rows[0]["Đến trước ngày"]) == ("so", "laocai", "01/07/2025")
    sheet = load_workbook(io.BytesIO(client.get("/don-vi/?export=xlsx").content)).active
    assert (sheet.max_row, sheet["B2"].value, sheet["B2"].data_type) == (3, "=1+1", "s")


def test_organizations_show_markup_as_text(client, staff, province):
    OrganizationFactory(name="<script>alert(1)</script>", parent=province)
    client.force_login(staff)
    page = client.get("/don-vi/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize(("who", "shown"), [("staff", False), ("admin", True)])
def test_organizations_offer_adding_to_administrators_only(request, client, who, shown):
    client.force_login(request.getfixturevalue(who))
    assert ("/don-vi/them/" in client.get("/don-vi/").content.decode()) is shown
