"""Every submitted version: the list, what changed between two, the same paper again, what was signed."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from awards.views.dossier_common import accepted
from awards.views.sessions_common import answer_status
from campaigns.views.common import person, sent
from core.http import authorize, methods
from core.text import whole_number
from documents.preview import preview_html
from documents.selectors import panel_of
from registrations import papers
from registrations.forms.signing import SignedFileForm
from registrations.models import Registration, RegistrationVersion
from registrations.policies.registrations import blockers_to_sign
from registrations.selectors.versions import Comparison, compare_versions, version_rows
from registrations.services.signing import keep_signed_file
from registrations.views.common import load, trail
from targets.evidence import content_type_of

_SEE, _SIGN = "registrations.see_papers", "registrations.sign"


@methods()
def versions(request: HttpRequest, code: str) -> HttpResponse:
    """Who submitted what and when, what became of it, and the changes between the two chosen."""
    shown = load(request, code)
    authorize(request.user, _SEE, shown)
    rows = version_rows(shown)
    older, newer = _chosen(request, [row.version.number for row in rows])
    context = {
        "registration": shown,
        "rows": rows,
        "older": older,
        "newer": newer,
        "comparison": _comparison(shown, older, newer),
        "trail": trail(shown, "Các bản đã nộp"),
    }
    return render(request, "registrations/versions.html", context)


@methods(write=["POST"])
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version as it was submitted, with what was signed; POST adds a signed file."""
    shown = load(request, code)
    authorize(request.user, _SEE, shown)
    found = _version(shown, number)
    form = SignedFileForm(sent(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST":
        authorize(request.user, _SIGN, found)
        if form.is_valid() and accepted(
            form, lambda: keep_signed_file(found, file=form.cleaned_data["file"], by=person(request))
        ):
            messages.success(request, f"Đã lưu bản ký của bản {number}.")
            return redirect(f"{found.get_absolute_url()}#ban-ky")
    return render(request, "registrations/version.html", _page(request, found, form), status=answer_status(request))


@methods()
def version_sheets(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The sheets of a version alone, for the frame of its page."""
    shown = load(request, code)
    authorize(request.user, _SEE, shown)
    return HttpResponse(preview_html(papers.version_paper(_version(shown, number))))


@methods()
def signed_file(request: HttpRequest, code: str, number: int, pk: int) -> HttpResponseBase:
    """A signed file, as a download, for those who may see the registration."""
    shown = load(request, code)
    authorize(request.user, _SEE, shown)
    found = get_object_or_404(_version(shown, number).signed_files, pk=pk)
    return FileResponse(
        found.file.open(),
        as_attachment=True,
        filename=found.name,
        content_type=content_type_of(found.name),
        headers={"X-Content-Type-Options": "nosniff"},
    )


def _page(request: HttpRequest, found: RegistrationVersion, form: SignedFileForm) -> dict[str, object]:
    shown = found.registration
    may_sign = person(request).has_perm(_SIGN, found)
    row = next(row for row in version_rows(shown) if row.version.pk == found.pk)
    return {
        "registration": shown,
        "title": f"Bản {found.number}",
        "version": found,
        "row": row,
        "panel": panel_of(papers.VERSION, found),
        "signed_files": found.signed_files.select_related("by"),
        "form": form if may_sign else None,
        "blockers": blockers_to_sign(found, on=timezone.localdate()),
        "trail": trail(shown, "Các bản đã nộp", f"Bản {found.number}"),
    }


def _version(registration: Registration, number: int) -> RegistrationVersion:
    found: RegistrationVersion = get_object_or_404(registration.versions.select_related("submitted_by"), number=number)
    found.registration = registration
    return found


def _chosen(request: HttpRequest, numbers: list[int]) -> tuple[int, int]:
    """The two versions to compare, older first: those asked for, or the latest two."""
    asked = [whole_number(request.GET.get(name, "")) for name in ("cu", "moi")]
    known = sorted(number for number in asked if number is not None and number in numbers)
    usual = sorted(numbers[:2])
    older, newer = known if len(known) == 2 else usual if len(usual) == 2 else (0, 0)
    return older, newer


def _comparison(registration: Registration, older: int, newer: int) -> Comparison | None:
    if not newer:
        return None
    return compare_versions(_version(registration, older), _version(registration, newer))


_ONE = "dang-ky/<slug:code>/ban/"
urls = [
    path(_ONE, versions, name="versions"),
    path(f"{_ONE}<int:number>/", version, name="version"),
    path(f"{_ONE}<int:number>/xem/", version_sheets, name="version_sheets"),
    path(f"{_ONE}<int:number>/ban-ky/<int:pk>/", signed_file, name="signed_file"),
]
