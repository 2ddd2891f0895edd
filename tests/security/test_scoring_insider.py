"""People inside a bloc who send what no page of the scoring offers: other units' rows, strange numbers, strange files."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from core.models import Change, LogEntry
from organizations.models import Organization
from scoring.enums import SheetStatus
from scoring.models import Ballot, BallotTally, Criterion, Evidence, Score, ScoreSheet
from scoring.services.ballots import cast_vote, open_ballot
from tests.factories.scoring import bring_to, make_round, make_scheme, make_scored_bloc, sheet_of
from tests.organizations.blocs import department
from tests.scoring.conftest import *  # noqa: F403  # a bloc of three units that is scored in 2024

pytestmark = pytest.mark.django_db
DAY = date(2024, 12, 10)
PDF = b"%PDF-1.4 <script>alert(1)</script>"


@pytest.fixture
def scored(round_, units, staff):
    for unit in units:
        bring_to(sheet_of(round_, unit), SheetStatus.BLOC_SCORED, by=staff)
    return round_


@pytest.fixture
def elsewhere(province, scheme, staff) -> ScoreSheet:
    """A sheet of another bloc of the same province."""
    others = [department(f"khac{number}", f"Sở Khác {number}", province) for number in range(3)]
    return make_round(make_scored_bloc(province, others, code="khac"), by=staff).sheets.order_by("pk")[1]


def numbers(sheet: ScoreSheet, value: str) -> dict[str, str]:
    first = Criterion.objects.filter(group__scheme=sheet.round.scheme_id).order_by("pk")[0]
    return {"stage": "self", "base_revision": str(sheet.revision), f"tc-{first.pk}-value": value}


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-1", "1e3", "9" * 18, "١٢", "=1+1", "0x10", "4\u200e0,0001"])
@pytest.mark.parametrize("page", ["", "tu-luu/"])
def test_no_strange_number_becomes_points(client, sheet, member, value, page):
    client.force_login(member)
    assert client.post(f"/cham-diem/bang/{sheet.pk}/{page}", numbers(sheet, value)).status_code == 422
    assert not Score.objects.exists()


def test_a_criterion_of_another_table_is_not_scored(client, sheet, elsewhere, member, province, staff):
    other = make_scheme(province, by=staff, bloc=elsewhere.round.bloc)
    foreign = Criterion.objects.filter(group__scheme=other)[0]
    client.force_login(member)
    data = {"stage": "self", "base_revision": "0", f"tc-{foreign.pk}-value": "5"}
    client.post(f"/cham-diem/bang/{sheet.pk}/", data)
    assert not Score.objects.exists()
    assert client.post(f"/cham-diem/bang/{sheet.pk}/minh-chung/{foreign.pk}/").status_code == 404


def test_a_stage_that_is_not_the_persons_is_refused_whatever_the_page_says(client, sheet, member):
    client.force_login(member)
    for stage in ("cross", "bloc", "staff"):
        for page in ("", "tu-luu/"):
            data = numbers(sheet, "5") | {"stage": stage}
            assert client.post(f"/cham-diem/bang/{sheet.pk}/{page}", data).status_code == 403


def test_the_leader_appoints_nobody_in_another_bloc(client, round_, elsewhere, head, units):
    before = elsewhere.checker_id
    client.force_login(head)
    client.post(f"/cham-diem/khoi/{round_.pk}/phan-cong/", {f"bang-{elsewhere.pk}": str(units[0].pk)})
    elsewhere.refresh_from_db()
    assert elsewhere.checker_id == before


def test_the_leader_of_a_bloc_leads_no_other(client, elsewhere, head):
    client.force_login(head)
    for page in ("", "phan-cong/", "xep-hang/", "cong-bo/", "binh-chon/", "binh-chon/mo/"):
        assert client.get(f"/cham-diem/khoi/{elsewhere.round_id}/{page}").status_code == 404


@pytest.mark.parametrize("choice", ["foreign", "-1", "9" * 30, "9" * 5000, "NaN", ""])
def test_a_vote_for_what_does_not_stand_is_not_counted(client, scored, elsewhere, member, head, choice):
    open_ballot(scored, held_on=DAY, by=head)
    client.force_login(member)
    sent = str(elsewhere.organization_id) if choice == "foreign" else choice
    assert client.post(f"/cham-diem/khoi/{scored.pk}/binh-chon/", {"choice": sent}).status_code == 422
    assert not BallotTally.objects.filter(count__gt=0).exists()


def test_more_votes_than_units_are_not_entered(client, scored, units, head):
    client.force_login(head)
    data = {"held_on": "10/12/2024", "ballots": "999"} | {f"phieu-{unit.pk}": "999" for unit in units}
    assert client.post(f"/cham-diem/khoi/{scored.pk}/binh-chon/phieu-giay/", data).status_code == 422
    assert not Ballot.objects.exists()


def test_a_vote_leaves_no_trace_beside_its_counter(scored, units, member, head):
    ballot = open_ballot(scored, held_on=DAY, by=head)
    traces = (Change.objects.count(), LogEntry.objects.count())
    cast_vote(ballot, units[0].pk, by=member)
    assert (Change.objects.count(), LogEntry.objects.count()) == traces


def test_a_file_is_given_only_as_a_download_under_a_harmless_name(client, settings, tmp_path, sheet, member):
    settings.MEDIA_ROOT = tmp_path / "media"
    criterion = Criterion.objects.filter(group__scheme=sheet.round.scheme_id)[0]
    client.force_login(member)
    name = '../../..\\x"\r\nSet-Cookie: a=b.html'
    file = SimpleUploadedFile("a.pdf", PDF, "text/html")
    file._name = name  # past the cleaning of Django's own class
    client.post(f"/cham-diem/bang/{sheet.pk}/minh-chung/{criterion.pk}/", {"file": file})
    kept = Evidence.objects.get()
    assert [path.is_relative_to(settings.MEDIA_ROOT) for path in tmp_path.rglob("*") if path.is_file()] == [True]
    answer = client.get(f"/cham-diem/minh-chung/{kept.pk}/")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "Set-Cookie: a" not in str(answer.headers)
    answer.close()


def test_a_name_that_is_a_formula_leaves_as_text(client, scored, units, head):
    Organization.objects.filter(pk=units[1].pk).update(name="=HYPERLINK(A1)")
    client.force_login(head)
    answer = client.get(f"/cham-diem/khoi/{scored.pk}/xep-hang/?export=xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=HYPERLINK(A1)"]
    assert [cell.data_type for cell in cells] == ["s"]
