"""Tables of this app."""

from awards.models.catalogue import AwardTitle, BaseSalary, RuleSwitch
from awards.models.certificates import (
    Certificate,
    CertificateBatch,
    CertificateChunk,
    CertificateLayout,
    PrinterOffset,
)
from awards.models.council import (
    AgendaItem,
    Attendance,
    Conflict,
    Council,
    CouncilMember,
    PaperVoteEntry,
    Session,
    Tally,
    VoteMark,
)
from awards.models.decisions import Decision, DecisionLine, GoldenBook
from awards.models.dossiers import Dossier, DossierLine, DossierPaper, OpinionRequest
from awards.models.imports import AwardImport
from awards.models.people import PROVINCE_ROLES, AwardRecord, Honouree, Initiative, Obstacle, YearRating

__all__ = [
    "PROVINCE_ROLES",
    "AgendaItem",
    "Attendance",
    "AwardImport",
    "AwardRecord",
    "AwardTitle",
    "BaseSalary",
    "Certificate",
    "CertificateBatch",
    "CertificateChunk",
    "CertificateLayout",
    "Conflict",
    "Council",
    "CouncilMember",
    "Decision",
    "DecisionLine",
    "Dossier",
    "DossierLine",
    "DossierPaper",
    "GoldenBook",
    "Honouree",
    "Initiative",
    "Obstacle",
    "OpinionRequest",
    "PaperVoteEntry",
    "PrinterOffset",
    "RuleSwitch",
    "Session",
    "Tally",
    "VoteMark",
    "YearRating",
]
