"""What text may enter the database."""

import unicodedata

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from core.forms import CleanCharField
from core.text import clean


def test_decomposed_vietnamese_becomes_composed():
    assert clean(unicodedata.normalize("NFD", "Đoàn kết – Kỷ cương")).text == "Đoàn kết – Kỷ cương"


@pytest.mark.parametrize(
    ("typed", "kept", "removed"),
    [
        ("a\x00b\x07c", "abc", 2),
        ("số \u202e10/01\u202c", "số 10/01", 2),
        ("zero\u200bwidth\ufeff", "zerowidth", 2),
        ("dòng 1\r\ndòng 2\rdòng 3\u2028dòng 4\x0bdòng 5", "dòng 1\ndòng 2\ndòng 3\ndòng 4\ndòng 5", 0),
        ("a\u00a0b\tc", "a b\tc", 0),
        ("\ud800lạc", "lạc", 1),
    ],
)
def test_invisible_characters_are_taken_out_and_counted(typed, kept, removed):
    cleaned = clean(typed)
    assert (cleaned.text, cleaned.removed) == (kept, removed)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ x }} & “ngoặc” – 50%", "1.200,5 tỷ ½ ≥ ‰"])
def test_visible_text_is_left_as_typed(text):
    assert clean(text).text == text


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    once = clean(text).text
    assert clean(once).text == once
    assert clean(once).removed == 0


def test_a_field_cleans_and_remembers_how_many_characters_went():
    field = CleanCharField()
    assert field.clean("Kỷ\u200b cương\x00") == "Kỷ cương"
    assert field.removed == 2


def test_a_field_of_only_invisible_characters_counts_as_empty():
    with pytest.raises(forms.ValidationError):
        CleanCharField().clean("\u200b\x00")
