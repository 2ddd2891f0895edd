"""The list of targets of a directive: saved as a whole, printed by the directive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from campaigns.enums import IN_APPENDIX
from campaigns.models import Directive
from campaigns.services import set_target_list
from core.errors import ActionBlocked, Conflict
from core.log import record
from core.vietnamese import searchable
from organizations.models import User
from targets.enums import Group, Layout
from targets.errors import FaultyRows
from targets.models import Indicator, Target, TargetSheet
from targets.policies.sheet import blockers_to_edit_targets, blockers_to_remove
from targets.rows import Fault, Line, Typed, printed_lines, read_rows
from targets.selectors.sheet import more_units, typed_rows
from targets.services.reports import lock_directive

#: Headings of the groups as directives write them.
HEADINGS = {
    "": "",
    Group.ECONOMY: "Các chỉ tiêu kinh tế",
    Group.SOCIETY: "Các chỉ tiêu xã hội",
    Group.ENVIRONMENT: "Các chỉ tiêu môi trường",
    Group.SECURITY: "Các chỉ tiêu quốc phòng, an ninh",
}
_WRITTEN = [
    "position", "parent", "group", "joint", "in_text", "words", "name", "phrase", "comparator", "low", "high", "unit",
    "direction", "out_of", "share", "baseline_year", "indicator", "measure", "polarity", "opening", "note", "search_text",
]  # fmt: skip


@transaction.atomic
def save_sheet(
    directive: Directive, rows: Sequence[Typed], *, layout: str, title: str, base_revision: int, by: User
) -> TargetSheet:
    """Save all rows of the sheet, or none.

    Rows whose key is the number of a target change it; other keys make new ones; targets without a row go. Raises
    `FaultyRows` with every fault, `Conflict` when somebody saved since `base_revision`, `ActionBlocked` when the
    directive is no draft any more or a removed target is already given to a unit.
    """
    sheet = _claim(directive, base_revision, by=by)
    reading = read_rows(rows, more_units=more_units())
    kept = {str(target.pk): target for target in directive.targets.all()}
    indicators = {
        one.code: one for one in Indicator.objects.filter(code__in={line.indicator for line in reading.lines})
    }
    faults = [*reading.faults, *_unknown_indicators(reading.lines, indicators)]
    if faults:
        raise FaultyRows(faults)
    gone = [target for key, target in kept.items() if key not in {line.key for line in reading.lines}]
    if reasons := blockers_to_remove(gone):
        raise ActionBlocked(*reasons)
    _write(directive, reading.lines, kept, indicators)
    Target.objects.filter(pk__in=[target.pk for target in gone], parent__isnull=False).delete()
    Target.objects.filter(pk__in=[target.pk for target in gone]).delete()
    sheet.layout, sheet.title = layout, title
    sheet.save(update_fields=["layout", "title"])
    set_target_list(directive, printed_list(reading.lines, layout=layout, title=title), by=by)
    record(
        directive, verb="lưu chỉ tiêu", by=by, comment=f"{sum(1 for line in reading.lines if line.quantity)} chỉ tiêu"
    )
    return sheet


@transaction.atomic
def copy_sheet(directive: Directive, source: Directive, *, by: User) -> TargetSheet:
    """Take over the rows of an earlier directive. `ActionBlocked` when this one has rows already."""
    if directive.targets.exists():
        raise ActionBlocked("Chỉ thị này đã có chỉ tiêu. Hãy sửa danh sách đang có.")
    rows = [_as_new(row, index) for index, row in enumerate(typed_rows(source))]
    model = TargetSheet.objects.filter(directive=source).first()
    revision = TargetSheet.objects.filter(directive=directive).values_list("revision", flat=True).first() or 0
    return save_sheet(
        directive,
        rows,
        layout=model.layout if model else Layout.APPENDIX_NUMBERED,
        title=model.title.replace(str(source.year), str(directive.year)) if model else "",
        base_revision=revision,
        by=by,
    )


def printed_list(lines: Sequence[Line], *, layout: str, title: str) -> dict[str, Any]:
    """The list as the directive keeps it for its paper; empty when nothing is printed."""
    if layout == Layout.NONE:
        return {}
    groups = [{"heading": HEADINGS[group], "lines": printed} for group, printed in printed_lines(lines)]
    return {"layout": layout, "title": title if layout in IN_APPENDIX else "", "groups": groups}


def _claim(directive: Directive, base_revision: int, *, by: User) -> TargetSheet:
    """The sheet under a new revision, if nobody saved since and the directive is still a draft."""
    now = timezone.now()
    sheet, _ = TargetSheet.objects.get_or_create(directive=directive, defaults={"saved_by": by})
    taken = TargetSheet.objects.filter(pk=sheet.pk, revision=base_revision).update(
        revision=base_revision + 1, saved_at=now, saved_by=by
    )
    if not taken:
        raise Conflict(
            f"{sheet.saved_by} đã lưu danh sách này lúc {timezone.localtime(sheet.saved_at):%H:%M ngày %d/%m/%Y}, sau khi "
            "anh/chị mở trang. Phần anh/chị gõ vẫn còn trên trang; hãy mở danh sách ở cửa sổ khác để đối chiếu."
        )
    current = lock_directive(directive.pk)  # nobody sends it for approval before this is done
    if reasons := blockers_to_edit_targets(current, on=timezone.localdate()):
        raise ActionBlocked(*reasons)
    sheet.refresh_from_db()
    return sheet


def _unknown_indicators(lines: Sequence[Line], known: dict[str, Indicator]) -> list[Fault]:
    return [
        Fault(line.key, "indicator", f"Danh mục chỉ tiêu không có mã “{line.indicator}”.")
        for line in lines
        if line.indicator and line.indicator not in known
    ]


def _write(
    directive: Directive, lines: Sequence[Line], kept: dict[str, Target], indicators: dict[str, Indicator]
) -> None:
    """Rows of level 0 first: the parts need the number of their whole."""
    made: list[Target] = []
    whole: Target | None = None
    for position, line in enumerate(lines, start=1):
        target = kept.get(line.key) or Target(directive=directive)
        _fill(target, line, indicators)
        target.position = position
        target.parent = whole if line.level else None
        whole = whole if line.level else target
        made.append(target)
    for level in (False, True):
        rows = [target for target, line in zip(made, lines, strict=True) if bool(line.level) is level]
        for target in rows:
            target.parent = target.parent  # takes the number of a whole that was saved a moment ago
        Target.objects.bulk_create([target for target in rows if target.pk is None])
        Target.objects.bulk_update([target for target in rows if str(target.pk) in kept], _WRITTEN)


def _fill(target: Target, line: Line, indicators: dict[str, Indicator]) -> None:
    quantity = line.quantity
    target.name, target.words, target.note = line.name, line.words, line.note
    target.group, target.joint, target.in_text = line.group, line.joint, line.in_text
    target.phrase = quantity.words if quantity else ""
    target.comparator = quantity.comparator if quantity else ""
    target.low, target.high = (quantity.low, quantity.high) if quantity else (None, None)
    target.unit = quantity.unit if quantity else ""
    target.out_of, target.share = (quantity.out_of, quantity.share) if quantity else (None, None)
    target.baseline_year = quantity.baseline_year if quantity else None
    target.direction, target.measure, target.polarity = line.direction, line.measure, line.polarity
    target.indicator = indicators.get(line.indicator)
    target.opening = line.opening
    target.search_text = searchable(f"{line.name} {line.words}")


def _as_new(row: Typed, index: int) -> Typed:
    return replace(row, key=f"new-{index}", opening="")
