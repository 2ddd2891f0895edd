"""The list of decisions, one decision, its words, its number; the addresses of all their pages."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from awards import papers_decision as papers
from awards.decision_words import articles_of
from awards.enums import DecisionKind, DecisionStatus
from awards.filters_decisions import DecisionFilter
from awards.forms.decisions import DecisionForm, DecisionIssueForm, DecisionStartForm
from awards.models import Decision
from awards.policies import decisions as policies
from awards.presenters_decisions import decision_trail, suggested_bases
from awards.selectors import decisions as selectors
from awards.selectors.certificates import card_of
from awards.services import decisions as services
from awards.services.decisions_issue import issue_decision
from awards.views import decisions_amend, decisions_lines
from awards.views.decisions_common import editable, load, page_of, status_of
from awards.views.dossier_common import accepted, done
from campaigns.views.common import person, sent
from core.http import authorize, methods, warn
from core.listing import Column, Listing
from core.log import history_of
from documents.numbering import next_number
from documents.preview import preview_html
from documents.selectors import panel_of

COLUMNS = [
    Column("so", "Số, ký hiệu", lambda d: d.symbol if d.number else "", ("issued_on", "number")),
    Column("ngay", "Ngày ban hành", lambda d: d.issued_on, ("issued_on",)),
    Column("trichyeu", "Trích yếu", lambda d: d.one_line_subject, ("search_text",)),
    Column("loai", "Loại", lambda d: kind_of(d), ("is_submission", "kind")),
    Column("nam", "Năm", lambda d: d.year, ("year",), numeric=True),
    Column("dong", "Số dòng", lambda d: d.line_count, ("line_count",), numeric=True),
    Column("tinhtrang", "Tình trạng", lambda d: d.get_status_display(), ("status",)),
    Column("taoluc", "Tạo lúc", lambda d: d.created_at, ("created_at",)),
]


_KINDS = {DecisionKind.GRANT: "Khen thưởng", DecisionKind.REVOKE: "Hủy bỏ", DecisionKind.CORRECT: "Đính chính"}


def kind_of(decision: Decision) -> str:
    """What it does, in a word that fits a column."""
    return "Tờ trình" if decision.is_submission else _KINDS[DecisionKind(decision.kind)]


@methods()
def decisions(request: HttpRequest) -> HttpResponse:
    """Every decision the person may see, and what still waits for one."""
    found = DecisionFilter(request.GET, queryset=selectors.decisions_for(person(request)))
    listing = Listing(request, found.qs, COLUMNS, default_sort="-taoluc")
    issuers = selectors.issuers_for(person(request))
    context = {
        "listing": listing,
        "rows": [(one, kind_of(one)) for one in listing.page],
        "filter": found,
        "may_add": bool(issuers),
        "waiting": selectors.waiting_sessions(issuers) if issuers else [],
    }
    return listing.export("quyet-dinh-khen-thuong") or render(request, "awards/decisions.html", context)


@methods()
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper as it prints, its files, its certificates, its history."""
    shown = load(request, pk)
    lines, user, today = selectors.lines_of(shown), person(request), timezone.localdate()
    context = page_of(request, shown, lines, "decision") | {
        "panel": panel_of(papers.DECISION, shown),
        "warnings": policies.warnings_for(shown, lines),
        "bases": suggested_bases(shown, on=today) if shown.status == DecisionStatus.DRAFT else [],
        "amendments": shown.amendments.filter(status=DecisionStatus.ISSUED).select_related("issuer"),
        "history": history_of(shown)[:30],
    }
    if user.has_perm("awards.print_certificates", shown) and not policies.blockers_to_amend(shown, [], on=today):
        context["certificates"] = card_of(shown)
    return render(request, "awards/decision.html", context)


@methods()
def decision_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper in sheets, for the frame of its page."""
    return HttpResponse(preview_html(papers.decision_paper(load(request, pk))))


@methods(write=["POST"])
def decision_create(request: HttpRequest) -> HttpResponse:
    """A new draft: from a closed session, or to be filled by hand from checked dossiers."""
    authorize(request.user, "awards.write_decision")
    issuers = selectors.issuers_for(person(request))
    waiting = selectors.waiting_sessions(issuers)
    initial = {
        "issuer": issuers[0] if len(issuers) == 1 else None,
        "year": timezone.localdate().year,
        "session": request.GET.get("phien", ""),
        "is_submission": request.GET.get("totrinh", ""),
    }
    form = DecisionStartForm(sent(request), issuers=issuers, waiting=waiting, initial=initial)
    if request.method == "POST" and form.is_valid():
        made: list[Decision] = []
        values = {name: form.cleaned_data[name] for name in ("issuer", "year", "is_submission", "session")}
        if accepted(form, lambda: made.append(services.create_decision(by=person(request), **values))):
            messages.success(request, "Đã lập dự thảo. Xem lại lời văn và danh sách trước khi chuyển văn thư.")
            return redirect(made[0] if values["session"] else "awards:decision_lines_add", *_pk(made[0], values))
    return render(request, "awards/decision_create.html", {"form": form}, status=status_of(request))


def _pk(made: Decision, values: dict[str, object]) -> list[int]:
    """What the address of the page of lines needs; a record knows its own."""
    return [] if values["session"] else [made.pk]


@methods(write=["POST"])
def decision_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of a draft."""
    shown = load(request, pk)
    if away := editable(request, shown):
        return away
    lines = selectors.lines_of(shown)
    initial = {name: getattr(shown, name) for name in services.FIELDS}
    initial |= {"articles": articles_of(shown, lines), "base_revision": shown.revision}
    form = DecisionForm(sent(request), decision=shown, initial=initial)
    if request.method == "POST" and form.is_valid():
        base, content = form.cleaned_data["base_revision"], form.content()
        if accepted(form, lambda: services.save_decision(shown, content, base_revision=base, by=person(request))):
            messages.success(request, "Đã lưu lời văn.")
            return redirect(shown)
    bases = suggested_bases(shown, on=timezone.localdate())
    context = {"form": form, "decision": shown, "bases": bases, "trail": decision_trail(shown, "Soạn lời văn")}
    return render(request, "awards/decision_edit.html", context, status=status_of(request))


@methods(write=["POST"])
def decision_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """The number and day that văn thư gives; from then on it is frozen."""
    shown = load(request, pk)
    authorize(request.user, "awards.issue_decision", shown)
    lines, today = selectors.lines_of(shown), timezone.localdate()
    if reasons := policies.blockers_to_issue(shown, lines, on=today):
        warn(request, reasons)
        return redirect(shown)
    initial = {"number": next_number(shown.issuer, shown.document_type, today.year)}
    form = DecisionIssueForm(sent(request), decision=shown, lines=lines, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if accepted(form, lambda: issue_decision(shown, by=person(request), **values)):
            messages.success(request, "Đã ban hành. Nội dung và danh sách từ nay không thay đổi.")
            return redirect(shown)
    context = {"form": form, "decision": shown, "lines": len(lines), "trail": decision_trail(shown, "Ban hành")}
    return render(request, "awards/decision_issue.html", context, status=status_of(request))


@methods(read=(), write=["POST"])
def decision_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    shown = load(request, pk)
    authorize(request.user, "awards.write_decision", shown)
    if done(request, lambda: services.discard_decision(shown, by=person(request)), "Đã bỏ dự thảo."):
        return redirect("awards:decisions")
    return redirect("awards:decision", pk)


_ONE = "quyet-dinh-khen-thuong/<int:pk>/"
urls = [
    path("quyet-dinh-khen-thuong/", decisions, name="decisions"),
    path("quyet-dinh-khen-thuong/lap/", decision_create, name="decision_create"),
    path(_ONE, decision, name="decision"),
    path(f"{_ONE}van-ban/", decision_paper, name="decision_paper"),
    path(f"{_ONE}soan/", decision_edit, name="decision_edit"),
    path(f"{_ONE}ban-hanh/", decision_issue, name="decision_issue"),
    path(f"{_ONE}bo-du-thao/", decision_discard, name="decision_discard"),
    *decisions_lines.urls,
    *decisions_amend.urls,
]
