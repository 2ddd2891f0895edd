"""The lines of a dossier: put on one by one or as a block of names, changed, moved, taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from awards.enums import SubjectKind
from awards.models import AwardTitle, Dossier, DossierLine, Honouree
from awards.names import search_text_of, sort_name_of
from awards.selectors.dossier_paste import PastedRow
from awards.services.dossiers import claim, own_verb
from core.errors import ActionBlocked
from core.log import record
from core.vietnamese import fold
from organizations.models import Organization, User

#: What the form of a line saves.
FIELDS = ("title", "post", "office", "holds_leading_post", "achievement", "details", "note")


@dataclass(frozen=True)
class NewLine:
    """One subject to put on the list; without one, it is made from the values."""

    title: AwardTitle
    honouree: Honouree | None = None
    subject: Mapping[str, Any] | None = None
    post: str = ""
    office: str = ""


def pasted_line(row: PastedRow, title: AwardTitle) -> NewLine:
    """What a pasted line puts on the list: whom the person chose, or somebody new in the unit."""
    post, office = row.pasted.post, row.pasted.office
    if row.honouree:
        return NewLine(title, row.honouree, post=post, office=office)
    subject: dict[str, Any] = {"kind": row.kind, "name": row.pasted.name}
    if row.kind == SubjectKind.INDIVIDUAL:
        subject |= {"post": post, "is_woman": row.pasted.is_woman}
    return NewLine(title, None, subject, post=post, office=office)


@transaction.atomic
def add_lines(dossier: Dossier, new: Sequence[NewLine], *, base_revision: int, by: User) -> list[DossierLine]:
    """Put subjects on the list, after the last line; all or none. Post and office are those of today unless given.

    A subject that is on the list with that title already is refused in words.
    """
    if not new:
        raise ActionBlocked("Chưa chọn cá nhân, tập thể nào để thêm.")
    claim(dossier, base_revision, by=by)
    last = dossier.lines.aggregate(last=Max("position"))["last"] or 0
    there = set(dossier.lines.values_list("honouree", "title"))
    made = []
    for position, one in enumerate(new, start=last + 1):
        honouree = one.honouree or create_honouree(dossier.organization, one.subject or {})
        _refuse_unfit(honouree, one.title, dossier, there)
        there.add((honouree.pk, one.title.pk))
        made.append(
            DossierLine.objects.create(
                dossier=dossier,
                position=position,
                honouree=honouree,
                title=one.title,
                post=one.post or honouree.post,
                office=one.office or honouree.organization.name,
                holds_leading_post=honouree.holds_leading_post,
            )
        )
    names = "; ".join(f"{line.honouree} ({line.title})" for line in made[:5]) + ("; …" if len(made) > 5 else "")
    record(dossier, verb=own_verb(f"thêm {len(made)} dòng đề nghị", dossier, by), by=by, comment=names)
    return made


@transaction.atomic
def save_line(line: DossierLine, values: Mapping[str, Any], *, base_revision: int, by: User) -> DossierLine:
    """Keep what was typed on one line. Raises `Conflict` when the dossier was saved since `base_revision`."""
    changed = [name for name in FIELDS if name in values and getattr(line, name) != values[name]]
    if not changed:
        return line
    claim(line.dossier, base_revision, by=by)
    title = values.get("title", line.title)
    if title.pk != line.title_id:
        there = set(line.dossier.lines.exclude(pk=line.pk).values_list("honouree", "title"))
        _refuse_unfit(line.honouree, title, line.dossier, there)
    for name in changed:
        setattr(line, name, values[name])
    line.save(update_fields=changed)
    words = ", ".join(str(DossierLine._meta.get_field(name).verbose_name) for name in changed)  # type: ignore[union-attr]  # plain fields
    record(line.dossier, verb=f"sửa dòng {line.honouree}", by=by, comment=words)
    return line


@transaction.atomic
def move_line(line: DossierLine, step: int, *, base_revision: int, by: User) -> None:
    """One place up (-1) or down (+1); at the end of the list nothing happens."""
    lines = list(line.dossier.lines.filter(is_withdrawn=False).order_by("position", "pk"))
    at = next((index for index, one in enumerate(lines) if one.pk == line.pk), None)
    if at is None or not 0 <= at + step < len(lines):
        return
    claim(line.dossier, base_revision, by=by)
    lines.insert(at + step, lines.pop(at))
    for position, one in enumerate(lines, start=1):
        if one.position != position:
            DossierLine.objects.filter(pk=one.pk).update(position=position)


@transaction.atomic
def remove_line(line: DossierLine, *, base_revision: int, by: User) -> None:
    """Take a line out. One that was sent before stays on record as withdrawn; a line of a draft goes."""
    dossier, who = line.dossier, str(line.honouree)
    claim(dossier, base_revision, by=by)
    if dossier.submitted_at or line.papers.exists() or line.agenda_items.exists():
        line.is_withdrawn = True
        line.save(update_fields=["is_withdrawn"])
        record(dossier, verb=f"rút dòng {who} khỏi hồ sơ", by=by, comment=str(line.title))
        return
    title = str(line.title)
    line.delete()
    record(dossier, verb=f"bỏ dòng {who}", by=by, comment=title)


@transaction.atomic
def restore_line(line: DossierLine, *, base_revision: int, by: User) -> None:
    """Put a withdrawn line back at the end of the list."""
    claim(line.dossier, base_revision, by=by)
    line.position = (line.dossier.lines.aggregate(last=Max("position"))["last"] or 0) + 1
    line.is_withdrawn = False
    line.save(update_fields=["position", "is_withdrawn"])
    record(line.dossier, verb=f"đưa lại dòng {line.honouree} vào hồ sơ", by=by, comment=str(line.title))


def create_honouree(organization: Organization, values: Mapping[str, Any]) -> Honouree:
    """A subject made while the list is built. Refused when the unit has one of that name, kind and birth year."""
    values = {"kind": SubjectKind.INDIVIDUAL, **values}
    name = values["name"]
    like = Honouree.objects.filter(
        organization=organization, kind=values["kind"], search_text__contains=search_text_of(name)
    )
    same = [one for one in like if fold(one.name) == fold(name)]
    born = values.get("birth_year")
    if any(not born or one.birth_year in (None, born) for one in same):
        raise ActionBlocked(
            f"{name} đã có trong danh sách của {organization.name}. Hãy tìm và chọn từ danh sách đó; nếu là người "
            "khác trùng tên thì ghi năm sinh để phân biệt."
        )
    made = Honouree(organization=organization, **values)
    made.search_text = search_text_of(name)
    made.sort_name = sort_name_of(name, made.kind)
    made.save()
    record(made, verb="thêm vào danh sách khi lập hồ sơ", by=None)
    return made


def _refuse_unfit(honouree: Honouree, title: AwardTitle, dossier: Dossier, there: set[tuple[int, int]]) -> None:
    if honouree.kind != title.subject:
        raise ActionBlocked(
            f"“{title}” dành cho {title.get_subject_display().lower()}, còn {honouree} là "
            f"{honouree.get_kind_display().lower()}. Chọn danh hiệu khác."
        )
    if title.legal_version != dossier.legal_version:
        raise ActionBlocked(f"“{title}” không thuộc phiên bản pháp luật của hồ sơ. Tải lại trang rồi chọn lại.")
    if (honouree.pk, title.pk) in there:
        raise ActionBlocked(f"{honouree} đã có dòng đề nghị “{title}” trong hồ sơ này.")
