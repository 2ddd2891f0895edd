"""Layouts of certificates in millimetres, and printers that print a little off."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import F
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from awards.certificates.layout import PLACEHOLDERS, LayoutError, Line, read_layout, to_json
from awards.certificates.picture import Picture, picture_of
from awards.certificates.samples import SAMPLES, test_page
from awards.enums import SubjectKind
from awards.forms.certificates import LayoutForm, LineFormSet, PrinterForm
from awards.models import AwardTitle, CertificateLayout, PrinterOffset
from awards.selectors import certificates as selectors
from awards.services import certificates as services
from campaigns.views.common import person, sent
from core.errors import DomainError
from core.http import authorize, methods
from organizations.enums import Role
from organizations.models import Organization

PERMISSION = "awards.print_certificates"
_HERE = "Mẫu bằng, giấy khen"


@methods(write=["POST"])
def certificate_layouts(request: HttpRequest) -> HttpResponse:
    """The layouts of the person's body; POST fetches the shipped ones."""
    authorize(request.user, PERMISSION)
    if request.method == "POST":
        body = _body(request)
        authorize(request.user, PERMISSION, body)
        added = services.copy_shipped_layouts(body, by=person(request))
        messages.success(request, f"Đã thêm {added} mẫu." if added else "Các mẫu có sẵn đã được lấy từ trước.")
        return redirect("awards:certificate_layouts")
    layouts = CertificateLayout.objects.visible_to(request.user).select_related("organization")
    context = {"layouts": layouts, "note": services.shipped()["note"], "trail": [(_HERE, "")]}
    return render(request, "awards/certificate_layouts.html", context)


@methods(write=["POST"])
def certificate_layout(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines of one layout, with the sheet beside them."""
    layout = _layout(request, pk)
    form = LayoutForm(sent(request), initial={name: getattr(layout, name) for name in LayoutForm.base_fields})
    lines = LineFormSet(sent(request), initial=_initial(layout), prefix="dong")
    if request.method == "POST" and form.is_valid() and lines.is_valid():
        values = dict(form.cleaned_data)
        base = values.pop("revision")
        try:
            services.save_layout(layout, base_revision=base, **values, lines=_lines(lines), by=person(request))
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lưu mẫu.")
            return redirect(layout)
    context = {
        "layout": layout,
        "form": form,
        "lines": lines,
        "picture": _picture(layout, layout.lines, is_preprinted=layout.is_preprinted),
        "placeholders": PLACEHOLDERS.items(),
        "note": services.shipped()["note"],
        "trail": [(_HERE, reverse("awards:certificate_layouts")), (layout.name, "")],
    }
    return render(request, "awards/certificate_layout.html", context)


@methods(read=["POST"])
def certificate_layout_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet of what is being typed; nothing is kept."""
    layout = _layout(request, pk)
    lines = LineFormSet(request.POST, initial=_initial(layout), prefix="dong")
    context: dict[str, Any] = {"picture": None}
    if lines.is_valid():
        kept = [to_json(line) for line in _lines(lines)]
        try:
            context["picture"] = _picture(layout, kept, is_preprinted="is_preprinted" in request.POST)
        except LayoutError as error:
            context["faults"] = error.reasons
    else:
        context["faults"] = ["Có số chưa đọc được. Số lẻ ghi bằng dấu phẩy, ví dụ 12,5."]
    return render(request, "awards/_certificate_sheet.html", context)


@methods(write=["POST"])
def printer_offsets(request: HttpRequest) -> HttpResponse:
    """The printers of the person's body; POST adds one."""
    authorize(request.user, PERMISSION)
    form = PrinterForm(sent(request))
    if request.method == "POST" and form.is_valid():
        body = _body(request)
        authorize(request.user, PERMISSION, body)
        if _saved(request, form, None, body):
            return redirect("awards:printer_offsets")
    printers = PrinterOffset.objects.visible_to(request.user).select_related("organization").order_by("name")
    context = {
        "printers": printers,
        "form": form,
        "trail": [(_HERE, reverse("awards:certificate_layouts")), ("Máy in", "")],
    }
    return render(request, "awards/printer_offsets.html", context)


@methods(write=["POST"])
def printer_offset(request: HttpRequest, pk: int) -> HttpResponse:
    """What one printer is off."""
    printer = _printer(request, pk)
    form = PrinterForm(sent(request), initial={name: getattr(printer, name) for name in PrinterForm.base_fields})
    if request.method == "POST" and form.is_valid() and _saved(request, form, printer, printer.organization):
        return redirect("awards:printer_offsets")
    here = [(_HERE, reverse("awards:certificate_layouts")), ("Máy in", reverse("awards:printer_offsets"))]
    context = {"printer": printer, "form": form, "trail": [*here, (printer.name, "")]}
    return render(request, "awards/printer_offset.html", context)


@methods()
def printer_test(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A sheet with a cross and millimetres, printed as certificates will be."""
    printer = _printer(request, pk)
    right, down = selectors.offset_of(printer)
    content = io.BytesIO(test_page(printer.name, right_mm=right, down_mm=down))
    return FileResponse(content, filename=f"to-thu-may-in-{printer.pk}.pdf", content_type="application/pdf")


def _saved(request: HttpRequest, form: PrinterForm, printer: PrinterOffset | None, body: Organization) -> bool:
    try:
        services.save_printer(printer, organization=body, **form.cleaned_data, by=person(request))
    except DomainError as refusal:
        form.add_error("name", list(refusal.reasons))
        return False
    messages.success(request, "Đã lưu độ lệch. Hãy in lại tờ thử: dấu cộng phải nằm đúng vạch gấp.")
    return True


def _body(request: HttpRequest) -> Organization:
    """Whose layouts the person keeps: the highest body they are staff of."""
    mine = Organization.objects.filter(pk__in=person(request).organization_ids_as(Role.STAFF))
    found = mine.order_by(F("parent").asc(nulls_first=True), "pk").first()
    return found or get_object_or_404(Organization.objects.filter(parent__isnull=True).order_by("pk")[:1])


def _layout(request: HttpRequest, pk: int) -> CertificateLayout:
    visible = CertificateLayout.objects.visible_to(request.user).select_related("organization")
    found: CertificateLayout = get_object_or_404(visible, pk=pk)
    authorize(request.user, PERMISSION, found.organization)
    return found


def _printer(request: HttpRequest, pk: int) -> PrinterOffset:
    visible = PrinterOffset.objects.visible_to(request.user).select_related("organization")
    found: PrinterOffset = get_object_or_404(visible, pk=pk)
    authorize(request.user, PERMISSION, found.organization)
    return found


def _initial(layout: CertificateLayout) -> list[dict[str, Any]]:
    return [to_json(Line(**line)) for line in layout.lines]


def _lines(formset: Any) -> list[Line]:
    return [form.line for form in formset if form.cleaned_data.get("field") and not form.cleaned_data.get("DELETE")]


def _picture(layout: CertificateLayout, lines: Sequence[dict[str, Any]], *, is_preprinted: bool) -> Picture:
    read = read_layout(layout.width_mm, layout.height_mm, is_preprinted, lines)
    issuer = layout.organization.name if layout.organization else ""
    values = {**_sample(layout), "issuer": issuer, "year": str(timezone.localdate().year)}
    sheet = selectors.Sheet(values, f"{settings.PUBLIC_URL}/xac-thuc/{'mau' * 7}/", "", "")
    return picture_of(read, selectors.placed(read, sheet), sheet.address)


def _sample(layout: CertificateLayout) -> Mapping[str, str]:
    title = AwardTitle.objects.filter(code=layout.title_code).first()
    if title is None:
        return SAMPLES["person"]
    kind = "collective" if title.subject == SubjectKind.COLLECTIVE else "person"
    return {**SAMPLES[kind], "title": title.name}


urls = [
    path("bang-khen/mau/", certificate_layouts, name="certificate_layouts"),
    path("bang-khen/mau/<int:pk>/", certificate_layout, name="certificate_layout"),
    path("bang-khen/mau/<int:pk>/xem-thu/", certificate_layout_sheet, name="certificate_layout_sheet"),
    path("bang-khen/may-in/", printer_offsets, name="printer_offsets"),
    path("bang-khen/may-in/<int:pk>/", printer_offset, name="printer_offset"),
    path("bang-khen/may-in/<int:pk>/to-thu/", printer_test, name="printer_test"),
]
