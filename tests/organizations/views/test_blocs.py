import csv
import io

import pytest
import time_machine

from tests.organizations.blocs import compose, department, make_bloc
from tests.organizations.views.outcomes import outcomes

URL = "/khoi-thi-dua/"


@pytest.fixture(autouse=True)
def in_2024():
    with time_machine.travel("2024-06-01T09:00:00+07:00", tick=False):
        yield


@pytest.fixture
def bloc(province):
    bloc = make_bloc(province)
    compose(bloc, 2024, department("soyte", "Sở Y tế", province), department("sotc", "Sở Tài chính", province))
    return bloc


def names(answer) -> list[str]:
    return [bloc.name for bloc in answer.context["listing"].page]


def test_blocs_outcomes(request, bloc):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 200, 200, 200]


@pytest.mark.parametrize("count", [1, 3])
def test_blocs_take_the_same_queries_at_any_size(client, staff, province, count, django_assert_num_queries):
    for number in range(count):
        unit = department(f"so{number}", f"Sở {number}", province)
        compose(make_bloc(province, f"k{number}", f"Khối {number}"), 2024, unit)
    client.force_login(staff)
    client.get(URL)
    with django_assert_num_queries(6):
        assert len(names(client.get(URL))) == count


def test_blocs_show_leader_and_size_of_the_year_one_row_each(client, staff, province, bloc):
    compose(bloc, 2023, department("snv", "Sở Nội vụ", province))
    client.force_login(staff)
    for year, head, count in ((2024, "Sở Y tế", 2), (2023, "Sở Nội vụ", 1)):
        [row] = client.get(URL, {"year": year}).context["listing"].page
        assert (row.name, row.head_name, row.member_count) == ("Khối Tham mưu Tổng hợp", head, count)


@pytest.mark.parametrize("asked", ["", "year=2024", "year=", "year=abc", "year=99999", "year=%D9%A2%D9%A0%D9%A2%D9%A4"])
def test_blocs_are_of_this_year_unless_another_is_asked(client, staff, bloc, asked):
    client.force_login(staff)
    answer = client.get(f"{URL}?{asked}")
    assert (answer.context["year"], names(answer)) == (2024, ["Khối Tham mưu Tổng hợp"])


@pytest.mark.parametrize(("words", "found"), [("tham muu", 1), ("THAM MƯU", 1), ("tmth", 1), ("kinh te", 0)])
def test_blocs_are_found_without_accents(client, staff, bloc, words, found):
    client.force_login(staff)
    answer = client.get(URL, {"q": words})
    assert len(names(answer)) == found
    assert ("Không có khối, cụm nào khớp bộ lọc" in answer.content.decode()) is (found == 0)


def test_blocs_without_units_in_the_year_are_left_out_but_new_ones_are_not(client, staff, province, bloc):
    make_bloc(province, "moi", "Khối Mới")
    client.force_login(staff)
    assert names(client.get(f"{URL}?year=2023")) == ["Khối Mới"]
    assert names(client.get(URL)) == ["Khối Mới", "Khối Tham mưu Tổng hợp"]


def test_blocs_of_other_provinces_are_neither_listed_nor_exported(client, outsider, bloc):
    client.force_login(outsider)
    assert names(client.get(URL)) == []
    assert "Tham mưu" not in client.get(f"{URL}?export=csv").content.decode("utf-8-sig")


def test_blocs_are_exported(client, staff, bloc):
    client.force_login(staff)
    answer = client.get(f"{URL}?export=csv")
    [row] = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert row == {
        "Khối, cụm thi đua": "Khối Tham mưu Tổng hợp",
        "Loại": "Khối thi đua",
        "Trưởng khối": "Sở Y tế",
        "Số đơn vị": "2",
        "Quyết định": "",
        "Cơ quan tổ chức": "Ủy ban nhân dân tỉnh Lào Cai",
    }
    assert 'filename="khoi-thi-dua-2024.csv"' in answer["Content-Disposition"]


@pytest.mark.parametrize("key", ["thu-tu", "-thu-tu", "loai", "truong", "-so", "co-quan", "password"])
def test_blocs_are_sorted_by_any_column(client, staff, bloc, key):
    client.force_login(staff)
    assert names(client.get(URL, {"sort": key})) == ["Khối Tham mưu Tổng hợp"]


@pytest.mark.parametrize(
    ("who", "offered"), [("staff", True), ("admin", True), ("clerk", False), ("unit_officer", False)]
)
def test_an_empty_year_offers_copying_to_those_who_may(request, client, bloc, who, offered):
    client.force_login(request.getfixturevalue(who))
    page = client.get(f"{URL}?year=2025").content.decode()
    assert "Năm 2025 chưa có khối, cụm thi đua" in page
    assert ("/khoi-thi-dua/chep/?nam=2025" in page) is offered
    assert "?year=2024" in page


def test_an_empty_province_offers_setting_up_the_first_bloc(client, staff):
    client.force_login(staff)
    page = client.get(URL).content.decode()
    assert "/khoi-thi-dua/them/" in page
    assert "Xem năm" not in page


def test_names_are_shown_as_text(client, staff, province):
    make_bloc(province, "x", "<script>alert(1)</script>")
    client.force_login(staff)
    assert "<script>alert" not in client.get(URL).content.decode()
