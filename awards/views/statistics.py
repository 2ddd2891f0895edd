"""Statistics of awards: one year and the years before, the awards behind each figure, the ministry's forms."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone

from awards.forms.statistics import YearForm
from awards.selectors import statistics as selectors
from awards.statistics_charts import HEIGHT, WIDTH, year_chart
from awards.statistics_forms import form_of, statistics_forms
from awards.statistics_paper import statistics_paper
from campaigns.views.common import person
from core.http import methods
from core.listing import XLSX, Column, Listing
from documents.xlsx import write_xlsx

COLUMNS = [
    Column("ten", "Tên", lambda r: r.honouree.name, ("honouree__sort_name",)),
    Column("doituong", "Đối tượng", lambda r: r.honouree.get_kind_display(), ("honouree__kind",)),
    Column("donvi", "Đơn vị hiện nay", lambda r: r.honouree.organization.name, ("honouree__organization__name",)),
    Column("danhhieu", "Danh hiệu, hình thức", lambda r: r.title_name, ("title_code",)),
    Column("nam", "Năm", lambda r: r.year, ("year",), numeric=True),
    Column("so", "Số quyết định", lambda r: r.decision_number, ("decision_number",)),
    Column("ngay", "Ngày quyết định", lambda r: r.decided_on, ("decided_on",)),
    Column("huybo", "Hủy bỏ theo", lambda r: r.revoked_by, ("revoked_by",)),
]


@methods()
def statistics(request: HttpRequest) -> HttpResponse:
    """One year by every question, beside the other years."""
    user = person(request)
    years = selectors.years_of(user)
    newest = years[0] if years else timezone.localdate().year
    form = YearForm(request.GET if "nam" in request.GET else None, years=years, initial={"nam": newest})
    found = selectors.statistics_of(user, form.chosen(newest))
    if request.GET.get("export") == "xlsx":
        tables = [*found.breakdowns, found.years]
        return _workbook(f"Thống kê khen thưởng năm {found.year}", tables, f"thong-ke-khen-thuong-{found.year}")
    context = {
        "form": form,
        "statistics": found,
        "chart": year_chart([(int(one.label), one.count) for one in found.years.figures], found.year),
        "size": {"width": WIDTH, "height": HEIGHT},
        "forms": statistics_forms(),
    }
    return render(request, "awards/statistics.html", context)


@methods()
def statistic_records(request: HttpRequest) -> HttpResponse:
    """The awards behind one figure."""
    asked = {name: value for name, value in request.GET.items() if isinstance(value, str)}
    found = selectors.narrowed(selectors.records_for(person(request)), asked)
    rows = found.select_related("honouree__organization", "decision_line__decision")
    listing = Listing(request, rows, COLUMNS, default_sort="ten")
    return listing.export("khen-thuong") or render(
        request, "awards/statistic_records.html", {"listing": listing, "trail": _trail("Danh sách khen thưởng")}
    )


@methods()
def statistic_form(request: HttpRequest, key: str) -> HttpResponse:
    """One of the ministry's yearly forms, as far as it is known."""
    found = form_of(key)
    if found is None:
        raise Http404
    years = selectors.years_of(person(request)) or [timezone.localdate().year]
    form = YearForm(request.GET if "nam" in request.GET else None, years=years, initial={"nam": years[0]})
    year = form.chosen(years[0])
    table = selectors.form_table(found, person(request), year)
    if table and request.GET.get("export") == "xlsx":
        return _workbook(f"Biểu {found.code} năm {year}: {found.name}", [table], f"bieu-{found.code}-{year}")
    context = {"form": form, "definition": found, "table": table, "year": year, "trail": _trail(f"Biểu {found.code}")}
    context["heading"] = f"Biểu {found.code}: {found.name}"
    return render(request, "awards/statistic_form.html", context)


def _workbook(title: str, tables: list[selectors.Breakdown], stem: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{stem}.xlsx"'}
    return HttpResponse(write_xlsx(statistics_paper(title, tables)), content_type=XLSX, headers=headers)


def _trail(here: str) -> list[tuple[str, Any]]:
    return [("Thống kê khen thưởng", reverse("awards:statistics")), (here, "")]


urls = [
    path("thong-ke-khen-thuong/", statistics, name="statistics"),
    path("thong-ke-khen-thuong/danh-sach/", statistic_records, name="statistic_records"),
    path("thong-ke-khen-thuong/bieu/<slug:key>/", statistic_form, name="statistic_form"),
]
