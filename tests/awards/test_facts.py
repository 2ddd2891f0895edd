"""Facts in a file: read, written again, refused in words."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awards.facts import Facts, FactsError, Grade, Reach, longest_run, windows

EXAMPLES = sorted((Path(__file__).parent.parent / "data" / "awards").glob("*.json"))
quick = settings(deadline=None, database=None, derandomize=True, max_examples=100)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_survive_being_written(path):
    facts = Facts.from_json(path.read_text(encoding="utf-8"))
    assert Facts.from_json(facts.to_json()) == facts


@quick
@given(st.builds(Facts))
def test_any_facts_survive_being_written(facts):
    assert Facts.from_json(facts.to_json()) == Facts.from_json(Facts.from_json(facts.to_json()).to_json())


def test_nothing_known_and_none_there_are_told_apart():
    facts = Facts.from_json('{"subject": {"kind": "individual", "name": "A"}, "awards": []}')
    assert (facts.awards, facts.ratings) == ((), None)
    assert (facts.to_plain()["awards"], facts.to_plain()["ratings"]) == ([], None)


def with_subject(**more: object) -> str:
    return json.dumps({"subject": {"kind": "individual", "name": "A"}, **more})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[", "Không phải JSON hợp lệ ở dòng 1, cột 2."),
        ("[]", "Phải là một nhóm giá trị { … }."),
        ("{}", "subject: thiếu mục này."),
        (
            '{"subject": {"kind": "robot", "name": "A"}}',
            "subject.kind: “robot” không thuộc: individual, collective, household.",
        ),
        (with_subject(awards=[{"code": "LDTT", "year": "2024"}]), "awards[0].year: phải là số nguyên."),
        (with_subject(awards=[{"code": "LDTT", "year": True}]), "awards[0].year: phải là số nguyên."),
        (
            with_subject(
                awards=[{"code": "LDTT", "year": 2024}, {"code": "LDTT", "year": 2024, "decided_on": "05/12/2024"}]
            ),
            "awards[1].decided_on: “05/12/2024” không phải là ngày (cách ghi: 2024-12-31).",
        ),
        (with_subject(awards={"code": "LDTT"}), "awards: phải là một danh sách [ … ]."),
        (
            with_subject(ratings=[{"year": 2024, "grade": "A"}]),
            "ratings[0].grade: “A” không thuộc: excellent, good, completed, not_completed.",
        ),
        (with_subject(members={"total": 5, "advanced": 6}), "members: advanced (6) lớn hơn tổng số (5)."),
        (with_subject(members={"total": -1}), "members: total không được âm."),
        (with_subject(flag_pool={"leaders": -1, "proposed": 0}), "flag_pool: leaders và proposed không được âm."),
        (
            with_subject(targets=[{"name": "x", "verdict": "đạt"}]),
            "targets[0].verdict: “đạt” không thuộc: exceeded, met, on_track, behind, missed, no_data.",
        ),
        (with_subject(bloc={"name": 5}), "bloc.name: phải là chữ."),
    ],
)
def test_wrong_facts_are_refused_with_their_place(text, words):
    with pytest.raises(FactsError) as refused:
        Facts.from_json(text)
    assert str(refused.value) == words


def test_an_unknown_part_is_told_which_there_are():
    with pytest.raises(FactsError, match="award: không có mục này; các mục có thể ghi: subject, awards, ratings"):
        Facts.from_json(with_subject(award=[]))


def test_days_are_days():
    facts = Facts.from_json(with_subject(disciplines=[{"ended_on": "2024-02-29"}]))
    assert facts.disciplines is not None
    assert facts.disciplines[0].ended_on == date(2024, 2, 29)


def test_windows_end_in_the_year_and_the_one_before():
    assert list(windows(2024, 3)) == [(2022, 2023, 2024), (2021, 2022, 2023)]
    assert list(windows(2024, 2, lag=0)) == [(2023, 2024)]


@pytest.mark.parametrize(
    ("years", "run"),
    [
        ((), ()),
        ((2024,), (2024,)),
        ((2022, 2024, 2023), (2022, 2023, 2024)),
        ((2022, 2022, 2023), (2022, 2023)),
        ((2019, 2020, 2022, 2023), (2022, 2023)),
        ((2018, 2019, 2020, 2022, 2023), (2018, 2019, 2020)),
    ],
)
def test_the_longest_run_of_years(years, run):
    assert longest_run(years) == run


def test_the_better_grade_and_the_wider_reach_count_for_the_lesser():
    assert [grade.reaches(Grade.GOOD) for grade in Grade] == [True, True, False, False]
    assert [reach.covers(Reach.PROVINCE) for reach in Reach] == [True, True, False]
