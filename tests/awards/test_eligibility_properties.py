"""What holds for all facts: the answer follows from the findings; another proof never makes what was met not met."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awards.catalogue import load_catalogue
from awards.conditions import Case, Reading, read
from awards.eligibility import assess
from awards.enums import Answer, LegalVersion, Mode, Nature, SubjectKind
from awards.facts import (
    Achievement,
    AwardFact,
    Confirmation,
    Discipline,
    Facts,
    Grade,
    Initiative,
    Members,
    Pending,
    Rating,
    Reach,
    Registration,
    Subject,
    TargetFact,
)
from tests.awards.judging import MET, NOT_MET, ON, YEAR, condition

quick = settings(deadline=None, database=None, derandomize=True, max_examples=150)
years = st.integers(2018, 2025)
days = st.dates(date(2018, 1, 1), date(2025, 12, 31))
numbers = st.sampled_from(["", "1/QĐ", "2/QĐ", "3/QĐ"])
names = st.sampled_from(["Số hóa", "Chữ ký số", "Bản đồ số"])
codes = st.sampled_from(["LDTT", "CSTDCS", "CSTDT", "BKT-CN", "GK-CN"])

award_facts = st.builds(
    AwardFact,
    codes,
    years,
    numbers,
    st.none() | days,
    st.just(""),
    st.none() | st.sampled_from(Nature),
    st.sampled_from(["", "a", "b"]),
    st.booleans(),
)
ratings = st.builds(Rating, years, st.sampled_from(Grade), numbers)
initiatives = st.builds(Initiative, names, st.sampled_from(Reach), years, st.none() | days, numbers)
registrations = st.builds(Registration, codes, years, st.just(""), st.none() | days)


def some(items, most: int = 6):
    return st.none() | st.lists(items, max_size=most).map(tuple)


everything = st.builds(
    Facts,
    subject=st.builds(Subject, st.sampled_from(SubjectKind), st.just("A"), st.none() | st.booleans()),
    awards=some(award_facts),
    ratings=some(ratings),
    initiatives=some(initiatives),
    members=st.none()
    | st.integers(1, 30).flatmap(
        lambda total: st.builds(Members, st.just(total), *(st.none() | st.integers(0, total) for _ in range(4)))
    ),
    pending=some(st.builds(Pending), 1),
    disciplines=some(st.builds(Discipline, st.none() | days, numbers), 2),
    registrations=some(registrations),
    targets=some(st.builds(TargetFact, st.just("x"))),
    achievement=st.none() | st.builds(Achievement),
    relies_on=st.none() | st.lists(numbers, max_size=2).map(tuple),
    confirmations=some(st.builds(Confirmation, st.sampled_from(["unity", "spirit"])), 2),
)
persons = everything.map(lambda facts: replace(facts, subject=Subject(SubjectKind.INDIVIDUAL, "A", False)))


def ask(rule: str, facts: Facts, **params: object) -> Reading:
    entry = load_catalogue().entry("CSTDT", LegalVersion.L2022)
    return read(Case(entry, facts, YEAR, ON), condition(rule, **params))


@quick
@given(everything, st.data())
def test_the_answer_follows_from_the_findings_that_block(facts, data):
    fitting = [entry for entry in load_catalogue().entries if entry.subject == facts.subject.kind]
    entry = data.draw(st.sampled_from(fitting))
    result = assess(entry, facts, year=YEAR, on=ON)
    answers = {one.answer for one in result.findings if one.mode == Mode.BLOCK}
    worst = next(one for one in (Answer.NOT_MET, Answer.UNKNOWN, Answer.MET) if one in answers)
    assert result.answer == worst
    assert all(one.sentence.endswith(".") for one in result.findings)
    assert all(one.proofs == tuple(dict.fromkeys(filter(None, one.proofs))) for one in result.findings)


RULES = [
    ("consecutive_titles", {"code": "CSTDCS", "count": 3}),
    ("consecutive_titles", {"code": "CSTDT", "count": 2, "spacing": 3}),
    ("holds_title", {"codes": ["LDTT"]}),
    ("prior_award", {"codes": ["BKT-CN"], "within_years": 5}),
    ("rated_years", {"grade": "good", "count": 2, "titles": 1, "code": "CSTDCS"}),
    ("rated_years", {"grade": "good", "count": 2, "initiatives": 1, "level": "base"}),
    ("rating_at_least", {"grade": "good"}),
    ("initiative", {"level": "province", "years_back": 3}),
    ("registered", {}),
]


@quick
@pytest.mark.parametrize(("rule", "params"), RULES)
@given(facts=persons, data=st.data())
def test_another_proof_never_makes_met_not_met(rule, params, facts, data):
    before = ask(rule, facts, **params)
    part, items = data.draw(
        st.sampled_from(
            [
                ("awards", award_facts),
                ("ratings", ratings),
                ("initiatives", initiatives),
                ("registrations", registrations),
            ]
        )
    )
    more = replace(facts, **{part: (*(getattr(facts, part) or ()), data.draw(items))})
    if before.answer == MET:
        assert ask(rule, more, **params).answer == MET


@quick
@given(persons, st.permutations(range(6)))
def test_the_order_in_which_facts_are_told_plays_no_part(facts, order):
    awards = facts.awards or ()
    shuffled = tuple(awards[at] for at in order if at < len(awards))
    mixed = replace(facts, awards=shuffled if facts.awards is not None else None)
    for rule, params in RULES:
        assert ask(rule, mixed, **params).answer == ask(rule, facts, **params).answer


@quick
@given(persons)
def test_a_revoked_award_is_worth_no_more_than_none(facts):
    kept = tuple(award for award in facts.awards or () if not award.revoked)
    without = replace(facts, awards=kept if facts.awards is not None else None)
    for rule, params in RULES:
        assert ask(rule, without, **params).answer == ask(rule, facts, **params).answer


@quick
@given(st.integers(1, 200).flatmap(lambda total: st.tuples(st.just(total), st.integers(0, total))))
def test_a_share_is_reached_exactly_when_the_fraction_is(counts):
    total, advanced = counts
    facts = Facts(Subject(SubjectKind.INDIVIDUAL, "A"), members=Members(total, advanced=advanced))
    answer = ask("advanced_share", facts, percent=70).answer
    assert answer == (MET if advanced / total >= 0.7 - 1e-12 else NOT_MET)
