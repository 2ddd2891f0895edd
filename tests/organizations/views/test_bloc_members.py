import pytest

from core.log import history_of
from organizations.models import BlocComposition
from tests.organizations.blocs import compose, department, make_bloc, seated
from tests.organizations.views.outcomes import outcomes

URL = "/khoi-thi-dua/tmth/thanh-vien/2024/"


@pytest.fixture
def bloc(province):
    for code, name in (("soyte", "Sở Y tế"), ("sonoivu-lc", "Sở Nội vụ tỉnh"), ("songoaivu", "Sở Ngoại vụ tỉnh")):
        department(code, name, province)
    return make_bloc(province)


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


def typed(*rows: tuple[str, str] | tuple[str, str, str], **changes: object) -> dict[str, object]:
    """What the page sends: rows of (unit, role, place), the fields of the decision."""
    data: dict[str, object] = {"revision": 0, "dong-TOTAL_FORMS": len(rows) + 1, "dong-INITIAL_FORMS": 0}
    for number, (unit, role, *place) in enumerate([*rows, ("", "member")]):
        data |= {f"dong-{number}-unit": unit, f"dong-{number}-role": role, f"dong-{number}-place": "".join(place)}
    return data | changes


def test_bloc_members_outcomes(request, bloc):
    assert outcomes(request, URL) == ["login", 200, 403, 403, 403, 404, 200]
    post = typed(("Sở Y tế", "head"))
    assert outcomes(request, URL, post=post) == ["login", 302, 403, 403, 403, 404, 302]


def test_members_are_added_by_name_words_or_code_and_put_in_order(as_staff, bloc):
    rows = [("so noi vu", "member", "2"), ("SỞ Y TẾ", "head", "1"), ("songoaivu", "deputy", "")]
    data = typed(*rows, document="Quyết định số 125/QĐ-UBND", decided_on="01/02/2024")
    answer = as_staff.post(URL, data)
    assert answer.url == "/khoi-thi-dua/tmth/?nam=2024"
    assert seated(bloc, 2024) == [("soyte", "head"), ("sonoivu-lc", "member"), ("songoaivu", "deputy")]
    composition = BlocComposition.objects.get()
    assert (composition.document, f"{composition.decided_on:%d/%m/%Y}") == ("Quyết định số 125/QĐ-UBND", "01/02/2024")


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ("Sở Không Có", "Không có đơn vị “Sở Không Có” trong năm này."),
        ("vu tinh", "Có 2 đơn vị khớp: Sở Ngoại vụ tỉnh (mã songoaivu); Sở Nội vụ tỉnh (mã sonoivu-lc)."),
        ("laocai", "Không có đơn vị “laocai” trong năm này."),
    ],
)
def test_members_that_are_not_understood_stay_as_typed(as_staff, bloc, unit, told):
    page = as_staff.post(URL, typed((unit, "member"), ("Sở Y tế", "head"))).content.decode()
    assert told in page
    assert f'value="{unit}"' in page
    assert seated(bloc, 2024) == []


def test_members_of_other_provinces_and_ended_ones_are_not_found(as_staff, bloc, province, other_province):
    department("la", "Sở Lạ", other_province)
    department("cu", "Sở Cũ", province, valid_to="2024-01-01")
    assert {unit.code for unit in as_staff.get(URL).context["units"]} == {"soyte", "sonoivu-lc", "songoaivu"}
    page = as_staff.post(URL, typed(("la", "member"), ("cu", "member"))).content.decode()
    assert "Không có đơn vị “la” trong năm này." in page
    assert "Không có đơn vị “cu” trong năm này." in page


def test_members_against_the_rules_are_refused_with_every_reason(as_staff, bloc):
    page = as_staff.post(URL, typed(("Sở Y tế", "head"), ("songoaivu", "head"), ("soyte", "member"))).content.decode()
    assert "Mỗi năm chỉ có một trưởng khối; đang ghi 2" in page
    assert "“Sở Y tế” được ghi 2 lần." in page
    assert seated(bloc, 2024) == []


def test_members_are_removed_by_a_tick_or_an_empty_row(as_staff, bloc, province):
    units = [province.children.get(code=code) for code in ("soyte", "songoaivu", "sonoivu-lc")]
    compose(bloc, 2024, *units)
    rows = [("Sở Y tế", "head", "1"), ("Sở Ngoại vụ tỉnh", "member", "2"), ("", "member", "3")]
    as_staff.post(URL, typed(*rows, **{"revision": 1, "dong-INITIAL_FORMS": 3, "dong-1-DELETE": "on"}))
    assert seated(bloc, 2024) == [("soyte", "head")]
    assert history_of(bloc)[0].comment == "Bỏ: Sở Ngoại vụ tỉnh; Sở Nội vụ tỉnh."


def test_members_saved_by_somebody_else_meanwhile_are_not_overwritten(as_staff, bloc, province):
    compose(bloc, 2024, province.children.get(code="soyte"))
    page = as_staff.post(URL, typed(("songoaivu", "head"))).content.decode()
    assert "Vừa có người khác lưu thành phần của khối này." in page
    assert 'value="songoaivu"' in page
    assert seated(bloc, 2024) == [("soyte", "head")]


def test_more_rows_keep_what_was_typed_and_save_nothing(as_staff, bloc):
    answer = as_staff.post(URL, typed(("Sở Y tế", "head"), them="1"))
    assert len(answer.context["rows"].forms) == 7
    assert 'value="Sở Y tế"' in answer.content.decode()
    assert seated(bloc, 2024) == []


@pytest.mark.parametrize("total", ["", "abc", "99999999", "²"])
def test_a_forged_number_of_rows_is_refused_in_words(as_staff, bloc, total):
    for more in ({}, {"them": "1"}):
        answer = as_staff.post(URL, typed(("Sở Y tế", "head"), **{"dong-TOTAL_FORMS": total}, **more))
        assert answer.status_code == 200
    assert seated(bloc, 2024) == []


def test_the_vote_names_a_member_with_its_minutes(as_staff, bloc, province):
    health, foreign = (province.children.get(code=code) for code in ("soyte", "songoaivu"))
    compose(bloc, 2024, health)
    rows, at = [("soyte", "head")], {"revision": 1, "vote_minutes": "3/BB-KTMTH"}
    refused = as_staff.post(URL, typed(*rows, **at, front_runner=foreign.pk))
    assert refused.status_code == 200
    half = as_staff.post(URL, typed(*rows, revision=1, front_runner=health.pk)).content.decode()
    assert "Ghi đủ cả đơn vị dẫn đầu và biên bản suy tôn" in half
    assert as_staff.post(URL, typed(*rows, **at, front_runner=health.pk)).status_code == 302
    assert BlocComposition.objects.get().front_runner == health


@pytest.mark.parametrize("year", [1947, 2101, 99999999999999999999])
def test_a_year_no_bloc_can_have_is_not_found(as_staff, bloc, year):
    assert as_staff.get(f"/khoi-thi-dua/tmth/thanh-vien/{year}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_bloc_members_take_the_same_queries_at_any_size(as_staff, bloc, province, count, django_assert_num_queries):
    compose(bloc, 2024, *province.children.order_by("code")[:count])
    with django_assert_num_queries(8):
        as_staff.get(URL)
