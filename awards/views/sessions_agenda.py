"""What the council will vote on and who takes part: agenda, attendance, conflicts."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from awards.forms.sessions import AttendanceForm, ConflictForm, PutLinesForm
from awards.models import AgendaItem, Attendance, Conflict
from awards.policies import sessions as policies
from awards.presenters_sessions import session_trail
from awards.selectors import sessions as selectors
from awards.services import sessions as services
from awards.views.sessions_common import answer_status, load_session, page_of
from campaigns.views.common import person, sent
from core.errors import DomainError
from core.http import authorize, methods, warn


@methods(write=["POST"])
def session_agenda_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Lines of checked dossiers to choose from."""
    session = load_session(request, pk)
    authorize(request.user, "awards.run_session", session)
    if reasons := policies.blockers_to_prepare(session, on=timezone.localdate()):
        warn(request, reasons)
        return redirect(session)
    lines = selectors.candidates(session)
    form = PutLinesForm(sent(request), candidates=lines)
    if request.method == "POST" and form.is_valid():
        try:
            items = services.put_lines(session, form.cleaned_data["lines"], by=person(request))
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã đưa {len(items)} nội dung vào chương trình.")
            return redirect(session)
    context = {"form": form, "session": session, "lines": lines, "trail": session_trail(session, "Thêm nội dung")}
    return render(request, "awards/session_agenda_add.html", context, status=answer_status(request))


@methods(read=(), write=["POST"])
def session_agenda_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Off the agenda."""
    item = _item(request, pk)
    name = selectors.name_of(item)
    try:
        services.take_off(item, by=person(request))
    except DomainError as refusal:
        warn(request, refusal.reasons)
    else:
        messages.success(request, f"Đã bỏ “{name}” khỏi chương trình.")
    return redirect(item.session)


@methods(read=(), write=["POST"])
def session_agenda_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    item = _item(request, pk)
    steps = {"len": -1, "xuong": 1}
    if request.POST.get("huong") not in steps:
        raise Http404  # only the buttons of the page send this
    try:
        services.shift(item, steps[request.POST["huong"]], by=person(request))
    except DomainError as refusal:
        warn(request, refusal.reasons)
    return redirect(item.session)


@methods(write=["POST"])
def session_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Who takes part, the quorum, and who does not vote on what."""
    session = load_session(request, pk)
    runs = person(request).has_perm("awards.run_session", session)
    form = AttendanceForm(sent(request), attendances=selectors.attendances_of(session))
    if request.method == "POST":
        authorize(request.user, "awards.run_session", session)
        if form.is_valid():
            try:
                services.set_attendance(session, form.found(), by=person(request))
            except DomainError as refusal:
                form.add_error(None, list(refusal.reasons))
            else:
                messages.success(request, "Đã ghi thành viên dự họp.")
                return redirect("awards:session_attendance", pk)
    attendances = form.attendances
    context = page_of(request, session, "awards:session_attendance") | {
        "form": form,
        "edits": runs and not policies.blockers_to_prepare(session, on=timezone.localdate()),
        "quorum": policies.quorum_sentence(session, attendances),
        "has_quorum": policies.has_quorum(session, attendances),
        "conflicts": [one for item in selectors.items_of(session) for one in _told(item, attendances)],
    }
    return render(request, "awards/session_attendance.html", context, status=answer_status(request))


@methods(write=["POST"])
def session_conflict_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A member who does not vote on an item."""
    session = load_session(request, pk)
    authorize(request.user, "awards.run_session", session)
    form = ConflictForm(sent(request), session=session)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.add_conflict(data["item"], data["member"], reason=data["reason"], by=person(request))
        except DomainError as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã ghi {data['member']} không bỏ phiếu nội dung này.")
            return redirect("awards:session_attendance", pk)
    context = {"form": form, "session": session, "trail": session_trail(session, "Thành viên không bỏ phiếu")}
    return render(request, "awards/session_conflict_add.html", context, status=answer_status(request))


@methods(read=(), write=["POST"])
def session_conflict_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """A note by hand taken back."""
    conflict = get_object_or_404(
        Conflict.objects.select_related("item__session", "member__council"),
        pk=pk,
        item__session__in=selectors.sessions_for(request.user),
    )
    authorize(request.user, "awards.run_session", conflict.item.session)
    try:
        services.drop_conflict(conflict, by=person(request))
    except DomainError as refusal:
        warn(request, refusal.reasons)
    else:
        messages.success(request, "Đã bỏ ghi chú.")
    return redirect("awards:session_attendance", conflict.item.session_id)


def _told(item: AgendaItem, attendances: Sequence[Attendance]) -> list[tuple[AgendaItem, Conflict, bool]]:
    """Who does not vote on it; what was noted by hand can be taken back."""
    found = selectors.found_conflicts(item, [one.member for one in attendances])
    return [(item, conflict, conflict.member_id not in found) for conflict in item.conflicts.all()]


def _item(request: HttpRequest, pk: int) -> AgendaItem:
    """An item of a session the person runs."""
    related = ("session__council", "line__dossier", "line__honouree", "line__title")
    visible = AgendaItem.objects.select_related(*related).filter(session__in=selectors.sessions_for(request.user))
    found: AgendaItem = get_object_or_404(visible, pk=pk)
    authorize(request.user, "awards.run_session", found.session)
    return found


_ONE = "hoi-dong/phien-hop/<int:pk>/"
urls = [
    path(f"{_ONE}them-noi-dung/", session_agenda_add, name="session_agenda_add"),
    path("hoi-dong/noi-dung/<int:pk>/bo/", session_agenda_remove, name="session_agenda_remove"),
    path("hoi-dong/noi-dung/<int:pk>/chuyen/", session_agenda_move, name="session_agenda_move"),
    path(f"{_ONE}du-hop/", session_attendance, name="session_attendance"),
    path(f"{_ONE}khong-bo-phieu/", session_conflict_add, name="session_conflict_add"),
    path("hoi-dong/khong-bo-phieu/<int:pk>/bo/", session_conflict_remove, name="session_conflict_remove"),
]
