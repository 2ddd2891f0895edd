"""`manage.py collect_static`: Django's `collectstatic`, left out when nothing changed since the last time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Collects, hashes and compresses the static files, if one of them changed."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        # Compressing takes seconds, at every start.
        kept = Path(settings.STATIC_ROOT) / ".made-from"
        now = _fingerprint()
        if kept.exists() and kept.read_text(encoding="ascii") == now:
            return
        call_command("collectstatic", interactive=False, verbosity=0)
        kept.write_text(now, encoding="ascii")


def _fingerprint() -> str:
    """Changes with the name, size and time of every file, and with what makes the collected ones of them."""
    made_by = [f"{name} {version(name)}" for name in ("django", "whitenoise")]
    return hashlib.sha256("\n".join(made_by + sorted(_files())).encode()).hexdigest()


def _files() -> Iterator[str]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            about = Path(storage.path(name)).stat()
            yield f"{name} {about.st_size} {about.st_mtime_ns}"
