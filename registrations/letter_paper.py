"""The covering letter (công văn) of a registration as values of `documents.paper`. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from campaigns.outline import parse_inline
from core.text import clean
from documents.paper import Block, Letterhead, Run, Signature
from registrations.content import Content, Letter

#: Room for a pen where the number, the day or the month is not known yet.
ROOM = "\u00a0" * 6
_DOTS = "……"
#: More letters of a name do not stand on one line of the letterhead.
_LONGEST_LINE = 20


def number_of(letter: Letter) -> str:
    """ "12/KTMTH-TĐKT", with room for the number where there is none yet."""
    return f"{plain(letter.number) or ROOM}/{plain(letter.symbol) or _DOTS}"


def day_of(letter: Letter, year: int) -> str:
    """ "ngày 15 tháng 3 năm 2024", with room for what is not known yet."""
    day = ROOM if letter.day is None else f"{letter.day:02d}"
    month = ROOM if letter.month is None else f"{letter.month:02d}" if letter.month <= 2 else str(letter.month)
    return f"ngày {day} tháng {month} năm {year}"


def letterhead_of(letter: Letter) -> Letterhead:
    """Who the bloc belongs to, and the bloc."""
    superior, issuer = plain(letter.sender_superior), plain(letter.sender_name)
    return Letterhead(issuer=_lines(issuer) or (_DOTS,), superior=_lines(superior))


def body_of(content: Content) -> Iterator[Block]:
    """Addressee, introduction, numbered pledges, closing."""
    letter = content.letter
    yield Block("center", "", (Run(f"Kính gửi: {plain(letter.addressee).rstrip('. ') or _DOTS}."),))
    yield from _paragraphs(letter.introduction)
    for number, pledge in enumerate(content.pledges, start=1):
        first, *more = _lines_of(pledge) or [_DOTS]
        yield Block("item", f"{number}.", parse_inline(first))
        yield from (Block("paragraph", "", parse_inline(line)) for line in more)
    yield from _paragraphs(f"{clean(letter.closing).text.rstrip(' ./')}./.") if letter.closing.strip() else ()


def signature_of(letter: Letter) -> Signature:
    """In the bloc's name; the holder's own office stands above the name."""
    titles = tuple(line for line in (plain(letter.on_behalf_of), plain(letter.signer_title)) if line)
    return Signature(
        tuple(line.upper() for line in titles) or (_DOTS,),
        plain(letter.signer_name) or _DOTS,
        plain(letter.signer_office).upper(),
    )


def plain(text: str) -> str:
    """One line without anything invisible."""
    return " ".join(clean(text).text.split())


def _paragraphs(text: str) -> Iterator[Block]:
    return (Block("paragraph", "", parse_inline(line)) for line in _lines_of(text))


def _lines_of(text: str) -> list[str]:
    return [line.strip() for line in clean(text).text.split("\n") if line.strip()]


def _lines(name: str) -> tuple[str, ...]:
    """The name on one line of the letterhead, on two, the first at least as long, or on as many as it takes."""
    if "|" in name:
        return tuple(part.strip() for part in name.split("|") if part.strip())
    words = name.split()
    if len(name) <= _LONGEST_LINE or len(words) < 2:
        return (name,) if name else ()
    cuts = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    two = next((pair for pair in cuts if len(pair[0]) >= len(pair[1])), cuts[-1])
    return two if len(two[0]) <= _LONGEST_LINE else tuple(wrap(name, _LONGEST_LINE, break_long_words=False))
