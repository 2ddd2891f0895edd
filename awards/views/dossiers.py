"""The list of dossiers, one dossier, its head; the addresses of all their pages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from awards import presenters
from awards.enums import DossierStatus
from awards.filters_dossiers import DossierFilter
from awards.forms.dossiers import DossierForm
from awards.law import choice_for
from awards.models import Dossier
from awards.policies import dossiers as policies
from awards.selectors.dossier_review import Explained, kept, review_of
from awards.selectors.dossiers import campaigns_for, dossiers_for, opinions_of, units_for
from awards.services import dossiers as services
from awards.views import dossier_lines, dossier_papers, dossier_steps
from awards.views.dossier_common import accepted, editable, load, trail
from campaigns.views.common import person, sent
from core.http import authorize, methods
from core.listing import Column, Listing
from core.log import history_of

COLUMNS = [
    Column("ten", "Tên hồ sơ", lambda d: d.name, ("search_text",)),
    Column("donvi", "Đơn vị", lambda d: d.organization.name, ("organization__name",)),
    Column("nam", "Năm", lambda d: d.year, ("year", "created_at"), numeric=True),
    Column("dong", "Số dòng", lambda d: d.line_count, ("line_count",), numeric=True),
    Column("nhan", "Ngày nhận", lambda d: d.received_on, ("received_on",)),
    Column("chuyenvien", "Chuyên viên", lambda d: str(d.specialist or ""), ("specialist__full_name",)),
    Column("trangthai", "Tình trạng", lambda d: d.get_status_display(), ("status",)),
]


@methods()
def dossiers(request: HttpRequest) -> HttpResponse:
    """Every dossier the person may see."""
    found = DossierFilter(request.GET, queryset=dossiers_for(person(request)))
    listing = Listing(request, found.qs, COLUMNS, default_sort="-nam")
    return listing.export("ho-so-khen-thuong") or render(
        request,
        "awards/dossiers.html",
        {"listing": listing, "filter": found, "may_add": person(request).has_perm("awards.write_dossier")},
    )


@methods()
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """One dossier: where it stands, every line with what was found, its papers, opinions, history."""
    shown = load(request, pk)
    return render(request, "awards/dossier.html", _page(request, shown) | {"trail": trail(shown)})


@methods()
def dossier_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Every condition of every line, open, to be printed."""
    shown = load(request, pk)
    return render(
        request, "awards/dossier_review.html", _page(request, shown) | {"trail": trail(shown, "Kết quả kiểm tra")}
    )


@methods(write=["POST"])
def dossier_create(request: HttpRequest) -> HttpResponse:
    """A new dossier: of the person's own unit, or by staff for one of the province's."""
    authorize(request.user, "awards.write_dossier")
    units, today = units_for(person(request), on=timezone.localdate()), timezone.localdate()
    only = units[:2]
    initial = {"year": today.year, "organization": only[0] if len(only) == 1 else None}
    form = DossierForm(sent(request), organizations=units, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made: list[Dossier] = []
        if accepted(form, lambda: made.append(services.create_dossier(data["organization"], data, by=person(request)))):
            messages.success(request, "Đã lập hồ sơ. Thêm cá nhân, tập thể vào danh sách.")
            return redirect("awards:dossier_lines", made[0].pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "title": "Lập hồ sơ đề nghị", "button": "Lập hồ sơ"}
    return render(request, "awards/dossier_create.html", context, status=status)


@methods(write=["POST"])
def dossier_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The head of a dossier: name, year, kind, submission paper."""
    shown = load(request, pk)
    if away := editable(request, shown):
        return away
    initial = {name: getattr(shown, name) for name in services.FIELDS} | {"base_revision": shown.revision}
    form = DossierForm(sent(request), dossier=shown, campaigns=campaigns_for(shown.organization), initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        base = data["base_revision"] or 0
        if accepted(form, lambda: services.save_dossier(shown, data, base_revision=base, by=person(request))):
            messages.success(request, "Đã lưu thông tin hồ sơ.")
            return redirect(shown)
    context = {"dossier": shown, "form": form, "trail": trail(shown, "Sửa thông tin")}
    return render(request, "awards/dossier_edit.html", context, status=422 if request.method == "POST" else 200)


def _page(request: HttpRequest, shown: Dossier) -> dict[str, Any]:
    today, user = timezone.localdate(), person(request)
    review = review_of(shown, on=today)
    fresh = shown.is_editable or "moi" in request.GET
    lines: list[Explained] = list(review.lines) if fresh else [kept(one.line) for one in review.lines]
    opinions = opinions_of(shown)
    history = list(history_of(shown)[:30])
    may_write = shown.is_editable and user.has_perm("awards.write_dossier", shown)
    return {
        "dossier": shown,
        "step": presenters.next_step(shown, user, review, opinions, on=today),
        "rows": presenters.line_rows(lines),
        "is_fresh": fresh,
        "slots": review.slots,
        "blockers": policies.blockers_to_submit(shown, on=today, review=review) if may_write else [],
        "warnings": policies.warnings_for(review) if shown.status not in _CLOSED else [],
        "counters": presenters.counters_of(shown, lines),
        "opinions": opinions,
        "law": choice_for(shown.received_on or today),
        "today": today,
        "history": history,
        "asked": next((e for e in history if e.to_status == DossierStatus.SUPPLEMENT), None)
        if shown.status == DossierStatus.SUPPLEMENT
        else None,
        "may_write": may_write,
        "may_check": user.has_perm("awards.check_dossier", shown),
        "may_ask": user.has_perm("awards.check_dossier", shown)
        and not policies.blockers_to_ask_opinions(shown, on=today),
    }


_CLOSED = (DossierStatus.DECIDED, DossierStatus.REJECTED, DossierStatus.WITHDRAWN)

urls = [
    path("ho-so-khen-thuong/", dossiers, name="dossiers"),
    path("ho-so-khen-thuong/lap/", dossier_create, name="dossier_create"),
    path("ho-so-khen-thuong/<int:pk>/", dossier, name="dossier"),
    path("ho-so-khen-thuong/<int:pk>/kiem-tra/", dossier_review, name="dossier_review"),
    path("ho-so-khen-thuong/<int:pk>/sua/", dossier_edit, name="dossier_edit"),
    *dossier_lines.urls,
    *dossier_papers.urls,
    *dossier_steps.urls,
]
