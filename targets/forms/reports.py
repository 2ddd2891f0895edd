"""What is typed in a unit's report and about its periods."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from core.forms import CleanCharField, DateField, FormLayout
from core.vietnamese import format_number
from targets.entries import Entry
from targets.enums import Basis, Measure
from targets.evidence import UnfitFile, kind_of, safe_name
from targets.models import ReportingPeriod, UnitReport
from targets.periods import Period, periods_of
from targets.quantity import Unreadable
from targets.rows import Fault
from targets.selectors.reports import ReportRow, row_warnings
from targets.shares import read_value

#: The column holds one more.
_MOST_SAVES = 2**31 - 2


#: The cells of a row in the order of the table.
CELLS = ("value", "basis", "as_of", "typed_percent", "is_estimate", "source", "note", "evidence")
#: Short for the narrow column. What is no sum of the year (a rate, a level) is told as of its day only.
BASES = ((Basis.CUMULATIVE, "Lũy kế"), (Basis.PERIOD, "Riêng kỳ"))


class NumberField(CleanCharField):
    """A bare number as it is written here: "12.800,5". Comes out as a Decimal, or None when empty."""

    def clean(self, value: Any) -> Decimal | None:
        words = super().clean(value)
        if not words:
            return None
        try:
            return read_value(words)
        except Unreadable as fault:
            raise forms.ValidationError(fault.reason) from fault


class EntryForm(forms.Form):
    """One row of the grid. Labels name the row, for the list of faults and for those who do not see the table."""

    value = NumberField(label="Kết quả", max_length=40, required=False)
    basis = forms.ChoiceField(label="Tính", choices=Basis.choices, required=False)
    as_of = DateField(label="Tính đến ngày", required=False)
    typed_percent = NumberField(label="% ghi kèm", max_length=20, required=False)
    is_estimate = forms.BooleanField(label="Số ước", required=False)
    source = CleanCharField(label="Nguồn", max_length=500, required=False)
    note = CleanCharField(label="Ghi chú", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 1}))
    evidence = forms.FileField(
        label="Minh chứng", required=False, error_messages={"empty": "Tệp trống, không có nội dung."}
    )
    drop_evidence = forms.BooleanField(label="Bỏ tệp đã gửi", required=False)

    error_css_class = "is-invalid"

    def __init__(self, data: Any, files: Any, *, row: ReportRow, initial: dict[str, Any]) -> None:
        super().__init__(data, files, prefix=f"ct-{row.target.pk}", initial=initial, auto_id="o-%s")
        self.row = row
        basis = self.fields["basis"]
        assert isinstance(basis, forms.ChoiceField)
        basis.choices = BASES if row.target.measure == Measure.FLOW else BASES[:1]
        for name, field in self.fields.items():
            field.short_label = field.label  # type: ignore[attr-defined]  # for the cards of a narrow screen
            field.label = f"{field.label}, dòng {row.number}"
            if name not in ("is_estimate", "drop_evidence", "evidence"):
                field.widget.attrs |= {"class": "form-select" if name == "basis" else "form-control"}
            field.widget.attrs["aria-label"] = f"{field.label}: {row.target.name}"
        self.fields["value"].widget.attrs["placeholder"] = row.target.unit
        for name in ("value", "typed_percent"):
            self.fields[name].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
            self.fields[name].widget.attrs["class"] += " num"

    def clean_evidence(self) -> Any:
        """The file, known by its content, under a name that says what it is."""
        file = self.cleaned_data.get("evidence")
        if not file:
            return None
        try:
            self.kind = kind_of(file, file.size)
        except UnfitFile as fault:
            raise forms.ValidationError(str(fault)) from fault
        return file

    def saved_words(self, name: str) -> str:
        """What the database holds in a cell, in words."""
        value = self.initial.get(name)
        if isinstance(value, bool):
            return "có" if value else "không"
        if isinstance(value, date):
            return f"{value:%d/%m/%Y}"
        return str(Basis(value).label if name == "basis" and value else value or "để trống")

    def entry(self) -> Entry:
        data = self.cleaned_data
        file = data["evidence"]
        return Entry(
            self.row.target.pk,
            value=data["value"],
            basis=data["basis"] or Basis.CUMULATIVE,
            as_of=data["as_of"],
            is_estimate=data["is_estimate"],
            typed_percent=data["typed_percent"],
            source=data["source"],
            note=data["note"],
            evidence=file,
            evidence_name=safe_name(file.name, self.kind) if file else "",
            drop_evidence=data["drop_evidence"],
        )


class EntryGrid:
    """All rows of a report, as one thing to validate and to list the faults of.

    Walks like a formset for the component that lists errors; its rows are fixed by what was given to the unit.
    """

    management_form = None

    def __init__(self, data: Any, files: Any, *, report: UnitReport, rows: Sequence[ReportRow], on: date) -> None:
        self.is_bound = data is not None
        self.forms = [EntryForm(data, files, row=row, initial=_initial(row, report, on)) for row in rows]
        self.warnings = {row.target.pk: row_warnings(row, report.period.period) for row in rows}
        self.general: list[str] = []
        self.differs_from_saved = False

    def is_valid(self) -> bool:
        faulty = [
            form for form in self.forms if not form.is_valid()
        ]  # every row is read, not only the first faulty one
        return not faulty

    def entries(self) -> list[Entry]:
        """The rows that could be read."""
        return [form.entry() for form in self.forms if form.is_valid()]

    def non_form_errors(self) -> list[str]:
        return self.general

    def add_faults(self, faults: Iterable[Fault]) -> None:
        """What the service found, each at its cell."""
        by_key = {str(form.row.target.pk): form for form in self.forms}
        for fault in faults:
            by_key[fault.key].add_error(fault.field, fault.text)

    def stand_against_saved(self, reasons: Iterable[str]) -> None:
        """Somebody saved first: what was typed stays, and each cell that differs shows what is saved there now."""
        self.general += [
            *reasons,
            "Phần anh/chị gõ vẫn còn; ô nào khác số đang lưu thì có ghi bên dưới. Đối chiếu rồi bấm Lưu để ghi đè.",
        ]
        self.differs_from_saved = True

    @property
    def chose_files(self) -> bool:
        """Whether files were chosen: the browser forgets them when the page comes back."""
        return any(form.files.get(form.add_prefix("evidence")) for form in self.forms)

    def lines(self) -> list[dict[str, Any]]:
        """What the table shows of each row: its cells in order, and under them what is wrong or odd about them."""
        return [
            {"row": form.row, "form": form, "cells": [form[name] for name in CELLS], "notes": self._notes(form)}
            for form in self.forms
        ]

    def _notes(self, form: EntryForm) -> list[dict[str, Any]]:
        """The sentences under a row, cell by cell; the cells they speak of are marked."""
        notes: list[dict[str, Any]] = []
        for name in CELLS:
            faults = [str(fault) for fault in form[name].errors]
            odd = [] if self.is_bound else [text for cell, text in self.warnings[form.row.target.pk] if cell == name]
            if self.differs_from_saved and name in form.changed_data:
                odd.append(f"Đang lưu: {form.saved_words(name)}")
            mark = "is-invalid" if faults else "is-odd" if odd else ""
            if not mark:
                continue
            about, cell = f"{form[name].auto_id}_error", form.fields[name].widget.attrs
            cell["class"] = f"{cell.get('class', '')} {mark}"
            cell["aria-describedby"] = about
            label = EntryForm.base_fields[name].label
            notes.append({"id": about, "name": name, "label": label, "faults": faults, "warnings": odd})
        return notes


def _initial(row: ReportRow, report: UnitReport, on: date) -> dict[str, Any]:
    actual = row.actual
    if actual is None:
        basis = row.previous.basis if row.previous else Basis.CUMULATIVE
        return {"as_of": min(report.period.ends_on, on), "basis": basis}
    numbers = {name: getattr(actual, name) for name in ("value", "typed_percent")}
    return {name: "" if number is None else format_number(number) for name, number in numbers.items()} | {
        name: getattr(actual, name) for name in ("basis", "as_of", "is_estimate", "source", "note")
    }


class SaveForm(forms.Form):
    """What a save carries beside the rows: the save it is based on, and the warnings that were on the page."""

    base_revision = forms.IntegerField(min_value=0, max_value=_MOST_SAVES, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class PeriodForm(FormLayout, forms.Form):
    """Which period is opened, and until when the units report."""

    period = forms.ChoiceField(label="Kỳ báo cáo")
    due_on = DateField(
        label="Hạn gửi",
        required=False,
        help_text="Để trống: 5 ngày sau ngày cuối kỳ. Ghi trước ngày cuối kỳ cũng được.",
    )

    def __init__(self, *args: Any, year: int, opened: Sequence[ReportingPeriod], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.periods = {f"{period.kind}-{period.index}": period for period in periods_of(year)}
        dates = {one.period: one.due_on for one in opened}
        field = self.fields["period"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (key, period.label + (f" (đã mở, hạn {dates[period]:%d/%m/%Y})" if period in dates else ""))
            for key, period in self.periods.items()
        ]

    def clean_period(self) -> Period:
        return self.periods[self.cleaned_data["period"]]


class ReturnForm(FormLayout, forms.Form):
    """Why a report goes back to the unit."""

    reason = CleanCharField(
        label="Lý do",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Ghi rõ cần sửa số nào; đơn vị sẽ đọc nguyên văn.",
    )
