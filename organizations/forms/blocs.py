"""What people type about blocs: the bloc itself, its units of a year, which year to copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms

from core.forms import CleanCharField, DateField, FormLayout
from core.vietnamese import fold
from organizations.blocs_models import BAD_BLOC_CODE, FIRST_YEAR, LAST_YEAR
from organizations.enums import BlocRole
from organizations.models import Bloc, BlocComposition, BlocMembership, Organization, OrganizationQuerySet
from organizations.policies.blocs import MOST_SEATS, Seat
from organizations.services.blocs import Decided

#: Rows without a unit, ready to be typed in.
SPARE_ROWS = 5
_NAMES_SHOWN = 3


class BlocForm(FormLayout, forms.ModelForm):
    """What describes a bloc. Of one that exists, the code and the organizer stay."""

    name = CleanCharField(label="Tên khối, cụm", max_length=200, help_text="Ví dụ: Khối Tham mưu Tổng hợp")
    valid_from = DateField(label="Có hiệu lực từ", required=False, help_text="Để trống nếu đã có từ lâu")
    valid_to = DateField(label="Đến trước ngày", required=False, help_text="Ghi khi khối thôi hoạt động")

    class Meta:
        model = Bloc
        fields = ("code", "name", "kind", "organizer", "valid_from", "valid_to", "position")

    def __init__(self, *args: Any, organizers: OrganizationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organizer = self.fields["organizer"]
        assert isinstance(organizer, forms.ModelChoiceField)
        organizer.queryset, organizer.empty_label = organizers, "Chọn cơ quan tổ chức"
        self.fields["code"].error_messages["invalid"] = BAD_BLOC_CODE
        self.fields["position"].required = False
        self.fields["position"].help_text = "Thứ tự khi in danh sách"
        if self.instance.pk:
            for name in ("code", "organizer"):
                self.fields[name].disabled = True
            self.fields["code"].help_text = "Mã không đổi, vì có trong địa chỉ trang"
        self.helper.layout = Layout(
            Div(Div("name", css_class="wide"), "code", "kind", css_class="form-grid"),
            Div(Div("organizer", css_class="wide"), "valid_from", "valid_to", "position", css_class="form-grid"),
        )

    def clean_position(self) -> int:
        return self.cleaned_data["position"] or 0


class DecidedForm(FormLayout, forms.Form):
    """The decision on who sits in the bloc, and whom the bloc voted first in the end."""

    document = CleanCharField(
        label="Quyết định", max_length=300, required=False, help_text="Ví dụ: Quyết định số 125/QĐ-UBND của UBND tỉnh"
    )
    decided_on = DateField(label="Ngày quyết định", required=False)
    front_runner: forms.ModelChoiceField[Organization] = forms.ModelChoiceField(
        label="Đơn vị được suy tôn dẫn đầu",
        queryset=Organization.objects.none(),
        required=False,
        empty_label="(chưa bình xét)",
        help_text="Ghi sau khi khối họp bình xét cuối năm; khác với trưởng khối",
    )
    vote_minutes = CleanCharField(
        label="Số biên bản suy tôn",
        max_length=300,
        required=False,
        help_text="Ví dụ: 03/BB-KTMTH ngày 10/12/2024",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, composition: BlocComposition, sitting: Sequence[BlocMembership], **kwargs: Any):
        names = ("document", "decided_on", "front_runner", "vote_minutes", "revision")
        super().__init__(*args, initial={name: getattr(composition, name) for name in names}, **kwargs)
        field = self.fields["front_runner"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organization.objects.filter(pk__in=[seat.organization_id for seat in sitting]).order_by("name")
        self.helper.layout = Layout(
            Div("document", "decided_on", "front_runner", "vote_minutes", "revision", css_class="form-grid")
        )

    @property
    def decided(self) -> Decided:
        return Decided(**{name: value for name, value in self.cleaned_data.items() if name != "revision"})


class UnitNames:
    """Finds a unit by what somebody types: its name as listed, its code, or a few words without accents."""

    def __init__(self, units: Sequence[Organization]) -> None:
        self.units = units
        self._texts = [f" {fold(f'{unit} {unit.short_name}')} " for unit in units]

    def find(self, typed: str) -> Organization:
        """The one unit meant; `ValidationError` in words when none or several are."""
        wanted = fold(typed)
        exact = [unit for unit in self.units if wanted in (fold(str(unit)), fold(unit.name), unit.code)]
        found = exact or [unit for unit, text in zip(self.units, self._texts, strict=True) if wanted in text]
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(f"Không có đơn vị “{typed}” trong năm này. Hãy chọn trong danh sách gợi ý.")
        names = "; ".join(f"{unit} (mã {unit.code})" for unit in found[:_NAMES_SHOWN])
        more = " …" if len(found) > _NAMES_SHOWN else "."
        raise forms.ValidationError(f"Có {len(found)} đơn vị khớp: {names}{more} Hãy gõ rõ hơn, hoặc gõ mã.")


class SeatForm(forms.Form):
    """A row: which unit, as what, at which place. A row without a unit is no seat."""

    place = forms.IntegerField(
        label="Thứ tự",
        required=False,
        min_value=0,
        max_value=999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    unit = CleanCharField(
        label="Cơ quan, đơn vị",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"list": "cac-don-vi", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(label="Vai trò", choices=BlocRole.choices, initial=BlocRole.MEMBER)

    def __init__(self, *args: Any, bloc: Bloc, units: UnitNames, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._units = units
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [(value, bloc.role_label(value)) for value in BlocRole.values]
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = str(field.label)  # the table shows the names once, in its head
            field.widget.attrs["class"] = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"

    def clean_unit(self) -> Organization | None:
        typed = str(self.cleaned_data["unit"])
        return self._units.find(typed) if typed else None


class BaseSeatFormSet(forms.BaseFormSet):
    """The rows of a year, in the order of the places typed; rows without a place come last as they stand."""

    @property
    def seats(self) -> list[Seat]:
        rows = [
            form.cleaned_data
            for form in self.forms
            if form.cleaned_data.get("unit") and not form.cleaned_data.get("DELETE")
        ]
        in_order = sorted(rows, key=lambda row: 1000 if row["place"] is None else row["place"])
        return [Seat(row["unit"], row["role"]) for row in in_order]


SeatFormSet = forms.formset_factory(
    SeatForm,
    formset=BaseSeatFormSet,
    extra=SPARE_ROWS,
    can_delete=True,
    max_num=MOST_SEATS,
    absolute_max=MOST_SEATS + 20,
)


class CopyForm(FormLayout, forms.Form):
    """Whose blocs, from which year, to which."""

    organizer: forms.ModelChoiceField[Organization] = forms.ModelChoiceField(
        label="Cơ quan tổ chức", queryset=Organization.objects.none(), to_field_name="code", empty_label=None
    )
    from_year = forms.IntegerField(label="Chép từ năm", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    to_year = forms.IntegerField(label="Sang năm", min_value=FIRST_YEAR, max_value=LAST_YEAR)

    def __init__(self, *args: Any, organizers: OrganizationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organizer"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organizers
        for name in ("from_year", "to_year"):  # a year takes no thousand separator
            self.fields[name].widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        self.helper.layout = Layout(
            Div(Div("organizer", css_class="wide"), "from_year", "to_year", css_class="form-grid")
        )
