"""What a person means by the words in the search box, and where those words stand in a text. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.vietnamese import document_number, fold, searchable, spelled_with_i

LONGEST, MOST_WORDS = 120, 8
#: Words up to this length are looked for at the start of a word only: "an" stands inside every third word.
SHORT = 2

_AROUND = "\"'“”‘’.,;:()[]-–/"
_SIGN = re.compile(r"(\d{1,6})\s*([/-])\s*([a-z][a-z0-9]*(?:\s*[-/]\s*[a-z][a-z0-9]*)*)")
#: Digits alone are a number of paper up to this length; four are a year.
_LONGEST_NUMBER = 3
_NUMBER = re.compile(r"(?:so|so:)\s+(\d{1,6})")


@dataclass(frozen=True)
class Way:
    """One spelling of a word that is looked for; `at_start`: at the start of a word only."""

    text: str
    at_start: bool = False


@dataclass(frozen=True)
class Query:
    """The words, read. Every term must be found, in any of its ways.

    `text`: all words folded. `sign`: the sign of a paper as it is printed, folded ("01/ct-ubnd"). `number`: its number.
    """

    words: str = ""
    text: str = ""
    terms: tuple[tuple[Way, ...], ...] = ()
    sign: str = ""
    number: int | None = None

    def __bool__(self) -> bool:
        return bool(self.terms)


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; `hit` when it is what was looked for."""

    text: str
    hit: bool = False


def understood(words: str, short_forms: Mapping[str, Sequence[str]]) -> Query:
    """Read the words of a search: “01/CT-UBND”, “số 1”, “lao cai”, “CSTĐCS” (`short_forms`: "cstdcs" → what it says, in each way of writing it).

    What is left too short to look for (one letter) makes an empty query.
    """
    words = " ".join(words.replace("\x00", "").split())[:LONGEST].strip()
    text = searchable(words).strip(_AROUND + " ")
    if len(text) <= 1 and not text.isdigit():
        return Query(words)
    sign, number, rest = _number_of(text)
    left = [token for token in (one.strip(_AROUND) for one in rest.split()) if token]
    found = [_sign_ways(sign)] if sign else [_number_ways(number)] if number is not None else []
    terms = (*found, *_terms(left, short_forms))
    return Query(words, text, terms[:MOST_WORDS], sign, number)


def _number_of(text: str) -> tuple[str, int | None, str]:
    """The sign of a paper, its number, and the words without it."""
    if match := _SIGN.search(text):
        letters = "".join(match[3].split())
        sign = f"{document_number(int(match[1]))}{match[2]}{letters}"
        return sign, int(match[1]), _without(text, match, also="so")
    if match := _NUMBER.search(text):
        return "", int(match[1]), _without(text, match)
    return ("", int(text), "") if text.isdigit() and len(text) <= _LONGEST_NUMBER else ("", None, text)


def _without(text: str, match: re.Match[str], also: str = "") -> str:
    before, after = text[: match.start()].split(), text[match.end() :]
    if before and also and before[-1].rstrip(":") == also:
        before.pop()
    return f"{' '.join(before)} {after}"


def _sign_ways(sign: str) -> tuple[Way, ...]:
    return (Way(sign, at_start=True),)


def _number_ways(number: int | None) -> tuple[Way, ...]:
    """A number stands at the start of a sign, below ten with a zero; names of places hold it without."""
    assert number is not None
    return tuple(Way(text, at_start=True) for text in dict.fromkeys((document_number(number), str(number))))


def _terms(tokens: list[str], short_forms: Mapping[str, Sequence[str]]) -> list[tuple[Way, ...]]:
    """Each word, or each run of words that has a short form, with the other ways of writing it."""
    short_of = {full.replace(",", ""): short for short, fulls in short_forms.items() for full in fulls}
    longest = max((len(full.split()) for full in short_of), default=0)
    terms: list[tuple[Way, ...]] = []
    while tokens:
        length = next((n for n in range(min(longest, len(tokens)), 1, -1) if " ".join(tokens[:n]) in short_of), 1)
        short = short_of[" ".join(tokens[:length])] if length > 1 else tokens[0]
        terms.append(_ways(short, short_forms.get(short, ())))
        tokens = tokens[length:]
    return terms


def _ways(short: str, fulls: Sequence[str]) -> tuple[Way, ...]:
    return (Way(short, at_start=len(short) <= SHORT or short.isdigit()), *map(Way, fulls))


def marked(text: str, query: Query) -> list[Piece]:
    """The text cut into pieces, those that were looked for marked; its accents are kept."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    folded, places = _with_places(text)
    spans = sorted(span for ways in query.terms for span in _spans(folded, ways))
    pieces: list[Piece] = []
    done = 0
    for start, end in _joined(text, [(places[a], places[b]) for a, b in spans]):
        pieces += [Piece(text[done:start]), Piece(text[start:end], hit=True)]
        done = end
    return [piece for piece in (*pieces, Piece(text[done:])) if piece.text]


def _with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its letters (and its end) the place in the text."""
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        folded = " " if char.isspace() else fold(char)
        letters.append(folded)
        places += [place] * len(folded)
    # The rule of y and i looks at the letter before, so it is applied to the whole; it keeps the length.
    return spelled_with_i("".join(letters)), [*places, len(text)]


def _spans(folded: str, ways: Iterable[Way]) -> list[tuple[int, int]]:
    """Where one term stands: at the start of words, or, when it does so nowhere, anywhere."""
    found: list[tuple[int, int]] = []
    for way in ways:
        at_all = [(m.start(), m.end()) for m in re.finditer(re.escape(way.text), folded)]
        at_start = [span for span in at_all if span[0] == 0 or not folded[span[0] - 1].isalnum()]
        found += at_start or ([] if way.at_start else at_all)
    return found


def _joined(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that overlap, or that only a space keeps apart, as one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
