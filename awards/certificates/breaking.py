"""Long words broken into lines of even length. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence


def pieces_of(row: str) -> list[str]:
    """The words between which a line may break: not before a dash, which stays with the word it follows."""
    pieces: list[str] = []
    for word in row.split():
        if pieces and word in ("-", "–", "—"):
            pieces[-1] += f" {word}"
        else:
            pieces.append(word)
    return pieces


def least_lines(widths: Sequence[float], space: float, limit: float) -> int:
    """How few lines take all the pieces."""
    count, used = 1, widths[0]
    for width in widths[1:]:
        if used + space + width <= limit:
            used += space + width
        else:
            count, used = count + 1, width
    return count


def even_lines(pieces: Sequence[str], widths: Sequence[float], space: float, limit: float, count: int) -> list[str]:
    """The pieces in this many lines, as even as can be; rather broken after a comma or a dash, or before “và”."""
    ends = list(itertools.accumulate(width + space for width in widths))
    ideal = ends[-1] / count
    # best[k][n]: the cost of the first n pieces in k lines, and where the last of these lines begins.
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for row in range(1, count + 1):
        found: dict[int, tuple[float, int]] = {}
        for end in range(row, len(pieces) + 1):
            choices = []
            for start, (cost, _) in best[-1].items():
                wide = ends[end - 1] - (ends[start - 1] if start else 0.0) - space
                if start < end and (wide <= limit or end - start == 1):
                    choices.append((cost + ((wide - ideal) / limit) ** 2 - _ease(pieces, end), start))
            if choices:
                found[end] = min(choices)
        best.append(found)
    return _traced(pieces, best)


def _ease(pieces: Sequence[str], end: int) -> float:
    """How welcome a break after so many pieces is."""
    if end == len(pieces):
        return 0.0
    if pieces[end - 1][-1] in ",;-–—":
        return 0.06
    return 0.03 if pieces[end].lower() == "và" else 0.0


def _traced(pieces: Sequence[str], best: Sequence[Mapping[int, tuple[float, int]]]) -> list[str]:
    rows: list[str] = []
    end = len(pieces)
    for row in range(len(best) - 1, 0, -1):
        start = best[row][end][1]
        rows.insert(0, " ".join(pieces[start:end]))
        end = start
    return rows
