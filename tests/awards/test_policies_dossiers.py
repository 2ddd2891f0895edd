"""What keeps a dossier back, in sentences; and what is only pointed out."""

from __future__ import annotations

from datetime import date

import pytest

from awards.enums import Answer, DossierStatus, LegalVersion, Mode, OpinionAnswer, SubjectKind
from awards.models import AwardRecord, OpinionRequest, RuleSwitch
from awards.policies import dossiers as policies
from awards.selectors.dossier_review import HEAD_RULE, kept, review_of
from tests.awards.dossiers import (
    delivered,
    give_papers,
    make_directive,
    make_draft,
    make_line,
    missed_and_met,
    submitted,
)
from tests.factories.awards import make_honouree, make_title
from tests.factories.organizations import OrganizationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_2025")]
ON = date(2025, 1, 10)


@pytest.fixture
def head(unit):
    return make_honouree("Vàng Thị Mỷ", unit, post="Giám đốc", holds_leading_post=True, is_head=True)


@pytest.fixture
def plain_title():
    """A title without conditions or papers."""
    return make_title("GK", is_yearly=False)


def test_a_year_that_has_not_come_is_refused():
    assert policies.blockers_to_create(2025, on=ON) == []
    assert len(policies.blockers_to_create(2026, on=ON)) == 1
    assert len(policies.blockers_to_create(1989, on=ON)) == 1


def test_empty_dossier_is_not_sent(unit):
    (reason,) = policies.blockers_to_submit(make_draft(unit), on=ON)
    assert reason.startswith("Hồ sơ chưa có dòng đề nghị nào.")


def test_each_paper_that_lacks_is_named_with_the_titles_that_need_it(unit):
    dossier = make_draft(unit)
    make_line(dossier, delivered("LDTT", conditions=[]))
    make_line(dossier, delivered("CSTDCS", conditions=[]))
    reasons = policies.blockers_to_submit(dossier, on=ON)
    assert reasons[:2] == [
        "Thiếu giấy tờ: Tờ trình đề nghị khen thưởng (cần cho Lao động tiên tiến, Chiến sĩ thi đua cơ sở).",
        "Thiếu giấy tờ: Danh sách đề nghị (cần cho Lao động tiên tiến).",
    ]
    assert len(reasons) == 4
    give_papers(dossier)
    assert policies.blockers_to_submit(dossier, on=ON) == []


def test_head_whose_unit_missed_a_target_is_not_sent_and_the_targets_are_listed(province, unit, head):
    dossier = make_draft(unit)
    make_line(dossier, delivered("LDTT"), head)
    missed_and_met(make_directive(province), unit)
    give_papers(dossier)
    review = review_of(dossier, on=ON)
    (reason,) = policies.blockers_to_submit(dossier, on=ON, review=review)
    assert reason.startswith("Vàng Thị Mỷ chưa đủ điều kiện")
    assert "Tốc độ tăng trưởng kinh tế (GRDP)" in reason
    (finding,) = [one for one in review.lines[0].findings if one["rule"] == HEAD_RULE]
    assert [(one["name"], one["verdict"]) for one in finding["targets"]] == [
        ("Tốc độ tăng trưởng kinh tế (GRDP)", "missed"),
        ("Giải quyết việc làm", "exceeded"),
    ]
    assert finding["targets"][0]["url"].startswith("/chi-thi/")


def test_deputy_of_the_same_unit_is_not_held_back_by_its_targets(province, unit):
    dossier = make_draft(unit)
    deputy = make_honouree("Lý A Sử", unit, post="Phó Giám đốc", holds_leading_post=True)
    make_line(dossier, delivered("LDTT"), deputy)
    missed_and_met(make_directive(province), unit)
    give_papers(dossier)
    assert policies.blockers_to_submit(dossier, on=ON) == []


def test_only_a_switch_of_the_province_lets_the_head_through_as_a_warning(province, other_province, unit, head, admin):
    dossier = make_draft(unit)
    make_line(dossier, delivered("LDTT"), head)
    missed_and_met(make_directive(province), unit)
    give_papers(dossier)
    RuleSwitch.objects.create(organization=other_province, rule=HEAD_RULE, reason="Lý do khác", set_by=admin)
    assert len(policies.blockers_to_submit(dossier, on=ON)) == 1
    RuleSwitch.objects.create(organization=province, rule=HEAD_RULE, reason="Bão số 3", set_by=admin)
    assert policies.blockers_to_submit(dossier, on=ON) == []
    (finding,) = [one for one in review_of(dossier, on=ON).lines[0].findings if one["rule"] == HEAD_RULE]
    assert (finding["answer"], finding["mode"], finding["mode_reason"]) == (Answer.NOT_MET, Mode.WARN, "Bão số 3")


def test_unknown_conditions_do_not_block_but_are_pointed_out(unit):
    dossier = make_draft(unit)
    line = make_line(dossier, delivered("LDTT"))
    give_papers(dossier)
    assert policies.blockers_to_submit(dossier, on=ON) == []
    (warning,) = policies.warnings_for(review_of(dossier, on=ON))
    assert warning.startswith(f"1 dòng có điều kiện chưa xác định được ({line.honouree})")


@pytest.mark.parametrize(("year", "revoked", "blocked"), [(2024, False, 1), (2024, True, 0), (2023, False, 0)])
def test_yearly_title_that_was_given_for_the_year_is_not_proposed_again(unit, year, revoked, blocked):
    dossier = make_draft(unit)
    line = make_line(dossier, make_title("LDTT"))
    AwardRecord.objects.create(
        honouree=line.honouree, title_code="LDTT", title_name="LĐTT", year=year, decision_number="5/QĐ",
        decided_by="Sở", is_revoked=revoked, revoked_by="9/QĐ" if revoked else "",
    )  # fmt: skip
    reasons = policies.blockers_to_submit(dossier, on=ON)
    assert len(reasons) == blocked
    assert all("đã được tặng “Danh hiệu LDTT” năm 2024 (Quyết định số 5/QĐ)" in reason for reason in reasons)


def test_same_title_in_another_open_dossier_is_a_warning_and_a_closed_one_is_not(unit, plain_title):
    dossier, other = make_draft(unit), make_draft(unit, name="Hồ sơ kia")
    line = make_line(dossier, plain_title)
    make_line(other, plain_title, line.honouree)
    assert len(review_of(dossier, on=ON).elsewhere) == 1
    assert policies.blockers_to_submit(dossier, on=ON) == []
    other.status = DossierStatus.WITHDRAWN
    other.save()
    assert review_of(dossier, on=ON).elsewhere == ()


def test_two_lines_for_one_subject_are_pointed_out_with_the_article(unit, plain_title):
    dossier = make_draft(unit)
    line = make_line(dossier, plain_title)
    make_line(dossier, make_title("BK"), line.honouree)
    (words,) = review_of(dossier, on=ON).twice
    assert "Điều 5 Luật Thi đua, khen thưởng số 06/2022/QH15" in words
    assert policies.blockers_to_submit(dossier, on=ON) == []


def test_withdrawn_lines_count_for_nothing(unit):
    dossier = make_draft(unit)
    make_line(dossier, delivered("LDTT"), is_withdrawn=True)
    review = review_of(dossier, on=ON)
    assert (review.lines, review.slots) == ((), ())


@pytest.mark.parametrize(
    ("received_on", "reasons"),
    [(date(2025, 1, 10), 0), (date(2025, 1, 11), 1), (date(2025, 1, 5), 0), (date(2025, 1, 4), 1)],
)
def test_day_of_receipt_is_neither_to_come_nor_before_the_submission_paper(unit, received_on, reasons):
    dossier = make_draft(unit, submission_on=date(2025, 1, 5))
    assert len(policies.blockers_to_receive(dossier, received_on, on=ON)) == reasons


def test_title_that_the_law_of_the_day_of_receipt_does_not_know_is_named(unit, plain_title):
    dossier = make_draft(unit)
    make_line(dossier, plain_title)
    later = date(2026, 10, 1)
    (reason,) = policies.blockers_to_receive(dossier, later, on=date(2026, 11, 1))
    assert "Danh hiệu mã GK không có trong danh mục" in reason
    make_title("GK", legal_version=LegalVersion.L2026)
    assert policies.blockers_to_receive(dossier, later, on=date(2026, 11, 1)) == []


def test_sender_does_not_check_and_a_specialist_is_named_first(unit, staff):
    dossier = submitted(make_draft(unit), by=staff)
    assert policies.blockers_to_check(dossier, on=ON)[0].startswith("Chưa phân công chuyên viên")
    dossier = submitted(dossier, by=staff, specialist=staff)
    assert policies.blockers_to_check_as(dossier, staff, on=ON)[0].startswith("Anh/chị đã nộp hồ sơ này")
    assert policies.blockers_to_check_as(dossier, UserFactory(), on=ON) == []


ALLOWED = {
    "edit": {"draft", "supplement"},
    "supplement": {"submitted", "checked"},
    "check": {"submitted"},
    "route": {"submitted", "checked"},
    "reject": {"checked"},
    "withdraw": {"draft", "submitted", "supplement"},
    "ask_opinions": {"submitted"},
}


@pytest.mark.parametrize("verb", ALLOWED)
def test_each_act_is_open_in_its_statuses_only(unit, verb):
    dossier = submitted(make_draft(unit), specialist=UserFactory())
    policy = getattr(policies, f"blockers_to_{verb}")
    allowed = set()
    for status in DossierStatus:
        dossier.status = status
        if not policy(dossier, on=ON):
            allowed.add(status.value)
    assert allowed == ALLOWED[verb]


def test_agencies_that_have_not_answered_are_named_with_their_deadline(province, unit, staff):
    dossier = submitted(make_draft(unit))
    agency = OrganizationFactory(code="congan", name="Công an tỉnh", parent=province)
    opinion = OpinionRequest.objects.create(
        dossier=dossier, organization=agency, due_on=date(2025, 1, 9), asked_by=staff
    )
    (reason,) = policies.unanswered(dossier, on=ON)
    assert reason.startswith("Công an tỉnh chưa trả lời hiệp y (hạn 09/01/2025, đã quá hạn).")
    assert "đã quá hạn" not in policies.unanswered(dossier, on=date(2025, 1, 9))[0]
    opinion.answer, opinion.answered_on = OpinionAnswer.DISAGREE, ON
    opinion.save()
    assert policies.unanswered(dossier, on=ON) == []


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([("met", "block"), ("not_met", "warn")], Answer.MET),
        ([("met", "block"), ("unknown", "block")], Answer.UNKNOWN),
        ([("unknown", "block"), ("not_met", "block")], Answer.NOT_MET),
        ([], Answer.UNKNOWN),
    ],
)
def test_kept_findings_come_to_the_same_answer_as_when_they_were_found(unit, plain_title, answers, expected):
    line = make_line(make_draft(unit), plain_title, findings=[{"answer": a, "mode": m} for a, m in answers])
    assert kept(line).answer == expected


def test_kind_of_subject_does_not_matter_for_the_counts_of_review(unit):
    dossier = make_draft(unit)
    room = make_honouree("Phòng Ngân sách", unit, kind=SubjectKind.COLLECTIVE)
    make_line(dossier, delivered("TTLDTT"), room)
    assert [one.answer for one in review_of(dossier, on=ON).lines] == [Answer.UNKNOWN]
