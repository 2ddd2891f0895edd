"""The line of a unit: typed, sent to the leader of the bloc, given back, settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Count, F
from django.utils import timezone

from core.errors import ActionBlocked, Conflict, DomainError
from core.log import record
from core.transitions import move
from notices.services import who_sees
from organizations.enums import Role
from organizations.models import User
from registrations.entries import Entry, Typed, read
from registrations.enums import WITH_THE_BLOC, WITH_THE_UNIT, LineStatus
from registrations.models import Nominee, Registration, TitleEntry, UnitLine
from registrations.policies import lines as policies
from registrations.selectors.people import leaders_of, officers_of_line
from registrations.selectors.titles import titles_of
from registrations.services.telling import tell_of
from targets.errors import FaultyRows
from targets.rows import Fault

_TYPED = ("column", "title_id", "count", "words", "without_post", "position")


@transaction.atomic
def save_line(
    line: UnitLine, rows: Sequence[Typed], *, base_revision: int, by: User, by_itself: bool = False
) -> UnitLine:
    """Keep all titles of a line as typed; rows left out are taken out. What the page saves by itself is not logged.

    Raises `FaultyRows` with every fault by row and cell, `Conflict` when somebody saved since `base_revision`,
    `ActionBlocked` when it is not the person's turn or the time is over. Nothing is half-saved.
    """
    line = _held(line)
    refuse_if(policies.blockers_to_write(line, by, on=timezone.localdate()))
    entries, faults = read(rows, titles_of(line.registration.round))
    kept = {str(entry.pk): entry for entry in line.entries.all()}
    faults += _named(kept, entries)
    if faults:
        raise FaultyRows(faults)
    _claim(line, base_revision, by=by)
    written = _write(line, entries, kept)
    if not by_itself:
        said = "; ".join(entry.on_paper for entry in written)
        record(line, verb=_verb("ghi đăng ký", line, by), by=by, comment=said)
    return line


@transaction.atomic
def send_line(line: UnitLine, *, by: User) -> UnitLine:
    """With the unit → sent; the leader of the bloc is told."""
    line = _held(line)
    refuse_if(policies.blockers_to_send(line, on=timezone.localdate()))
    verb = _verb("gửi trưởng khối", line, by)
    move(line, LineStatus.SENT, by=by, verb=verb, sent_at=timezone.now(), sent_by=by)
    words = f"{line.organization.name} đã gửi phần đăng ký của mình."
    tell_of(line, leaders_of(line.registration), "đã gửi", words, by=by)
    return line


@transaction.atomic
def recall_line(line: UnitLine, *, by: User) -> UnitLine:
    """Sent → draft, before the leader settled it."""
    line = _held(line)
    refuse_if(policies.blockers_to_recall(line, on=timezone.localdate()))
    return move(line, LineStatus.DRAFT, by=by, verb="thu hồi phần đã gửi")


@transaction.atomic
def return_line(line: UnitLine, *, reason: str, by: User) -> UnitLine:
    """Sent or settled → returned to the unit with the reason."""
    line = _held(line)
    refuse_if(policies.blockers_to_return(line, on=timezone.localdate()))
    if not reason.strip():
        raise ActionBlocked("Phải ghi lý do trả lại để đơn vị biết cần sửa gì.")
    move(line, LineStatus.RETURNED, by=by, verb="trả lại đơn vị", comment=reason)
    people = [*officers_of_line(line), who_sees(line, line.sent_by)]
    tell_of(line, people, "bị trả lại", f"{by} trả lại phần đăng ký: {reason}", by=by)
    return line


@transaction.atomic
def accept_line(line: UnitLine, *, revision: int | None = None, status: str | None = None, by: User) -> UnitLine:
    """Sent, or filled by the leader → settled. `revision` and `status` are those that were read."""
    line = _held(line)
    if revision is not None and line.revision != revision:
        raise Conflict(f"{line.organization.name} vừa sửa phần đăng ký sau khi anh/chị mở trang. Hãy xem lại rồi chốt.")
    if status == LineStatus.SENT and line.status in WITH_THE_UNIT:
        raise Conflict(f"{line.organization.name} vừa thu hồi phần đăng ký, chưa chốt.")
    refuse_if(policies.blockers_to_accept(line, on=timezone.localdate()))
    return move(line, LineStatus.ACCEPTED, by=by, verb="chốt phần đăng ký")


@transaction.atomic
def accept_sent(registration: Registration, read: Mapping[int, int], *, by: User) -> tuple[list[UnitLine], list[str]]:
    """Settle every sent line as it was read (revision by key of the line).

    The settled ones, and why the others were left as they are: somebody changed or recalled them since.
    """
    settled: list[UnitLine] = []
    refused: list[str] = []
    for line in registration.lines.filter(pk__in=read).select_related("registration", "organization"):
        if line.status == LineStatus.ACCEPTED:
            continue
        try:
            settled.append(accept_line(line, revision=read[line.pk], status=LineStatus.SENT, by=by))
        except DomainError as refusal:
            refused += refusal.reasons
    return settled, refused


@transaction.atomic
def leave_out(line: UnitLine, *, reason: str, by: User) -> UnitLine:
    """The unit registers nothing; the reason stands in the table."""
    line = _held(line)
    refuse_if(policies.blockers_to_leave_out(line, on=timezone.localdate()))
    if not reason.strip():
        raise ActionBlocked("Phải ghi lý do đơn vị không đăng ký.")
    return move(
        line, LineStatus.NOT_REGISTERING, by=by, verb="ghi là không đăng ký", comment=reason, reason=reason.strip()
    )


@transaction.atomic
def take_in(line: UnitLine, *, by: User) -> UnitLine:
    """The unit registers after all."""
    line = _held(line)
    refuse_if(policies.blockers_to_take_in(line, on=timezone.localdate()))
    return move(line, LineStatus.DRAFT, by=by, verb="bỏ ghi chú không đăng ký", reason="")


def refuse_if(reasons: Sequence[str]) -> None:
    if reasons:
        raise ActionBlocked(*reasons)


def hold(registration: Registration) -> None:
    """Take the registration's row until the end, if it is with its bloc: a line is not written while it is filed.

    Everything that writes a line takes this row first and the line after it, so that two never wait for each other.
    """
    Registration.objects.filter(pk=registration.pk, status__in=WITH_THE_BLOC).update(edition=F("edition") + 1)


def _held(line: UnitLine) -> UnitLine:
    """The line as it is now, which nobody files or settles before this is done."""
    hold(line.registration)
    return (
        UnitLine.objects.select_for_update(of=("self",))
        .select_related("organization", "registration__bloc", "registration__round__campaign__organization", "sent_by")
        .get(pk=line.pk)
    )


def _claim(line: UnitLine, base_revision: int, *, by: User) -> None:
    """The line under a new revision, if nobody saved since; a first word makes it a draft."""
    status = LineStatus.DRAFT if line.status == LineStatus.NOT_STARTED else line.status
    now = timezone.now()
    taken = UnitLine.objects.filter(pk=line.pk, revision=base_revision).update(
        revision=F("revision") + 1, status=status, saved_at=now, saved_by=by
    )
    if not taken:
        who, at = line.saved_by or "Người khác", timezone.localtime(line.saved_at or now)
        raise Conflict(f"{who} đã lưu phần này lúc {at:%H:%M ngày %d/%m/%Y}, sau khi anh/chị mở trang.")
    line.revision, line.status, line.saved_at, line.saved_by = base_revision + 1, status, now, by


def _named(kept: dict[str, TitleEntry], entries: Sequence[Entry]) -> list[Fault]:
    """A row that already has names keeps its title, has room for them and is not taken out from under them."""
    stay = {entry.key: entry for entry in entries}
    people = Nominee.objects.filter(entry__in=kept.values()).order_by().values_list("entry")
    named = dict(people.annotate(Count("pk")))
    faults = []
    for key, row in kept.items():
        entry, names = stay.get(key), named.get(row.pk, 0)
        if names and (entry is None or entry.title != row.title_id):
            faults.append(Fault(key, "code", "Dòng này đã có tên đề nghị. Hãy bỏ các tên đó trước."))
        elif entry and entry.count is not None and entry.count < names:
            faults.append(Fault(key, "count", f"Đã ghi {names} tên cho dòng này. Hãy bỏ bớt tên trước."))
    return faults


def _write(line: UnitLine, entries: Sequence[Entry], kept: dict[str, TitleEntry]) -> list[TitleEntry]:
    """The rows in their order; what did not change is not written."""
    stay = {entry.key for entry in entries}
    if gone := [row.pk for key, row in kept.items() if key not in stay]:
        TitleEntry.objects.filter(pk__in=gone).delete()
    rows = []
    for position, entry in enumerate(entries, start=1):
        row = kept.get(entry.key) or TitleEntry(line=line)
        before = [getattr(row, name) for name in _TYPED]
        row.column, row.title_id, row.count = entry.column, entry.title, entry.count
        row.words, row.without_post, row.position = entry.words, entry.without_post, position
        if row.pk is None or before != [getattr(row, name) for name in _TYPED]:
            row.save()
        rows.append(row)
    return rows


def _verb(words: str, line: UnitLine, by: User) -> str:
    """The phrase of the log; the leader does it for the unit."""
    own = line.organization_id in by.organization_ids_as(Role.UNIT_OFFICER)
    return words if own else f"{words} thay đơn vị"
