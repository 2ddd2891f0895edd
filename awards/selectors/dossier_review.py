"""What stands in a dossier's way, line by line: eligibility, papers, duplicates. Read once, used by page and policy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from awards.catalogue import Entry
from awards.details import with_details
from awards.eligibility import Eligibility, Switch, assess
from awards.enums import Answer, Mode, Nature
from awards.facts import Facts
from awards.models import AwardTitle, Dossier, DossierLine, Honouree, RuleSwitch
from awards.plain import plain
from awards.selectors.dossiers import OPEN, PaperSlot, lines_of, paper_slots, papers_of
from awards.selectors.facts import facts_of, targets_of_subjects
from awards.selectors.head_targets import UnitTarget

#: The rule that speaks of the targets of a unit; its finding lists them.
HEAD_RULE = "unit_targets_met"
#: Rules whose finding the page already tells as a duplicate.
GRANTED_RULE = "not_already_granted"
ONE_FORM_ARTICLE = "Điều 5 Luật Thi đua, khen thưởng số 06/2022/QH15"

Plain = dict[str, Any]


@dataclass(frozen=True)
class Explained:
    """One line with its findings. `findings` are as they are kept on the line: plain values, the head's with targets."""

    line: DossierLine
    answer: Answer
    findings: tuple[Plain, ...]

    @property
    def failed(self) -> tuple[Plain, ...]:
        """Conditions that block and are not met."""
        return tuple(
            one for one in self.findings if one["mode"] == Mode.BLOCK and one["answer"] == Answer.NOT_MET
        )  # fmt: skip


@dataclass(frozen=True)
class Review:
    """All of it, for one dossier on one day."""

    lines: tuple[Explained, ...]
    slots: tuple[PaperSlot, ...]
    granted: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[PaperSlot, ...]:
        return tuple(slot for slot in self.slots if slot.is_missing)


def review_of(dossier: Dossier, *, on: date) -> Review:
    """The dossier as it stands on the day. The number of queries does not grow with the lines."""
    lines = lines_of(dossier)
    subjects = _subjects(lines)
    targets = targets_of_subjects(subjects, year=dossier.year, on=on)
    facts = facts_of(subjects, year=dossier.year, on=on, targets=targets)
    explained = explain(dossier, lines, facts, targets, on=on)
    return Review(
        lines=tuple(explained),
        slots=tuple(paper_slots(lines, papers_of(dossier))),
        granted=tuple(_granted(dossier, lines, facts)),
        elsewhere=tuple(_elsewhere(dossier, lines)),
        twice=tuple(_twice(lines)),
    )


def explain(
    dossier: Dossier,
    lines: Sequence[DossierLine],
    facts: Mapping[int, Facts],
    targets: Mapping[int, Sequence[UnitTarget]],
    *,
    on: date,
) -> list[Explained]:
    """Findings for every line, by the dossier's text of the law and the switches of the receiving province."""
    switches = switches_of(dossier)
    found = []
    for line in lines:
        known = with_details(
            facts[line.honouree_id],
            line.details,
            year=dossier.year,
            nature=Nature(dossier.nature),
            achievement=line.achievement,
            said_by=dossier.organization.name,
        )
        judged = assess(entry_of(line.title), known, year=dossier.year, on=on, switches=switches)
        given = targets.get(line.honouree.organization_id, []) if line.honouree.is_head else []
        found.append(Explained(line, judged.answer, plain_findings(judged, given)))
    return found


def entry_of(title: AwardTitle) -> Entry:
    """The title as the conditions know it: as the administrator keeps it in the table. CatalogueError in words."""
    return Entry.from_plain(
        {
            "code": title.code,
            "legal_version": title.legal_version,
            "name": title.name,
            "kind": title.kind,
            "subject": title.subject,
            "level": title.level,
            "decided_by": title.decided_by,
            "nature": title.nature,
            "yearly": title.is_yearly,
            # Of no weight here; a title without a threshold is put to the vote by the council's own rule.
            "vote_threshold": {
                "percent": str(title.vote_threshold or 50),
                "base": title.threshold_base,
                "secret": title.is_secret,
            },
            "conditions": title.conditions,
        },
        title.code,
    )


def switches_of(dossier: Dossier) -> dict[str, Switch]:
    """What the receiving province switched, by rule."""
    rows = RuleSwitch.objects.filter(organization=dossier.receiver_id)
    return {row.rule: Switch(Mode(row.mode), row.reason) for row in rows}


def plain_findings(judged: Eligibility, targets: Sequence[UnitTarget]) -> tuple[Plain, ...]:
    """The findings as JSON keeps them; the one on the unit's targets names each with its verdict and its page."""
    rows: list[Plain] = []
    for finding in judged.findings:
        row: Plain = plain(finding)
        if finding.rule == HEAD_RULE and targets:
            row["targets"] = [
                plain(one.fact) | {"directive": one.directive, "url": one.url, "tone": one.tone} for one in targets
            ]
        rows.append(row)
    return tuple(rows)


def kept(line: DossierLine) -> Explained:
    """A line with the findings that were kept when it was sent."""
    findings: tuple[Plain, ...] = tuple(line.findings)
    blocking = [one for one in findings if one["mode"] == Mode.BLOCK]
    answers = {one["answer"] for one in blocking}
    answer = (
        Answer.NOT_MET
        if Answer.NOT_MET in answers
        else Answer.UNKNOWN
        if Answer.UNKNOWN in answers or not answers
        else Answer.MET
    )
    return Explained(line, answer, findings)


def _subjects(lines: Iterable[DossierLine]) -> list[Honouree]:
    return list({line.honouree_id: line.honouree for line in lines}.values())


def _granted(dossier: Dossier, lines: Iterable[DossierLine], facts: Mapping[int, Facts]) -> list[str]:
    """Yearly titles that the subject already has for the year."""
    found = []
    for line in lines:
        for award in facts[line.honouree_id].awards or ():
            if (
                (award.code, award.year) == (line.title.code, dossier.year)
                and line.title.is_yearly
                and not award.revoked
            ):
                number = f" (Quyết định số {award.number})" if award.number else ""
                found.append(
                    f"{line.honouree} đã được tặng “{line.title}” năm {dossier.year}{number}; rút dòng này khỏi hồ sơ."
                )
    return found


def _elsewhere(dossier: Dossier, lines: Sequence[DossierLine]) -> list[str]:
    """The same subject, title and year in another dossier that is still open."""
    others = (
        DossierLine.objects.filter(
            honouree__in=[line.honouree_id for line in lines],
            title__code__in={line.title.code for line in lines},
            dossier__year=dossier.year,
            dossier__status__in=OPEN,
            is_withdrawn=False,
        )
        .exclude(dossier=dossier)
        .select_related("dossier__organization", "title")
        .order_by("pk")
    )
    asked = {(line.honouree_id, line.title.code): line for line in lines}
    return [
        f"{asked[key].honouree} còn được đề nghị “{other.title}” năm {dossier.year} trong hồ sơ khác đang mở, "
        f"do {other.dossier.organization.name} lập."
        for other in others
        if (key := (other.honouree_id, other.title.code)) in asked
    ]


def _twice(lines: Iterable[DossierLine]) -> list[str]:
    """Several lines for one subject: one achievement is honoured by one form."""
    by_subject: dict[int, list[DossierLine]] = defaultdict(list)
    for line in lines:
        by_subject[line.honouree_id].append(line)
    return [
        f"{several[0].honouree} có {len(several)} dòng cùng loại hình, cùng năm "
        f"({'; '.join(line.title.name for line in several)}). Không tặng nhiều hình thức cho một thành tích "
        f"({ONE_FORM_ARTICLE}); hãy kiểm tra đó là các thành tích khác nhau."
        for several in by_subject.values()
        if len(several) > 1
    ]
