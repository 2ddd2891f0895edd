"""What people type of a bloc's letter: its fields in the order of the paper, and the numbered paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from core.errors import DomainError
from core.forms import CleanCharField, FormLayout
from core.text import clean
from registrations.models import HEADER_FIELDS

#: The column holds one more.
_MOST_SAVES = 2**31 - 2
MOST_PLEDGES, LONGEST_PLEDGE = 60, 6000
_FIELD = re.compile(r"noi-dung-([0-9]{1,6})-text")
#: "1.", "2)" at the head of a paragraph; the paper numbers by place.
_NUMBER = re.compile(r"^\s*[0-9]{1,2}\s*[.)]\s+(?=\S)")
_NEXT = re.compile(r"\n\s*\n|\n(?=\s*[0-9]{1,2}\s*[.)]\s+\S)")


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class LetterForm(FormLayout, forms.Form):
    """The fields of the letter besides its numbered paragraphs; every one may wait until the letter is submitted."""

    helper: FormHelper
    base_revision = forms.IntegerField(min_value=0, max_value=_MOST_SAVES, widget=forms.HiddenInput)
    sender_superior = CleanCharField(label="Cơ quan chủ quản", max_length=200, required=False)
    sender_name = CleanCharField(label="Tên khối trên văn bản", max_length=200, required=False)
    number = CleanCharField(label="Số", max_length=20, required=False, help_text="Để trống nếu chưa cấp số.")
    symbol = CleanCharField(label="Ký hiệu", max_length=60, required=False, help_text="Ví dụ KTMTH-TĐKT")
    place = CleanCharField(label="Địa danh", max_length=100, required=False)
    day = forms.IntegerField(label="Ngày", min_value=1, max_value=31, required=False)
    month = forms.IntegerField(label="Tháng", min_value=1, max_value=12, required=False)
    subject_line = CleanCharField(label="Về việc", max_length=300, required=False)
    addressee = CleanCharField(label="Kính gửi", max_length=300, required=False)
    introduction = CleanCharField(label="Mở đầu", max_length=10_000, required=False, widget=_area(4))
    closing = CleanCharField(label="Kết thúc", max_length=5000, required=False, widget=_area(3))
    on_behalf_of = CleanCharField(label="Thay mặt", max_length=200, required=False, help_text="TM. KHỐI THI ĐUA …")
    signer_title = CleanCharField(label="Chức danh trong khối", max_length=100, required=False)
    signer_office = CleanCharField(label="Chức vụ người ký", max_length=200, required=False)
    signer_name = CleanCharField(label="Họ và tên người ký", max_length=120, required=False)
    recipients = CleanCharField(
        label="Nơi nhận", max_length=5000, required=False, widget=_area(4), help_text="Mỗi dòng một nơi nhận."
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("day") and not data.get("month") and "month" not in self.errors:
            self.add_error("month", "Có ngày thì phải ghi tháng.")
        return data

    def content(self) -> dict[str, Any]:
        """The values by the names of the model."""
        return {name: self.cleaned_data[name] for name in HEADER_FIELDS}


class BadPledges(DomainError):
    """The paragraphs cannot be kept as they were typed."""


def split_pledges(text: str) -> list[str]:
    """A typed or pasted text as paragraphs: cut at blank lines and numbers, their own numbers taken off.

    >>> split_pledges("1. Thi đua\\nyêu nước\\n2. Học tập")
    ['Thi đua yêu nước', 'Học tập']
    """
    pieces = (" ".join(_NUMBER.sub("", piece).split()) for piece in _NEXT.split(text))
    return [piece for piece in pieces if piece]


def posted_pledges(data: Mapping[str, Any]) -> tuple[list[str], int]:
    """The paragraphs in the order of the page, and how many invisible characters were taken out of them."""
    removed, found = 0, []
    for name in data:
        if _FIELD.fullmatch(name):
            cleaned = clean(data[name])
            removed += cleaned.removed
            found += split_pledges(cleaned.text)
    return found, removed


def pledge_faults(pledges: list[str]) -> list[str]:
    """Why the paragraphs cannot be kept, each with its number."""
    faults = []
    if len(pledges) > MOST_PLEDGES:
        faults.append(f"Có {len(pledges)} nội dung; tối đa {MOST_PLEDGES}.")
    seen: dict[str, int] = {}
    for number, text in enumerate(pledges, start=1):
        if len(text) > LONGEST_PLEDGE:
            faults.append(f"Nội dung {number} dài quá {LONGEST_PLEDGE} chữ cái. Hãy tách ra.")
        if text in seen:
            faults.append(f"Nội dung {number} giống hệt nội dung {seen[text]}. Hãy bỏ một.")
        seen.setdefault(text, number)
    return faults
