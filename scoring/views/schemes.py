"""Tables of criteria: the list, a new one, the editor, publishing, copying."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone

from campaigns.views.common import person, sent
from core.actions import Action
from core.errors import DomainError
from core.http import authorize, methods, warn
from core.listing import Column, Listing
from core.log import history_of
from organizations.selectors.blocs import organizers_for
from scoring.enums import SchemeStatus
from scoring.errors import FaultyRows
from scoring.forms.schemes import CopySchemeForm, NewSchemeForm, RowGrid, SchemeForm
from scoring.forms.sheets import PublishForm
from scoring.models import Scheme
from scoring.outline import publishing_faults
from scoring.policies import schemes as policies
from scoring.selectors.schemes import groups_of, rows_of, schemes_for, typed_groups
from scoring.services import schemes as services
from scoring.views.common import front_tabs, load_scheme, status_of, trail

MANAGE = "scoring.manage_schemes"
COLUMNS = [
    Column("nam", "Năm", lambda one: one.year, ("year", "name")),
    Column("ten", "Bảng tiêu chí", lambda one: one.name, ("name",)),
    Column("khoi", "Áp dụng cho", lambda one: one.bloc.name if one.bloc else "Mọi khối, cụm", ("bloc__name",)),
    Column("thang", "Thang điểm", lambda one: one.scale, ("scale",), numeric=True),
    Column("ban", "Phiên bản", lambda one: one.version, ("version",), numeric=True),
    Column("tinh-trang", "Tình trạng", lambda one: one.get_status_display(), ("status",)),
]


@methods()
def schemes(request: HttpRequest) -> HttpResponse:
    """The tables a person may see."""
    authorize(request.user, "scoring.see")
    listing = Listing(request, schemes_for(person(request)), COLUMNS, default_sort="-nam")
    context = {"listing": listing, "may_manage": person(request).has_perm(MANAGE), "tabs": front_tabs("schemes")}
    return listing.export("bang-tieu-chi") or render(request, "scoring/schemes.html", context)


@methods(write=["POST"])
def scheme_create(request: HttpRequest) -> HttpResponse:
    """Begin a table: whose and of which year."""
    authorize(request.user, MANAGE)
    organizers = organizers_for(person(request))
    initial = {"organizer": organizers.first(), "year": timezone.localdate().year, "name": "Bảng tiêu chí thi đua"}
    form = NewSchemeForm(sent(request), organizers=organizers, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create_scheme(**form.cleaned_data, by=person(request))
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lập bảng. Bước tiếp theo: ghi các nhóm và tiêu chí.")
            return redirect(made)
    return _form(request, form, title="Lập bảng tiêu chí", button="Lập bảng", back=reverse("scoring:schemes"))


@methods(write=["POST"])
def scheme(request: HttpRequest, pk: int) -> HttpResponse:
    """A table: its editor while it is a draft, for those who may; read by all who see it."""
    shown = load_scheme(request, pk)
    may_edit = person(request).has_perm(MANAGE, shown) and not policies.blockers_to_edit(shown)
    if request.method != "POST" and not may_edit:
        return render(request, "scoring/scheme_read.html", _page(request, shown) | {"groups": groups_of(shown)})
    authorize(request.user, MANAGE, shown)
    if reasons := policies.blockers_to_edit(shown):
        warn(request, reasons)
        return redirect(shown)
    return _edit(request, shown)


def _edit(request: HttpRequest, shown: Scheme) -> HttpResponse:
    data, kept = sent(request), typed_groups(shown)
    facts = {name: getattr(shown, name) for name in ("name", "document", "scale", "note")}
    form = SchemeForm(data, initial=facts | {"base_revision": shown.revision})
    grid = RowGrid(data, rows=rows_of(kept))
    if data is not None and "them" in data:
        grid = RowGrid(_longer(data), rows=())
        grid.is_valid()
    elif data is not None and form.is_valid() & grid.is_valid() and _save(request, shown, form, grid):
        return redirect(shown)
    context = _page(request, shown) | {
        "form": form,
        "grid": grid,
        "is_checked": data is not None and "them" not in data,
    }
    context["faults"] = publishing_faults(kept, scale=shown.scale)
    return render(request, "scoring/scheme.html", context, status=422 if context["is_checked"] else 200)


def _save(request: HttpRequest, shown: Scheme, form: SchemeForm, grid: RowGrid) -> bool:
    facts = {name: form.cleaned_data[name] for name in services.FACTS}
    base = form.cleaned_data["base_revision"]
    try:
        services.save_scheme(shown, grid.rows(), base_revision=base, by=person(request), **facts)
    except FaultyRows as refusal:
        grid.add_faults(refusal.faults)
    except DomainError as refusal:
        grid.general += refusal.reasons
        again = request.POST.copy()
        again["base_revision"] = str(load_scheme(request, shown.pk).revision)
        form.data = again
    else:
        messages.success(request, "Đã lưu bảng tiêu chí.")
        return True
    return False


def _longer(data: Any) -> Any:
    longer = data.copy()
    grid = RowGrid(data, rows=())
    longer["rows"] = str(len(grid.forms) + 5)
    return longer


@methods(write=["POST"])
def scheme_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """For good, behind a typed word."""
    shown = load_scheme(request, pk)
    authorize(request.user, MANAGE, shown)
    if reasons := policies.blockers_to_publish(shown):
        warn(request, reasons)
        return redirect(shown)
    form = PublishForm(sent(request))
    if request.method == "POST" and form.is_valid():
        services.publish_scheme(shown, by=person(request))
        messages.success(request, "Đã công bố bảng tiêu chí. Các khối có thể mở chấm điểm.")
        return redirect(shown)
    words = "Công bố rồi thì không sửa được bảng này, chỉ thay được bằng phiên bản mới khi chưa đơn vị nào ghi điểm."
    return _form(
        request, form, title="Công bố bảng tiêu chí", button="Công bố", back=shown.get_absolute_url(), words=words
    )


@methods(write=["POST"])
def scheme_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft with the same rows: the next version, another year, another bloc."""
    shown = load_scheme(request, pk)
    authorize(request.user, MANAGE, shown)
    form = CopySchemeForm(sent(request), source=shown, initial={"bloc": shown.bloc, "year": shown.year})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.copy_scheme(shown, **form.cleaned_data, by=person(request))
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã lập bản đang soạn, phiên bản {made.version}.")
            return redirect(made)
    words = "Cùng khối và năm thì đây là phiên bản mới, thay bảng đang dùng khi được công bố."
    return _form(request, form, title="Chép bảng tiêu chí", button="Chép", back=shown.get_absolute_url(), words=words)


def _form(request: HttpRequest, form: Any, *, title: str, button: str, back: str, words: str = "") -> HttpResponse:
    lists = ("Bảng tiêu chí", reverse("scoring:schemes"))
    context = {"form": form, "title": title, "button": button, "back": back, "words": words}
    context["trail"] = trail(lists, (title, ""))
    return render(request, "scoring/form.html", context, status=status_of(form))


def _page(request: HttpRequest, shown: Scheme) -> dict[str, Any]:
    return {
        "scheme": shown,
        "actions": _actions(request, shown),
        "history": history_of(shown)[:20] if person(request).has_perm(MANAGE, shown) else None,
        "trail": trail(("Bảng tiêu chí", reverse("scoring:schemes")), (shown.name, "")),
    }


def _actions(request: HttpRequest, shown: Scheme) -> list[Action]:
    if not person(request).has_perm(MANAGE, shown):
        return []
    copy = Action("Chép thành bảng khác", reverse("scoring:scheme_copy", args=[shown.pk]), icon="copy")
    if shown.status != SchemeStatus.DRAFT:
        return [copy]
    reasons = policies.blockers_to_publish(shown)
    publish = reverse("scoring:scheme_publish", args=[shown.pk])
    return [Action("Công bố", publish, reasons=reasons, tone="primary", icon="check-lg"), copy]


urls = [
    path("cham-diem/bang-tieu-chi/", schemes, name="schemes"),
    path("cham-diem/bang-tieu-chi/lap/", scheme_create, name="scheme_create"),
    path("cham-diem/bang-tieu-chi/<int:pk>/", scheme, name="scheme"),
    path("cham-diem/bang-tieu-chi/<int:pk>/cong-bo/", scheme_publish, name="scheme_publish"),
    path("cham-diem/bang-tieu-chi/<int:pk>/chep/", scheme_copy, name="scheme_copy"),
]
