"""What waits to be received, and one registration as staff and council read it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from awards.models import AwardTitle
from awards.selectors.dossiers import ceilings_of
from organizations.models import User
from registrations.checks import Remark, remarks
from registrations.content import Content
from registrations.differences import Differences, compare
from registrations.enums import RegistrationStatus
from registrations.models import READING_ROLES, Registration, RegistrationQuerySet, RegistrationVersion
from registrations.selectors.content import content_of_version
from registrations.selectors.workbench import seats_of


def read_by(user: User) -> RegistrationQuerySet:
    """The registrations of the bodies for which the person works or sits in council."""
    found: RegistrationQuerySet = Registration.objects.all()
    if user.is_superuser:
        return found
    return found.filter(round__campaign__organization__in=user.organization_ids_as(*READING_ROLES))


def waiting(user: User) -> RegistrationQuerySet:
    """Those that were submitted and wait to be received, over all rounds, with what one row shows."""
    versions = RegistrationVersion.objects.filter(registration=OuterRef("pk")).order_by("-number")
    found: RegistrationQuerySet = (
        read_by(user)
        .filter(status=RegistrationStatus.SUBMITTED)
        .select_related("bloc", "round__campaign__organization", "submitted_by", "accepted_version")
        .annotate(version_number=Subquery(versions.values("number")[:1]))
    )
    return found


@dataclass(frozen=True)
class Neighbours:
    """The codes of the ones waiting before and after this one, and how many wait."""

    before: str
    after: str
    total: int


def neighbours(registration: Registration, user: User) -> Neighbours:
    """The longest waiting first; after the last comes the first again, unless it is this one."""
    codes = list(
        read_by(user)
        .filter(status=RegistrationStatus.SUBMITTED)
        .order_by("submitted_at", "pk")
        .values_list("code", flat=True)
    )
    if registration.code not in codes:
        return Neighbours("", codes[0] if codes else "", len(codes))
    place = codes.index(registration.code)
    after = codes[(place + 1) % len(codes)]
    return Neighbours(codes[place - 1] if place else "", after if len(codes) > 1 else "", len(codes))


@dataclass(frozen=True)
class Reading:
    """One version of a registration, and what changed since the one before."""

    version: RegistrationVersion
    content: Content
    previous: RegistrationVersion | None
    differences: Differences | None
    versions: list[RegistrationVersion]


def reading(registration: Registration, number: int | None = None) -> Reading | None:
    """The version of that number, or the one submitted last; None while there is none."""
    versions = list(registration.versions.select_related("submitted_by").order_by("-number"))
    shown = next((one for one in versions if number in (None, one.number)), None)
    if shown is None:
        return None
    previous = next((one for one in versions if one.number < shown.number), None)
    content = content_of_version(shown)
    differences = compare(content_of_version(previous), content) if previous else None
    return Reading(shown, content, previous, differences, versions)


def remarks_on(registration: Registration, content: Content) -> list[tuple[str, Remark]]:
    """What should be looked at before the version is accepted, each with the name of its unit, or of none."""
    named = {(one.code, one.legal_version) for unit in content.units for one in (*unit.own, *unit.inner)}
    known = AwardTitle.objects.filter(code__in={code for code, _ in named})
    titles = {one.code: one for one in known if (one.code, one.legal_version) in named}
    names = {unit.organization: unit.name for unit in content.units}
    found = remarks(content, seats_of(registration), ceilings=ceilings_of(titles))
    return [(names.get(one.unit, ""), one) for one in found]
