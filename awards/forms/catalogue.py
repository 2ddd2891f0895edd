"""What an administrator types about the catalogue: values, sources, numbers of conditions; switches; base salaries."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import Any

from django import forms

from awards.enums import Mode, ThresholdBase
from awards.models import AwardTitle
from awards.selectors.catalogue import CITED, PARAMS, condition_title, walk
from core.forms import CleanCharField, DateField, FormLayout
from core.vietnamese import fold

MOST_SAVES = 2**31 - 2
NOTE_NEEDED = "Chưa đối chiếu thì phải ghi rõ phần nào chưa đối chiếu được."


@dataclass
class Group:
    """Fields that belong to one value or one condition, with their heading."""

    heading: str
    prefix: str
    numbers: list[str] = field(default_factory=list)
    depth: int = 0


class TitleForm(FormLayout, forms.Form):
    """One title: its columns, the source of every value, the source and numbers of every condition."""

    base_revision = forms.IntegerField(min_value=0, max_value=MOST_SAVES, widget=forms.HiddenInput)
    name = CleanCharField(label="Tên gọi", max_length=200)
    abbreviations = CleanCharField(
        label="Viết tắt",
        max_length=100,
        required=False,
        help_text="Cách nhau bằng dấu phẩy; tìm kiếm và nhập tệp dùng.",
    )
    decided_by = CleanCharField(label="Thẩm quyền quyết định", max_length=200)
    vote_threshold = forms.DecimalField(
        label="Tỷ lệ phiếu (%)",
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        required=False,
        localize=True,
        help_text="Đạt từ tỷ lệ này trở lên. Để trống nếu không bỏ phiếu.",
        error_messages={"max_value": "Tỷ lệ không quá 100%%."},
    )
    threshold_base = forms.ChoiceField(label="Tính trên", choices=ThresholdBase.choices)
    is_secret = forms.BooleanField(label="Bỏ phiếu kín", required=False)
    coefficient = forms.DecimalField(
        label="Hệ số tiền thưởng",
        min_value=0,
        max_digits=6,
        decimal_places=2,
        required=False,
        localize=True,
        help_text="Nhân với mức lương cơ sở. Để trống nếu không có tiền thưởng.",
    )
    required_papers = CleanCharField(
        label="Giấy tờ phải có",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Mỗi dòng một loại.",
    )
    is_active = forms.BooleanField(
        label="Đang dùng", required=False, help_text="Bỏ dấu thì không chọn được khi lập hồ sơ."
    )

    def __init__(self, *args: Any, title: AwardTitle, **kwargs: Any) -> None:
        self.title = title
        kwargs.setdefault("initial", self._initial())
        super().__init__(*args, **kwargs)
        self.values = [self._group(CITED.get(key, key), f"cite-{key}") for key in title.citations]
        self.conditions = []
        for path, one in walk(title.conditions):
            group = self._group(condition_title(one), f"cond-{path}", depth=path.count("."))
            for name, number in one.get("params", {}).items():
                if isinstance(number, int) and not isinstance(number, bool):
                    group.numbers.append(self._number(path, name))
            self.conditions.append(group)

    def _initial(self) -> dict[str, Any]:
        title = self.title
        columns = ("name", "abbreviations", "decided_by", "vote_threshold", "threshold_base", "is_secret")
        initial = {name: getattr(title, name) for name in (*columns, "coefficient", "is_active")}
        initial |= {
            "base_revision": title.revision,
            "required_papers": "\n".join(paper["name"] for paper in title.required_papers),
        }
        for key, one in title.citations.items():
            initial |= _source_initial(f"cite-{key}", one)
        for path, one in walk(title.conditions):
            initial |= _source_initial(f"cond-{path}", one)
            initial |= {f"cond-{path}-so-{name}": value for name, value in one.get("params", {}).items()}
        return initial

    def _group(self, heading: str, prefix: str, depth: int = 0) -> Group:
        self.fields[f"{prefix}-article"] = CleanCharField(label="Căn cứ (điều, văn bản)", max_length=200)
        self.fields[f"{prefix}-verified"] = forms.BooleanField(label="Đã đối chiếu văn bản gốc", required=False)
        self.fields[f"{prefix}-note"] = CleanCharField(
            label="Ghi chú pháp lý", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
        )
        return Group(heading, prefix, depth=depth)

    def _number(self, path: str, name: str) -> str:
        key = f"cond-{path}-so-{name}"
        most = 100 if name == "percent" else 50
        self.fields[key] = forms.IntegerField(label=PARAMS.get(name, name), min_value=0, max_value=most)
        return key

    @property
    def value_groups(self) -> list[dict[str, Any]]:
        return [self._shown(group) for group in self.values]

    @property
    def condition_groups(self) -> list[dict[str, Any]]:
        return [self._shown(group) for group in self.conditions]

    def _shown(self, group: Group) -> dict[str, Any]:
        """A group as the page draws it: bound fields."""
        return {
            "heading": group.heading,
            "depth": group.depth,
            "numbers": [self[name] for name in group.numbers],
            "sources": [self[f"{group.prefix}-{part}"] for part in ("article", "verified", "note")],
        }

    def clean_vote_threshold(self) -> Any:
        return self._positive("vote_threshold")

    def clean_coefficient(self) -> Any:
        return self._positive("coefficient")

    def _positive(self, name: str) -> Any:
        value = self.cleaned_data[name]
        if value == 0:
            raise forms.ValidationError("Phải lớn hơn 0, hoặc để trống.")
        return value

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for group in (*self.values, *self.conditions):
            if not data.get(f"{group.prefix}-verified") and not data.get(f"{group.prefix}-note"):
                self.add_error(f"{group.prefix}-note", NOTE_NEEDED)
        return data

    @property
    def columns(self) -> dict[str, Any]:
        """The plain columns as the service takes them."""
        data = self.cleaned_data
        names = ("name", "abbreviations", "decided_by", "vote_threshold", "threshold_base", "is_secret", "coefficient")
        return {name: data[name] for name in names} | {
            "is_active": data["is_active"],
            "required_papers": self._papers(),
        }

    def _papers(self) -> list[dict[str, str]]:
        codes = {paper["name"]: paper["code"] for paper in self.title.required_papers}
        names = [line.strip() for line in self.cleaned_data["required_papers"].split("\n") if line.strip()]
        for name in names:
            if not codes.get(name):
                codes[name] = _code(name, {*codes.values(), "other"})
        return [{"code": codes[name], "name": name} for name in dict.fromkeys(names)]

    def sources(self) -> dict[str, dict[str, Any]]:
        """The source of each value, by key."""
        return {group.prefix.removeprefix("cite-"): self._source(group) for group in self.values}

    def condition_values(self) -> dict[str, dict[str, Any]]:
        """Source and numbers of each condition, by path."""
        return {
            group.prefix.removeprefix("cond-"): self._source(group)
            | {"params": {name.rpartition("-so-")[2]: self.cleaned_data[name] for name in group.numbers}}
            for group in self.conditions
        }

    def _source(self, group: Group) -> dict[str, Any]:
        return {part: self.cleaned_data[f"{group.prefix}-{part}"] for part in ("article", "verified", "note")}


def _source_initial(prefix: str, one: dict[str, Any]) -> dict[str, Any]:
    return {f"{prefix}-{part}": one.get(part, "") for part in ("article", "verified", "note")}


def _code(name: str, taken: set[str]) -> str:
    """What files of this kind are kept under; no two kinds share one, and none is without."""
    stem = re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_")[:40] or "giay_to"
    return next(
        code for code in itertools.chain([stem], (f"{stem}_{n}" for n in itertools.count(2))) if code not in taken
    )


class SalaryForm(FormLayout, forms.Form):
    valid_from = DateField(label="Từ ngày")
    amount = forms.DecimalField(
        label="Mức lương cơ sở (đồng)",
        min_value=1,
        max_value=999_999_999,  # times the largest coefficient it still fits the column of a sum
        decimal_places=0,
        localize=True,
        error_messages={"max_value": "Mức lương cơ sở phải dưới 1 tỷ đồng. Hãy xem lại số chữ số không."},
    )
    document = CleanCharField(label="Văn bản", max_length=120, help_text="Ví dụ Nghị định số 161/2026/NĐ-CP.")
    is_verified = forms.BooleanField(label="Đã đối chiếu văn bản gốc", required=False)
    note = CleanCharField(label="Ghi chú", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("is_verified") and not data.get("note"):
            self.add_error("note", NOTE_NEEDED)
        return data


class SwitchForm(FormLayout, forms.Form):
    mode = forms.ChoiceField(label="Khi điều kiện không đạt", choices=Mode.choices, widget=forms.RadioSelect)
    reason = CleanCharField(
        label="Lý do, căn cứ",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ghi văn bản của tỉnh cho phép. Lý do hiện bên cạnh kết quả kiểm tra của mọi hồ sơ.",
    )
