"""Refusals of this app that carry more than sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import Conflict

if TYPE_CHECKING:
    from campaigns.models import Directive


class EditConflict(Conflict):
    """Somebody saved the draft since this person opened it; `current` is the directive as it stands now."""

    def __init__(self, current: Directive, *reasons: str) -> None:
        super().__init__(*reasons)
        self.current = current
