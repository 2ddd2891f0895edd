"""What the measurements share: a running application of its own, statistics, and the heading of a table."""

from __future__ import annotations

import contextlib
import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "mat-khau-do-luong"


@dataclass(frozen=True)
class Stack:
    """A running application: its address, its folder, the environment of its processes."""

    url: str
    folder: Path
    env: dict[str, str]


@contextlib.contextmanager
def running(*, workers: int = 2, web_workers: int = 2, database: str = "", demo: bool = True) -> Iterator[Stack]:
    """The embedded default (or with the PostgreSQL of that address), on a free port, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as name:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        env = os.environ | {"VAR_DIR": name, "DEMO_PASSWORD": PASSWORD, "LOG_LEVEL": "ERROR"}
        env["DJANGO_SETTINGS_MODULE"] = "config.settings"
        env.pop("DATABASE_URL", None)
        if database:
            env["DATABASE_URL"] = database
        first = [["migrate", "--verbosity", "0"], ["collectstatic", "--noinput", "--verbosity", "0"]]
        for command in [*first, ["demo"]] if demo else first:
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True, capture_output=True)
        serve = [sys.executable, "manage.py", "serve", "--port", str(port), "--workers", str(workers)]
        serve += ["--web-workers", str(web_workers)]
        server = subprocess.Popen(serve, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            stack = Stack(f"http://127.0.0.1:{port}", Path(name), env)
            wait_for(f"{stack.url}/readyz")
            yield stack
        finally:
            server.terminate()
            server.wait(20)


def wait_for(url: str, seconds: float = 60) -> None:
    """Return when the address answers."""
    limit = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            if time.monotonic() > limit:
                raise
            time.sleep(0.02)


def use(stack: Stack) -> None:
    """Let this process speak Django to the stack's own database."""
    names = ("VAR_DIR", "DJANGO_SETTINGS_MODULE", "LOG_LEVEL", "DATABASE_URL")
    os.environ.update({name: stack.env[name] for name in names if name in stack.env})
    import django

    django.setup()


def middle(values: Sequence[float]) -> str:
    """Median with range, in milliseconds."""
    low, high = min(values) * 1000, max(values) * 1000
    return f"{statistics.median(values) * 1000:.0f} ms ({low:.0f}–{high:.0f})"


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed, in seconds."""
    return sorted(values)[max(0, -(-95 * len(values) // 100) - 1)]


def heading(command: str) -> str:
    """Machine, day and command."""
    model = "unknown processor"
    with contextlib.suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), model)
    python = platform.python_version()
    return f"{date.today():%d/%m/%Y} · {os.cpu_count()} cores, {model} · Python {python} · `{command}`"
