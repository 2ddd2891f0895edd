"""A real worker, a real Redis, a real PostgreSQL: a paper asked for in one process is made in another."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from documents.enums import Status
from documents.models import Document
from tests.factories.campaigns import DirectiveFactory

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

#: Asks for COUNT different papers, as a web process would.
ASK = """
from campaigns.models import Directive
from campaigns.papers import KIND
from documents.services import request_document
directive = Directive.objects.get()
for number in range(COUNT):
    directive.body = f"Văn bản số {number}./."
    request_document(KIND, directive, "pdf", by=directive.created_by)
"""


@pytest.fixture
def env() -> dict[str, str]:
    """The settings of the running application, on this test's own database and its own Redis database."""
    database = connection.settings_dict
    url = f"postgres://{database['USER']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    broker = settings.CELERY_BROKER_URL.rsplit("/", 1)[0]
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) + 1
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": url,
        "CELERY_BROKER_URL": f"{broker}/{number}",
        "VAR_DIR": str(settings.MEDIA_ROOT.parent),
    }


@pytest.fixture
def start_worker(env: dict[str, str]) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts workers, each a group of its own; none outlives its test."""
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--pool", "prefork", "--concurrency", "1"]
    workers: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        worker = subprocess.Popen(
            [*command, "--loglevel", "ERROR", "--without-gossip", "--without-mingle"],
            cwd=ROOT,
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        workers.append(worker)
        return worker

    yield start
    for worker in workers:
        kill(worker)


def kill(worker: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(worker.pid, signal.SIGKILL)
    worker.wait(20)


def manage(env: dict[str, str], script: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", script],
        cwd=ROOT,
        env=env,
        check=True,
        capture_output=True,
    )


def wait_until(condition, seconds: float = 60) -> None:
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, list(Document.objects.values("status", "error", "attempts"))
        time.sleep(0.1)


def ready() -> int:
    return Document.objects.filter(status=Status.READY).count()


def test_a_paper_asked_for_here_is_made_there(env, start_worker):
    DirectiveFactory()
    start_worker()
    manage(env, ASK.replace("COUNT", "3"))
    wait_until(lambda: ready() == 3)
    with Document.objects.first().file.open() as file:
        assert file.read(5) == b"%PDF-"


def test_what_a_killed_worker_held_is_made_by_the_next_one(env, start_worker):
    DirectiveFactory()
    first = start_worker()
    manage(env, ASK.replace("COUNT", "6"))
    wait_until(lambda: Document.objects.filter(status=Status.RENDERING).exists() or ready() == 6)
    kill(first)
    # As if the time after which a claim counts as dead were over.
    manage(env, "from documents.models import Document; Document.objects.exclude(status='ready').update("
                "claimed_at='2024-01-01T00:00Z', requested_at='2024-01-01T00:00Z')")  # fmt: skip
    start_worker()
    manage(env, "from documents.services import requeue_stale_documents; requeue_stale_documents()")
    wait_until(lambda: ready() == 6)
    assert Document.objects.count() == 6
