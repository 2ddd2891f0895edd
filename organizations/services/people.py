"""People, their passwords and their roles."""

from __future__ import annotations

import secrets
import unicodedata
from datetime import date
from typing import Any

from axes.utils import reset as forget_failed_logins
from django.db import transaction
from django.utils import timezone

from core.log import record
from core.vietnamese import searchable
from organizations import policies
from organizations.enums import Role
from organizations.models import Membership, Organization, User
from organizations.services.saving import changed_fields, refuse, save_valid, told

#: Letters and digits that nobody takes for another when reading from paper.
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
FIELDS = frozenset({"full_name", "job_title", "email", "phone"})


def normal_username(typed: str) -> str:
    """The name as it is kept, however it was typed: NFC, lower case, no blanks around."""
    return unicodedata.normalize("NFC", typed).strip().lower()


def one_time_password() -> str:
    """Twelve readable characters in three groups, about 59 bits."""
    return "-".join("".join(secrets.choice(_READABLE) for _ in range(4)) for _ in range(3))


@transaction.atomic
def create_user(
    *,
    username: str,
    full_name: str,
    organization: Organization,
    role: str,
    by: User | None,
    valid_from: date | None = None,
    **fields: str,
) -> tuple[User, str]:
    """Open an account with its first role; returns it with the one-time password, which is kept nowhere.

    The person must change the password at the first login.
    """
    _known(fields)
    username = normal_username(username)
    refuse(policies.blockers_to_name(username))
    user = User(username=username, full_name=full_name, must_change_password=True, **fields)
    password = one_time_password()
    user.set_password(password)
    user.search_text = _search_text(user)
    save_valid(user)
    record(user, verb="mở tài khoản", by=by, comment=f"{full_name} ({username})")
    grant_membership(user=user, organization=organization, role=role, by=by, valid_from=valid_from)
    return user, password


@transaction.atomic
def update_user(user: User, *, by: User, **fields: str) -> User:
    """Change facts of a person; nothing is written when nothing differs."""
    _known(fields)
    user = _locked(user)
    changes = changed_fields(user, fields)
    if not changes:
        return user
    for name, value in fields.items():
        setattr(user, name, value)
    user.search_text = _search_text(user)
    save_valid(user)
    record(user, verb="sửa thông tin người dùng", by=by, comment=told(changes), data={"changes": changes})
    return user


@transaction.atomic
def deactivate_user(user: User, *, by: User, reason: str = "") -> User:
    """Lock an account: its holder is logged out everywhere; roles and past acts stay on record."""
    _lock_roots_of(user)
    user = _locked(user)
    refuse(policies.blockers_to_deactivate(user, by=by, on=timezone.localdate()))
    return _set_active(user, active=False, verb="khóa tài khoản", by=by, comment=reason)


@transaction.atomic
def reactivate_user(user: User, *, by: User) -> User:
    """Open a locked account again, with the roles and the password it had."""
    user = _locked(user)
    refuse(policies.blockers_to_reactivate(user))
    return _set_active(user, active=True, verb="mở khóa tài khoản", by=by)


@transaction.atomic
def reset_password(user: User, *, by: User) -> str:
    """Give somebody a one-time password, returned here and kept nowhere; it must be changed at the next login.

    Whoever mistyped the old one too often enters at once with the new one.
    """
    user = _locked(user)
    refuse(policies.blockers_to_reset_password(user, by=by))
    password = one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    forget_failed_logins(username=user.username)
    record(user, verb="cấp lại mật khẩu", by=by)
    return password


@transaction.atomic
def change_password(user: User, *, new_password: str) -> User:
    """A person's own new password; other sessions of theirs end."""
    user.set_password(new_password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    record(user, verb="đổi mật khẩu", by=user)
    return user


@transaction.atomic
def grant_membership(
    *, user: User, organization: Organization, role: str, by: User | None, valid_from: date | None = None
) -> Membership:
    """Give a person a role in a unit from a day on (today when none is given)."""
    day = valid_from or timezone.localdate()
    refuse(policies.blockers_to_grant(user, organization, role, valid_from=day))
    membership = Membership(user=user, organization=organization, role=role, valid_from=day)
    save_valid(membership)
    _record_role(membership, verb="cấp vai trò", by=by, when=f"từ ngày {day:%d/%m/%Y}")
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, on: date, by: User) -> Membership:
    """End a role; `on` is the first day on which it is no longer held."""
    _lock_roots_of(membership.user)
    held = Membership.objects.select_related("user", "organization").get(pk=membership.pk)
    refuse(policies.blockers_to_end_membership(held, on=on))
    held.valid_to = on
    save_valid(held)
    _record_role(held, verb="cho thôi vai trò", by=by, when=f"từ ngày {on:%d/%m/%Y}")
    return held


def _set_active(user: User, *, active: bool, verb: str, by: User, comment: str = "") -> User:
    user.is_active = active
    user.save(update_fields=["is_active"])
    record(user, verb=verb, by=by, comment=comment)
    return user


def _record_role(membership: Membership, *, verb: str, by: User | None, when: str) -> None:
    role = Role(membership.role).label
    record(membership.user, verb=verb, by=by, comment=f"{role} tại {membership.organization}, {when}")
    record(membership.organization, verb=verb, by=by, comment=f"{role} cho {membership.user}, {when}")


def _locked(user: User) -> User:
    """The person as he or she is now; the log may still name the row while it is held."""
    held: User = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    return held


def _lock_roots_of(user: User) -> None:
    """Two administrators who remove each other at the same moment wait for one another."""
    held = Organization.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    list(held.filter(memberships__user=user, memberships__role=Role.ADMIN))


def _known(fields: dict[str, Any]) -> None:
    if unknown := set(fields) - FIELDS:
        raise TypeError(f"A user has no settable {sorted(unknown)}")


def _search_text(user: User) -> str:
    return searchable(f"{user.full_name} {user.username} {user.email} {user.job_title}")
