"""The numbers of the council's page, each checked against a province made by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from awards.models import AwardRecord, DossierLine
from dashboard.council_page import compared, groups_chart, summary, years_chart
from dashboard.selectors.council import council_of, councils_for
from organizations.enums import Role
from registrations.models import Registration, TitleEntry
from registrations.services.registrations import amend
from targets.enums import ReportStatus, Verdict
from targets.models import UnitReport
from tests.conftest import person
from tests.dashboard.scene import issued, make_scene
from tests.factories.awards import make_honouree
from tests.factories.campaigns import CampaignFactory
from tests.factories.targets import make_actual, make_target

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(province):
    return make_scene(province)


def read(scene, **asked):
    return council_of(scene.campaign, on=timezone.localdate(), **asked)


def numbers(tally) -> list[int]:
    """Exceeded, met, on track, behind, missed, no data."""
    return list(tally.counts.values())


def test_targets_are_counted_by_verdict(scene):
    targets = read(scene).targets
    assert numbers(targets.whole) == [1, 0, 0, 1, 1, 2]
    assert (targets.whole.total, targets.whole.known, targets.whole.done, targets.whole.lagging) == (5, 3, 1, 2)
    assert targets.as_of == date(2024, 9, 30)


def test_targets_are_counted_by_group_and_what_has_none_comes_last(scene):
    found = {one.label: numbers(one) for one in read(scene).targets.groups}
    assert found == {
        "(chưa xếp nhóm)": [0, 0, 0, 0, 0, 1],
        "Kinh tế": [1, 0, 0, 1, 0, 0],
        "Xã hội": [0, 0, 0, 0, 0, 1],
        "Quốc phòng, an ninh": [0, 0, 0, 0, 1, 0],
    }
    assert list(found)[-1] == "(chưa xếp nhóm)"


def test_a_target_of_two_units_counts_for_both_and_those_that_lag_most_come_first(scene):
    found = [(one.label, numbers(one)) for one in read(scene).targets.units]
    assert found == [
        ("Sở Công Thương", [0, 0, 0, 1, 1, 1]),
        ("(chưa giao đơn vị)", [0, 0, 0, 0, 0, 1]),
        ("Sở Tài chính", [1, 0, 0, 0, 0, 1]),
    ]


def test_what_lags_is_told_worst_first_with_the_day_since_when(scene):
    found = [(one.target.name, one.verdict, one.since) for one in read(scene).targets.lagging]
    assert found == [
        ("Tai nạn giao thông", Verdict.MISSED, date(2024, 6, 30)),
        ("Giá trị xuất khẩu", Verdict.BEHIND, date(2024, 6, 30)),
    ]


def test_last_year_is_read_on_the_same_day_and_at_its_end(scene):
    before = read(scene).before
    assert before.day == date(2023, 9, 30)
    assert numbers(before.then) == [0, 0, 1, 0, 0, 1]
    assert numbers(before.end) == [0, 1, 0, 0, 0, 1]


def test_what_is_verified_or_taken_back_is_seen_at_once(scene):
    assert numbers(read(scene).targets.whole) == [1, 0, 0, 1, 1, 2]
    report = UnitReport.objects.get(period__index=3, organization=scene.finance)
    UnitReport.objects.filter(pk=report.pk).update(status=ReportStatus.RETURNED, verified_at=None, verified_by=None)
    assert numbers(read(scene).targets.whole) == [0, 0, 0, 1, 1, 3]
    schools = scene.directive.targets.get(name="Trường đạt chuẩn")
    make_actual(schools, "20", organization=scene.finance)
    assert numbers(read(scene).targets.whole) == [0, 1, 0, 1, 1, 2]
    scene.directive.targets.filter(name="Trường đạt chuẩn").update(low=30)
    assert numbers(read(scene).targets.whole) == [0, 0, 0, 1, 2, 2]


def test_blocs_that_are_in_and_missing(scene):
    (round_,) = read(scene).rounds
    assert (round_.filed, round_.expected, round_.missing, round_.late) == (2, 3, 1, 0)
    assert [one.registration.bloc.name for one in round_.filings] == [
        "Khối số 3", "Khối số 1", "Khối số 2", "Khối số 4",
    ]  # fmt: skip
    assert {one.label: one.count for one in round_.statuses} == {
        "Đang lập": 1, "Đã nộp": 1, "Đã tiếp nhận": 1, "Đã rút": 1,
    }  # fmt: skip


def test_a_missing_bloc_is_late_after_its_last_day_only(scene):
    due = scene.round.due_on
    assert [council_of(scene.campaign, on=day).rounds[0].late for day in (due, due + timedelta(days=1))] == [0, 1]


def test_titles_registered_proposed_decided(scene):
    rows = {one.code: one for one in read(scene).titles.rows}
    fighter, flag = rows["CSTDT"], rows["COTD_T"]
    assert (fighter.registered, fighter.waiting, fighter.proposed, fighter.dossiers) == (5, 5, 2, 1)
    assert (fighter.decided, fighter.before) == (2, 1)
    assert (flag.registered, flag.waiting, flag.proposed, flag.decided) == (1, 1, 0, 0)
    total = read(scene).titles.total
    assert (total.registered, total.waiting, total.proposed, total.decided, total.before) == (6, 6, 2, 2, 1)


def test_what_is_in_force_counts_while_an_amendment_is_written(scene):
    registration = Registration.objects.get(bloc__code="khoi-1")
    amend(registration, reason="Bổ sung", by=registration.submitted_by)
    TitleEntry.objects.filter(line__registration=registration, count=5).update(count=9)
    council = read(scene)
    assert council.rounds[0].filed == 2
    assert {one.code: one.registered for one in council.titles.rows} == {"COTD_T": 1, "CSTDT": 5}


def test_lines_taken_out_of_a_dossier_are_not_proposed(scene):
    line = DossierLine.objects.filter(dossier__received_on__isnull=False).first()
    DossierLine.objects.filter(pk=line.pk).update(is_withdrawn=True)
    assert read(scene).titles.total.proposed == 1


def test_nothing_of_another_province_is_counted(scene, other_province):
    make_scene_of(other_province)
    council = read(scene)
    assert (council.targets.whole.total, len(council.rounds), council.titles.total.decided) == (5, 1, 2)


def make_scene_of(province) -> None:
    """Targets and awards of the same year elsewhere."""
    make_target(issued(province), "Thu ngân sách", "1 tỷ đồng")
    AwardRecord.objects.update_or_create(
        title_code="CSTDT", year=2024, decision_number="1/QĐ-UBND", honouree=honouree_of(province),
        defaults={"title_name": "Chiến sĩ thi đua cấp tỉnh", "decided_by": "Chủ tịch"},
    )  # fmt: skip


def honouree_of(province):
    return make_honouree("Người tỉnh khác", province)


def test_the_year_is_told_in_order_with_what_is_missing(scene):
    council = read(scene)
    days = [event.day for event in council.events]
    assert days == sorted(days)
    found = {event.words: (event.detail, event.missing) for event in council.events if event.is_deadline}
    assert found["Hạn báo cáo quý I năm 2024"] == ("1/1 báo cáo đã xác nhận", 0)
    assert found["Hạn nộp đợt đăng ký số 1"] == ("2/3 khối, cụm đã nộp", 1)


def test_a_deadline_is_late_only_where_something_is_missing(scene):
    due = scene.round.due_on
    event = next(one for one in read(scene).events if one.day == due and one.is_deadline)
    near, after = due - timedelta(days=14), due + timedelta(days=1)
    assert [event.state_on(day) for day in (near - timedelta(days=1), near, due, after)] == [
        "later", "soon", "today", "late",
    ]  # fmt: skip
    done = next(one for one in read(scene).events if one.words == "Hạn báo cáo quý I năm 2024")
    assert done.state_on(done.day + timedelta(days=1)) == "past"


def test_the_comparison_sets_both_years_side_by_side(scene):
    rows = {one.label: (one.now, one.then, one.end) for one in compared(read(scene))}
    assert rows["Đạt"] == (0, 0, 1)
    assert rows["Đúng tiến độ"] == (0, 1, 0)
    assert rows["Tổng số chỉ tiêu"] == (5, 2, 2)
    assert rows["Khen thưởng đã quyết định"] == (2, None, 1)


def test_charts_say_what_they_find(scene):
    council = read(scene)
    assert groups_chart(council).title == "Kinh tế: 1/2 chỉ tiêu chậm tiến độ hoặc không đạt, nhiều nhất"
    assert years_chart(council).title == ("Đạt, vượt: 20% số chỉ tiêu năm 2024; 0% năm 2023, cùng kỳ 30/09/2023")
    assert (
        summary(council)
        == "3/5 chỉ tiêu có số liệu đã xác nhận: 1 vượt, 1 chậm tiến độ, 1 không đạt, 2 chưa có số liệu."
    )


def test_at_the_end_of_the_year_the_same_day_is_no_column_of_its_own(scene):
    make_actual(scene.directive.targets.get(name="Thu ngân sách"), "1.400", organization=scene.finance)
    council = read(scene)
    assert council.is_whole_year
    assert {one.then for one in compared(council)} == {None}
    assert len(years_chart(council).bars) == 2


def test_of_several_directives_one_is_chosen_and_the_last_issued_is_the_usual_one(scene, province):
    later = issued(province, campaign=scene.campaign, code="laocai-2024-2", number=2, issued_on=date(2024, 3, 1))
    assert read(scene).targets.directive == later
    assert read(scene, code="laocai-2024").targets.directive == scene.directive
    assert read(scene, code="khong-co").targets.directive == later


def test_an_empty_year_is_empty(province):
    council = council_of(CampaignFactory(organization=province), on=date(2024, 5, 1))
    assert council.is_empty
    assert (council.targets, council.before, council.rounds, council.events) == (None, None, [], [])
    assert (groups_chart(council), years_chart(council), compared(council)) == (None, None, [])
    assert summary(council) == "Phong trào này chưa có chỉ thị được ban hành."


def test_campaigns_of_ones_own_body_the_newest_first(province, other_province, leader):
    old, new = CampaignFactory(organization=province, year=2023), CampaignFactory(organization=province, year=2024)
    thematic = CampaignFactory(organization=province, year=2024, kind="thematic")
    CampaignFactory(organization=other_province, year=2024)
    assert councils_for(leader) == [new, thematic, old]
    assert councils_for(person("vanthu", province, Role.CLERK)) == []
