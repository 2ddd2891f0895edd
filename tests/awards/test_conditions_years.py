"""Runs of years: titles, ratings, initiatives; both sides of each border, under each text of the law."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from awards.enums import Nature
from awards.facts import Achievement, Grade, Reach
from tests.awards.judging import (
    MET,
    NOT_MET,
    ON,
    UNKNOWN,
    VERSIONS,
    YEAR,
    award,
    awards,
    finding,
    initiative,
    person,
    rating,
    reading,
)

per_version = pytest.mark.parametrize("version", VERSIONS)
REVOKED = {"revoked": True, "revoked_by": "số 04/QĐ-SNV ngày 15/02/2024"}


@per_version
@pytest.mark.parametrize(
    ("held", "answer"),
    [
        (awards("CSTDCS", 2022, 2023, 2024), MET),
        (awards("CSTDCS", 2021, 2022, 2023), MET),
        (awards("CSTDCS", 2020, 2021, 2022, 2023, 2024), MET),
        (awards("CSTDCS", 2020, 2021, 2022), NOT_MET),
        (awards("CSTDCS", 2023, 2024), NOT_MET),
        (awards("CSTDCS", 2021, 2022, 2024), NOT_MET),
        (awards("CSTDCS", 2022, 2023, 2023), NOT_MET),
        (awards("LDTT", 2022, 2023, 2024), NOT_MET),
        (awards("CSTDCS", 2023, 2024, 2025), NOT_MET),
        ((), NOT_MET),
        (None, UNKNOWN),
    ],
)
def test_three_base_titles_in_a_row_for_the_provincial_one(held, answer, version):
    assert finding("CSTDT", "consecutive_titles", person(awards=held), version=version).answer == answer


@per_version
@pytest.mark.parametrize(
    ("held", "answer"),
    [
        (awards("CSTDT", 2023, 2024), MET),
        (awards("CSTDT", 2022, 2023), MET),
        (awards("CSTDT", 2021, 2022), NOT_MET),
        (awards("CSTDT", 2022, 2024), NOT_MET),
        (awards("CSTDT", 2024), NOT_MET),
        (awards("CSTDT", 2024, 2024), NOT_MET),
        (awards("CSTDT", 2021, 2024), UNKNOWN),
        (awards("CSTDT", 2020, 2023), UNKNOWN),
        (awards("CSTDT", 2020, 2024), NOT_MET),
        (None, UNKNOWN),
    ],
)
def test_two_provincial_titles_in_a_row_for_the_national_one(held, answer, version):
    assert finding("CSTDTQ", "consecutive_titles", person(awards=held), version=version).answer == answer


def test_two_titles_three_years_apart_are_for_people_to_judge():
    found = finding("CSTDTQ", "consecutive_titles", person(awards=awards("CSTDT", 2021, 2024)))
    assert found.sentence == (
        "Có 2 lần được tặng CSTĐ cấp tỉnh, mỗi lần cách nhau 3 năm: 2021 (số 21/QĐ-SNV ngày 05/12/2021), 2024 (số "
        "24/QĐ-SNV ngày 05/12/2024); “lần liên tục” tính theo năm hay theo kỳ xét chưa đối chiếu được với văn bản gốc."
    )


def test_a_full_run_names_its_decisions():
    found = finding("CSTDT", "consecutive_titles", person(awards=awards("CSTDCS", 2022, 2023, 2024)))
    assert found.sentence == (
        "Có 3/3 năm liên tục được tặng CSTĐCS: 2022 (số 22/QĐ-SNV ngày 05/12/2022), "
        "2023 (số 23/QĐ-SNV ngày 05/12/2023), 2024 (số 24/QĐ-SNV ngày 05/12/2024)."
    )
    assert found.proofs == ("22/QĐ-SNV", "23/QĐ-SNV", "24/QĐ-SNV")
    assert (found.missing, found.article) == ("", "Điều 22 Luật 06/2022/QH15")


def test_a_broken_run_names_what_is_missing():
    found = finding("CSTDT", "consecutive_titles", person(awards=awards("CSTDCS", 2022, 2023)))
    assert found.answer == NOT_MET
    assert found.sentence == (
        "Có 2/3 năm liên tục được tặng CSTĐCS: 2022 (số 22/QĐ-SNV ngày 05/12/2022), "
        "2023 (số 23/QĐ-SNV ngày 05/12/2023); thiếu năm 2024."
    )
    assert found.missing == "quyết định tặng CSTĐCS năm 2024"


def test_a_revoked_year_breaks_the_run_and_is_named():
    held = (award("CSTDCS", 2022), award("CSTDCS", 2023, **REVOKED), award("CSTDCS", 2024))
    found = finding("CSTDT", "consecutive_titles", person(awards=held))
    assert found.answer == NOT_MET
    assert found.sentence == (
        "Có 2/3 năm liên tục được tặng CSTĐCS: 2022 (số 22/QĐ-SNV ngày 05/12/2022), 2024 (số 24/QĐ-SNV ngày 05/12/2024); "
        "thiếu năm 2023. Không tính 2023 (số 23/QĐ-SNV ngày 05/12/2023): đã bị hủy bỏ theo số 04/QĐ-SNV ngày 15/02/2024."
    )


def test_a_run_does_not_leap_over_a_revoked_year():
    held = (*awards("CSTDCS", 2021, 2022), award("CSTDCS", 2023, **REVOKED), award("CSTDCS", 2024))
    assert finding("CSTDT", "consecutive_titles", person(awards=held)).answer == NOT_MET


def test_a_year_granted_again_after_the_revocation_counts():
    held = (*awards("CSTDCS", 2022, 2023, 2024), award("CSTDCS", 2023, number="1/QĐ-SNV", **REVOKED))
    assert finding("CSTDT", "consecutive_titles", person(awards=held)).answer == MET


@pytest.mark.parametrize(
    ("over", "answer", "words"),
    [
        ({"nature": Nature.MERIT}, MET, ""),
        ({"nature": Nature.SUDDEN}, NOT_MET, "khen đột xuất, không làm căn cứ xét khen công trạng"),
        (
            {"nature": Nature.MOVEMENT},
            NOT_MET,
            "khen phong trào thi đua, chuyên đề, không làm căn cứ xét khen công trạng",
        ),
        ({"nature": Nature.TENURE}, NOT_MET, "khen niên hạn, không phải khen công trạng"),
        ({"nature": None}, UNKNOWN, "còn thiếu loại thành tích của năm 2024"),
        ({"number": ""}, UNKNOWN, "còn thiếu số quyết định của năm 2024"),
        ({"decided_on": None}, MET, ""),
        ({"decided_on": ON}, MET, ""),
        ({"decided_on": ON + timedelta(days=1)}, NOT_MET, "quyết định ban hành sau ngày 20/12/2024"),
    ],
)
def test_only_a_proven_award_for_merit_counts(over, answer, words):
    held = (*awards("CSTDCS", 2022, 2023), award("CSTDCS", 2024, **over))
    found = finding("CSTDT", "consecutive_titles", person(awards=held))
    assert found.answer == answer
    assert words in found.sentence


@per_version
@pytest.mark.parametrize(
    ("code", "ratings", "answer"),
    [
        ("LDTT", (rating(YEAR, Grade.GOOD),), MET),
        ("LDTT", (rating(YEAR, Grade.EXCELLENT),), MET),
        ("LDTT", (rating(YEAR, Grade.COMPLETED),), NOT_MET),
        ("LDTT", (rating(YEAR, Grade.NOT_COMPLETED),), NOT_MET),
        ("LDTT", (rating(YEAR - 1, Grade.EXCELLENT),), UNKNOWN),
        ("LDTT", (rating(YEAR, Grade.GOOD, proof=""),), UNKNOWN),
        ("LDTT", (rating(YEAR, Grade.EXCELLENT, proof=""), rating(YEAR, Grade.GOOD)), MET),
        ("LDTT", (), UNKNOWN),
        ("LDTT", None, UNKNOWN),
    ],
)
def test_the_rating_of_the_year(code, ratings, answer, version):
    assert finding(code, "rating_at_least", person(ratings=ratings), version=version).answer == answer


def test_a_rating_too_low_names_both_grades():
    found = finding("LDTT", "rating_at_least", person(ratings=(rating(YEAR, Grade.COMPLETED),)))
    assert found.sentence == "Năm 2024 xếp loại “hoàn thành nhiệm vụ”, cần từ “hoàn thành tốt nhiệm vụ” trở lên."
    assert found.proofs == ("24/TB-SNV",)


@per_version
@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"ratings": (rating(YEAR, Grade.EXCELLENT),), "initiatives": ()}, MET),
        ({"ratings": (rating(YEAR, Grade.GOOD),), "initiatives": (initiative(level=Reach.BASE),)}, MET),
        ({"ratings": None, "initiatives": (initiative(level=Reach.NATION),)}, MET),
        ({"ratings": (rating(YEAR, Grade.GOOD),), "initiatives": ()}, NOT_MET),
        ({"ratings": (rating(YEAR, Grade.GOOD),), "initiatives": (initiative(YEAR - 1),)}, NOT_MET),
        ({"ratings": (rating(YEAR, Grade.GOOD),)}, UNKNOWN),
        ({}, UNKNOWN),
    ],
)
def test_the_base_title_asks_for_an_excellent_year_or_an_initiative(facts, answer, version):
    assert finding("CSTDCS", "excellent_or_initiative", person(**facts), version=version).answer == answer


@per_version
@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"awards": awards("LDTT", YEAR), "ratings": ()}, MET),
        ({"awards": awards("CSTT", YEAR), "ratings": ()}, MET),
        ({"awards": (), "ratings": (rating(YEAR),)}, MET),
        ({"awards": (), "ratings": (rating(YEAR, Grade.COMPLETED),)}, NOT_MET),
        ({"awards": awards("LDTT", YEAR - 1), "ratings": (rating(YEAR, Grade.COMPLETED),)}, NOT_MET),
        ({"awards": (award("LDTT", YEAR, number=""),), "ratings": (rating(YEAR, Grade.COMPLETED),)}, UNKNOWN),
        ({}, UNKNOWN),
    ],
)
def test_the_base_title_asks_for_the_standard_of_the_lower_one(facts, answer, version):
    assert finding("CSTDCS", "meets_advanced", person(**facts), version=version).answer == answer


@per_version
@pytest.mark.parametrize(
    ("initiatives", "answer"),
    [
        ((initiative(2024),), MET),
        ((initiative(2021),), MET),
        ((initiative(2020),), NOT_MET),
        ((initiative(2024, Reach.NATION),), MET),
        ((initiative(2024, Reach.BASE),), NOT_MET),
        ((initiative(2024, recognised_on=ON - timedelta(days=1)),), MET),
        ((initiative(2024, recognised_on=ON),), NOT_MET),
        ((initiative(2024, recognised_on=ON + timedelta(days=1)),), NOT_MET),
        ((initiative(2024, recognised_on=None),), UNKNOWN),
        ((initiative(2024, number=""),), UNKNOWN),
        ((), NOT_MET),
        (None, UNKNOWN),
    ],
)
def test_an_initiative_of_the_province_recognised_before(initiatives, answer, version):
    assert finding("CSTDT", "initiative", person(initiatives=initiatives), version=version).answer == answer


@per_version
@pytest.mark.parametrize(("level", "answer"), [(Reach.NATION, MET), (Reach.PROVINCE, NOT_MET), (Reach.BASE, NOT_MET)])
def test_the_national_title_asks_for_an_initiative_of_the_nation(level, answer, version):
    assert (
        finding("CSTDTQ", "initiative", person(initiatives=(initiative(2023, level),)), version=version).answer
        == answer
    )


def test_an_initiative_that_does_not_count_is_named_with_the_reason():
    late, narrow = initiative(2024, recognised_on=ON), initiative(2023, Reach.BASE)
    found = finding("CSTDT", "initiative", person(initiatives=(late, narrow)))
    assert found.sentence == (
        "Có 0/1 sáng kiến, đề tài, đề án được công nhận có hiệu quả, phạm vi cấp tỉnh trở lên, các năm 2021-2024. "
        "Không tính “Sáng kiến 2024” (số 24/QĐ-SK ngày 20/12/2024): phải được công nhận trước ngày 20/12/2024. "
        "Không tính “Sáng kiến 2023” (số 23/QĐ-SK ngày 01/11/2023): chỉ có phạm vi cấp cơ sở."
    )


def test_the_same_initiative_twice_is_one():
    twice = (initiative(2024, name="Số hóa"), initiative(2023, name="số hóa"))
    assert reading("initiative", person(initiatives=twice), level="base", count=2, years_back=1).answer == NOT_MET
    two = (initiative(2024, name="Số hóa"), initiative(2023, name="Chữ ký số"))
    assert reading("initiative", person(initiatives=two), level="base", count=2, years_back=1).answer == MET


GOOD_YEARS = tuple(rating(year) for year in range(2020, 2025))


@per_version
@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"awards": (*awards("BKT-CN", 2021), *awards("CSTDCS", 2020, 2022, 2024)), "ratings": GOOD_YEARS}, MET),
        ({"awards": (*awards("BKT-CN", 2021), *awards("CSTDCS", 2020, 2024)), "ratings": GOOD_YEARS}, NOT_MET),
        ({"awards": (*awards("BKT-CN", 2021), *awards("CSTDCS", 2019, 2020, 2024)), "ratings": GOOD_YEARS}, NOT_MET),
        ({"awards": awards("CSTDCS", 2020, 2022, 2024), "ratings": GOOD_YEARS}, NOT_MET),
        (
            {
                "awards": (award("BKT-CN", 2021, nature=Nature.SUDDEN), *awards("CSTDCS", 2020, 2022, 2024)),
                "ratings": GOOD_YEARS,
            },
            NOT_MET,
        ),
        (
            {"awards": (*awards("BKT-CN", 2021), *awards("CSTDCS", 2020, 2022, 2024)), "ratings": GOOD_YEARS[1:]},
            UNKNOWN,
        ),
        (
            {
                "awards": (*awards("BKT-CN", 2021), *awards("CSTDCS", 2020, 2022, 2024)),
                "ratings": (*GOOD_YEARS[:2], rating(2022, Grade.COMPLETED), *GOOD_YEARS[3:]),
            },
            NOT_MET,
        ),
        ({"awards": None, "ratings": GOOD_YEARS}, UNKNOWN),
        ({}, UNKNOWN),
    ],
)
def test_the_prime_ministers_certificate_asks_for_five_good_years_with_three_titles(facts, answer, version):
    facts = person(achievement=Achievement("a", Nature.MERIT), **facts)
    assert finding("BKTTG-CN", "standards", facts, version=version).answer == answer


EXCELLENT = (rating(2022, Grade.COMPLETED), rating(2023, Grade.EXCELLENT), rating(2024, Grade.EXCELLENT))


@per_version
@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"awards": awards("CSTDCS", 2023, 2024), "ratings": (), "initiatives": ()}, MET),
        ({"awards": awards("CSTDCS", 2022, 2024), "ratings": EXCELLENT, "initiatives": ()}, NOT_MET),
        ({"awards": (), "ratings": EXCELLENT[1:], "initiatives": (initiative(2022), initiative(2023))}, UNKNOWN),
        ({"awards": (), "ratings": EXCELLENT, "initiatives": (initiative(2023), initiative(2024))}, MET),
        ({"awards": (), "ratings": EXCELLENT, "initiatives": (initiative(2022), initiative(2024))}, NOT_MET),
        ({"awards": (), "ratings": EXCELLENT, "initiatives": (initiative(2024),)}, NOT_MET),
        (
            {
                "awards": (),
                "ratings": (rating(2022), rating(2023), EXCELLENT[2]),
                "initiatives": (initiative(2023), initiative(2024)),
            },
            NOT_MET,
        ),
    ],
)
def test_the_provincial_certificate_asks_for_two_titles_or_two_excellent_years_with_initiatives(facts, answer, version):
    facts = person(achievement=Achievement("a", Nature.MERIT), **facts)
    assert finding("BKT-CN", "standards", facts, version=version).answer == answer


def test_years_below_the_grade_and_years_without_a_rating_are_told_apart():
    low = reading("rated_years", person(ratings=(rating(2023), rating(2024, Grade.COMPLETED))), grade="good", count=2)
    assert low.answer == UNKNOWN  # 2022-2023 may still be good: 2022 has no rating
    assert low.sentence == (
        "Có 1/2 năm liên tục xếp loại từ “hoàn thành tốt nhiệm vụ” trở lên: 2023 (số 23/TB-SNV); "
        "chưa có kết quả xếp loại năm 2022."
    )
    unnumbered = reading("rated_years", person(ratings=(rating(2023), rating(2024, proof=""))), grade="good", count=2)
    assert unnumbered.answer == UNKNOWN
    assert unnumbered.missing == "số văn bản xếp loại năm 2024"


@pytest.mark.parametrize(
    ("held", "within", "answer"),
    [
        (awards("BKT-CN", 2020), 5, MET),
        (awards("BKT-CN", 2019), 5, NOT_MET),
        (awards("BKT-CN", 2019), 0, MET),
        (awards("BKT-CN", 2024), 5, MET),
        ((award("BKT-CN", 2024, nature=None),), 5, UNKNOWN),
        ((award("BKT-CN", 2020, nature=None),), 5, UNKNOWN),
        ((award("BKT-CN", 2019, nature=None),), 5, NOT_MET),
        ((award("BKT-CN", 2025, nature=None, decided_on=None),), 5, NOT_MET),
        (awards("BKT-CN", 2025), 5, NOT_MET),
        ((award("BKT-CN", 2022, nature=None),), 5, UNKNOWN),
        ((award("BKT-CN", 2022, **REVOKED),), 5, NOT_MET),
        ((award("BKT-CN", 2022, nature=Nature.SUDDEN),), 5, NOT_MET),
        ((), 5, NOT_MET),
        (None, 5, UNKNOWN),
    ],
)
def test_an_earlier_award_within_so_many_years(held, within, answer):
    assert reading("prior_award", person(awards=held), codes=["BKT-CN"], within_years=within).answer == answer


def test_an_earlier_award_that_is_too_old_is_named():
    found = reading("prior_award", person(awards=awards("BKT-CN", 2019)), codes=["BKT-CN"], within_years=5)
    assert found.sentence == (
        "Chưa được tặng Bằng khen cấp tỉnh trong 5 năm 2020-2024 cho thành tích công trạng. "
        "Không tính 2019 (số 19/QĐ-SNV ngày 05/12/2019): trước năm 2020."
    )


def test_the_day_of_judging_is_not_the_clock():
    held = awards("CSTDCS", 2022, 2023, 2024)
    before = finding("CSTDT", "consecutive_titles", person(awards=held), on=date(2024, 12, 4))
    assert before.answer == NOT_MET


@pytest.mark.parametrize(
    ("held", "answer", "words"),
    [
        (awards("CSTDCS", 2023), MET, "có 1/1 lần được tặng CSTĐCS: 2023 (số 23/QĐ-SNV ngày 05/12/2023)."),
        (
            (award("CSTDCS", 2023, number=""),),
            UNKNOWN,
            "có 1/1 lần được tặng CSTĐCS: 2023 (ngày 05/12/2023).",
        ),
        ((), NOT_MET, "có 0/1 lần được tặng CSTĐCS."),
        (None, UNKNOWN, "Chưa có dữ liệu về quá trình được tặng CSTĐCS."),
    ],
)
def test_titles_within_the_good_years_must_be_proven(held, answer, words):
    facts = person(awards=held, ratings=(rating(2022, Grade.COMPLETED), rating(2023), rating(2024)))
    found = reading("rated_years", facts, grade="good", count=2, titles=1, code="CSTDCS")
    assert found.answer == answer
    assert found.sentence.endswith(words)


def test_several_earlier_awards_that_would_do_are_each_named_once():
    codes = ["BKT-CN", "BKT-TT", "GK-CN"]
    found = reading("prior_award", person(awards=awards("GK-CN", 2023)), codes=codes)
    assert found.sentence == "Đã được tặng Bằng khen cấp tỉnh hoặc Giấy khen: 2023 (số 23/QĐ-SNV ngày 05/12/2023)."
