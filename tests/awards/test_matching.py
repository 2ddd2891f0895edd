"""Known again across the years: by number, by name with birth year and office; doubts and what is no doubt."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.matching import Identity, Match, Register, Relation, relation
from awards.names import search_text_of, sort_name_of
from core.vietnamese import name_sort_key

SAME, DOUBTFUL, OTHER = Relation.SAME, Relation.DOUBTFUL, Relation.OTHER
CCCD, OTHER_CCCD = "010080000001", "010080000002"


def person(name: str = "Nguyễn Văn Hòa", office: int = 1, number: str = "", born: int | None = None, key: str = "a"):
    return Identity(key, "individual", name, office, number, born)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # The number decides alone, for and against.
        (person(number=CCCD), person(number=CCCD), SAME),
        (person(number=CCCD, office=1, born=1980), person(number=CCCD, office=2, born=1981), SAME),
        (person("Nguyễn Văn Hòa", number=CCCD), person("Nguyễn Thị Hòa", number=CCCD), SAME),
        (person(number=CCCD, born=1980), person(number=OTHER_CCCD, born=1980), OTHER),
        # Name, birth year and office.
        (person(born=1980), person(born=1980), SAME),
        (person("Nguyễn Văn Hòa", born=1980), person("nguyễn văn  hoà", born=1980), SAME),
        (person(born=1980), person(born=1981), OTHER),
        (person(born=1980, number=CCCD), person(born=1980), SAME),
        # A part of it: a person decides.
        (person(born=1980, office=1), person(born=1980, office=2), DOUBTFUL),
        (person(born=1980), person(), DOUBTFUL),
        (person(), person(), DOUBTFUL),
        (person(number=CCCD), person(), DOUBTFUL),
        # Too little for a doubt.
        (person(office=1), person(office=2), OTHER),
        (person(office=1, born=1980), person(office=2), OTHER),
        (person("Nguyễn Văn Hòa", born=1980), person("Nguyễn Văn Hoàn", born=1980), OTHER),
        # Others than people have name and office.
        (Identity("a", "collective", "Phòng Hành chính", 1), Identity("b", "collective", "phòng hành chính", 1), SAME),
        (Identity("a", "collective", "Phòng Hành chính", 1), Identity("b", "collective", "Phòng Hành chính", 2), OTHER),
        (Identity("a", "household", "Giàng A Chứ", 1), Identity("b", "household", "Giàng A Chứ", 1), SAME),
        (Identity("a", "household", "Giàng A Chứ", 1), Identity("b", "individual", "Giàng A Chứ", 1), OTHER),
    ],
)
def test_relation_of_two_descriptions(one, other, expected):
    assert relation(one, other) == expected


IDENTITIES = st.builds(
    Identity,
    key=st.sampled_from("abcdef"),
    kind=st.sampled_from(["individual", "collective", "household"]),
    name=st.sampled_from(["Nguyễn Văn Hòa", "nguyen van hoa", "Lê Thị Hòa", "Giàng A Chứ"]),
    office=st.integers(1, 2),
    citizen_id=st.sampled_from(["", CCCD, OTHER_CCCD]),
    birth_year=st.sampled_from([None, 1980, 1981]),
).filter(lambda one: one.kind == "individual" or not (one.citizen_id or one.birth_year))  # as the database has it


@given(IDENTITIES, IDENTITIES)
def test_relation_does_not_depend_on_the_order(one, other):
    assert relation(one, other) == relation(other, one)


@given(IDENTITIES)
def test_description_is_never_another_than_itself(one):
    assert relation(one, one) != OTHER


@given(st.lists(IDENTITIES, max_size=8), IDENTITIES)
def test_register_finds_what_comparing_with_every_one_finds(known, asked):
    found = Register.of(known).match(asked)
    relations = {relation(asked, one) for one in known}
    if found.relation == OTHER:
        assert relations <= {OTHER}
    elif found.relation == SAME:
        assert SAME in relations
    else:
        assert relations & {SAME, DOUBTFUL}
    assert all(relation(asked, one) != OTHER for one in found.found)


def test_two_that_are_the_same_are_a_doubt():
    twins = [person(born=1980, key="x"), person(born=1980, key="y")]
    assert Register.of(twins).match(person(born=1980)) == Match(DOUBTFUL, tuple(twins))


def test_number_wins_over_a_namesake():
    known = [person(born=1980, key="namesake"), person(number=CCCD, office=2, key="holder")]
    assert Register.of(known).match(person(number=CCCD, born=1980)).found[0].key == "holder"


def test_candidates_of_the_same_office_come_first():
    known = [person(born=1980, office=2, key="away"), person(key="here", office=1)]
    match = Register.of(known).match(person(born=1980, office=1))
    assert [one.key for one in match.found] == ["here", "away"]


NAMES = [
    "Trần Văn An", "Lê Thị Ánh", "Đặng Văn Ân", "Nguyễn Văn Hà", "Trần Thị Hạ", "Bùi Văn Hả", "Phạm Dũng",
    "Phạm Đức", "Vũ Sỹ Đan", "Hồ A", "A Lử", "Nguyễn Thị Hà", "Lò Văn Ơn", "Lò Văn Ong", "Ông Đình Ư",
]  # fmt: skip


def test_string_sorts_people_as_the_key_does():
    assert sorted(NAMES, key=lambda name: sort_name_of(name, "individual")) == sorted(NAMES, key=name_sort_key)


@given(
    st.lists(st.text("aáàăâbdđehoôơưu ", min_size=1, max_size=12).filter(str.strip), min_size=2, max_size=2).map(
        lambda pair: [" ".join(one.split()) for one in pair]
    )
)
def test_string_and_key_agree_on_any_two_names(pair):
    one, other = pair
    strings = sort_name_of(one, "individual"), sort_name_of(other, "individual")
    keys = name_sort_key(one), name_sort_key(other)
    assert (strings[0] < strings[1]) == (keys[0] < keys[1])


def test_string_is_digits_only_and_fits_its_column():
    for name, kind in product([*NAMES, "Ủy ban nhân dân xã Cốc Lầu " * 7, "Phòng 2"], ["individual", "collective"]):
        found = sort_name_of(name, kind)
        assert found.isdigit()
        assert len(found) <= 220


def test_collectives_sort_as_written():
    names = ["Phòng Đào tạo", "Ban Dân tộc", "Phòng 2", "Phòng 1"]
    assert sorted(names, key=lambda name: sort_name_of(name, "collective")) == [
        "Ban Dân tộc",
        "Phòng 1",
        "Phòng 2",
        "Phòng Đào tạo",
    ]


def test_search_text_ignores_accents_and_both_spellings_of_si():
    assert search_text_of("Vũ Sỹ Đan") == "vu si dan"
