"""Units: the list, the tree, one unit, making, changing and ending it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from core.actions import Action, Tab
from core.errors import DomainError
from core.http import authorize, methods, warn
from core.listing import Column, Listing
from core.log import history_of
from organizations import policies, selectors, services
from organizations.enums import Level
from organizations.filters import OrganizationFilter
from organizations.forms import CloseOrganizationForm, OrganizationForm, initial_unit, submitted
from organizations.models import Organization

COLUMNS = [
    Column("ten", "Tên cơ quan, đơn vị", lambda o: o.name, ("search_text",)),
    Column("loai", "Loại", lambda o: o.get_kind_display(), ("kind",)),
    Column("cap", "Cấp", lambda o: o.get_level_display(), ("level",)),
    Column("tren", "Trực thuộc", lambda o: o.parent.name if o.parent else "", ("parent__search_text",)),
    Column("nguoi", "Số người", lambda o: o.people_count, ("people_count",), numeric=True),
    Column("den", "Hiệu lực", lambda o: o.get_status_display(), ("valid_to",)),
]
#: The file tells more than the screen has room for.
EXPORTED = [
    Column("ma", "Mã", lambda o: o.code, ("code",)),
    *COLUMNS,
    Column("ma-tren", "Mã cấp trên", lambda o: o.parent.code if o.parent else ""),
    Column("tu", "Có hiệu lực từ", lambda o: o.valid_from),
    Column("den-truoc", "Đến trước ngày", lambda o: o.valid_to),
    Column("ke-tuc", "Cơ quan kế tục", lambda o: o.successor.name if o.successor else ""),
    Column("ky-hieu", "Ký hiệu văn bản", lambda o: o.document_symbol),
]


@methods()
def organizations(request: HttpRequest) -> HttpResponse:
    """Every unit the person may see."""
    found = OrganizationFilter(request.GET, queryset=selectors.organizations_for(request.user))
    columns = EXPORTED if request.GET.get("export") else COLUMNS
    listing = Listing(request, found.qs, columns, default_sort="ten")
    may_manage = _user(request).has_perm("organizations.manage")
    context = {"listing": listing, "filter": found, "may_manage": may_manage, "tabs": _tabs("organizations")}
    return listing.export("don-vi") or render(request, "organizations/organizations.html", context)


@methods()
def organization_tree(request: HttpRequest) -> HttpResponse:
    """The same units as they hang together."""
    units = selectors.organizations_for(request.user)
    whole = request.GET.get("ca-da-ket-thuc") == "1"
    nodes = selectors.tree_of(units if whole else units.valid_on(timezone.localdate()))
    context = {"nodes": nodes, "whole": whole, "tabs": _tabs("organization_tree")}
    return render(request, "organizations/organization_tree.html", context)


@methods()
def organization(request: HttpRequest, code: str) -> HttpResponse:
    """One unit: facts, place in the tree, people, history."""
    shown = _load(request, code)
    # Of another tree's bodies one sees the facts that old papers need, not the people and what they did.
    is_own = _user(request).is_superuser or shown.root_code in _user(request).root_codes
    return render(
        request,
        "organizations/organization.html",
        {
            "organization": shown,
            "actions": _actions(request, shown),
            "children": shown.children.order_by("valid_to", "position", "name"),
            "predecessors": shown.predecessors.order_by("name"),
            "is_own": is_own,
            "memberships": selectors.people_in(shown) if is_own else [],
            "may_see_people": _user(request).has_perm("organizations.manage_people", shown),
            "history": history_of(shown)[:20] if is_own else [],
            "trail": _trail(shown),
        },
    )


@methods(write=["POST"])
def organization_create(request: HttpRequest) -> HttpResponse:
    """A new unit in a tree the person administers."""
    authorize(request.user, "organizations.manage")
    above = initial_unit(selectors.administered_by(request.user), request.GET.get("cap-tren"))
    form = _form(request, None, initial={"parent": above})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create_organization(**form.cleaned_data, by=_user(request))
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã thêm {made}.")
            return redirect(made)
    trail = [("Đơn vị", reverse("organizations:organizations")), ("Thêm đơn vị", "")]
    context = {"form": form, "title": "Thêm đơn vị", "back": reverse("organizations:organizations"), "trail": trail}
    return render(request, "organizations/organization_form.html", context)


@methods(write=["POST"])
def organization_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change what describes a unit."""
    shown = _load(request, code)
    authorize(request.user, "organizations.manage", shown)
    trail, title, back = _trail(shown, "Sửa"), f"Sửa {shown.name}", shown.get_absolute_url()
    form = _form(request, shown)
    if request.method == "POST" and form.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if name != "code"}
        try:
            services.update_organization(shown, by=_user(request), **facts)
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lưu.")
            return redirect("organizations:organization", code)
    context = {"form": form, "title": title, "back": back, "trail": trail}
    return render(request, "organizations/organization_form.html", context)


@methods(write=["POST"])
def organization_close(request: HttpRequest, code: str) -> HttpResponse:
    """End a unit, with the one that takes over."""
    shown = _load(request, code)
    authorize(request.user, "organizations.manage", shown)
    if reasons := policies.blockers_to_close(shown, on=timezone.localdate()):
        warn(request, reasons)
        return redirect(shown)
    successors = selectors.possible_successors(shown, request.user)
    form = CloseOrganizationForm(submitted(request), successors=successors)
    if request.method == "POST" and form.is_valid():
        try:
            services.close_organization(shown, by=_user(request), **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã ghi kết thúc hoạt động. Văn bản và lịch sử của đơn vị vẫn còn.")
            return redirect(shown)
    context = {"form": form, "organization": shown, "trail": _trail(shown, "Kết thúc hoạt động")}
    return render(request, "organizations/organization_close.html", context)


@methods(read=(), write=["POST"])
def organization_reopen(request: HttpRequest, code: str) -> HttpResponse:
    """Undo an ending that was a mistake."""
    shown = _load(request, code)
    authorize(request.user, "organizations.manage", shown)
    services.reopen_organization(shown, by=_user(request))
    messages.success(request, "Đã mở lại đơn vị.")
    return redirect(shown)


def _load(request: HttpRequest, code: str) -> Organization:
    found: Organization = get_object_or_404(selectors.organizations_for(request.user), code=code)
    return found


def _user(request: HttpRequest) -> Any:
    return request.user


def _form(request: HttpRequest, instance: Organization | None, **more: Any) -> OrganizationForm:
    user = _user(request)
    parents = selectors.possible_parents(instance, user)
    is_root = instance is not None and instance.parent_id is None
    may_be_root = user.is_superuser or is_root
    return OrganizationForm(submitted(request), instance=instance, parents=parents, may_be_root=may_be_root, **more)


def _tabs(active: str) -> list[Tab]:
    faces = (("Danh sách", "organizations"), ("Sơ đồ trực thuộc", "organization_tree"))
    return [Tab(label, reverse(f"organizations:{name}"), active=name == active) for label, name in faces]


def _actions(request: HttpRequest, shown: Organization) -> list[Action]:
    if not _user(request).has_perm("organizations.manage", shown):
        return []
    edit = Action("Sửa", reverse("organizations:organization_edit", args=[shown.code]), icon="pencil-square")
    if shown.valid_to:
        ask = f"Mở lại {shown.name}? Ngày kết thúc và cơ quan kế tục đã ghi sẽ được bỏ."
        url, why = reverse("organizations:organization_reopen", args=[shown.code]), policies.blockers_to_reopen(shown)
        return [edit, Action("Mở lại", url, method="post", icon="unlock", confirm=ask, reasons=why)]
    why = policies.blockers_to_close(shown, on=timezone.localdate())
    url = reverse("organizations:organization_close", args=[shown.code])
    return [edit, Action("Kết thúc hoạt động", url, icon="archive", reasons=why)]


def _trail(shown: Organization, *more: str) -> list[tuple[str, str]]:
    trail = [("Đơn vị", reverse("organizations:organizations"))]
    if shown.parent and shown.level != Level.CENTRAL:
        trail.append((shown.parent.name, shown.parent.get_absolute_url()))
    trail.append((shown.name, shown.get_absolute_url() if more else ""))
    return [*trail, *((label, "") for label in more)]
