"""The catalogue and the base salaries as they are delivered, put into their tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from awards import law
from awards.catalogue import Entry, load_catalogue
from awards.enums import LegalVersion
from awards.models import AwardTitle, BaseSalary
from awards.names import search_text_of
from awards.plain import plain


@transaction.atomic
def load_catalogue_rows() -> int:
    """Bring titles and base salaries to the delivered state; how many were added or changed.

    A row that an administrator edited (its revision is above 0) is left as it is; base salaries are only added. Loaded
    again, nothing changes.
    """
    known = {(title.code, title.legal_version): title for title in AwardTitle.objects.all()}
    changed = 0
    for position, entry in _numbered():
        title = known.get((entry.code, entry.legal_version.value))
        if title is None or title.revision == 0:
            changed += _bring(title or AwardTitle(code=entry.code, legal_version=entry.legal_version), entry, position)
    return changed + _load_salaries()


def _numbered() -> Iterator[tuple[int, Entry]]:
    """The entries of each text of the law, counted from 1."""
    for version in LegalVersion:
        yield from enumerate(load_catalogue().of(version), start=1)


def values_of(entry: Entry) -> dict[str, Any]:
    """The columns of a title as an entry of the catalogue fills them."""
    return {
        "name": entry.name,
        "abbreviations": ", ".join(entry.abbreviations),
        "kind": entry.kind.value,
        "subject": entry.subject.value,
        "level": entry.level.value,
        "decided_by": entry.decided_by,
        "nature": entry.nature.value,
        "is_yearly": entry.yearly,
        "vote_threshold": entry.vote_threshold.percent,
        "threshold_base": entry.vote_threshold.base.value,
        "is_secret": entry.vote_threshold.secret,
        "coefficient": entry.coefficient or None,
        "conditions": plain(entry.conditions),
        "required_papers": plain(entry.required_papers),
        "citations": plain(entry.citations),
    }


def title_search_text(title: AwardTitle) -> str:
    """The words a title is found by: name, abbreviations, code."""
    return search_text_of(f"{title.name} {title.abbreviations} {title.code}")


def _bring(title: AwardTitle, entry: Entry, position: int) -> bool:
    values = values_of(entry) | {"position": position}
    if title.pk and all(getattr(title, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(title, name, value)
    title.search_text = title_search_text(title)
    title.save()
    return True


def _load_salaries() -> int:
    there = set(BaseSalary.objects.values_list("valid_from", flat=True))
    missing = [
        BaseSalary(
            valid_from=one.since,
            amount=one.amount,
            document=one.decree,
            is_verified=one.verified,
            note=one.note,
        )
        for one in law.base_salaries()
        if one.since not in there
    ]
    BaseSalary.objects.bulk_create(missing)
    return len(missing)
