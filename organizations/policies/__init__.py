"""Whether now: each function returns sentences that say why not and what to do; an empty list means go on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from organizations.enums import Level, Role
from organizations.models import Membership, Organization, User

#: Words in the addresses of this app's pages; a unit or a person with such a name could not be opened.
RESERVED = frozenset({"them", "nhap", "so-do"})
_NAMES_SHOWN = 5


def blockers_to_name(name: str) -> list[str]:
    """A code or a username stands in an address, where some words are taken."""
    return [f"“{name}” trùng với địa chỉ của một trang. Hãy chọn tên khác."] if name in RESERVED else []


def blockers_to_close(organization: Organization, *, on: date) -> list[str]:
    """A unit ends after what hangs below it has ended or moved, and after its people have left their roles."""
    if organization.valid_to:
        return [f"Đơn vị đã kết thúc hoạt động từ ngày {organization.valid_to:%d/%m/%Y}."]
    reasons = []
    if organization.valid_from and on <= organization.valid_from:
        reasons.append(f"Ngày kết thúc phải sau ngày có hiệu lực {organization.valid_from:%d/%m/%Y}.")
    children = [child.name for child in organization.children.all() if (child.valid_to is None or child.valid_to > on)]
    if children:
        reasons.append(
            f"Còn {len(children)} đơn vị trực thuộc đang hoạt động: {_listed(children)}. "
            "Hãy kết thúc hoặc chuyển các đơn vị này sang cơ quan khác trước."
        )
    people = _people_left_in(organization, on=on)
    if people:
        reasons.append(f"Còn {len(people)} người đang giữ vai trò: {_listed(people)}. Hãy cho thôi vai trò trước.")
    return reasons


def _people_left_in(organization: Organization, *, on: date) -> list[str]:
    held = Membership.objects.not_ended(on).filter(organization=organization).select_related("user")
    if organization.is_root:
        # The administrator of an ended province stays, to look after its records.
        held = held.exclude(role=Role.ADMIN)
    return [f"{membership.user} ({membership.get_role_display()})" for membership in held.order_by("user__full_name")]


def blockers_to_reopen(organization: Organization) -> list[str]:
    """What ended by mistake is opened again, below a unit that is open itself."""
    if organization.valid_to is None:
        return ["Đơn vị đang hoạt động."]
    return blockers_to_place(organization, organization.parent, valid_to=None)


def blockers_to_succeed(organization: Organization, successor: Organization, *, on: date) -> list[str]:
    """The successor is another body that exists on the day the unit ends."""
    if successor.pk == organization.pk:
        return ["Đơn vị không thể kế tục chính mình. Hãy chọn đơn vị khác."]
    if not successor.is_valid_on(on):
        return [f"“{successor}” không hoạt động vào ngày {on:%d/%m/%Y}. Hãy chọn cơ quan kế tục khác."]
    return []


def blockers_to_place(
    organization: Organization | None, parent: Organization | None, *, valid_to: date | None
) -> list[str]:
    """A unit hangs below another that is not below itself and does not end before it."""
    if parent is None:
        return []
    if organization is not None and organization.pk is not None:
        if parent.pk == organization.pk:
            return ["Đơn vị không thể trực thuộc chính mình."]
        if Organization.objects.ancestors(parent).filter(pk=organization.pk).exists():
            return [f"“{parent}” đang trực thuộc “{organization}”, nên không thể là cơ quan cấp trên của đơn vị này."]
    if parent.valid_to and (valid_to is None or valid_to > parent.valid_to):
        why = f"“{parent.name}” kết thúc hoạt động từ ngày {parent.valid_to:%d/%m/%Y}."
        return [f"{why} Hãy chọn cơ quan cấp trên còn hoạt động, hoặc ghi ngày hết hiệu lực không sau ngày đó."]
    return []


def blockers_to_level(level: str, before: str, *, by: User | None) -> list[str]:
    """Every province sees the central bodies, so none of them makes one. `by=None` is the system."""
    if level != Level.CENTRAL or before == Level.CENTRAL or by is None or by.is_superuser:
        return []
    return ["Cấp Trung ương do quản trị hệ thống ghi, vì mọi tỉnh đều thấy. Hãy chọn cấp khác."]


def blockers_to_grant(user: User, organization: Organization, role: str, *, valid_from: date) -> list[str]:
    """A role begins while the unit exists, once at a time; administrators stand at the top of a tree only."""
    reasons = []
    if not user.is_active:
        reasons.append("Tài khoản đang bị khóa. Hãy mở khóa trước khi cấp vai trò.")
    if not organization.is_valid_on(valid_from):
        reasons.append(
            f"“{organization}” không hoạt động vào ngày {valid_from:%d/%m/%Y}. Hãy chọn ngày nhận vai trò khác."
        )
    if role == Role.ADMIN and not organization.is_root:
        reasons.append("Vai trò Quản trị chỉ cấp ở cơ quan đứng đầu của tỉnh, vì người quản trị phụ trách cả tỉnh.")
    if Membership.objects.not_ended(valid_from).filter(user=user, organization=organization, role=role).exists():
        reasons.append(f"{user} đang giữ vai trò {Role(role).label} ở đơn vị này rồi.")
    return reasons


def blockers_to_end_membership(membership: Membership, *, on: date) -> list[str]:
    """A role ends once, not before it began, and never the last administrator's."""
    if membership.valid_to and membership.valid_to <= on:
        return [f"Vai trò này đã thôi từ ngày {membership.valid_to:%d/%m/%Y}."]
    if on < membership.valid_from:
        return [f"Ngày thôi phải từ ngày nhận vai trò {membership.valid_from:%d/%m/%Y} trở đi."]
    if membership.role == Role.ADMIN and not _other_admins(membership, on=on):
        return [_last_admin(membership)]
    return []


def blockers_to_deactivate(user: User, *, by: User, on: date) -> list[str]:
    """Nobody locks himself out, and a province keeps an administrator."""
    if not user.is_active:
        return ["Tài khoản đã bị khóa."]
    if user.pk == by.pk:
        return ["Anh/chị không thể khóa tài khoản của chính mình. Hãy nhờ người quản trị khác."]
    held = Membership.objects.in_force(on).filter(user=user, role=Role.ADMIN).select_related("organization")
    return [_last_admin(membership) for membership in held if not _other_admins(membership, on=on)]


def blockers_to_reactivate(user: User) -> list[str]:
    """Only a locked account is opened."""
    return ["Tài khoản đang hoạt động."] if user.is_active else []


def blockers_to_reset_password(user: User, *, by: User) -> list[str]:
    """A one-time password is for somebody else, whose account is open."""
    if user.pk == by.pk:
        return ["Mật khẩu của chính mình thì đổi ở mục Đổi mật khẩu, góc trên bên phải."]
    if not user.is_active:
        return ["Tài khoản đang bị khóa. Hãy mở khóa trước khi cấp lại mật khẩu."]
    return []


def _other_admins(membership: Membership, *, on: date) -> bool:
    others = Membership.objects.in_force(on).filter(
        organization_id=membership.organization_id, role=Role.ADMIN, user__is_active=True
    )
    return others.exclude(user_id=membership.user_id).exists()


def _last_admin(membership: Membership) -> str:
    return (
        f"{membership.user} là người quản trị cuối cùng của “{membership.organization}”. "
        "Hãy cấp vai trò Quản trị cho người khác trước."
    )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_NAMES_SHOWN])
    more = len(names) - _NAMES_SHOWN
    return f"{shown} và {more} tên khác" if more > 0 else shown
