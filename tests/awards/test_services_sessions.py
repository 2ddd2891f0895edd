"""The council and its session: what is refused in words, and what the votes come to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from awards.ballot import Count
from awards.enums import Choice, DossierStatus, MemberRole, SessionStatus, SubjectKind, ThresholdBase
from awards.models import Conflict, PaperVoteEntry, Session, Tally, VoteMark
from awards.policies import sessions as policies
from awards.selectors import sessions as selectors
from awards.services import sessions as services
from awards.services import sessions_ballot as ballots
from awards.services import sessions_council as councils
from core.errors import ActionBlocked, DomainError
from core.log import history_of
from organizations.enums import Role
from tests.awards.sitting import AWAY, PAPER, attend, opened, plan, put, vote, voters, whole
from tests.conftest import person
from tests.factories.awards import make_council, make_dossier, make_honouree, make_title
from tests.factories.organizations import OrganizationFactory, UserFactory

CHAIR, VICE, STANDING = MemberRole.CHAIR, MemberRole.VICE, MemberRole.STANDING_VICE


@pytest.fixture
def council(province):
    return make_council(province, 9)


@pytest.fixture
def session(council, staff):
    return plan(council, staff)


@pytest.fixture
def second(province):
    return person("staff2", province, Role.STAFF)


def reasons_of(refused) -> str:
    return " ".join(refused.value.reasons)


def seat(council, staff, role, **values):
    values = {"full_name": "Lý Seo Dìn", "role": role, "position": 99, "valid_from": date(2025, 1, 1)} | values
    return councils.seat_member(council, by=staff, **values)


# --- The council --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "words"), [(CHAIR, "Chủ tịch Hội đồng đã có: Ủy viên Số 1"), (STANDING, "đã có: Ủy viên Số 2")]
)
def test_a_single_seat_is_held_by_one_person_at_a_time(council, staff, role, words):
    with pytest.raises(ActionBlocked, match=words):
        seat(council, staff, role)


def test_a_single_seat_is_free_after_its_holder_left(council, staff):
    chair = council.members.get(role=CHAIR)
    kept = {name: getattr(chair, name) for name in councils.SEAT_FIELDS}
    councils.edit_seat(chair, by=staff, **kept | {"valid_to": date(2025, 6, 1)})
    new = seat(council, staff, CHAIR, valid_from=date(2025, 6, 1))
    assert list(selectors.members_on(council, date(2025, 5, 31)).filter(role=CHAIR)) == [chair]
    assert list(selectors.members_on(council, date(2025, 6, 1)).filter(role=CHAIR)) == [new]
    assert history_of(council)[0].verb == "thêm thành viên Lý Seo Dìn (Chủ tịch Hội đồng)"
    assert history_of(council)[1].data == {"changed": {"valid_to": ["", "2025-06-01"]}}


def test_a_council_has_at_most_four_vice_chairs(council, staff):
    for number in range(3):
        seat(council, staff, VICE, full_name=f"Phó {number}")
    with pytest.raises(ActionBlocked, match="không quá 4 Phó Chủ tịch"):
        seat(council, staff, VICE)


def test_an_account_has_one_seat(council, staff):
    with pytest.raises(ActionBlocked, match="Ủy viên Số 3 đã có tên trong Hội đồng này"):
        seat(council, staff, MemberRole.MEMBER, user=council.members.get(position=3).user)


def test_editing_a_council_keeps_what_stood_there(council, staff):
    councils.edit_council(council, by=staff, name=council.name, quorum=Decimal(75))
    assert history_of(council)[0].data == {"changed": {"quorum": ["66.67", "75"]}}


# --- Agenda and attendance ----------------------------------------------------------------------------------


def test_a_session_takes_the_members_of_its_day(council, staff):
    gone = council.members.get(position=9)
    gone.valid_to = date(2026, 1, 21)
    gone.save()
    session = plan(council, staff)
    assert session.attendances.count() == 9
    services.edit_session(session, by=staff, held_on=date(2026, 1, 21))
    assert session.attendances.count() == 8


def test_a_session_outside_the_councils_time_is_refused(council, staff):
    with pytest.raises(ActionBlocked, match="ngoài thời hạn của Hội đồng"):
        plan(council, staff, held_on=date(2023, 1, 1))


def test_putting_lines_takes_their_dossiers_to_the_council(session, staff):
    item = put(session, staff, "CSTDT")[0]
    item.line.dossier.refresh_from_db()
    assert item.line.dossier.status == DossierStatus.TO_COUNCIL
    assert (item.position, item.threshold, item.legal_note) == (1, Decimal("80.00"), "")


def test_a_title_without_a_threshold_takes_that_of_the_council(session, staff):
    title = make_title("BK", vote_threshold=None)
    item = services.put_lines(
        session, make_dossier(session.council.organization, titles=(title,)).lines.all(), by=staff
    )[0]
    assert (item.threshold, item.threshold_base) == (Decimal("50.00"), ThresholdBase.ALL_MEMBERS)
    assert item.legal_note.startswith("Tỷ lệ 50% tổng số thành viên theo quy chế của Hội đồng")


def test_a_threshold_that_was_not_verified_brings_its_note(session, staff):
    source = {"vote_threshold": {"article": "NĐ 152/2025", "verified": False, "note": "chưa đối chiếu"}}
    title = make_title("CSTDTQ", citations=source)
    item = services.put_lines(
        session, make_dossier(session.council.organization, titles=(title,)).lines.all(), by=staff
    )[0]
    assert item.legal_note == "NĐ 152/2025: chưa đối chiếu"


def test_a_line_is_put_once(session, staff, council):
    line = put(session, staff, "T1")[0].line
    with pytest.raises(ActionBlocked, match="đã có trong chương trình của phiên"):
        services.put_lines(plan(council, staff), [line], by=staff)


def test_a_dossier_that_was_not_checked_is_not_put(session, staff):
    draft = make_dossier(session.council.organization, titles=(make_title("T1"),), status=DossierStatus.SUBMITTED)
    with pytest.raises(ActionBlocked, match="hồ sơ đã nộp; chỉ đưa hồ sơ đã thẩm định"):
        services.put_lines(session, draft.lines.all(), by=staff)
    assert session.items.count() == 0


def test_a_dossier_of_another_body_is_not_put(session, staff, other_province):
    foreign = make_dossier(other_province, titles=(make_title("T1"),))
    with pytest.raises(ActionBlocked, match="gửi cơ quan khác"):
        services.put_lines(session, foreign.lines.all(), by=staff)
    assert list(selectors.candidates(session)) == []


def test_taking_the_last_line_off_gives_the_dossier_back(session, staff):
    first, last = put(session, staff, "T1", "T2")
    services.take_off(first, by=staff)
    first.line.dossier.refresh_from_db()
    last.refresh_from_db()
    assert (first.line.dossier.status, last.position) == (DossierStatus.CHECKED, 1)


def test_items_are_shifted_within_the_agenda(session, staff):
    items = put(session, staff, "T1", "T2", "T3")
    services.shift(items[2], -1, by=staff)
    services.shift(items[0], -1, by=staff)
    assert [item.line.title.code for item in selectors.items_of(session)] == ["T1", "T3", "T2"]


def test_an_absence_during_the_meeting_needs_its_reason(session, staff):
    put(session, staff, "T1")
    attend(session, staff)
    services.open_session(session, by=staff)
    found = {session.attendances.get(member__position=9).pk: (AWAY, "")}
    with pytest.raises(ActionBlocked, match="Chưa ghi lý do vắng: Ủy viên Số 9"):
        services.set_attendance(session, found, by=staff)


def test_cancelling_gives_the_dossiers_back(session, staff):
    item = put(session, staff, "T1")[0]
    services.cancel_session(session, reason="Chủ tịch đi công tác", by=staff)
    item.line.dossier.refresh_from_db()
    assert item.line.dossier.status == DossierStatus.CHECKED
    assert list(selectors.candidates(session)) == [item.line]


# --- Conflicts ----------------------------------------------------------------------------------------------


def conflict_reason(session, staff, **line):
    """Why the third member does not vote on a line like this, or nothing."""
    member = session.council.members.get(position=3)
    subject = make_honouree(line.pop("name", "Vàng Thị Mai"), line.pop("office", member.organization), **line)
    dossier = make_dossier(session.council.organization, titles=(make_title("T1"),), honourees=(subject,))
    item = services.put_lines(session, dossier.lines.all(), by=staff)[0]
    return [(one.member.position, one.reason) for one in item.conflicts.all()]


def test_a_member_does_not_vote_on_the_own_name(session, staff):
    assert conflict_reason(session, staff, name="ủy viên số 3") == [(3, "Là người được đề nghị khen thưởng.")]


def test_a_namesake_elsewhere_is_somebody_else(session, staff):
    assert conflict_reason(session, staff, name="Ủy viên Số 3", office=OrganizationFactory()) == []


def test_a_member_does_not_vote_on_the_own_office(session, staff):
    assert conflict_reason(session, staff) == [(3, "Người, tập thể được đề nghị thuộc đơn vị của thành viên.")]


def test_a_member_does_not_vote_on_the_own_body_itself(session, staff):
    found = conflict_reason(session, staff, kind=SubjectKind.COLLECTIVE, is_whole_organization=True)
    assert found == [(3, "Đơn vị của thành viên được đề nghị khen thưởng.")]


def test_a_member_does_not_vote_on_a_body_below_the_own(session, staff):
    below = OrganizationFactory(parent=session.council.members.get(position=3).organization)
    assert conflict_reason(session, staff, office=below)[0][1].endswith("đơn vị trực thuộc của thành viên.")


def test_a_member_does_not_vote_on_a_dossier_of_the_own_unit(session, staff):
    member = session.council.members.get(position=3)
    dossier = make_dossier(
        session.council.organization, member.organization, titles=(make_title("T1"),), honourees=(make_honouree(),)
    )
    item = services.put_lines(session, dossier.lines.all(), by=staff)[0]
    assert [one.reason for one in item.conflicts.all()] == ["Hồ sơ do đơn vị của thành viên đề nghị."]


def test_the_chair_of_the_province_votes_on_its_departments(session, staff, council, province):
    council.members.filter(position=1).update(organization=province)
    item = put(session, staff, "T1")[0]
    assert item.conflicts.count() == 0


def test_a_conflict_noted_by_hand_can_be_taken_back(session, staff, council):
    item = put(session, staff, "T1")[0]
    conflict = services.add_conflict(item, council.members.get(position=4), reason="Là anh em ruột", by=staff)
    with pytest.raises(ActionBlocked, match="đã được ghi"):
        services.add_conflict(item, conflict.member, reason="Là anh em ruột", by=staff)
    services.drop_conflict(conflict, by=staff)
    assert Conflict.objects.count() == 0


def test_a_conflict_that_the_dossier_shows_stays(session, staff):
    conflict_reason(session, staff)
    with pytest.raises(ActionBlocked, match="không bỏ phiếu theo hồ sơ"):
        services.drop_conflict(Conflict.objects.get(), by=staff)


# --- Opening ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("away", "is_refused"), [(3, False), (4, True)])
def test_the_vote_needs_the_quorum(session, staff, away, is_refused):
    put(session, staff, "T1")
    missing = {f"seat{9 - number}": AWAY for number in range(away)}
    if not is_refused:
        assert opened(session, staff, **missing).status == SessionStatus.VOTING
        return
    with pytest.raises(ActionBlocked, match=r"Có mặt 5/9 thành viên; cần ít nhất 6 người \(66,67%\)"):
        opened(session, staff, **missing)


def test_papers_do_not_make_a_quorum(session, staff):
    put(session, staff, "T1")
    with pytest.raises(ActionBlocked, match="Có mặt 5/9"):
        opened(session, staff, seat6=PAPER, seat7=PAPER, seat8=PAPER, seat9=PAPER)


def test_the_vote_needs_accounts_of_those_present(session, staff, council):
    put(session, staff, "T1")
    council.members.filter(position=9).update(user=None)
    with pytest.raises(ActionBlocked, match="Chưa có tài khoản để bỏ phiếu: Ủy viên Số 9"):
        opened(session, staff)


def test_the_vote_is_not_opened_without_the_chair(session, staff):
    put(session, staff, "T1")
    with pytest.raises(ActionBlocked, match="Người chủ trì Ủy viên Số 1 không có mặt"):
        opened(session, staff, seat1=AWAY)


def test_the_vote_is_not_opened_over_a_changed_dossier(session, staff):
    item = put(session, staff, "T1")[0]
    item.line.dossier.revision += 1
    item.line.dossier.save()
    with pytest.raises(ActionBlocked, match=r"đã thay đổi\. Bỏ khỏi chương trình rồi đưa lại"):
        opened(session, staff)


def test_a_session_is_not_opened_before_its_day_or_without_people(council, staff):
    session = plan(council, staff, held_on=date(2999, 1, 1), chair=None, secretary=None)
    with pytest.raises(ActionBlocked) as refused:
        services.open_session(session, by=staff)
    assert [words.split(".")[0] for words in refused.value.reasons] == [
        "Phiên họp định vào ngày 01/01/2999, chưa đến ngày",
        "Chưa ghi người chủ trì",
        "Chưa ghi thư ký",
        "Chương trình chưa có nội dung nào",
    ]


def test_nothing_of_the_session_is_changed_while_people_vote(session, staff):
    item = put(session, staff, "T1")[0]
    opened(session, staff)
    for act in (
        lambda: put(session, staff, "T2"),
        lambda: services.take_off(item, by=staff),
        lambda: services.shift(item, 1, by=staff),
        lambda: attend(session, staff),
        lambda: services.edit_session(session, by=staff, place="Nơi khác"),
        lambda: services.add_conflict(item, session.council.members.first(), reason="Quen", by=staff),
    ):
        with pytest.raises(ActionBlocked, match="Phiên họp đang bỏ phiếu"):
            act()


def test_a_vote_that_is_called_off_leaves_nothing_of_the_ballots(session, staff):
    item = put(session, staff, "T1")[0]
    opened(session, staff)
    vote(session, voters(session)[0])
    with pytest.raises(ActionBlocked, match="Mới có một phiếu"):
        ballots.close_session(session, by=staff)
    services.cancel_session(session, reason="Không đủ người bỏ phiếu", by=staff)
    session.refresh_from_db()
    assert session.status == "cancelled"
    assert {tally.count for tally in item.tallies.all()} == {0}
    assert not session.marks.filter(has_voted=True).exists()
    item.line.dossier.refresh_from_db()
    assert item.line.dossier.status == "checked"


def test_an_item_that_cannot_pass_is_told_beforehand(session, staff, council):
    item = put(session, staff, "T1")[0]
    attend(session, staff, seat9=AWAY)
    services.add_conflict(item, council.members.get(position=1), reason="Là vợ chồng", by=staff)
    assert policies.warnings_before_voting(session) == [
        f"“{selectors.name_of(item)}” cần 8 phiếu đồng ý mà chỉ 7 người được bỏ phiếu nên không thể đạt."
    ]


# --- Voting -------------------------------------------------------------------------------------------------


def refused_ballot(session, voter, chosen):
    before = (list(Tally.objects.values_list()), list(VoteMark.objects.values_list()))
    with pytest.raises(ActionBlocked) as refused:
        ballots.cast_ballot(session, chosen, by=voter)
    assert (list(Tally.objects.values_list()), list(VoteMark.objects.values_list())) == before
    return reasons_of(refused)


def test_a_ballot_raises_the_counters(session, staff):
    items = put(session, staff, "T1", "T2")
    opened(session, staff)
    one, other, *_ = voters(session)
    vote(session, one, item2=Choice.DISAGREE)
    vote(session, other, Choice.BLANK)
    assert selectors.counts_of(session) == {items[0].pk: Count(1, 0, 1), items[1].pk: Count(0, 1, 1)}
    assert selectors.turnout_of(session).voted == 2


def test_a_second_ballot_is_refused(session, staff):
    put(session, staff, "T1")
    opened(session, staff)
    voter = voters(session)[0]
    vote(session, voter)
    assert "Mỗi thành viên bỏ phiếu một lần" in refused_ballot(session, voter, whole(session, voter))


def test_a_ballot_before_and_after_the_vote_is_refused(session, staff):
    put(session, staff, "T1")
    member = session.council.members.first().user
    assert "Chưa mở bỏ phiếu" in refused_ballot(session, member, {})
    opened(session, staff)
    ballots.close_session(session, by=staff)
    words = refused_ballot(session, member, whole(session, member))
    assert words.startswith("Bỏ phiếu đã kết thúc lúc")
    assert "không nhận thêm phiếu" in words


def test_a_ballot_of_somebody_else_is_refused(session, staff):
    put(session, staff, "T1")
    opened(session, staff, seat8=PAPER, seat9=AWAY)
    by_seat = {one.position: one.user for one in session.council.members.all()}
    assert "không phải là thành viên Hội đồng" in refused_ballot(session, UserFactory(), {})
    assert "vắng, gửi phiếu giấy" in refused_ballot(session, by_seat[8], {})
    assert "được ghi là vắng mặt" in refused_ballot(session, by_seat[9], {})


def test_a_ballot_of_a_member_with_a_conflict_is_refused_on_that_item(session, staff, council):
    item, other = put(session, staff, "T1", "T2")
    services.add_conflict(item, council.members.get(position=1), reason="Là vợ chồng.", by=staff)
    opened(session, staff)
    chair = council.members.get(position=1).user
    words = refused_ballot(session, chair, {item.pk: Choice.AGREE, other.pk: Choice.AGREE})
    assert words.startswith("Anh/chị không bỏ phiếu nội dung này. Là vợ chồng.")
    vote(session, chair)
    assert selectors.counts_of(session) == {item.pk: Count(), other.pk: Count(1)}


def test_a_member_with_a_conflict_on_everything_is_not_waited_for(session, staff, council):
    item = put(session, staff, "T1")[0]
    services.add_conflict(item, council.members.get(position=1), reason="Là vợ chồng.", by=staff)
    opened(session, staff)
    assert selectors.turnout_of(session).expected == 8
    assert "không tham gia bỏ phiếu ở nội dung nào" in refused_ballot(session, council.members.first().user, {})


def test_a_ballot_with_gaps_is_refused(session, staff):
    item, *_ = put(session, staff, "T1", "T2", "T3")
    opened(session, staff)
    words = refused_ballot(session, voters(session)[0], {item.pk: Choice.AGREE})
    assert words.startswith("Còn nội dung chưa chọn: 2, 3.")


def test_a_ballot_with_a_strange_item_is_refused(session, staff):
    put(session, staff, "T1")
    opened(session, staff)
    voter = voters(session)[0]
    assert "1 nội dung không thuộc phiên họp này" in refused_ballot(
        session, voter, {**whole(session, voter), 10**9: "agree"}
    )


def test_a_dossier_changed_during_the_vote_stops_its_item(session, staff):
    item, other = put(session, staff, "T1", "T2")
    opened(session, staff)
    one, two, *_ = voters(session)
    vote(session, one)
    read_before = whole(session, two)
    item.line.dossier.revision += 1
    item.line.dossier.save()
    assert "đã thay đổi sau khi đưa vào chương trình nên dừng bỏ phiếu" in refused_ballot(session, two, read_before)
    vote(session, two)
    ballots.close_session(session, by=staff)
    stopped, voted = Session.objects.get().result["items"]
    assert (stopped["passed"], stopped["agree"], voted["agree"]) == (None, 1, 2)
    assert "đưa lại ở phiên họp sau" in stopped["void"]
    assert item.line in selectors.candidates(session)
    assert other.line not in selectors.candidates(session)


# --- Paper votes --------------------------------------------------------------------------------------------


@pytest.fixture
def with_papers(session, staff):
    put(session, staff, "T1", "T2")
    opened(session, staff, seat8=PAPER, seat9=PAPER)
    return session


def papers(session, *counts):
    """Both papers came back, and say this."""
    members = set(session.marks.filter(is_paper=True).values_list("member", flat=True))
    items = [item.pk for item in selectors.items_of(session)]
    return {"members": members, "counts": dict(zip(items, counts, strict=True))}


def test_two_equal_readings_are_counted(with_papers, staff, second):
    read = papers(with_papers, Count(2), Count(1, 1))
    assert not ballots.enter_paper_votes(with_papers, **read, by=staff).counted
    assert selectors.turnout_of(with_papers).voted == 0
    assert ballots.enter_paper_votes(with_papers, **read, by=second).counted
    assert list(selectors.counts_of(with_papers).values()) == [Count(2), Count(1, 1)]
    assert selectors.turnout_of(with_papers).voted == 2
    assert list(PaperVoteEntry.objects.values_list("digests", "is_counted", "ballots")) == [({}, True, 2)] * 2
    with pytest.raises(ActionBlocked, match="đã được hai người nhập khớp nhau"):
        ballots.enter_paper_votes(with_papers, **read, by=staff)


def test_the_first_reading_cannot_be_read_in_the_database(with_papers, staff):
    ballots.enter_paper_votes(with_papers, **papers(with_papers, Count(2), Count(1, 1)), by=staff)
    entry = PaperVoteEntry.objects.get()
    assert {len(digest) for digest in entry.digests.values()} == {64}
    assert len(set(entry.digests.values())) == 3


def test_two_different_readings_are_thrown_away(with_papers, staff, second):
    ballots.enter_paper_votes(with_papers, **papers(with_papers, Count(2), Count(1, 1)), by=staff)
    found = ballots.enter_paper_votes(with_papers, **papers(with_papers, Count(2), Count(0, 2)), by=second)
    differing = selectors.items_of(with_papers)[1].pk
    assert (found.counted, found.differing) == (False, (differing,))
    assert list(PaperVoteEntry.objects.values_list("digests", "differing")) == [({}, [differing])] * 2
    assert selectors.turnout_of(with_papers).voted == 0
    for reader in (second, staff):
        found = ballots.enter_paper_votes(with_papers, **papers(with_papers, Count(2), Count(1, 1)), by=reader)
    assert found.counted


def test_one_person_is_not_two(with_papers, staff):
    read = papers(with_papers, Count(2), Count(1, 1))
    for _ in range(2):
        assert not ballots.enter_paper_votes(with_papers, **read, by=staff).counted


def test_papers_add_up(with_papers, staff):
    with pytest.raises(ActionBlocked, match="Nội dung 1: cộng được 3 phiếu, nhưng 2 thành viên gửi phiếu"):
        ballots.enter_paper_votes(with_papers, **papers(with_papers, Count(3), Count(1, 1)), by=staff)


def test_papers_of_members_who_are_there_are_refused(with_papers, staff):
    here = with_papers.marks.filter(is_paper=False).first().member_id
    read = papers(with_papers, Count(1), Count(1)) | {"members": {here}}
    with pytest.raises(ActionBlocked, match="người không được ghi là vắng"):
        ballots.enter_paper_votes(with_papers, **read, by=staff)


def test_a_member_who_votes_reads_no_papers(with_papers):
    with pytest.raises(ActionBlocked, match="không nhập phiếu giấy"):
        ballots.enter_paper_votes(with_papers, **papers(with_papers, Count(2), Count(2)), by=voters(with_papers)[0])


def test_the_vote_is_not_closed_before_the_papers_are_in(with_papers, staff, second):
    with pytest.raises(ActionBlocked, match="chưa được hai người nhập khớp nhau"):
        ballots.close_session(with_papers, by=staff)
    for reader in (staff, second):
        read = {"members": set(), "counts": {}}
        found = ballots.enter_paper_votes(with_papers, **read, by=reader)
    assert found.counted
    assert ballots.close_session(with_papers, by=staff).status == SessionStatus.CLOSED


# --- Closing ------------------------------------------------------------------------------------------------


def cast_all(session, against: int):
    for number, voter in enumerate(voters(session)):
        vote(session, voter, Choice.DISAGREE if number < against else Choice.AGREE)


@pytest.mark.parametrize(("against", "passed", "percent"), [(1, True, "88.9"), (2, False, "77.8")])
def test_the_result_at_both_sides_of_the_threshold(session, staff, against, passed, percent):
    put(session, staff, "T1")
    opened(session, staff)
    cast_all(session, against)
    assert ballots.close_session(session, by=staff).result["items"][0] | {"item": 0, "line": 0} == {
        "agree": 9 - against, "disagree": against, "blank": 0, "base": 9, "needed": 8, "percent": percent,
        "passed": passed, "item": 0, "line": 0, "threshold": "80.00", "threshold_base": "all_members", "voters": 9,
        "void": "",
    }  # fmt: skip


def test_a_member_with_a_conflict_stays_in_the_base(session, staff, council):
    item = put(session, staff, "T1")[0]
    for position in (1, 2):
        services.add_conflict(item, council.members.get(position=position), reason="Cùng nhà", by=staff)
    opened(session, staff)
    cast_all(session, 0)
    found = ballots.close_session(session, by=staff).result["items"][0]
    assert (found["agree"], found["base"], found["needed"], found["passed"]) == (7, 9, 8, False)


def test_a_share_of_those_present_counts_who_takes_part(session, staff, council):
    title = make_title("T7", threshold_base=ThresholdBase.PRESENT)
    services.put_lines(session, make_dossier(council.organization, titles=(title,)).lines.all(), by=staff)
    opened(session, staff, seat8=AWAY, seat9=AWAY)
    cast_all(session, 1)
    found = ballots.close_session(session, by=staff).result["items"][0]
    assert (found["base"], found["needed"], found["passed"]) == (7, 6, True)


def test_who_closes_second_gets_words(session, staff, second):
    put(session, staff, "T1")
    opened(session, staff)
    theirs = Session.objects.get(pk=session.pk)
    ballots.close_session(session, by=staff)
    result = Session.objects.get().result
    with pytest.raises(DomainError) as refused:
        ballots.close_session(theirs, by=second)
    assert f"Người chốt: {staff}" in reasons_of(refused)
    assert Session.objects.get().result == result


def test_a_dossier_voted_down_whole_is_not_taken_further(session, staff):
    item = put(session, staff, "T1")[0]
    opened(session, staff)
    cast_all(session, 9)
    ballots.close_session(session, by=staff)
    item.line.dossier.refresh_from_db()
    assert item.line.dossier.status == DossierStatus.REJECTED
    assert selectors.line_results([item.line]) == {item.line_id: False}


def test_a_dossier_with_a_line_that_passed_waits_for_its_decision(session, staff, council):
    dossier = make_dossier(council.organization, titles=(make_title("T1"), make_title("T2")))
    services.put_lines(session, dossier.lines.all(), by=staff)
    opened(session, staff)
    for voter in voters(session):
        vote(session, voter, item2=Choice.DISAGREE)
    ballots.close_session(session, by=staff)
    dossier.refresh_from_db()
    assert dossier.status == DossierStatus.TO_COUNCIL
    assert list(selectors.line_results(dossier.lines.all()).values()) == [True, False]


def test_the_proceedings_are_saved_over_nobody(session, staff, second):
    put(session, staff, "T1")
    services.open_session(session, by=staff)
    values = {"ended_at": None, "base_revision": 0}
    services.write_proceedings(session, proceedings="Thảo luận", by=staff, **values)
    with pytest.raises(ActionBlocked, match="Người khác vừa lưu"):
        services.write_proceedings(session, proceedings="Khác", by=second, **values)


def test_a_council_uses_a_number_of_its_minutes_once_a_year(session, staff, council):
    other = plan(council, staff)
    for made, code in ((session, "T1"), (other, "T2")):
        put(made, staff, code)
        services.open_session(made, by=staff)
    assert services.write_proceedings(session, number=5, base_revision=0, by=staff).number == 5
    with pytest.raises(ActionBlocked, match="Số 05 năm 2026 đã dùng cho biên bản phiên"):
        services.write_proceedings(other, number=5, base_revision=0, by=staff)
    assert services.write_proceedings(session, number=5, base_revision=1, by=staff).revision == 2


def test_the_log_says_when_the_vote_opened_and_closed_and_nothing_between(session, staff):
    put(session, staff, "T1")
    opened(session, staff)
    before = history_of(session).count()
    cast_all(session, 3)
    assert history_of(session).count() == before
    ballots.close_session(session, by=staff)
    assert [entry.verb for entry in history_of(session)[:2]] == [
        "kết thúc bỏ phiếu, chốt kết quả",
        "mở bỏ phiếu kín (9 thành viên, 1 nội dung)",
    ]
