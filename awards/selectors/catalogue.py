"""The catalogue as its pages show it: values with their sources, conditions in words, switches of a province."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F

from awards.catalogue import CatalogueError, load_catalogue
from awards.conditions import RULES
from awards.conditions.base import SHORT_NAMES
from awards.enums import LegalVersion, Mode, Nature
from awards.facts import Grade, Reach
from awards.models import AwardTitle, RuleSwitch
from core.models import LogEntry
from core.vietnamese import format_number
from organizations.models import Organization, User

Plain = dict[str, Any]
#: The values of a title as its page lists them; the second word is the key of its citation.
FIELDS: Sequence[tuple[str, str, str]] = (
    ("name", "name", "Tên gọi"),
    ("abbreviations", "abbreviations", "Viết tắt"),
    ("kind", "kind", "Loại"),
    ("subject", "subject", "Đối tượng"),
    ("level", "level", "Cấp"),
    ("decided_by", "decided_by", "Thẩm quyền quyết định"),
    ("nature", "nature", "Loại hình khen thưởng"),
    ("is_yearly", "yearly", "Xét hằng năm"),
    ("vote_threshold", "vote_threshold", "Tỷ lệ phiếu"),
    ("coefficient", "coefficient", "Hệ số tiền thưởng"),
    ("coefficient_rule", "coefficient_rule", "Cách tính cho tập thể, hộ gia đình"),
    ("quota", "quota", "Giới hạn tỷ lệ"),
    ("required_papers", "required_papers", "Giấy tờ phải có"),
)
CITED: Mapping[str, str] = {cited: label for _, cited, label in FIELDS}
PARAMS: Mapping[str, str] = {
    "code": "Danh hiệu",
    "codes": "Danh hiệu",
    "also": "Hoặc danh hiệu",
    "forms": "Các hình thức",
    "count": "Số lần",
    "titles": "Số lần được tặng",
    "initiatives": "Số sáng kiến",
    "years_back": "Tính trong số năm",
    "within_years": "Trong vòng số năm",
    "spacing": "Khoảng cách (năm)",
    "lag": "Cách năm xét (năm)",
    "percent": "Tỷ lệ (%)",
    "grade": "Mức xếp loại",
    "level": "Phạm vi",
    "natures": "Loại hình",
    "what": "Nội dung",
    "directive": "Theo",
    "name": "Danh hiệu",
}
#: What only the program reads.
_HIDDEN = frozenset({"key"})
_REACH: Mapping[str, str] = {Reach.BASE: "cấp cơ sở", Reach.PROVINCE: "cấp tỉnh", Reach.NATION: "toàn quốc"}
_GRADES: Mapping[str, str] = {
    Grade.EXCELLENT: "Hoàn thành xuất sắc nhiệm vụ",
    Grade.GOOD: "Hoàn thành tốt nhiệm vụ",
    Grade.COMPLETED: "Hoàn thành nhiệm vụ",
    Grade.NOT_COMPLETED: "Không hoàn thành nhiệm vụ",
}

_HALF = Decimal(50)


@dataclass(frozen=True)
class Value:
    """One value of a title with where it comes from."""

    key: str
    label: str
    words: str
    article: str
    verified: bool
    note: str
    differs: bool = False
    other: str = ""


@dataclass(frozen=True)
class ConditionWords:
    """One condition for a reader; `path` tells it apart ("2", "2.0" for a part of it)."""

    path: str
    name: str
    title: str
    params: list[tuple[str, str]]
    article: str
    verified: bool
    note: str
    is_warning: bool
    parts: list[ConditionWords]
    by: LogEntry | None = None


@dataclass(frozen=True)
class TitleRow:
    """A title in the list, with how many of its values and conditions were not checked against the text."""

    title: AwardTitle
    unverified: int

    @property
    def pk(self) -> int:
        return self.title.pk


def title_rows(titles: Iterable[AwardTitle]) -> list[TitleRow]:
    return [TitleRow(title, unverified_count(title)) for title in titles]


def unverified_count(title: AwardTitle) -> int:
    """How many values and conditions carry a legal note."""
    return len(title.unverified) + sum(not one["verified"] for one in title.conditions)


def values_of(title: AwardTitle, other: AwardTitle | None = None) -> list[Value]:
    """Every value with its source, and what the other text of the law has where that differs."""
    words, others = _words(title), _words(other) if other else {}
    rows = []
    for name, cited, label in FIELDS:
        if not words[name] and not others.get(name):
            continue
        citation = title.citation(cited)
        rows.append(
            Value(
                key=cited,
                label=label,
                words=words[name] or "không có",
                article=citation.get("article", ""),
                verified=bool(citation.get("verified", True)),
                note=citation.get("note", ""),
                differs=bool(other) and words[name] != others[name],
                other=others.get(name, "") or "không có",
            )
        )
    return rows


def conditions_of(title: AwardTitle, checked: Mapping[str, LogEntry] = MappingProxyType({})) -> list[ConditionWords]:
    """The conditions in the order they are judged, in words; `checked` tells who verified which."""
    return [_condition(one, str(at), checked) for at, one in enumerate(title.conditions)]


def walk(conditions: Sequence[Plain], path: str = "") -> Iterator[tuple[str, Plain]]:
    """Every condition and every part of one, each with its path."""
    for at, one in enumerate(conditions):
        here = f"{path}.{at}" if path else str(at)
        yield here, one
        yield from walk(one.get("parts", ()), here)


def condition_title(condition: Plain) -> str:
    """What a condition is called on a page."""
    rule = RULES.get(condition["rule"])
    return condition.get("title") or (rule.title if rule else condition["rule"])


def param_words(value: Any) -> str:
    """A parameter for a reader: codes by their short names, levels and grades in words."""
    if isinstance(value, list | tuple):
        return ", ".join(dict.fromkeys(param_words(one) for one in value))
    if isinstance(value, int):
        return format_number(value)
    words = str(value)
    natures: dict[str, str] = {str(one.value): str(one.label) for one in Nature}
    return SHORT_NAMES.get(words) or _REACH.get(words) or _GRADES.get(words) or natures.get(words) or words


def counterpart(title: AwardTitle) -> AwardTitle | None:
    """The same title under the other text of the law."""
    return AwardTitle.objects.filter(code=title.code).exclude(legal_version=title.legal_version).first()


def _condition(one: Plain, path: str, checked: Mapping[str, LogEntry]) -> ConditionWords:
    params = [
        (PARAMS.get(name, name), param_words(value))
        for name, value in one.get("params", {}).items()
        if name not in _HIDDEN and value not in ("", [], None)
    ]
    return ConditionWords(
        path=path,
        name=one.get("key") or one["rule"],
        title=condition_title(one),
        params=params,
        article=one["article"],
        verified=one["verified"],
        note=one.get("note", ""),
        is_warning=one.get("mode") == Mode.WARN,
        parts=[_condition(part, f"{path}.{at}", checked) for at, part in enumerate(one.get("parts", ()))],
        by=checked.get(f"condition:{path}"),
    )


def threshold_words(title: AwardTitle) -> str:
    if title.vote_threshold is None:
        return ""
    secret = "bỏ phiếu kín" if title.is_secret else "biểu quyết"
    base = title.get_threshold_base_display().lower()
    percent = format_number(title.vote_threshold.normalize())
    # A half of the votes carries nothing (see awards.ballot.needed_votes).
    share = f"trên {percent}% (quá bán)" if title.vote_threshold == _HALF else f"từ {percent}% trở lên"
    return f"{share}, tính trên {base}; {secret}"


def _words(title: AwardTitle) -> dict[str, str]:
    rule, quota = _delivered(title)
    return {
        "name": title.name,
        "abbreviations": title.abbreviations,
        "kind": title.get_kind_display(),
        "subject": title.get_subject_display(),
        "level": title.get_level_display(),
        "decided_by": title.decided_by,
        "nature": title.get_nature_display(),
        "is_yearly": "có" if title.is_yearly else "không",
        "vote_threshold": threshold_words(title),
        "coefficient": f"{format_number(_plain(title.coefficient))} lần mức lương cơ sở" if title.coefficient else "",
        "coefficient_rule": rule,
        "quota": quota,
        "required_papers": "; ".join(paper["name"] for paper in title.required_papers),
    }


def _plain(value: Decimal) -> Decimal:
    """Without zeros behind the comma, and never as a power of ten."""
    return Decimal(f"{value:f}".rstrip("0").rstrip(".")) if "." in f"{value:f}" else value


def _delivered(title: AwardTitle) -> tuple[str, str]:
    """What the table has no column for: the rule of the coefficient and the ceiling, as they shipped."""
    try:
        entry = load_catalogue().entry(title.code, LegalVersion(title.legal_version))
    except CatalogueError:
        return "", ""
    quota = f"không quá {format_number(_plain(entry.quota.percent))}% {entry.quota.of}" if entry.quota else ""
    return entry.coefficient_rule, quota


# Switches.


@dataclass(frozen=True)
class RuleRow:
    """A condition by the name a province switches it by."""

    name: str
    title: str
    article: str
    verified: bool
    note: str
    titles: list[str]
    mode: Mode
    switch: RuleSwitch | None

    @property
    def is_switched(self) -> bool:
        return self.switch is not None


def provinces_for(user: User) -> list[Organization]:
    """The provinces whose switches and registers the person works with: the tops of their units' trees."""
    if user.is_superuser:
        return list(Organization.objects.filter(parent__isnull=True).order_by("position", "name"))
    codes = {membership.organization.root_code for membership in user.current_memberships}
    found = Organization.objects.filter(code__in=codes)
    return list(found.order_by(F("valid_to").desc(nulls_first=True), "position", "name"))


def rule_rows(province: Organization) -> list[RuleRow]:
    """Every condition of the catalogue with what the province made of it; two queries."""
    switches = {one.rule: one for one in RuleSwitch.objects.filter(organization=province).select_related("set_by")}
    first: dict[str, Plain] = {}
    used: dict[str, list[str]] = {}
    for title in AwardTitle.objects.filter(is_active=True):
        for one in title.conditions:
            name = one.get("key") or one["rule"]
            first.setdefault(name, one)
            short = SHORT_NAMES.get(title.code, title.name)
            if short not in used.setdefault(name, []):
                used[name].append(short)
    rows = [
        RuleRow(
            name=name,
            title=RULES[one["rule"]].title if not one.get("key") else condition_title(one),
            article=one["article"],
            verified=one["verified"],
            note=one.get("note", ""),
            titles=used[name],
            mode=Mode(switches[name].mode) if name in switches else Mode(one.get("mode", Mode.BLOCK)),
            switch=switches.get(name),
        )
        for name, one in first.items()
        if one["rule"] in RULES
    ]
    return sorted(rows, key=lambda row: (not row.is_switched, row.title))


def switch_history(province: Organization) -> list[LogEntry]:
    """Every change of a switch of the province, also of those taken back."""
    kind = ContentType.objects.get_for_model(RuleSwitch)
    rows = LogEntry.objects.filter(content_type=kind, data__organization=province.pk)
    return list(rows.select_related("actor").order_by("-at", "-pk")[:50])


def verified_by(history: Iterable[LogEntry]) -> dict[str, LogEntry]:
    """Who ticked a value as checked, by its key; of several the latest. `history` is newest first."""
    found: dict[str, LogEntry] = {}
    for entry in history:
        for key in entry.data.get("verified", ()):
            found.setdefault(key, entry)
    return found
