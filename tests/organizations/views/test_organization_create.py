import pytest

from organizations.models import Organization
from tests.factories.organizations import OrganizationFactory, UserFactory
from tests.organizations.views.outcomes import outcomes

URL = "/don-vi/them/"


def facts(parent, **more):
    return {
        "code": "soct",
        "name": "Sở Công Thương",
        "kind": "department",
        "level": "province",
        "parent": parent.pk if parent else "",
        "position": "",
        **more,
    }


def test_organization_create_outcomes(request, province):
    assert outcomes(request, URL) == ["login", 403, 403, 403, 403, 403, 200]
    assert outcomes(request, URL, post=facts(province)) == ["login", 403, 403, 403, 403, 403, 302]


def test_organization_create_saves_cleaned_text(as_admin, province):
    answer = as_admin.post(
        URL, facts(province, name=" So\u031b\u0309 Co\u0302ng\u200b Thương ", valid_from="01/03/2025")
    )
    assert answer.url == "/don-vi/soct/"
    made = Organization.objects.get(code="soct")
    assert (made.name, f"{made.valid_from:%d/%m/%Y}", made.root_code) == ("Sở Công Thương", "01/03/2025", "laocai")


def test_organization_create_opens_for_the_unit_it_was_asked_from(as_admin, unit):
    assert as_admin.get(f"{URL}?cap-tren=soyte").context["form"].initial["parent"] == unit
    assert as_admin.get(f"{URL}?cap-tren=langson").context["form"].initial["parent"] is None


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"code": "laocai"}, "code", "Mã này đã được dùng. Hãy chọn mã khác."),
        ({"code": "Sở"}, "code", "Mã chỉ gồm chữ thường không dấu"),
        ({"code": "them"}, "__all__", "trùng với địa chỉ của một trang"),
        ({"name": ""}, "name", "Mục này còn để trống."),
        ({"kind": ""}, "kind", "Mục này còn để trống."),
        ({"valid_from": "03/2025"}, "valid_from", "Ngày phải ghi theo dạng ngày/tháng/năm"),
        ({"valid_from": "01/03/2025", "valid_to": "01/03/2025"}, "__all__", "Ngày hết hiệu lực phải sau"),
        ({"document_symbol": "s n v"}, "document_symbol", "Ký hiệu viết hoa"),
        ({"name": "x" * 201}, "name", "200"),
    ],
)
def test_organization_create_refuses_in_words_and_keeps_what_was_typed(as_admin, province, more, field, words):
    form = as_admin.post(URL, facts(province, **more)).context["form"]
    assert words in " ".join(form.errors[field])
    assert form["position"].value() == ""
    assert Organization.objects.count() == 1


def test_organization_create_below_an_ended_unit_says_what_to_do(as_admin, province):
    ended = OrganizationFactory(name="Sở cũ", parent=province, valid_to="2025-07-01")
    answer = as_admin.post(URL, facts(ended))
    words = "“Sở cũ” kết thúc hoạt động từ ngày 01/07/2025."
    assert answer.context["form"].non_field_errors()[0].startswith(words)
    assert answer.content.decode().count(words) == 1


def test_organization_create_without_parent_is_refused_to_a_province(as_admin, province):
    assert as_admin.post(URL, facts(None)).context["form"].errors["parent"] == ["Mục này còn để trống."]


def test_organization_create_in_another_province_is_refused(as_admin, other_province):
    form = as_admin.post(URL, facts(other_province)).context["form"]
    assert "parent" in form.errors
    assert not Organization.objects.filter(code="soct").exists()


def test_organization_create_without_parent_is_the_system_administrators(client, db):
    client.force_login(UserFactory(is_superuser=True))
    assert client.post(URL, facts(None, kind="peoples_committee")).url == "/don-vi/soct/"
