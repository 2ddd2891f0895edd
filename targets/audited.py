"""What is kept of every change here, and what not."""

from core.auditing import Audited

AUDITED = {
    "Indicator": Audited(""),
    "MeasurementUnit": Audited(""),
    "TargetSheet": Audited("directive__issuer__root_code", names=("directive__issuer",)),
    "Target": Audited("directive__issuer__root_code", names=("directive",)),
    "Assignment": Audited("target__directive__issuer__root_code", names=("target", "organization")),
    "ReportingPeriod": Audited("directive__issuer__root_code", names=("directive",)),
    "UnitReport": Audited("period__directive__issuer__root_code", names=("organization", "period__directive")),
    "Actual": Audited("report__period__directive__issuer__root_code", names=("target",)),
    # The frozen figures are computed from reports, whose changes are kept.
    "ProgressReport": Audited("directive__issuer__root_code", without=("frozen",), names=("directive__issuer",)),
}
LEFT_OUT = {
    "TargetImport": "a sheet that waits for its owner's confirmation and is thrown away; what it brings in is kept"
}
