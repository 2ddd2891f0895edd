"""`bin/bench targets`: the pages of targets with the data of all provinces, their queries, and the plain way beside them."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.postgres import private_postgres
from bench.stack import heading, middle, p95

PROVINCES, YEARS, RUNS = 34, range(2020, 2025), 30


@dataclass(frozen=True)
class Measured:
    """One page: its first answer, its warm answers, its queries."""

    cold: float
    warm: list[float]
    queries: int


def prepare(database: str, provinces: int, years: range, loader: str = "bench.targets_data") -> None:
    """Make this process speak to an empty database of its own and fill it."""
    import importlib

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

    importlib.import_module(loader).load(provinces, years)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what a server does by itself some minutes after such a load


def counted(act: Callable[[], object]) -> int:
    """How many queries one answer takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        act()
    return len(seen)


def measure(act: Callable[[], object]) -> Measured:
    start = time.perf_counter()
    act()
    cold = time.perf_counter() - start
    queries = counted(act)
    warm = []
    for _ in range(RUNS):
        start = time.perf_counter()
        act()
        warm.append(time.perf_counter() - start)
    return Measured(cold, warm, queries)


def pages() -> dict[str, Callable[[], object]]:
    """What is measured: a name and a call that answers it once."""
    from django.test import Client

    from campaigns.models import Directive
    from organizations.models import User
    from targets.enums import PeriodKind, ReviewKind
    from targets.papers import progress_paper
    from targets.periods import Period
    from targets.services.progress import create_progress_report

    staff = User.objects.get(username="chuyenvien")
    directive = Directive.objects.select_related("issuer").get(code="tinh00-2024")
    period = Period(2024, PeriodKind.MONTH, 12)
    report = create_progress_report(directive, period=period, review=ReviewKind.PROGRESS, by=staff)
    client = Client(headers={"host": "localhost"})
    client.force_login(staff)

    def page(address: str) -> Callable[[], object]:
        def get() -> None:
            answer = client.get(address)
            assert answer.status_code == 200, (address, answer.status_code)

        return get

    base = f"/chi-thi/{directive.code}"
    return {
        "targets page, 60 rows": page(f"{base}/chi-tieu/"),
        "summary to print": page(f"{base}/chi-tieu/tom-tat/"),
        "one target with its chart": page(directive.targets.first().get_absolute_url()),
        "units × periods": page(f"{base}/bao-cao/"),
        "progress report: the paper's values": lambda: progress_paper(report),
        "progress report: the page": page(report.get_absolute_url()),
        "plain: one query a target": lambda: plain(directive.pk),
    }


def plain(directive: int) -> None:
    """The loop anybody writes first: each target asks for its latest verified figure and for last year's."""
    from targets.models import Actual, Target

    for target in Target.objects.filter(directive=directive):
        verified = Actual.objects.filter(report__status="verified").order_by("-as_of")
        verified.filter(target=target).first()
        list(verified.filter(target__indicator=target.indicator, target__directive__year=2023)[:12])
        list(target.assignments.select_related("organization"))


def child(database: str, provinces: int, years: range) -> None:
    """Measure in this process, settled as the web server is, and print one line a page."""
    start = time.perf_counter()
    prepare(database, provinces, years)
    import config.wsgi  # noqa: F401  # sets the collector of this process as that of a web process
    from targets.models import Actual

    print(f"loaded\t{Actual.objects.count()}\t{time.perf_counter() - start:.0f}")
    for name, act in pages().items():
        found = measure(act)
        print(f"{name}\t{found.cold * 1000:.0f}\t{middle(found.warm)}\t{p95(found.warm) * 1000:.0f}\t{found.queries}")


def run(database: str, provinces: int, first_year: int) -> dict[str, list[str]]:
    """The measurement in a process of its own: settings are read once in a life."""
    import subprocess

    command = [sys.executable, "-m", "bench.targets", "child", database or "-", str(provinces), str(first_year)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return {line.split("\t")[0]: line.split("\t")[1:] for line in done.stdout.splitlines() if "\t" in line}


def main() -> None:
    print(heading("bin/bench targets"))
    one = run("", 1, 2023)
    all_lite = run("", PROVINCES, YEARS[0])
    with private_postgres() as address:
        all_pg = run(address, PROVINCES, YEARS[0])
    print(f"\nOne province and two years: {one['loaded'][0]} figures. All: {all_lite['loaded'][0]} figures,")
    print(f"loaded in {all_lite['loaded'][1]} s (SQLite), {all_pg['loaded'][1]} s (PostgreSQL).\n")
    print("| what | one province, SQLite | all, SQLite | all, PostgreSQL: first · warm · p95 | queries: one · all |")
    print("|---|---|---|---|---|")
    for name in one:
        if name == "loaded":
            continue
        cold, warm, slow, queries = all_pg[name]
        print(
            f"| {name} | {one[name][1]} | {all_lite[name][1]} | {cold} ms · {warm} · {slow} ms | {one[name][3]} · {queries} |"
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        child("" if sys.argv[2] == "-" else sys.argv[2], int(sys.argv[3]), range(int(sys.argv[4]), YEARS[-1] + 1))
    else:
        main()
