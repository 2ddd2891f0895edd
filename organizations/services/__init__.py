"""Every write of this app that means something: organizations, people and their roles, passwords, imports."""

from organizations.services.imports import confirm_import, keep_preview
from organizations.services.organizations import (
    close_organization,
    create_organization,
    reopen_organization,
    update_organization,
)
from organizations.services.people import (
    change_password,
    create_user,
    deactivate_user,
    end_membership,
    grant_membership,
    reactivate_user,
    reset_password,
    update_user,
)

__all__ = [
    "change_password",
    "close_organization",
    "confirm_import",
    "create_organization",
    "create_user",
    "deactivate_user",
    "end_membership",
    "grant_membership",
    "keep_preview",
    "reactivate_user",
    "reopen_organization",
    "reset_password",
    "update_organization",
    "update_user",
]
