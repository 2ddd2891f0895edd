"""The promises of a registration with how each was kept."""

from __future__ import annotations

from dataclasses import dataclass

from registrations.commitments import judge
from registrations.models import Commitment, Registration
from targets.attainment import Attainment
from targets.enums import VERDICT_TONES
from targets.quantity import Quantity, parse


@dataclass(frozen=True)
class Promise:
    """One promise: the number of its paragraph, what was promised, and the verdict once there is a result."""

    commitment: Commitment
    item: int
    quantity: Quantity
    attainment: Attainment | None

    @property
    def tone(self) -> str:
        return VERDICT_TONES[self.attainment.verdict] if self.attainment else "neutral"


def promises_of(registration: Registration) -> list[Promise]:
    """In the order of the letter; one query."""
    found = Commitment.objects.filter(pledge__registration=registration).select_related("pledge", "judged_by")
    year = registration.round.year
    return [_promise(one, year) for one in found.order_by("pledge__position", "position", "pk")]


def _promise(commitment: Commitment, year: int) -> Promise:
    quantity = parse(commitment.quantity)
    judged = None if commitment.result is None else judge(commitment.name, quantity, commitment.result, year=year)
    return Promise(commitment, commitment.pledge.position, quantity, judged)
