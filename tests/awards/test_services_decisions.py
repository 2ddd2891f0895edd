"""Drafts, issue, revocation and correction of decisions; and what each refuses, in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from awards.enums import DecisionKind, DecisionStatus, DossierStatus
from awards.models import AwardRecord, BaseSalary, Decision, DecisionLine, Dossier
from awards.policies import decisions as policies
from awards.selectors import decisions as selectors
from awards.services import decisions as services
from awards.services.decisions_amend import correct_lines, revoke_lines
from awards.services.decisions_issue import issue_decision
from core.errors import ActionBlocked, Conflict
from core.log import history_of
from documents.models import RegisteredNumber
from tests.awards.deciding import ISSUED, carried, certificate, checked_lines, complete, drafted, issued
from tests.factories.awards import make_title

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_july_2026():
    with time_machine.travel("2026-07-10T09:00:00+07:00", tick=False):
        yield


def revoke(decision, staff, clerk, *lines, number=140, day=date(2026, 7, 5)):
    draft = revoke_lines(decision, lines, ground="false", reason="Kết luận số 12/KL-TTr", by=staff)
    return issue_decision(complete(draft, staff), number=number, issued_on=day, by=clerk)


def test_a_draft_from_checked_lines_says_who_in_the_words_of_the_paper(province, staff):
    decision = drafted(province, staff, "Giàng A Chứ")
    line = decision.lines.get()
    assert (line.name, line.post, line.achievement, line.coefficient) == (
        "Giàng A Chứ",
        "Sở Tài chính",
        "Đã có thành tích xuất sắc trong thực hiện nhiệm vụ, năm 2025",
        Decimal("1.50"),
    )
    assert decision.one_line_subject == "Về việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh năm 2025"
    assert (decision.status, decision.number, decision.place) == (DecisionStatus.DRAFT, None, "Lào Cai")


def test_only_verified_bases_are_filled_in_and_blanks_stop_the_number(province, staff, clerk):
    decision = services.create_decision(issuer=province, year=2025, lines=checked_lines(province, "A"), by=staff)
    assert decision.legal_bases.splitlines() == [
        "Căn cứ Luật Tổ chức chính quyền địa phương số … ngày …",
        "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022",
        "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ",
        "Xét đề nghị của … tại Tờ trình số … ngày …",
    ]
    lines = selectors.lines_of(decision)
    assert policies.blockers_to_issue(decision, lines, on=ISSUED) == [
        "Chưa có họ và tên người ký.",
        "Mục “Căn cứ” còn chỗ trống “…”: Căn cứ Luật Tổ chức chính quyền địa phương số … ngày … Điền hoặc bỏ dòng đó.",
    ]


def test_a_session_gives_its_carried_lines_each_to_the_paper_of_its_level(province, staff):
    make_title("BKT", level="province")
    make_title("COTD_CP", level="state", decided_by="Thủ tướng Chính phủ")
    session = carried(province, staff, "BKT", "COTD_CP", against=["CSTDCS"])
    own = services.create_decision(issuer=province, year=2025, session=session, by=staff)
    above = services.create_decision(issuer=province, year=2025, session=session, is_submission=True, by=staff)
    assert [line.title.code for line in own.lines.all()] == ["BKT"]
    assert [line.title.code for line in above.lines.all()] == ["COTD_CP"]
    assert above.addressee == "Thủ tướng Chính phủ"
    assert above.one_line_subject == "Về việc đề nghị tặng danh hiệu “Danh hiệu COTD_CP” năm 2025"


def test_a_session_is_used_up_once(province, staff):
    session = carried(province, staff, "BKT")
    services.create_decision(issuer=province, year=2025, session=session, by=staff)
    with pytest.raises(ActionBlocked, match="không còn đề nghị nào thuộc thẩm quyền của cơ quan đã đạt"):
        services.create_decision(issuer=province, year=2025, session=session, by=staff)
    assert selectors.waiting_sessions([province]) == []


def test_a_title_that_the_law_puts_to_the_vote_is_not_picked_by_hand(province, staff):
    lines = checked_lines(province, "Giàng A Chứ", title=make_title("CSTDT"))
    with pytest.raises(ActionBlocked, match="Giàng A Chứ"):
        services.create_decision(issuer=province, year=2025, lines=lines, by=staff)
    assert not Decision.objects.exists()


def test_a_title_of_a_higher_level_is_not_put_on_a_decision(province, staff):
    lines = checked_lines(province, "Sở A", title=certificate("COTD_CP", level="state"))
    with pytest.raises(ActionBlocked, match="Sở A"):
        services.create_decision(issuer=province, year=2025, lines=lines, by=staff)


def test_a_line_stands_on_one_paper(province, staff):
    lines = checked_lines(province, "Giàng A Chứ")
    services.create_decision(issuer=province, year=2025, lines=lines, by=staff)
    with pytest.raises(ActionBlocked, match="đã có ở văn bản khác"):
        services.create_decision(issuer=province, year=2025, lines=lines, by=staff)


def test_issuing_writes_the_awards_into_the_history_with_their_money(province, staff, clerk):
    decision = issued(province, staff, clerk, "Giàng A Chứ", "Vàng Thị Máy")
    record = AwardRecord.objects.get(honouree__name="Giàng A Chứ")
    assert (record.title_code, record.year, record.decision_number, record.decided_on, record.decided_by) == (
        "BKT-CN",
        2025,
        "125/QĐ-UBND",
        ISSUED,
        "Chủ tịch Ủy ban nhân dân tỉnh Lào Cai",
    )
    assert (record.post_then, record.office_then, record.is_revoked) == ("", "Sở Tài chính", False)
    line = decision.lines.get(name="Giàng A Chứ")
    assert (line.base_salary, line.money, line.record) == (Decimal(2_530_000), Decimal(3_800_000), record)
    assert RegisteredNumber.objects.get().number == 125
    assert Dossier.objects.get().status == DossierStatus.DECIDED


@pytest.mark.parametrize(("day", "money"), [(date(2026, 6, 30), 3_510_000), (date(2026, 7, 1), 3_800_000)])
def test_the_money_follows_the_salary_of_the_decisions_day(province, staff, clerk, day, money):
    decision = issue_decision(drafted(province, staff, "A"), number=1, issued_on=day, by=clerk)
    assert decision.lines.get().money == Decimal(money)


def test_a_day_without_a_known_salary_is_refused_in_words(province, staff, clerk):
    BaseSalary.objects.create(valid_from=date(2026, 7, 5), amount=2_700_000, document="Nghị định")
    with pytest.raises(ActionBlocked, match="Chưa biết mức lương cơ sở ngày 02/07/2026"):
        issue_decision(drafted(province, staff, "A"), number=1, issued_on=ISSUED, by=clerk)
    assert not AwardRecord.objects.exists()


def test_an_unverified_salary_is_noted_in_the_log(province, staff, clerk):
    decision = issue_decision(drafted(province, staff, "A"), number=1, issued_on=date(2026, 6, 30), by=clerk)
    assert "Chưa đối chiếu được với văn bản gốc" in history_of(decision)[0].comment


def test_a_number_that_is_used_names_its_holder_and_nothing_is_written(province, staff, clerk):
    issued(province, staff, clerk, "Giàng A Chứ")
    second = drafted(province, staff, "Vàng Thị Máy")
    with pytest.raises(ActionBlocked, match=r"Số 125 năm 2026 đã dùng cho quyết định 125/QĐ-UBND ngày 02/07/2026"):
        issue_decision(second, number=125, issued_on=ISSUED, by=clerk)
    second.refresh_from_db()
    assert (second.status, AwardRecord.objects.count()) == (DecisionStatus.DRAFT, 1)


def test_two_clerks_at_once(province, staff, clerk):
    draft = drafted(province, staff, "Giàng A Chứ")
    stale = Decision.objects.get(pk=draft.pk)
    issue_decision(draft, number=125, issued_on=ISSUED, by=clerk)
    with pytest.raises(ActionBlocked, match="đã ban hành"):
        issue_decision(stale, number=126, issued_on=ISSUED, by=clerk)
    assert AwardRecord.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 7, 11), "Ngày ban hành không được sau hôm nay"),
        (date(2026, 1, 19), "trước ngày Hội đồng họp 20/01/2026"),
    ],
)
def test_days_a_decision_cannot_bear(province, staff, clerk, day, words):
    session = carried(province, staff, "BKT")
    draft = complete(services.create_decision(issuer=province, year=2025, session=session, by=staff), staff)
    with pytest.raises(ActionBlocked, match=words):
        issue_decision(draft, number=1, issued_on=day, by=clerk)


def test_who_holds_the_title_of_that_year_is_not_given_it_again(province, staff, clerk):
    first = issued(province, staff, clerk, "Giàng A Chứ")
    second = drafted(province, staff, "Vàng Thị Máy")
    second.lines.update(honouree=first.lines.get().honouree)
    with pytest.raises(ActionBlocked, match=r"đã được tặng .* năm 2025 theo Quyết định số 125/QĐ-UBND"):
        issue_decision(second, number=126, issued_on=ISSUED, by=clerk)


def test_a_dossier_that_was_sent_back_stops_the_number(province, staff, clerk):
    draft = drafted(province, staff, "Giàng A Chứ")
    Dossier.objects.update(status=DossierStatus.SUPPLEMENT)
    with pytest.raises(ActionBlocked, match="Yêu cầu bổ sung"):
        issue_decision(draft, number=1, issued_on=ISSUED, by=clerk)


def test_an_issued_decision_is_frozen(province, staff, clerk):
    decision = issued(province, staff, clerk, "Giàng A Chứ")
    line = decision.lines.get()
    for act in (
        lambda: services.save_decision(decision, {"place": "Sa Pa"}, base_revision=decision.revision, by=staff),
        lambda: services.save_line(line, {"name": "Ai đó"}, base_revision=decision.revision, by=staff),
        lambda: services.remove_line(line, base_revision=decision.revision, by=staff),
        lambda: services.discard_decision(decision, by=staff),
    ):
        with pytest.raises(ActionBlocked, match="Quyết định đã ban hành nên giữ nguyên"):
            act()
    assert decision.lines.get().name == "Giàng A Chứ"


def test_a_stale_save_is_refused_and_says_who_was_faster(province, staff, leader):
    decision = drafted(province, staff, "Giàng A Chứ")
    services.save_decision(decision, {"place": "Sa Pa"}, base_revision=decision.revision, by=leader)
    with pytest.raises(Conflict, match="vừa lưu lúc 09:00 ngày 10/07/2026"):
        services.save_decision(decision, {"place": "Bắc Hà"}, base_revision=decision.revision, by=staff)
    assert Decision.objects.get().place == "Sa Pa"


def test_articles_that_say_what_the_list_says_follow_the_list(province, staff):
    decision = drafted(province, staff, "Giàng A Chứ", "Vàng Thị Máy")
    lines = selectors.lines_of(decision)
    typed = services.words.compose_articles(decision, lines)
    assert "cho 2 cá nhân" in typed
    saved = services.save_decision(
        decision, {"articles": typed + "\n", "place": "Sa Pa"}, base_revision=decision.revision, by=staff
    )
    assert saved.articles == ""
    saved = services.save_decision(saved, {"articles": "Điều 1. Khác"}, base_revision=saved.revision, by=staff)
    assert saved.articles == "Điều 1. Khác"
    assert len(policies.warnings_for(saved, lines)) == 1


def test_articles_follow_a_new_addressee_when_the_old_ones_come_back_with_it(province, staff):
    make_title("COTD_CP", level="state", decided_by="Thủ tướng Chính phủ")
    session = carried(province, staff, "COTD_CP")
    draft = services.create_decision(issuer=province, year=2025, session=session, is_submission=True, by=staff)
    old = services.words.compose_articles(draft, selectors.lines_of(draft))
    saved = services.save_decision(
        draft, {"articles": old, "addressee": "Chủ tịch nước"}, base_revision=draft.revision, by=staff
    )
    assert saved.articles == ""


def test_the_subject_follows_the_lines_until_somebody_types_another(province, staff):
    one, two = checked_lines(province, "Một", "Hai")
    draft = services.create_decision(issuer=province, year=2025, by=staff)
    services.add_lines(draft, [one], base_revision=draft.revision, by=staff)
    assert draft.subject_line == "Về việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh năm 2025"
    saved = services.save_decision(draft, {"subject_line": "Khác"}, base_revision=draft.revision, by=staff)
    services.add_lines(saved, [two], base_revision=saved.revision, by=staff)
    assert Decision.objects.get().subject_line == "Khác"


def test_lines_are_moved_removed_and_sorted(province, staff):
    decision = drafted(province, staff, "Một", "Hai", "Ba")
    services.shift_line(decision.lines.get(name="Ba"), -1, base_revision=decision.revision, by=staff)
    assert [line.name for line in decision.lines.all()] == ["Một", "Ba", "Hai"]
    decision.refresh_from_db()
    services.remove_line(decision.lines.get(name="Một"), base_revision=decision.revision, by=staff)
    assert [(line.position, line.name) for line in decision.lines.all()] == [(1, "Ba"), (2, "Hai")]
    assert [one.line.honouree.name for one in selectors.candidates(province, is_submission=False)] == ["Một"]


def test_a_discarded_draft_frees_its_lines(province, staff):
    services.discard_decision(drafted(province, staff, "Một"), by=staff)
    assert not Decision.objects.exists()
    assert len(selectors.candidates(province, is_submission=False)) == 1
    assert history_of(province)[0].verb == "bỏ dự thảo quyết định khen thưởng"


def test_a_request_to_a_higher_level_grants_nothing(province, staff, clerk):
    make_title("COTD_CP", level="state", decided_by="Thủ tướng Chính phủ")
    session = carried(province, staff, "COTD_CP")
    draft = services.create_decision(issuer=province, year=2025, session=session, is_submission=True, by=staff)
    decision = issue_decision(complete(draft, staff), number=7, issued_on=ISSUED, by=clerk)
    assert decision.symbol == "07/TTr-UBND"
    assert not AwardRecord.objects.exists()
    assert decision.lines.get().money is None
    assert Dossier.objects.get().status == DossierStatus.DECIDED


def test_a_dossier_waits_while_one_of_its_lines_is_undecided(province, staff, clerk):
    lines = checked_lines(province, "Một", "Hai")
    draft = services.create_decision(issuer=province, year=2025, lines=lines[:1], by=staff)
    issue_decision(complete(draft, staff), number=1, issued_on=ISSUED, by=clerk)
    assert Dossier.objects.get().status == DossierStatus.CHECKED


def test_revoking_marks_the_awards_and_lists_the_money_to_be_paid_back(province, staff, clerk):
    decision = issued(province, staff, clerk, "Giàng A Chứ", "Vàng Thị Máy")
    revocation = revoke(decision, staff, clerk, decision.lines.get(name="Giàng A Chứ"))
    assert revocation.kind == DecisionKind.REVOKE
    assert revocation.reason == "Kê khai gian dối thành tích để được khen thưởng. Kết luận số 12/KL-TTr"
    revoked, kept = AwardRecord.objects.order_by("-is_revoked")
    assert (revoked.honouree.name, revoked.revoked_by) == (
        "Giàng A Chứ",
        "Quyết định số 140/QĐ-UBND ngày 05/07/2026",
    )
    assert kept.is_revoked is False
    assert revocation.lines.get().money == Decimal(3_800_000)
    assert history_of(decision)[0].comment == revocation.reason


def test_a_draft_revocation_takes_nothing_back(province, staff, clerk):
    decision = issued(province, staff, clerk, "Giàng A Chứ")
    revoke_lines(decision, decision.lines.all(), ground="standard", reason="", by=staff)
    assert AwardRecord.objects.get().is_revoked is False


def test_a_line_is_revoked_once(province, staff, clerk):
    decision = issued(province, staff, clerk, "Giàng A Chứ", "Vàng Thị Máy")
    line = decision.lines.get(name="Giàng A Chứ")
    late = revoke_lines(decision, [line], ground="forged", reason="", by=staff)
    revoke(decision, staff, clerk, line)
    words = "đã bị hủy bỏ theo Quyết định số 140/QĐ-UBND ngày 05/07/2026"
    for act in (
        lambda: revoke_lines(decision, [line], ground="false", reason="", by=staff),
        lambda: correct_lines(decision, [line], reason="Sai tên", by=staff),
        lambda: issue_decision(complete(late, staff), number=141, issued_on=date(2026, 7, 6), by=clerk),
    ):
        with pytest.raises(ActionBlocked, match=words):
            act()
    assert AwardRecord.objects.filter(is_revoked=True).count() == 1


def test_a_revocation_does_not_come_before_what_it_revokes(province, staff, clerk):
    decision = issued(province, staff, clerk, "Giàng A Chứ")
    with pytest.raises(ActionBlocked, match="trước ngày của quyết định bị sửa 02/07/2026"):
        revoke(decision, staff, clerk, decision.lines.get(), day=date(2026, 7, 1))


def test_no_line_chosen_and_drafts_are_not_revoked(province, staff, clerk):
    with pytest.raises(ActionBlocked, match="Chưa chọn dòng nào"):
        revoke_lines(issued(province, staff, clerk, "A"), [], ground="false", reason="", by=staff)
    draft = drafted(province, staff, "B")
    with pytest.raises(ActionBlocked, match="còn là dự thảo"):
        revoke_lines(draft, draft.lines.all(), ground="false", reason="", by=staff)


def test_a_correction_mends_the_history_and_the_old_line_points_to_it(province, staff, clerk):
    decision = issued(province, staff, clerk, "Giàng A Chứ")
    old = decision.lines.get()
    draft = correct_lines(decision, [old], reason="Do sai sót khi soạn danh sách", by=staff)
    complete(draft, staff)
    with pytest.raises(ActionBlocked, match="chưa sửa gì"):
        issue_decision(draft, number=141, issued_on=date(2026, 7, 5), by=clerk)
    draft.refresh_from_db()
    line = draft.lines.get()
    services.save_line(
        line,
        {"name": "Giàng A Chư", "post": "Phó Giám đốc, Sở Tài chính"},
        base_revision=draft.revision,
        by=staff,
    )
    issue_decision(draft, number=141, issued_on=date(2026, 7, 5), by=clerk)
    old = selectors.lines_of(decision)[0]
    mended = selectors.correction(old)
    assert mended is not None
    assert (old.name, mended.name, mended.decision.symbol) == ("Giàng A Chứ", "Giàng A Chư", "141/QĐ-UBND")
    assert AwardRecord.objects.get().post_then == "Phó Giám đốc, Sở Tài chính"
    assert DecisionLine.objects.count() == 2


def test_a_second_correction_starts_from_the_first_and_the_first_paper_stays_as_it_was(province, staff, clerk):
    decision = issued(province, staff, clerk, "Một")
    papers = []
    for number, name in ((141, "Hai"), (142, "Ba")):
        draft = correct_lines(decision, decision.lines.all(), reason="Sai tên", by=staff)
        services.save_line(draft.lines.get(), {"name": name}, base_revision=draft.revision, by=staff)
        draft.refresh_from_db()
        papers.append(issue_decision(complete(draft, staff), number=number, issued_on=date(2026, 7, 5), by=clerk))
    target = selectors.lines_of(decision)[0]
    found = [policies.changes(paper.lines.get(), target) for paper in papers]
    assert found == [[("tên trên quyết định", "Một", "Hai")], [("tên trên quyết định", "Hai", "Ba")]]
