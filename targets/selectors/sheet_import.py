"""An uploaded list as its preview shows it."""

from __future__ import annotations

from targets.importing import Listed, read
from targets.models import Indicator, TargetImport
from targets.selectors.sheet import more_units


def listed(kept: TargetImport) -> Listed:
    """The kept cells read against the units and the register of this moment."""
    codes = frozenset(Indicator.objects.values_list("code", flat=True))
    return read(kept.table, merged=kept.merged, more_units=more_units(), indicators=codes)
