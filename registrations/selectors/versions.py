"""The submitted versions of a registration: what became of each, and what two of them do not have in common."""

from __future__ import annotations

from dataclasses import dataclass

from campaigns.comparison import Change, compare_words
from core.log import history_of
from core.models import LogEntry
from registrations.differences import Differences, TextChange, compare
from registrations.enums import RegistrationStatus
from registrations.models import Registration, RegistrationVersion
from registrations.selectors.content import content_of_version

_WORDS = {
    RegistrationStatus.ACCEPTED: ("Đã tiếp nhận", "success"),
    RegistrationStatus.RETURNED: ("Bị trả lại", "warning"),
    RegistrationStatus.DRAFT: ("Khối thu hồi", "neutral"),
}
_WAITING = ("Chờ tiếp nhận", "info")


@dataclass(frozen=True)
class VersionRow:
    """A version with what became of it; `step` is the entry of the log that says so, None while it waits."""

    version: RegistrationVersion
    outcome: str
    tone: str
    step: LogEntry | None
    signed: int
    in_force: bool


@dataclass(frozen=True)
class ChangedText:
    """A field of the letter or a pledge, by words."""

    label: str
    changes: list[Change]


@dataclass(frozen=True)
class Comparison:
    """What was changed from one version to another."""

    letter: list[ChangedText]
    pledges: list[ChangedText]
    found: Differences


def version_rows(registration: Registration) -> list[VersionRow]:
    """All versions, newest first."""
    versions = registration.versions.select_related("submitted_by").prefetch_related("signed_files").defer("content")
    outcomes = _outcomes(registration)
    return [_row(version, outcomes.get(version.number), registration) for version in versions]


def compare_versions(old: RegistrationVersion, new: RegistrationVersion) -> Comparison:
    """Letter, pledges and rows; empty lists where nothing changed."""
    found = compare(content_of_version(old), content_of_version(new))
    return Comparison(
        letter=[_changed(_label(change.name), change) for change in found.letter],
        pledges=[_changed(f"Nội dung {change.name}", change) for change in found.pledges],
        found=found,
    )


def _outcomes(registration: Registration) -> dict[int, LogEntry]:
    """The step that ended the wait of each version: every submission made one, in their order."""
    steps = [entry for entry in history_of(registration) if entry.to_status][::-1]
    following = zip(steps, [*steps[1:], None], strict=False)
    ends = [after for step, after in following if step.to_status == RegistrationStatus.SUBMITTED]
    return {number: end for number, end in enumerate(ends, start=1) if end is not None}


def _row(version: RegistrationVersion, step: LogEntry | None, registration: Registration) -> VersionRow:
    words, tone = _WORDS[RegistrationStatus(step.to_status)] if step else _WAITING
    in_force = version.pk == registration.accepted_version_id
    return VersionRow(version, words, tone, step, len(version.signed_files.all()), in_force)


def _changed(label: str, change: TextChange) -> ChangedText:
    return ChangedText(label, compare_words(change.old, change.new))


def _label(name: str) -> str:
    words = str(Registration._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # plain fields
    return words[:1].upper() + words[1:]
