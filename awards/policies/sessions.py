"""Whether now: what stands in the way of a council's session and its ballot, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import timezone

from awards.ballot import Count, needed_votes
from awards.enums import DossierStatus, MemberRole, Presence, SessionStatus
from awards.models import AgendaItem, Attendance, Council, CouncilMember, DossierLine, PaperVoteEntry, Session, VoteMark
from awards.selectors import sessions as selectors
from core.vietnamese import format_number
from organizations.models import User

MOST_VICE_CHAIRS = 4
VICE_ROLES = (MemberRole.FIRST_VICE, MemberRole.STANDING_VICE, MemberRole.VICE)
QUORUM_NOTE = (
    "Tỷ lệ dự họp tối thiểu là mức mặc định của phần mềm (hai phần ba, ghi 66,67), không phải quy định của luật; "
    "hãy ghi theo quy chế của Hội đồng."
)
THRESHOLD_NOTE = (
    "Dùng cho danh hiệu, hình thức mà pháp luật không ấn định tỷ lệ phiếu; mức mặc định của phần mềm, "
    "hãy ghi theo quy chế của Hội đồng."
)
#: Until the vote is opened the session can still be put together.
_BEFORE_THE_VOTE = (SessionStatus.PLANNED, SessionStatus.OPEN)


def seat_faults(
    council: Council, *, role: str, valid_from: date, valid_to: date | None, except_for: CouncilMember | None = None
) -> list[str]:
    """Why this seat cannot stand beside the others that are held at the same time."""
    others = [seat for seat in council.members.all() if seat != except_for and _overlaps(seat, valid_from, valid_to)]
    for single in (MemberRole.CHAIR, MemberRole.STANDING_VICE, MemberRole.FIRST_VICE):
        holder = next((seat for seat in others if seat.role == single), None)
        if role == single and holder:
            return [f"{single.label} đã có: {holder}. Hãy ghi ngày thôi của người đó trước."]
    vice = sum(seat.role in VICE_ROLES for seat in others)
    if role in VICE_ROLES and vice >= MOST_VICE_CHAIRS:
        return [f"Hội đồng có không quá {MOST_VICE_CHAIRS} Phó Chủ tịch (Điều 49 Nghị định 98/2023/NĐ-CP)."]
    return []


def account_faults(member: CouncilMember, user: User | None) -> list[str]:
    """Why the seat cannot be given to another account now: whoever is given it could send the member's ballot."""
    if user == member.user:
        return []
    open_vote = Session.objects.filter(attendances__member=member, status=SessionStatus.VOTING).first()
    if open_vote is None:
        return []
    return [f"Phiên “{open_vote}” đang bỏ phiếu nên không đổi tài khoản của {member}. Đổi sau khi kết thúc bỏ phiếu."]


def _overlaps(seat: CouncilMember, since: date, until: date | None) -> bool:
    return (until is None or seat.valid_from < until) and (seat.valid_to is None or seat.valid_to > since)


def blockers_to_plan(council: Council, *, held_on: date) -> list[str]:
    """Holding a session on that day."""
    if held_on < council.valid_from or (council.valid_to and held_on >= council.valid_to):
        return [f"Ngày họp {held_on:%d/%m/%Y} ngoài thời hạn của Hội đồng."]
    if not selectors.members_on(council, held_on).exists():
        return [f"Ngày {held_on:%d/%m/%Y} Hội đồng chưa có thành viên. Thêm thành viên ở trang Hội đồng trước."]
    return []


def blockers_to_prepare(session: Session, *, on: date) -> list[str]:
    """Changing its facts, agenda, attendance or conflicts."""
    if session.status in _BEFORE_THE_VOTE:
        return []
    return [f"Phiên họp {session.get_status_display().lower()} nên không sửa chương trình, thành viên được nữa."]


def blockers_to_put(session: Session, line: DossierLine, *, on: date) -> list[str]:
    """Putting this line on the agenda."""
    if reasons := blockers_to_prepare(session, on=on):
        return reasons
    dossier, name = line.dossier, f"{line.honouree}: {line.title}"
    if dossier.receiver_id != session.council.organization_id:
        return [f"“{name}” thuộc hồ sơ gửi cơ quan khác."]
    if dossier.status not in (DossierStatus.CHECKED, DossierStatus.TO_COUNCIL):
        return [f"“{name}”: hồ sơ {dossier.get_status_display().lower()}; chỉ đưa hồ sơ đã thẩm định ra Hội đồng."]
    if line.is_withdrawn:
        return [f"“{name}” đã được rút khỏi hồ sơ."]
    other = AgendaItem.objects.filter(line=line, session__status__in=selectors.LIVE).select_related("session").first()
    if other:
        return [f"“{name}” đã có trong chương trình của phiên “{other.session}”."]
    if line.pk in selectors.line_results([line]):
        return [f"“{name}” đã được Hội đồng bỏ phiếu."]
    return []


def blockers_to_open(session: Session, *, on: date) -> list[str]:
    """Beginning the meeting."""
    if session.status != SessionStatus.PLANNED:
        return [f"Phiên họp {session.get_status_display().lower()}."]
    needed = [
        (session.held_on <= on, f"Phiên họp định vào ngày {session.held_on:%d/%m/%Y}, chưa đến ngày."),
        (session.chair_id, "Chưa ghi người chủ trì. Ghi ở mục “Sửa thông tin”."),
        (session.secretary_id, "Chưa ghi thư ký. Ghi ở mục “Sửa thông tin”."),
        (session.items.exists(), "Chương trình chưa có nội dung nào. Thêm ở mục “Chương trình”."),
    ]
    return [reason for holds, reason in needed if not holds]


def quorum_sentence(session: Session, attendances: Iterable[Attendance]) -> str:
    """How many are there of how many that must be."""
    members = list(attendances)
    needed = needed_votes(len(members), session.council.quorum)
    share = format_number(session.council.quorum.normalize())
    return (
        f"Có mặt {selectors.present_count(members)}/{len(members)} thành viên; "
        f"cần ít nhất {needed} người ({share}%) để phiên họp hợp lệ."
    )


def has_quorum(session: Session, attendances: Iterable[Attendance]) -> bool:
    members = list(attendances)
    return bool(members) and selectors.present_count(members) >= needed_votes(len(members), session.council.quorum)


def blockers_to_open_voting(session: Session, *, on: date) -> list[str]:
    if session.status != SessionStatus.OPEN:
        return [f"Phiên họp {session.get_status_display().lower()}; mở bỏ phiếu khi đang họp."]
    attendances, items = selectors.attendances_of(session), selectors.items_of(session)
    reasons = [] if has_quorum(session, attendances) else [quorum_sentence(session, attendances)]
    if not items:
        reasons.append("Chương trình chưa có nội dung nào. Thêm ở mục “Chương trình”.")
    stale = [selectors.name_of(item) for item in items if selectors.is_stale(item)]
    reasons += [f"Hồ sơ của “{name}” đã thay đổi. Bỏ khỏi chương trình rồi đưa lại." for name in stale]
    chair = next((one for one in attendances if one.member_id == session.chair_id), None)
    if chair is None or chair.presence != Presence.PRESENT:
        reasons.append(f"Người chủ trì {session.chair or ''} không có mặt. Ghi lại người chủ trì ở “Sửa thông tin”.")
    mute = [str(one.member) for one in attendances if one.presence == Presence.PRESENT and one.member.user_id is None]
    if mute:
        reasons.append(
            f"Chưa có tài khoản để bỏ phiếu: {', '.join(mute)}. Gắn tài khoản ở trang Hội đồng, hoặc ghi “vắng, gửi phiếu giấy”."
        )
    return reasons


def warnings_before_voting(session: Session) -> list[str]:
    """Items that cannot reach their threshold, however everybody votes."""
    attendances = selectors.attendances_of(session)
    taking_part = {one.member_id for one in attendances if one.presence != Presence.ABSENT}
    found = []
    for item in selectors.items_of(session):
        voters = len(taking_part - {conflict.member_id for conflict in item.conflicts.all()})
        needed = needed_votes(base_of(item, len(attendances), len(taking_part)), item.threshold)
        if voters < needed:
            found.append(
                f"“{selectors.name_of(item)}” cần {needed} phiếu đồng ý mà chỉ {voters} người được bỏ phiếu nên không thể đạt."
            )
    return found


def base_of(item: AgendaItem, members: int, taking_part: int) -> int:
    """Of how many the share is counted. A member with a conflict stays in the base: see ADR 10."""
    return members if item.threshold_base == "all_members" else taking_part


def blockers_to_vote(session: Session, user: User) -> list[str]:
    """Why this person cannot vote in the session now."""
    seat = selectors.seat_of(session, user)
    if seat is None:
        return ["Anh/chị không phải là thành viên Hội đồng của phiên họp này nên không bỏ phiếu."]
    if session.status != SessionStatus.VOTING:
        return [_not_voting(session)]
    if seat.presence == Presence.ABSENT_PAPER:
        return ["Anh/chị được ghi là vắng, gửi phiếu giấy nên không bỏ phiếu tại đây."]
    if seat.presence == Presence.ABSENT:
        return ["Anh/chị được ghi là vắng mặt nên không bỏ phiếu. Nếu đang dự họp, hãy báo thư ký ngay."]
    mark = VoteMark.objects.filter(session=session, member=seat.member).first()
    if mark is None:
        return ["Anh/chị không tham gia bỏ phiếu ở nội dung nào của phiên họp này."]
    return ["Anh/chị đã bỏ phiếu. Mỗi thành viên bỏ phiếu một lần."] if mark.has_voted else []


def _not_voting(session: Session) -> str:
    if session.status == SessionStatus.CLOSED:
        assert session.closed_at is not None
        return f"Bỏ phiếu đã kết thúc lúc {timezone.localtime(session.closed_at):%H:%M ngày %d/%m/%Y}; kết quả đã chốt nên không nhận thêm phiếu."
    if session.status == SessionStatus.CANCELLED:
        return "Phiên họp đã hủy nên không bỏ phiếu."
    return "Chưa mở bỏ phiếu. Thư ký mở bỏ phiếu khi Hội đồng thảo luận xong."


def choice_faults(rows: Iterable[selectors.BallotRow], chosen: Mapping[int, str]) -> list[str]:
    """What keeps these choices from being one whole ballot."""
    rows = list(rows)
    faults = [
        f"{row.reason} Phiếu chưa được ghi; hãy mở lại phiếu." for row in rows if row.reason and row.item.pk in chosen
    ]
    left = [row.item.position for row in rows if row.is_votable and row.item.pk not in chosen]
    if left:
        faults.append(f"Còn nội dung chưa chọn: {', '.join(map(str, left))}. Phải chọn ở tất cả các nội dung.")
    if unknown := chosen.keys() - {row.item.pk for row in rows}:
        faults.append(f"Phiếu có {len(unknown)} nội dung không thuộc phiên họp này. Hãy mở lại phiếu.")
    return faults


def blockers_to_enter_papers(session: Session, user: User) -> list[str]:
    """Reading in the paper votes."""
    if session.status != SessionStatus.VOTING:
        return ["Phiếu giấy được nhập trong khi bỏ phiếu."]
    papers = session.marks.filter(is_paper=True)
    if not papers.exists():
        return ["Phiên họp không có thành viên vắng gửi phiếu giấy."]
    if PaperVoteEntry.objects.filter(session=session, is_counted=True).exists():
        return ["Phiếu giấy đã được hai người nhập khớp nhau và đã cộng vào kết quả."]
    seat = selectors.seat_of(session, user)
    if seat is not None and seat.presence != Presence.ABSENT:
        return ["Thành viên bỏ phiếu trong phiên họp không nhập phiếu giấy. Việc này của hai cán bộ khác."]
    return []


def paper_faults(items: Iterable[AgendaItem], members: set[int], counts: Mapping[int, Count]) -> list[str]:
    """Items on which the papers do not add up."""
    found = []
    for item in items:
        voters = len(members - {conflict.member_id for conflict in item.conflicts.all()})
        total = counts.get(item.pk, Count()).total
        if total != voters:
            found.append(
                f"Nội dung {item.position}: cộng được {total} phiếu, nhưng {voters} thành viên gửi phiếu được bỏ phiếu nội dung này."
            )
    return found


def blockers_to_close(session: Session, *, on: date) -> list[str]:
    if session.status == SessionStatus.CLOSED:
        return [f"{_not_voting(session)} Người chốt: {session.closed_by}."]
    if session.status != SessionStatus.VOTING:
        return [f"Phiên họp {session.get_status_display().lower()}; chỉ chốt khi đang bỏ phiếu."]
    counted = PaperVoteEntry.objects.filter(session=session, is_counted=True).exists()
    if session.marks.filter(is_paper=True).exists() and not counted:
        return [
            "Phiếu giấy của thành viên vắng chưa được hai người nhập khớp nhau. Không thu được phiếu nào thì cả hai nhập số không."
        ]
    return []


def lone_ballot_faults(*, voted: int, expected: int) -> list[str]:
    """Closed upon the first ballot, the result would be that member's vote read aloud.

    Asked only by the act itself: on a page it would tell all staff how the voting goes.
    """
    if voted == 1 and expected > 1:
        return ["Mới có một phiếu nên chưa chốt được: kết quả sẽ cho biết người đó bỏ phiếu thế nào."]
    return []


def warnings_before_closing(session: Session) -> list[str]:
    """Who has not voted; it stops nothing, for nobody can be made to vote."""
    missing = [str(mark.member) for mark in selectors.marks_of(session) if not mark.has_voted]
    return [f"Chưa bỏ phiếu: {', '.join(missing)}. Chốt rồi thì không bỏ phiếu được nữa."] if missing else []


def blockers_to_cancel(session: Session, *, on: date) -> list[str]:
    if session.status in (*_BEFORE_THE_VOTE, SessionStatus.VOTING):
        return []
    return [f"Phiên họp {session.get_status_display().lower()} nên không hủy được."]


def blockers_to_write_minutes(session: Session, *, on: date) -> list[str]:
    """Typing what was said."""
    if session.status in (SessionStatus.PLANNED, SessionStatus.CANCELLED):
        return ["Diễn biến được ghi từ khi khai mạc phiên họp."]
    return []


def minutes_number_faults(session: Session, number: int) -> list[str]:
    """A council numbers its minutes by itself, from 01 each year."""
    year = session.held_on.year
    same = Session.objects.filter(council=session.council_id, held_on__year=year, number=number)
    if other := same.exclude(pk=session.pk).first():
        return [f"Số {number:02d} năm {year} đã dùng cho biên bản phiên “{other}” ngày {other.held_on:%d/%m/%Y}."]
    return []
