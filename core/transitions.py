"""The one door through which a status changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar, Protocol, TypeVar

from django.db import models, transaction
from django.utils import timezone

from core.errors import Conflict, InvalidTransition
from core.log import record


class HasStatus(Protocol):
    """What `move` needs of a model: a `status` field and the table of its allowed steps."""

    TRANSITIONS: ClassVar[Mapping[Any, Iterable[Any]]]
    status: Any
    pk: Any


M = TypeVar("M", bound=models.Model)


def move(obj: M, to: str, *, by: Any, verb: str, comment: str = "", at: datetime | None = None, **fields: Any) -> M:
    """Take `obj` from its status to `to`, with `fields` set in the same statement, and log who, when and why.

    The step must be in the model's `TRANSITIONS`, or `InvalidTransition` is raised. The row is changed only if it
    still has the status that `obj` was loaded with (compare-and-swap); otherwise `Conflict` is raised and nothing
    is written. `verb` is the past-tense phrase of the log ("trình duyệt").
    """
    from_ = obj.status  # type: ignore[attr-defined]  # see HasStatus: Django models cannot be intersected with it
    if to not in obj.TRANSITIONS[from_]:  # type: ignore[attr-defined]
        raise InvalidTransition(f"Không chuyển được từ “{_label(obj, from_)}” sang “{_label(obj, to)}”.")
    at = at or timezone.now()
    with transaction.atomic():
        changed = type(obj)._base_manager.filter(pk=obj.pk, status=from_).update(status=to, **fields)
        if changed != 1:
            raise Conflict("Trạng thái vừa được người khác thay đổi. Hãy tải lại trang để xem tình trạng mới.")
        record(obj, verb=verb, by=by, comment=comment, from_status=from_, to_status=to, at=at)
    for name, value in {"status": to, **fields}.items():
        setattr(obj, name, value)
    return obj


def _label(obj: models.Model, status: str) -> str:
    field = obj._meta.get_field("status")
    return str(dict(field.flatchoices).get(status, status))  # type: ignore[union-attr]
