"""Counters of a list: both sides of each limit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.enums import SubjectKind
from awards.quotas import (
    DIRECT_SHARE,
    DIRECT_SHARE_SOURCE,
    Ceiling,
    Proposal,
    by_subject,
    by_title,
    ceiling,
    direct_share,
)

LIMIT = Ceiling("CSTDCS", "CSTĐ cơ sở", Decimal(15), frozenset({"LDTT"}), "người đạt LĐTT", "Chưa đối chiếu.")


def people(direct: int, leading: int) -> list[Proposal]:
    return [Proposal("LDTT", "LĐTT", SubjectKind.INDIVIDUAL, leads) for leads in [False] * direct + [True] * leading]


@pytest.mark.parametrize(
    ("direct", "leading", "tone", "words"),
    [
        (2, 3, "success", "2/5 (40%) cá nhân; mức tối thiểu 40%."),
        (1, 2, "warning", "1/3 (33,3%) cá nhân; mức tối thiểu 40%: cần thêm 1 người."),
        (399, 601, "warning", "399/1000 (39,9%) cá nhân; mức tối thiểu 40%: cần thêm 2 người."),
        (0, 3, "warning", "0/3 (0%) cá nhân; mức tối thiểu 40%: cần thêm 2 người."),
        (3, 0, "success", "3/3 (100%) cá nhân; mức tối thiểu 40%."),
    ],
)
def test_share_without_leading_posts_on_both_sides_of_the_limit(direct, leading, tone, words):
    gauge = direct_share(people(direct, leading))
    assert (gauge.tone, gauge.words, gauge.note) == (tone, words, DIRECT_SHARE_SOURCE)


def test_share_of_a_list_without_people_cannot_be_told():
    gauge = direct_share([Proposal("TTLDTT", "TTLĐTT", SubjectKind.COLLECTIVE)])
    assert (gauge.tone, gauge.state) == ("neutral", "Chưa tính được")


@given(direct=st.integers(0, 60), leading=st.integers(0, 60), least=st.integers(1, 99))
def test_the_number_that_is_missing_is_enough_and_no_smaller_one_is(direct, leading, least):
    gauge = direct_share(people(direct, leading), least=Decimal(least))
    if gauge.tone != "warning":
        return
    more = int(gauge.words.partition("cần thêm ")[2].split()[0])
    assert direct_share(people(direct + more, leading), least=Decimal(least)).tone == "success"
    assert direct_share(people(direct + more - 1, leading), least=Decimal(least)).tone == "warning"


@pytest.mark.parametrize(
    ("asked", "base", "tone", "words"),
    [
        (3, 20, "success", "3 đề nghị trên 20 người đạt LĐTT; mức tối đa 15% là 3."),
        (4, 20, "warning", "4 đề nghị trên 20 người đạt LĐTT; mức tối đa 15% là 3: vượt 1."),
        (1, 6, "warning", "1 đề nghị trên 6 người đạt LĐTT; mức tối đa 15% là 0: vượt 1."),
        (0, 6, "success", "0 đề nghị trên 6 người đạt LĐTT; mức tối đa 15% là 0."),
        (2, 0, "neutral", "2 đề nghị; chưa có số người đạt LĐTT để so với mức 15%."),
    ],
)
def test_ceiling_on_both_sides(asked, base, tone, words):
    fighters = [Proposal("CSTDCS", "CSTĐ cơ sở", SubjectKind.INDIVIDUAL)] * asked
    gauge = ceiling([*fighters, *people(base, 0)], LIMIT)
    assert (gauge.tone, gauge.words, gauge.note) == (tone, words, "Chưa đối chiếu.")


def test_holders_who_are_not_on_the_list_count_for_the_ceiling():
    fighters = [Proposal("CSTDCS", "CSTĐ cơ sở", SubjectKind.INDIVIDUAL)]
    assert ceiling(fighters, LIMIT, {"LDTT": 7, "CSTT": 90}).words.startswith("1 đề nghị trên 7 ")


def test_titles_and_subjects_are_counted_in_the_order_of_the_list():
    proposals = [
        Proposal("LDTT", "LĐTT", SubjectKind.INDIVIDUAL),
        Proposal("TTLDTT", "TTLĐTT", SubjectKind.COLLECTIVE),
        Proposal("LDTT", "LĐTT", SubjectKind.INDIVIDUAL),
    ]
    assert [(one.title, one.count) for one in by_title(proposals)] == [("LĐTT", 2), ("TTLĐTT", 1)]
    assert by_subject(proposals) == [(SubjectKind.INDIVIDUAL, 2), (SubjectKind.COLLECTIVE, 1)]


def test_the_default_says_that_no_law_names_it():
    assert DIRECT_SHARE == 40
    assert "không nêu tỷ lệ" in DIRECT_SHARE_SOURCE
