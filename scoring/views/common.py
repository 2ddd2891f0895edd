"""What the views of this app share."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from campaigns.views.common import person
from core.actions import Tab
from scoring.models import Scheme, ScoreSheet, ScoringRound
from scoring.selectors.rounds import rounds_for
from scoring.selectors.schemes import schemes_for
from scoring.selectors.sheets import sheets_for


def load_scheme(request: HttpRequest, pk: int) -> Scheme:
    """The table if the person may see it, or 404."""
    found: Scheme = get_object_or_404(schemes_for(person(request)), pk=pk)
    return found


def load_round(request: HttpRequest, pk: int) -> ScoringRound:
    """The round if the person may see it, or 404."""
    found: ScoringRound = get_object_or_404(rounds_for(person(request)), pk=pk)
    return found


def load_sheet(request: HttpRequest, pk: int) -> ScoreSheet:
    """The sheet if the person may see it, or 404."""
    found: ScoreSheet = get_object_or_404(sheets_for(person(request)), pk=pk)
    return found


def trail(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """The breadcrumb from the front page of this part; the last is here."""
    way = [("Chấm điểm thi đua", reverse("scoring:rounds")), *more]
    return [*way[:-1], (way[-1][0], "")]


def round_trail(round_: ScoringRound, *here: str) -> list[tuple[str, str]]:
    """The way to a page of a round."""
    name = f"{round_.bloc} năm {round_.year}"
    return trail((name, round_.get_absolute_url()), *((one, "") for one in here))


def round_tabs(round_: ScoringRound, active: str) -> list[Tab]:
    """The faces of the scoring of a bloc."""
    faces = (("Bảng điểm các đơn vị", "round"), ("Xếp hạng", "round_ranking"), ("Bình chọn dẫn đầu", "ballot"))
    return [Tab(label, reverse(f"scoring:{name}", args=[round_.pk]), name == active) for label, name in faces]


def front_tabs(active: str) -> list[Tab]:
    """The two lists of this part."""
    faces = (("Các khối, cụm", "rounds"), ("Bảng tiêu chí", "schemes"))
    return [Tab(label, reverse(f"scoring:{name}"), name == active) for label, name in faces]


def status_of(form: Any) -> int:
    """Of a page with a form: one that was refused is unprocessable."""
    return 422 if form.is_bound else 200
