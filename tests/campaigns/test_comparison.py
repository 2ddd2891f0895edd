"""What changed, by words: exact on small texts, complete on any, bounded on the largest."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.comparison import Change, compare_words
from tests.campaigns.gold import fixture


def shown(old: str, new: str) -> str:
    signs = {"same": "{}", "added": "[+{}]", "removed": "[-{}]"}
    return "".join(signs[change.kind].format(change.text) for change in compare_words(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("Như cũ.", "Như cũ.", "Như cũ."),
        ("", "Mới", "[+Mới]"),
        ("Cũ", "", "[-Cũ]"),
        ("Một hai ba.", "Một ba bốn.", "Một[- hai] ba[+ bốn]."),
        ("Thu 12.800 tỷ đồng", "Thu 13.000 tỷ đồng", "Thu[- 12.800][+ 13.000] tỷ đồng"),
        ("đạt 97,2%, tăng", "đạt 98,5%, tăng", "đạt[- 97,2%][+ 98,5%], tăng"),
        ("a\n\nb\n\nc", "a\n\nc", "a\n\n[-b\n\n]c"),
        ("một hai", "một\nhai", "một[- hai][+\nhai]"),
        ("năm 2024./.", "năm 2025./.", "năm[- 2024][+ 2025]./."),
    ],
)
def test_changes_are_shown_by_words(old, new, expected):
    assert shown(old, new) == expected


def test_a_whole_directive_taken_to_the_next_year_differs_only_in_the_years():
    body = fixture("langson-2024")["body"]
    changes = compare_words(body, body.replace("2024", "2025"))
    assert {change.text.strip() for change in changes if change.kind == "removed"} == {"2024"}
    assert {change.text.strip() for change in changes if change.kind == "added"} == {"2025"}


def test_a_moved_paragraph_is_taken_out_and_put_in():
    assert compare_words("a\nb\nc\n", "b\nc\na\n") == [
        Change("removed", "a\n"),
        Change("same", "b\nc\n"),
        Change("added", "a\n"),
    ]


texts = st.text(alphabet="ab cđ.,1\n\r*", max_size=80) | st.text(max_size=40)


@given(texts, texts)
def test_both_texts_can_be_read_from_the_changes(old, new):
    changes = compare_words(old, new)
    assert "".join(change.text for change in changes if change.kind != "added") == old
    assert "".join(change.text for change in changes if change.kind != "removed") == new
    assert all(change.text for change in changes)
    assert all(one.kind != other.kind for one, other in itertools.pairwise(changes))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a b " * 100_000, "b a " * 100_000),
        (" a" * 999, " a b" * 500),
        ("\n" * 400_000, "\n" * 399_999 + "x"),
        ("a\nb\n" * 50_000, "b\na\n" * 50_000),
        (fixture("langson-2024")["body"] * 29, fixture("laocai-2024")["body"] * 48),
    ],
    ids=["two words", "one word", "empty lines", "two lines", "two directives"],
)
def test_the_largest_texts_are_compared_in_bounded_time(old, new):
    begun = time.process_time()
    changes = compare_words(old, new)
    assert time.process_time() - begun < 20  # seconds; an unbounded comparison takes hours
    assert "".join(change.text for change in changes if change.kind != "added") == old
