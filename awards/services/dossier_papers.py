"""Papers of a dossier: kept by what they are, never by their name, with the sum that tells a changed file."""

from __future__ import annotations

import hashlib
from functools import partial

from django.core.files import File
from django.db import transaction

from awards.models import Dossier, DossierLine, DossierPaper
from awards.services.dossiers import claim, own_verb
from core.errors import ActionBlocked
from core.log import record
from organizations.models import User
from targets.evidence import UnfitFile, kind_of, safe_name

LARGEST = 20 * 1024 * 1024


@transaction.atomic
def upload_paper(
    dossier: Dossier,
    *,
    kind: str,
    file: File[bytes],
    base_revision: int,
    by: User,
    line: DossierLine | None = None,
) -> DossierPaper:
    """Keep one file of a kind. `ActionBlocked` in words for a file that is too large or of no kind we take."""
    size = file.size or 0
    try:
        sort = kind_of(file, size, largest=LARGEST)
    except UnfitFile as unfit:
        raise ActionBlocked(str(unfit)) from unfit
    digest = _sha256(file)
    same = dossier.papers.filter(sha256=digest, kind=kind, line=line).first()
    if same:
        raise ActionBlocked(f"Tệp này đã có trong hồ sơ với tên “{same.file_name}”.")
    claim(dossier, base_revision, by=by)
    name = safe_name(file.name or "", sort)
    paper = DossierPaper(
        dossier=dossier, line=line, kind=kind, file_name=name, sha256=digest, size=size, uploaded_by=by
    )
    paper.file.save(f"tep.{sort}", file, save=False)
    paper.save()
    record(dossier, verb=own_verb("tải lên giấy tờ", dossier, by), by=by, comment=f"{name}, SHA-256 {digest}")
    return paper


@transaction.atomic
def remove_paper(paper: DossierPaper, *, base_revision: int, by: User) -> None:
    """Take a file out; the log keeps its name and sum.."""
    claim(paper.dossier, base_revision, by=by)
    record(paper.dossier, verb="bỏ giấy tờ", by=by, comment=f"{paper.file_name}, SHA-256 {paper.sha256}")
    transaction.on_commit(partial(paper.file.storage.delete, str(paper.file.name)))
    paper.delete()


def _sha256(file: File[bytes]) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
