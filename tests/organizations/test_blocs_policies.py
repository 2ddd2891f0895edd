"""Why not now, in words a clerk can act on."""

from datetime import date

import pytest

from organizations.enums import BlocKind, BlocRole, Level
from organizations.models import Bloc
from organizations.policies import blocs as policies
from organizations.policies.blocs import Seat
from tests.factories.organizations import OrganizationFactory
from tests.organizations.blocs import HEAD, compose, department, make_bloc


@pytest.fixture
def bloc(province) -> Bloc:
    return make_bloc(province)


@pytest.fixture
def health(province):
    return department("soyte", "Sở Y tế", province)


@pytest.fixture
def finance(province):
    return department("sotc", "Sở Tài chính", province)


def refusals(bloc: Bloc, *seats: Seat, year: int = 2024, **more: object) -> list[str]:
    return policies.blockers_to_compose(bloc, year=year, seats=seats, **more)


def test_units_of_the_province_compose_a_bloc(bloc, health, finance):
    assert refusals(bloc, Seat(health, HEAD), Seat(finance)) == []
    assert refusals(bloc) == []


def test_two_leaders_and_one_unit_twice_are_told_at_once(bloc, health, finance):
    assert refusals(bloc, Seat(health, HEAD), Seat(finance, HEAD), Seat(health)) == [
        "“Sở Y tế” được ghi 2 lần. Hãy bỏ bớt.",
        "Mỗi năm chỉ có một trưởng khối; đang ghi 2: “Sở Y tế”, “Sở Tài chính”.",
    ]


def test_a_unit_competes_in_one_bloc_of_its_province_a_year(bloc, province, health, finance):
    other = make_bloc(province, "kt", "Khối Kinh tế")
    compose(other, 2024, finance, health)
    assert refusals(bloc, Seat(health)) == ["“Sở Y tế” đã thuộc Khối Kinh tế năm 2024. Hãy bỏ đơn vị ở khối đó trước."]
    assert refusals(bloc, Seat(health), year=2025) == []
    assert refusals(other, Seat(health)) == []


def test_a_cum_of_provinces_stands_apart(province, other_province):
    council = OrganizationFactory(code="hdtw", name="Hội đồng Trung ương", level=Level.CENTRAL)
    first = make_bloc(council, "cum-1", "Cụm 1", kind=BlocKind.CUM)
    second = make_bloc(council, "cum-2", "Cụm 2", kind=BlocKind.CUM)
    compose(first, 2024, province, other_province)
    assert refusals(second, Seat(province)) == []
    child = department("soyte", "Sở Y tế", province)
    assert refusals(second, Seat(child)) == ["“Sở Y tế” không phải một tỉnh, bộ. Cụm liên tỉnh gồm các tỉnh, bộ."]
    assert refusals(second, Seat(council)) == [
        "“Hội đồng Trung ương” không phải một tỉnh, bộ. Cụm liên tỉnh gồm các tỉnh, bộ."
    ]


def test_units_of_other_provinces_and_the_organizer_itself_do_not_sit_in_a_khoi(bloc, province, other_province):
    stranger = department("la", "Sở Y tế Lạng Sơn", other_province)
    for unit in (stranger, province):
        assert refusals(bloc, Seat(unit)) == [
            f"“{unit}” không thuộc Ủy ban nhân dân tỉnh Lào Cai. Khối gồm các đơn vị trong tỉnh."
        ]


def test_a_unit_sits_in_the_years_it_exists_in(bloc, province):
    unit = department("cu", "Sở Cũ", province, valid_from=date(2023, 7, 1), valid_to=date(2025, 7, 1))
    assert refusals(bloc, Seat(unit), year=2022) == [
        "“Sở Cũ (đến 30/06/2025)” chưa hoạt động trong năm 2022. Hãy chọn đơn vị khác."
    ]
    assert [refusals(bloc, Seat(unit), year=year) for year in (2023, 2025)] == [[], []]
    assert refusals(bloc, Seat(unit), year=2026) == [
        "“Sở Cũ (đến 30/06/2025)” đã kết thúc hoạt động trước năm 2026. Hãy bỏ hoặc thay bằng cơ quan kế tục."
    ]


def test_who_came_first_is_a_member(bloc, health, finance):
    assert refusals(bloc, Seat(health), front_runner=health) == []
    assert refusals(bloc, Seat(health), front_runner=finance) == [
        "“Sở Tài chính” được ghi là đơn vị dẫn đầu thì phải là thành viên của khối trong năm."
    ]


@pytest.mark.parametrize("year", [1947, 2101, 999999])
def test_an_implausible_year_is_refused_alone(bloc, health, year):
    assert refusals(bloc, Seat(health), Seat(health), year=year) == ["Năm phải trong khoảng 1948 đến 2100."]


def test_an_ended_bloc_or_organizer_composes_no_more(bloc, province, health):
    bloc.valid_to = date(2025, 1, 1)
    assert refusals(bloc, Seat(health), year=2025) == ["Khối Tham mưu Tổng hợp không hoạt động trong năm 2025."]
    bloc.valid_to, bloc.organizer.valid_to = None, date(2025, 7, 1)
    assert refusals(bloc, Seat(health), year=2025) == []
    [reason] = refusals(bloc, year=2026)
    assert reason == (
        "“Ủy ban nhân dân tỉnh Lào Cai (đến 30/06/2025)” không còn hoạt động trong năm 2026. "
        "Khối năm đó do cơ quan kế tục lập."
    )


def test_no_bloc_is_longer_than_a_paper_can_bear(bloc, health):
    assert refusals(bloc, *[Seat(health)] * 81) == ["Một khối có nhiều nhất 80 đơn vị."]


def test_blocs_are_organized_at_the_top_of_a_tree(province, health):
    council = OrganizationFactory(code="hdtw", name="Hội đồng Trung ương", level=Level.CENTRAL)
    assert policies.blockers_to_organize(province, BlocKind.KHOI) == []
    assert policies.blockers_to_organize(province, BlocKind.CUM) == []
    assert policies.blockers_to_organize(council, BlocKind.CUM) == []
    assert policies.blockers_to_organize(council, BlocKind.KHOI) == [
        "Trung ương chỉ lập cụm thi đua liên tỉnh. Hãy chọn loại Cụm thi đua."
    ]
    assert policies.blockers_to_organize(health, BlocKind.KHOI) == [
        "“Sở Y tế” không lập khối, cụm thi đua. Hãy chọn Ủy ban nhân dân tỉnh hoặc Hội đồng Trung ương."
    ]


@pytest.mark.parametrize("code", ["them", "chep"])
def test_words_of_addresses_are_no_codes(code):
    assert policies.blockers_to_name_bloc(code) == [f"“{code}” trùng với địa chỉ của một trang. Hãy chọn mã khác."]
    assert policies.blockers_to_name_bloc("tmth") == []


def test_dates_cover_the_years_with_units(bloc, health):
    compose(bloc, 2024, health)
    bloc.valid_from = date(2024, 12, 31)
    assert policies.blockers_to_bound(bloc) == []
    bloc.valid_from = date(2025, 1, 1)
    assert policies.blockers_to_bound(bloc) == [
        "Khối đã có thành viên năm 2024. Hãy ghi thời gian hiệu lực gồm cả năm đó."
    ]


def test_blocs_are_copied_forward_from_a_year_that_has_some(bloc, province, other_province, health):
    compose(bloc, 2024, (health, BlocRole.MEMBER))

    def why(organizer, from_year, to_year):
        return policies.blockers_to_copy(organizer, from_year=from_year, to_year=to_year)

    assert why(province, 2024, 2025) == []
    assert why(province, 2024, 2024) == ["Chỉ chép từ năm trước sang năm sau; không chép từ năm 2024 sang năm 2024."]
    assert why(province, 2023, 2024) == ["Năm 2023 chưa có khối nào có thành viên để chép. Hãy chọn năm khác."]
    assert why(other_province, 2024, 2025) == ["Năm 2024 chưa có khối nào có thành viên để chép. Hãy chọn năm khác."]
    assert why(province, 2024, 2101) == ["Năm phải trong khoảng 1948 đến 2100."]


def test_units_are_looked_at_today_within_the_year_and_on_its_first_day_otherwise():
    today = date(2025, 8, 1)
    assert policies.day_to_copy_on(2025, today=today) == today
    assert policies.day_to_copy_on(2026, today=today) == date(2026, 1, 1)
