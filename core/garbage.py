"""A calmer garbage collector for processes that live long."""

from __future__ import annotations

import gc


def settle(*, young: int, middle: int, old: int) -> None:
    """Set aside what was loaded at the start, and look through new objects only so often (see `gc.set_threshold`).

    With Python's own thresholds a full look through all modules and templates, 80 ms, falls into every dozenth answer.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(young, middle, old)
