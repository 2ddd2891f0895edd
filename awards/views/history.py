"""Those who are honoured: the list, one of them with all that is known, entering what is on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from awards import presenters
from awards.enums import ANSWER_TONES
from awards.filters_history import HonoureeFilter
from awards.forms import history as forms
from awards.models import Honouree
from awards.selectors import history as selectors
from awards.services import history as services
from awards.views import history_import
from awards.views.dossier_common import accepted
from campaigns.views.common import person, sent
from core.forms import DateField
from core.http import authorize, methods
from core.listing import Column, Listing
from core.log import history_of
from organizations.models import Organization

COLUMNS = [
    Column("ten", "Họ và tên, tên tập thể", lambda h: h.name, ("sort_name",)),
    Column("doituong", "Đối tượng", lambda h: h.get_kind_display(), ("kind", "sort_name")),
    Column("chucvu", "Chức vụ", lambda h: h.post),
    Column("donvi", "Đơn vị", lambda h: h.organization.name, ("organization__name", "sort_name")),
    Column("namsinh", "Năm sinh", lambda h: h.birth_year, ("birth_year",), numeric=True),
    Column("solan", "Số lần khen", lambda h: h.award_count, ("award_count",), numeric=True),
    Column("gannhat", "Gần nhất", lambda h: h.last_year, ("last_year",), numeric=True),
]
NUMBER = Column("cccd", "CCCD", lambda h: h.citizen_id)


@methods()
def honourees(request: HttpRequest) -> HttpResponse:
    """Everybody the person may see, by given name. The export has citizens' numbers for who keeps the register."""
    user = person(request)
    kept = selectors.kept_by(user)
    found = HonoureeFilter(request.GET, queryset=selectors.honourees_for(user), request=request)
    whole = bool(kept) and "export" in request.GET and _all_kept(found.qs, kept)
    listing = Listing(request, found.qs, [*COLUMNS, NUMBER] if whole else COLUMNS, default_sort="ten")
    context = {"listing": listing, "filter": found, "may_keep": bool(kept)}
    return listing.export("lich-su-khen-thuong") or render(request, "awards/honourees.html", context)


@methods()
def honouree(request: HttpRequest, pk: int) -> HttpResponse:
    """One subject: what is known, awards by year, ratings, initiatives, obstacles, a title judged."""
    shown = _load(request, pk)
    may_keep = person(request).has_perm("awards.keep_history", selectors.province_of(shown))
    context = {
        "honouree": shown,
        "number": selectors.shown_number(shown, whole=may_keep),
        "records": list(shown.records.all()),
        "ratings": list(shown.ratings.all()),
        "initiatives": list(shown.initiatives.all()),
        "obstacles": list(shown.obstacles.all()),
        "history": list(history_of(shown).select_related("actor")[:30]),
        "may_keep": may_keep,
        "today": timezone.localdate(),
        "trail": _trail((shown.name, "")),
        **_judged(request, shown),
    }
    return render(request, "awards/honouree.html", context)


@methods(write=["POST"])
def honouree_create(request: HttpRequest) -> HttpResponse:
    """A new subject of a province whose register the person keeps."""
    units = _units(request)
    form = forms.HonoureeForm(sent(request), units=units)
    if request.method == "POST" and form.is_valid():
        data, made = form.cleaned_data, list[Honouree]()
        where, other = _province(data["organization"]), data["is_other"]
        if _unlike(
            form, lambda: made.append(services.create_honouree(where, data, by=person(request), is_other=other))
        ):
            messages.success(request, f"Đã thêm {made[0].name}.")
            return redirect(made[0])
    context = {"form": form, "trail": _trail(("Thêm", "")), "likes": _likes(form)}
    return render(request, "awards/honouree_create.html", context, status=422 if form.is_bound else 200)


@methods(write=["POST"])
def honouree_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known of a subject today."""
    shown, where = _kept(request, pk)
    initial = {name: getattr(shown, name) for name in services.FIELDS}
    form = forms.HonoureeForm(sent(request), units=_units(request), honouree=shown, initial=initial)
    if request.method == "POST" and form.is_valid():
        data, by = form.cleaned_data, person(request)
        other = data.pop("is_other")
        if _unlike(form, lambda: services.save_honouree(where, shown, data, by=by, is_other=other)):
            messages.success(request, "Đã lưu.")
            return redirect(shown)
        shown.refresh_from_db()
    trail = _trail((shown.name, shown.get_absolute_url()), ("Sửa", ""))
    context = {"honouree": shown, "form": form, "trail": trail, "likes": _likes(form)}
    return render(request, "awards/honouree_edit.html", context, status=422 if form.is_bound else 200)


@methods(write=["POST"])
def honouree_record_add(request: HttpRequest, pk: int) -> HttpResponse:
    """An award of the past, from paper."""
    return _add(request, pk, forms.RecordForm, services.add_record, "Ghi lần khen thưởng")


@methods(write=["POST"])
def honouree_rating_add(request: HttpRequest, pk: int) -> HttpResponse:
    """How the subject was rated in a year."""
    return _add(request, pk, forms.RatingForm, services.add_rating, "Ghi xếp loại năm")


@methods(write=["POST"])
def honouree_initiative_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A recognised initiative."""
    return _add(request, pk, forms.InitiativeForm, services.add_initiative, "Ghi sáng kiến")


@methods(write=["POST"])
def honouree_obstacle_add(request: HttpRequest, pk: int) -> HttpResponse:
    """What stops an award for a time."""
    return _add(request, pk, forms.ObstacleForm, services.add_obstacle, "Ghi lý do chưa xét")


@methods(write=["POST"])
def honouree_obstacle_end(request: HttpRequest, pk: int, obstacle: int) -> HttpResponse:
    """An obstacle is over."""
    shown, _ = _kept(request, pk)
    ending = get_object_or_404(shown.obstacles.all(), pk=obstacle)
    form = forms.EndForm(sent(request))
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["ended_on"]
        if accepted(form, lambda: services.end_obstacle(ending, ended_on=day, by=person(request))):
            messages.success(request, "Đã ghi ngày kết thúc.")
            return redirect(shown)
    return _form_page(request, shown, form, f"Kết thúc: {ending.get_kind_display()}")


def _add(request: HttpRequest, pk: int, make: Callable[..., Any], act: Callable[..., Any], title: str) -> HttpResponse:
    shown, _ = _kept(request, pk)
    form = make(sent(request), honouree=shown)
    if (
        request.method == "POST"
        and form.is_valid()
        and accepted(form, lambda: act(shown, form.cleaned_data, by=person(request)))
    ):
        messages.success(request, "Đã ghi.")
        return redirect(shown)
    return _form_page(request, shown, form, title)


def _form_page(request: HttpRequest, shown: Honouree, form: Any, title: str) -> HttpResponse:
    trail = _trail((shown.name, shown.get_absolute_url()), (title, ""))
    context = {"honouree": shown, "form": form, "title": title, "trail": trail}
    return render(request, "awards/honouree_add.html", context, status=422 if form.is_bound else 200)


def _load(request: HttpRequest, pk: int) -> Honouree:
    visible = Honouree.objects.visible_to(person(request)).select_related("organization")
    found: Honouree = get_object_or_404(visible, pk=pk)
    return found


def _kept(request: HttpRequest, pk: int) -> tuple[Honouree, Organization]:
    """A subject whose register the person keeps, with its province."""
    shown = _load(request, pk)
    where = selectors.province_of(shown)
    authorize(request.user, "awards.keep_history", where)
    return shown, where


def _units(request: HttpRequest) -> Any:
    kept = selectors.kept_by(person(request))
    if not kept:
        raise PermissionDenied("Vai trò của anh/chị không có quyền làm việc này.")
    roots = [one.root_code for one in kept]
    return Organization.objects.filter(root_code__in=roots).order_by("position", "name")


def _province(unit: Organization) -> Organization:
    return unit if unit.is_root else Organization.objects.get(code=unit.root_code)


def _all_kept(rows: Any, kept: list[Organization]) -> bool:
    return not rows.exclude(organization__root_code__in=[one.root_code for one in kept]).exists()


def _unlike(form: forms.HonoureeForm, act: Callable[[], Any]) -> bool:
    """Whether the act went through; where somebody like this is known, the form asks."""
    try:
        return accepted(form, act)
    finally:
        doubtful = any("gần giống" in str(error) for error in form.non_field_errors())
        form.ask_other(ask=doubtful or bool(form.cleaned_data.get("is_other")))


def _likes(form: forms.HonoureeForm) -> list[Honouree]:
    """Who is like the one that was typed, while the form asks."""
    if not form.is_bound or not hasattr(form, "cleaned_data") or form.fields["is_other"].widget.is_hidden:
        return []
    unit = form.cleaned_data.get("organization")
    rows = Honouree.objects.filter(organization__root_code=unit.root_code) if unit else Honouree.objects.none()
    return list(rows.matching(form.cleaned_data.get("name", "")).select_related("organization")[:10])


def _judged(request: HttpRequest, shown: Honouree) -> dict[str, Any]:
    """The card that judges a title: its form, and the findings once a title is chosen."""
    today = timezone.localdate()
    asked = request.GET if "title" in request.GET else None
    form = forms.EligibilityForm(asked, initial={"year": today.year, "on": today})
    day = today
    if asked and (typed := form["on"].value()):
        day = _day(typed) or today
    titles = selectors.titles_on(shown.kind, day)
    field: Any = form.fields["title"]
    field.choices = [("", "(chọn danh hiệu, hình thức)"), *titles.values_list("code", "name")]
    if asked is None or not form.is_valid():
        return {"form": form}
    data = form.cleaned_data
    found = selectors.judged(shown, titles.get(code=data["title"]), year=data["year"], on=data["on"])
    if found is None:
        return {"form": form, "no_rules": True}
    tone = ANSWER_TONES[found.eligibility.answer]
    findings = [presenters.finding_row(one) for one in found.findings]
    return {"form": form, "judged": found, "tone": tone, "findings": findings}


def _day(typed: str) -> Any:
    try:
        return DateField(required=False).clean(typed)
    except ValidationError:
        return None  # told at the field


def _trail(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [("Lịch sử khen thưởng", reverse("awards:honourees")), *more]


_HOME = "lich-su-khen-thuong/"
urls = [
    path(_HOME, honourees, name="honourees"),
    path(f"{_HOME}them/", honouree_create, name="honouree_create"),
    *history_import.urls,
    path(f"{_HOME}<int:pk>/", honouree, name="honouree"),
    path(f"{_HOME}<int:pk>/sua/", honouree_edit, name="honouree_edit"),
    path(f"{_HOME}<int:pk>/khen-thuong/", honouree_record_add, name="honouree_record_add"),
    path(f"{_HOME}<int:pk>/xep-loai/", honouree_rating_add, name="honouree_rating_add"),
    path(f"{_HOME}<int:pk>/sang-kien/", honouree_initiative_add, name="honouree_initiative_add"),
    path(f"{_HOME}<int:pk>/chua-xet/", honouree_obstacle_add, name="honouree_obstacle_add"),
    path(f"{_HOME}<int:pk>/chua-xet/<int:obstacle>/", honouree_obstacle_end, name="honouree_obstacle_end"),
]
