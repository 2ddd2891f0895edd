"""A QR code as rows of dark and light modules."""

from __future__ import annotations

import itertools

#: Any mask is readable; choosing the prettiest of eight takes five times as long as all the rest of the code.
MASK = 3
#: Light modules around the code, without which readers do not find it.
QUIET = 4


def modules_of(text: str) -> tuple[bytes, ...]:
    """The rows of the code from the top, one byte (0 or 1) per module; 15 % of it may be damaged (level M)."""
    import segno  # noqa: PLC0415  # loaded where a sheet is drawn

    code = segno.make(text, error="m", micro=False, boost_error=False, mask=MASK)
    return tuple(bytes(row) for row in code.matrix)


def dark_runs(row: bytes) -> list[tuple[int, int]]:
    """Where dark modules begin in a row, and how many follow each other."""
    found, x = [], 0
    for dark, run in itertools.groupby(row):
        length = len(list(run))
        if dark:
            found.append((x, length))
        x += length
    return found
