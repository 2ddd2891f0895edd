"""Facts in few words, and one finding of the catalogue's conditions."""

from __future__ import annotations

from datetime import date

from awards.catalogue import Condition, load_catalogue
from awards.conditions import Case, Reading, read
from awards.eligibility import Eligibility, Finding, assess
from awards.enums import Answer, LegalVersion, Nature, SubjectKind
from awards.facts import AwardFact, Facts, Grade, Initiative, Rating, Reach, Subject, TargetFact
from targets.enums import Verdict

MET, NOT_MET, UNKNOWN = Answer.MET, Answer.NOT_MET, Answer.UNKNOWN
YEAR, ON = 2024, date(2024, 12, 20)
VERSIONS = tuple(LegalVersion)


def person(**known: object) -> Facts:
    head = known.pop("is_head", False)
    return Facts(Subject(SubjectKind.INDIVIDUAL, "Nguyễn Thị Hòa", is_head=head, unit="Sở Nội vụ"), **known)


def collective(**known: object) -> Facts:
    return Facts(Subject(SubjectKind.COLLECTIVE, "Phòng Nghiệp vụ 1"), **known)


def household(**known: object) -> Facts:
    return Facts(Subject(SubjectKind.HOUSEHOLD, "Hộ ông Vàng A Páo"), **known)


def award(code: str, year: int, **over: object) -> AwardFact:
    values = {"number": f"{year % 100}/QĐ-SNV", "decided_on": date(year, 12, 5), "nature": Nature.MERIT, **over}
    return AwardFact(code, year, **values)


def awards(code: str, *years: int) -> tuple[AwardFact, ...]:
    return tuple(award(code, year) for year in years)


def rating(year: int, grade: Grade = Grade.GOOD, **over: object) -> Rating:
    return Rating(year, grade, **{"proof": f"{year % 100}/TB-SNV", **over})


def initiative(year: int = YEAR, level: Reach = Reach.PROVINCE, **over: object) -> Initiative:
    values = {"recognised_on": date(year, 11, 1), "number": f"{year % 100}/QĐ-SK", **over}
    return Initiative(str(values.pop("name", f"Sáng kiến {year}")), level, year, **values)


def target(verdict: str, name: str = "Giải ngân vốn đầu tư công", sentence: str = "") -> TargetFact:
    return TargetFact(name, Verdict(verdict), words="đạt 95%", sentence=sentence)


def judge(
    code: str,
    facts: Facts,
    *,
    year: int = YEAR,
    on: date = ON,
    version: LegalVersion = LegalVersion.L2022,
    **more: object,
) -> Eligibility:
    return assess(load_catalogue().entry(code, version), facts, year=year, on=on, **more)


def finding(code: str, name: str, facts: Facts, **how: object) -> Finding:
    """The one finding of that name."""
    (found,) = [one for one in judge(code, facts, **how).findings if one.rule == name]
    return found


def reading(
    rule: str, facts: Facts, *, year: int = YEAR, on: date = ON, parts: tuple[Condition, ...] = (), **params: object
) -> Reading:
    """What a rule says with parameters of one's own."""
    code = {SubjectKind.INDIVIDUAL: "CSTDT", SubjectKind.COLLECTIVE: "TTLDXS", SubjectKind.HOUSEHOLD: "GDVH"}
    entry = load_catalogue().entry(code[facts.subject.kind], LegalVersion.L2022)
    return read(Case(entry, facts, year, on), condition(rule, parts=parts, **params))


def condition(rule: str, *, parts: tuple[Condition, ...] = (), **params: object) -> Condition:
    return Condition(rule, "Điều 1", True, params=params, parts=parts)
