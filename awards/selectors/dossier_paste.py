"""A pasted block against those who are known: sure, doubtful, new, and what the person answered for each line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from awards.enums import SubjectKind
from awards.models import AwardTitle, Dossier, Honouree
from awards.pasting import Pasted
from awards.selectors.dossiers import lines_of, subjects_for
from core.vietnamese import fold
from organizations.models import User

NEW, SKIP = "new", "skip"


@dataclass(frozen=True)
class PastedRow:
    """One line, who it may be, and the choice: the key of a subject, "new", "skip", or "" while it is open."""

    pasted: Pasted
    candidates: tuple[Honouree, ...]
    choice: str
    words: str
    kind: str

    @property
    def field(self) -> str:
        return f"row-{self.pasted.row}"

    @property
    def is_open(self) -> bool:
        return not self.choice

    @property
    def is_taken(self) -> bool:
        return self.choice not in ("", SKIP)

    @property
    def options(self) -> list[tuple[str, str]]:
        """What may be chosen for the line, as value and words."""
        if self.pasted.fault:
            return [(SKIP, "Bỏ qua")]
        known = [(str(one.pk), _words(one)) for one in self.candidates]
        return [*known, (NEW, "Tạo đối tượng mới"), (SKIP, "Bỏ qua")]

    @property
    def honouree(self) -> Honouree | None:
        """The subject that was chosen; None for a new one."""
        return next((one for one in self.candidates if str(one.pk) == self.choice), None)


def match_rows(
    pasted: Sequence[Pasted], title: AwardTitle, dossier: Dossier, user: User, *, answers: Mapping[str, str]
) -> list[PastedRow]:
    """Each line with those of the same name whom the person may see. A sure one is chosen already; two queries.

    Sure is one subject of that name in the office that was written, or the only one of the name in the unit itself.
    """
    known: dict[str, list[Honouree]] = defaultdict(list)
    for subject in subjects_for(user, dossier).filter(kind=title.subject):
        known[fold(subject.name)].append(subject)
    there = {line.honouree_id for line in lines_of(dossier) if line.title_id == title.pk}
    seen: set[str] = set()
    rows = []
    for one in pasted:
        rows.append(_row(one, known[fold(one.name)] if one.name else [], dossier, there, seen, answers, title.subject))
        seen.add(one.key)
    return rows


def _row(
    pasted: Pasted,
    like: Sequence[Honouree],
    dossier: Dossier,
    there: set[int],
    seen: set[str],
    answers: Mapping[str, str],
    kind: str,
) -> PastedRow:
    if pasted.fault:
        return PastedRow(pasted, (), SKIP, pasted.fault, kind)
    choice, words = _guess(pasted, like, dossier, kind)
    if pasted.key in seen:
        choice, words = SKIP, "Trùng với một dòng ở trên."
    elif any(one.pk in there for one in like) and choice not in (NEW, ""):
        choice, words = SKIP, "Đã có trong danh sách với danh hiệu này."
    row = PastedRow(pasted, tuple(like), choice, words, kind)
    answer = answers.get(row.field, "")
    return PastedRow(pasted, tuple(like), answer, words, kind) if answer in dict(row.options) else row


def _guess(pasted: Pasted, like: Sequence[Honouree], dossier: Dossier, kind: str) -> tuple[str, str]:
    if not like:
        return NEW, f"Chưa có trong danh sách; sẽ tạo {SubjectKind(kind).label.lower()} mới ở đơn vị đề nghị."
    office = fold(pasted.office)
    fitting = [one for one in like if office and fold(one.organization.name) == office]
    if not office:
        fitting = [one for one in like if one.organization_id == dossier.organization_id]
    if len(fitting) == 1 and len(like) == 1:
        return str(fitting[0].pk), "Đã nhận ra."
    if len(like) == 1:
        return "", "Trùng tên nhưng khác đơn vị; chọn đúng người."
    return "", f"Có {len(like)} người trùng tên; chọn đúng người."


def _words(one: Honouree) -> str:
    parts = [one.name, one.post, one.organization.name, f"sinh {one.birth_year}" if one.birth_year else ""]
    return ", ".join(part for part in parts if part)
