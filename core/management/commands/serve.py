"""`manage.py serve`: the web server, the Celery worker and its clock under one supervisor, until Ctrl-C."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

_PR_SET_PDEATHSIG = 1
#: How long a part may take to stop by itself before it is made to.
PATIENCE = 8.0
#: A part that dies again this soon after its start waits before it is started anew.
QUICK_DEATH = 5.0
#: How Celery's warning to root begins. It is about pickled messages; ours are JSON and nothing else is taken.
AS_ROOT = "You're running the worker with superuser privileges"


class Part:
    """One process of the whole: started, watched, started again when it dies, stopped with all it started."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name = name
        self.command = command
        self.started = 0.0
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.started = time.monotonic()
        # Its own group: Ctrl-C reaches the supervisor only, which then stops the parts in order.
        self.process = subprocess.Popen(  # noqa: S603  # our own commands
            self.command, start_new_session=True, stdin=subprocess.DEVNULL, preexec_fn=_end_with_parent
        )

    @property
    def is_dead(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def revive(self) -> None:
        """Start it again; after a quick death not before its time."""
        if time.monotonic() - self.started > QUICK_DEATH:
            self.make_stop()  # what it had started may have outlived it
            self.start()

    def ask_to_stop(self) -> None:
        """Tell its first process only: that one lets its own finish what they hold."""
        if self.process is not None:
            self.process.terminate()

    def make_stop(self) -> None:
        """End whatever is left of its group."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


class Command(BaseCommand):
    help = "Runs the web server, the worker and its clock until Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--web-workers", type=int, default=2)
        parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        self._refuse_busy(host, port)
        parts = self._parts(options)
        self.stopping = False
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)
        for part in parts:
            part.start()
        try:
            self._say_ready(host, port, parts)
            while not self.stopping:
                for part in parts:
                    if part.is_dead:
                        part.revive()
                time.sleep(0.2)
        finally:
            self._stop_all(parts)

    def _parts(self, options: dict[str, Any]) -> list[Part]:
        python = sys.executable
        celery = [python, "-W", f"ignore:{AS_ROOT}", "-m", "celery", "--quiet", "-A", "config"]
        level = "WARNING"
        clock = Path(settings.CELERY_BEAT_SCHEDULE_FILENAME)
        clock.parent.mkdir(parents=True, exist_ok=True)
        web = [python, "-m", "gunicorn", "config.wsgi", "--bind", f"{options['host']}:{options['port']}"]
        # With threads, connections that browsers open and leave idle keep nobody waiting; alone, two stop the site.
        web += ["--workers", str(options["web_workers"]), "--threads", "16", "--keep-alive", "5"]
        web += ["--no-control-socket", "--log-level", "warning", "--preload"]
        # Workers without a pool: over folders, Celery's children share one lock, and whoever is killed with it in hand
        # stops all others for good. Each of these is a process that the supervisor starts again by itself.
        worker = [*celery, "worker", "--pool", "solo", "--loglevel", level, "--without-gossip", "--without-mingle"]
        workers = [
            Part("worker", [*worker, "--hostname", f"thidua-{os.getpid()}-{number}@%h"])
            for number in range(1, options["workers"] + 1)
        ]
        beat = [*celery, "beat", "--loglevel", level, "--schedule", str(clock), "--pidfile", ""]
        return [Part("web", web), *workers, Part("clock", beat)]

    def _refuse_busy(self, host: str, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"port {port} is in use; stop what runs there or choose another: --port {port + 1}"
                ) from error

    def _say_ready(self, host: str, port: int, parts: list[Part]) -> None:
        address = f"http://{host}:{port}/"
        while not self.stopping and not _answers(f"{address}readyz"):
            if parts[0].is_dead:
                raise CommandError("the web server did not start; its reason stands above")
            time.sleep(0.1)
        if self.stopping:
            return
        self.stdout.write(f"\nĐang chạy tại {address}  (Ctrl-C để dừng)")
        self.stdout.flush()

    def _stop(self, *_: Any) -> None:
        self.stopping = True

    def _stop_all(self, parts: list[Part]) -> None:
        for part in parts:
            part.ask_to_stop()
        limit = time.monotonic() + PATIENCE
        while time.monotonic() < limit and not all(part.is_dead for part in parts):
            time.sleep(0.05)
        for part in parts:
            part.make_stop()
        for part in parts:
            if part.process:
                part.process.wait()


def _end_with_parent() -> None:
    """Ask Linux to stop this process when the supervisor is killed: nothing is left running unseen."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as response:  # noqa: S310  # our own address
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False
