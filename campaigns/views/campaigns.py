"""Campaigns (phong trào): the list, one with its directives, and describing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from campaigns import policies, selectors, services
from campaigns.filters import CampaignFilter
from campaigns.forms import CampaignForm
from campaigns.models import Campaign
from campaigns.views.common import person, sent
from core.errors import DomainError
from core.http import authorize, methods
from core.listing import Column, Listing
from core.log import history_of
from organizations.enums import Role
from organizations.models import Organization

COLUMNS = [
    Column("ten", "Tên phong trào", lambda c: c.name, ("name",)),
    Column("loai", "Loại", lambda c: c.get_kind_display(), ("kind",)),
    Column("coquan", "Cơ quan phát động", lambda c: c.organization.name, ("organization__name",)),
    Column("nam", "Năm", lambda c: c.year, ("year",), numeric=True),
    Column("chithi", "Chỉ thị", lambda c: c.directive_count, ("directive_count",), numeric=True),
]


@methods()
def campaigns(request: HttpRequest) -> HttpResponse:
    """Every campaign the person may see."""
    found = CampaignFilter(request.GET, queryset=selectors.campaigns_for(person(request)))
    listing = Listing(request, found.qs, COLUMNS, default_sort="-nam")
    return listing.export("phong-trao") or render(
        request,
        "campaigns/campaigns.html",
        {"listing": listing, "filter": found, "may_add": person(request).has_perm("campaigns.manage_campaign")},
    )


@methods()
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """One campaign and the directives that launch it."""
    shown = _load(request, pk)
    directives = selectors.directives_for(person(request)).filter(campaign=shown)
    return render(
        request,
        "campaigns/campaign.html",
        {
            "campaign": shown,
            "directives": directives,
            "may_edit": person(request).has_perm("campaigns.manage_campaign", shown),
            "history": history_of(shown)[:20],
            "trail": [("Phong trào", reverse("campaigns:campaigns")), (shown.name, "")],
        },
    )


@methods(write=["POST"])
def campaign_create(request: HttpRequest) -> HttpResponse:
    """Open a campaign."""
    authorize(request.user, "campaigns.manage_campaign")
    form = _form(request, None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create_campaign(**form.cleaned_data, by=person(request))
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã tạo phong trào.")
            return redirect(made)
    trail = [("Phong trào", reverse("campaigns:campaigns")), ("Tạo mới", "")]
    return render(request, "campaigns/campaign_form.html", {"form": form, "title": "Tạo phong trào", "trail": trail})


@methods(write=["POST"])
def campaign_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what describes a campaign."""
    shown = _load(request, pk)
    authorize(request.user, "campaigns.manage_campaign", shown)
    form = _form(request, shown)
    fixed = policies.blockers_to_edit_campaign(shown, on=timezone.localdate())
    for name in ("name", "year", "organization") if fixed else ():
        form.fields[name].disabled = True
    if request.method == "POST" and form.is_valid():
        try:
            services.update_campaign(Campaign.objects.get(pk=pk), by=person(request), **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lưu.")
            return redirect(shown)
    trail = [("Phong trào", reverse("campaigns:campaigns")), (shown.name, shown.get_absolute_url()), ("Sửa", "")]
    context = {"form": form, "title": "Sửa phong trào", "campaign": shown, "notes": fixed, "trail": trail}
    return render(request, "campaigns/campaign_form.html", context)


def _load(request: HttpRequest, pk: int) -> Campaign:
    visible = Campaign.objects.visible_to(person(request)).select_related("organization", "parent")
    found: Campaign = get_object_or_404(visible, pk=pk)
    return found


def _form(request: HttpRequest, instance: Campaign | None) -> CampaignForm:
    user = person(request)
    own: Any = Organization.objects.filter(pk__in=user.organization_ids_as(Role.STAFF))
    if user.is_superuser:
        own = Organization.objects.exclude(document_symbol="")
    initial = {"year": timezone.localdate().year}
    parents = Campaign.objects.visible_to(user)
    return CampaignForm(sent(request), instance=instance, initial=initial, organizations=own, parents=parents)
