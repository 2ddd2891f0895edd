import io

import pytest
from openpyxl import load_workbook

from scoring.enums import SheetStatus
from scoring.models import ScoringRound
from tests.factories.scoring import bring_to, make_round, make_scored_bloc, sheet_of
from tests.organizations.blocs import department
from tests.scoring.views.cast import outcomes


def page(answer) -> str:
    return answer.content.decode()


def scored(round_, units, staff, thirds=("28", "28", "20")):
    for unit, third in zip(units, thirds, strict=True):
        bring_to(sheet_of(round_, unit), SheetStatus.BLOC_SCORED, by=staff, values=("40", "30", third, "2", "0"))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/cham-diem/", ["login", 200, 200, 200, 403, 200, 200, 200, 200]),
        ("/cham-diem/mo/", ["login", 200, 200, 403, 403, 403, 403, 403, 200]),
        ("/cham-diem/khoi/{pk}/", ["login", 200, 200, 200, 404, 200, 200, 200, 404]),
        ("/cham-diem/khoi/{pk}/phan-cong/", ["login", 200, 200, 403, 404, 200, 403, 403, 404]),
        ("/cham-diem/khoi/{pk}/xep-hang/", ["login", 200, 200, 200, 404, 200, 200, 200, 404]),
        ("/cham-diem/khoi/{pk}/cong-bo/", ["login", 403, 403, 403, 404, 302, 403, 403, 404]),
        ("/cham-diem/khoi/{pk}/binh-chon/", ["login", 200, 200, 200, 404, 200, 200, 200, 404]),
        ("/cham-diem/khoi/{pk}/binh-chon/mo/", ["login", 403, 403, 403, 404, 200, 403, 403, 404]),
        ("/cham-diem/khoi/{pk}/binh-chon/phieu-giay/", ["login", 403, 403, 403, 404, 200, 403, 403, 404]),
        ("/cham-diem/khoi/{pk}/binh-chon/ket-luan/", ["login", 403, 403, 403, 404, 302, 403, 403, 404]),
    ],
)
def test_outcomes(request, round_, path, expected):
    assert outcomes(request, path.format(pk=round_.pk)) == expected


def test_rounds_shows_what_waits_and_only_what_is_visible(client, round_, units, member, outsider):
    client.force_login(member)
    shown = client.get("/cham-diem/")
    assert [sheet.organization for sheet in shown.context["waiting"]] == [units[1]]
    client.force_login(outsider)
    assert "Khối Tham mưu Tổng hợp" not in page(client.get("/cham-diem/"))


def test_round_open_gives_the_sheets(client, bloc, scheme, staff):
    client.force_login(staff)
    answer = client.post("/cham-diem/mo/", {"bloc": bloc.pk, "year": 2024}, follow=True)
    assert "phân công đơn vị chấm chéo" in page(answer)
    assert ScoringRound.objects.get().sheets.count() == 3
    again = client.post("/cham-diem/mo/", {"bloc": bloc.pk, "year": 2024})
    assert again.status_code == 422
    assert "đã mở chấm điểm năm 2024" in page(again)


def test_round_open_for_a_bloc_of_another_body_is_refused(client, bloc, scheme, outsider):
    client.force_login(outsider)
    assert client.post("/cham-diem/mo/", {"bloc": bloc.pk, "year": 2024}).status_code == 422
    assert not ScoringRound.objects.exists()


def test_round_shows_to_a_member_the_own_sheet_and_the_one_to_check(client, round_, units, member, head):
    client.force_login(member)
    shown = client.get(f"/cham-diem/khoi/{round_.pk}/")
    assert [row.sheet.organization for row in shown.context["rows"]] == [units[0], units[1]]
    client.force_login(head)
    assert len(client.get(f"/cham-diem/khoi/{round_.pk}/").context["rows"]) == 3


def test_round_checkers_in_a_ring(client, bloc, scheme, staff, units):
    round_ = make_round(bloc, by=staff, checkers=False)
    client.force_login(staff)
    data = {f"bang-{sheet.pk}": "" for sheet in round_.sheets.all()}
    client.post(f"/cham-diem/khoi/{round_.pk}/phan-cong/", data | {"vong": "1"})
    assert [sheet.checker for sheet in round_.sheets.order_by("pk")] == [units[1], units[2], units[0]]


def test_round_ranking_is_shown_to_the_units_once_published(client, round_, units, staff, head, member):
    scored(round_, units, staff)
    url = f"/cham-diem/khoi/{round_.pk}/xep-hang/"
    client.force_login(member)
    hidden = client.get(url)
    assert "Kết quả chưa công bố" in page(hidden)
    assert "Sở Ngoại vụ" not in page(hidden)
    empty = load_workbook(io.BytesIO(client.get(f"{url}?export=xlsx").content)).active
    assert empty.max_row == 1
    client.force_login(head)
    assert client.post(f"/cham-diem/khoi/{round_.pk}/cong-bo/", {"word": "đồng ý"}).status_code == 422
    assert client.post(f"/cham-diem/khoi/{round_.pk}/cong-bo/", {"word": "công  bố"}).status_code == 302
    client.force_login(member)
    shown = client.get(url)
    assert [(row.place, row.unit.name, row.points) for row in shown.context["listing"].page] == [
        (1, "Sở Nội vụ", 100),
        (1, "Sở Tài chính", 100),
        (3, "Sở Ngoại vụ", 92),
    ]


def test_round_ranking_as_a_workbook(client, round_, units, staff):
    scored(round_, units, staff)
    client.force_login(staff)
    answer = client.get(f"/cham-diem/khoi/{round_.pk}/xep-hang/?export=xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[0][:2] == ("Hạng", "Đơn vị")
    assert [(row[0], row[1], row[5]) for row in rows[1:]] == [
        (1, "Sở Nội vụ", 100),
        (1, "Sở Tài chính", 100),
        (3, "Sở Ngoại vụ", 92),
    ]


def test_last_years_leader_still_reads(client, round_, units, head, bloc):
    import time_machine

    with time_machine.travel("2025-05-10T09:00:00+07:00", tick=False):
        client.force_login(head)
        assert len(client.get(f"/cham-diem/khoi/{round_.pk}/").context["rows"]) == 3


def test_next_years_leader_does_not_read_this_years_sheets(client, round_, sheet, units, checker, bloc, province):
    from tests.organizations.blocs import compose

    compose(bloc, 2025, units[2], units[0])
    client.force_login(checker)
    assert client.get(f"/cham-diem/bang/{sheet_of(round_, units[0]).pk}/").status_code == 404


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize(("page_name", "queries"), [("", 12), ("xep-hang/", 23)])
def test_pages_take_the_same_queries_at_any_size(
    client, province, scheme, staff, count, page_name, queries, django_assert_num_queries
):
    units = [department(f"u{n}", f"Sở {n}", province) for n in range(count)]
    round_ = make_round(make_scored_bloc(province, units, code="dem"), by=staff)
    scored(round_, units, staff, ["28"] * count)
    client.force_login(staff)
    with django_assert_num_queries(queries):
        assert client.get(f"/cham-diem/khoi/{round_.pk}/{page_name}").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_at_any_size(client, province, scheme, staff, count, django_assert_num_queries):
    for number in range(count):
        units = [department(f"u{number}{n}", f"Sở {number}{n}", province) for n in range(2)]
        make_round(make_scored_bloc(province, units, code=f"khoi{number}"), by=staff)
    client.force_login(staff)
    with django_assert_num_queries(6):
        assert client.get("/cham-diem/").status_code == 200
