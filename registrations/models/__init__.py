"""Rounds, the registration of each bloc, the line of each unit, and every version that was submitted."""

from registrations.models.lines import Nominee, TitleEntry, UnitLine, UnitLineQuerySet
from registrations.models.pledges import Commitment, Pledge
from registrations.models.registrations import (
    HEADER_FIELDS,
    Registration,
    RegistrationQuerySet,
    RegistrationVersion,
    SignedFile,
)
from registrations.models.rounds import READING_ROLES, LateException, Round, RoundExtension, RoundQuerySet

__all__ = [
    "HEADER_FIELDS",
    "READING_ROLES",
    "Commitment",
    "LateException",
    "Nominee",
    "Pledge",
    "Registration",
    "RegistrationQuerySet",
    "RegistrationVersion",
    "Round",
    "RoundExtension",
    "RoundQuerySet",
    "SignedFile",
    "TitleEntry",
    "UnitLine",
    "UnitLineQuerySet",
]
