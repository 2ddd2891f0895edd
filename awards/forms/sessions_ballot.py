"""The ballot, and the reading of the paper votes. Nothing typed here is kept anywhere but in the counters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from awards.ballot import Count
from awards.enums import Choice
from awards.models import AgendaItem, CouncilMember
from awards.selectors.sessions import BallotRow
from core.forms import FormLayout

_MOST_PAPERS = 999


class BallotForm(FormLayout, forms.Form):
    """One choice for each item the member votes on; none is chosen beforehand."""

    def __init__(self, *args: Any, rows: Sequence[BallotRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ballot_rows = rows
        for row in rows:
            if row.is_votable:
                self.fields[f"item_{row.item.pk}"] = forms.ChoiceField(
                    label=f"Nội dung {row.item.position}",
                    choices=Choice.choices,
                    widget=forms.RadioSelect,
                    required=False,  # what is left open is told in one sentence, by the policy
                    error_messages={"invalid_choice": "Lựa chọn không có trên phiếu."},
                )

    def rows(self) -> list[dict[str, Any]]:
        """What the page shows, item by item."""
        return [
            {
                "row": row,
                "item": row.item,
                "field": self[f"item_{row.item.pk}"] if row.is_votable else None,
                "left_open": self.is_bound and not self.data.get(f"item_{row.item.pk}"),
            }
            for row in self.ballot_rows
        ]

    def chosen(self) -> dict[int, str]:
        """By item. What was sent for an item without a choice is there too, so that it is refused in words."""
        asked = {row.item.pk: row for row in self.ballot_rows}
        found = {
            pk: self.cleaned_data[f"item_{pk}"] if row.is_votable else self.data.get(f"item_{pk}", "")
            for pk, row in asked.items()
        }
        return {pk: choice for pk, choice in found.items() if choice}


class PaperVotesForm(FormLayout, forms.Form):
    """Whose papers came back, and how many of them say what on each item."""

    def __init__(
        self, *args: Any, members: Sequence[CouncilMember], items: Sequence[AgendaItem], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        self.fields["members"] = forms.MultipleChoiceField(
            label="Phiếu thu về của",
            choices=[(str(member.pk), f"{member}") for member in members],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="Đánh dấu người có phiếu gửi về. Không thu được phiếu nào thì để trống.",
        )
        for item in items:
            for choice in Choice:
                self.fields[f"{choice.value}_{item.pk}"] = forms.IntegerField(
                    label=f"Nội dung {item.position}: {choice.label.lower()}",
                    min_value=0,
                    max_value=_MOST_PAPERS,
                    localize=False,
                    error_messages={"required": "Ghi số phiếu, không có thì ghi 0."},
                )

    def rows(self) -> list[dict[str, Any]]:
        """One line of the page for each item."""
        return [
            {"item": item, "fields": [self[f"{choice.value}_{item.pk}"] for choice in Choice]} for item in self.items
        ]

    def chosen_members(self) -> set[int]:
        return {int(pk) for pk in self.cleaned_data["members"]}

    def counts(self) -> dict[int, Count]:
        data = self.cleaned_data
        return {
            item.pk: Count(**{choice.value: data[f"{choice.value}_{item.pk}"] for choice in Choice})
            for item in self.items
        }
