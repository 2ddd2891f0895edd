"""What text may enter the database: NFC, one kind of line end, nothing invisible."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# C0 and C1 controls but tab and line feed; marks that turn the direction of writing; zero-width and other
# invisible characters; lone surrogates; non-characters. None has a place in an administrative document, and some
# make a line read differently on screen and on paper.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)

#: How many combining marks one letter may carry; Vietnamese needs two.
_MOST_MARKS = 8


@dataclass(frozen=True)
class Cleaned:
    """Text fit to keep, and how many invisible characters were taken out of it."""

    text: str
    removed: int


def clean(text: str) -> Cleaned:
    """Normalise to NFC with `\\n` line ends, and take out control, bidi and zero-width characters.

    Line and paragraph separators (U+2028, U+2029), vertical tabs and form feeds, which Word pastes for a manual
    break, become line ends; a no-break space becomes a space.
    """
    text = re.sub("\r\n|[\r\x0b\x0c\u2028\u2029\x85]", "\n", text)
    text = text.replace("\u00a0", " ").replace("\u202f", " ")
    text, removed = _INVISIBLE.subn("", text)
    text, piled = _without_piles(text)
    text, opened = _without_piles(unicodedata.normalize("NFC", text))  # NFC itself opens a few signs into more marks
    return Cleaned(text, removed + piled + opened)


def whole_number(words: str) -> int | None:
    """A number as an address or a hidden field says it; None for what is none, or longer than any column holds.

    Python refuses to read thousands of digits, which anybody can send.
    """
    return int(words) if words.isascii() and words.isdigit() and len(words) < 19 else None


def _without_piles(text: str) -> tuple[str, int]:
    """The text with at most `_MOST_MARKS` marks in a row, and how many were taken out.

    No language piles up more, and to normalise takes time in the square of the marks on one letter.
    """
    # A few signs are no marks themselves but decompose into marks (U+0F73).
    marks = [sign for sign in set(text) if unicodedata.combining(unicodedata.normalize("NFD", sign)[0])]
    if not marks:
        return text, 0
    mark = f"[{re.escape(''.join(marks))}]"
    shorter = re.sub(f"({mark}{{{_MOST_MARKS}}}){mark}+", r"\1", text)
    return shorter, len(text) - len(shorter)
