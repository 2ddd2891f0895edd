"""Whether a subject may be honoured with a title: an answer for each condition, explained. Pure; never a bare yes or no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from awards.catalogue import UNVERIFIED, Condition, Entry
from awards.conditions import Case, read, rule_of
from awards.enums import Answer, Mode
from awards.facts import Facts, Subject
from awards.plain import plain


@dataclass(frozen=True)
class Switch:
    """A province's choice what a rule does when it is not met; one that only warns has a reason."""

    mode: Mode
    reason: str = ""

    def __post_init__(self) -> None:
        if self.mode == Mode.WARN and not self.reason.strip():
            raise ValueError("Chuyển điều kiện sang cảnh báo phải ghi lý do.")


@dataclass(frozen=True)
class Finding:
    """What one condition comes to, and where it stands in the law.

    `proofs` are decision numbers, `missing` what would have to be there; `mode_reason` why it only warns.
    """

    rule: str
    title: str
    answer: Answer
    sentence: str
    proofs: tuple[str, ...]
    missing: str
    article: str
    verified: bool
    note: str
    mode: Mode
    mode_reason: str = ""


@dataclass(frozen=True)
class Eligibility:
    """All findings in the order of the catalogue, what they come to, and that in a sentence."""

    code: str
    legal_version: str
    year: int
    on: date
    answer: Answer
    summary: str
    findings: tuple[Finding, ...]

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Findings that keep the answer from being met."""
        return tuple(one for one in self.findings if one.mode == Mode.BLOCK and one.answer != Answer.MET)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.mode == Mode.WARN and one.answer != Answer.MET)

    def to_plain(self) -> dict[str, Any]:
        values = plain(self)
        assert isinstance(values, dict)
        return values


NO_SWITCHES: Mapping[str, Switch] = MappingProxyType({})


def assess(
    entry: Entry, facts: Facts, *, year: int, on: date, switches: Mapping[str, Switch] = NO_SWITCHES
) -> Eligibility:
    """Judge the subject for the title of that year with what was known and decided by that day.

    `switches` is by the name of the condition (its key, or else its rule). ValueError in words where the entry names a rule or a parameter wrongly, or
    is for another kind of subject.
    """
    _same_kind(entry, facts.subject)
    case = Case(entry, facts, year, on)
    findings = tuple(_finding(case, condition, switches) for condition in entry.conditions)
    answer = _overall(findings)
    return Eligibility(
        entry.code, entry.legal_version.value, year, on, answer, _summary(case, answer, findings), findings
    )


def problems_of(entry: Entry) -> list[str]:
    """What is wrong with the conditions of an entry, in sentences: each is tried on a subject of which nothing is known."""
    case = Case(entry, Facts(Subject(entry.subject, "?")), 2024, date(2024, 12, 31))
    problems = [] if entry.conditions else [f"{entry.code}: chưa có điều kiện nào."]
    for condition in entry.conditions:
        try:
            read(case, condition)
        except ValueError as error:
            problems.append(f"{entry.code}: {error}")
    return problems


def _same_kind(entry: Entry, subject: Subject) -> None:
    if entry.subject != subject.kind:
        raise ValueError(
            f"“{entry.name}” dành cho {entry.subject.label.lower()}, còn {subject.name} là {subject.kind.label.lower()}."
        )


def _finding(case: Case, condition: Condition, switches: Mapping[str, Switch]) -> Finding:
    rule, reading = rule_of(condition), read(case, condition)
    switch = switches.get(condition.name)
    return Finding(
        rule=condition.name,
        title=condition.title or rule.title,
        answer=reading.answer,
        sentence=reading.sentence,
        proofs=reading.proofs,
        missing=reading.missing,
        article=condition.article,
        verified=condition.verified,
        note=condition.note,
        mode=switch.mode if switch else condition.mode,
        mode_reason=switch.reason if switch else "",
    )


def _overall(findings: Sequence[Finding]) -> Answer:
    answers = {one.answer for one in findings if one.mode == Mode.BLOCK}
    if Answer.NOT_MET in answers:
        return Answer.NOT_MET
    # Without any condition that blocks nothing has been judged.
    return Answer.UNKNOWN if Answer.UNKNOWN in answers or not answers else Answer.MET


def _summary(case: Case, answer: Answer, findings: Sequence[Finding]) -> str:
    blocking = [one for one in findings if one.mode == Mode.BLOCK]
    reached = [one for one in blocking if one.answer == Answer.MET]
    who = f"{case.facts.subject.name}, “{case.entry.name}” năm {case.year}"
    parts = [f"{who}: đạt {len(reached)}/{len(blocking)} điều kiện bắt buộc."]
    if answer == Answer.MET:
        parts = [f"{who}: đạt cả {len(blocking)} điều kiện bắt buộc."]
    parts += _titles("Không đạt", [one for one in blocking if one.answer == Answer.NOT_MET])
    parts += _titles("Chưa xác định", [one for one in blocking if one.answer == Answer.UNKNOWN])
    parts += _titles("Cảnh báo", [one for one in findings if one.mode == Mode.WARN and one.answer != Answer.MET])
    unverified = sum(not one.verified for one in findings)
    if unverified:
        parts.append(f"{UNVERIFIED}: {unverified}/{len(findings)} điều kiện.")
    return " ".join(parts)


def _titles(lead: str, findings: Sequence[Finding]) -> list[str]:
    return [f"{lead}: {'; '.join(one.title for one in findings)}."] if findings else []
