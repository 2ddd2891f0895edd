"""Import of organizations in two steps: a list is kept to be looked at, then taken in as a whole or not at all."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from core.errors import ActionBlocked
from core.text import clean
from organizations.importing import Row, parents_first
from organizations.models import ImportPreview, Organization, User
from organizations.selectors import listed
from organizations.services.organizations import create_organization


@transaction.atomic
def keep_preview(*, file_name: str, table: list[list[str]], by: User) -> ImportPreview:
    """Keep an uploaded list for its owner to look at; those of the owner that are too old go."""
    now = timezone.now()
    ImportPreview.objects.filter(owner=by, created_at__lte=now - ImportPreview.KEPT_FOR).delete()
    # PostgreSQL keeps no NUL in its JSON; the reader reports the replacement as a hidden character.
    kept = [[cell.replace("\x00", "\x01") for cell in line] for line in table]
    name = clean(file_name).text[-200:] or "danh-sach.xlsx"
    return ImportPreview.objects.create(owner=by, file_name=name, table=kept, created_at=now)


@transaction.atomic
def confirm_import(preview: ImportPreview, *, by: User) -> int:
    """Create every unit of the list, or none; says how many. Confirmed a second time it creates nothing.

    The list is read anew against the database of this moment: what somebody else added since stops it in words.
    """
    now = timezone.now()
    claimed = ImportPreview.objects.open_to(by, now).filter(pk=preview.pk, confirmed_at__isnull=True)
    if not claimed.update(confirmed_at=now):
        raise ActionBlocked("Danh sách này đã được nhập hoặc đã hết hạn. Hãy xem lại danh sách đơn vị.")
    found = listed(preview, by)
    if not found.is_sound:
        raise ActionBlocked("Danh sách còn chỗ cần sửa. Hãy xem các dòng được đánh dấu, sửa tệp rồi tải lên lại.")
    made = {row.values["code"]: row for row in found.rows}
    parents = Organization.objects.in_bulk({row.values.get("parent", "") for row in made.values()}, field_name="code")
    for row in parents_first(found.rows):
        code = row.values["code"]
        parents[code] = create_organization(by=by, code=code, **_fields(row, parents))
    ImportPreview.objects.filter(pk=preview.pk).update(imported_count=len(made))
    return len(made)


def _fields(row: Row, parents: dict[str, Organization]) -> dict[str, object]:
    fields = {key: value for key, value in row.values.items() if key not in ("code", "parent")}
    parent = row.values.get("parent", "")
    return {**fields, "parent": parents[parent] if parent else None}
