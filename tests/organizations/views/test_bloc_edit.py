import pytest

from organizations.models import Bloc
from tests.organizations.blocs import compose, department, make_bloc
from tests.organizations.views.outcomes import outcomes

URL = "/khoi-thi-dua/tmth/sua/"


@pytest.fixture
def bloc(province):
    return make_bloc(province)


def typed(**changes) -> dict[str, object]:
    return {"name": "Khối Nội chính", "kind": "khoi", "position": "2"} | changes


def test_bloc_edit_outcomes(request, bloc):
    assert outcomes(request, URL) == ["login", 200, 403, 403, 403, 404, 200]
    assert outcomes(request, URL, post=typed()) == ["login", 302, 403, 403, 403, 404, 302]


def test_bloc_is_changed_but_neither_its_code_nor_its_organizer(client, staff, bloc, province, other_province):
    client.force_login(staff)
    client.post(URL, typed(code="khac", organizer=other_province.pk))
    changed = Bloc.objects.get()
    assert (changed.code, changed.organizer, changed.name, changed.position) == ("tmth", province, "Khối Nội chính", 2)


def test_bloc_is_not_ended_before_years_with_units(client, staff, bloc, province):
    compose(bloc, 2024, department("soyte", "Sở Y tế", province))
    client.force_login(staff)
    page = client.post(URL, typed(valid_to="01/01/2024")).content.decode()
    assert "Khối đã có thành viên năm 2024." in page
    assert Bloc.objects.get().valid_to is None
