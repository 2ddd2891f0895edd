"""The demonstration's targets: both real directives of 2024 in rows, and the results that were published for them.

Which department each target is given to is our illustration: the directives do not say it. Every figure carries its
published source.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from campaigns.models import Directive
from campaigns.services import save_content
from campaigns.target_list import MARKER
from organizations.models import Organization, User
from targets.entries import Entry
from targets.enums import Basis, PeriodKind
from targets.models import Target, UnitReport
from targets.periods import Period
from targets.reference import load_indicators
from targets.rows import Typed
from targets.services.assignments import assign_many
from targets.services.reports import open_period, save_report, submit_report, verify_report
from targets.services.sheet import copy_sheet, save_sheet

DATA = Path(__file__).parent / "data"
NOTHING_PUBLISHED = "Chưa có số liệu công bố trong kỳ."


def enter_targets(directive: Directive, by: User) -> None:
    """Give a draft its targets: its own from the data, or those of the directive it was copied from."""
    if directive.targets.exists():
        return
    source = directive.copied_from
    data = _data((source or directive).code)
    if data is None:
        return
    load_indicators()
    _make_room(directive, data["takes_the_place_of"], by=by)
    if source:
        copy_sheet(directive, source, by=by)
    else:
        save_sheet(directive, _rows(data["rows"]), layout=data["layout"], title=data["title"], base_revision=0, by=by)


def enter_results(directive: Directive, *, staff: User, officers: Mapping[str, User]) -> None:
    """Give the targets to departments, open the periods, and enter and verify what was published.

    `officers`: who enters for a department, by its code. A department without a published figure stays unreported.
    """
    data = _data(directive.code)
    if data is None or directive.periods.exists():
        return
    targets = figures_of(directive)
    held = _assign([row["assigned_to"] for row in data["rows"] if "assigned_to" in row], targets, by=staff)
    results: dict[Period, list[dict[str, Any]]] = {}
    for result in data["results"]:
        kind, index = result["period"]
        results.setdefault(Period(directive.year, PeriodKind(kind), index), []).append(result)
    for period in sorted(results, key=lambda period: (period.ends_on, period.starts_on)):
        open_period(directive, period, by=staff)
        published = {targets[result["target"]].pk: result for result in results[period]}
        for code, own in held.items():
            if any(target.pk in published for target in own):
                report = UnitReport.objects.select_related("period__directive__issuer", "organization").get(
                    period__directive=directive, period__kind=period.kind, period__index=period.index,
                    organization__code=code,
                )  # fmt: skip
                save_report(report, [_entry(t, published.get(t.pk)) for t in own], base_revision=0, by=officers[code])
                submit_report(report, by=officers[code])
                verify_report(report, by=staff)


def figures_of(directive: Directive) -> list[Target]:
    """The targets with a number, in the order of the directive: what the results of the data count by."""
    return list(directive.targets.figures().order_by("position"))


def _assign(codes: Sequence[str], targets: Sequence[Target], *, by: User) -> dict[str, list[Target]]:
    """Every target to its department as a whole; the targets of each department."""
    held: dict[str, list[Target]] = {}
    for code, target in zip(codes, targets, strict=True):
        held.setdefault(code, []).append(target)
    units = Organization.objects.in_bulk(held, field_name="code")
    for code, own in held.items():
        assign_many(own, [units[code]], by=by)
    return held


def _entry(target: Target, result: dict[str, Any] | None) -> Entry:
    if result is None:
        return Entry(target_id=target.pk, note=NOTHING_PUBLISHED)
    return Entry(
        target_id=target.pk,
        value=Decimal(result["value"]),
        basis=Basis.CUMULATIVE,
        as_of=date.fromisoformat(result["as_of"]),
        is_estimate=result.get("is_estimate", False),
        typed_percent=Decimal(result["typed_percent"]) if "typed_percent" in result else None,
        source=result["source"],
        note=result.get("note", ""),
    )


def _data(code: str) -> dict[str, Any] | None:
    path = DATA / f"{code}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def _rows(rows: Sequence[dict[str, Any]]) -> list[Typed]:
    return [
        Typed(key=f"new-{index}", **{name: value for name, value in row.items() if name != "assigned_to"})
        for index, row in enumerate(rows)
    ]


def _make_room(directive: Directive, place: dict[str, Any], *, by: User) -> None:
    """Take out of the typed text what is printed from the rows from now on."""
    if "appendix" in place:
        kept = [text for index, text in enumerate(directive.appendices) if index != place["appendix"]]
        content: dict[str, Any] = {"appendices": kept}
    else:
        before, _, rest = directive.body.partition(f"{place['from']}\n")
        _, _, after = rest.partition(f"\n{place['until']}")
        content = {"body": f"{before}{MARKER}\n\n{place['until']}{after}"}
    save_content(directive, content, base_revision=directive.revision, by=by, keep_version=True)
