"""Tables of this app."""

from targets.models.imports import TargetImport
from targets.models.reports import READING_ROLES, Actual, ReportingPeriod, UnitReport
from targets.models.reviews import ProgressReport
from targets.models.targets import Assignment, Indicator, MeasurementUnit, Target, TargetSheet

__all__ = [
    "READING_ROLES",
    "Actual",
    "Assignment",
    "Indicator",
    "MeasurementUnit",
    "ProgressReport",
    "ReportingPeriod",
    "Target",
    "TargetImport",
    "TargetSheet",
    "UnitReport",
]
