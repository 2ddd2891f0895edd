"""Reading: the list of directives, one directive, its paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from campaigns import papers, policies, presenters, selectors
from campaigns.filters import DirectiveFilter
from campaigns.views.common import last_return, load, person, tabs, trail
from core.http import methods
from core.listing import Column, Listing
from documents.preview import preview_html
from documents.selectors import panel_of

COLUMNS = [
    Column("so", "Số, ký hiệu", lambda d: d.symbol if d.number else "", ("number",)),
    Column("trichyeu", "Trích yếu", lambda d: d.one_line_subject, ("search_text",)),
    Column("coquan", "Cơ quan ban hành", lambda d: d.issuer.name, ("issuer__name",)),
    Column("nam", "Năm", lambda d: d.year, ("year", "created_at"), numeric=True),
    Column("ngay", "Ngày ban hành", lambda d: d.issued_on, ("issued_on",)),
    Column("trangthai", "Trạng thái", lambda d: d.get_status_display(), ("status",)),
    Column("capnhat", "Lưu lần cuối", lambda d: d.saved_at, ("saved_at",)),
]


@methods()
def directives(request: HttpRequest) -> HttpResponse:
    """Every directive the person may see."""
    visible = selectors.directives_for(person(request))
    found = DirectiveFilter(request.GET, queryset=visible)
    listing = Listing(request, found.qs, COLUMNS, default_sort="-nam")
    return listing.export("chi-thi") or render(
        request,
        "campaigns/directives.html",
        {"listing": listing, "filter": found, "may_add": person(request).has_perm("campaigns.add_directive")},
    )


@methods()
def directive(request: HttpRequest, code: str) -> HttpResponse:
    """One directive: where it stands, what comes next, its paper."""
    shown = load(request, code)
    step = presenters.next_step(shown, person(request), on=timezone.localdate())
    history = list(selectors.directive_history(shown)[:30])
    return render(
        request,
        "campaigns/directive.html",
        {
            "directive": shown,
            "step": step,
            "tabs": tabs(shown, "campaigns:directive", person(request)),
            "trail": trail(shown),
            "panel": panel_of(papers.KIND, shown),
            "warnings": policies.warnings_for(shown) if shown.is_editable else [],
            "history": history,
            "returned": last_return(shown, history),
            "may_copy": person(request).has_perm("campaigns.add_directive", shown),
            "children": shown.children.visible_to(request.user).select_related("issuer"),
        },
    )


@methods()
def directive_paper_page(request: HttpRequest, code: str) -> HttpResponse:
    """The saved paper in sheets, for the frame of the page."""
    return HttpResponse(preview_html(papers.directive_paper(load(request, code))))
