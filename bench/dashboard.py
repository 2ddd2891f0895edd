"""`bin/bench dashboard`: the council's page with the data of all provinces, its queries, and the plain way beside it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable

from bench.postgres import private_postgres
from bench.stack import heading, middle, p95

PROVINCES, YEARS, RUNS, COLD_RUNS = 34, range(2020, 2025), 200, 7


def prepare(database: str, provinces: int, first_year: int) -> None:
    """An empty database of this process's own, filled; in it what a web process has settled."""
    from bench.targets import prepare as prepare_with

    prepare_with(database, provinces, range(first_year, YEARS[-1] + 1), loader="bench.dashboard_data")
    import config.wsgi  # noqa: F401  # sets the collector of this process as that of a web process


def page() -> Callable[[], object]:
    """A call that answers the council's page of the first province once, with all middleware."""
    from django.test import Client

    from campaigns.models import Campaign
    from organizations.models import User

    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username="hoidong"))
    address = f"/tong-quan/{Campaign.objects.get(organization__code='tinh00', year=YEARS[-1]).pk}/"

    def get() -> None:
        answer = client.get(address)
        assert answer.status_code == 200, answer.status_code

    return get


def plain() -> None:
    """The loop anybody writes first: every target, bloc and title asks for its own. It only fetches."""
    from awards.models import AwardRecord, AwardTitle, DossierLine
    from registrations.models import Registration, TitleEntry
    from targets.models import Actual, Target

    year, province = YEARS[-1], "tinh00"
    for y in (year, year - 1):
        for target in Target.objects.filter(directive__issuer__code=province, directive__year=y):
            verified = Actual.objects.filter(report__status="verified").select_related("report").order_by("-as_of")
            list(verified.filter(target=target))
            list(verified.filter(target__indicator=target.indicator, target__directive__year=y - 1)[:12])
            list(target.assignments.select_related("organization"))
    for registration in Registration.objects.filter(round__year=year, round__campaign__organization__code=province):
        for line in registration.lines.select_related("organization"):
            list(line.entries.select_related("title"))
    for title in AwardTitle.objects.all():
        AwardRecord.objects.filter(title_code=title.code, year=year, honouree__organization__root_code=province).count()
        DossierLine.objects.filter(title=title, dossier__year=year, dossier__receiver__code=province).count()
        TitleEntry.objects.filter(title=title, line__registration__round__year=year).count()


def child(database: str, provinces: int, first_year: int) -> None:
    """Measure in this process and print one line a figure."""
    from bench.targets import counted

    start = time.perf_counter()
    prepare(database, provinces, first_year)
    from awards.models import AwardRecord
    from organizations.models import Organization
    from registrations.models import UnitLine
    from targets.models import Actual

    models = (Organization, Actual, AwardRecord, UnitLine)
    print("loaded", *(model.objects.count() for model in models), f"{time.perf_counter() - start:.0f}", sep="\t")
    get = page()
    cold = list(timed(get, COLD_RUNS, before=forget))
    queries = counted(get)
    warm, spent = list(timed(get, RUNS)), list(timed(get, RUNS, clock=time.process_time))
    print("page", middle(cold), f"{max(cold) * 1000:.0f}", middle(warm), f"{p95(warm) * 1000:.0f}", queries,
          f"{p95(spent) * 1000:.0f}", load_average(), sep="\t")  # fmt: skip
    loop = list(timed(plain, COLD_RUNS))
    print("plain", "", "", middle(loop), f"{p95(loop) * 1000:.0f}", counted(plain), sep="\t")


def forget() -> None:
    """As after a start: nothing remembered of verdicts, templates not compiled, the connection new."""
    from django.db import connection
    from django.template import engines

    from targets.selectors import judging

    judging.forget()
    for loader in engines["django"].engine.template_loaders:
        loader.reset()
    connection.close()


def timed(
    act: Callable[[], object],
    runs: int,
    *,
    before: Callable[[], object] | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> Iterable[float]:
    for _ in range(runs):
        if before:
            before()
        start = clock()
        act()
        yield clock() - start


def load_average() -> str:
    """How many processes wanted a core meanwhile: above the number of cores the page waits for one."""
    return f"{os.getloadavg()[0]:.0f}"


def run(database: str, provinces: int, first_year: int) -> dict[str, list[str]]:
    """The measurement in a process of its own: settings are read once in a life."""
    import subprocess

    command = [sys.executable, "-m", "bench.dashboard", "child", database or "-", str(provinces), str(first_year)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return {line.split("\t")[0]: line.split("\t")[1:] for line in done.stdout.splitlines() if "\t" in line}


def main() -> None:
    print(heading("bin/bench dashboard"))
    found = {"one province, SQLite": run("", 1, YEARS[-2]), "all, SQLite": run("", PROVINCES, YEARS[0])}
    for name, provinces, first in (
        ("one province, PostgreSQL", 1, YEARS[-2]),
        ("all, PostgreSQL", PROVINCES, YEARS[0]),
    ):
        with private_postgres() as address:
            found[name] = run(address, provinces, first)
    print()
    for name, one in found.items():
        units, actuals, records, lines, seconds = one["loaded"]
        print(
            f"{name}: {units} organizations, {actuals} figures, {records} awards, {lines} lines; loaded in {seconds} s."
        )
    heads = "page, cold: median · slowest | page, warm: median · p95 | processor time, p95 | queries"
    print(f"\n| data | {heads} | plain loop · queries | load |")
    print("|---|---|---|---|---|---|---|")
    for name, one in found.items():
        cold, slowest, warm, slow, queries, spent, load = one["page"]
        loop = f"{one['plain'][2]} · {one['plain'][4]}"
        print(f"| {name} | {cold} · {slowest} ms | {warm} · {slow} ms | {spent} ms | {queries} | {loop} | {load} |")
    _, slowest, _, slow, queries, *_ = found["all, PostgreSQL"]["page"]
    same = queries == found["one province, PostgreSQL"]["page"][4]
    print("\nGoal on PostgreSQL with all data: p95 warm < 100 ms, cold < 400 ms, as many queries as with one province.")
    print(f"Found: {slow} ms, {slowest} ms, {'the same' if same else 'NOT the same'} ({queries}).")


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        child("" if sys.argv[2] == "-" else sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        main()
