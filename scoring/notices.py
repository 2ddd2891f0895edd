"""What people are told of the scoring of their bloc."""

from __future__ import annotations

from collections.abc import Iterable

from notices.registry import NoticeKind, register
from notices.services.telling import tell
from organizations.models import User
from scoring.models import ScoreSheet, ScoringRound
from targets.selectors.assignments import officers_of

WAITING, RETURNED, RESULT = "scoring.waiting", "scoring.returned", "scoring.result"


def register_kinds() -> None:
    group = "Chấm điểm thi đua"
    register(NoticeKind(WAITING, "Bảng chấm điểm chờ tôi chấm", group))
    register(NoticeKind(RETURNED, "Bảng chấm điểm bị trả lại", group, is_urgent=True))
    register(NoticeKind(RESULT, "Kết quả chấm điểm, bình chọn của khối", group))


def tell_of_sheet(sheet: ScoreSheet, people: Iterable[User], *, kind: str, words: str, by: User) -> None:
    """One notice about a sheet; the people told are those who may open it."""
    subject = f"Chấm điểm thi đua năm {sheet.round.year}: {sheet.organization.name}"
    tell(people, kind=kind, subject=subject, words=words, url=sheet.get_absolute_url(), by=by)


def tell_of_round(round_: ScoringRound, units: Iterable[int], *, kind: str, words: str, by: User) -> None:
    """One notice to the officers of these units of the bloc."""
    officers = officers_of(list(units))
    people = [person for unit in officers for person in officers[unit]]
    subject = f"Chấm điểm thi đua {round_.bloc} năm {round_.year}"
    tell(people, kind=kind, subject=subject, words=words, url=round_.get_absolute_url(), by=by)
