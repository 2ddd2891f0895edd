"""Blocs: the list of a year, one bloc by year, setting up and changing, its units, copying into another year."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from core.actions import Action, Tab
from core.errors import ActionBlocked, DomainError
from core.http import authorize, methods
from core.listing import Column, Listing
from core.log import history_of
from organizations import services
from organizations.blocs_models import FIRST_YEAR, LAST_YEAR
from organizations.filters.blocs import BlocFilter
from organizations.forms import submitted
from organizations.forms.blocs import BlocForm, CopyForm, DecidedForm, SeatFormSet, UnitNames
from organizations.models import Bloc, Organization
from organizations.policies import blocs as policies
from organizations.selectors import blocs as selectors

PERMISSION = "organizations.manage_blocs"
COLUMNS = [
    Column("thu-tu", "Khối, cụm thi đua", lambda b: b.name, ("position", "search_text")),
    Column("loai", "Loại", lambda b: b.get_kind_display(), ("kind",)),
    Column("truong", "Trưởng khối", lambda b: b.head_name or "", ("head_search",)),
    Column("so", "Số đơn vị", lambda b: b.member_count, ("member_count",), numeric=True),
    Column("quyet-dinh", "Quyết định", lambda b: b.decision or ""),
    Column("co-quan", "Cơ quan tổ chức", lambda b: b.organizer.name, ("organizer__search_text",)),
]


@methods()
def blocs(request: HttpRequest) -> HttpResponse:
    """The blocs of a year."""
    user = _user(request)
    known = selectors.years_seen_by(user)
    year = _year_asked(request.GET.get("year")) or timezone.localdate().year
    data = request.GET.copy()
    data["year"] = str(year)
    years = sorted({*known, year, timezone.localdate().year}, reverse=True)
    found = BlocFilter(data, queryset=selectors.blocs_of_year(user, year), years=years)
    listing = Listing(request, found.qs, COLUMNS, default_sort="thu-tu")
    earlier = next((one for one in known if one < year), None)
    context = {"listing": listing, "filter": found, "year": year, "searched": bool(request.GET.get("q"))}
    context |= {"earlier": earlier, "may_manage": user.has_perm(PERMISSION)}
    return listing.export(f"khoi-thi-dua-{year}") or render(request, "organizations/blocs.html", context)


@methods()
def bloc(request: HttpRequest, code: str) -> HttpResponse:
    """A bloc as it is in a year (`?nam=`): its units in order, the decision, what happened."""
    shown, user = _load(request, code), _user(request)
    years = selectors.years_of(shown)
    year = _year_asked(request.GET.get("nam")) or _usual_year(years)
    seats = selectors.seats_of(shown, year)
    units = [seat.organization_id for seat in seats]
    # The log names people; of another province's bloc one sees the facts only.
    is_own = user.is_superuser or shown.organizer.root_code in user.root_codes
    context = {
        "bloc": shown,
        "year": year,
        "tabs": [Tab(f"Năm {one}", _address(shown, one), one == year) for one in sorted({*years, year}, reverse=True)],
        "seats": seats,
        "visible": set(Organization.objects.visible_to(user).filter(pk__in=units).values_list("pk", flat=True)),
        "composition": selectors.composition_of(shown, year),
        "acts": year == timezone.localdate().year and user.has_perm("organizations.act_for_bloc", shown),
        "actions": _actions(request, shown, year),
        "history": history_of(shown)[:20] if is_own else None,
        "trail": _trail(shown),
    }
    return render(request, "organizations/bloc.html", context)


@methods(write=["POST"])
def bloc_create(request: HttpRequest) -> HttpResponse:
    """A new bloc, without units yet."""
    authorize(request.user, PERMISSION)
    organizers = selectors.organizers_for(request.user)
    form = BlocForm(submitted(request), organizers=organizers, initial={"organizer": organizers.first()})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create_bloc(**form.cleaned_data, by=_user(request))
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã lập {made}. Bước tiếp theo: ghi các đơn vị thành viên.")
            return redirect("organizations:bloc", made.code)
    here = reverse("organizations:blocs")
    trail = [("Khối thi đua", here), ("Lập khối, cụm", "")]
    context = {"form": form, "title": "Lập khối, cụm thi đua", "back": here, "trail": trail}
    return render(request, "organizations/organization_form.html", context)


@methods(write=["POST"])
def bloc_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change what describes a bloc."""
    shown = _load(request, code)
    authorize(request.user, PERMISSION, shown)
    name, back, trail = shown.name, shown.get_absolute_url(), _trail(shown, "Sửa")
    organizers = selectors.organizers_for(request.user)
    form = BlocForm(submitted(request), instance=shown, organizers=organizers)
    if request.method == "POST" and form.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if name not in ("code", "organizer")}
        try:
            services.update_bloc(shown, by=_user(request), **facts)
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lưu.")
            return redirect("organizations:bloc", code)
    context = {"form": form, "title": f"Sửa {name}", "back": back, "trail": trail}
    return render(request, "organizations/organization_form.html", context)


@methods(write=["POST"])
def bloc_members(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The units of a year as a grid: add by name, give roles, put in order, with the decision that says so."""
    shown = _load(request, code)
    authorize(request.user, PERMISSION, shown)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    form, rows, units = _composing(request, shown, year)
    is_saving = request.method == "POST" and "them" not in request.POST
    if is_saving and form.is_valid() and rows.is_valid():
        base = form.cleaned_data["revision"]
        try:
            services.compose_bloc(
                shown, year=year, seats=rows.seats, decided=form.decided, revision=base, by=_user(request)
            )
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã lưu thành phần {shown} năm {year}.")
            return redirect(_address(shown, year))
    context = {"form": form, "rows": rows, "units": units, "bloc": shown, "year": year, "checked": is_saving}
    context |= {"back": _address(shown, year), "trail": _trail(shown, f"Thành viên năm {year}")}
    return render(request, "organizations/bloc_members.html", context)


@methods(write=["POST"])
def bloc_copy(request: HttpRequest) -> HttpResponse:
    """What copying would give, to look at; a POST does it."""
    authorize(request.user, PERMISSION)
    organizers, today = selectors.organizers_for(request.user), timezone.localdate()
    asked = submitted(request) or (request.GET if "from_year" in request.GET else None)
    form = CopyForm(asked, organizers=organizers, initial=_usual_copy(organizers.first(), today.year, request))
    plan = None
    if form.is_valid():
        wanted = form.cleaned_data
        on = policies.day_to_copy_on(wanted["to_year"], today=today)
        try:
            plan = _copy(request, on=on, **wanted)
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        if plan and request.method == "POST":
            return redirect(f"{reverse('organizations:blocs')}?year={plan.to_year}")
    trail = [("Khối thi đua", reverse("organizations:blocs")), ("Chép khối của năm trước", "")]
    return render(request, "organizations/bloc_copy.html", {"form": form, "plan": plan, "trail": trail})


def _copy(request: HttpRequest, *, organizer: Organization, on: Any, **years: int) -> selectors.CopyPlan:
    """The plan; carried out when it was asked for by POST."""
    if request.method == "POST":
        done = services.copy_blocs(organizer, on=on, by=_user(request), **years)
        messages.success(request, f"Đã chép {len(done.blocs)} khối, cụm sang năm {done.to_year}. Hãy ghi trưởng khối.")
        for copied in done.blocs:
            for notice in copied.notices:
                messages.warning(request, f"{copied.bloc}: {notice}")
        return done
    if reasons := policies.blockers_to_copy(organizer, **years):
        raise ActionBlocked(*reasons)
    return selectors.copy_plan(organizer, on=on, **years)


def _composing(request: HttpRequest, shown: Bloc, year: int) -> tuple[DecidedForm, Any, list[Organization]]:
    sitting, units = selectors.seats_of(shown, year), selectors.candidates(shown, year)
    data = submitted(request)
    form = DecidedForm(data, composition=selectors.composition_of(shown, year), sitting=sitting)
    if data is not None and "them" in data:
        data = data.copy()
        total = data.get("dong-TOTAL_FORMS", "")
        data["dong-TOTAL_FORMS"] = str(int(total) + 5) if total.isdecimal() and len(total) < 4 else total
    initial = [{"place": seat.position, "unit": str(seat.organization), "role": seat.role} for seat in sitting]
    known = {"bloc": shown, "units": UnitNames(units)}
    return form, SeatFormSet(data, initial=initial, prefix="dong", form_kwargs=known), units


def _usual_copy(organizer: Organization | None, this_year: int, request: HttpRequest) -> dict[str, Any]:
    to_year = _year_asked(request.GET.get("nam")) or this_year
    from_year = selectors.year_to_copy(organizer, to_year) if organizer else None
    return {
        "organizer": organizer.code if organizer else None,
        "from_year": from_year or to_year - 1,
        "to_year": to_year,
    }


def _year_asked(text: str | None) -> int | None:
    """The year in an address, when it is one."""
    if not text or not (text.isdecimal() and text.isascii() and len(text) == 4):
        return None
    return int(text) if FIRST_YEAR <= int(text) <= LAST_YEAR else None


def _usual_year(years: list[int]) -> int:
    """This year when the bloc has units in it, otherwise the latest year that has."""
    this_year = timezone.localdate().year
    return this_year if this_year in years or not years else years[0]


def _load(request: HttpRequest, code: str) -> Bloc:
    return get_object_or_404(Bloc.objects.visible_to(_user(request)).select_related("organizer"), code=code)


def _user(request: HttpRequest) -> Any:
    return request.user


def _address(shown: Bloc, year: int) -> str:
    return f"{shown.get_absolute_url()}?nam={year}"


def _actions(request: HttpRequest, shown: Bloc, year: int) -> list[Action]:
    if not _user(request).has_perm(PERMISSION, shown):
        return []
    why = policies.blockers_to_compose(shown, year=year, seats=())
    members = reverse("organizations:bloc_members", args=[shown.code, year])
    return [
        Action("Sửa thông tin", reverse("organizations:bloc_edit", args=[shown.code]), icon="pencil-square"),
        Action(f"Ghi thành viên năm {year}", members, icon="people", tone="primary", reasons=why),
    ]


def _trail(shown: Bloc, *more: str) -> list[tuple[str, str]]:
    trail = [("Khối thi đua", reverse("organizations:blocs"))]
    trail.append((shown.name, shown.get_absolute_url() if more else ""))
    return [*trail, *((label, "") for label in more)]
