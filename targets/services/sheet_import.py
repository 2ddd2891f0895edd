"""Import of targets in two steps: a list is kept to be looked at, then taken in as a whole or not at all."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from campaigns.models import Directive
from core.errors import ActionBlocked
from core.text import clean
from organizations.models import User
from targets.enums import Layout
from targets.models import TargetImport, TargetSheet
from targets.selectors.sheet import typed_rows
from targets.selectors.sheet_import import listed
from targets.services.sheet import save_sheet
from targets.workbook import Sheet


@transaction.atomic
def keep_import(directive: Directive, sheet: Sheet, *, file_name: str, by: User) -> TargetImport:
    """Keep an uploaded list for its owner to look at; those of the owner that are too old go."""
    now = timezone.now()
    TargetImport.objects.filter(owner=by, created_at__lte=now - TargetImport.KEPT_FOR).delete()
    # PostgreSQL keeps no NUL in its JSON.
    table = [[cell.replace("\x00", "") for cell in line] for line in sheet.table]
    return TargetImport.objects.create(
        owner=by,
        directive=directive,
        file_name=clean(file_name).text[-200:] or "chi-tieu.xlsx",
        sheet_name=clean(sheet.name).text[:200],
        table=table,
        merged=sheet.merged,
        created_at=now,
    )


@transaction.atomic
def confirm_target_import(kept: TargetImport, *, replace_all: bool, by: User) -> int:
    """Put every row of the list on the directive's sheet, or none; says how many. A second time it changes nothing.

    The rows come after those already there, or, with `replace_all`, in their place. Raises what `save_sheet` raises.
    """
    now = timezone.now()
    claimed = TargetImport.objects.open_to(by, now).filter(pk=kept.pk, confirmed_at__isnull=True)
    if not claimed.update(confirmed_at=now):
        raise ActionBlocked("Danh sách này đã được nhập hoặc đã hết hạn. Hãy xem lại các chỉ tiêu của chỉ thị.")
    found = listed(kept)
    if not found.is_sound:
        raise ActionBlocked("Danh sách còn chỗ cần sửa. Hãy xem các dòng được đánh dấu, sửa tệp rồi tải lên lại.")
    rows = [replace(row.typed, key=f"new-{row.number}") for row in found.rows if row.typed]
    before = [] if replace_all else typed_rows(kept.directive)
    sheet = TargetSheet.objects.filter(directive=kept.directive).first()
    save_sheet(
        kept.directive,
        [*before, *rows],
        layout=sheet.layout if sheet else Layout.APPENDIX_NUMBERED,
        title=sheet.title if sheet else "",
        base_revision=sheet.revision if sheet else 0,
        by=by,
    )
    TargetImport.objects.filter(pk=kept.pk).update(imported_count=len(rows))
    return len(rows)
