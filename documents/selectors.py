"""Reads that build the panel and the list of papers of one record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.utils import timezone

from documents.enums import Status
from documents.models import Document
from documents.registry import kind_of
from documents.rendering import template_version
from documents.services import freeze

#: How long somebody has waited, and how often the page then asks again.
_PACES = ((timedelta(seconds=5), "250ms"), (timedelta(seconds=60), "1s"))
_SLOWEST = "5s"


@dataclass(frozen=True)
class PanelRow:
    """One format: the newest document, and whether it shows the content as it stands now."""

    format: str
    label: str
    document: Document | None
    is_current: bool

    @property
    def status(self) -> str:
        """The status of the paper of today's content, "none" where there is none."""
        return str(self.document.status) if self.is_current and self.document else "none"

    @property
    def busy(self) -> bool:
        return self.status in (Status.QUEUED, Status.RENDERING)


@dataclass(frozen=True)
class Panel:
    """The papers of one record."""

    kind: str
    subject: models.Model
    rows: list[PanelRow]
    pace: str

    @property
    def busy(self) -> bool:
        return any(row.busy for row in self.rows)

    @property
    def slow(self) -> bool:
        """Whether somebody waits so long that it deserves a word."""
        return self.busy and self.pace != _PACES[0][1]

    @property
    def state(self) -> str:
        """What the page shows, in short: the page asks again with it, and nothing is sent while nothing changed."""
        return ".".join([*(row.status for row in self.rows), self.pace])


def documents_of(subject: models.Model) -> models.QuerySet[Document]:
    """All papers of a record, newest first."""
    return Document.objects.of(subject).select_related("requested_by")


def panel_of(kind: str, subject: models.Model) -> Panel:
    """One row per format of the kind; the content is hashed anew, so a paper of older content says so."""
    now = freeze(kind, subject).content_hash
    found = list(documents_of(subject).defer("context"))
    rows = []
    for fmt in kind_of(kind).formats:
        of_format = [document for document in found if document.format == fmt]
        current = [d for d in of_format if d.content_hash == now and d.template_version == template_version()]
        shown = current or of_format
        rows.append(PanelRow(fmt.value, str(fmt.label), shown[0] if shown else None, bool(current)))
    return Panel(kind, subject, rows, _pace(rows))


def _pace(rows: list[PanelRow]) -> str:
    asked = [row.document.requested_at for row in rows if row.busy and row.document]
    waited = timezone.now() - max(asked) if asked else timedelta()
    return next((pace for limit, pace in _PACES if waited < limit), _SLOWEST)
