"""Every write of this app that means something: organizations, people and their roles, passwords, imports, blocs."""

from organizations.services.blocs import Decided, compose_bloc, copy_blocs, create_bloc, update_bloc
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
    "Decided",
    "change_password",
    "close_organization",
    "compose_bloc",
    "confirm_import",
    "copy_blocs",
    "create_bloc",
    "create_organization",
    "create_user",
    "deactivate_user",
    "end_membership",
    "grant_membership",
    "keep_preview",
    "reactivate_user",
    "reopen_organization",
    "reset_password",
    "update_bloc",
    "update_organization",
    "update_user",
]
