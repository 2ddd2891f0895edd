"""Writes of the register of indicators, and of what decides how a target is judged."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction

from campaigns.models import Directive
from core.errors import ActionBlocked
from core.log import record
from core.vietnamese import fold, format_number
from organizations.models import User
from targets.models import Indicator, Target
from targets.policies.indicators import blockers_to_judge
from targets.rows import LONGEST
from targets.selectors.indicators import same_name, search_key, search_text_of, unlinked_targets

#: What may be completed after the directive is issued; the words on paper never change.
JUDGING_FIELDS = ("indicator", "measure", "polarity", "opening", "note")
_LONGEST_CODE = 60
#: Words of addresses under the register; no entry may be called so.
_RESERVED = {"them", "goi-y"}


@transaction.atomic
def create_indicator(
    *,
    name: str,
    unit: str,
    other_names: str = "",
    group: str = "",
    measure: str,
    polarity: str,
    is_active: bool = True,
    by: User,
) -> Indicator:
    """Add an indicator; its code is made from the name. `ActionBlocked` when the register has the name already."""
    _check_names(name, other_names)
    indicator = Indicator(
        code=_free_code(name), name=name, unit=unit, other_names=other_names, group=group, measure=measure,
        polarity=polarity, is_active=is_active,
    )  # fmt: skip
    indicator.search_text = search_text_of(name, other_names, indicator.code)
    indicator.save()
    record(indicator, verb="thêm vào danh mục chỉ tiêu", by=by, comment=name)
    return indicator


@transaction.atomic
def edit_indicator(indicator: Indicator, *, by: User, **fields: Any) -> Indicator:
    """Change an indicator; its code stays. Nothing is written when nothing changes."""
    before = {name: getattr(indicator, name) for name in fields}
    if fields == before:
        return indicator
    _check_names(fields.get("name", indicator.name), fields.get("other_names", indicator.other_names), but=indicator)
    for name, value in fields.items():
        setattr(indicator, name, value)
    indicator.search_text = search_text_of(indicator.name, indicator.other_names, indicator.code)
    indicator.save(update_fields=[*fields, "search_text"])
    changed = ", ".join(_label(Indicator, name) for name in fields if before[name] != fields[name])
    record(indicator, verb="sửa mục trong danh mục chỉ tiêu", by=by, comment=changed)
    return indicator


@transaction.atomic
def indicator_from_target(target: Target, *, by: User) -> Indicator:
    """Add what the target measures to the register and link the two."""
    name = f"{target.parent.name}: {target.name}" if target.parent and not target.parent.is_figure else target.name
    indicator = create_indicator(
        name=name,
        unit=target.unit,
        group=target.group,
        measure=target.measure,
        polarity=target.polarity,
        by=by,
    )
    set_judging(target, by=by, indicator=indicator)
    return indicator


@transaction.atomic
def set_judging(target: Target, *, by: User, **fields: Any) -> Target:
    """Complete how a target is judged, in any of `JUDGING_FIELDS`; also after issue. Only real changes are written."""
    if strange := set(fields) - set(JUDGING_FIELDS):
        raise ValueError(f"the words of a target do not change here: {sorted(strange)}")
    if reasons := blockers_to_judge(target):
        raise ActionBlocked(*reasons)
    changes = [name for name, value in fields.items() if getattr(target, name) != value]
    if not changes:
        return target
    told = [f"{_label(Target, name)}: {_words(target, name)}" for name in changes]
    for name in changes:
        setattr(target, name, fields[name])
    told = [f"{before} → {_words(target, name)}" for before, name in zip(told, changes, strict=True)]
    target.save(update_fields=changes)
    record(target, verb="sửa cách đánh giá chỉ tiêu", by=by, comment="; ".join(told))
    return target


@transaction.atomic
def link_same_names(directive: Directive, *, by: User) -> int:
    """Link every target whose name is exactly that of one indicator; how many were linked."""
    register = list(Indicator.objects.filter(is_active=True))
    linked = 0
    for target in unlinked_targets(directive):
        indicator = same_name(target.name, register)
        if indicator is not None:
            set_judging(target, by=by, indicator=indicator)
            linked += 1
    return linked


def _check_names(name: str, other_names: str, *, but: Indicator | None = None) -> None:
    """The name itself belongs to one indicator; other names may be shared ("Dịch vụ" is a part of many wholes)."""
    if len(name) > LONGEST["name"]:  # with the name of its whole before it
        raise ActionBlocked(
            f"Tên trong danh mục dài quá {LONGEST['name']} chữ. Hãy thêm vào danh mục với tên ngắn hơn."
        )
    others = Indicator.objects.exclude(pk=but.pk) if but else Indicator.objects.all()
    taken = [other for other in others if search_key(other.name) == search_key(name)]
    if taken:
        raise ActionBlocked(f"Danh mục đã có “{taken[0].name}”. Hãy dùng mục đó, hoặc ghi tên rõ hơn.")


def _free_code(name: str) -> str:
    stem = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[: _LONGEST_CODE - 4].rstrip("-") or "chi-tieu"
    taken = _RESERVED | set(Indicator.objects.filter(code__startswith=stem).values_list("code", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(code for code in numbered if code not in taken)


def _label(model: type[Indicator | Target], name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # plain fields


def _words(target: Target, name: str) -> str:
    """The value as a person reads it in the log."""
    value = getattr(target, name)
    if value is None or value == "":
        return "(trống)"
    display = getattr(target, f"get_{name}_display", None)
    if display:
        return str(display())
    return format_number(value) if name == "opening" else str(value)
