"""Reads behind the pages of dossiers: lists, one dossier with its lines and papers, what may be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from awards.catalogue import CatalogueError, Entry, load_catalogue
from awards.enums import DossierStatus, LegalVersion, SubjectKind
from awards.models import AwardRecord, AwardTitle, Dossier, DossierLine, DossierPaper, Honouree, OpinionRequest
from awards.quotas import Ceiling, Proposal
from campaigns.models import Campaign
from organizations.enums import Role
from organizations.models import Organization, User

#: Dossiers that are still on their way.
OPEN = (
    DossierStatus.DRAFT,
    DossierStatus.SUBMITTED,
    DossierStatus.SUPPLEMENT,
    DossierStatus.CHECKED,
    DossierStatus.TO_COUNCIL,
)
#: Of which titles the ceiling of a title is a share; the catalogue says it in words only.
_CEILING_OF = {"CSTDCS": frozenset({"LDTT", "CSTT"})}
FOUND_AT_MOST = 20


@dataclass(frozen=True)
class PaperSlot:
    """A kind of paper, who needs it, and what was uploaded of it."""

    code: str
    name: str
    titles: tuple[str, ...]
    papers: tuple[DossierPaper, ...]

    @property
    def is_missing(self) -> bool:
        return bool(self.titles) and not self.papers


def dossiers_for(user: User) -> QuerySet[Dossier]:
    """Those the person may see, with the number of their lines; drafts of others only for whom it concerns."""
    standing = Count("lines", filter=Q(lines__is_withdrawn=False), distinct=True)
    related = Dossier.objects.visible_to(user).select_related("organization", "receiver", "specialist")
    return related.annotate(line_count=standing)


def lines_of(dossier: Dossier, *, with_withdrawn: bool = False) -> list[DossierLine]:
    """The lines in order with their subjects and titles; one query."""
    lines = dossier.lines.select_related("honouree__organization", "title").order_by("position", "pk")
    return list(lines if with_withdrawn else lines.filter(is_withdrawn=False))


def titles_for(dossier: Dossier, kind: str = "") -> QuerySet[AwardTitle]:
    """What may be proposed under the dossier's text of the law, for a kind of subject."""
    titles = AwardTitle.objects.filter(legal_version=dossier.legal_version, is_active=True)
    return titles.filter(subject=kind) if kind else titles


def receiver_of(organization: Organization) -> Organization:
    """The body at the top of the unit's tree, which judges its dossiers."""
    return organization if organization.is_root else Organization.objects.get(code=organization.root_code)


def units_for(user: User, *, on: date) -> QuerySet[Organization]:
    """For whom the person may make a dossier: their own units; for staff also every unit of their province.

    A province that merged keeps its units as they were on its last day: its old achievements are still honoured.
    """
    if user.is_superuser:
        everywhere: QuerySet[Organization] = Organization.objects.valid_on(on)
        return everywhere
    provinces = [m.organization for m in user.current_memberships if m.role == Role.STAFF and m.organization.is_root]
    asked = Q(pk__in=user.organization_ids_as(Role.UNIT_OFFICER))
    for province in provinces:
        there = Organization.objects.valid_on(_day_of(province, on)).filter(root_code=province.root_code)
        asked |= Q(pk__in=there.values("pk"))
    found: QuerySet[Organization] = Organization.objects.filter(asked).order_by("position", "name")
    return found


def _day_of(province: Organization, on: date) -> date:
    """The day, or the last one on which the province existed."""
    return min(on, province.last_day) if province.last_day else on


def agencies_for(dossier: Dossier, *, on: date) -> QuerySet[Organization]:
    """Who may be asked for an opinion: bodies of the receiver's tree that exist, but the receiver and the unit itself."""
    there: QuerySet[Organization] = Organization.objects.valid_on(_day_of(dossier.receiver, on)).filter(
        root_code=dossier.receiver.root_code
    )
    return there.exclude(pk__in=[dossier.receiver_id, dossier.organization_id]).order_by("position", "name")


def campaigns_for(organization: Organization) -> QuerySet[Campaign]:
    """Campaigns a dossier of the unit may belong to: of its own tree."""
    return Campaign.objects.filter(organization__root_code=organization.root_code).order_by("-year", "name")


def subjects_for(user: User, dossier: Dossier) -> QuerySet[Honouree]:
    """Who may be put on the dossier: those the person may see in the receiver's tree, in the order of names."""
    found = Honouree.objects.visible_to(user).filter(organization__root_code=dossier.receiver.root_code)
    return found.select_related("organization").order_by("sort_name", "pk").distinct()


def found_subjects(user: User, dossier: Dossier, words: str) -> list[Honouree]:
    """What the search shows: those that match; without words the unit's own. One more than is shown tells of others."""
    subjects = subjects_for(user, dossier)
    if words:
        subjects = subjects.filter(pk__in=Honouree.objects.matching(words).values("pk"))
    else:
        subjects = subjects.filter(organization=dossier.organization_id)
    return list(subjects[: FOUND_AT_MOST + 1])


def paper_slots(lines: Sequence[DossierLine], papers: Sequence[DossierPaper]) -> list[PaperSlot]:
    """Every kind of paper the titles ask for, in the order of the catalogue, then what else was uploaded."""
    names: dict[str, str] = {}
    needed: dict[str, list[str]] = {}
    for line in lines:
        for paper in line.title.required_papers:
            names.setdefault(paper["code"], paper["name"])
            titles = needed.setdefault(paper["code"], [])
            if line.title.name not in titles:
                titles.append(line.title.name)
    for one in papers:
        names.setdefault(one.kind, "Giấy tờ khác")
    return [
        PaperSlot(code, name, tuple(needed.get(code, ())), tuple(one for one in papers if one.kind == code))
        for code, name in names.items()
    ]


def papers_of(dossier: Dossier) -> list[DossierPaper]:
    return list(dossier.papers.select_related("line__honouree", "uploaded_by").order_by("kind", "pk"))


def opinions_of(dossier: Dossier) -> list[OpinionRequest]:
    return list(dossier.opinions.select_related("organization").order_by("due_on", "pk"))


def proposals_of(lines: Iterable[DossierLine]) -> list[Proposal]:
    """The lines as the counters of the list take them."""
    return [
        Proposal(line.title.code, line.title.name, SubjectKind(line.honouree.kind), line.holds_leading_post)
        for line in lines
    ]


def ceilings_for(lines: Iterable[DossierLine]) -> list[Ceiling]:
    """The ceilings of the titles on the list, where the catalogue has one that can be counted."""
    return ceilings_of({line.title.code: line.title for line in lines})


def ceilings_of(titles: Mapping[str, AwardTitle]) -> list[Ceiling]:
    """The ceilings of these titles, by code."""
    found = []
    for code, of_codes in _CEILING_OF.items():
        entry = _delivered(titles[code]) if code in titles else None
        if entry is not None and entry.quota is not None:
            citation = entry.citations.get("quota")
            note = f"{citation.article}. {citation.note}".strip() if citation else ""
            found.append(Ceiling(code, entry.name, entry.quota.percent, of_codes, _short(entry.quota.of), note))
    return found


def _delivered(title: AwardTitle) -> Entry | None:
    """The entry as it shipped, which holds what the table has no column for; None for a title of the province's own."""
    try:
        return load_catalogue().entry(title.code, LegalVersion(title.legal_version))
    except CatalogueError:
        return None


def _short(words: str) -> str:
    """ "số người đạt …" without its first word: it stands after a number."""
    return words.removeprefix("số ")


def holders_outside(dossier: Dossier, lines: Iterable[DossierLine]) -> dict[str, int]:
    """How many people of the unit hold a title for the year without being on the list with it, by code; one query."""
    on_list = {(line.honouree_id, line.title.code) for line in lines}
    held = AwardRecord.objects.filter(
        honouree__organization=dossier.organization_id, year=dossier.year, is_revoked=False
    ).values_list("honouree", "title_code")
    found: dict[str, int] = {}
    for _person, code in set(held) - on_list:
        found[code] = found.get(code, 0) + 1
    return found
