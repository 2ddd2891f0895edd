"""Changes of the catalogue, of base salaries and of the conditions a province switches; each is logged in words."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F

from awards.catalogue import CatalogueError
from awards.eligibility import problems_of
from awards.enums import Mode
from awards.models import AwardTitle, BaseSalary, RuleSwitch
from awards.reference import title_search_text
from awards.selectors.catalogue import CITED, PARAMS, condition_title, param_words, rule_rows, walk
from awards.selectors.dossier_review import entry_of
from core.errors import ActionBlocked, Conflict
from core.log import history_of, record
from core.vietnamese import format_number
from organizations.models import Organization, User

#: The plain columns the form saves.
FIELDS = (
    "name",
    "abbreviations",
    "decided_by",
    "vote_threshold",
    "threshold_base",
    "is_secret",
    "coefficient",
    "required_papers",
    "is_active",
)
Plain = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """One value before and after, for the log."""

    field: str
    label: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        return f"{self.label}: {self.before or '(trống)'} → {self.after or '(trống)'}."


@transaction.atomic
def save_title(
    title: AwardTitle,
    values: Mapping[str, Any],
    *,
    citations: Mapping[str, Mapping[str, Any]],
    conditions: Mapping[str, Mapping[str, Any]],
    base_revision: int,
    by: User,
) -> list[Change]:
    """Keep the columns, the sources by key, and of conditions (by path) the source and numbers; what changed.

    Raises `Conflict` when somebody saved since `base_revision`, `ActionBlocked` for a condition that cannot be judged.
    """
    changes = [*_column_changes(title, values), *_citation_changes(title, citations)]
    changed_conditions, more = _conditions(title, conditions)
    changes += more
    if not changes:
        return []
    _claim(title, base_revision)
    newly = [key for key, one in citations.items() if one["verified"] and not title.citation(key).get("verified", True)]
    before = dict(walk(title.conditions))
    newly += [f"condition:{at}" for at, one in walk(changed_conditions) if one["verified"] > before[at]["verified"]]
    for name in FIELDS:
        if name in values:
            setattr(title, name, values[name])
    title.citations = {**title.citations, **{key: {**title.citation(key), **one} for key, one in citations.items()}}
    title.conditions = changed_conditions
    title.search_text = title_search_text(title)
    title.save()
    _refuse_unreadable(title)
    record(
        title,
        verb="sửa danh mục",
        by=by,
        comment="\n".join(change.sentence for change in changes),
        data={"changes": [vars(change) for change in changes], "verified": newly},
    )
    return changes


@transaction.atomic
def add_salary(values: Mapping[str, Any], *, by: User) -> BaseSalary:
    """A base salary from a day on; one for each day."""
    if BaseSalary.objects.filter(valid_from=values["valid_from"]).exists():
        raise ActionBlocked(f"Đã có mức lương cơ sở từ ngày {values['valid_from']:%d/%m/%Y}.")
    made = BaseSalary.objects.create(**values)
    record(made, verb="thêm mức lương cơ sở", by=by, comment=f"{format_number(made.amount)} đồng, {made.document}")
    return made


@transaction.atomic
def set_rule_switch(province: Organization, rule: str, *, mode: Mode, reason: str, by: User) -> RuleSwitch:
    """The province lets a condition warn (or block); the reason is required and logged."""
    row = next((one for one in rule_rows(province) if one.name == rule), None)
    if row is None:
        raise ActionBlocked("Danh mục không có điều kiện này.")
    if not reason.strip():
        raise ActionBlocked("Phải ghi lý do; lý do hiện bên cạnh kết quả kiểm tra của mọi hồ sơ.")
    before = row.mode
    if row.switch and (row.switch.mode, row.switch.reason) == (mode, reason):
        return row.switch
    switch, _ = RuleSwitch.objects.update_or_create(
        organization=province, rule=rule, defaults={"mode": mode, "reason": reason, "set_by": by}
    )
    _log_switch(switch, f"chuyển “{row.title}”"[:110], f"{before.label} → {mode.label}. Lý do: {reason}", by)
    return switch


@transaction.atomic
def clear_rule_switch(province: Organization, rule: str, *, by: User) -> None:
    """Back to what the catalogue says. Nothing happens when it is so already."""
    switch = RuleSwitch.objects.filter(organization=province, rule=rule).first()
    row = next((one for one in rule_rows(province) if one.name == rule), None)
    if switch is None:
        return
    title = row.title if row else rule
    _log_switch(switch, f"bỏ điều chỉnh “{title}”"[:110], f"Trước đó: {switch.get_mode_display()}. {switch.reason}", by)
    switch.delete()


def _log_switch(switch: RuleSwitch, verb: str, words: str, by: User) -> None:
    data = {"organization": switch.organization_id, "rule": switch.rule, "mode": str(switch.mode)}
    record(switch, verb=verb, by=by, comment=words, data=data)


def _claim(title: AwardTitle, base_revision: int) -> None:
    taken = AwardTitle.objects.filter(pk=title.pk, revision=base_revision).update(revision=F("revision") + 1)
    if not taken:
        last = history_of(title).first()
        who = last.actor_label if last else "Người khác"
        raise Conflict(f"{who} đã sửa mục này sau khi anh/chị mở trang. Những gì đã gõ còn nguyên; xem lại rồi lưu.")
    title.revision = base_revision + 1


def _column_changes(title: AwardTitle, values: Mapping[str, Any]) -> list[Change]:
    return [
        Change(name, _label(name), _shown(title, name, getattr(title, name)), _shown(title, name, values[name]))
        for name in FIELDS
        if name in values and getattr(title, name) != values[name]
    ]


def _label(name: str) -> str:
    words = str(AwardTitle._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # plain columns
    return words[:1].upper() + words[1:]


def _shown(title: AwardTitle, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, Decimal):
        return format_number(value)
    if name == "required_papers":
        return "; ".join(paper["name"] for paper in value)
    if name == "threshold_base":
        choices: dict[Any, Any] = dict(AwardTitle._meta.get_field(name).flatchoices)  # type: ignore[union-attr]
        return str(choices.get(value, value))
    return str(value or "")


def _citation_changes(title: AwardTitle, citations: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    return [
        Change(f"citation:{key}", f"Căn cứ của “{CITED.get(key, key)}”", before, after)
        for key, one in citations.items()
        if (before := _source(title.citation(key))) != (after := _source(one))
    ]


def _source(one: Mapping[str, Any]) -> str:
    if not one:
        return ""
    state = "đã đối chiếu" if one.get("verified") else "chưa đối chiếu"
    return ", ".join(part for part in (one.get("article", ""), state, one.get("note", "")) if part)


def _conditions(title: AwardTitle, given: Mapping[str, Mapping[str, Any]]) -> tuple[list[Plain], list[Change]]:
    """The conditions with what was given, and what that changes. Only numbers and sources can be given."""
    conditions = copy.deepcopy(title.conditions)
    changes: list[Change] = []
    for path, one in walk(conditions):
        values = given.get(path)
        if values is None:
            continue
        label = f"Điều kiện “{condition_title(one)}”"
        before = _source(one)
        for name, number in values["params"].items():
            old = one["params"].get(name)
            if old != number:
                words = f"{label}, {PARAMS.get(name, name).lower()}"
                changes.append(Change(f"condition:{path}:{name}", words, param_words(old), param_words(number)))
                one["params"][name] = number
        one |= {name: values[name] for name in ("article", "verified", "note")}
        if _source(one) != before:
            changes.append(Change(f"condition:{path}", f"Căn cứ của {label.lower()}", before, _source(one)))
    return conditions, changes


def _refuse_unreadable(title: AwardTitle) -> None:
    try:
        problems: Sequence[str] = [one for one in problems_of(entry_of(title)) if "chưa có điều kiện" not in one]
    except CatalogueError as error:
        problems = [str(error)]
    if problems:
        raise ActionBlocked(*problems)
