"""The refusals a service may answer with. Each carries sentences a clerk understands."""

from __future__ import annotations


class DomainError(Exception):
    """A refusal; `reasons` are Vietnamese sentences that say why and what to do."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons: tuple[str, ...] = reasons


class ActionBlocked(DomainError):
    """The action is not possible now; the reasons are the ones the page shows beside the disabled button."""


class InvalidTransition(DomainError):
    """The status table has no such step."""


class Conflict(DomainError):
    """Somebody else was faster; nothing of this attempt was saved."""
