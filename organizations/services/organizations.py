"""Organizations: they are created, changed, moved in their tree and ended, never deleted."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from core.log import history_of, record
from core.vietnamese import searchable
from organizations import policies
from organizations.models import Organization, User
from organizations.services.saving import changed_fields, refuse, save_valid, told

#: What a person may set. The code is not among the changeable: it stands in addresses and codes of directives.
FIELDS = frozenset(
    {
        "name",
        "short_name",
        "kind",
        "level",
        "parent",
        "position",
        "valid_from",
        "valid_to",
        "document_symbol",
        "letterhead",
        "letterhead_superior",
        "place",
    }
)


@transaction.atomic
def create_organization(*, code: str, by: User | None, **fields: Any) -> Organization:
    """Add a unit to the tree. `by=None` is the system loading reference data."""
    _known(fields)
    refuse(policies.blockers_to_name(code))
    organization = Organization(code=code, **fields)
    refuse(policies.blockers_to_level(organization.level, "", by=by))
    refuse(policies.blockers_to_place(None, organization.parent, valid_to=organization.valid_to))
    organization.root_code = organization.parent.root_code if organization.parent else code
    organization.search_text = _search_text(organization)
    save_valid(organization)
    record(organization, verb="thêm đơn vị", by=by, comment=organization.name)
    return organization


@transaction.atomic
def update_organization(organization: Organization, *, by: User | None, **fields: Any) -> Organization:
    """Change facts of a unit, its place in the tree among them; the log keeps what each was before.

    Earlier names stay findable. Nothing is written when nothing differs. The day of ending is not set here: see
    `close_organization`.
    """
    _known(fields, but="valid_to")
    organization = _locked(organization)
    changes = changed_fields(organization, fields)
    if not changes:
        return organization
    old_name, old_root = organization.name, organization.root_code
    refuse(policies.blockers_to_level(fields.get("level", ""), organization.level, by=by))
    for name, value in fields.items():
        setattr(organization, name, value)
    refuse(policies.blockers_to_place(organization, organization.parent, valid_to=organization.valid_to))
    organization.root_code = organization.parent.root_code if organization.parent else organization.code
    former = former_names(organization) | ({old_name} if old_name != organization.name else set())
    organization.search_text = _search_text(organization, former)
    save_valid(organization)
    if organization.root_code != old_root:
        below = Organization.objects.descendants(organization)
        Organization.objects.filter(pk__in=[node.pk for node in below]).update(root_code=organization.root_code)
    data: dict[str, Any] = {"changes": changes}
    if old_name != organization.name:
        data["former_name"] = old_name
    record(organization, verb="sửa thông tin đơn vị", by=by, comment=told(changes), data=data)
    return organization


@transaction.atomic
def close_organization(
    organization: Organization,
    *,
    on: date,
    by: User | None,
    successor: Organization | None = None,
    comment: str = "",
) -> Organization:
    """End a unit from that day on, its work taken over by `successor` when there is one.

    `on` is the first day on which it no longer exists. Several units may end in one successor (a merger).
    """
    organization = _locked(organization)
    reasons = policies.blockers_to_close(organization, on=on)
    if successor is not None:
        reasons += policies.blockers_to_succeed(organization, successor, on=on)
    refuse(reasons)
    organization.valid_to, organization.successor = on, successor
    save_valid(organization)
    told_how = [f"từ ngày {on:%d/%m/%Y}"]
    if successor is not None:
        told_how.append(f"cơ quan kế tục: {successor}")
        record(successor, verb="ghi nhận kế tục", by=by, comment=f"{organization} từ ngày {on:%d/%m/%Y}")
    record(organization, verb="kết thúc hoạt động", by=by, comment="; ".join([*told_how, comment]).strip("; "))
    return organization


@transaction.atomic
def reopen_organization(organization: Organization, *, by: User, reason: str = "") -> Organization:
    """Undo an ending written by mistake; the log keeps both."""
    organization = _locked(organization)
    refuse(policies.blockers_to_reopen(organization))
    organization.valid_to = organization.successor = None
    save_valid(organization)
    record(organization, verb="mở lại đơn vị", by=by, comment=reason)
    return organization


def former_names(organization: Organization) -> set[str]:
    """Names the unit had before, from its log."""
    entries = history_of(organization).filter(data__has_key="former_name")
    return {entry.data["former_name"] for entry in entries}


def _known(fields: dict[str, Any], but: str = "") -> None:
    if unknown := set(fields) - FIELDS | (set(fields) & {but}):
        raise TypeError(f"An organization has no settable {sorted(unknown)}")


def _locked(organization: Organization) -> Organization:
    """The row as it is now, held with the root of its tree, so that two moves cannot make a ring."""
    held = Organization.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    list(held.filter(code=organization.root_code))
    return held.select_related("parent").get(pk=organization.pk)


def _search_text(organization: Organization, former: set[str] | None = None) -> str:
    words = [organization.name, organization.short_name, organization.code, *sorted(former or set())]
    return searchable(" ".join(words))
