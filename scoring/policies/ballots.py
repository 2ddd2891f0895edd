"""Whether the vote on the leading unit can be opened, a vote given, counted or concluded now."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from organizations.models import User
from scoring.enums import BallotStatus
from scoring.models import Ballot, ScoreSheet, ScoringRound
from scoring.policies.rounds import blockers_to_finish
from scoring.selectors.ballots import open_marks_of


def blockers_to_vote_at_all(round_: ScoringRound, sheets: Sequence[ScoreSheet]) -> list[str]:
    """A vote is opened, or its papers entered, once, after the bloc has scored everybody."""
    if Ballot.objects.filter(round=round_).exists():
        return ["Khối đã bình chọn đơn vị dẫn đầu năm này."]
    return blockers_to_finish(sheets)


def blockers_to_cast(ballot: Ballot, user: User) -> list[str]:
    """One vote for each unit that is to vote, given by one of its officers."""
    if ballot.status != BallotStatus.OPEN:
        return ["Cuộc bình chọn đã kết thúc."]
    if not open_marks_of(ballot, user):
        return ["Đơn vị của anh/chị đã bỏ phiếu, hoặc không có tên trong danh sách bỏ phiếu."]
    return []


def blockers_to_count(ballot: Ballot, *, voted: int, voters: int) -> list[str]:
    """More than half have voted; a single vote among several would tell whose it was."""
    if ballot.status != BallotStatus.OPEN:
        return ["Phiếu đã kiểm."]
    if voted * 2 <= voters:
        return [f"Mới có {voted}/{voters} đơn vị bỏ phiếu; cần quá nửa số đơn vị."]
    return []


def blockers_to_conclude(ballot: Ballot, leading: Collection[int], *, chosen: int, reason: str) -> list[str]:
    """One of those with most votes; between equals the bloc says why."""
    if ballot.status == BallotStatus.OPEN:
        return ["Chưa kiểm phiếu."]
    if ballot.status == BallotStatus.CONCLUDED:
        return ["Cuộc bình chọn đã kết luận, không đổi được."]
    if chosen not in leading:
        return ["Đơn vị được chọn không phải đơn vị nhiều phiếu nhất."]
    if len(leading) > 1 and not reason:
        return ["Các đơn vị bằng phiếu: phải ghi lý do khối chọn đơn vị này."]
    return []
