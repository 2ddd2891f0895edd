"""How a person wants to be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from notices.enums import Mail
from notices.preferences import Choice
from notices.registry import NoticeKind
from notices.selectors import groups


class PreferenceForm(forms.Form):
    """For each kind: whether it stands on the page, and how often mail says it; or `all`, how often for every kind."""

    def __init__(self, *args: Any, choices: Mapping[str, Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups()
        self.current = choices
        # Sent alone, by buttons of a form of their own: nobody opens twenty lists to say one thing.
        self.fields["all"] = forms.ChoiceField(choices=Mail.choices, required=False, widget=forms.HiddenInput())
        for _, members in self.groups:
            for kind in members:
                self._add(kind, choices[kind.code])

    def _add(self, kind: NoticeKind, choice: Choice) -> None:
        self.fields[_shown(kind)] = forms.BooleanField(
            label=f"Hiện trên trang: {kind.label}",
            required=False,
            initial=choice.is_shown,
            disabled=kind.is_urgent,
            widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
        )
        self.fields[_mail(kind)] = forms.ChoiceField(
            label=f"Qua thư điện tử: {kind.label}",
            choices=Mail.choices,
            initial=choice.mail,
            required="all" not in self.data,
            widget=forms.Select(attrs={"class": "form-select"}),
        )

    def sections(self) -> Iterator[tuple[str, list[tuple[NoticeKind, Any, Any]]]]:
        """Group by group: the kind with its two fields."""
        for name, members in self.groups:
            yield name, [(kind, self[_shown(kind)], self[_mail(kind)]) for kind in members]

    @property
    def choices(self) -> dict[str, Choice]:
        """What was chosen, for each kind."""
        if every := self.cleaned_data["all"]:
            return {code: Choice(every, choice.is_shown) for code, choice in self.current.items()}
        return {
            kind.code: Choice(self.cleaned_data[_mail(kind)], self.cleaned_data[_shown(kind)])
            for _, members in self.groups
            for kind in members
        }


def _mail(kind: NoticeKind) -> str:
    return f"{kind.code}-mail"


def _shown(kind: NoticeKind) -> str:
    return f"{kind.code}-shown"
