"""The demonstration's targets: both real directives of 2024 in rows, and the results that were published for them.

Which department each target is given to is our illustration: the directives do not say it. Every figure carries its
published source.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from campaigns.models import Directive
from campaigns.services import save_content
from campaigns.target_list import MARKER
from organizations.models import User
from targets.models import Target
from targets.rows import Typed
from targets.services.sheet import copy_sheet, save_sheet

DATA = Path(__file__).parent / "data"


def enter_targets(directive: Directive, by: User) -> None:
    """Give a draft its targets: its own from the data, or those of the directive it was copied from."""
    if directive.targets.exists():
        return
    source = directive.copied_from
    data = _data((source or directive).code)
    if data is None:
        return
    _make_room(directive, data["takes_the_place_of"], by=by)
    if source:
        copy_sheet(directive, source, by=by)
    else:
        save_sheet(directive, _rows(data["rows"]), layout=data["layout"], title=data["title"], base_revision=0, by=by)


def figures_of(directive: Directive) -> list[Target]:
    """The targets with a number, in the order of the directive: what the results of the data count by."""
    return list(directive.targets.figures().order_by("position"))


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
