"""The register of indicators, and what ties a target to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from campaigns.views.common import load, person, sent, trail
from core.errors import DomainError
from core.http import authorize, methods, warn
from core.listing import Column, Listing
from core.log import history_of
from targets.filters import IndicatorFilter
from targets.forms.indicators import IndicatorForm, JudgingForm
from targets.models import Indicator
from targets.policies.indicators import blockers_to_judge
from targets.selectors import indicators as selectors
from targets.services import indicators as services
from targets.views.standing import load_target, target_trail

COLUMNS = [
    Column("ten", "Chỉ tiêu", lambda one: one.name, ("name",)),
    Column("khac", "Tên gọi khác", lambda one: "; ".join(one.other_names.splitlines())),
    Column("dvt", "Đơn vị tính", lambda one: one.unit, ("unit",)),
    Column("nhom", "Nhóm", lambda one: one.get_group_display(), ("group",)),
    Column("cachcong", "Cách cộng kết quả", lambda one: one.get_measure_display(), ("measure",)),
    Column("so", "Số chỉ tiêu", lambda one: one.target_count, ("target_count",), numeric=True),
]
EXPORT_COLUMNS = [Column("ma", "Mã", lambda one: one.code), *COLUMNS]
ROW_COLUMNS = [
    Column("nam", "Năm", lambda row: row.directive.year, sort_key=lambda row: row.directive.year, numeric=True),
    Column("coquan", "Cơ quan", lambda row: row.directive.issuer.name, sort_key=lambda row: row.directive.issuer.name),
    Column("muc", "Chỉ tiêu", lambda row: row.standing.target.words or row.standing.target.phrase),
    Column("ketqua", "Kết quả", lambda row: row.standing.value, numeric=True),
    Column("dvt", "Đơn vị tính", lambda row: row.standing.target.unit),
    Column("ngay", "Tính đến ngày", lambda row: row.standing.as_of, sort_key=lambda row: row.standing.as_of),
    Column("danhgia", "Đánh giá", lambda row: row.standing.verdict.label),
]
_NAME = "Danh mục chỉ tiêu"


@methods()
def indicators(request: HttpRequest) -> HttpResponse:
    """The whole register."""
    found = IndicatorFilter(request.GET, queryset=selectors.indicators_for(person(request)))
    listing = Listing(request, found.qs, COLUMNS, default_sort="ten")
    may_manage = person(request).has_perm("targets.manage_indicators")
    context = {"listing": listing, "filter": found, "may_manage": may_manage}
    exported = Listing(request, found.qs, EXPORT_COLUMNS, default_sort="ten").export("danh-muc-chi-tieu")
    return exported or render(request, "targets/indicators.html", context)


@methods()
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator and every target of it, across years and provinces."""
    shown = _load(request, code)
    rows = selectors.register_rows(shown, request.user)
    listing = Listing(request, rows, ROW_COLUMNS, default_sort="-nam")
    may_manage = person(request).has_perm("targets.manage_indicators")
    context = {
        "indicator": shown,
        "listing": listing,
        "may_manage": may_manage,
        "history": history_of(shown)[:20] if may_manage else [],
        "trail": [(_NAME, reverse("targets:indicators")), (shown.name, "")],
    }
    return listing.export(f"chi-tieu-{shown.code}") or render(request, "targets/indicator.html", context)


@methods(write=["POST"])
def indicator_create(request: HttpRequest) -> HttpResponse:
    """A new entry of the register."""
    authorize(request.user, "targets.manage_indicators")
    form = IndicatorForm(sent(request), initial={"name": request.GET.get("ten", "")})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create_indicator(**form.cleaned_data, by=person(request))
        except DomainError as refusal:
            form.add_error("name", list(refusal.reasons))
        else:
            messages.success(request, f"Đã thêm “{made.name}” vào danh mục.")
            return redirect(made)
    return _form_page(
        request, form, "Thêm chỉ tiêu vào danh mục", [(_NAME, reverse("targets:indicators")), ("Thêm", "")]
    )


@methods(write=["POST"])
def indicator_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change an entry; its code stays, so that links to it do."""
    shown = _load(request, code)
    authorize(request.user, "targets.manage_indicators")
    form = IndicatorForm(sent(request), initial={name: getattr(shown, name) for name in IndicatorForm.base_fields})
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_indicator(shown, by=person(request), **form.cleaned_data)
        except DomainError as refusal:
            form.add_error("name", list(refusal.reasons))
        else:
            messages.success(request, "Đã lưu.")
            return redirect(shown)
    here = [(_NAME, reverse("targets:indicators")), (shown.name, shown.get_absolute_url()), ("Sửa", "")]
    return _form_page(request, form, "Sửa mục trong danh mục", here, shown.get_absolute_url())


@methods()
def indicator_suggest(request: HttpRequest) -> HttpResponse:
    """At most eight entries for `?q=` typed so far or for the `?name=` of a target, the likeliest first."""
    words = (request.GET.get("q") or request.GET.get("name") or "")[:300]
    entries = [{"code": one.code, "name": one.name, "unit": one.unit} for one in selectors.suggest(words)]
    return JsonResponse({"entries": entries})


@methods(write=["POST"])
def target_judging(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """How a target is judged, which may be completed at any time; its words never change."""
    shown = load_target(request, code, pk)
    authorize(request.user, "targets.edit_targets", shown)
    if reasons := blockers_to_judge(shown):
        warn(request, reasons)
        return redirect(shown)
    initial = {name: getattr(shown, name) for name in services.JUDGING_FIELDS}
    form = JudgingForm(sent(request), initial=initial, current=shown.indicator)
    if request.method == "POST" and form.is_valid():
        services.set_judging(shown, by=person(request), **form.cleaned_data)
        messages.success(request, "Đã lưu cách đánh giá; kết quả đánh giá tính lại theo đó.")
        return redirect(shown)
    subtitle = f"{shown.words or shown.name} – câu chữ trên chỉ thị giữ nguyên."
    here = target_trail(shown, shown.name, "Sửa cách đánh giá")
    return _form_page(request, form, "Cách đánh giá chỉ tiêu", here, shown.get_absolute_url(), subtitle)


@methods(read=(), write=["POST"])
def target_link(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Link a target to an entry of the register, in one press."""
    shown = load_target(request, code, pk)
    authorize(request.user, "targets.edit_targets", shown)
    chosen = _load(request, request.POST.get("indicator", "").replace("\x00", ""))
    try:
        services.set_judging(shown, by=person(request), indicator=chosen)
    except DomainError as refusal:
        warn(request, refusal.reasons)
    else:
        messages.success(request, f"Đã gắn “{shown.name}” vào “{chosen.name}”.")
    return redirect("targets:target_links", code) if request.POST.get("from") == "links" else redirect(shown)


@methods(read=(), write=["POST"])
def target_indicator(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Make an entry of the register of what this target measures."""
    shown = load_target(request, code, pk)
    authorize(request.user, "targets.edit_targets", shown)
    try:
        made = services.indicator_from_target(shown, by=person(request))
    except DomainError as refusal:
        warn(request, refusal.reasons)
        return redirect(shown)
    messages.success(request, f"Đã thêm “{made.name}” vào danh mục và gắn với chỉ tiêu này.")
    return redirect(shown)


@methods(write=["POST"])
def target_links(request: HttpRequest, code: str) -> HttpResponse:
    """The targets of a directive that no entry stands for, each with suggestions; a POST links all of one name."""
    directive = load(request, code)
    authorize(request.user, "targets.edit_targets", directive)
    if request.method == "POST":
        try:
            linked = services.link_same_names(directive, by=person(request))
        except DomainError as refusal:
            warn(request, refusal.reasons)
        else:
            messages.success(request, f"Đã gắn {linked} chỉ tiêu trùng tên với danh mục.")
        return redirect("targets:target_links", code)
    rows = selectors.suggestions_for(selectors.unlinked_targets(directive))
    same = sum(1 for target, found in rows if selectors.same_name(target.name, found))
    context = {
        "directive": directive,
        "rows": rows,
        "same": same,
        "trail": trail(directive, "Gắn với danh mục chỉ tiêu"),
    }
    return render(request, "targets/target_links.html", context)


def _load(request: HttpRequest, code: str) -> Indicator:
    found: Indicator = get_object_or_404(Indicator.objects.visible_to(request.user), code=code)
    return found


def _form_page(
    request: HttpRequest, form: Any, title: str, here: list[tuple[str, str]], back: str = "", subtitle: str = ""
) -> HttpResponse:
    context = {"form": form, "title": title, "trail": here, "subtitle": subtitle}
    context["back"] = back or reverse("targets:indicators")
    status = 422 if request.method == "POST" else 200
    return render(request, "targets/indicator_form.html", context, status=status)


_ONE = "chi-thi/<slug:code>/chi-tieu/<int:pk>/"
urls = [
    path("danh-muc-chi-tieu/", indicators, name="indicators"),
    path("danh-muc-chi-tieu/them/", indicator_create, name="indicator_create"),
    path("danh-muc-chi-tieu/goi-y/", indicator_suggest, name="indicator_suggest"),
    path("danh-muc-chi-tieu/<slug:code>/", indicator, name="indicator"),
    path("danh-muc-chi-tieu/<slug:code>/sua/", indicator_edit, name="indicator_edit"),
    path("chi-thi/<slug:code>/chi-tieu/gan-danh-muc/", target_links, name="target_links"),
    path(f"{_ONE}danh-gia/", target_judging, name="target_judging"),
    path(f"{_ONE}gan-danh-muc/", target_link, name="target_link"),
    path(f"{_ONE}them-danh-muc/", target_indicator, name="target_indicator"),
]
