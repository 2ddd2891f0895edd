"""Names for what a unit registered by count, and the dossier made from them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from campaigns.views.common import person
from core.errors import DomainError
from core.http import authorize, methods, warn
from core.text import whole_number
from registrations.enums import Column
from registrations.forms.names import NamesForm
from registrations.models import Nominee, TitleEntry, UnitLine
from registrations.policies.names import blockers_to_name
from registrations.selectors.results import results_of
from registrations.services import names as services
from registrations.views.common import load_line

PROPOSE = "registrations.propose"


@methods(write=["POST"])
def names(request: HttpRequest, pk: int) -> HttpResponse:
    """Every title the unit registered by count with the names it has; POST adds names to one of them."""
    line = load_line(request, pk)
    blockers = blockers_to_name(line, on=timezone.localdate())
    may = request.user.has_perm("registrations.name_people", line)
    if request.method == "POST":
        authorize(request.user, "registrations.name_people", line)
        entry = get_object_or_404(
            line.entries.filter(column=Column.INNER), pk=whole_number(request.POST.get("entry", ""))
        )
        form = NamesForm(request.POST, prefix=f"ten-{entry.pk}")
        if form.is_valid() and _added(entry, form, request):
            return redirect(f"{request.path}#dong-{entry.pk}")
        return _page(request, line, blockers, may=may, refused=(entry.pk, form))
    return _page(request, line, blockers, may=may)


@methods(read=(), write=["POST"])
def name_remove(request: HttpRequest, pk: int, nominee: int) -> HttpResponse:
    """Take one name back."""
    line = load_line(request, pk)
    authorize(request.user, "registrations.name_people", line)
    found = get_object_or_404(
        Nominee.objects.select_related("entry__line", "entry__title"), pk=nominee, entry__line=line
    )
    try:
        services.remove_name(found, by=person(request))
        messages.success(request, f"Đã bỏ tên {found.name}.")
    except DomainError as refusal:
        warn(request, refusal.reasons)
    return redirect(f"{reverse('registrations:names', args=[pk])}#dong-{found.entry_id}")


@methods(read=(), write=["POST"])
def dossier_from_names(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft dossier with a line for every name."""
    line = load_line(request, pk)
    authorize(request.user, PROPOSE, line)
    try:
        dossier = services.make_dossier(line, by=person(request))
    except DomainError as refusal:
        warn(request, refusal.reasons)
        return redirect("registrations:names", pk)
    messages.success(request, "Đã lập hồ sơ từ các tên đã ghi. Hãy bổ sung thành tích và giấy tờ.")
    return redirect(dossier.get_absolute_url())


def _added(entry: TitleEntry, form: NamesForm, request: HttpRequest) -> bool:
    try:
        made = services.add_names(
            entry, form.cleaned_data["block"], as_of=form.cleaned_data["as_of"], by=person(request)
        )
    except DomainError as refusal:
        form.add_error("block", list(refusal.reasons))
        return False
    messages.success(request, f"Đã ghi {len(made)} tên.")
    return True


def _page(
    request: HttpRequest,
    line: UnitLine,
    blockers: list[str],
    *,
    may: bool,
    refused: tuple[int, NamesForm] | None = None,
) -> HttpResponse:
    entries = line.entries.filter(column=Column.INNER).select_related("title").prefetch_related("nominees")
    shown = [
        (entry, refused[1] if refused and refused[0] == entry.pk else NamesForm(prefix=f"ten-{entry.pk}"))
        for entry in entries
    ]
    context = {
        "line": line,
        "entries": shown,
        "blockers": blockers,
        "may_name": may and not blockers,
        "may_propose": not blockers and request.user.has_perm(PROPOSE, line),
        "results": [row for row in results_of(line.registration) if row.organization == line.organization.code],
        "trail": [
            (str(line.registration.round), ""),
            (line.organization.name, line.get_absolute_url()),
            ("Ghi tên", ""),
        ],
    }
    return render(request, "registrations/names.html", context, status=422 if refused else 200)


urls = [
    path("dang-ky/don-vi/<int:pk>/ten/", names, name="names"),
    path("dang-ky/don-vi/<int:pk>/ten/<int:nominee>/bo/", name_remove, name="name_remove"),
    path("dang-ky/don-vi/<int:pk>/lap-ho-so/", dossier_from_names, name="dossier_from_names"),
]
