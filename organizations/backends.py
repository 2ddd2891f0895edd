"""Logging in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend


class LoginBackend(ModelBackend):
    """Knows names and passwords, and grants nothing: who may what follows from the rules of each app alone.

    Asking the tables of permissions, which nobody fills, would cost two queries wherever a rule says no.
    """

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return False

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return False

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()
