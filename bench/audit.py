"""`bin/bench audit`: what keeping every change costs on both databases, and the log's pages with a million rows."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median

from bench.postgres import private_postgres
from bench.stack import ROOT, heading, p95
from bench.targets import prepare

PROVINCES, YEARS, SINGLE, ROWS, RUNS = 34, range(2020, 2025), 300, 1_000_000, 20
LABELS = {
    "bulk": "122.400 actuals in bulk",
    "each": "the same rows changed by one statement",
    "insert": "one row added, in a transaction",
    "update": "one row changed, in a transaction",
}


def timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def writing() -> dict[str, float]:
    """Seconds of each kind of writing."""
    from django.db import transaction

    from targets.models import Actual, MeasurementUnit

    rows = list(Actual.objects.all())
    Actual.objects.all()._raw_delete("default")
    found = {"bulk": timed(lambda: Actual.objects.bulk_create(rows, batch_size=2000))}
    found["each"] = timed(lambda: Actual.objects.update(source="Cục Thống kê"))
    Actual.objects.update(source="")
    names = iter(range(10**6))

    @transaction.atomic
    def insert() -> None:
        MeasurementUnit.objects.create(name=f"đơn vị {time.perf_counter_ns()} {next(names)}")

    chosen = iter(rows[: SINGLE * 3])

    @transaction.atomic
    def update() -> None:
        Actual.objects.filter(pk=next(chosen).pk).update(note=f"ghi chú {next(names)}")

    found["insert"] = median([timed(insert) for _ in range(SINGLE)])
    found["update"] = median([timed(update) for _ in range(SINGLE)])
    return found


def pages() -> dict[str, list[float]]:
    """Seconds of answers, the log and the changes holding a million rows of 34 provinces."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection
    from django.test import Client

    from campaigns.models import Directive
    from organizations.models import User

    kind = ContentType.objects.get_for_model(Directive).pk
    moment = "datetime('2020-01-01', '+' || n || ' minutes')"
    numbers = f"WITH RECURSIVE g(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g WHERE n < {ROWS})"
    province = f"printf('tinh%02d', n % {PROVINCES})"
    if connection.vendor == "postgresql":
        moment = "timestamptz '2020-01-01' + n * interval '1 minute'"
        numbers = f"WITH g(n) AS (SELECT generate_series(1, {ROWS}))"
        province = f"'tinh' || lpad((n % {PROVINCES})::text, 2, '0')"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_logentry (content_type_id, object_id, actor_label, verb, from_status, to_status, comment, data, "
            f"at, act, scope, search_text) {numbers} SELECT {kind}, 1 + n % 170, 'Nguyễn Thị Hương', 'sửa', '', '', 'số ' || n, "
            f"'{{}}', {moment}, 'a' || n, {province}, 'nguyen thi huong sua so ' || n FROM g"
        )
        cursor.execute(
            "INSERT INTO core_change (model_table, object_id, operation, before, after, scope, act, at) "
            f"{numbers} SELECT 'campaigns_directive', 1 + n % 170, 'update', '{{\"theme\": \"a\"}}', '{{\"theme\": \"b\"}}', "
            f"{province}, 'a' || n, {moment} FROM g"
        )
        cursor.execute("ANALYZE")
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username="chuyenvien"))
    asked = {
        "the log, newest first": "/nhat-ky/",
        "the log, its last page": "/nhat-ky/?page=100",
        "the log of one month": "/nhat-ky/?tu=01/05/2020&den=31/05/2020",
        "the log, words that are rare": "/nhat-ky/?q=so 999600",
        "changes, newest first": "/nhat-ky/thay-doi/",
    }
    found = {}
    for label, url in asked.items():
        assert client.get(url).status_code == 200
        found[label] = [timed(lambda url=url: client.get(url)) for _ in range(RUNS)]
    return found


def worker(database: str) -> None:
    """One database, in a process of its own; prints its figures as JSON."""
    prepare(database, PROVINCES, YEARS)
    from core.audit_triggers import install, uninstall

    uninstall(plan=["no migration, a measurement"])
    without = writing()
    install()
    print(json.dumps({"without": without, "with": writing(), "pages": pages()}))


def measured(database: str) -> dict[str, dict[str, object]]:
    command = [sys.executable, "-m", "bench.audit", "--worker", database]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, dict[str, object]] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    print(heading("bin/bench audit"))
    sqlite = measured("")
    with private_postgres() as url:
        postgresql = measured(url)
    print("| what | SQLite without | with | PostgreSQL without | with |\n|---|---|---|---|---|")
    for key, label in LABELS.items():
        cells = [_seconds(float(one[side][key])) for one in (sqlite, postgresql) for side in ("without", "with")]  # type: ignore[arg-type]
        print(f"| {label} | {' | '.join(cells)} |")
    print(
        "\n| page, with a million rows in each table | SQLite median · p95 | PostgreSQL median · p95 |\n|---|---|---|"
    )
    for label in sqlite["pages"]:
        cells = [
            f"{_seconds(median(one['pages'][label]))} · {_seconds(p95(one['pages'][label]))}"
            for one in (sqlite, postgresql)
        ]  # type: ignore[arg-type]
        print(f"| {label} | {' | '.join(cells)} |")


def _seconds(value: float) -> str:
    return f"{value:.1f} s" if value >= 1 else f"{value * 1000:.2f} ms" if value < 0.01 else f"{value * 1000:.0f} ms"


if __name__ == "__main__":
    worker(sys.argv[2]) if sys.argv[1:2] == ["--worker"] else main()
