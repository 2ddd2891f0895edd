"""What came of a registration by year-end: registered, named, proposed, awarded; and its promises judged."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from campaigns.views.common import person
from core.errors import DomainError
from core.http import authorize, methods, warn
from core.listing import Column, Listing
from documents.selectors import panel_of
from registrations.forms.names import ResultForm
from registrations.models import Commitment
from registrations.policies.pledges import blockers_to_judge
from registrations.results_paper import RESULTS
from registrations.selectors.commitments import promises_of
from registrations.selectors.results import results_of
from registrations.services.pledges import judge_commitment
from registrations.views.common import load

COLUMNS = [
    Column("donvi", "Đơn vị", lambda result: result.unit, sort_key=lambda result: result.position),
    Column("danhhieu", "Danh hiệu", lambda result: result.title),
    Column("dangky", "Đăng ký", lambda result: result.registered, numeric=True),
    Column("khongso", "Không ghi số", lambda result: result.unnumbered, numeric=True),
    Column("coten", "Đã ghi tên", lambda result: result.named, numeric=True),
    Column("denghi", "Đã đề nghị", lambda result: result.proposed, numeric=True),
    Column("datang", "Được tặng", lambda result: result.awarded, numeric=True),
]


@methods()
def results(request: HttpRequest, code: str) -> HttpResponse:
    """The table and the promises; the table is exported."""
    shown = load(request, code)
    rows = results_of(shown)
    listing = Listing(request, rows, COLUMNS, default_sort=COLUMNS[0].key)
    if (answer := listing.export(f"ket-qua-dang-ky-{code}")) is not None:
        return answer
    may = request.user.has_perm("registrations.judge_pledges", shown)
    context = {
        "registration": shown,
        "rows": rows,
        "listing": listing,
        "totals": [sum(getattr(row, name) for row in rows) for name in ("registered", "named", "proposed", "awarded")],
        "panel": panel_of(RESULTS, shown),
        "promises": [(one, _form(one.commitment)) for one in promises_of(shown)],
        "may_judge": may and not blockers_to_judge(shown, on=timezone.localdate()),
        "trail": [
            (str(shown.round), shown.round.get_absolute_url()),
            (shown.bloc.name, shown.get_absolute_url()),
            ("Kết quả", ""),
        ],
    }
    return render(request, "registrations/results.html", context)


@methods(read=(), write=["POST"])
def commitment_judge(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Enter or take back what came of one promise."""
    shown = load(request, code)
    authorize(request.user, "registrations.judge_pledges", shown)
    found = get_object_or_404(
        Commitment.objects.select_related("pledge__registration__round"), pk=pk, pledge__registration=shown
    )
    form = ResultForm(request.POST, commitment=found)
    if form.is_valid():
        try:
            data = form.cleaned_data
            judge_commitment(found, result=data["result"], note=data["note"], by=person(request))
            messages.success(
                request, "Đã ghi kết quả cam kết." if data["result"] is not None else "Đã bỏ kết quả cam kết."
            )
        except DomainError as refusal:
            warn(request, refusal.reasons)
    else:
        warn(request, [f"{found.name}: {text}" for texts in form.errors.values() for text in texts])
    return redirect(f"{reverse('registrations:results', args=[code])}#cam-ket")


def _form(commitment: Commitment) -> ResultForm:
    words = "" if commitment.result is None else f"{commitment.result:f}".replace(".", ",")
    return ResultForm(initial={"result": words, "note": commitment.result_note}, commitment=commitment)


urls = [
    path("dang-ky/<slug:code>/ket-qua/", results, name="results"),
    path("dang-ky/<slug:code>/cam-ket/<int:pk>/", commitment_judge, name="commitment_judge"),
]
