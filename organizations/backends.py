"""Logging in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Expression

from organizations.models import User

#: What comes with the person of every request, by attribute: rooms above put in what the frame of each page shows,
#: so that it costs no query of its own.
_carried: dict[str, Callable[[], Expression]] = {}


def carry(name: str, expression: Callable[[], Expression]) -> None:
    """Add an attribute; adding the same name twice is a programming error."""
    if name in _carried:
        raise ValueError(f"{name} is carried twice")
    _carried[name] = expression


class LoginBackend(ModelBackend):
    """Knows names and passwords, and grants nothing: who may what follows from the rules of each app alone.

    Asking the tables of permissions, which nobody fills, would cost two queries wherever a rule says no.
    """

    def get_user(self, user_id: Any) -> User | None:
        with_all = {name: expression() for name, expression in _carried.items()}
        user = User.objects.annotate(**with_all).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return False

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return False

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()
