"""What the search finds of this room: rounds, and what blocs register in them."""

from __future__ import annotations

from core.search import Source, has_code, register
from registrations.models import Registration, Round


def register_sources() -> None:
    """Make the room's records findable."""
    register(
        Source(
            code="dang-ky",
            label="Đăng ký thi đua của khối, cụm",
            icon="pencil-square",
            rows=Registration.objects.visible_to,
            title=str,
            line=lambda one: f"{one.round.name} · {one.get_status_display()}",
            # A registration has no words of its own: it is its bloc's, in its round.
            texts=("bloc__search_text", "round__search_text"),
            related=("bloc", "round"),
            newest=("-round__year", "bloc__position"),
            exact=has_code,
            order=25,
        )
    )
    register(
        Source(
            code="dot-dang-ky",
            label="Đợt đăng ký",
            icon="calendar3",
            rows=Round.objects.visible_to,
            title=str,
            line=lambda one: f"Năm {one.year} · từ {one.opens_on:%d/%m/%Y} đến {one.due_on:%d/%m/%Y}",
            newest=("-year", "-opens_on"),
            exact=has_code,
            order=26,
        )
    )
