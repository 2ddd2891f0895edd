"""A registration read from its rows as `registrations.content` values."""

from __future__ import annotations

from collections.abc import Iterable

from organizations.enums import BlocKind
from registrations.content import Content, Letter, Registered, UnitRow, from_json
from registrations.enums import Column
from registrations.models import HEADER_FIELDS, Registration, RegistrationVersion, TitleEntry, UnitLine
from registrations.naming import name_on_paper


def content_of(registration: Registration) -> Content:
    """What stands in the rows now."""
    lines = registration.lines.select_related("organization").prefetch_related("entries__title")
    return content_from(registration, lines)


def content_from(registration: Registration, lines: Iterable[UnitLine]) -> Content:
    """The same from its lines in their order, loaded with unit, entries and titles."""
    # Units of several provinces are told apart by them.
    one_province = registration.bloc.kind == BlocKind.KHOI
    place = registration.round.campaign.organization.place if one_province else ""
    return Content(
        code=registration.code,
        bloc=registration.bloc.name,
        year=registration.round.year,
        letter=Letter(**{name: getattr(registration, name) for name in HEADER_FIELDS}),
        pledges=tuple(registration.pledges.values_list("text", flat=True)),
        units=tuple(_row(line, place) for line in lines),
    )


def content_of_version(version: RegistrationVersion) -> Content:
    """What was submitted then."""
    return from_json(version.content)


def unit_in_force(line: UnitLine) -> UnitRow | None:
    """What was accepted of the unit, whatever an amendment is typing meanwhile."""
    version = line.registration.accepted_version
    units = content_of_version(version).units if version else ()
    return next((row for row in units if row.organization == line.organization.code), None)


def _row(line: UnitLine, place: str) -> UnitRow:
    entries = list(line.entries.all())
    return UnitRow(
        organization=line.organization.code,
        name=name_on_paper(line.organization.name, place),
        own=tuple(_registered(one) for one in entries if one.column == Column.OWN),
        inner=tuple(_registered(one) for one in entries if one.column == Column.INNER),
        reason=line.reason,
    )


def _registered(entry: TitleEntry) -> Registered:
    return Registered(
        code=entry.title.code,
        legal_version=entry.title.legal_version,
        title=entry.title.name,
        subject=entry.title.subject,
        words=entry.words,
        count=entry.count,
        without_post=entry.without_post,
    )
