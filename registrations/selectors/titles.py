"""The titles a line may name."""

from __future__ import annotations

from datetime import date

from awards.law import version_for
from awards.models import AwardTitle
from registrations.entries import Title
from registrations.models import Round


def titles_of(round_: Round) -> dict[str, Title]:
    """By code, in the order of the catalogue: the titles of the legal version in force when the round opened, or at
    the end of its year where it was entered later.

    Titles withdrawn from the catalogue are there too, marked, so that a row that names one is told why it is refused.
    """
    day = min(round_.opens_on, date(round_.year, 12, 31))
    found = AwardTitle.objects.filter(legal_version=version_for(day)).order_by("position", "code")
    rows = found.values_list("pk", "code", "name", "subject", "is_active")  # not the conditions, which are long
    return {code: Title(pk, code, name, subject, is_active) for pk, code, name, subject, is_active in rows}
