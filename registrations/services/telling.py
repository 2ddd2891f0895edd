"""Messages about registrations to those who act next."""

from __future__ import annotations

from collections.abc import Iterable

from notices.services import tell
from organizations.models import User
from registrations.models import Registration, UnitLine
from registrations.notices import BY_STATE, ROUNDS


def tell_of(
    subject: Registration | UnitLine, people: Iterable[User | None], state: str, words: str, *, by: User
) -> None:
    """ "Đăng ký thi đua … bị trả lại" to these people, but not to whoever did it."""
    tell(
        people,
        kind=BY_STATE.get(state, ROUNDS),
        subject=f"{subject} {state}",
        words=words,
        url=subject.get_absolute_url(),
        by=by,
    )
