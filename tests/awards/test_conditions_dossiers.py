"""What a dossier rests on: registration, one achievement one form, earlier awards; under each text of the law."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from awards.enums import Nature
from awards.facts import Achievement, Reach, Registration, Waiver
from tests.awards.judging import (
    MET,
    NOT_MET,
    ON,
    UNKNOWN,
    VERSIONS,
    YEAR,
    award,
    awards,
    collective,
    condition,
    finding,
    person,
    reading,
)

per_version = pytest.mark.parametrize("version", VERSIONS)
DAY = timedelta(days=1)


def registration(code: str = "CSTDT", year: int = YEAR, accepted_on=ON - DAY) -> Registration:
    return Registration(code, year, "đợt đăng ký năm 2024", accepted_on)


@per_version
@pytest.mark.parametrize(
    ("registrations", "waiver", "answer"),
    [
        ((registration(),), None, MET),
        ((registration(accepted_on=ON),), None, NOT_MET),
        ((registration(accepted_on=ON + DAY),), None, NOT_MET),
        ((registration(accepted_on=None),), None, UNKNOWN),
        ((registration(year=YEAR - 1),), None, NOT_MET),
        ((registration(year=YEAR - 1, accepted_on=None),), None, NOT_MET),
        ((registration("CSTDCS", accepted_on=None),), None, NOT_MET),
        ((registration("CSTDCS"),), None, NOT_MET),
        ((registration(accepted_on=ON), registration()), None, MET),
        ((), None, NOT_MET),
        (None, None, UNKNOWN),
        ((), Waiver("Giám đốc Sở Nội vụ", "chuyển công tác từ tháng 6"), MET),
        (None, Waiver("Giám đốc Sở Nội vụ", "chuyển công tác từ tháng 6"), MET),
        ((), Waiver("Giám đốc Sở Nội vụ", ""), NOT_MET),
        ((), Waiver("", "chuyển công tác từ tháng 6"), NOT_MET),
        ((registration(),), Waiver("", ""), MET),
    ],
)
def test_a_title_is_registered_beforehand(registrations, waiver, answer, version):
    facts = person(registrations=registrations, registration_waiver=waiver)
    assert finding("CSTDT", "registered", facts, version=version).answer == answer


def test_an_exception_is_told_with_its_name_and_reason():
    waiver = Waiver("Giám đốc Sở Nội vụ", "chuyển công tác từ tháng 6")
    found = finding("CSTDT", "registered", person(registrations=(), registration_waiver=waiver))
    assert found.sentence == (
        "Không đăng ký “Chiến sĩ thi đua cấp tỉnh” năm 2024; được Giám đốc Sở Nội vụ chấp nhận ngoại lệ, "
        "lý do: chuyển công tác từ tháng 6."
    )
    bare = finding("CSTDT", "registered", person(registrations=(), registration_waiver=Waiver("", "")))
    assert bare.missing == "người chấp nhận và lý do"


def test_a_late_registration_names_both_days():
    found = finding("CSTDT", "registered", person(registrations=(registration(accepted_on=ON),)))
    assert found.sentence == (
        "Đăng ký “Chiến sĩ thi đua cấp tỉnh” năm 2024 được chấp nhận ngày 20/12/2024, không trước ngày xét 20/12/2024."
    )


@pytest.mark.parametrize(("registered", "answer"), [("LDTT", MET), ("CSTDCS", MET), ("CSTDT", NOT_MET)])
def test_a_higher_registration_includes_the_lower_title(registered, answer):
    facts = person(registrations=(registration(registered),))
    assert finding("LDTT", "registered", facts).answer == answer


@per_version
@pytest.mark.parametrize(
    ("held", "answer"),
    [
        ((), MET),
        (awards("CSTDT", YEAR - 1), MET),
        (awards("CSTDCS", YEAR), MET),
        (awards("CSTDT", YEAR), NOT_MET),
        ((award("CSTDT", YEAR, revoked=True),), MET),
        (None, UNKNOWN),
    ],
)
def test_the_same_title_is_granted_once_for_a_year(held, answer, version):
    assert finding("CSTDT", "not_already_granted", person(awards=held), version=version).answer == answer


FLOOD = Achievement("bao-so-3", Nature.SUDDEN, "Cứu nạn trong bão số 3", Reach.PROVINCE, "12/BC-UBND")


@per_version
@pytest.mark.parametrize(
    ("achievement", "held", "answer"),
    [
        (FLOOD, (), MET),
        (FLOOD, (award("GK-CN", YEAR, achievement="bao-so-3"),), NOT_MET),
        (FLOOD, (award("GK-CN", YEAR - 1, achievement="bao-so-3"),), NOT_MET),
        (FLOOD, (award("GK-CN", YEAR, achievement="bao-so-3", revoked=True),), MET),
        (FLOOD, (award("GK-CN", YEAR, achievement="ntm"),), MET),
        (FLOOD, (award("GK-CN", YEAR),), UNKNOWN),
        (FLOOD, (award("GK-CN", YEAR - 1),), MET),
        (FLOOD, (award("CSTDCS", YEAR, achievement="bao-so-3"),), MET),
        (None, (award("GK-CN", YEAR, achievement="bao-so-3"),), UNKNOWN),
        (None, (), MET),
        (FLOOD, None, UNKNOWN),
    ],
)
def test_one_achievement_one_form(achievement, held, answer, version):
    facts = person(achievement=achievement, awards=held)
    assert finding("BKT-CN", "one_achievement", facts, version=version).answer == answer


def test_an_achievement_already_honoured_names_the_decision():
    facts = person(achievement=FLOOD, awards=(award("GK-CN", YEAR, achievement="bao-so-3"),))
    found = finding("BKT-CN", "one_achievement", facts)
    assert found.sentence == "Thành tích này đã được khen: Giấy khen 2024 (số 24/QĐ-SNV ngày 05/12/2024)."
    assert found.proofs == ("24/QĐ-SNV",)


@per_version
@pytest.mark.parametrize(
    ("held", "relies_on", "answer"),
    [
        ((), None, MET),
        ((award("BKT-CN", 2023, nature=Nature.SUDDEN),), None, MET),
        ((award("BKT-CN", 2023, nature=Nature.SUDDEN),), ("24/QĐ-SNV",), MET),
        ((award("BKT-CN", 2023, nature=Nature.SUDDEN),), ("23/QĐ-SNV",), NOT_MET),
        ((award("BKT-CN", 2023, nature=Nature.MOVEMENT),), ("23/QĐ-SNV",), NOT_MET),
        ((award("BKT-CN", 2023, nature=Nature.MERIT),), ("23/QĐ-SNV",), MET),
        ((award("BKT-CN", 2023, nature=Nature.SUDDEN, revoked=True),), ("23/QĐ-SNV",), MET),
        (None, ("23/QĐ-SNV",), UNKNOWN),
    ],
)
@pytest.mark.parametrize("code", ["CSTDT", "CSTDTQ", "BKT-CN", "BKTTG-CN"])
def test_sudden_and_thematic_awards_do_not_count_upwards(code, held, relies_on, answer, version):
    facts = person(awards=held, relies_on=relies_on)
    assert finding(code, "sudden_not_counted", facts, version=version).answer == answer


def test_what_was_left_aside_is_named():
    facts = person(awards=(award("BKT-CN", 2023, nature=Nature.SUDDEN),))
    assert finding("CSTDT", "sudden_not_counted", facts).sentence == (
        "Không lấy khen đột xuất, chuyên đề làm căn cứ; đã để ngoài: Bằng khen cấp tỉnh 2023 (số 23/QĐ-SNV ngày 05/12/2023)."
    )


@pytest.mark.parametrize(
    ("held", "answer"),
    [
        (awards("LDTT", YEAR), MET),
        (awards("LDTT", YEAR - 1), NOT_MET),
        ((award("LDTT", YEAR, nature=None),), UNKNOWN),
        ((award("LDTT", YEAR, decided_on=ON + DAY),), NOT_MET),
        (None, UNKNOWN),
    ],
)
def test_a_title_held_in_the_year(held, answer):
    assert reading("holds_title", person(awards=held), codes=["LDTT", "CSTT"]).answer == answer


@pytest.mark.parametrize(
    ("achievement", "answer"),
    [
        (FLOOD, MET),
        (replace(FLOOD, reach=Reach.NATION), MET),
        (replace(FLOOD, reach=Reach.BASE), NOT_MET),
        (replace(FLOOD, reach=None), UNKNOWN),
        (replace(FLOOD, proof=""), UNKNOWN),
        (replace(FLOOD, nature=Nature.MOVEMENT), NOT_MET),
        (replace(FLOOD, nature=None), UNKNOWN),
        (None, UNKNOWN),
    ],
)
def test_the_achievement_of_the_dossier(achievement, answer):
    facts = person(achievement=achievement)
    got = reading("achievement", facts, natures=["sudden"], level="province", what="thành tích đột xuất")
    assert got.answer == answer


@per_version
def test_a_sudden_achievement_is_enough_for_the_certificate(version):
    facts = person(achievement=FLOOD, awards=(), ratings=(), initiatives=())
    found = finding("BKT-CN", "standards", facts, version=version)
    assert found.answer == MET
    assert found.proofs == ("12/BC-UBND",)


@pytest.mark.parametrize(
    ("joined", "one", "other", "answer"),
    [
        ("any_of", MET, NOT_MET, MET),
        ("any_of", MET, UNKNOWN, MET),
        ("any_of", NOT_MET, UNKNOWN, UNKNOWN),
        ("any_of", NOT_MET, NOT_MET, NOT_MET),
        ("any_of", UNKNOWN, UNKNOWN, UNKNOWN),
        ("all_of", MET, MET, MET),
        ("all_of", MET, UNKNOWN, UNKNOWN),
        ("all_of", NOT_MET, UNKNOWN, NOT_MET),
        ("all_of", MET, NOT_MET, NOT_MET),
        ("all_of", UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_joined_conditions(joined, one, other, answer):
    part = {
        MET: condition("holds_title", codes=["LDTT"]),
        NOT_MET: condition("holds_title", codes=["CSTT"]),
        UNKNOWN: condition("rating_at_least", grade="good"),
    }
    facts = person(awards=awards("LDTT", YEAR), ratings=None)
    for parts in ((part[one], part[other]), (part[other], part[one])):
        assert reading(joined, facts, parts=parts).answer == answer


def test_a_joined_condition_tells_every_part_that_failed():
    parts = (condition("holds_title", codes=["CSTT"]), condition("rating_at_least", grade="good"))
    got = reading("any_of", person(awards=(), ratings=None), parts=parts)
    assert got.sentence == (
        "Chưa xác định được một trong 2 tiêu chuẩn. (a) Chưa được tặng CSTT năm 2024. (b) Chưa có kết quả xếp loại năm 2024."
    )
    assert got.missing == "quyết định tặng CSTT năm 2024 hoặc kết quả xếp loại năm 2024"


def test_a_collective_may_register_the_higher_title():
    facts = collective(registrations=(registration("TTLDXS"),))
    assert finding("TTLDTT", "registered", facts).sentence == (
        "Đã đăng ký TTLĐXS năm 2024 trong đợt đăng ký năm 2024, được chấp nhận ngày 19/12/2024."
    )
