"""What migrations need of the search. Kept apart from `core.search`, for a migration must run as it was written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Replace

#: The y that is written i in every `search_text` (`core.vietnamese.searchable`), as of the day it was introduced.
_I_LIKE = tuple(f"{before}y" for before in (*"bcdghklmnpqrstvx", "qu"))


def respell(app: str, *models: str) -> Callable[[Any, Any], None]:
    """For `RunPython`: bring the folded texts that were kept so far to the new spelling, one UPDATE a table."""

    def run(apps: Any, schema_editor: Any) -> None:
        spelled: Any = F("search_text")
        for pair in _I_LIKE:
            spelled = Replace(spelled, Value(pair), Value(f"{pair[:-1]}i"))
        for model in models:
            rows = apps.get_model(app, model).objects.using(schema_editor.connection.alias)
            rows.filter(search_text__contains="y").update(search_text=spelled)

    return run
