"""Reads that build the panel and the list of papers of one record."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from documents.enums import Format, Status
from documents.models import Document
from documents.rendering import template_version
from documents.services import freeze


@dataclass(frozen=True)
class PanelRow:
    """One format: the newest document, and whether it shows the content as it stands now."""

    format: str
    label: str
    document: Document | None
    is_current: bool

    @property
    def busy(self) -> bool:
        return (
            self.is_current
            and self.document is not None
            and self.document.status
            in (
                Status.QUEUED,
                Status.RENDERING,
            )
        )


@dataclass(frozen=True)
class Panel:
    """The papers of one record."""

    kind: str
    subject: models.Model
    rows: list[PanelRow]

    @property
    def busy(self) -> bool:
        return any(row.busy for row in self.rows)


def documents_of(subject: models.Model) -> models.QuerySet[Document]:
    """All papers of a record, newest first."""
    return Document.objects.of(subject).select_related("requested_by")


def panel_of(kind: str, subject: models.Model) -> Panel:
    """One row per format; the content is hashed anew, so a paper of older content says so."""
    now = freeze(kind, subject).content_hash
    found = list(documents_of(subject).defer("context"))
    rows = []
    for fmt in Format:
        of_format = [document for document in found if document.format == fmt]
        current = [d for d in of_format if d.content_hash == now and d.template_version == template_version()]
        shown = current or of_format
        rows.append(PanelRow(fmt.value, str(fmt.label), shown[0] if shown else None, bool(current)))
    return Panel(kind, subject, rows)
