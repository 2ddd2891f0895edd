"""`bin/bench search`: the search over 100,000 records on SQLite and PostgreSQL, and the plain way beside it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from bench.postgres import private_postgres
from bench.stack import heading, p95
from bench.targets import counted

RUNS = 30
QUERIES = {
    "a pair of letters": "hà",
    "a common word": "thi đua",
    "a rare word": "Nậm Xé",
    "a number": "01/CT-UBND",
    "two words of a name": "sùng quý",
    "an abbreviation": "CSTĐCS",
    "nothing": "không-có-từ-này",
}


def prepare(database: str) -> Any:
    """An empty database of this process alone, filled; returns who searches."""
    import tempfile

    folder = tempfile.mkdtemp(prefix="thidua-bench-")
    os.environ.update({"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings", "LOG_LEVEL": "ERROR"})
    os.environ.pop("DATABASE_URL", None)
    if database:
        os.environ["DATABASE_URL"] = database
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from django.db import connection

    from bench.search_data import load

    staff = load()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what a server does by itself some minutes after such a load
    return staff


def plain(words: str) -> None:
    """The loop anybody writes first: `icontains` over the fields with the name, accents and all, a count each."""
    from core.search import sources

    fields = {
        "chi-thi": "subject_line",
        "quyet-dinh": "subject_line",
        "nguoi-dung": "full_name",
        "dang-ky": "bloc__name",
    }
    from organizations.models import User

    user = User.objects.get(username="chuyenvien")
    for source in sources():
        found = source.rows(user).filter(**{f"{fields.get(source.code, 'name')}__icontains": words})
        list(found[:5])
        found.count()


def timed(act: Callable[[], object]) -> list[float]:
    act()
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)


def child(database: str) -> None:
    """Measure in this process, settled as the web server is, and print one line a query."""
    staff = prepare(database)
    from django.test import Client

    import config.wsgi  # noqa: F401  # sets the collector of this process as that of a web process

    client = Client(headers={"host": "localhost"})
    client.force_login(staff)

    def page(words: str) -> None:
        assert client.get("/tra-cuu/", {"q": words}).status_code == 200

    def quick(words: str) -> None:
        assert client.get("/tra-cuu/nhanh/", {"q": words}).status_code == 200

    for name, words in QUERIES.items():
        figures = []
        for act in (page, quick, plain):
            taken = timed(lambda: act(words))  # noqa: B023  # called before the next turn
            figures += [f"{taken[len(taken) // 2]:.0f}", f"{p95([one / 1000 for one in taken]) * 1000:.0f}"]
        print("\t".join([name, *figures, str(counted(lambda: page(words)))]))  # noqa: B023  # as above


def run(database: str) -> dict[str, list[str]]:
    """The measurement in a process of its own: settings are read once in a life."""
    command = [sys.executable, "-m", "bench.search", "child", database or "-"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return {line.split("\t")[0]: line.split("\t")[1:] for line in done.stdout.splitlines() if "\t" in line}


def main() -> None:
    print(heading("bin/bench search"))
    lite = run("")
    with private_postgres() as address:
        pg = run(address)
    print(
        "\n| query | page, SQLite | quick, SQLite | plain, SQLite | page, PostgreSQL | quick, PostgreSQL | plain, PostgreSQL | queries |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for name, words in QUERIES.items():
        pairs = [f"{row[i]} · {row[i + 1]}" for row in (lite[name], pg[name]) for i in (0, 2, 4)]
        print(f"| {name}: “{words}” | {' | '.join(pairs)} | {lite[name][6]} |")
    print("\nMilliseconds, p50 · p95.")


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        child("" if sys.argv[2] == "-" else sys.argv[2])
    else:
        main()
