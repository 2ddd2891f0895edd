"""The council itself: set up by a decision, its seats held for a time."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from awards.models import Council, CouncilMember
from awards.policies import sessions as policies
from core.errors import ActionBlocked
from core.log import record
from organizations.models import Organization, User

COUNCIL_FIELDS = ("name", "document", "valid_from", "valid_to", "quorum", "threshold")
SEAT_FIELDS = ("user", "full_name", "job_title", "organization", "role", "position", "valid_from", "valid_to")


@transaction.atomic
def create_council(*, organization: Organization, by: User, **values: Any) -> Council:
    """Set up a council of this body; `values` are any of COUNCIL_FIELDS."""
    council = Council.objects.create(organization=organization, **_only(values, COUNCIL_FIELDS))
    record(council, verb="lập Hội đồng", by=by, comment=council.document)
    return council


@transaction.atomic
def edit_council(council: Council, *, by: User, **values: Any) -> Council:
    """Change its facts; the log keeps what stood there before."""
    return _changed(council, _only(values, COUNCIL_FIELDS), verb="sửa thông tin Hội đồng", by=by)


@transaction.atomic
def seat_member(council: Council, *, by: User, **values: Any) -> CouncilMember:
    """Give somebody a seat. `ActionBlocked` when the seat is taken at that time."""
    values = _only(values, SEAT_FIELDS)
    _refuse_seat(council, values)
    member = CouncilMember.objects.create(council=council, **values)
    record(council, verb=f"thêm thành viên {member} ({member.get_role_display()})", by=by)
    return member


@transaction.atomic
def edit_seat(member: CouncilMember, *, by: User, **values: Any) -> CouncilMember:
    """Change a seat, or end it by `valid_to`: sessions that were held keep the member."""
    values = _only(values, SEAT_FIELDS)
    _refuse_seat(member.council, values, except_for=member)
    if reasons := policies.account_faults(member, values.get("user", member.user)):
        raise ActionBlocked(*reasons)
    before = {name: str(getattr(member, name) or "") for name in values}
    for name, value in values.items():
        setattr(member, name, value)
    after = {name: str(value or "") for name, value in values.items()}
    if changed := {name: [before[name], after[name]] for name in values if before[name] != after[name]}:
        member.save()
        record(member.council, verb=f"sửa thành viên {member}", by=by, data={"changed": changed})
    return member


def _refuse_seat(council: Council, values: dict[str, Any], *, except_for: CouncilMember | None = None) -> None:
    Council.objects.select_for_update().values_list("pk").get(pk=council.pk)  # two clerks, one chair
    reasons = policies.seat_faults(
        council,
        role=values["role"],
        valid_from=values["valid_from"],
        valid_to=values.get("valid_to"),
        except_for=except_for,
    )
    user = values.get("user")
    if user is not None and any(seat.user_id == user.pk and seat != except_for for seat in council.members.all()):
        reasons.append(f"{user} đã có tên trong Hội đồng này. Hãy sửa dòng của người đó.")
    if reasons:
        raise ActionBlocked(*reasons)


def _changed(council: Council, values: dict[str, Any], *, verb: str, by: User) -> Council:
    changed = {
        name: [str(getattr(council, name) or ""), str(value or "")]
        for name, value in values.items()
        if getattr(council, name) != value
    }
    for name, value in values.items():
        setattr(council, name, value)
    if changed:
        council.save(update_fields=list(changed))
        record(council, verb=verb, by=by, data={"changed": changed})
    return council


def _only(values: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    if unknown := values.keys() - set(names):
        raise ValueError(f"not fields of this: {sorted(unknown)}")
    return values
