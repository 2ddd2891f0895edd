"""`manage.py serve`: all of it starts, says so, and nothing of it is left, however it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]


def lives(process: psutil.Process) -> bool:
    """Whether it still runs; one that ended but was not yet collected by its parent does not."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@dataclass
class Served:
    """A supervisor that said it was ready, and what it wrote."""

    process: subprocess.Popen[bytes]
    url: str
    log: Path

    def below(self) -> list[psutil.Process]:
        return [one for one in psutil.Process(self.process.pid).children(recursive=True) if lives(one)]

    def part(self, word: str) -> psutil.Process | None:
        """The first process of one part, if it runs."""
        parts = psutil.Process(self.process.pid).children()
        return next((one for one in parts if lives(one) and word in one.cmdline()), None)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=2):
                return True
        except OSError:
            return False


def until(condition: Callable[[], bool], seconds: float = 40) -> bool:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if condition():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A folder with a migrated database, on the embedded default."""
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DATABASE_", "CELERY_", "CACHE_", "LOG_"))
    }
    own |= {"VAR_DIR": str(tmp_path_factory.mktemp("serve")), "DJANGO_SETTINGS_MODULE": "config.settings"}
    for command in (["migrate", "--verbosity", "0"], ["collectstatic", "--noinput", "--verbosity", "0"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=own, check=True)
    return own


@pytest.fixture
def served(environment: dict[str, str], tmp_path: Path) -> Iterator[Served]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path / "log"
    with log.open("w") as out:
        command = [sys.executable, "manage.py", "serve", "--port", str(port), "--workers", "1"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
    served = Served(process, f"http://127.0.0.1:{port}", log)
    try:
        assert until(lambda: "Đang chạy tại" in log.read_text() or process.poll() is not None), log.read_text()
        assert process.poll() is None, log.read_text()
        # Supervisor's three and two web workers.
        assert until(lambda: len(served.below()) == 5), log.read_text()
        yield served
    finally:
        left = served.below() if process.poll() is None else []
        process.kill()
        process.wait()
        for one in left:
            if lives(one):
                one.kill()


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_serve_asked_to_stop_stops_all_of_it_in_seconds(served, sent):
    below = served.below()
    start = time.monotonic()
    served.process.send_signal(sent)
    assert served.process.wait(20) == 0
    assert time.monotonic() - start < 10
    assert [one.cmdline() for one in below if lives(one)] == []
    assert not served.answers()


def test_serve_killed_leaves_nothing_running(served):
    below = served.below()
    served.process.kill()
    served.process.wait()
    assert until(lambda: not any(lives(one) for one in below)), [one.cmdline() for one in below if lives(one)]


@pytest.mark.parametrize("part", ["gunicorn", "worker"])
def test_a_part_that_died_is_started_again_and_leaves_nothing_of_the_first(served, part):
    first = served.part(part)
    assert first
    old = [first, *first.children(recursive=True)]
    first.kill()
    assert until(lambda: served.part(part) not in (None, first))
    assert until(lambda: len(served.below()) == 5 and served.answers())
    assert [one.cmdline() for one in old if lives(one)] == []


def test_serve_writes_its_address_and_nothing_else(served):
    assert until(served.answers)
    words = re.sub(r"\s+", " ", served.log.read_text()).strip()
    assert words == f"Đang chạy tại {served.url}/ (Ctrl-C để dừng)"


def test_idle_connections_keep_nobody_waiting(served):
    """Browsers open connections ahead of need and send nothing on them."""
    port = int(served.url.rsplit(":", 1)[1])
    with ExitStack() as open_:
        for _ in range(12):  # two browsers; each web process has more threads than that
            open_.enter_context(socket.create_connection(("127.0.0.1", port)))
        time.sleep(0.5)
        assert served.answers()
