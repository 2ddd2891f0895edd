"""What the page of one submitted registration shows: where it stands, whose turn it is, changes in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from campaigns.comparison import Change, compare_words
from core.actions import Action, NextStep
from organizations.models import User
from registrations.content import Letter
from registrations.deadlines import waited
from registrations.differences import Differences, TextChange
from registrations.enums import RegistrationStatus
from registrations.models import Registration
from registrations.policies import registrations as policies
from registrations.policies.clock import last_day
from registrations.selectors.receiving import Reading

_WHERE = {
    RegistrationStatus.DRAFT: "Khối đang lập, chưa nộp.",
    RegistrationStatus.RETURNED: "Đã trả lại, khối đang sửa.",
    RegistrationStatus.ACCEPTED: "Đã tiếp nhận.",
    RegistrationStatus.WITHDRAWN: "Khối đã rút đăng ký.",
}
#: The fields of the letter that a reader looks for, in the order of the paper.
_LETTER = (
    "number",
    "symbol",
    "place",
    "day",
    "month",
    "subject_line",
    "addressee",
    "introduction",
    "closing",
    "on_behalf_of",
    "signer_title",
    "signer_office",
    "signer_name",
    "recipients",
)


@dataclass(frozen=True)
class TextDifference:
    """One text with what was taken out and put in."""

    label: str
    changes: list[Change]


def next_step(registration: Registration, reading: Reading | None, user: User, *, on: date) -> NextStep:
    """Where it stands, who acts next, and the two buttons of those who receive."""
    if registration.status != RegistrationStatus.SUBMITTED or reading is None:
        return NextStep(_where(registration), _who(registration), _until(registration))
    latest = reading.versions[0]
    since = timezone.localdate(registration.submitted_at) if registration.submitted_at else on
    until = f"chờ {waited(since, on=on)}" if since < on else "nộp hôm nay"
    where = f"Đã nộp bản {latest.number}, đang chờ tiếp nhận."
    if registration.accepted_version:
        where += f" Bản {registration.accepted_version.number} đã tiếp nhận còn hiệu lực."
    actions = _actions(registration, reading, on) if user.has_perm("registrations.receive", registration) else []
    return NextStep(where, "Việc của cán bộ thi đua", until, actions)


def letter_rows(letter: Letter) -> list[tuple[str, str]]:
    """The letter as label and text, without what was left empty."""
    rows = [(label(name), str(getattr(letter, name) or "")) for name in _LETTER]
    return [(name, text) for name, text in rows if text]


def text_differences(found: Differences) -> list[TextDifference]:
    """Changes of the letter and the pledges, word by word."""
    letter = [TextDifference(label(one.name), _words(one)) for one in found.letter]
    return letter + [TextDifference(f"Nội dung {one.name}", _words(one)) for one in found.pledges]


def label(name: str) -> str:
    """The name of a field of the letter as people know it."""
    words = str(Registration._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # plain fields
    return words[:1].upper() + words[1:]


def _words(one: TextChange) -> list[Change]:
    return compare_words(one.old, one.new)


def _actions(registration: Registration, reading: Reading, on: date) -> Sequence[Action]:
    number = reading.version.number
    stale = [] if reading.version == reading.versions[0] else ["Đang xem bản cũ. Hãy mở bản nộp sau cùng."]
    accept = reverse("registrations:receive_accept", args=[registration.code, number])
    give_back = reverse("registrations:receive_return", args=[registration.code])
    return [
        Action(
            f"Tiếp nhận bản {number}",
            accept,
            method="post",
            tone="primary",
            icon="check-lg",
            reasons=stale or policies.blockers_to_accept(registration, on=on),
            confirm=f"Tiếp nhận bản {number} của {registration.bloc}?",
        ),
        Action("Trả lại", give_back, icon="reply", reasons=policies.blockers_to_return(registration, on=on)),
    ]


def _where(registration: Registration) -> str:
    words = _WHERE[RegistrationStatus(registration.status)]
    if registration.status == RegistrationStatus.ACCEPTED and registration.accepted_at:
        day = timezone.localdate(registration.accepted_at)
        return f"{registration.accepted_by} tiếp nhận ngày {day:%d/%m/%Y}."
    if registration.is_amended and registration.accepted_version:
        return f"Khối đang sửa đổi. Bản {registration.accepted_version.number} đã tiếp nhận còn hiệu lực."
    return words


def _who(registration: Registration) -> str:
    return "Việc của trưởng khối" if registration.is_with_the_bloc else ""


def _until(registration: Registration) -> str:
    return f"hạn nộp {last_day(registration):%d/%m/%Y}" if registration.is_with_the_bloc else ""
