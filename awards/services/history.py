"""What staff enter into the register by hand: subjects, past awards, ratings, initiatives, obstacles; all logged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from awards.enums import SubjectKind
from awards.matching import Match, Relation
from awards.models import AwardRecord, AwardTitle, Honouree, Initiative, Obstacle, YearRating
from awards.names import search_text_of, sort_name_of
from awards.selectors.history import identity_of, like
from awards.services.catalogue import Change
from core.errors import ActionBlocked
from core.log import record
from organizations.models import Organization, User

PERSONAL = ("citizen_id", "birth_year", "is_woman", "is_ethnic_minority", "post", "holds_leading_post", "is_head")
FIELDS = ("name", "organization", "is_whole_organization", *PERSONAL)


class DoubtfulError(ActionBlocked):
    """Somebody like this is known; a person must say that this is another. `match` holds who."""

    def __init__(self, match: Match, *reasons: str) -> None:
        super().__init__(*reasons)
        self.match = match


@transaction.atomic
def create_honouree(province: Organization, values: Mapping[str, Any], *, by: User, is_other: bool = False) -> Honouree:
    """A new subject. Refused when it is known; `DoubtfulError` when it may be, unless `is_other`."""
    made = Honouree(kind=values["kind"], **_fitting(values["kind"], values))
    _refuse_known(province, made, is_other=is_other)
    _name(made)
    made.save()
    record(made, verb="thêm vào danh sách", by=by, comment=made.organization.name)
    return made


@transaction.atomic
def save_honouree(
    province: Organization, honouree: Honouree, values: Mapping[str, Any], *, by: User, is_other: bool = False
) -> list[Change]:
    """Keep what is known today; posts on past awards stay as they were. What changed, as logged."""
    given = _fitting(honouree.kind, values)
    changes = [
        Change(name, _label(name), _shown(name, getattr(honouree, name)), _shown(name, value))
        for name, value in given.items()
        if getattr(honouree, name) != value
    ]
    if not changes:
        return []
    for name, value in given.items():
        setattr(honouree, name, value)
    if {"name", "organization", "citizen_id", "birth_year"} & {change.field for change in changes}:
        _refuse_known(province, honouree, is_other=is_other)
    _name(honouree)
    honouree.save()
    words = "\n".join(change.sentence for change in changes)
    record(honouree, verb="sửa thông tin", by=by, comment=words, data={"changes": [vars(one) for one in changes]})
    return changes


@transaction.atomic
def add_record(honouree: Honouree, values: Mapping[str, Any], *, by: User) -> AwardRecord:
    """An award of the past, from paper; post and office as they were then."""
    title = (
        AwardTitle.objects.filter(code=values["title_code"], subject=honouree.kind).order_by("legal_version").first()
    )
    if title is None:
        raise ActionBlocked(f"Danh mục không có mục này cho {honouree.get_kind_display().lower()}.")
    if values["year"] > timezone.localdate().year:
        raise ActionBlocked(f"Năm {values['year']} chưa tới.")
    same = {"title_code": title.code, "year": values["year"], "decision_number": values["decision_number"]}
    if honouree.records.filter(**same).exists():
        raise ActionBlocked("Lần khen thưởng này đã được ghi.")
    _not_in_future(values.get("decided_on"), "Ngày quyết định")
    made = AwardRecord.objects.create(honouree=honouree, title_name=title.name, is_imported=True, **values)
    words = f"{title.name} năm {made.year}, số {made.decision_number}"
    record(honouree, verb="ghi lần khen thưởng cũ", by=by, comment=words)
    return made


@transaction.atomic
def add_rating(honouree: Honouree, values: Mapping[str, Any], *, by: User) -> YearRating:
    """How the subject was rated in a year; a second time the year is corrected, and the log says so."""
    before = YearRating.objects.filter(honouree=honouree, year=values["year"]).first()
    if values["year"] > timezone.localdate().year:
        raise ActionBlocked(f"Năm {values['year']} chưa tới.")
    made, _ = YearRating.objects.update_or_create(
        honouree=honouree, year=values["year"], defaults={name: values[name] for name in values if name != "year"}
    )
    was = f" (trước đó: {before.get_grade_display()})" if before else ""
    record(honouree, verb="ghi xếp loại năm", by=by, comment=f"Năm {made.year}: {made.get_grade_display()}{was}")
    return made


@transaction.atomic
def add_initiative(honouree: Honouree, values: Mapping[str, Any], *, by: User) -> Initiative:
    """A recognised initiative of a person."""
    if honouree.kind != SubjectKind.INDIVIDUAL:
        raise ActionBlocked("Sáng kiến ghi cho cá nhân.")
    _not_in_future(values["recognised_on"], "Ngày công nhận")
    made = Initiative.objects.create(honouree=honouree, **values)
    record(honouree, verb="ghi sáng kiến", by=by, comment=f"{made.name} ({made.get_level_display()}, {made.document})")
    return made


@transaction.atomic
def add_obstacle(honouree: Honouree, values: Mapping[str, Any], *, by: User) -> Obstacle:
    """What stops an award for a time, and who says so."""
    _not_in_future(values["since"], "Ngày bắt đầu")
    _in_order(values["since"], values.get("ended_on"))
    made = Obstacle.objects.create(honouree=honouree, **values)
    words = f"{made.get_kind_display()} từ {made.since:%d/%m/%Y}. {made.document}"
    record(honouree, verb="ghi lý do chưa xét", by=by, comment=words)
    return made


@transaction.atomic
def end_obstacle(obstacle: Obstacle, *, ended_on: date, by: User) -> None:
    """It is over since a day."""
    _in_order(obstacle.since, ended_on)
    obstacle.ended_on = ended_on
    obstacle.save(update_fields=["ended_on"])
    words = f"{obstacle.get_kind_display()}, kết thúc {ended_on:%d/%m/%Y}"
    record(obstacle.honouree, verb="ghi kết thúc lý do chưa xét", by=by, comment=words)


def _fitting(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that this kind of subject has."""
    given = {name: values[name] for name in FIELDS if name in values}
    if kind == SubjectKind.INDIVIDUAL:
        given["is_whole_organization"] = False
        # A head holds a leading post, whether or not both were ticked.
        if given.get("is_head"):
            given["holds_leading_post"] = True
        return given
    return {name: value for name, value in given.items() if name not in PERSONAL}


def _refuse_known(province: Organization, one: Honouree, *, is_other: bool) -> None:
    identity = identity_of(one)
    elsewhere = Honouree.objects.filter(citizen_id=one.citizen_id).exclude(pk=one.pk)
    holder = elsewhere.select_related("organization").first() if one.citizen_id else None
    if holder is not None:
        own = holder.organization.root_code == province.root_code
        who = f"{holder.name}, {holder.organization.name}" if own else "một người của tỉnh khác"
        raise ActionBlocked(f"Số CCCD này đã ghi cho {who}.")
    match = like(province, identity)
    if match.relation == Relation.SAME:
        raise ActionBlocked(f"{one.name} đã có trong danh sách của {one.organization.name}. Hãy tìm và sửa ở đó.")
    if match.relation == Relation.DOUBTFUL and not is_other:
        raise DoubtfulError(match, "Có người gần giống trong danh sách. Xem bên dưới rồi cho biết đây là người khác.")


def _name(one: Honouree) -> None:
    one.sort_name, one.search_text = sort_name_of(one.name, one.kind), search_text_of(one.name)


def _label(name: str) -> str:
    words = str(Honouree._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # plain columns
    return words[:1].upper() + words[1:]


def _shown(name: str, value: Any) -> str:
    """A value for the log, which more people read than may see a citizen's number."""
    if name == "citizen_id":
        return f"…{value[-3:]}" if value else ""
    if isinstance(value, bool):
        return "có" if value else "không"
    return "" if value is None else str(value)


def _not_in_future(day: date | None, what: str) -> None:
    if day and day > timezone.localdate():
        raise ActionBlocked(f"{what} {day:%d/%m/%Y} chưa tới.")


def _in_order(since: date, ended_on: date | None) -> None:
    if ended_on and ended_on < since:
        raise ActionBlocked(f"Ngày kết thúc phải từ {since:%d/%m/%Y} trở đi.")
