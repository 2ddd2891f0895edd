"""What is typed on the lines of a dossier: who, with which title, and the achievement in fields and in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms

from awards.details import MEMBER_FIELDS
from awards.enums import SubjectKind
from awards.facts import Grade, Reach
from awards.forms.choosing import SeveralField
from awards.forms.dossiers import MOST_SAVES, area
from awards.models import AwardTitle, DossierLine, Honouree
from core.forms import CleanCharField, DateField, FormLayout

_GRADES = [("", "(chưa ghi)"), *((grade.value, grade.label.capitalize()) for grade in Grade)]
_REACHES = [("", "(chưa ghi)"), *((reach.value, reach.label.capitalize()) for reach in Reach)]
_YES_NO = [("", "(chưa xác nhận)"), ("yes", "Đạt"), ("no", "Không đạt")]
_MEMBERS = {
    "members": "Tổng số người",
    "members_completed": "Hoàn thành nhiệm vụ trở lên",
    "members_advanced": "Đạt LĐTT, CSTT",
    "members_fighters": "Đạt CSTĐ cơ sở",
    "members_disciplined": "Bị kỷ luật từ cảnh cáo",
}
_CONFIRM = "confirm_"


class AddForm(forms.Form):
    """A subject found by the search, with the title proposed; both only from what was offered."""

    base_revision = forms.IntegerField(min_value=0, max_value=MOST_SAVES, widget=forms.HiddenInput)
    honourees = SeveralField(
        queryset=Honouree.objects.none(), error_messages={"required": "Đánh dấu ít nhất một cá nhân, tập thể để thêm."}
    )
    title = forms.ModelChoiceField(
        label="Đề nghị tặng", queryset=AwardTitle.objects.none(), empty_label="(chọn danh hiệu, hình thức)"
    )

    def __init__(self, *args: Any, subjects: Any, titles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "honourees", subjects)
        _choose(self, "title", titles)


class NewSubjectForm(FormLayout, forms.Form):
    """A subject not on any list yet, with the title proposed."""

    base_revision = forms.IntegerField(min_value=0, max_value=MOST_SAVES, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="Đối tượng", choices=SubjectKind.choices, initial=SubjectKind.INDIVIDUAL)
    name = CleanCharField(label="Họ và tên, tên tập thể", max_length=200)
    title = forms.ModelChoiceField(
        label="Đề nghị tặng", queryset=AwardTitle.objects.none(), empty_label="(chọn danh hiệu, hình thức)"
    )
    post = CleanCharField(label="Chức vụ", max_length=160, required=False, help_text="Chỉ ghi cho cá nhân.")
    birth_year = forms.IntegerField(
        label="Năm sinh", min_value=1900, max_value=2100, required=False, localize=False, widget=forms.TextInput
    )
    is_woman = forms.NullBooleanField(
        label="Giới tính", required=False,
        widget=forms.Select(choices=[("unknown", "(chưa ghi)"), ("true", "Nữ"), ("false", "Nam")]),
    )  # fmt: skip
    is_ethnic_minority = forms.NullBooleanField(
        label="Dân tộc thiểu số", required=False,
        widget=forms.Select(choices=[("unknown", "(chưa ghi)"), ("true", "Phải"), ("false", "Không")]),
    )  # fmt: skip
    holds_leading_post = forms.BooleanField(label="Giữ chức vụ lãnh đạo", required=False)
    is_head = forms.BooleanField(label="Là người đứng đầu đơn vị", required=False)
    is_whole_organization = forms.BooleanField(label="Tập thể này chính là đơn vị đề nghị", required=False)

    def __init__(self, *args: Any, titles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "title", titles)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") != SubjectKind.INDIVIDUAL:
            typed = [n for n in ("post", "birth_year", "holds_leading_post", "is_head") if data.get(n)]
            for name in typed:
                self.add_error(name, "Mục này chỉ ghi cho cá nhân.")
        if data.get("is_head"):
            data["holds_leading_post"] = True
        return data

    def subject(self) -> dict[str, Any]:
        """The values of the subject, without the title."""
        data = self.cleaned_data
        return {name: value for name, value in data.items() if name not in ("title", "base_revision")}


class PasteForm(FormLayout, forms.Form):
    """A block of names for one title."""

    title = forms.ModelChoiceField(
        label="Đề nghị tặng", queryset=AwardTitle.objects.none(), empty_label="(chọn danh hiệu, hình thức)"
    )
    block = CleanCharField(
        label="Danh sách",
        max_length=60_000,
        widget=area(12),
        help_text="Mỗi dòng một người: Ông Nguyễn Văn A, Phó Giám đốc, Sở Tài chính. Dán từ Word hoặc Excel đều được.",
    )

    def __init__(self, *args: Any, titles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "title", titles)


class LineForm(FormLayout, forms.Form):
    """One line: title, post and office as on that day, the achievement. Which fields there are follows the subject.

    What is declared here completes what the registers know and never overrules it.
    """

    base_revision = forms.IntegerField(min_value=0, max_value=MOST_SAVES, widget=forms.HiddenInput)
    title = forms.ModelChoiceField(label="Đề nghị tặng", queryset=AwardTitle.objects.none(), empty_label=None)
    post = CleanCharField(label="Chức vụ", max_length=160, required=False)
    office = CleanCharField(label="Đơn vị", max_length=200, required=False)
    holds_leading_post = forms.BooleanField(label="Giữ chức vụ lãnh đạo", required=False)
    achievement = CleanCharField(
        label="Tóm tắt thành tích", max_length=20_000, required=False, widget=area(5),
        help_text="Nêu kết quả cụ thể, có số liệu. Được chép vào quyết định khi được khen.",
    )  # fmt: skip
    achievement_proof = CleanCharField(label="Văn bản xác nhận thành tích", max_length=120, required=False)
    reach = forms.ChoiceField(label="Phạm vi ảnh hưởng của thành tích", choices=_REACHES, required=False)
    rating = forms.ChoiceField(label="Xếp loại của năm", choices=_GRADES, required=False)
    rating_proof = CleanCharField(label="Văn bản xếp loại", max_length=120, required=False)
    initiative = CleanCharField(label="Sáng kiến, đề tài", max_length=500, required=False)
    initiative_level = forms.ChoiceField(label="Được công nhận ở", choices=_REACHES, required=False)
    initiative_document = CleanCharField(label="Văn bản công nhận", max_length=120, required=False)
    initiative_on = DateField(label="Ngày công nhận", required=False)
    bloc = CleanCharField(label="Cụm, khối thi đua", max_length=200, required=False)
    bloc_leads = forms.BooleanField(label="Được suy tôn dẫn đầu cụm, khối", required=False)
    bloc_proof = CleanCharField(label="Biên bản suy tôn", max_length=120, required=False)
    is_clear = forms.BooleanField(
        label="Đơn vị xác nhận: không trong thời hạn kỷ luật, không có vụ việc đang xem xét, thanh tra, khiếu nại, tố cáo",
        required=False,
    )
    relies_on = CleanCharField(
        label="Quyết định khen thưởng làm căn cứ",
        max_length=300,
        required=False,
        help_text="Cách nhau bằng dấu chấm phẩy.",
    )
    waiver_name = CleanCharField(
        label="Người chấp nhận ngoại lệ", max_length=120, required=False,
        help_text="Khi không đăng ký thi đua trước mà vẫn được xét.",
    )  # fmt: skip
    waiver_reason = CleanCharField(label="Lý do ngoại lệ", max_length=300, required=False)
    note = CleanCharField(label="Ghi chú", max_length=300, required=False)

    def __init__(self, *args: Any, line: DossierLine, titles: Any, **kwargs: Any) -> None:
        initial = _initial(line) | kwargs.pop("initial", {})
        super().__init__(*args, initial=initial, **kwargs)
        _choose(self, "title", titles)
        self.is_person = line.honouree.kind == SubjectKind.INDIVIDUAL
        if line.honouree.kind == SubjectKind.COLLECTIVE:
            for name, label in _MEMBERS.items():
                self.fields[name] = forms.IntegerField(label=label, min_value=0, max_value=1_000_000, required=False)
        confirmed = dict(_confirmations(line.title.conditions))
        for key, what in confirmed.items():
            self.fields[f"{_CONFIRM}{key}"] = forms.ChoiceField(label=_sentence(what), choices=_YES_NO, required=False)
        for name in _UNFIT[line.honouree.kind]:
            del self.fields[name]
        self.helper.layout = self._layout(list(confirmed))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        total = data.get("members")
        for name, label in _MEMBERS.items():
            if total is not None and name in self.fields and (data.get(name) or 0) > total:
                self.add_error(name, f"“{label}” lớn hơn tổng số {total} người.")
        return data

    def values(self) -> dict[str, Any]:
        """The columns of the line; what is declared goes into `details`, without what was left empty."""
        data = dict(self.cleaned_data)
        data.pop("base_revision")
        confirmations = {
            name.removeprefix(_CONFIRM): data.pop(name) == "yes" for name in list(data) if name.startswith(_CONFIRM)
            and data[name]
        }  # fmt: skip
        columns = {name: data.pop(name) for name in _COLUMNS if name in data}
        details = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in data.items()
            if not name.startswith(_CONFIRM) and value not in (None, "", False)
        }
        return columns | {"details": details | ({"confirmations": confirmations} if confirmations else {})}

    def _layout(self, confirmed: list[str]) -> Layout:
        groups = (
            ("Đề nghị", ("base_revision", "title", "post", "office", "holds_leading_post")),
            ("Thành tích", ("achievement", "achievement_proof", "reach", "relies_on")),
            ("Xếp loại năm", ("rating", "rating_proof")),
            ("Sáng kiến, đề tài", ("initiative", "initiative_level", "initiative_document", "initiative_on")),
            ("Số người của tập thể", tuple(_MEMBERS)),
            ("Cụm, khối thi đua", ("bloc", "bloc_proof", "bloc_leads")),
            ("Xác nhận của đơn vị", ("is_clear", *(f"{_CONFIRM}{key}" for key in confirmed))),
            ("Ngoại lệ về đăng ký thi đua", ("waiver_name", "waiver_reason")),
            ("", ("note",)),
        )
        sets = []
        for legend, names in groups:
            there = [Div(name, css_class="wide" if name in _WIDE else "") for name in names if name in self.fields]
            if there:
                sets.append(Fieldset(legend, Div(*there, css_class="form-grid"), css_class="line-part"))
        return Layout(*sets)


_COLUMNS = ("title", "post", "office", "holds_leading_post", "achievement", "note")
_WIDE = frozenset({"title", "achievement", "initiative", "is_clear", "note", "base_revision"})
_UNFIT: Mapping[str, tuple[str, ...]] = {
    SubjectKind.INDIVIDUAL: ("bloc", "bloc_leads", "bloc_proof"),
    SubjectKind.COLLECTIVE: (
        "post", "holds_leading_post", "initiative", "initiative_level", "initiative_document", "initiative_on",
    ),
    SubjectKind.HOUSEHOLD: (
        "post", "holds_leading_post", "initiative", "initiative_level", "initiative_document", "initiative_on",
        "bloc", "bloc_leads", "bloc_proof", "rating", "rating_proof",
    ),
}  # fmt: skip
assert set(_MEMBERS) == set(MEMBER_FIELDS)


def _initial(line: DossierLine) -> dict[str, Any]:
    details = dict(line.details)
    confirmations = details.pop("confirmations", {})
    if details.get("initiative_on"):
        details["initiative_on"] = date.fromisoformat(details["initiative_on"])
    chosen = {f"{_CONFIRM}{key}": "yes" if holds else "no" for key, holds in confirmations.items()}
    return {name: getattr(line, name) for name in _COLUMNS} | details | chosen


def _confirmations(conditions: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """The conditions that people must attest, also inside those that join others."""
    for condition in conditions:
        if condition["rule"] == "confirmed":
            yield condition["params"]["key"], condition["params"]["what"]
        yield from _confirmations(condition.get("parts") or ())


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _choose(form: forms.Form, name: str, queryset: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField | forms.ModelMultipleChoiceField)
    field.queryset = queryset
