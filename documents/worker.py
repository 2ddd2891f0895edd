"""What a worker process does before its first document: load the writer and its fonts, and calm the collector."""

from __future__ import annotations

from typing import Any

from celery.signals import worker_init, worker_process_init, worker_ready

from core.garbage import settle


@worker_init.connect
def load_libraries(**_: Any) -> None:
    """In the parent, before the pool forks: every child starts with the libraries loaded."""
    import weasyprint  # noqa: F401  # heavy, and only workers need it


@worker_process_init.connect
def load_fonts(**_: Any) -> None:
    """In each child: its own fonts (they do not survive a fork), and rarer sweeps over the many boxes of a layout."""
    from documents.rendering import warm_up  # noqa: PLC0415

    warm_up()
    settle(young=100_000, middle=50, old=1000)


@worker_ready.connect
def load_fonts_here(sender: Any, **_: Any) -> None:
    """A worker without a pool renders in its own process."""
    if type(sender.pool).__module__.endswith(".solo"):
        load_fonts()
