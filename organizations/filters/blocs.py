"""What the list of blocs can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms

from organizations.models import Bloc


class BlocFilter(filters.FilterSet):
    """The year chooses what is counted, so the rows come already made for it; the words narrow them."""

    year = filters.ChoiceFilter(label="Năm", empty_label=None, method="as_they_are")
    q = filters.CharFilter(
        label="Tìm",
        method="matching",
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "tên khối, cụm (không cần dấu)"}),
    )

    class Meta:
        model = Bloc
        fields = ("year", "q")

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years]

    def as_they_are(self, rows: Any, name: str, value: str) -> Any:
        return rows

    def matching(self, rows: Any, name: str, value: str) -> Any:
        return rows.matching(value)
