"""What the services of this app share: saving with words for every refusal, and telling what changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from core.errors import ActionBlocked, Conflict


def save_valid(obj: models.Model) -> None:
    """Save what passes every validator and constraint; otherwise `ActionBlocked` with their sentences.

    Two people who save the same new code or role at the same moment: the second gets a `Conflict`.
    """
    try:
        obj.full_clean()
    except ValidationError as error:
        raise ActionBlocked(*error.messages) from error
    try:
        with transaction.atomic():
            obj.save()
    except IntegrityError as error:
        raise Conflict("Vừa có người khác lưu một bản ghi trùng. Hãy tải lại trang để xem.") from error


def refuse(reasons: list[str]) -> None:
    """Stop with the reasons, when there are any."""
    if reasons:
        raise ActionBlocked(*reasons)


def changed_fields(obj: models.Model, values: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Which of the new values differ from what the object holds: label → (old, new), as people read them."""
    found = {}
    for name, new in values.items():
        old = getattr(obj, name)
        if old != new:
            field = obj._meta.get_field(name)
            assert isinstance(field, models.Field)
            found[str(field.verbose_name)] = (_shown(field, old), _shown(field, new))
    return found


def told(changes: Mapping[str, tuple[str, str]]) -> str:
    """The changes as one sentence for the log."""
    return "; ".join(f"{label}: “{old}” → “{new}”" for label, (old, new) in changes.items())


def _shown(field: models.Field[Any, Any], value: Any) -> str:
    if value is None or value == "":
        return "để trống"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, bool):
        return "có" if value else "không"
    return str(dict(field.flatchoices).get(value, value))
