"""`manage.py statemachines`: write docs/states.md from the tables of steps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from core.states import states_document


class Command(BaseCommand):
    help = "Writes docs/states.md from the TRANSITIONS of the models."

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(__file__).resolve().parents[3] / "docs" / "states.md"
        path.write_text(states_document(), encoding="utf-8")
        self.stdout.write(f"written: {path}")
