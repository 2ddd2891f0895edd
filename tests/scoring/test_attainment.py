"""What the targets of a unit propose for its score, from verified reports."""

from __future__ import annotations

import pytest

from core.errors import ActionBlocked
from scoring.enums import SheetStatus, Stage
from scoring.proposal import Met
from scoring.selectors.attainment import met_by_unit
from scoring.selectors.rounds import ranking
from scoring.selectors.sheets import table_of
from scoring.services.sheets import send_sheet, take_points
from tests.awards.dossiers import make_directive
from tests.factories.campaigns import DirectiveFactory
from tests.factories.scoring import GOOD, score, sheet_of
from tests.factories.targets import assign, make_actual, make_target


@pytest.fixture
def directive(province):
    return make_directive(province)


def give(directive, unit, name: str, asked: str, value: str | None, **figure) -> None:
    target = make_target(directive, name, asked)
    assign(target, unit)
    if value is not None:
        make_actual(target, value, organization=unit, **figure)


@pytest.fixture
def four_targets(directive, units):
    """Two met, one missed, one of which nothing was verified."""
    give(directive, units[1], "Số xã đạt chuẩn", "10 xã", "12")
    give(directive, units[1], "Giải quyết việc làm", "100 người", "100")
    give(directive, units[1], "Thu ngân sách", "12.800 tỷ đồng", "9.000")
    give(directive, units[1], "Trồng rừng", "50 ha", None)


def test_met_by_unit_counts_verified_results_only(province, units, four_targets):
    found = met_by_unit([unit.pk for unit in units], organizer=province.pk, year=2024)
    assert [found[unit.pk] for unit in units] == [Met(), Met(met=2, missed=1, open=1), Met()]
    assert met_by_unit([units[1].pk], organizer=province.pk, year=2023) == {units[1].pk: Met()}


def test_met_by_unit_leaves_out_a_directive_that_is_not_in_force(province, units):
    give(DirectiveFactory(issuer=province), units[1], "Số xã đạt chuẩn", "10 xã", "12")
    assert met_by_unit([units[1].pk], organizer=province.pk, year=2024) == {units[1].pk: Met()}


@pytest.mark.parametrize("count", [1, 3])
def test_met_by_unit_takes_the_same_queries_at_any_size(province, units, directive, count, django_assert_num_queries):
    for unit in units[:count]:
        give(directive, unit, f"Số xã của {unit.name}", "10 xã", "12")
    with django_assert_num_queries(3):
        met_by_unit([unit.pk for unit in units], organizer=province.pk, year=2024)


def test_the_proposal_of_a_criterion_is_the_share_of_targets_met(sheet, four_targets):
    line = table_of(sheet).lines[0]
    assert line.proposal.points == 20
    assert line.proposal.sentence == ("Đạt 2/4 chỉ tiêu được giao (1 không đạt; 1 chưa kết luận): 2/4 × 40 = 20 điểm.")


def test_points_above_the_proposal_need_a_reason(sheet, four_targets, member):
    sheet = score(sheet, GOOD, by=member)
    with pytest.raises(ActionBlocked, match="“Hoàn thành chỉ tiêu được giao”: điểm khác mức 20 thì phải ghi lý do"):
        send_sheet(sheet, stage=Stage.SELF, by=member)
    sheet = score(sheet, GOOD, by=member, notes={0: "Chỉ tiêu chưa kết luận đã đạt", 1: "Báo cáo số 12"})
    send_sheet(sheet, stage=Stage.SELF, by=member)
    assert sheet_of(sheet.round, sheet.organization).status == SheetStatus.SELF_SCORED


def test_the_proposal_is_taken_into_an_empty_cell(sheet, four_targets, member):
    take_points(sheet, stage=Stage.SELF, base_revision=0, by=member)
    sheet = sheet_of(sheet.round, sheet.organization)
    assert [line.value(Stage.SELF) for line in table_of(sheet).lines] == [20, None, None, None, None]


def test_the_ranking_warns_of_targets_that_were_missed(round_, units, four_targets):
    assert {row.unit.name: row.missed for row in ranking(round_)} == {
        "Sở Nội vụ": 0,
        "Sở Tài chính": 1,
        "Sở Ngoại vụ": 0,
    }
