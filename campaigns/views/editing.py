"""Writing: a new draft, the editor, autosave, live preview."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from campaigns import papers, policies, selectors, services
from campaigns.errors import EditConflict
from campaigns.forms import AppendixFormSet, DirectiveForm, NewDirectiveForm
from campaigns.models import TYPED_FIELDS, Directive
from campaigns.views.common import differences, last_return, load, person, sent, trail
from core.errors import DomainError
from core.http import authorize, methods, warn
from documents.preview import preview_html
from organizations.enums import Role
from organizations.models import Organization


@methods(write=["POST"])
def directive_create(request: HttpRequest) -> HttpResponse:
    """Start a draft: empty or copied, under a directive of a higher level or not."""
    authorize(request.user, "campaigns.add_directive")
    form = _new_form(request)
    if request.method == "POST" and form.is_valid():
        authorize(request.user, "campaigns.add_directive", Directive(issuer=form.cleaned_data["issuer"]))
        try:
            made = services.create_directive(**form.cleaned_data, by=person(request))
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã tạo bản thảo. Nội dung được tự lưu trong khi gõ.")
            return redirect("campaigns:directive_edit", made.code)
    status = 422 if request.method == "POST" else 200
    return render(request, "campaigns/directive_create.html", {"form": form}, status=status)


@methods(write=["POST"])
def directive_edit(request: HttpRequest, code: str) -> HttpResponse:
    """The editor; a POST saves what was typed and keeps it as a version."""
    directive = load(request, code)
    authorize(request.user, "campaigns.edit_directive", directive)
    form, appendices = _forms(request, directive)
    if request.method != "POST":
        if reasons := policies.blockers_to_edit(directive, on=timezone.localdate()):
            warn(request, reasons)
            return redirect(directive)
        return _editor(request, directive, form, appendices)
    if form.is_valid() and appendices.is_valid():
        try:
            _save(request, directive, form, appendices, keep_version=True)
        except EditConflict as conflict:
            return _conflict_page(request, conflict, form, appendices)
        except DomainError as refusal:  # sent for review meanwhile: the page keeps what was typed
            form.add_error(None, list(refusal.reasons))
        else:
            _tell_removed(request, form, appendices)
            messages.success(request, "Đã lưu thành một bản.")
            return redirect("campaigns:directive_edit", code)
    return _editor(request, directive, form, appendices, status=422)


@methods(read=(), write=["POST"])
def directive_autosave(request: HttpRequest, code: str) -> HttpResponse:
    """Save what was typed so far; no version. Answers for the script of the editor."""
    directive = load(request, code)
    authorize(request.user, "campaigns.edit_directive", directive)
    form, appendices = _forms(request, directive)
    if not (form.is_valid() and appendices.is_valid()):
        return JsonResponse({"reasons": _problems(form, appendices)}, status=422)
    try:
        saved = _save(request, directive, form, appendices, keep_version=False)
    except DomainError as refusal:
        status = 409 if isinstance(refusal, EditConflict) else 422
        return JsonResponse({"reasons": refusal.reasons}, status=status)
    removed = form.removed_characters + sum(one.removed_characters for one in appendices.forms)
    saved_at = timezone.localtime(saved.saved_at)
    return JsonResponse({"revision": saved.revision, "saved_at": f"{saved_at:%H:%M}", "removed": removed})


@methods(read=("GET", "HEAD", "POST"))
def directive_preview(request: HttpRequest, code: str) -> HttpResponse:
    """The paper of what is typed (POST) or saved (GET), in the layout of the PDF. Nothing is written."""
    directive = load(request, code)
    if request.method != "POST":
        return HttpResponse(preview_html(papers.directive_paper(directive)))
    authorize(request.user, "campaigns.edit_directive", directive)
    form, appendices = _forms(request, directive)
    form.is_valid(), appendices.is_valid()  # faults are shown by the form; the paper shows what is sound
    content = directive.content | {k: v for k, v in form.cleaned_data.items() if k in TYPED_FIELDS}
    if appendices.is_valid():
        content["appendices"] = appendices.appendices()
    return HttpResponse(preview_html(papers.content_paper(content, issuer=directive.issuer, year=directive.year)))


def _new_form(request: HttpRequest) -> NewDirectiveForm:
    user = person(request)
    issuers = Organization.objects.filter(pk__in=user.organization_ids_as(Role.STAFF))
    if user.is_superuser:
        issuers = Organization.objects.exclude(document_symbol="")
    visible = selectors.directives_for(user)
    return NewDirectiveForm(
        sent(request),
        initial={"year": request.GET.get("nam") or timezone.localdate().year, "copy_from": request.GET.get("chep")},
        issuers=issuers,
        sources=visible,
        parents=visible.filter(number__isnull=False).exclude(issuer__in=issuers),
        answers_to=lambda made: selectors.possible_parents(made, user),
    )


def _forms(request: HttpRequest, directive: Directive) -> tuple[DirectiveForm, Any]:
    data = sent(request)
    initial = {**directive.content, "parent": directive.parent_id, "base_revision": directive.revision}
    form = DirectiveForm(data, initial=initial, parents=selectors.possible_parents(directive, person(request)))
    appendices = AppendixFormSet(data, initial=directive.appendices, prefix="phu-luc")
    return form, appendices


def _save(
    request: HttpRequest, directive: Directive, form: DirectiveForm, appendices: Any, *, keep_version: bool
) -> Directive:
    return services.save_content(
        directive,
        {**form.content(), "appendices": appendices.appendices()},
        base_revision=form.cleaned_data["base_revision"],
        by=person(request),
        keep_version=keep_version,
    )


def _editor(
    request: HttpRequest, directive: Directive, form: DirectiveForm, appendices: Any, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "directive": directive,
        "form": form,
        "appendices": appendices,
        "trail": trail(directive, "Soạn"),
        "warnings": policies.warnings_for(directive),
        "returned": last_return(directive, selectors.directive_history(directive)),
        "autosave_url": reverse("campaigns:directive_autosave", args=[directive.code]),
        "preview_url": reverse("campaigns:directive_preview", args=[directive.code]),
        **more,
    }
    return render(request, "campaigns/directive_edit.html", context, status=status)


def _problems(form: DirectiveForm, appendices: Any) -> list[str]:
    """Everything that kept the typed text from being saved, each with the name of its field."""
    found = [str(text) for text in appendices.non_form_errors()]
    for one in (form, *appendices.forms):
        for name, texts in one.errors.items():
            label = one.fields[name].label if name in one.fields else ""
            found += [f"{label}: {text}" if label else str(text) for text in texts]
    return found


def _conflict_page(request: HttpRequest, conflict: EditConflict, form: DirectiveForm, appendices: Any) -> HttpResponse:
    """The editor again with the person's own text, and what the other one changed; saving now is knowing."""
    current = conflict.current
    services.keep_version(current, by=current.saved_by, occasion="Trước khi có người lưu đè")
    typed = {**form.content(), "appendices": appendices.appendices()}
    form.data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    form.data["base_revision"] = str(current.revision)  # type: ignore[index]
    return _editor(
        request,
        current,
        form,
        appendices,
        status=409,
        conflict=conflict.reasons,
        differences=differences(current.content, typed),
    )


def _tell_removed(request: HttpRequest, form: DirectiveForm, appendices: Any) -> None:
    removed = form.removed_characters + sum(one.removed_characters for one in appendices.forms)
    if removed:
        messages.warning(request, f"Đã bỏ {removed} ký tự ẩn không in được (thường do dán từ nơi khác).")
