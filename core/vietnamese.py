"""Vietnamese ways of writing: dates on paper, numbers, alphabetical order, search without accents."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

_BASE_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: rank for rank, letter in enumerate(_BASE_LETTERS, start=1)}
# Order of the tones in dictionaries: none, huyền, hỏi, ngã, sắc, nặng.
_TONE_RANK = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}

#: The y that some write i.
_EITHER_I = re.compile("(?<=[bcdghklmnpqrstvx])y|(?<=qu)y")


def fold(text: str) -> str:
    """Lower case without any accent, single spaces: what a search compares. `fold("Đặng  Hòa") == "dang hoa"`."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).split())


def spelled_with_i(folded: str) -> str:
    """A folded text with the y of "sy", "ly", "quy" written i; as long as before."""
    return _EITHER_I.sub("i", folded)


def searchable(text: str) -> str:
    """`fold`, and "sỹ" as "sĩ", "Lý" as "Lí", "quý" as "quí": what every `search_text` holds and every search asks for.

    Only where both spellings are in use: after a consonant and after "qu". "Tây" is not "tai", "Thúy" not "thui".
    """
    return spelled_with_i(fold(text))


def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Key of Vietnamese alphabetical order: letters first (d before đ), tones only between equal spellings."""
    letters: list[int] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFC", text).casefold():
        tone = 0
        decomposed = unicodedata.normalize("NFD", char)
        marks = [m for m in decomposed if m in _TONE_RANK]
        if marks:
            tone = _TONE_RANK[marks[0]]
            char = unicodedata.normalize("NFC", decomposed.replace(marks[0], ""))
        letters.append(_LETTER_RANK[char] + 1000 if char in _LETTER_RANK else min(ord(char), 999))
        tones.append(tone)
    return tuple(letters), tuple(tones), text


def name_sort_key(full_name: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...], str], ...]:
    """Key that sorts people by given name (tên), then family name, as every Vietnamese list does."""
    words = full_name.split()
    return (sort_key(words[-1]), sort_key(" ".join(words[:-1]))) if words else (sort_key(""), sort_key(""))


def paper_date(day: date) -> str:
    """Date as Decree 30/2020 writes it: the day padded to two digits, of the months only 1 and 2."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def format_number(value: Decimal | int) -> str:
    """`Decimal("14040.807")` → `"14.040,807"`; the digits are kept as they are, none is rounded."""
    sign = "-" if value < 0 else ""
    whole, _, fraction = f"{abs(Decimal(value)):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped},{fraction}" if fraction else f"{sign}{grouped}"


def document_number(number: int) -> str:
    """Order number of a document: below 10 with a leading zero (Decree 30/2020, Appendix I, II.3.c)."""
    return f"{number:02d}"
