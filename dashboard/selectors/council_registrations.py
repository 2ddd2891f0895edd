"""Which blocs have filed in the rounds of a campaign, and which are missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from campaigns.models import Campaign
from registrations.enums import REGISTRATION_TONES, SETTLED, RegistrationStatus
from registrations.models import Registration, Round
from registrations.policies.clock import last_days


@dataclass(frozen=True)
class Filing:
    """The registration of one bloc. `lines` and `settled`: its units, and how many of them are done."""

    registration: Registration
    until: date
    lines: int
    settled: int
    is_late: bool

    @property
    def is_in(self) -> bool:
        """Filed and waiting, or in force, also while an amendment is written."""
        return is_in(self.registration)


@dataclass(frozen=True)
class StatusCount:
    """How many registrations have a status, and the list of exactly these."""

    label: str
    tone: str
    count: int
    url: str


@dataclass(frozen=True)
class RoundFilings:
    """One round: who is in, who is missing."""

    round: Round
    filings: list[Filing]

    @property
    def url(self) -> str:
        return self.round.get_absolute_url()

    @property
    def expected(self) -> int:
        """Those that withdrew are not waited for."""
        return sum(one.registration.status != RegistrationStatus.WITHDRAWN or one.is_in for one in self.filings)

    @property
    def filed(self) -> int:
        return sum(one.is_in for one in self.filings)

    @property
    def missing(self) -> int:
        return self.expected - self.filed

    @property
    def late(self) -> int:
        return sum(one.is_late for one in self.filings)

    @property
    def statuses(self) -> list[StatusCount]:
        counted = Counter(one.registration.status for one in self.filings)
        page = reverse("registrations:round", args=[self.round.code])
        return [
            StatusCount(str(status.label), REGISTRATION_TONES[status], counted[status], f"{page}?status={status}")
            for status in RegistrationStatus
            if counted[status]
        ]


def is_in(registration: Registration) -> bool:
    return registration.status == RegistrationStatus.SUBMITTED or registration.accepted_version_id is not None


def rounds_of(campaign: Campaign, *, on: date) -> list[RoundFilings]:
    """The rounds with their blocs, those that are missing first. Three queries at any size."""
    rounds = list(Round.objects.filter(campaign=campaign).order_by("opens_on", "pk"))
    found = (
        Registration.objects.filter(round__campaign=campaign)
        .select_related("bloc", "round")
        .annotate(line_count=Count("lines"), settled_count=Count("lines", filter=Q(lines__status__in=SETTLED)))
        .order_by("bloc__position", "bloc__name", "pk")
    )
    registrations: Sequence[Registration] = list(found)
    ends = last_days(registrations)
    filings = [_filing(one, ends[one.pk], on) for one in registrations]
    return [
        RoundFilings(round_, sorted((one for one in filings if one.registration.round_id == round_.pk), key=_order))
        for round_ in rounds
    ]


def _filing(one: Registration, until: date, on: date) -> Filing:
    waited_for = not is_in(one) and one.status != RegistrationStatus.WITHDRAWN
    counted = one.line_count, one.settled_count  # type: ignore[attr-defined]  # annotated in the query
    return Filing(one, until, *counted, is_late=waited_for and on > until)


def _order(one: Filing) -> tuple[bool, bool]:
    """Missing ones first, those that withdrew last; among them in the order of the blocs."""
    withdrawn = one.registration.status == RegistrationStatus.WITHDRAWN and not one.is_in
    return withdrawn, one.is_in
