"""The demonstration's targets: every one of both directives, exactly, and the same paper as the published one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command

from campaigns.models import Directive
from campaigns.outline import parse
from campaigns.papers import content_paper, directive_paper
from targets.attainment import percent_disagrees
from targets.models import Actual, Target, UnitReport
from targets.selectors.standing import counts, standings
from tests.campaigns.gold import NAMES, fixture

pytestmark = pytest.mark.django_db
DATA = Path(__file__).resolve().parents[1] / "data"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """The demonstration is shown years after its directives."""
    with time_machine.travel("2026-11-21T09:00:00+07:00", tick=False):
        yield


@pytest.fixture
def demo(settings) -> None:
    settings.DEMO_PASSWORD = "mat-khau-trinh-dien"
    call_command("demo", stdout=StringIO())


def printed(code: str, *arguments: str) -> str:
    out = StringIO()
    call_command("targets", code, *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(("name", "count"), [("laocai-2024", 41), ("langson-2024", 35)])
def test_every_target_is_stored_as_the_directive_says_it(demo, name, count):
    stored = json.loads(printed(name, "--json"))
    expected = json.loads((DATA / f"targets-{name}.json").read_text(encoding="utf-8"))
    assert (stored["code"], len(stored["targets"])) == (name, count)
    assert stored["targets"] == expected


@pytest.mark.parametrize("name", NAMES)
def test_the_paper_printed_from_rows_is_the_paper_that_was_typed(demo, name):
    directive = Directive.objects.select_related("issuer").get(code=name)
    typed = content_paper(
        directive.content | fixture(name) | {"target_list": {}},
        issuer=directive.issuer,
        year=2024,
        number=directive.number,
        issued_on=directive.issued_on,
    )
    assert directive_paper(directive) == typed


def test_next_years_draft_has_the_targets_it_was_copied_with(demo):
    draft = Directive.objects.get(code="laocai-2025")
    assert draft.targets.figures().count() == 41
    assert draft.target_list["title"] == "Phụ lục tóm tắt các chỉ tiêu thi đua phát triển\nkinh tế - xã hội năm 2025"
    assert "6. Giá trị sản phẩm trên 01 ha đất canh tác: 98 triệu đồng." in [
        block.text for block in directive_paper(draft).appendices[0].body
    ]


def test_the_marker_is_where_lang_sons_targets_stood(demo):
    body = Directive.objects.get(code="langson-2024").body
    assert "II. CÁC CHỈ TIÊU CHỦ YẾU\n\n[CHỈ TIÊU]\n\nIII. NỘI DUNG THI ĐUA" in body
    assert [block.text for block in parse(body)].count("[CHỈ TIÊU]") == 1


def test_the_command_prints_rows_for_the_eye(demo):
    lines = printed("laocai-2024").splitlines()
    assert lines[:3] == [
        "Tốc độ tăng trưởng kinh tế (GRDP): Trên 10%",
        "Cơ cấu kinh tế",
        "    Nông, lâm, ngư nghiệp: chiếm 12,1%",
    ]


def test_the_command_helps_with_a_wrong_code(demo):
    with pytest.raises(CommandError, match=r"no directive 'laocai'; near it: laocai-2024, laocai-2025"):
        printed("laocai")


@pytest.mark.parametrize(
    ("name", "verdicts"),
    [
        ("laocai-2024", {"on_track": 1, "behind": 3, "missed": 5, "no_data": 32}),
        ("langson-2024", {"exceeded": 3, "met": 1, "missed": 3, "no_data": 28}),
    ],
)
def test_the_published_results_are_entered_verified_and_judged(demo, name, verdicts):
    directive = Directive.objects.get(code=name)
    found = counts(standings(directive))
    assert {verdict.value: count for verdict, count in found.items() if count} == verdicts
    assert all(
        actual.source.startswith("https://")
        for actual in Actual.objects.filter(report__period__directive=directive, value__isnull=False)
    )


def test_the_wrong_percentage_of_the_source_is_kept_and_contradicted(demo):
    actual = Actual.objects.get(target__name="Giá trị sản xuất công nghiệp (giá 2010)", as_of=date(2024, 5, 31))
    assert (str(actual.value), str(actual.typed_percent)) == ("17151.7", "26.1")
    assert percent_disagrees(actual.typed_percent, actual.value, actual.target.low)


def test_units_without_a_published_figure_have_not_reported(demo):
    directive = Directive.objects.get(code="laocai-2024")
    reports = UnitReport.objects.filter(period__directive=directive, period__kind="year")
    by_unit = {report.organization.code: report.status for report in reports.select_related("organization")}
    assert by_unit["sodulich-laocai"] == "verified"
    assert by_unit["sotaichinh-laocai"] == "draft"
    assert sum(status == "verified" for status in by_unit.values()) == 4


def test_every_target_is_linked_to_the_register(demo):
    assert not Target.objects.figures().filter(indicator__isnull=True).exists()


def test_loading_it_again_adds_nothing(demo):
    before = (Target.objects.count(), Actual.objects.count(), UnitReport.objects.count())
    call_command("demo", stdout=StringIO())
    assert (Target.objects.count(), Actual.objects.count(), UnitReport.objects.count()) == before
