"""What a page offers to do next: values that policies fill and components show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Action:
    """One button. With `reasons` it is shown disabled and says why.

    `method="get"` opens `url` as a page; `"post"` submits at once (with `confirm` asking first).
    """

    label: str
    url: str
    method: Literal["get", "post"] = "get"
    reasons: Sequence[str] = ()
    tone: Literal["primary", "secondary", "danger"] = "secondary"
    icon: str = ""
    confirm: str = ""


@dataclass(frozen=True)
class NextStep:
    """The bar on every workflow record: where it stands, who must act, and the buttons."""

    where: str
    who: str = ""
    until: str = ""
    actions: Sequence[Action] = field(default_factory=tuple)


@dataclass(frozen=True)
class Tab:
    """One face of a record."""

    label: str
    url: str
    active: bool = False
    count: int | None = None
