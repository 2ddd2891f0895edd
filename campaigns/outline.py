"""Recognises the structure of a directive's text as a clerk types or pastes it. Pure: text in, blocks out.

One line is one paragraph. Its mark is the usual one of administrative documents: "I." section, "1." item, "7.1."
sub-item, "a)" point, "-" or "+" dash; anything else is a plain paragraph. `*italic*` and `**bold**` are the only
signs of style. A backslash keeps a sign from being read: `\\*`, or at the start of a line `\\1. ` for a paragraph
that begins with a number.

`parse(to_text(parse(text))) == parse(text)` for every text, and no word of the text is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, zip_longest
from operator import itemgetter

from documents.paper import Block, BlockKind, Run

# By name, not as a range: between "À" and "Ỹ" lie the small letters too, and "1.5 ước đạt" is no heading.
_CAPITAL = f"[A-Z{''.join(filter(str.isupper, map(chr, range(0xC0, 0x1EFA))))}]"
# Roman numerals to 39: beyond them a lone capital is an initial (C. Mác), not a section.
_ROMAN = r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})\."
_MARKS: Sequence[tuple[BlockKind, str]] = (
    ("section", rf"{_ROMAN}(?=\s+(?![A-ZĐ]\.\s)\S|{_CAPITAL}{{2}})"),  # not "V. I. Lênin"; "I.MỤC TIÊU" is one
    ("subitem", rf"\d{{1,2}}(?:\.\d{{1,2}})+\.(?=\s+\S|{_CAPITAL})"),
    ("subitem", rf"\d{{1,2}}(?:\.\d{{1,2}})+(?=\s+{_CAPITAL})"),  # "7.1 Căn cứ", but not "1.5 triệu"
    ("item", rf"\d{{1,2}}\.(?=\s+\S|{_CAPITAL})"),
    ("point", r"(?:[a-zđ]|\d{1,2})\)(?=\s+\S|[^\W\d_])"),
    # Among them what Word's list bullets become when pasted, some as private signs of its Symbol font.
    ("dash", rf"(?:[-–—−‐‑•·▪●○◦\uf02d\uf0a7\uf0b7\uf0d8+](?=\s+\S)|[-–—+](?={_CAPITAL}))"),
)
_ANY_MARK = re.compile("|".join(f"({pattern})" for _, pattern in _MARKS))
_STYLED_MARK = re.compile(rf"(\*{{1,3}})(?P<mark>{'|'.join(f'(?:{pattern})' for _, pattern in _MARKS)})\s*")
_MARK_IN_STYLE = re.compile(r"(\*{1,3})(?P<mark>[^\s*\\]+)\1(?=\s)")
_DEPTH: dict[BlockKind, int] = {"section": 1, "item": 2, "subitem": 3, "point": 4, "dash": 5, "paragraph": 6}
_TOKEN = re.compile(r"\\[*\\]|\*+|[^*\\]+|\\")
_LONGEST_TITLE = 300
_STYLES = {1: frozenset("i"), 2: frozenset("b"), 3: frozenset("bi")}


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a text, in order; empty lines only separate."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    blocks = [_block(line) for line in lines if line]
    return tuple(
        Block(block.kind, block.number, block.runs, title=_is_title(block, after))
        for block, after in zip_longest(blocks, blocks[1:])
    )


def to_text(blocks: Iterable[Block]) -> str:
    """The text a clerk would type for these blocks; one empty line between paragraphs."""
    return "\n\n".join(_line(block) for block in blocks)


def parse_inline(text: str) -> tuple[Run, ...]:
    """Runs of one style each. A sign without its partner is printed as it stands."""
    tokens = _TOKEN.findall(text)
    literal: set[int] = set()
    for _ in range(3):
        runs, unclosed = _read_styles(tokens, literal)
        if not unclosed:
            return runs
        literal |= unclosed
    return _read_styles(tokens, set(range(len(tokens))))[0]


def _block(line: str) -> Block:
    if line.startswith("\\") and _ANY_MARK.match(line[1:]):
        return Block("paragraph", "", parse_inline(line[1:]))
    return _marked(line) or Block("paragraph", "", parse_inline(line))


def _marked(line: str) -> Block | None:
    """The block of a line that begins with a mark; the mark may stand inside the style of the words, or have its own."""
    if styled := _STYLED_MARK.match(line):  # "**1. Tiêu đề**"
        line = f"{styled['mark']} {styled[1]}{line[styled.end() :]}"
    elif styled := _MARK_IN_STYLE.match(line):  # "**1.** Nội dung"
        line = f"{styled['mark']}{line[styled.end() :]}"
    found = _ANY_MARK.match(line)
    if found is None or found.lastindex is None:
        return None
    kind = _MARKS[found.lastindex - 1][0]
    number = "-" if kind == "dash" and found[0] != "+" else found[0]
    return Block(kind, number, parse_inline(line[found.end() :].strip()))


def _is_title(block: Block, after: Block | None) -> bool:
    """A numbered line without a full stop, followed by what it heads, is a heading."""
    if block.kind not in ("section", "item", "subitem") or after is None:
        return False
    words = "".join(run.text for run in block.runs)
    if len(words) > _LONGEST_TITLE or words.endswith((".", ";", ":", ",", "!", "?", "…")):
        return False
    return _DEPTH[after.kind] > _DEPTH[block.kind]


def _line(block: Block) -> str:
    words = _inline_text(block.runs)
    if block.number:
        return f"{block.number} {words}"
    return f"\\{words}" if _ANY_MARK.match(words) else words


def _inline_text(runs: Sequence[Run]) -> str:
    pieces: list[str] = []
    style: frozenset[str] = frozenset()
    for run in (*runs, Run("")):
        wanted = frozenset("b" * run.bold + "i" * run.italic)
        pieces.append("*" * sum({"i": 1, "b": 2}[changed] for changed in style ^ wanted))
        pieces.append(re.sub(r"([*\\])", r"\\\1", run.text))
        style = wanted
    return "".join(pieces)


def _read_styles(tokens: Sequence[str], literal: set[int]) -> tuple[tuple[Run, ...], set[int]]:
    """The runs, and the indexes of the signs that were opened and never closed."""
    pieces: list[tuple[tuple[bool, bool], str]] = []
    opened: dict[str, int] = {}
    for index, token in enumerate(tokens):
        styles = _STYLES.get(len(token), frozenset()) if token[0] == "*" and index not in literal else frozenset()
        if styles and styles <= opened.keys() and _ends_word(tokens, index):
            for style in styles:
                del opened[style]
        elif styles and not styles & opened.keys() and _begins_word(tokens, index):
            opened |= dict.fromkeys(styles, index)
        else:
            text = token[1:] if len(token) == 2 and token[0] == "\\" else token
            pieces.append((("b" in opened, "i" in opened), text))
    runs = groupby(pieces, key=itemgetter(0))
    return tuple(Run("".join(text for _, text in same), *style) for style, same in runs), set(opened.values())


def _begins_word(tokens: Sequence[str], index: int) -> bool:
    return index + 1 < len(tokens) and not tokens[index + 1][0].isspace()


def _ends_word(tokens: Sequence[str], index: int) -> bool:
    return index > 0 and not tokens[index - 1][-1].isspace()
