"""The register: its delivered entries, suggestions, what of other provinces is read, and how judging is completed."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from campaigns.models import Directive
from core.errors import ActionBlocked
from core.log import history_of
from targets.enums import Group, Measure, PeriodKind, Polarity, ReportStatus, Verdict
from targets.models import Indicator
from targets.reference import load_indicators
from targets.selectors.indicators import (
    indicators_for,
    register_rows,
    same_name,
    suggest,
    suggestions_for,
    unlinked_targets,
)
from targets.services.indicators import (
    create_indicator,
    edit_indicator,
    indicator_from_target,
    link_same_names,
    set_judging,
)
from tests.factories.campaigns import DirectiveFactory
from tests.factories.targets import make_actual, make_indicator, make_target
from tests.targets.test_standing import published

pytestmark = pytest.mark.django_db
DATA = Path(__file__).resolve().parents[2] / "targets" / "data"


def rows_of(name: str) -> list[dict[str, str]]:
    return [row for row in json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))["rows"] if row.get("phrase")]


@pytest.fixture
def register() -> list[Indicator]:
    load_indicators()
    return list(Indicator.objects.all())


def test_loading_the_register_again_adds_nothing_and_keeps_changes(register, staff):
    edit_indicator(Indicator.objects.get(code="che-phu-rung"), by=staff, name="Độ che phủ rừng cả năm")
    assert load_indicators() == 0
    assert Indicator.objects.get(code="che-phu-rung").name == "Độ che phủ rừng cả năm"
    assert Indicator.objects.count() == len(register) == 56


@pytest.mark.parametrize(("name", "count"), [("laocai-2024", 41), ("langson-2024", 35)])
def test_every_target_of_both_directives_has_its_indicator_by_name(register, name, count):
    found = [same_name(row["name"], register) for row in rows_of(name)]
    assert len(found) == count
    assert [row["name"] for row, one in zip(rows_of(name), found, strict=True) if one is None] == []
    assert [suggest(row["name"])[0] for row in rows_of(name)] == found


def test_the_same_thing_has_one_code_in_both_provinces(register):
    codes = [{same_name(row["name"], register).code for row in rows_of(f"{who}-2024")} for who in ("laocai", "langson")]
    assert codes[0] & codes[1] == {
        "tang-truong-grdp", "ty-trong-nong-lam-thuy-san", "ty-trong-cong-nghiep-xay-dung", "ty-trong-dich-vu",
        "ty-trong-thue-san-pham", "grdp-binh-quan-dau-nguoi", "von-dau-tu-toan-xa-hoi", "thu-ngan-sach-nha-nuoc",
        "luong-khach-du-lich", "doanh-thu-du-lich", "giuong-benh-van-dan", "bac-si-van-dan", "bao-phu-bao-hiem-y-te",
        "giam-ho-ngheo", "lao-dong-qua-dao-tao", "xa-nong-thon-moi", "che-phu-rung", "thu-gom-chat-thai-do-thi",
        "nuoc-hop-ve-sinh-nong-thon",
    }  # fmt: skip


@pytest.mark.parametrize(("words", "first"), [
    ("Tỷ lệ che phủ rừng", "che-phu-rung"), ("che phu rung", "che-phu-rung"), ("CHE PHỦ", "che-phu-rung"),
    ("bác sĩ", "bac-si-van-dan"), ("bac sy", "bac-si-van-dan"), ("Số bác sĩ trên một vạn dân", "bac-si-van-dan"),
    ("giuong-benh-van-dan", "giuong-benh-van-dan"), ("Tốc độ tăng trưởng GRDP năm 2024", "tang-truong-grdp"),
    ("thuế sản phẩm", "ty-trong-thue-san-pham"),
])  # fmt: skip
def test_suggestions_ignore_accents_and_spelling(register, words, first):
    assert suggest(words)[0].code == first


@pytest.mark.parametrize("words", ["", "   ", "...", "xyz không liên quan", "tỷ lệ của các"])
def test_what_fits_nothing_gets_few_or_no_suggestions(register, words):
    found = suggest(words)
    assert len(found) <= 8
    if words != "tỷ lệ của các":
        assert found == []


def test_an_indicator_out_of_use_is_not_suggested(register, staff):
    edit_indicator(Indicator.objects.get(code="che-phu-rung"), by=staff, is_active=False)
    assert "che-phu-rung" not in [one.code for one in suggest("Tỷ lệ che phủ rừng")]


def test_a_name_that_two_indicators_carry_is_nobodys(register):
    make_indicator("dich-vu-khac", "Doanh thu khác", other_names="Dịch vụ")
    assert same_name("Dịch vụ", Indicator.objects.all()) is None


def test_a_code_is_made_from_the_name_and_unique(staff):
    make_indicator("ty-le-do-thi-hoa", "Mức đô thị hóa")
    made = create_indicator(name="Tỷ lệ đô thị hoá", unit="%", measure="level", polarity="higher", by=staff)
    assert made.code == "ty-le-do-thi-hoa-2"
    assert list(Indicator.objects.matching("tỷ lệ ĐÔ thị hóa")) == [made]
    entry = history_of(made).get()
    assert (entry.actor, entry.verb) == (staff, "thêm vào danh mục chỉ tiêu")


def test_a_long_name_gets_a_code_that_fits(staff):
    made = create_indicator(name="Tỷ lệ " + "rất dài " * 30, unit="%", measure="level", polarity="higher", by=staff)
    assert len(made.code) <= 60
    assert not made.code.endswith("-")


def test_the_same_name_twice_is_refused_with_the_entry_that_has_it(register, staff):
    with pytest.raises(ActionBlocked, match="Danh mục đã có “Số bác sĩ trên 1 vạn dân”"):
        create_indicator(name="số BÁC SỸ trên 1 vạn dân", unit="x", measure="level", polarity="higher", by=staff)
    with pytest.raises(ActionBlocked):
        edit_indicator(Indicator.objects.get(code="che-phu-rung"), by=staff, name="Số bác sỹ trên 1 vạn dân")


def test_an_edit_is_logged_once_and_found_by_its_new_name(register, staff):
    indicator = Indicator.objects.get(code="che-phu-rung")
    edit_indicator(indicator, by=staff, other_names="Độ che phủ của cây xanh", unit="%")
    edit_indicator(indicator, by=staff, unit="%")
    assert [entry.comment for entry in history_of(indicator)] == ["tên gọi khác"]
    assert list(Indicator.objects.matching("cây xanh")) == [indicator]


@pytest.fixture
def target(issued):
    return make_target(issued, "Tỷ lệ che phủ rừng", "59,2%", group=Group.ENVIRONMENT)


def test_judging_is_completed_after_issue_and_logged_with_both_values(target, staff):
    indicator = make_indicator("che-phu-rung", "Tỷ lệ che phủ rừng")
    set_judging(target, by=staff, indicator=indicator, opening=Decimal("58.5"), measure=Measure.LEVEL)
    target.refresh_from_db()
    assert (target.indicator, target.opening, target.words) == (indicator, Decimal("58.5"), "Tỷ lệ che phủ rừng: 59,2%")
    assert [entry.comment for entry in history_of(target)] == [
        "trong danh mục: (trống) → Tỷ lệ che phủ rừng; mức cuối năm trước: (trống) → 58,5"
    ]


def test_judging_without_a_change_writes_nothing(target, staff):
    set_judging(target, by=staff, measure=target.measure, note="")
    assert history_of(target).count() == 0


def test_the_words_of_a_target_never_change_here(target, staff):
    with pytest.raises(ValueError, match="words"):
        set_judging(target, by=staff, name="Khác")


def test_judging_is_refused_for_a_common_name_and_a_revoked_directive(target, staff, clerk):
    heading = make_target(target.directive, "Cơ cấu kinh tế")
    with pytest.raises(ActionBlocked, match="tên chung"):
        set_judging(heading, by=staff, note="x")
    Directive.objects.filter(pk=target.directive_id).update(
        status="revoked", revoked_on=date(2024, 1, 20), revoking_document="QĐ 2"
    )
    target.directive.refresh_from_db()
    with pytest.raises(ActionBlocked, match="bãi bỏ"):
        set_judging(target, by=staff, note="x")


def test_an_indicator_is_made_of_a_target_with_the_name_of_its_whole(issued, staff):
    whole = make_target(issued, "Cơ cấu kinh tế")
    part = make_target(issued, "Dịch vụ", "35,6%", parent=whole, group=Group.ECONOMY)
    made = indicator_from_target(part, by=staff)
    part.refresh_from_db()
    assert part.indicator == made
    assert (made.name, made.measure, made.polarity) == ("Cơ cấu kinh tế: Dịch vụ", Measure.STRUCTURE, Polarity.HIGHER)


def test_targets_of_the_same_name_are_linked_together(register, issued, staff):
    make_target(issued, "Tỷ lệ che phủ rừng", "59,2%")
    make_target(issued, "Số bác sỹ trên một vạn dân", "14,5 bác sỹ")
    odd = make_target(issued, "Tỷ lệ che phủ mạng 5G", "59,2%")
    assert link_same_names(issued, by=staff) == 2
    assert unlinked_targets(issued) == [odd]
    ((shown, offered),) = suggestions_for([odd])
    assert shown == odd
    assert len(offered) <= 3


@pytest.fixture
def two_provinces(register, province, other_province):
    indicator = Indicator.objects.get(code="che-phu-rung")
    made = {}
    for issuer in (province, other_province):
        directive = published(issuer, 2024)
        made[issuer.code] = make_target(directive, "Tỷ lệ che phủ rừng", "59,2%", indicator=indicator)
    return indicator, made["laocai"], made["langson"]


def test_of_another_province_only_verified_year_end_results_are_read(two_provinces, staff):
    indicator, mine, other = two_provinces
    for target in (mine, other):
        make_actual(target, "58", kind=PeriodKind.QUARTER, index=2)
    rows = {row.standing.target: row for row in register_rows(indicator, staff)}
    assert (rows[mine].is_own, rows[mine].standing.value) == (True, Decimal(58))
    assert (rows[other].is_own, rows[other].standing.value) == (False, None)
    make_actual(other, "65", status=ReportStatus.SUBMITTED)
    assert {row.standing.target: row for row in register_rows(indicator, staff)}[other].standing.value is None
    make_actual(other, "65", kind=PeriodKind.QUARTER, index=4)
    row = {row.standing.target: row for row in register_rows(indicator, staff)}[other]
    assert (row.standing.value, row.standing.verdict) == (Decimal(65), Verdict.EXCEEDED)


def test_drafts_of_another_province_are_not_read(two_provinces, other_province, staff, outsider):
    indicator = two_provinces[0]
    draft = DirectiveFactory(code="langson-2025", issuer=other_province, year=2025)
    hidden = make_target(draft, "Tỷ lệ che phủ rừng", "70%", indicator=indicator)
    assert hidden not in [row.standing.target for row in register_rows(indicator, staff)]
    assert register_rows(indicator, outsider)[0].standing.target == hidden
    counted = {user: indicators_for(user).get(pk=indicator.pk).target_count for user in (staff, outsider)}
    assert counted == {staff: 2, outsider: 3}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_rows_of_an_indicator_take_the_same_queries_at_any_size(
    register, province, staff, rows, django_assert_num_queries
):
    indicator = Indicator.objects.get(code="che-phu-rung")
    for year in range(2022, 2022 + rows):
        make_actual(make_target(published(province, year), "Tỷ lệ che phủ rừng", "59,2%", indicator=indicator), "60")
    staff.root_codes  # noqa: B018  # what a person is, is read once a request
    with django_assert_num_queries(5):
        found = register_rows(indicator, staff)
        assert [row.directive.issuer.name for row in found] == [province.name] * rows
