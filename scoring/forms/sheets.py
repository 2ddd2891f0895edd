"""What is typed on a score sheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from core.forms import CleanCharField, FormLayout
from core.vietnamese import format_number
from scoring.entries import Entry
from scoring.enums import Stage
from scoring.outline import Fault
from scoring.selectors.sheets import Line, SheetTable
from targets.evidence import UnfitFile, kind_of, safe_name
from targets.forms.reports import NumberField

_MOST_SAVES = 2**31 - 2
PUBLISH_WORD = "CÔNG BỐ"


class ScoreForm(forms.Form):
    """The points of one criterion. Labels name it, for the list of faults and for those who do not see the table."""

    value = NumberField(label="Điểm", max_length=20, required=False)
    note = CleanCharField(
        label="Lý do, minh chứng", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 1})
    )

    def __init__(self, data: Any, *, line: Line, number: str, initial: dict[str, Any]) -> None:
        super().__init__(data, prefix=f"tc-{line.criterion.pk}", initial=initial, auto_id="o-%s")
        self.line = line
        for name, field in self.fields.items():
            field.short_label = field.label  # type: ignore[attr-defined]  # for the cards of a narrow screen
            field.label = f"{field.label}, mục {number}"
            field.widget.attrs |= {"class": "form-control", "aria-label": f"{field.label}: {line.criterion.name}"}
            if name == "value":
                field.widget.attrs |= {"class": "form-control num", "inputmode": "decimal", "autocomplete": "off"}

    def entry(self) -> Entry:
        return Entry(self.line.criterion.pk, self.cleaned_data["value"], self.cleaned_data["note"])


class ScoreGrid:
    """The cells of one stage of a sheet. Walks like a formset; its rows are fixed by the table of criteria."""

    management_form = None

    def __init__(self, data: Any, *, table: SheetTable, stage: Stage) -> None:
        self.is_bound = data is not None
        self.table = table
        self.forms = [
            ScoreForm(data, line=line, number=f"{part.number}.{line.number}", initial=_initial(line, stage))
            for part in table.parts
            for line in part.lines
        ]
        self.by_criterion = {form.line.criterion.pk: form for form in self.forms}
        self.general: list[str] = []
        self.differs_from_saved = False

    def is_valid(self) -> bool:
        return not [form for form in self.forms if not form.is_valid()]  # every row is read

    def entries(self) -> list[Entry]:
        return [form.entry() for form in self.forms if form.is_valid()]

    def non_form_errors(self) -> list[str]:
        return self.general

    def add_faults(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            self.by_criterion[int(fault.key)].add_error(fault.cell, fault.text)

    def stand_against_saved(self, reasons: Iterable[str]) -> None:
        """Somebody saved first: what was typed stays, and each cell that differs shows what is saved there now."""
        self.general += [*reasons, "Phần anh/chị gõ vẫn còn; ô khác số đang lưu có ghi bên dưới. Bấm Lưu để ghi đè."]
        self.differs_from_saved = True


def _initial(line: Line, stage: Stage) -> dict[str, Any]:
    score = line.scores.get(stage)
    value = score.value if score else None
    return {"value": "" if value is None else format_number(value), "note": score.note if score else ""}


class SaveForm(forms.Form):
    """What a save carries beside the points: the save it is based on, and the stage that the page showed."""

    base_revision = forms.IntegerField(min_value=0, max_value=_MOST_SAVES)
    stage = forms.ChoiceField(choices=Stage.choices)


class ReturnForm(FormLayout, forms.Form):
    """Why a sheet goes one step back."""

    reason = CleanCharField(
        label="Lý do",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Ghi rõ mục nào cần xem lại; bước trước sẽ đọc nguyên văn.",
    )


class EvidenceForm(FormLayout, forms.Form):
    """A file for one criterion."""

    file = forms.FileField(
        label="Tệp minh chứng",
        help_text="PDF, Word, Excel, ảnh JPG hoặc PNG, tối đa 10 MB.",
        error_messages={"empty": "Tệp trống, không có nội dung.", "required": "Chưa chọn tệp."},
    )

    def clean_file(self) -> Any:
        """The file, known by its content."""
        file = self.cleaned_data["file"]
        try:
            self.name = safe_name(file.name, kind_of(file, file.size))
        except UnfitFile as fault:
            raise forms.ValidationError(str(fault)) from fault
        return file


class PublishForm(FormLayout, forms.Form):
    """A word typed by hand before what cannot be undone."""

    word = CleanCharField(
        label=f"Gõ “{PUBLISH_WORD}” để xác nhận", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def clean_word(self) -> str:
        typed: str = " ".join(self.cleaned_data["word"].split())
        if typed.upper() != PUBLISH_WORD:
            raise forms.ValidationError(f"Phải gõ đúng “{PUBLISH_WORD}”. Công bố rồi không rút lại được.")
        return typed
