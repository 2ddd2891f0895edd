"""The letter of a bloc: its fields, its numbered paragraphs, saved while it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from campaigns.comparison import Change, compare_words
from campaigns.views.common import person, sent
from core.errors import Conflict, DomainError
from core.http import authorize, methods
from registrations import commitments
from registrations.forms.letter import BadPledges, LetterForm, pledge_faults, posted_pledges
from registrations.models import HEADER_FIELDS, Registration
from registrations.policies.registrations import blockers_to_write
from registrations.presenters import deadline_words, last_saved
from registrations.services.registrations import save_letter
from registrations.views.common import load, tell_removed, trail

FILE = "registrations.file"


@methods(write=["POST"])
def letter(request: HttpRequest, code: str) -> HttpResponse:
    """The letter as it is typed; a POST saves all of it or nothing."""
    found = load(request, code)
    form = LetterForm(sent(request), initial=_initial(found))
    if request.method != "POST":
        return _page(request, found, form, list(found.pledges.values_list("text", flat=True)))
    authorize(request.user, FILE, found)
    pledges, removed = posted_pledges(request.POST)
    if not form.is_valid():
        return _page(request, found, form, pledges, status=422)
    try:
        saved = _save(request, found, form, pledges)
    except Conflict as refusal:
        return _conflict_page(request, load(request, code), form, pledges, refusal.reasons)
    except DomainError as refusal:
        form.add_error(None, list(refusal.reasons))
        return _page(request, found, form, pledges, status=422)
    tell_removed(request, removed + form.removed_characters)
    messages.success(request, f"Đã lưu lúc {timezone.localtime(saved.saved_at):%H:%M}.")
    return redirect("registrations:letter", code)


@methods(read=(), write=["POST"])
def letter_autosave(request: HttpRequest, code: str) -> HttpResponse:
    """Save what was typed so far. Answers for the script of the page, with the numbers found in each paragraph."""
    found = load(request, code)
    authorize(request.user, FILE, found)
    form = LetterForm(request.POST)
    pledges, removed = posted_pledges(request.POST)
    if not form.is_valid():
        reasons = [
            f"{form.fields[name].label}: {text}" if name in form.fields else str(text)
            for name, texts in form.errors.items()
            for text in texts
        ]
        return JsonResponse({"reasons": reasons}, status=422)
    try:
        saved = _save(request, found, form, pledges)
    except DomainError as refusal:
        status = 409 if isinstance(refusal, Conflict) else 422
        return JsonResponse({"reasons": refusal.reasons}, status=status)
    at = timezone.localtime(saved.saved_at)
    answer = {"revision": saved.revision, "saved_at": f"lúc {at:%H:%M}", "removed": removed + form.removed_characters}
    return JsonResponse(answer | {"found": [promises(text) for text in pledges]})


def promises(text: str) -> list[str]:
    """The numbers promised in a paragraph, in words: "Tỷ lệ đơn vị hưởng ứng: 100%"."""
    return [f"{one.name}: {one.quantity.words}" for one in commitments.read(text)]


def _initial(registration: Registration) -> dict[str, Any]:
    return {"base_revision": registration.revision} | {name: getattr(registration, name) for name in HEADER_FIELDS}


def _save(request: HttpRequest, found: Registration, form: LetterForm, pledges: list[str]) -> Registration:
    if faults := pledge_faults(pledges):
        raise BadPledges(*faults)
    base = form.cleaned_data["base_revision"]
    return save_letter(found, form.content(), pledges, base_revision=base, by=person(request))


def _conflict_page(
    request: HttpRequest, current: Registration, form: LetterForm, pledges: list[str], reasons: Sequence[str]
) -> HttpResponse:
    """The page again with the person's own text, and what the other one changed; saving now is knowing."""
    form.data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    form.data["base_revision"] = str(current.revision)  # type: ignore[index]
    differences = _differences(current, form, pledges)
    return _page(request, current, form, pledges, conflict=reasons, differences=differences, status=409)


def _differences(current: Registration, form: LetterForm, pledges: list[str]) -> list[tuple[str, list[Change]]]:
    """Field by field in the order of the paper, what was taken out and what was put in."""
    typed = form.content()
    found = []
    for name, field in form.fields.items():
        if name in typed and str(getattr(current, name) or "") != str(typed[name] or ""):
            old, new = (str(value or "") for value in (getattr(current, name), typed[name]))
            found.append((str(field.label), compare_words(old, new)))
    theirs = list(current.pledges.values_list("text", flat=True))
    if theirs != pledges:
        found.append(("Nội dung đăng ký", compare_words("\n\n".join(theirs), "\n\n".join(pledges))))
    return found


def _page(
    request: HttpRequest, found: Registration, form: LetterForm, pledges: list[str], *, status: int = 200, **more: Any
) -> HttpResponse:
    today, user = timezone.localdate(), person(request)
    may_file = user.has_perm(FILE, found)
    closed = blockers_to_write(found, on=today) if may_file else []
    context = {
        "registration": found,
        "form": form,
        "pledges": [(number, text, promises(text)) for number, text in enumerate(pledges, start=1)],
        "is_open": form.is_bound or (may_file and not closed),
        "closed": closed,
        "deadline": deadline_words(found, on=today) if found.is_with_the_bloc else "",
        "saved": last_saved(found),
        "trail": trail(found, "Công văn"),
    }
    return render(request, "registrations/letter.html", context | more, status=status)


urls = [
    path("dang-ky/<slug:code>/cong-van/", letter, name="letter"),
    path("dang-ky/<slug:code>/cong-van/tu-luu/", letter_autosave, name="letter_autosave"),
]
