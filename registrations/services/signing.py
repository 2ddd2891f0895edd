"""Signed files: a scan, or a PDF signed digitally, kept with exactly the version it signs."""

from __future__ import annotations

import hashlib

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from core.errors import ActionBlocked
from core.log import record
from organizations.models import User
from registrations.models import RegistrationVersion, SignedFile
from registrations.policies.registrations import blockers_to_sign
from registrations.services.lines import refuse_if
from registrations.services.registrations import lock
from targets.evidence import UnfitFile, kind_of, safe_name

KINDS = ("pdf", "jpg", "png")


@transaction.atomic
def keep_signed_file(version: RegistrationVersion, *, file: File[bytes], by: User) -> SignedFile:
    """Keep the file with its sum. `ActionBlocked` in words when it is too large, of another kind or there already."""
    version.registration = lock(version.registration)
    refuse_if(blockers_to_sign(version, on=timezone.localdate()))
    kind = _kind(file)
    digest = _sha256(file)
    if same := version.signed_files.filter(sha256=digest).first():
        raise ActionBlocked(f"Tệp này đã có ở bản {version.number} với tên “{same.name}”.")
    name = safe_name(file.name or "", kind)
    signed = SignedFile(version=version, name=name, size=file.size, sha256=digest, by=by)
    signed.file.save(f"ban-ky.{kind}", file, save=False)
    signed.save()
    record(
        version.registration,
        verb=f"tải lên bản ký của bản {version.number}",
        by=by,
        comment=f"{name}, SHA-256 {digest}",
    )
    return signed


def _kind(file: File[bytes]) -> str:
    """What it is by its content. The size is looked at before anything is read."""
    try:
        kind = kind_of(file, file.size or 0)
    except UnfitFile as unfit:
        raise ActionBlocked(str(unfit)) from unfit
    if kind not in KINDS:
        raise ActionBlocked("Bản ký là bản quét hoặc bản ký số: tệp PDF, ảnh JPG hoặc PNG. Hãy lưu lại theo loại đó.")
    return kind


def _sha256(file: File[bytes]) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
