"""What is typed into a table of criteria."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from core.forms import CleanCharField, FormLayout
from core.vietnamese import format_number
from organizations.blocs_models import FIRST_YEAR, LAST_YEAR
from organizations.models import Bloc
from scoring.enums import GroupKind, Scale, Source
from scoring.models import Scheme
from scoring.outline import MOST_ROWS, Fault, Row
from targets.forms.reports import NumberField

ITEM = "item"
LEVELS = (
    (GroupKind.ORDINARY, "Nhóm điểm chuẩn"),
    (GroupKind.BONUS, "Nhóm điểm thưởng"),
    (GroupKind.DEDUCTION, "Nhóm điểm trừ"),
    (ITEM, "Tiêu chí"),
)
#: Empty rows at the end of the table, and how many one press adds.
SPARE = 5
_MOST_SAVES = 2**31 - 2
_USUAL_STEP = Decimal("0.5")


class SchemeForm(FormLayout, forms.Form):
    """What a table is called and how many points it gives."""

    base_revision = forms.IntegerField(min_value=0, max_value=_MOST_SAVES, widget=forms.HiddenInput)
    name = CleanCharField(label="Tên bảng", max_length=300)
    document = CleanCharField(
        label="Ban hành kèm theo", max_length=300, required=False, help_text="Ví dụ: Quyết định số 12/QĐ-UBND"
    )
    scale = forms.TypedChoiceField(label="Thang điểm", choices=Scale.choices, coerce=int)
    note = CleanCharField(label="Ghi chú", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))


class NewSchemeForm(FormLayout, forms.Form):
    """For whom and which year."""

    organizer = forms.ModelChoiceField(label="Cơ quan tổ chức", queryset=Bloc.objects.none())
    bloc = forms.ModelChoiceField(
        label="Khối, cụm",
        queryset=Bloc.objects.none(),
        required=False,
        empty_label="Mọi khối, cụm của cơ quan",
    )
    year = forms.IntegerField(label="Năm", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    name = CleanCharField(label="Tên bảng", max_length=300)
    scale = forms.TypedChoiceField(label="Thang điểm", choices=Scale.choices, coerce=int)

    def __init__(self, *args: Any, organizers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "organizer", organizers)
        _choices(self, "bloc", Bloc.objects.filter(organizer__in=organizers).order_by("position", "name"))


class CopySchemeForm(FormLayout, forms.Form):
    """Where a copy goes."""

    bloc = forms.ModelChoiceField(
        label="Khối, cụm",
        queryset=Bloc.objects.none(),
        required=False,
        empty_label="Mọi khối, cụm của cơ quan",
    )
    year = forms.IntegerField(label="Năm", min_value=FIRST_YEAR, max_value=LAST_YEAR)

    def __init__(self, *args: Any, source: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "bloc", Bloc.objects.filter(organizer=source.organizer_id).order_by("position", "name"))


def _choices(form: forms.Form, name: str, queryset: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = queryset


class RowForm(forms.Form):
    """One row of the table; it says nothing while name and points are empty."""

    place = forms.IntegerField(label="Thứ tự", required=False, min_value=0, max_value=9999)
    level = forms.ChoiceField(label="Loại dòng", choices=LEVELS, required=False)
    name = CleanCharField(label="Nội dung", required=False, widget=forms.Textarea(attrs={"rows": 1}))
    maximum = NumberField(label="Điểm tối đa", required=False, max_length=20)
    step = NumberField(label="Bước điểm", required=False, max_length=20)
    source = forms.ChoiceField(label="Điểm đề nghị", choices=Source.choices, required=False)
    needs_evidence = forms.BooleanField(label="Phải có minh chứng", required=False)

    def __init__(self, data: Any, *, number: int, initial: dict[str, Any]) -> None:
        super().__init__(data, prefix=f"r-{number}", initial=initial, auto_id="o-%s")
        for name, field in self.fields.items():
            field.short_label = field.label  # type: ignore[attr-defined]  # for the cards of a narrow screen
            field.label = f"{field.label}, dòng {number + 1}"
            field.widget.attrs["aria-label"] = field.label
            if name in ("level", "source"):
                field.widget.attrs["class"] = "form-select"
            elif name != "needs_evidence":
                field.widget.attrs["class"] = "form-control"
        for name in ("maximum", "step"):
            self.fields[name].widget.attrs |= {"class": "form-control num", "inputmode": "decimal"}
        self.number = number

    @property
    def says_something(self) -> bool:
        """Whether anything was typed: a name, points, or something unreadable where points belong."""
        return bool(self.cleaned_data.get("name") or self.cleaned_data.get("maximum") is not None or self.errors)

    def row(self) -> Row:
        data = self.cleaned_data
        level = data.get("level") or ITEM
        return Row(
            str(self.number),
            level != ITEM,
            data.get("name") or "",
            data.get("maximum"),
            GroupKind(level) if level != ITEM else GroupKind.ORDINARY,
            step=_USUAL_STEP if data.get("step") is None else data["step"],
            source=Source(data.get("source") or Source.MANUAL),
            needs_evidence=bool(data.get("needs_evidence")),
        )


class RowGrid:
    """All rows of a table, as one thing to validate and to list the faults of. Walks like a formset."""

    management_form = None

    def __init__(self, data: Any, *, rows: Sequence[Row], spare: int = SPARE) -> None:
        self.is_bound = data is not None
        count = _count(data) if data is not None else len(rows)
        initial = [_initial(place, row) for place, row in enumerate(rows, start=1)]
        empty = {"level": ITEM, "step": format_number(_USUAL_STEP), "source": Source.MANUAL}
        total = count if self.is_bound else count + spare
        self.forms = [
            RowForm(data, number=number, initial=initial[number] if number < len(initial) else empty)
            for number in range(min(total, MOST_ROWS + SPARE))
        ]
        self.general: list[str] = []

    def is_valid(self) -> bool:
        return not [form for form in self.forms if not form.is_valid()]

    def rows(self) -> list[Row]:
        """What was typed, in the order of the place column; rows without a place stay where they stand."""
        told = [(index, form) for index, form in enumerate(self.forms) if form.says_something]
        placed = sorted(told, key=lambda one: (one[1].cleaned_data.get("place") or one[0] + 1, one[0]))
        return [form.row() for _, form in placed]

    def non_form_errors(self) -> list[str]:
        return self.general

    def add_faults(self, faults: Iterable[Fault]) -> None:
        """What the service found, each at its cell."""
        by_key = {str(form.number): form for form in self.forms}
        for fault in faults:
            if fault.key in by_key:
                by_key[fault.key].add_error(fault.cell or None, fault.text)
            else:
                self.general.append(fault.text)


def _count(data: Any) -> int:
    asked = data.get("rows", "")
    return min(int(asked), MOST_ROWS + SPARE) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 0


def _initial(place: int, row: Row) -> dict[str, Any]:
    return {
        "place": place,
        "level": row.kind if row.is_group else ITEM,
        "name": row.name,
        "maximum": format_number(row.maximum) if row.maximum is not None else "",
        "step": "" if row.is_group else format_number(row.step),
        "source": row.source,
        "needs_evidence": row.needs_evidence,
    }
