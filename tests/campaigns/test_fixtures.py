"""The project's own data of both real directives has exactly the published words, in their order."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest

from campaigns.models import TYPED_FIELDS
from core.text import clean
from tests.campaigns.gold import NAMES, fixture, published


def words(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).split()


def part(text: str, start: str, end: str) -> str:
    _, found, rest = text.partition(start)
    assert found
    inner, found, _ = rest.partition(end)
    assert found
    return start + inner


@pytest.mark.parametrize("name", NAMES)
def test_the_body_has_the_published_words(name):
    body = fixture(name)["body"]
    start = body.split("\n")[0][:40]
    assert words(body) == words(part(published(name), start, "Nơi nhận:"))


@pytest.mark.parametrize("name", NAMES)
def test_the_recipients_are_the_published_ones(name):
    listed = part(published(name), "Nơi nhận:", "CHỦ TỊCH").splitlines()
    names = [line.removeprefix("- ").rstrip(" ;.") for line in listed if line.startswith("- ")]
    assert fixture(name)["recipients"].split("\n") == names


@pytest.mark.parametrize("name", NAMES)
def test_the_signer_and_the_subject_are_the_published_ones(name):
    text = published(name)
    assert fixture(name)["subject_line"] in re.sub(r"\s+", " ", text)
    below = text.partition("Nơi nhận:")[2]
    assert f"{fixture(name)['signer_title'].upper()}\n" in below
    assert fixture(name)["signer_name"] in below


def test_the_appendix_of_lao_cai_has_the_published_words():
    (appendix,) = fixture("laocai-2024")["appendices"]
    text = published("laocai-2024")
    assert words(appendix["body"]) == words(text[text.index("1. Tốc độ tăng trưởng") :])
    assert words(appendix["title"].upper()) == words(part(text, "PHỤ LỤC TÓM TẮT", "**"))


def test_the_number_and_day_of_lao_cai_are_the_published_ones():
    data = fixture("laocai-2024")
    assert (data["number"], data["issued_on"], data["place"]) == (1, "2024-01-19", "Lào Cai")
    assert "Chỉ thị số: 01/CT-UBND ngày 19 / 01 / 2024" in published("laocai-2024")


def test_lang_son_has_no_number_because_its_text_gives_none():
    data = fixture("langson-2024")
    assert (data["number"], data["issued_on"]) == (None, None)
    assert "CT-UBND ngày 04/01/2018" in published("langson-2024")  # another directive, cited


@pytest.mark.parametrize("name", [*NAMES, "sonla-2024", "thuanchau-2024"])
def test_the_data_is_complete_and_clean(name):
    data = fixture(name)
    assert set(TYPED_FIELDS) <= data.keys()
    text = json.dumps(data, ensure_ascii=False)
    assert clean(text).text == text
