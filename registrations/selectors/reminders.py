"""Who still has something to do for a registration that can be filed, and who was reminded of it today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from core.models import LogEntry
from organizations.enums import BlocRole
from organizations.models import BlocMembership, User
from registrations.enums import WITH_THE_BLOC, WITH_THE_UNIT, LineStatus
from registrations.models import Registration, UnitLine
from registrations.policies.clock import last_days
from targets.selectors.assignments import officers_of

#: The phrase of the log by which a reminder is found again.
REMINDED = "nhắc người còn việc"


@dataclass
class Waiting:
    """What waits for one person: where to begin, and each task in words."""

    person: User
    subjects: list[Registration | UnitLine] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    registrations: set[int] = field(default_factory=set)

    def add(self, registration: Registration, subject: Registration | UnitLine, words: str) -> None:
        self.subjects.append(subject)
        self.words.append(words)
        self.registrations.add(registration.pk)


def waiting_for(registrations: Sequence[Registration], *, on: date) -> list[Waiting]:
    """Everybody with something to do on that day; a registration that is filed or out of time waits for nobody.

    The registrations come with bloc and round. A constant number of queries.
    """
    ends = last_days(registrations)
    due = [one for one in registrations if _is_due(one, ends[one.pk], on)]
    lines = _lines_of(due)
    heads = _heads_of(due)
    units = {line.organization_id for found in lines.values() for line in found} | set(heads.values())
    officers = officers_of(units)
    found: dict[int, Waiting] = {}
    for one in due:
        until = f"hạn {ends[one.pk]:%d/%m/%Y}"
        late = [line for line in lines[one.pk] if line.status in WITH_THE_UNIT]
        for line in late:
            for person in officers[line.organization_id]:
                words = f"{line.organization.name} chưa gửi phần đăng ký của mình ({one.bloc}, {until})"
                found.setdefault(person.pk, Waiting(person)).add(one, line, words)
        head = heads.get((one.bloc_id, one.round.year))
        for person in officers[head] if head else []:
            words = f"{one.bloc} chưa nộp bản đăng ký ({until}): {_standing(lines[one.pk])}"
            found.setdefault(person.pk, Waiting(person)).add(one, one, words)
    return list(found.values())


def reminded_on(registrations: Sequence[Registration], *, on: date) -> set[int]:
    """The people who were reminded of one of these on that day."""
    begin = timezone.make_aware(datetime.combine(on, time.min))
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Registration),
        object_id__in=[one.pk for one in registrations],
        verb=REMINDED,
        at__gte=begin,
    )
    return {person for data in entries.values_list("data", flat=True) for person in data.get("told", [])}


def _is_due(registration: Registration, end: date, on: date) -> bool:
    return registration.status in WITH_THE_BLOC and registration.round.opens_on <= on <= end


def _lines_of(registrations: Sequence[Registration]) -> dict[int, list[UnitLine]]:
    found: dict[int, list[UnitLine]] = {one.pk: [] for one in registrations}
    for line in UnitLine.objects.filter(registration__in=found).select_related(
        "organization", "registration__bloc", "registration__round"
    ):
        found[line.registration_id].append(line)
    return found


def _heads_of(registrations: Sequence[Registration]) -> dict[tuple[int, int], int]:
    """The unit that leads each bloc in its year, by bloc and year."""
    seats = BlocMembership.objects.filter(
        role=BlocRole.HEAD,
        bloc__in={one.bloc_id for one in registrations},
        year__in={one.round.year for one in registrations},
    )
    return {(bloc, year): unit for bloc, year, unit in seats.values_list("bloc", "year", "organization")}


def _standing(lines: Sequence[UnitLine]) -> str:
    """ "còn 3 đơn vị chưa gửi, 1 đơn vị chờ chốt"."""
    counted = Counter(line.status in WITH_THE_UNIT for line in lines)
    sent = sum(1 for line in lines if line.status == LineStatus.SENT)
    parts = [f"còn {counted[True]} đơn vị chưa gửi"] if counted[True] else []
    parts += [f"{sent} đơn vị chờ chốt"] if sent else []
    return ", ".join(parts) or "các đơn vị đã xong, còn bước nộp"
