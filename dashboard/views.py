"""The first page, and the gallery of components."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from core.actions import Action, NextStep, Tab
from core.forms import CleanCharField, DateField, FormLayout
from core.http import methods
from dashboard.selectors import home_of


@methods()
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person."""
    user: Any = request.user
    may_add = user.has_perm("campaigns.add_directive")
    return render(request, "dashboard/home.html", {"home": home_of(user), "may_add": may_add})


class SampleForm(FormLayout, forms.Form):
    """One field of each sort, for the gallery."""

    name = CleanCharField(label="Họ và tên", max_length=120, help_text="Ghi như trên giấy tờ.")
    day = DateField(label="Ngày", required=False)
    role = forms.ChoiceField(label="Vai trò", choices=[("a", "Cán bộ thi đua"), ("b", "Văn thư")])
    note = CleanCharField(label="Ghi chú", widget=forms.Textarea(attrs={"rows": 3}), required=False)


@methods()
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in its states, to look at and to test."""
    at = datetime(2024, 3, 12, 9, 15, tzinfo=timezone.get_current_timezone())
    entry = SimpleNamespace(
        actor_label="Trần Thị Bích", verb="trả lại", comment="thiếu số liệu của Cục Thống kê", at=at
    )
    step = NextStep(
        where="Đang chờ lãnh đạo duyệt.",
        who="Việc của lãnh đạo ký văn bản: Nguyễn Văn An",
        actions=[
            Action("Duyệt", "#", tone="primary", icon="check-lg"),
            Action("Trả lại", "#", reasons=["Người trình không tự trả lại chỉ thị của mình."], icon="reply"),
        ],
    )
    context = {
        "tones": ["neutral", "info", "success", "warning", "danger", "honour"],
        "entries": [entry],
        "step": step,
        "tabs": [Tab("Nội dung", "#", active=True), Tab("Các bản lưu", "#", count=3)],
        "form": SampleForm(),
        "wrong": SampleForm({"name": "", "day": "31/02/2024", "role": "a"}, prefix="sai"),
        "post": Action("Gửi", "/giao-dien/", method="post", confirm="Gửi đi?"),
    }
    return render(request, "dashboard/gallery.html", context)
