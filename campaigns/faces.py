"""The faces of a directive: its own pages, and those that apps above add when they load."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from campaigns.models import Directive
from organizations.models import User


@dataclass(frozen=True)
class Face:
    """A page of a directive: its tab, the URL name that takes the directive's code, and who has it."""

    name: str
    label: str
    is_for: Callable[[User, Directive], bool] = lambda user, directive: True
    order: int = 50


_faces: dict[str, Face] = {}


def register(face: Face) -> None:
    """Add a face; registering the same name twice is a programming error."""
    if face.name in _faces:
        raise ValueError(f"face {face.name} is registered twice")
    _faces[face.name] = face


def faces_of(directive: Directive, user: User) -> list[Face]:
    """The faces this person has of this directive, in their order."""
    return [face for face in sorted(_faces.values(), key=lambda face: face.order) if face.is_for(user, directive)]


def _writes_drafts(user: User, directive: Directive) -> bool:
    return user.has_perm("campaigns.see_drafts", directive)


register(Face("campaigns:directive", "Nội dung", order=10))
register(Face("campaigns:directive_versions", "Các bản lưu", _writes_drafts, order=90))
