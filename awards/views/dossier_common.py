"""What the views of dossiers share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from awards.forms.dossiers import BaseRevisionForm
from awards.models import Dossier, DossierLine
from awards.policies import dossiers as policies
from awards.selectors.dossiers import dossiers_for
from campaigns.views.common import person
from core.errors import DomainError
from core.http import authorize, warn

OVERTAKEN = "Thiếu số lần lưu của trang. Tải lại trang rồi làm lại."


def load(request: HttpRequest, pk: int) -> Dossier:
    """The dossier if the person may see it, or 404."""
    found: Dossier = get_object_or_404(dossiers_for(person(request)).select_related("campaign", "submitted_by"), pk=pk)
    return found


def load_line(request: HttpRequest, pk: int, line: int) -> DossierLine:
    """A line of such a dossier, with the dossier as it was loaded."""
    dossier = load(request, pk)
    found = get_object_or_404(dossier.lines.select_related("honouree__organization", "title"), pk=line)
    found.dossier = dossier
    return found


def editable(request: HttpRequest, dossier: Dossier) -> HttpResponse | None:
    """None when the person may change the dossier now, else the way back with the reasons."""
    authorize(request.user, "awards.write_dossier", dossier)
    if reasons := policies.blockers_to_edit(dossier, on=timezone.localdate()):
        warn(request, reasons)
        return redirect(dossier)
    return None


def trail(dossier: Dossier, *here: str) -> list[tuple[str, str]]:
    """The breadcrumb of a page of this dossier."""
    way = [("Hồ sơ khen thưởng", reverse("awards:dossiers"))]
    name = dossier.name if len(dossier.name) <= 60 else f"{dossier.name[:57]}…"
    return [*way, (name, dossier.get_absolute_url() if here else ""), *((one, "") for one in here)]


def base_of(request: HttpRequest) -> int | None:
    """The save an act was based on; None when the page did not say, which the person is told."""
    form = BaseRevisionForm(request.POST)
    if form.is_valid():
        return int(form.cleaned_data["base_revision"])
    warn(request, [OVERTAKEN])
    return None


def done(request: HttpRequest, act: Callable[[], Any], words: str) -> bool:
    """Whether the act went through; its refusal is shown on the next page."""
    try:
        act()
    except DomainError as refusal:
        warn(request, refusal.reasons)
        return False
    if words:
        messages.success(request, words)
    return True


def accepted(form: Form, act: Callable[[], Any]) -> bool:
    """Whether the act went through; its refusal stands at the form, with everything that was typed."""
    try:
        act()
    except DomainError as refusal:
        form.add_error(None, list(refusal.reasons))
        return False
    return True
