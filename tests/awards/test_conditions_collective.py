"""Collectives: shares at their borders, blocs, the quota of flags, targets exceeded; under each text of the law."""

from __future__ import annotations

import pytest

from awards.enums import Nature
from awards.facts import Achievement, Bloc, FlagPool, Grade, Members, Reach
from tests.awards.judging import (
    MET,
    NOT_MET,
    UNKNOWN,
    VERSIONS,
    YEAR,
    awards,
    collective,
    finding,
    rating,
    reading,
    target,
)

per_version = pytest.mark.parametrize("version", VERSIONS)


def members(**over: int | None) -> Members:
    return Members(**{"total": 10, "completed": 10, "advanced": 7, "base_fighters": 1, "disciplined": 0, **over})


@per_version
@pytest.mark.parametrize(
    ("name", "who", "answer"),
    [
        ("all_completed", members(), MET),
        ("all_completed", members(completed=9), NOT_MET),
        ("all_completed", members(completed=None), UNKNOWN),
        ("all_completed", members(total=0, completed=0, advanced=0, base_fighters=0), UNKNOWN),
        ("all_completed", None, UNKNOWN),
        ("advanced_share", members(advanced=7), MET),
        ("advanced_share", members(advanced=6), NOT_MET),
        ("advanced_share", members(total=1000, completed=1000, advanced=700), MET),
        ("advanced_share", members(total=1000, completed=1000, advanced=699), NOT_MET),
        ("advanced_share", members(total=3, completed=3, advanced=2), NOT_MET),
        ("advanced_share", members(total=3, completed=3, advanced=3), MET),
        ("advanced_share", members(advanced=None), UNKNOWN),
        ("advanced_share", members(total=None), UNKNOWN),
        ("advanced_share", None, UNKNOWN),
        ("base_fighters", members(base_fighters=1), MET),
        ("base_fighters", members(base_fighters=0), NOT_MET),
        ("base_fighters", members(base_fighters=None), UNKNOWN),
        ("base_fighters", None, UNKNOWN),
        ("nobody_disciplined", members(disciplined=0), MET),
        ("nobody_disciplined", members(disciplined=1), NOT_MET),
        ("nobody_disciplined", members(disciplined=None), UNKNOWN),
        ("nobody_disciplined", None, UNKNOWN),
    ],
)
@pytest.mark.parametrize("code", ["TTLDXS", "DVQT"])
def test_an_excellent_collective(code, name, who, answer, version):
    assert finding(code, name, collective(members=who), version=version).answer == answer


@per_version
@pytest.mark.parametrize(
    ("total", "advanced", "answer"), [(10, 5, MET), (10, 4, NOT_MET), (11, 5, NOT_MET), (11, 6, MET)]
)
def test_an_advanced_collective_needs_half_and_says_that_the_half_is_not_verified(total, advanced, answer, version):
    found = finding("TTLDTT", "advanced_share", collective(members=Members(total, advanced=advanced)), version=version)
    assert (found.answer, found.verified) == (answer, False)
    assert "trên 50%" in found.note


def test_a_share_too_small_says_how_many_are_missing():
    found = finding("TTLDXS", "advanced_share", collective(members=members(total=11, completed=11)))
    assert found.sentence == "7/11 (63,6%) cá nhân đạt LĐTT, cần ít nhất 70% (8 người)."
    assert found.missing == "1 người đạt LĐTT"


def test_a_share_just_below_is_not_shown_as_reached():
    found = finding(
        "TTLDXS", "advanced_share", collective(members=members(total=10000, completed=10000, advanced=6999))
    )
    assert found.sentence == "6999/10000 (69,9%) cá nhân đạt LĐTT, cần ít nhất 70% (7000 người)."


@per_version
@pytest.mark.parametrize(("grade", "answer"), [(Grade.EXCELLENT, MET), (Grade.GOOD, NOT_MET)])
def test_an_excellent_collective_is_rated_excellent(grade, answer, version):
    facts = collective(ratings=(rating(YEAR, grade),))
    assert finding("TTLDXS", "rating_at_least", facts, version=version).answer == answer


LED = Bloc("Khối thi đua số 5", True, "02/BB-KTĐ", YEAR)
OVER = (target("met"), target("exceeded", "Thu ngân sách"))
MERIT = Achievement("năm", Nature.MERIT)


@per_version
@pytest.mark.parametrize(
    ("known", "answer"),
    [
        ({"bloc": LED, "targets": OVER}, MET),
        ({"bloc": Bloc("Khối thi đua số 5", False, "02/BB-KTĐ", YEAR), "targets": OVER}, NOT_MET),
        ({"bloc": Bloc("Khối thi đua số 5", True, "02/BB-KTĐ", YEAR - 1), "targets": OVER}, UNKNOWN),
        ({"bloc": Bloc("Khối thi đua số 5", True, "", YEAR), "targets": OVER}, UNKNOWN),
        ({"bloc": Bloc("Khối thi đua số 5"), "targets": OVER}, UNKNOWN),
        ({"targets": OVER}, UNKNOWN),
        ({"bloc": LED}, UNKNOWN),
        ({"bloc": LED, "targets": ()}, UNKNOWN),
        ({"bloc": LED, "targets": (target("met"),)}, UNKNOWN),
        ({"bloc": LED, "targets": (*OVER, target("on_track"))}, UNKNOWN),
        ({"bloc": LED, "targets": (*OVER, target("missed"))}, NOT_MET),
    ],
)
@pytest.mark.parametrize("code", ["COTD_T", "COTD_CP"])
def test_a_flag_is_for_the_leader_of_a_bloc_that_exceeded_its_targets(code, known, answer, version):
    assert finding(code, "leads", collective(achievement=MERIT, **known), version=version).answer == answer


@pytest.mark.parametrize(
    ("code", "reach", "proof", "answer"),
    [
        ("COTD_T", Reach.PROVINCE, "12/BB-HĐ", MET),
        ("COTD_T", Reach.NATION, "12/BB-HĐ", MET),
        ("COTD_T", Reach.BASE, "12/BB-HĐ", NOT_MET),
        ("COTD_T", Reach.PROVINCE, "", UNKNOWN),
        ("COTD_T", None, "12/BB-HĐ", UNKNOWN),
        ("COTD_CP", Reach.NATION, "12/BB-HĐ", MET),
        ("COTD_CP", Reach.PROVINCE, "12/BB-HĐ", NOT_MET),
    ],
)
def test_a_flag_may_be_for_leading_a_movement(code, reach, proof, answer):
    movement = Achievement("ntm", Nature.MOVEMENT, "Xây dựng nông thôn mới", reach, proof)
    facts = collective(achievement=movement, bloc=Bloc("Cụm 1", False, "02/BB", YEAR), targets=OVER)
    assert finding(code, "leads", facts).answer == answer


@per_version
@pytest.mark.parametrize(
    ("leaders", "proposed", "answer"),
    [(66, 12, MET), (66, 13, MET), (66, 14, NOT_MET), (5, 1, MET), (4, 1, NOT_MET), (10, 2, MET), (10, 0, MET)],
)
def test_at_most_a_fifth_of_the_leaders_for_the_governments_flag(leaders, proposed, answer, version):
    found = finding("COTD_CP", "flag_pool", collective(flag_pool=FlagPool(leaders, proposed)), version=version)
    assert (found.answer, found.verified) == (answer, False)


@pytest.mark.parametrize("pool", [None, FlagPool(0, 0)])
def test_without_the_number_of_leaders_the_fifth_is_not_known(pool):
    assert finding("COTD_CP", "flag_pool", collective(flag_pool=pool)).answer == UNKNOWN


def test_too_many_proposals_say_how_many_must_go():
    found = finding("COTD_CP", "flag_pool", collective(flag_pool=FlagPool(66, 14)))
    assert found.sentence == "Đề nghị 14/66 (21,2%) đơn vị dẫn đầu cụm, khối, không được quá 20% (13 đơn vị)."
    assert found.missing == "bớt 1 đơn vị"


def test_a_missed_target_is_named():
    found = reading("targets_exceeded", collective(targets=(*OVER, target("missed", "Trồng rừng"))))
    assert found.sentence == "Không hoàn thành 1 chỉ tiêu: Trồng rừng."


@per_version
@pytest.mark.parametrize(
    ("known", "answer"),
    [
        ({"awards": awards("TTLDXS", 2023, 2024), "ratings": ()}, MET),
        ({"awards": awards("TTLDXS", 2022, 2023), "ratings": ()}, MET),
        ({"awards": awards("TTLDXS", 2021, 2022), "ratings": (rating(2023), rating(2024))}, NOT_MET),
        ({"awards": (), "ratings": (rating(2023, Grade.EXCELLENT), rating(2024, Grade.EXCELLENT))}, MET),
        ({"awards": (), "ratings": (rating(2022), rating(2023, Grade.EXCELLENT), rating(2024))}, NOT_MET),
        ({}, UNKNOWN),
    ],
)
def test_the_provincial_certificate_of_a_collective(known, answer, version):
    facts = collective(achievement=MERIT, **known)
    assert finding("BKT-TT", "standards", facts, version=version).answer == answer


def test_targets_still_open_are_named():
    found = reading("targets_exceeded", collective(targets=(*OVER, target("behind", "Trồng rừng"))))
    assert found.sentence == "Hoàn thành 2/3 chỉ tiêu, trong đó vượt 1; chưa có kết quả cuối năm: Trồng rừng."
