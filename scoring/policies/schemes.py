"""Whether a table of criteria can be changed, published or replaced now."""

from __future__ import annotations

from organizations.blocs_models import FIRST_YEAR, LAST_YEAR
from organizations.models import Bloc, Organization
from scoring.enums import SchemeStatus
from scoring.models import Scheme, ScoreSheet
from scoring.outline import publishing_faults
from scoring.selectors.schemes import typed_groups, versions_of


def blockers_to_create(organizer: Organization, *, bloc: Bloc | None, year: int) -> list[str]:
    """One draft at a time, for a bloc of one's own."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return [f"Năm phải trong khoảng {FIRST_YEAR} đến {LAST_YEAR}."]
    if not organizer.is_root:
        return [f"“{organizer}” không tổ chức khối, cụm thi đua nên không lập bảng tiêu chí."]
    if bloc and bloc.organizer_id != organizer.pk:
        return [f"{bloc} không do {organizer.name} tổ chức."]
    if bloc and not bloc.exists_in(year):
        return [f"{bloc} không hoạt động trong năm {year}."]
    found = versions_of(organizer, bloc, year)
    if any(one.status == SchemeStatus.DRAFT for one in found):
        return ["Đã có một bản đang soạn cho khối và năm này. Hãy sửa bản đó."]
    return []


def blockers_to_edit(scheme: Scheme) -> list[str]:
    """Only a draft changes."""
    if scheme.status == SchemeStatus.DRAFT:
        return []
    return ["Bảng đã công bố nên không sửa được. Muốn thay đổi, hãy lập phiên bản mới."]


def blockers_to_publish(scheme: Scheme) -> list[str]:
    """A sound table, and nobody has written points by the version that it replaces."""
    if scheme.status != SchemeStatus.DRAFT:
        return ["Bảng đã công bố rồi."]
    return [*publishing_faults(typed_groups(scheme), scale=scheme.scale), *_in_use(scheme)]


def blockers_to_replace(scheme: Scheme) -> list[str]:
    """A new version begins from the one in force, once."""
    if scheme.status != SchemeStatus.PUBLISHED:
        return ["Chỉ lập phiên bản mới từ bảng đang được công bố."]
    reasons = blockers_to_create(scheme.organizer, bloc=scheme.bloc, year=scheme.year)
    return [*reasons, *_in_use(scheme)]


def _in_use(scheme: Scheme) -> list[str]:
    """Units that have written points by the version in force."""
    same = [one.pk for one in versions_of(scheme.organizer, scheme.bloc, scheme.year)]
    written = ScoreSheet.objects.filter(round__scheme__in=same, revision__gt=0).count()
    if not written:
        return []
    return [f"Đã có {written} đơn vị ghi điểm theo phiên bản đang dùng nên không thay được trong năm nay."]
