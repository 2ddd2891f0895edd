"""What the search finds of this room: the targets of directives."""

from __future__ import annotations

from core.search import Source, register
from targets.models import Target


def register_sources() -> None:
    """Make the room's records findable."""
    register(
        Source(
            code="chi-tieu",
            label="Chỉ tiêu",
            icon="bullseye",
            rows=Target.objects.visible_to,
            title=lambda target: f"{target.name}: {target.phrase}" if target.phrase else target.name,
            line=_where,
            related=("directive__issuer",),
            newest=("-directive__year", "position"),
            order=20,
        )
    )


def _where(target: Target) -> str:
    directive = target.directive
    paper = f"Chỉ thị {directive.symbol}" if directive.number else "Dự thảo chỉ thị"
    return f"{paper} · {directive.issuer.name} · năm {directive.year}"
