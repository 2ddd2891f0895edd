"""How a campaign stands in its year: what the council reads before and at its meeting."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from campaigns.models import Campaign
from core.http import authorize, methods
from dashboard import council_page as page
from dashboard.papers import KIND
from dashboard.selectors.council import council_of, councils_for
from documents.selectors import panel_of


@methods()
def councils(request: HttpRequest) -> HttpResponse:
    """The way to the campaign asked for, or to the newest one; help where there is none."""
    authorize(request.user, "dashboard.see_council")
    found = councils_for(request.user)
    asked = request.GET.get("phong-trao", "")
    chosen = next((one for one in found if str(one.pk) == asked), found[0] if found else None)
    if chosen:
        return redirect("dashboard:council", chosen.pk)
    user: Any = request.user
    may_add = user.has_perm("campaigns.manage_campaign")
    return render(request, "dashboard/councils.html", {"may_add": may_add})


@methods()
def council(request: HttpRequest, pk: int) -> HttpResponse:
    """One campaign: its targets, what lags, who has filed, titles, the year, last year beside it."""
    campaign = _load(request, pk)
    found = council_of(campaign, on=timezone.localdate(), code=request.GET.get("chi-thi", ""))
    units = found.targets.units if found.targets else []
    context = {
        "council": found,
        "summary": page.summary(found),
        "charts": {"groups": page.groups_chart(found), "years": page.years_chart(found)},
        "compared": page.compared(found),
        "compared_title": f"So với năm {campaign.year - 1}",
        "most": {"lagging_slice": f":{page.MOST_LAGGING}"},
        "units": {"first": units[: page.MOST_UNITS], "rest": units[page.MOST_UNITS :]},
        "events": [(event, event.state_on(found.on)) for event in found.events],
        "campaigns": councils_for(request.user),
        "trail": [("Tình hình phong trào", reverse("dashboard:councils")), (campaign.name, "")],
    }
    return render(request, "dashboard/council.html", context)


@methods()
def council_handout(request: HttpRequest, pk: int) -> HttpResponse:
    """The handout of the meeting: made on demand, from the figures of today."""
    campaign = _load(request, pk)
    trail = [
        ("Tình hình phong trào", reverse("dashboard:councils")),
        (campaign.name, reverse("dashboard:council", args=[pk])),
        ("Tài liệu họp", ""),
    ]
    context = {"campaign": campaign, "panel": panel_of(KIND, campaign), "on": timezone.localdate(), "trail": trail}
    return render(request, "dashboard/council_handout.html", context)


def _load(request: HttpRequest, pk: int) -> Campaign:
    """The campaign if the person may see it (404) and how the whole province stands in it (403)."""
    visible = Campaign.objects.visible_to(request.user).select_related("organization")
    found: Campaign = get_object_or_404(visible, pk=pk)
    authorize(request.user, "dashboard.see_council", found)
    return found


urls = [
    path("tong-quan/", councils, name="councils"),
    path("tong-quan/<int:pk>/", council, name="council"),
    path("tong-quan/<int:pk>/tai-lieu-hop/", council_handout, name="council_handout"),
]
