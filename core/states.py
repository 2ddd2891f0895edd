"""The lives of records as a document, drawn from the tables the program itself obeys."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.db import models

_HEAD = """# States

Written by `manage.py statemachines` from the `TRANSITIONS` table of each model; a test keeps it true. A status changes
only through `core.transitions.move`, which obeys the same tables.
"""


def states_document() -> str:
    """Every model with a table of steps, in the order of the apps: a diagram, and what each status is called."""
    return "\n".join([_HEAD, *(_section(model) for model in apps.get_models() if hasattr(model, "TRANSITIONS"))])


def _section(model: type[models.Model]) -> str:
    field = model._meta.get_field("status")
    names = dict(field.flatchoices)  # type: ignore[union-attr]  # a field with choices
    steps = {start: _in_order(ends, names) for start, ends in model.TRANSITIONS.items()}  # type: ignore[attr-defined]
    first = field.get_default()  # type: ignore[union-attr]
    lines = [
        f"## {model._meta.label}: {model._meta.verbose_name}",
        "",
        "```mermaid",
        "stateDiagram-v2",
        *(f'    state "{label}" as {value}' for value, label in names.items()),
        f"    [*] --> {first}",
        *(f"    {start} --> {end}" for start in names for end in steps[start]),
        *(f"    {start} --> [*]" for start in names if not steps[start]),
        "```",
        "",
    ]
    return "\n".join(lines)


def _in_order(ends: Iterable[str], names: dict[str, str]) -> list[str]:
    return [value for value in names if value in set(ends)]
