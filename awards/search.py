"""What the search finds of this room: who was honoured, dossiers, decisions, titles and forms."""

from __future__ import annotations

from django.db.models import F, Q

from awards.models import AwardTitle, Decision, Dossier, Honouree
from core.search import NEVER, Source, has_number, register, register_short_forms
from core.search_words import Query

SHORT_FORMS = {
    "TĐKT": ["thi đua khen thưởng", "thi đua, khen thưởng"],
    "CSTĐ": ["chiến sĩ thi đua"],
    "CSTĐCS": ["chiến sĩ thi đua cơ sở"],
    "CSTĐTQ": ["chiến sĩ thi đua toàn quốc"],
    "LĐTT": ["lao động tiên tiến"],
    "TTLĐTT": ["tập thể lao động tiên tiến"],
    "TTLĐXS": ["tập thể lao động xuất sắc"],
    "ĐVTT": ["đơn vị tiên tiến"],
    "ĐVQT": ["đơn vị quyết thắng"],
    "BK": ["bằng khen"],
    "GK": ["giấy khen"],
    "HCLĐ": ["huân chương lao động"],
    "AHLĐ": ["anh hùng lao động"],
    "CTĐ": ["cờ thi đua"],
    "HTXSNV": ["hoàn thành xuất sắc nhiệm vụ"],
}


def register_sources() -> None:
    """Make the room's records findable."""
    register_short_forms(SHORT_FORMS)
    _register_papers()
    register(
        Source(
            code="khen-thuong",
            label="Cá nhân, tập thể được khen",
            icon="person-badge",
            rows=Honouree.objects.visible_to,
            title=str,
            line=lambda one: " · ".join(filter(None, [one.post, one.organization.name])),
            related=("organization",),
            newest=("sort_name",),
            order=60,
        )
    )
    register(
        Source(
            code="danh-hieu",
            label="Danh hiệu, hình thức khen thưởng",
            icon="award",
            rows=AwardTitle.objects.visible_to,
            title=str,
            line=lambda title: f"{title.get_legal_version_display()} · {title.decided_by}",
            newest=("-legal_version", "position"),
            exact=lambda query: Q(code=query.text) | Q(abbreviations__iexact=query.words),
            order=80,
        )
    )


def _register_papers() -> None:
    register(
        Source(
            code="quyet-dinh",
            label="Quyết định, tờ trình",
            icon="patch-check",
            rows=Decision.objects.visible_to,
            title=str,
            line=lambda one: f"{one.issuer.name} · năm {one.year} · {one.get_status_display()}",
            day=lambda one: one.issued_on,
            related=("issuer",),
            newest=(F("issued_on").desc(nulls_last=True),),
            exact=has_number,
            order=30,
        )
    )
    register(
        Source(
            code="ho-so",
            label="Hồ sơ đề nghị",
            icon="files",
            rows=Dossier.objects.visible_to,
            title=str,
            line=lambda one: f"{one.organization.name} · năm {one.year} · {one.get_status_display()}",
            day=lambda one: one.submission_on,
            related=("organization",),
            newest=("-year",),
            exact=_is_submission,
            order=35,
        )
    )


def _is_submission(query: Query) -> Q:
    """The submission (tờ trình) of a unit is known by its whole sign only: it is written by hand."""
    return Q(search_text__contains=query.sign) if query.sign else NEVER
