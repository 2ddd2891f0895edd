"""What the gallery shows: every component in its states, with words as long as they get."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from core.actions import Action, NextStep, Tab
from core.forms import CleanCharField, DateField, FormLayout
from core.listing import Column, Listing
from organizations.models import Organization

LONG = (
    "Phát động thi đua thực hiện thắng lợi mục tiêu, nhiệm vụ phát triển kinh tế - xã hội, bảo đảm quốc phòng, an ninh"
)
COLUMNS = [
    Column("ten", "Tên cơ quan, đơn vị", lambda unit: unit.name, ("name",)),
    Column("ma", "Mã", lambda unit: unit.code, ("code",)),
    Column("thutu", "Thứ tự", lambda unit: unit.position, ("position",), numeric=True),
]


class SampleForm(FormLayout, forms.Form):
    """One field of each sort."""

    name = CleanCharField(label="Họ và tên", max_length=120, help_text="Ghi như trên giấy tờ.")
    day = DateField(label="Ngày ban hành", required=False, help_text="Phím mũi tên lên, xuống đổi từng ngày.")
    role = forms.ChoiceField(label="Vai trò", choices=[("a", "Cán bộ thi đua"), ("b", "Văn thư")])
    note = CleanCharField(label="Ghi chú", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agreed = forms.BooleanField(label="Đã đối chiếu với bản ký", required=False)
    code = CleanCharField(label="Ký hiệu", disabled=True, required=False, initial="CT-UBND")


def samples(request: HttpRequest) -> dict[str, Any]:
    """The context of the gallery."""
    return {
        "long": LONG,
        "record": _record("Bị trả lại", "warning"),
        "tones": [
            ("Đang soạn", "neutral"), ("Chờ duyệt", "info"), ("Đã ban hành", "success"), ("Bị trả lại", "warning"),
            ("Đã bị bãi bỏ", "danger"), ("Chiến sĩ thi đua", "honour"),
        ],
        "entries": _entries(),
        "step": _step(),
        "tabs": [Tab("Nội dung", "#", active=True), Tab("Các bản lưu", "#", count=3), Tab("Lịch sử", "#")],
        "form": SampleForm(),
        "wrong": SampleForm({"sai-name": "", "sai-day": "31/02/2024", "sai-role": "a"}, prefix="sai"),
        "post": Action("Gửi", request.path, method="post", confirm="Gửi đề nghị này cho Sở Nội vụ?"),
        "listing": _listing(request),
        "words": [("success", "Đã lưu 10:42."), ("warning", "Chưa có ngày ban hành."), ("error", "Chưa lưu được.")],
    }  # fmt: skip


def _record(words: str, tone: str) -> SimpleNamespace:
    return SimpleNamespace(get_status_display=lambda: words, tone=tone)


def _entries() -> list[SimpleNamespace]:
    at = datetime(2024, 3, 12, 9, 15, tzinfo=timezone.get_current_timezone())
    return [
        SimpleNamespace(actor_label="Trần Thị Bích", verb="trả lại", comment="thiếu số liệu của Cục Thống kê", at=at),
        SimpleNamespace(actor_label="Lò Thị Mai", verb="trình duyệt", comment="", at=at),
    ]


def _step() -> NextStep:
    return NextStep(
        where="Đang chờ lãnh đạo duyệt.",
        who="Việc của lãnh đạo ký văn bản: Nguyễn Văn An, Trịnh Xuân Trường",
        until="hạn 20/01/2024",
        actions=[
            Action("Duyệt", "#", tone="primary", icon="check-lg"),
            Action(
                "Trả lại",
                "#",
                reasons=["Người trình không tự trả lại chỉ thị của mình.", "Chưa ghi lý do."],
                icon="reply",
            ),
        ],
    )


def _listing(request: HttpRequest) -> Listing:
    return Listing(request, Organization.objects.visible_to(request.user), COLUMNS, default_sort="ten")
