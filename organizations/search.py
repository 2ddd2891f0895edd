"""What the search finds of this room: units, blocs, and people for those who administer them."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet

from core.search import Source, has_code, register, register_short_forms
from core.search_words import Query
from core.vietnamese import searchable
from organizations.models import Bloc, Organization, User
from organizations.selectors import people_for

SHORT_FORMS = {
    "UBND": ["ủy ban nhân dân"],
    "HĐND": ["hội đồng nhân dân"],
    "MTTQ": ["mặt trận tổ quốc"],
    "LĐLĐ": ["liên đoàn lao động"],
    "BHXH": ["bảo hiểm xã hội"],
    "GDĐT": ["giáo dục và đào tạo"],
    "KHCN": ["khoa học và công nghệ"],
    "NNMT": ["nông nghiệp và môi trường"],
    "VHTTDL": ["văn hóa, thể thao và du lịch"],
}


def register_sources() -> None:
    """Make the room's records findable."""
    register_short_forms(SHORT_FORMS)
    register(
        Source(
            code="don-vi",
            label="Cơ quan, đơn vị",
            icon="diagram-3",
            rows=Organization.objects.visible_to,
            title=str,
            line=_place_in_tree,
            related=("parent",),
            newest=(F("valid_to").desc(nulls_first=True), "position", "name"),
            exact=_is_unit,
            order=40,
        )
    )
    register(
        Source(
            code="khoi-cum",
            label="Khối, cụm thi đua",
            icon="trophy",
            rows=Bloc.objects.visible_to,
            title=str,
            line=lambda bloc: bloc.organizer.name,
            related=("organizer",),
            newest=(F("valid_to").desc(nulls_first=True), "position", "name"),
            exact=has_code,
            order=50,
        )
    )
    register(
        Source(
            code="nguoi-dung",
            label="Người dùng",
            icon="people",
            rows=_people,
            title=str,
            line=lambda user: " · ".join(filter(None, [user.job_title, user.username])),
            newest=("full_name",),
            exact=lambda query: Q(username=query.words.lower()),
            is_for=lambda user: bool(user.has_perm("organizations.manage_people")),
            order=90,
        )
    )


def _people(user: Any) -> QuerySet[User]:
    return User.objects.filter(pk__in=people_for(user).values("pk"))


def _place_in_tree(unit: Organization) -> str:
    return " · ".join(filter(None, [unit.get_kind_display(), unit.parent.name if unit.parent else ""]))


def _is_unit(query: Query) -> Q:
    """Its code, or its whole name."""
    return has_code(query) | Q(search_text__startswith=f"{searchable(query.words)} ", name__iexact=query.words)
