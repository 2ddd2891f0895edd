"""Units from a spreadsheet: template, upload, preview with every fault, one transaction."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from core.errors import ActionBlocked
from core.http import authorize, methods
from core.listing import XLSX
from organizations import selectors, services
from organizations.forms import UploadForm, submitted
from organizations.importing import HEADINGS
from organizations.models import ImportPreview
from organizations.workbook import UnreadableWorkbookError, read_table, template_file


@methods(write=["POST"])
def organization_import(request: HttpRequest) -> HttpResponse:
    """Choose a file; it is read and kept for the preview, and nothing else is saved."""
    authorize(request.user, "organizations.manage")
    form = UploadForm(submitted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = services.keep_preview(file_name=file.name, table=read_table(file), by=_user(request))
        except UnreadableWorkbookError as refusal:
            form.add_error("file", list(refusal.reasons))
        else:
            return redirect(kept)
    context = {"form": form, "headings": HEADINGS, "trail": _trail()}
    return render(request, "organizations/organization_import.html", context)


@methods(write=["POST"])
def organization_import_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Every row with its faults; a POST makes all units, or none. Sent twice it makes them once."""
    authorize(request.user, "organizations.manage")
    kept = get_object_or_404(ImportPreview.objects.open_to(_user(request), timezone.now()), pk=pk)
    if kept.confirmed_at:
        messages.info(request, f"Tệp này đã được nhập rồi: {kept.imported_count} đơn vị.")
        return redirect("organizations:organizations")
    if request.method == "POST":
        try:
            count = services.confirm_import(kept, by=_user(request))
        except ActionBlocked as refusal:
            messages.warning(request, " ".join(refusal.reasons))
            return redirect(kept)
        messages.success(request, f"Đã nhập {count} đơn vị.")
        return redirect("organizations:organizations")
    found = selectors.listed(kept, request.user)
    context = {"kept": kept, "listed": found, "trail": _trail(kept.file_name)}
    return render(request, "organizations/organization_import_preview.html", context)


@methods()
def organization_import_template(request: HttpRequest) -> HttpResponse:
    """An empty list with its headings, and a second sheet that explains them."""
    authorize(request.user, "organizations.manage")
    headers = {"Content-Disposition": 'attachment; filename="mau-nhap-don-vi.xlsx"'}
    return HttpResponse(template_file(), content_type=XLSX, headers=headers)


def _user(request: HttpRequest) -> Any:
    return request.user


def _trail(*more: str) -> list[tuple[str, str]]:
    here = reverse("organizations:organization_import")
    trail = [("Đơn vị", reverse("organizations:organizations")), ("Nhập từ Excel", here if more else "")]
    return [*trail, *((label, "") for label in more)]
