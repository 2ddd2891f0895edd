"""What is kept of every change here, and what not."""

from core.auditing import Audited

_BALLOT = "the secret ballot: a row per change would tell who voted when and how (ADR 10)"
_JOB = "work of the machine: made from records whose changes are kept"

AUDITED = {
    "AwardTitle": Audited(""),
    "BaseSalary": Audited(""),
    "RuleSwitch": Audited("organization__root_code"),
    "Honouree": Audited("organization__root_code"),
    "AwardRecord": Audited(
        "honouree__organization__root_code", names=("honouree",), labels={"legal_version": "phiên bản pháp luật"}
    ),
    "YearRating": Audited("honouree__organization__root_code", names=("honouree",)),
    "Initiative": Audited("honouree__organization__root_code"),
    "Obstacle": Audited("honouree__organization__root_code", names=("honouree",)),
    "Dossier": Audited("receiver__root_code"),
    # Findings are computed from facts and the law.
    "DossierLine": Audited("dossier__receiver__root_code", without=("findings",), names=("honouree", "title")),
    "DossierPaper": Audited("dossier__receiver__root_code"),
    "OpinionRequest": Audited("dossier__receiver__root_code", names=("organization",)),
    "Council": Audited("organization__root_code"),
    "CouncilMember": Audited("council__organization__root_code"),
    # The result is the frozen count; it stands in the row and never changes.
    "Session": Audited("council__organization__root_code", without=("result",)),
    "Attendance": Audited("session__council__organization__root_code", names=("member",)),
    "AgendaItem": Audited("session__council__organization__root_code", names=("line__honouree", "line__title")),
    "Conflict": Audited("item__session__council__organization__root_code", names=("member",)),
    "Decision": Audited("issuer__root_code", names=("issuer",)),
    "DecisionLine": Audited("decision__issuer__root_code", names=("title",)),
    "GoldenBook": Audited("organization__root_code", names=("organization",)),
    "CertificateLayout": Audited("organization__root_code"),
    "PrinterOffset": Audited("organization__root_code"),
    "Certificate": Audited("line__decision__issuer__root_code", names=("line__title",)),
}
LEFT_OUT = {
    "VoteMark": _BALLOT,
    "Tally": _BALLOT,
    "PaperVoteEntry": _BALLOT,
    "CertificateBatch": _JOB,
    "CertificateChunk": _JOB,
    "AwardImport": "a sheet that waits for its owner's confirmation and is thrown away; what it brings in is kept",
}
