"""Registered, named, proposed, awarded, and promises judged at year-end."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from awards.models import AwardRecord
from registrations.models import Commitment
from registrations.results_paper import results_paper
from registrations.services import registrations
from tests.factories.awards import make_dossier, make_honouree, make_title
from tests.factories.registrations import filed
from tests.organizations.views.outcomes import outcomes

pytestmark = pytest.mark.django_db
URL = "/dang-ky/laocai-2024-tmth/ket-qua/"


@pytest.fixture
def accepted(registration, head, staff):
    filed(registration, by=head)
    return registrations.accept(registration, by=staff)


def test_results_are_read_by_the_province_and_the_leader_of_the_bloc(request, client, accepted, head, member):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 404, 404, 200]
    for who, expected in ((head, 200), (member, 404)):
        client.force_login(who)
        assert client.get(URL).status_code == expected


def test_results_count_what_was_registered_named_proposed_and_awarded(client, staff, accepted, units, province):
    title = make_title("CSTDT")
    people = [make_honouree(f"Người {n}", units[1]) for n in range(3)]
    entry = accepted.lines.get(organization=units[1]).entries.get(title__code="CSTDT")
    for one in people:
        entry.nominees.create(name=one.name, honouree=one, as_of="2024-12-01")
    make_dossier(province, units[1], titles=(title, title), honourees=tuple(people[:2]), year=2024)
    AwardRecord.objects.create(
        honouree=people[0], title_code="CSTDT", title_name="CSTĐ", year=2024, decision_number="1", decided_by="UBND"
    )
    client.force_login(staff)
    rows = client.get(URL).context["rows"]
    found = [(row.unit, row.code, row.registered, row.named, row.proposed, row.awarded) for row in rows]
    assert found == [
        ("Sở Số 1", "COTD_T", 1, 0, 0, 0),
        ("Sở Số 1", "CSTDT", 5, 0, 0, 0),
        ("Sở Số 2", "COTD_T", 1, 0, 0, 0),
        ("Sở Số 2", "CSTDT", 5, 3, 2, 1),
        ("Sở Số 3", "COTD_T", 1, 0, 0, 0),
        ("Sở Số 3", "CSTDT", 5, 0, 0, 0),
    ]


def test_an_award_that_nobody_registered_is_shown_beside(client, staff, accepted, units):
    one = make_honouree("Người ngoài", units[2])
    AwardRecord.objects.create(
        honouree=one, title_code="BKTTG", title_name="Bằng khen", year=2024, decision_number="2", decided_by="TTg"
    )
    client.force_login(staff)
    rows = [row for row in client.get(URL).context["rows"] if row.code == "BKTTG"]
    assert [(row.unit, row.registered, row.awarded) for row in rows] == [("Sở Số 3", 0, 1)]


def test_results_go_into_a_workbook_in_the_order_of_the_paper(client, staff, accepted):
    client.force_login(staff)
    sheet = load_workbook(io.BytesIO(client.get(f"{URL}?export=xlsx").content)).active
    cells = [tuple(cell.value for cell in row[:3]) for row in sheet.iter_rows(min_row=2, max_row=3)]
    assert cells == [("Sở Số 1", "Cờ thi đua cấp tỉnh", 1), ("Sở Số 1", "Chiến sĩ thi đua cấp tỉnh", 5)]


def test_a_promise_is_judged_with_its_source(client, staff, accepted):
    promise = Commitment.objects.get()
    assert (promise.name, promise.quantity) == ("Tỷ lệ đơn vị hưởng ứng", "100%")
    client.force_login(staff)
    url = f"/dang-ky/{accepted.code}/cam-ket/{promise.pk}/"
    client.post(url, {"result": "99,5", "note": "Báo cáo số 12/BC-KTMTH"})
    shown = client.get(URL).context["promises"][0][0]
    assert shown.attainment.verdict == "missed"
    client.post(url, {"result": "100%", "note": "Báo cáo số 12/BC-KTMTH"})
    assert client.get(URL).context["promises"][0][0].attainment.verdict == "met"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"result": "100", "note": ""}, "Ghi căn cứ của kết quả"),
        ({"result": "nhiều", "note": "BC"}, "Tỷ lệ đơn vị hưởng ứng"),
        ({"result": "1" * 30, "note": "BC"}, "lớn quá"),
    ],
)
def test_a_result_that_cannot_stand_is_refused_in_words(client, staff, accepted, typed, said):
    promise = Commitment.objects.get()
    client.force_login(staff)
    answer = client.post(f"/dang-ky/{accepted.code}/cam-ket/{promise.pk}/", typed, follow=True)
    assert said in answer.content.decode()
    promise.refresh_from_db()
    assert promise.result is None


def test_promises_are_judged_by_staff_alone(request, accepted):
    url = f"/dang-ky/{accepted.code}/cam-ket/{Commitment.objects.get().pk}/"
    answers = outcomes(request, url, post={"result": "100", "note": "BC"})
    assert answers == ["login", 302, 403, 403, 404, 404, 403]


def test_the_paper_says_registered_proposed_and_awarded_row_by_row(accepted, units):
    AwardRecord.objects.create(
        honouree=make_honouree("Giàng A Chứ", units[1]), title_code="CSTDT", title_name="CSTĐ", year=2024,
        decision_number="1", decided_by="UBND",
    )  # fmt: skip
    accepted.pledges.get().commitments.update(result="99.5", result_note="BC 12")
    titles, promises = results_paper(accepted).sheets
    assert [row.cells for row in titles.rows][2:4] == [
        ("2", "Sở Số 2", "Cờ thi đua cấp tỉnh", "1", "0", "0", "0"),
        ("", "", "Chiến sĩ thi đua cấp tỉnh", "5", "0", "0", "1"),
    ]
    assert [row.cells for row in promises.rows] == [("1", "Tỷ lệ đơn vị hưởng ứng", "100%", "99,5%", "Không đạt")]


@pytest.mark.parametrize("count", [1, 3])
def test_results_take_the_same_queries_at_any_size(client, staff, accepted, units, count, django_assert_num_queries):
    for unit in units[:count]:
        AwardRecord.objects.create(
            honouree=make_honouree("X", unit), title_code="CSTDT", title_name="", year=2024, decision_number="1",
            decided_by="UBND",
        )  # fmt: skip
    client.force_login(staff)
    with django_assert_num_queries(15):
        assert client.get(URL).status_code == 200
