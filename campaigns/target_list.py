"""The printed list of a directive's targets, as blocks of its paper. Pure: plain values in, blocks out.

`target_list` is {"layout": one of TargetLayout, "title": lines of the appendix' title, "groups": [{"heading", "lines"}]};
empty where a directive has none. A list inside the text stands where the clerk put the line `[CHỈ TIÊU]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from campaigns.enums import IN_APPENDIX, IN_BODY, TargetLayout
from core.vietnamese import fold
from documents.paper import Block, BlockKind, Run

MARKER = "[CHỈ TIÊU]"
_LETTERS = "abcdđeghiklmnopqrstuvxy"


def is_marker(block: Block) -> bool:
    """Whether the paragraph is the place of the list."""
    return block.kind == "paragraph" and fold(block.text).strip() == fold(MARKER)


def in_appendix(target_list: Mapping[str, Any]) -> bool:
    """Whether the list is an appendix of its own."""
    return target_list.get("layout") in IN_APPENDIX and _has_lines(target_list)


def in_body(target_list: Mapping[str, Any]) -> bool:
    """Whether the list stands inside the text."""
    return target_list.get("layout") in IN_BODY and _has_lines(target_list)


def placed(body: Sequence[Block], target_list: Mapping[str, Any]) -> tuple[Block, ...]:
    """The text with the list in its place; the marker itself is never printed."""
    blocks: list[Block] = []
    for block in body:
        if not is_marker(block):
            blocks.append(block)
        elif in_body(target_list):
            blocks.extend(list_blocks(target_list))
    return tuple(blocks)


def list_blocks(target_list: Mapping[str, Any]) -> tuple[Block, ...]:
    """The list in its layout: numbered lines through all groups, or headings with dashes under them."""
    layout = target_list["layout"]
    groups = [group for group in target_list["groups"] if group["lines"]]
    if layout == TargetLayout.APPENDIX_NUMBERED:
        lines = [line for group in groups for line in group["lines"]]
        return tuple(_block("item", f"{number}.", line) for number, line in enumerate(lines, start=1))
    return tuple(block for index, group in enumerate(groups) for block in _group_blocks(group, index, layout))


def _group_blocks(group: Mapping[str, Any], index: int, layout: str) -> Iterator[Block]:
    if group["heading"] and layout == TargetLayout.BODY_POINTS:
        yield _block("point", f"{_LETTERS[index % len(_LETTERS)]})", group["heading"])
    elif group["heading"] and layout != TargetLayout.BODY_DASHES:
        yield _block("item", f"{index + 1}.", group["heading"], title=True)
    for line in group["lines"]:
        yield _block("dash", "-", line)


def _block(kind: BlockKind, number: str, words: str, *, title: bool = False) -> Block:
    return Block(kind, number, (Run(words),), title=title)


def _has_lines(target_list: Mapping[str, Any]) -> bool:
    return any(group["lines"] for group in target_list.get("groups", []))
