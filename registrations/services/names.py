"""Names for the places that were registered by count, and the dossier that proposes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from awards.enums import Nature, SubjectKind
from awards.models import AwardTitle, Dossier, Honouree
from awards.pasting import Pasted, read_block
from awards.selectors.dossiers import titles_for
from awards.services.dossier_lines import NewLine, add_lines, create_honouree
from awards.services.dossiers import create_dossier
from core.errors import ActionBlocked
from core.log import record
from core.vietnamese import fold
from organizations.models import User
from registrations.enums import Column
from registrations.models import Nominee, TitleEntry, UnitLine
from registrations.policies.names import blockers_to_name
from registrations.selectors.content import unit_in_force
from registrations.services.lines import refuse_if


@transaction.atomic
def add_names(entry: TitleEntry, block: str, *, as_of: date, by: User) -> list[Nominee]:
    """A name a line ("Nguyễn Văn A, Phó phòng"), matched to who is known in the unit, else known from now on.

    Post and office are kept as of the day. All or none; `ActionBlocked` names every line that cannot be taken.
    """
    entry = (
        TitleEntry.objects.select_for_update(of=("self",))
        .select_related("title", "line__organization")
        .get(pk=entry.pk)
    )
    refuse_if(blockers_to_name(entry.line, on=timezone.localdate()))
    lines = read_block(block)
    refuse_if(_faults(entry, lines, as_of))
    made = []
    for position, (one, honouree) in enumerate(_matched(entry, lines), start=entry.nominees.count() + 1):
        made.append(_name(entry, one, honouree, as_of=as_of, position=position))
    names = "; ".join(one.name for one in made[:10]) + ("; …" if len(made) > 10 else "")
    record(entry.line, verb=f"ghi {len(made)} tên cho {entry.title}", by=by, comment=names)
    return made


@transaction.atomic
def remove_name(nominee: Nominee, *, by: User) -> None:
    """Take a name back; the place is free again."""
    line, title = nominee.entry.line, nominee.entry.title
    refuse_if(blockers_to_name(line, on=timezone.localdate()))
    name = nominee.name
    nominee.delete()
    record(line, verb=f"bỏ tên khỏi {title}", by=by, comment=name)


@transaction.atomic
def make_dossier(line: UnitLine, *, by: User) -> Dossier:
    """A draft dossier of the unit with a line for every name, and for the unit itself with its own titles."""
    refuse_if(blockers_to_name(line, on=timezone.localdate()))
    year = line.registration.round.year
    values = {
        "name": f"Đề nghị khen thưởng năm {year} của {line.organization.name}",
        "year": year,
        "nature": Nature.MERIT,
        "campaign": line.registration.round.campaign,
    }
    dossier = create_dossier(line.organization, values, by=by)
    titles = {title.code: title for title in titles_for(dossier)}
    add_lines(dossier, _proposals(line, titles), base_revision=dossier.revision, by=by)
    record(line, verb="lập hồ sơ đề nghị từ đăng ký", by=by, comment=dossier.name)
    return dossier


def _proposals(line: UnitLine, titles: dict[str, AwardTitle]) -> list[NewLine]:
    found = []
    row = unit_in_force(line)
    accepted = (
        {(Column.OWN, one.code) for one in row.own} | {(Column.INNER, one.code) for one in row.inner} if row else ()
    )
    for entry in line.entries.select_related("title").prefetch_related("nominees__honouree"):
        if (entry.column, entry.title.code) not in accepted:
            continue
        title = titles.get(entry.title.code)
        if title is None:
            raise ActionBlocked(f"“{entry.title}” không còn trong danh mục đang áp dụng nên không lập hồ sơ được.")
        if entry.column == Column.OWN:
            found.append(NewLine(title, _whole_unit(line), office=line.organization.name))
        found += [
            NewLine(title, one.honouree, post=one.post, office=one.office)
            for one in entry.nominees.all()
            if one.honouree
        ]
    if not found:
        raise ActionBlocked("Chưa có tên nào để lập hồ sơ. Hãy ghi tên trước.")
    return found


def _whole_unit(line: UnitLine) -> Honouree:
    unit = line.organization
    known = Honouree.objects.filter(organization=unit, is_whole_organization=True).first()
    values = {"kind": SubjectKind.COLLECTIVE, "name": unit.name, "is_whole_organization": True}
    return known or create_honouree(unit, values)


def _faults(entry: TitleEntry, lines: Sequence[Pasted], as_of: date) -> list[str]:
    if not lines:
        return ["Chưa ghi tên nào."]
    reasons = [f"Dòng {one.row}: {one.fault}" for one in lines if one.fault]
    there = entry.nominees.count()
    if entry.count is not None and there + len(lines) > entry.count:
        reasons.append(
            f"Đã đăng ký {entry.count}, đang có {there} tên, ghi thêm {len(lines)} thì quá số đăng ký. "
            "Muốn thêm, trưởng khối lập bản sửa đổi."
        )
    elif over := _over_what_was_accepted(entry, len(lines)):
        reasons.append(over)
    if as_of > timezone.localdate():
        reasons.append(f"Ngày {as_of:%d/%m/%Y} chưa tới.")
    return reasons


def _over_what_was_accepted(entry: TitleEntry, more: int) -> str:
    """While an amendment is typed its numbers do not count yet."""
    accepted = unit_in_force(entry.line)
    counts = [one.count for one in accepted.inner if one.code == entry.title.code] if accepted else []
    if not counts:
        return f"“{entry.title}” chưa được tiếp nhận. Ghi tên sau khi bản sửa đổi được tiếp nhận."
    there = Nominee.objects.filter(entry__line=entry.line, entry__title__code=entry.title.code).count()
    places = sum(count or 0 for count in counts)
    if None in counts or there + more <= places:
        return ""
    return f"Bản đang có hiệu lực ghi {places}, đang có {there} tên, ghi thêm {more} thì quá số đã được tiếp nhận."


def _matched(entry: TitleEntry, lines: Sequence[Pasted]) -> list[tuple[Pasted, Honouree | None]]:
    """Each line with the one it names in the unit; refused in words where it may be several, or stands already."""
    known = list(Honouree.objects.filter(organization=entry.line.organization_id, kind=entry.title.subject))
    there = set(entry.nominees.values_list("honouree", flat=True))
    found, reasons, seen = [], [], set()
    for one in lines:
        like = [who for who in known if fold(who.name) == fold(one.name)]
        if len(like) > 1 and one.post:
            like = [who for who in like if fold(who.post) == fold(one.post)] or like
        if len(like) > 1:
            reasons.append(f"Dòng {one.row}: có {len(like)} người tên {one.name}. Ghi thêm chức vụ đúng như danh sách.")
        elif one.key in seen or (like and like[0].pk in there):
            reasons.append(f"Dòng {one.row}: {one.name} đã có tên cho danh hiệu này.")
        seen.add(one.key)
        found.append((one, like[0] if like else None))
    refuse_if(reasons)
    return found


def _name(entry: TitleEntry, one: Pasted, honouree: Honouree | None, *, as_of: date, position: int) -> Nominee:
    is_person = entry.title.subject == SubjectKind.INDIVIDUAL
    if honouree is None:
        values: dict[str, Any] = {"kind": entry.title.subject, "name": one.name}
        if is_person:
            values |= {"post": one.post, "is_woman": one.is_woman}
        honouree = create_honouree(entry.line.organization, values)
    return Nominee.objects.create(
        entry=entry,
        honouree=honouree,
        name=honouree.name,
        post=(one.post or honouree.post) if is_person else "",
        office=one.office or entry.line.organization.name,
        holds_post=honouree.holds_leading_post if is_person else None,
        as_of=as_of,
        position=position,
    )
