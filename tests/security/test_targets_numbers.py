"""Numbers and names that no column of the room of targets holds: refused in words, on both databases."""

from decimal import Decimal

import pytest
from django.urls import reverse

from core.models import LogEntry
from targets.models import Actual, Assignment
from targets.quantity import Unreadable
from targets.rows import check_room
from targets.services.assignments import assign_many, unassign
from tests.factories.targets import make_target
from tests.targets.conftest import (
    approved,
    department,
    draft,
    given,
    growth,
    health,
    in_july,
    in_review,
    issued,
    money,
    period,
    report,
    today,
    towns,
)
from tests.targets.views.sheets import posted, workbook

__all__ = [
    "approved",
    "department",
    "draft",
    "given",
    "growth",
    "health",
    "in_july",
    "in_review",
    "issued",
    "money",
    "period",
    "report",
    "today",
    "towns",
]
NINES = "9" * 20


@pytest.mark.parametrize("words", ["999999999999.999", "0.000001", "-123456789.123456", "0", "-0"])
def test_what_the_column_holds_has_room(words):
    check_room(Decimal(words))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("1000000000000", "lớn quá"),
        ("9" * 5000, "5000 chữ số lớn quá"),
        ("0.1234567", "quá 6 số lẻ"),
        ("999999999999.999999", "quá 15 chữ số"),  # SQLite could not read it back
    ],
)
def test_what_the_column_would_cut_is_refused(words, reason):
    with pytest.raises(Unreadable, match=reason):
        check_room(Decimal(words))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"phrase": f"{NINES} trường"}, "lớn quá"),
        ({"phrase": "0,1234567 ha"}, "quá 6 số lẻ"),
        ({"phrase": f"5 - {NINES} trường"}, "lớn quá"),
        ({"phrase": f"5/{NINES} trường"}, "lớn quá"),
        ({"phrase": f"5/83 trường, đạt {NINES}%"}, "lớn quá"),
        ({"phrase": "5 trường", "opening": NINES}, "lớn quá"),
        ({"phrase": "5 trường", "opening": "9" * 6000}, "Dài quá 40 chữ"),
        ({"name": f"Số xã: 5 xã so với {'a ' * 120}"}, "Mức cần đạt dài quá 200 chữ"),
        ({"name": f"5 xã {'x' * 295}"}, "Dài quá 300 chữ"),
    ],
)
def test_a_row_without_room_is_a_fault_of_the_sheet(client, draft, staff, row, reason):
    client.force_login(staff)
    page = client.post(reverse("targets:sheet", args=[draft.code]), posted({"name": "Số trường", **row}))
    assert page.status_code == 422
    assert reason in page.content.decode()
    assert not draft.targets.exists()


@pytest.mark.parametrize("revision", ["-1", "2147483647", NINES, "9" * 5000])
def test_a_save_that_no_sheet_has_is_refused(client, draft, staff, revision):
    client.force_login(staff)
    page = client.post(reverse("targets:sheet", args=[draft.code]), posted({"name": "A"}, revision=revision))
    assert page.status_code == 422
    assert not draft.targets.exists()


def test_a_composed_quantity_of_thousands_of_digits_is_refused(client, draft, staff):
    client.force_login(staff)
    typed = {"comparator": "eq", "low": "9" * 5000, "unit": "xã"}
    assert client.post(reverse("targets:sheet_compose", args=[draft.code]), typed).status_code == 422


@pytest.mark.parametrize("cell", [1e30, 1e308, 123456789012345678901234567890])
@pytest.mark.parametrize("column", ["Mức cần đạt", "Giá trị"])
def test_a_number_out_of_all_measure_in_a_workbook_is_a_fault_of_its_row(client, draft, staff, cell, column, tmp_path):
    client.force_login(staff)
    file = tmp_path / "a.xlsx"
    file.write_bytes(workbook(["Chỉ tiêu", column, "Đơn vị"], ["Số xã", cell, "xã"]))
    with file.open("rb") as sent:
        page = client.post(reverse("targets:sheet_import", args=[draft.code]), {"file": sent}, follow=True)
    assert page.status_code == 200
    assert len(page.context["listed"].bad_rows) == 1


@pytest.mark.parametrize("value", ["999.999.999.999,999999", NINES, "0,1234567", "9e99", "NaN", "Infinity", "²"])
def test_a_figure_without_room_is_refused_at_its_cell(client, report, money, unit_officer, value):
    client.force_login(unit_officer)
    typed = {"base_revision": 0, f"ct-{money.pk}-value": value, f"ct-{money.pk}-as_of": "30/06/2024"}
    assert client.post(report.get_absolute_url(), typed).status_code == 422
    assert not Actual.objects.exists()


def test_the_longest_names_fit_the_log(in_july, issued, health, staff):
    health.name = f"Sở {'x' * 190}"
    health.save()
    target = make_target(issued, "T" * 290, "12 xã")
    made = assign_many([target], [health], by=staff)[0]
    unassign(made, by=staff, reason="nhầm")
    verbs = LogEntry.objects.filter(object_id=issued.pk).values_list("verb", flat=True)
    assert max(map(len, verbs)) <= 120
    assert f"bỏ giao “{target.name}” của {health.name}. Lý do: nhầm" in LogEntry.objects.order_by("-pk")[0].comment


@pytest.mark.parametrize("key", [NINES, "9" * 5000, "a", "\x00"])
def test_a_number_that_is_no_target_is_not_assigned(client, given, health, staff, key):
    client.force_login(staff)
    typed = {"targets": key, "units": health.pk, "due_on": "31/12/2024", "share": "5"}
    assert client.post(reverse("targets:assignments", args=[given.code]), typed).status_code == 422
    assert not Assignment.objects.filter(organization=health).exists()


def test_evidence_of_a_number_that_is_no_target_is_not_found(client, report, staff):
    client.force_login(staff)
    assert client.get(f"{report.get_absolute_url()}minh-chung/{NINES}/").status_code == 404


@pytest.mark.parametrize("asked", ["9" * 5000, "abc", "²", "-1"])
def test_a_save_that_nobody_read_is_not_verified(client, report, staff, asked):
    client.force_login(staff)
    page = client.post(f"{report.get_absolute_url()}xac-nhan/?ban={asked}", follow=True)
    assert "Số liệu đã được sửa và gửi lại" in page.content.decode()


def test_a_register_code_with_a_nul_is_not_found(client, given, money, staff):
    client.force_login(staff)
    url = reverse("targets:target_link", args=[given.code, money.pk])
    assert client.post(url, {"indicator": "\x00"}).status_code == 404
