from datetime import date

import pytest
import time_machine

from organizations.enums import BlocKind, Level, Role
from organizations.models import Bloc, Organization
from tests.conftest import person
from tests.factories.organizations import OrganizationFactory
from tests.organizations.blocs import DEPUTY, HEAD, compose, department, make_bloc
from tests.organizations.views.outcomes import outcomes

URL = "/khoi-thi-dua/tmth/"


@pytest.fixture(autouse=True)
def in_2025():
    with time_machine.travel("2025-06-01T09:00:00+07:00", tick=False):
        yield


@pytest.fixture
def bloc(province):
    bloc = make_bloc(province)
    health, finance = department("soyte", "Sở Y tế", province), department("sotc", "Sở Tài chính", province)
    compose(bloc, 2023, finance)
    compose(
        bloc, 2024, (finance, DEPUTY), (health, HEAD), document="Quyết định số 125/QĐ-UBND", decided_on=date(2024, 2, 1)
    )
    return bloc


def shown(answer) -> list[tuple[str, str]]:
    return [(seat.organization.name, seat.role_label) for seat in answer.context["seats"]]


def test_bloc_outcomes(request, bloc):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 200, 404, 200]


def test_bloc_shows_its_latest_year_in_order(client, staff, bloc):
    client.force_login(staff)
    answer = client.get(URL)
    assert answer.context["year"] == 2024
    assert shown(answer) == [("Sở Tài chính", "Phó trưởng khối"), ("Sở Y tế", "Trưởng khối")]
    page = answer.content.decode()
    assert "Quyết định số 125/QĐ-UBND" in page
    assert "01/02/2024" in page
    assert "chưa bình xét" in page
    assert [tab.label for tab in answer.context["tabs"]] == ["Năm 2024", "Năm 2023"]


def test_bloc_shows_another_year(client, staff, bloc):
    client.force_login(staff)
    assert shown(client.get(f"{URL}?nam=2023")) == [("Sở Tài chính", "Trưởng khối")]
    empty = client.get(f"{URL}?nam=2026")
    assert shown(empty) == []
    assert "Chưa ghi thành viên của năm này" in empty.content.decode()
    assert "/khoi-thi-dua/tmth/thanh-vien/2026/" in empty.content.decode()


@pytest.mark.parametrize("asked", ["", "abc", "0", "99999999999999999999", "%00", "²024"])
def test_bloc_takes_no_nonsense_for_a_year(client, staff, bloc, asked):
    client.force_login(staff)
    assert client.get(f"{URL}?nam={asked}").context["year"] == 2024


def test_bloc_shows_who_was_voted_first(client, staff, bloc):
    finance = Organization.objects.get(code="sotc")
    compose(bloc, 2023, finance, front_runner=finance, vote_minutes="3/BB-KTMTH")
    client.force_login(staff)
    assert "biên bản số 3/BB-KTMTH" in client.get(f"{URL}?nam=2023").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_bloc_takes_the_same_queries_at_any_size(client, staff, province, count, django_assert_num_queries):
    units = [department(f"so{number}", f"Sở {number}", province) for number in range(count)]
    compose(make_bloc(province), 2025, *units)
    client.force_login(staff)
    client.get(URL)  # content types are read once per process
    with django_assert_num_queries(10):
        assert len(shown(client.get(URL))) == count


@pytest.mark.parametrize(("who", "may"), [("staff", True), ("admin", True), ("leader", False), ("unit_officer", False)])
def test_bloc_offers_changes_to_those_who_may(request, client, bloc, who, may):
    client.force_login(request.getfixturevalue(who))
    page = client.get(URL).content.decode()
    assert ("/khoi-thi-dua/tmth/sua/" in page) is may
    assert ("/khoi-thi-dua/tmth/thanh-vien/2024/" in page) is may


def test_bloc_says_to_the_leading_units_officer_that_he_acts_for_it(client, province, bloc):
    health = Organization.objects.get(code="soyte")
    officer = person("yte", health, Role.UNIT_OFFICER)
    client.force_login(officer)
    assert "thay mặt khối" not in client.get(f"{URL}?nam=2024").content.decode()  # last year's leader reads
    compose(bloc, 2025, health)
    assert "thay mặt khối" in client.get(URL).content.decode()
    assert "thay mặt khối" not in client.get(f"{URL}?nam=2024").content.decode()


def test_bloc_that_ended_tells_why_it_takes_no_units(client, staff, bloc):
    Bloc.objects.update(valid_to="2025-01-01")
    client.force_login(staff)
    page = client.get(f"{URL}?nam=2025").content.decode()
    assert "Khối Tham mưu Tổng hợp không hoạt động trong năm 2025." in page
    assert "/thanh-vien/2025/" not in page


def test_an_interprovincial_bloc_shows_facts_but_not_who_wrote_them(client, staff, province, other_province):
    council = OrganizationFactory(code="hdtw", name="Hội đồng Trung ương", level=Level.CENTRAL)
    secretary = person("thuky", council, Role.STAFF)
    cum = make_bloc(council, "cum-1", "Cụm 1", kind=BlocKind.CUM)
    compose(cum, 2025, province, other_province, by=secretary)
    client.force_login(staff)
    page = client.get("/khoi-thi-dua/cum-1/").content.decode()
    assert "Trưởng cụm" in page
    assert "Ủy ban nhân dân tỉnh Lạng Sơn" in page
    assert "/don-vi/langson/" not in page  # the page of another province's unit would not open
    assert "/don-vi/laocai/" in page
    assert str(secretary) not in page
