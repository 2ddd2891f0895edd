"""Certificates of a decision: made, broken into lines, printed in bulk, taken away; and the public check."""

from __future__ import annotations

import io
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.cache import never_cache

from awards.certificates.drawing import draw
from awards.certificates.picture import Picture, picture_of
from awards.enums import BatchStatus
from awards.forms.certificates import NameForm, PrintForm
from awards.models import Certificate, CertificateBatch, Decision, DecisionLine
from awards.policies import certificates as policies
from awards.selectors import certificates as selectors
from awards.services import certificates as services
from awards.services.certificate_batches import write_single
from awards.views import certificate_layouts
from awards.visits import too_many_visits
from campaigns.views.common import person, sent
from core.errors import ActionBlocked, DomainError
from core.http import authorize, methods, warn
from core.listing import Column, Listing
from core.vietnamese import searchable

PERMISSION = "awards.print_certificates"
COLUMNS = [
    Column("tt", "TT", lambda line: line.position, ("position",), numeric=True),
    Column("so", "Số sổ vàng", lambda line: line.golden_book_number, ("golden_book_number",), numeric=True),
    Column("ten", "Tên trên bằng", lambda line: line.name, ("honouree__sort_name",)),
    Column("danhhieu", "Danh hiệu, hình thức", lambda line: line.title.name, ("title__name",)),
    Column("tinhtrang", "Tình trạng", lambda line: "Đã hủy bỏ" if line.is_revoked else ""),
]
FILES = {"ban-in": ("press_file", "pdf", "application/pdf"), "tep-roi": ("single_files", "zip", "application/zip")}


@methods()
def certificates(request: HttpRequest, pk: int) -> HttpResponse:
    """The certificates of a decision, and what to print them with."""
    decision = _decision(request, pk)
    words = request.GET.get("tim", "")[:100]
    lines = selectors.with_standing(decision.lines.all()).filter(honouree__search_text__contains=searchable(words))
    listing = Listing(request, lines, COLUMNS, default_sort="tt")
    context = {
        "decision": decision,
        "listing": listing,
        "words": words,
        "form": PrintForm(decision=decision),
        "blockers": policies.blockers_to_prepare(decision),
        "unprepared": selectors.lines_to_honour(decision).filter(certificate__isnull=True).count(),
        "note": services.shipped()["note"],
        "trail": decision_trail(decision),
        **_batches(decision),
    }
    return listing.export("bang-khen") or render(request, "awards/certificates.html", context)


@methods(read=(), write=["POST"])
def certificate_prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Certificates and golden book numbers for all who have none."""
    decision = _decision(request, pk)
    try:
        made = services.prepare_certificates(decision, by=person(request))
    except DomainError as refusal:
        warn(request, refusal.reasons)
    else:
        messages.success(request, f"Đã lập {made} bằng và cấp số sổ vàng." if made else "Mọi người đã có bằng.")
    return redirect("awards:certificates", pk)


@methods(read=(), write=["POST"])
def certificate_request(request: HttpRequest, pk: int) -> HttpResponse:
    """Print all certificates of one layout."""
    decision = _decision(request, pk)
    form = PrintForm(sent(request), decision=decision)
    if not form.is_valid():
        warn(request, ["Hãy chọn một mẫu trong danh sách; nếu danh sách trống, lấy mẫu có sẵn ở trang Mẫu bằng."])
        return redirect("awards:certificates", pk)
    try:
        batch = services.request_batch(decision, **form.cleaned_data, by=person(request))
    except DomainError as refusal:
        warn(request, refusal.reasons)
    else:
        ready = batch.status == BatchStatus.READY
        messages.success(request, "Bản in với nội dung này đã có." if ready else f"Đang tạo {batch.total} tờ.")
    return redirect("awards:certificates", pk)


@methods()
def certificate_batches(request: HttpRequest, pk: int) -> HttpResponse:
    """What was printed, asked again while it is being made."""
    return render(request, "awards/_certificate_batches.html", _batches(_decision(request, pk)))


@methods(read=(), write=["POST"])
def certificate_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with a failed batch."""
    batch = _batch(request, pk)
    services.retry_batch(batch, by=person(request))
    return redirect("awards:certificates", batch.decision_id)


@methods()
def certificate_file(request: HttpRequest, pk: int, which: str) -> HttpResponseBase:
    """The press file, or the archive of single files."""
    batch = _batch(request, pk)
    if which not in FILES or batch.status != BatchStatus.READY:
        raise Http404
    if reasons := policies.blockers_to_take(batch, selectors.standing_counts(batch.decision)):
        raise ActionBlocked(*reasons)
    field, ending, content_type = FILES[which]
    name = f"bang-khen-{batch.decision.number}-{batch.decision.year}-{batch.pk}.{ending}"
    file = getattr(batch, field).open()
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type)


@methods(write=["POST"])
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """One certificate: as it prints, and where its name breaks."""
    shown = _certificate(request, pk)
    line = _line(shown)
    form = NameForm(sent(request), initial={"name_lines": shown.name_lines or selectors.corrected(line, "name")})
    if request.method == "POST" and form.is_valid():
        try:
            services.break_name(shown, form.cleaned_data["name_lines"], by=person(request))
        except DomainError as refusal:
            form.add_error("name_lines", list(refusal.reasons))
        else:
            messages.success(request, "Đã lưu chỗ ngắt dòng.")
            return redirect(shown)
    context = {
        "certificate": shown,
        "line": line,
        "form": form,
        "print_form": _chosen(request, line),
        "picture": _picture(request, line),
        "address": selectors.address_of(shown),
        "trail": decision_trail(line.decision, line.name),
    }
    return render(request, "awards/certificate.html", context)


@methods(read=["POST"])
def certificate_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet alone with the line breaks being typed; nothing is kept."""
    line = _line(_certificate(request, pk))
    rows = [" ".join(row.split()) for row in request.POST.get("name_lines", "")[:400].splitlines()]
    typed = "\n".join(row for row in rows if row)
    if typed.split() == selectors.corrected(line, "name").split() and "\n" in typed:
        line.certificate.name_lines = typed
    return render(request, "awards/_certificate_sheet.html", {"picture": _picture(request, line)})


@methods()
def certificate_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One certificate as a file, drawn while one waits: it takes some milliseconds."""
    line = _line(_certificate(request, pk))
    form = _chosen(request, line)
    if line.is_revoked or not form.is_valid():
        raise Http404
    layout, sheet = selectors.layout_values(form.cleaned_data["layout"]), selectors.sheet_of(line)
    placement = selectors.placed(layout, sheet, form.cleaned_data["printer"])
    if placement.faults:
        warn(request, placement.faults)
        return redirect("awards:certificate", pk)
    out = io.BytesIO()
    write_single(out, draw(placement, layout.height, qr_text=sheet.address), layout, sheet.title)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=sheet.file_name, content_type="application/pdf")


@login_not_required
@never_cache
@methods()
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """Whether a certificate is genuine, for anybody who reads its code."""
    if too_many_visits(request):
        response = render(request, "awards/verify.html", {"busy": True}, status=429)
    else:
        response = render(request, "awards/verify.html", {"check": selectors.check(token)})
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def decision_trail(decision: Decision, *more: str) -> list[tuple[str, str]]:
    """The breadcrumb of a page of the decision's certificates."""
    here = [(decision.symbol, decision.get_absolute_url()), ("Bằng, giấy khen", "")]
    if not more:
        return here
    return [here[0], ("Bằng, giấy khen", reverse("awards:certificates", args=[decision.pk])), *((m, "") for m in more)]


def _decision(request: HttpRequest, pk: int) -> Decision:
    found = get_object_or_404(Decision.objects.visible_to(person(request)).select_related("issuer"), pk=pk)
    authorize(request.user, PERMISSION, found)
    return found


def _batch(request: HttpRequest, pk: int) -> CertificateBatch:
    visible = CertificateBatch.objects.visible_to(person(request)).select_related("decision__issuer", "layout")
    found = get_object_or_404(visible, pk=pk)
    authorize(request.user, PERMISSION, found.decision)
    return found


def _certificate(request: HttpRequest, pk: int) -> Certificate:
    visible = Certificate.objects.visible_to(person(request)).select_related("line__decision__issuer")
    found = get_object_or_404(visible, pk=pk)
    authorize(request.user, PERMISSION, found.line.decision)
    return found


def _line(certificate: Certificate) -> Any:
    return selectors.with_standing(DecisionLine.objects.filter(pk=certificate.line_id)).get()


def _chosen(request: HttpRequest, line: DecisionLine) -> PrintForm:
    """The layout and printer of `?layout=&printer=`, or the first layout of the title."""
    asked = request.POST if request.method == "POST" and "layout" in request.POST else request.GET
    first = selectors.layouts_for(line.decision).filter(title_code=line.title.code).first()
    data = {"layout": asked.get("layout") or (first.pk if first else ""), "printer": asked.get("printer", "")}
    return PrintForm(data, decision=line.decision, title_code=line.title.code)


def _picture(request: HttpRequest, line: DecisionLine) -> Picture | None:
    form = _chosen(request, line)
    if not form.is_valid():
        return None
    layout, sheet = selectors.layout_values(form.cleaned_data["layout"]), selectors.sheet_of(line)
    return picture_of(layout, selectors.placed(layout, sheet), sheet.address)


def _batches(decision: Decision) -> dict[str, Any]:
    batches, standing = list(selectors.batches_of(decision)[:20]), selectors.standing_counts(decision)
    rows = [(batch, policies.blockers_to_take(batch, standing)) for batch in batches]
    return {"decision": decision, "batches": rows, "busy": any(batch.is_busy for batch in batches)}


urls = [
    path("quyet-dinh-khen-thuong/<int:pk>/bang-khen/", certificates, name="certificates"),
    path("quyet-dinh-khen-thuong/<int:pk>/bang-khen/lap/", certificate_prepare, name="certificate_prepare"),
    path("quyet-dinh-khen-thuong/<int:pk>/bang-khen/in/", certificate_request, name="certificate_request"),
    path("quyet-dinh-khen-thuong/<int:pk>/bang-khen/luot-in/", certificate_batches, name="certificate_batches"),
    path("bang-khen/luot-in/<int:pk>/thu-lai/", certificate_retry, name="certificate_retry"),
    path("bang-khen/luot-in/<int:pk>/<slug:which>/", certificate_file, name="certificate_file"),
    path("bang-khen/<int:pk>/", certificate, name="certificate"),
    path("bang-khen/<int:pk>/xem-thu/", certificate_sheet, name="certificate_sheet"),
    path("bang-khen/<int:pk>/pdf/", certificate_pdf, name="certificate_pdf"),
    path("xac-thuc/<str:token>/", verify, name="verify"),
    *certificate_layouts.urls,
]
