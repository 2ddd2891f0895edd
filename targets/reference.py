"""The register of indicators as it is delivered: one entry for each thing the directives of provinces measure."""

from __future__ import annotations

import json
from pathlib import Path

from django.db import transaction

from targets.models import Indicator
from targets.selectors.indicators import search_text_of

DATA = Path(__file__).parent / "data" / "indicators.json"


@transaction.atomic
def load_indicators() -> int:
    """Add what is missing, by code; how many were added. What exists is left as people changed it."""
    rows = json.loads(DATA.read_text(encoding="utf-8"))
    known = set(Indicator.objects.values_list("code", flat=True))
    missing = [_indicator(row) for row in rows if row["code"] not in known]
    Indicator.objects.bulk_create(missing)
    return len(missing)


def _indicator(row: dict[str, str | list[str]]) -> Indicator:
    fields = {name: "\n".join(value) if isinstance(value, list) else value for name, value in row.items()}
    search = search_text_of(fields["name"], fields["other_names"], fields["code"])
    return Indicator(**fields, search_text=search)
