"""Texts and files made to keep the server of the room of targets busy."""

import io
import json
import time

import pytest
from django.urls import reverse

from core.workbook import UnreadableWorkbookError
from targets.forms.sheet import BadRows, posted_rows
from targets.importing import read as read_table
from targets.lines import LONGEST_LINE, split_line
from targets.quantity import Unreadable, parse
from targets.rows import Typed, read_rows
from targets.services.progress import create_progress_report
from targets.statement import MOST_NUMBERS, read
from targets.views.progress_edit import ProgressReportForm
from targets.workbook import read_sheet
from tests.targets.conftest import approved, draft, given, growth, in_july, in_review, issued, money, today, towns
from tests.targets.reporting import HALF, department
from tests.targets.views.sheets import workbook

__all__ = [
    "approved",
    "department",
    "draft",
    "given",
    "growth",
    "in_july",
    "in_review",
    "issued",
    "money",
    "today",
    "towns",
]

SHAPES = [
    "1 ",
    "1, ",
    "1 - ",
    "1/",
    "1a",
    "5 q, ",
    "đạt đạt 5 q, ",
    "a, ",
    "1 x và ",
    "đạt ",
    "so với 1 ",
    "trên 1 ",
    "(1",
]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_line_of_any_shape_is_read_in_a_moment(shape):
    """One row of 300 letters took three seconds, a pasted line of 4000 an hour."""
    began = time.process_time()
    split_line((shape * LONGEST_LINE)[:LONGEST_LINE])
    split_line((shape * MOST_NUMBERS)[:LONGEST_LINE])
    read_rows([Typed(str(key), (shape * (MOST_NUMBERS if key % 2 else 300))[:300]) for key in range(20)])
    assert time.process_time() - began < 5


def test_a_row_of_many_numbers_is_a_fault_and_no_common_name():
    name = "Xây dựng " + "5 xã và " * (MOST_NUMBERS + 1)
    with pytest.raises(Unreadable, match="tách ra, mỗi chỉ tiêu một dòng"):
        read(name)
    assert [fault.field for fault in read_rows([Typed("1", name.strip())]).faults] == ["name"]


@pytest.mark.parametrize("words", ["٥ xã", "५ xã", "５ xã", "1٥ xã"])
def test_digits_of_other_scripts_are_no_number(words):
    with pytest.raises(Unreadable):
        parse(words)


def test_a_post_of_a_million_rows_is_not_read():
    with pytest.raises(BadRows, match="1001 dòng"):
        posted_rows({"rows": json.dumps([{"name": "a"}] * 1001)})


def test_a_row_of_fifty_thousand_letters_comes_back_as_a_fault(client, draft, staff):
    client.force_login(staff)
    rows = json.dumps([{"key": "1", "name": "Số xã 1, 2 " * 5000}])
    began = time.process_time()
    answer = client.post(reverse("targets:sheet_read", args=[draft.code]), {"rows": rows})
    assert time.process_time() - began < 3
    assert answer.json()["rows"][0]["faults"] == {"name": "Dài quá 300 chữ."}


def test_merged_ranges_that_overlap_are_told_once():
    table = [["Chỉ tiêu", "Mức cần đạt"], *([f"Chỉ tiêu {n}", "5 xã"] for n in range(400))]
    began = time.process_time()
    found = read_table(table, merged=[(2, 1, 402 + n, 2) for n in range(5000)])
    assert time.process_time() - began < 10
    assert [len(row.errors["name"]) for row in found.rows] == [1] * 400


def test_one_long_text_in_every_cell_is_not_kept():
    made = workbook(["Chỉ tiêu", "Mức cần đạt"], *[["dài " * 500] * 30] * 60)
    assert len(made) < 50_000
    with pytest.raises(UnreadableWorkbookError, match="quá nhiều chữ"):
        read_sheet(io.BytesIO(made))


def test_the_preview_of_a_progress_report_is_not_given_megabytes(client, given, staff):
    report = create_progress_report(given, period=HALF, review="progress", by=staff)
    form = ProgressReportForm(None, report=report)
    typed = {name: form[name].value() or "" for name in form.fields} | {"text_1": "- Một câu.\n" * 500_000}
    client.force_login(staff)
    page = client.post(reverse("targets:progress_report_preview", args=[report.pk]), typed)
    assert page.status_code == 200
    assert len(page.content) < 1_000_000
