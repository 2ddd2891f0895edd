"""The catalogue: titles by legal version, one title, its editing; base salaries; the conditions a province switches."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from awards.enums import LegalVersion, Mode
from awards.filters_catalogue import TitleFilter
from awards.forms.catalogue import SalaryForm, SwitchForm, TitleForm
from awards.law import version_for
from awards.models import AwardTitle, BaseSalary
from awards.selectors import catalogue as selectors
from awards.services import catalogue as services
from awards.views.dossier_common import accepted
from campaigns.views.common import person, sent
from core.http import authorize, methods
from core.listing import Column, Listing
from core.log import history_of
from core.vietnamese import sort_key
from organizations.models import Organization

COLUMNS = [
    Column("thutu", "TT", lambda r: r.title.position, numeric=True, sort_key=lambda r: r.title.position),
    Column("ten", "Tên gọi", lambda r: r.title.name, sort_key=lambda r: sort_key(r.title.name)),
    Column("viettat", "Viết tắt", lambda r: r.title.abbreviations),
    Column("doituong", "Đối tượng", lambda r: r.title.get_subject_display(), sort_key=lambda r: r.title.subject),
    Column("cap", "Cấp", lambda r: r.title.get_level_display(), sort_key=lambda r: r.title.level),
    Column("phieu", "Tỷ lệ phiếu (%)", lambda r: r.title.vote_threshold, numeric=True, sort_key=lambda r: r.title.vote_threshold),
    Column("heso", "Hệ số tiền thưởng", lambda r: r.title.coefficient, numeric=True, sort_key=lambda r: r.title.coefficient),
    Column("chua", "Chưa đối chiếu", lambda r: r.unverified, numeric=True, sort_key=lambda r: r.unverified),
]  # fmt: skip
_VERSIONS = {LegalVersion.L2022: "Luật 2022", LegalVersion.L2026: "Luật sửa đổi 2026"}


@methods()
def titles(request: HttpRequest) -> HttpResponse:
    """Every title and form under one text of the law: that of today unless another is asked for."""
    data = request.GET.copy()
    if data.get("legal_version") not in LegalVersion.values:
        data["legal_version"] = version_for(timezone.localdate()).value
    found = TitleFilter(data, queryset=AwardTitle.objects.visible_to(request.user))
    rows = selectors.title_rows(found.qs)
    if data.get("verified") in ("yes", "no"):
        rows = [row for row in rows if (row.unverified == 0) == (data["verified"] == "yes")]
    listing = Listing(request, rows, COLUMNS, default_sort="thutu")
    context = {
        "listing": listing,
        "filter": found,
        "version": LegalVersion(str(data["legal_version"])),
        "unverified": sum(row.unverified > 0 for row in rows),
        "may_edit": person(request).has_perm("awards.edit_catalogue"),
    }
    return listing.export("danh-muc-khen-thuong") or render(request, "awards/titles.html", context)


@methods()
def title(request: HttpRequest, version: str, code: str) -> HttpResponse:
    """One title: every value with its source, the conditions in words, the other text of the law beside it."""
    shown = _load(request, version, code)
    other = selectors.counterpart(shown)
    history = list(history_of(shown).select_related("actor")[:30])
    checked = selectors.verified_by(history)
    context = {
        "title": shown,
        "values": [(value, checked.get(value.key)) for value in selectors.values_of(shown, other)],
        "conditions": selectors.conditions_of(shown, checked),
        "other": other,
        "other_conditions": selectors.conditions_of(other) if other else [],
        "other_label": _VERSIONS[LegalVersion(other.legal_version)] if other else "",
        "own_label": _VERSIONS[LegalVersion(shown.legal_version)],
        "unverified": selectors.unverified_count(shown),
        "history": history,
        "may_edit": person(request).has_perm("awards.edit_catalogue"),
        "trail": _trail((shown.name, "")),
    }
    return render(request, "awards/title.html", context)


@methods(write=["POST"])
def title_edit(request: HttpRequest, version: str, code: str) -> HttpResponse:
    """Values, sources and numbers of one title."""
    authorize(request.user, "awards.edit_catalogue")
    shown = _load(request, version, code)
    form = TitleForm(sent(request), title=shown)
    if request.method == "POST" and form.is_valid():
        changed: list[services.Change] = []
        if accepted(form, lambda: changed.extend(_save(shown, form, request))):
            messages.success(request, f"Đã lưu {len(changed)} thay đổi." if changed else "Không có gì thay đổi.")
            return redirect(shown)
    context = {"title": shown, "form": form, "trail": _trail((shown.name, shown.get_absolute_url()), ("Sửa", ""))}
    return render(request, "awards/title_edit.html", context, status=422 if request.method == "POST" else 200)


@methods()
def title_salaries(request: HttpRequest) -> HttpResponse:
    """Base salaries by the day they hold from."""
    rows = BaseSalary.objects.all()
    may_edit = person(request).has_perm("awards.edit_catalogue")
    context = {"rows": rows, "may_edit": may_edit, "trail": _trail(("Mức lương cơ sở", ""))}
    return render(request, "awards/title_salaries.html", context)


@methods(write=["POST"])
def title_salary_create(request: HttpRequest) -> HttpResponse:
    """A base salary from a day on."""
    authorize(request.user, "awards.edit_catalogue")
    form = SalaryForm(sent(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if accepted(form, lambda: services.add_salary(data, by=person(request))):
            messages.success(request, "Đã thêm mức lương cơ sở.")
            return redirect("awards:title_salaries")
    back = reverse("awards:title_salaries")
    context = {"form": form, "trail": _trail(("Mức lương cơ sở", back), ("Thêm", "")), "back": back}
    return render(request, "awards/title_salary_create.html", context, status=422 if form.is_bound else 200)


@methods()
def rules(request: HttpRequest) -> HttpResponse:
    """Every condition with what the province made of it: blocks or warns, since when, why, by whom."""
    provinces = selectors.provinces_for(person(request))
    province = _chosen(request, provinces)
    context = {
        "provinces": provinces,
        "province": province,
        "rows": selectors.rule_rows(province) if province else [],
        "history": selectors.switch_history(province) if province else [],
        "may_switch": province is not None and person(request).has_perm("awards.switch_rules", province),
        "trail": _trail(("Điều kiện", "")),
    }
    return render(request, "awards/rules.html", context)


@methods(write=["POST"])
def rule_switch(request: HttpRequest, province: str, rule: str) -> HttpResponse:
    """Let one condition of the province warn, or block again, with the reason."""
    where, row = _rule(request, province, rule)
    form = SwitchForm(sent(request), initial={"mode": row.mode, "reason": row.switch.reason if row.switch else ""})
    if request.method == "POST" and form.is_valid():
        mode, reason, by = Mode(form.cleaned_data["mode"]), form.cleaned_data["reason"], person(request)
        if accepted(form, lambda: services.set_rule_switch(where, rule, mode=mode, reason=reason, by=by)):
            messages.success(request, f"“{row.title}”: {mode.label.lower()}.")
            return redirect(_rules_url(where))
    back = _rules_url(where)
    trail = _trail(("Điều kiện", back), (row.title, ""))
    context = {"row": row, "form": form, "trail": trail, "back": back, "province": where}
    return render(request, "awards/rule_switch.html", context, status=422 if form.is_bound else 200)


@methods(read=(), write=["POST"])
def rule_switch_clear(request: HttpRequest, province: str, rule: str) -> HttpResponse:
    """Back to what the catalogue says."""
    where, row = _rule(request, province, rule)
    services.clear_rule_switch(where, rule, by=person(request))
    messages.success(request, f"“{row.title}”: theo danh mục.")
    return redirect(_rules_url(where))


def _load(request: HttpRequest, version: str, code: str) -> AwardTitle:
    visible = AwardTitle.objects.visible_to(request.user)
    found: AwardTitle = get_object_or_404(visible, legal_version=version, code=code)
    return found


def _save(shown: AwardTitle, form: TitleForm, request: HttpRequest) -> list[services.Change]:
    return services.save_title(
        shown,
        form.columns,
        citations=form.sources(),
        conditions=form.condition_values(),
        base_revision=form.cleaned_data["base_revision"],
        by=person(request),
    )


def _chosen(request: HttpRequest, provinces: list[Organization]) -> Organization | None:
    wanted = request.GET.get("tinh", "")
    return next((one for one in provinces if one.code == wanted), provinces[0] if provinces else None)


def _rule(request: HttpRequest, province: str, rule: str) -> tuple[Organization, selectors.RuleRow]:
    where = next((one for one in selectors.provinces_for(person(request)) if one.code == province), None)
    if where is None:
        raise Http404
    authorize(request.user, "awards.switch_rules", where)
    row = next((one for one in selectors.rule_rows(where) if one.name == rule), None)
    if row is None:
        raise Http404
    return where, row


def _rules_url(province: Organization) -> str:
    return f"{reverse('awards:rules')}?tinh={province.code}"


def _trail(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [("Danh mục khen thưởng", reverse("awards:titles")), *more]


_HOME = "danh-muc-khen-thuong/"
urls = [
    path(_HOME, titles, name="titles"),
    path(f"{_HOME}luong-co-so/", title_salaries, name="title_salaries"),
    path(f"{_HOME}luong-co-so/them/", title_salary_create, name="title_salary_create"),
    path(f"{_HOME}dieu-kien/", rules, name="rules"),
    path(f"{_HOME}dieu-kien/<slug:province>/<str:rule>/", rule_switch, name="rule_switch"),
    path(f"{_HOME}dieu-kien/<slug:province>/<str:rule>/bo/", rule_switch_clear, name="rule_switch_clear"),
    path(f"{_HOME}<slug:version>/<str:code>/", title, name="title"),
    path(f"{_HOME}<slug:version>/<str:code>/sua/", title_edit, name="title_edit"),
]
