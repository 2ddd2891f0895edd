"""`bin/bench registrations`: the last day. 500 units file at once, their leaders settle and submit; nothing may be lost."""

from __future__ import annotations

import http.client
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from bench.postgres import private_postgres
from bench.stack import Stack, heading, p95, running, use

UNITS, AT_ONCE, WEB_WORKERS = 500, 16, 4
#: What a unit types, in two automatic saves and the one that sends.
TYPED = [("own", "COTD_T", ""), ("inner", "CSTDT", "5"), ("inner", "TTLDXS", "3")]
KINDS = {"whole": "each unit opens its page, is saved twice by itself, sends", "send": "only the request that files"}
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_REVISION = re.compile(r'name="base_revision" value="(\d+)"')


@dataclass
class Seen:
    """What the clients saw: the time of each request, and answers that were not as they should be."""

    times: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what: str, seconds: float, error: str) -> None:
        with self.lock:
            self.times.setdefault(what, []).append(seconds)
            if error:
                self.errors.append(f"{what}: {error}")


class Browser:
    """One person's requests: cookies, and the token of the page."""

    def __init__(self, url: str, session: str, seen: Seen) -> None:
        self.host = urlsplit(url).netloc
        self.cookies = {"sessionid": session}
        self.seen = seen
        self.token = ""

    def ask(self, what: str, address: str, data: Iterable[tuple[str, str]] | None = None) -> str:
        """The body of the answer; a redirection after a post is a success."""
        start = time.perf_counter()
        connection = http.client.HTTPConnection(self.host, timeout=60)
        try:
            connection.request(*self._request(address, data))
            answer = connection.getresponse()
            body = answer.read().decode()
            error = "" if answer.status in (200, 302) else f"{answer.status} {address}"
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    key, _, rest = value.partition("=")
                    self.cookies[key] = rest.partition(";")[0]
        except OSError as failure:
            body, error = "", repr(failure)
        finally:
            connection.close()
        self.seen.note(what, time.perf_counter() - start, error)
        if found := _TOKEN.search(body):
            self.token = found[1]
        return body

    def _request(
        self, address: str, data: Iterable[tuple[str, str]] | None
    ) -> tuple[str, str, str | None, dict[str, str]]:
        headers = {"Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())}
        if data is None:
            return "GET", address, None, headers
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self.host}"}
        return "POST", address, urlencode([("csrfmiddlewaretoken", self.token), *data]), headers


def rows(upto: int, keys: Sequence[str]) -> list[tuple[str, str]]:
    """The first rows as the page sends them."""
    sent = []
    for number, (column, code, count) in enumerate(TYPED[:upto]):
        cells = {"key": keys[number], "column": column, "code": code, "count": count, "words": "", "without_post": ""}
        sent += [(f"dong-{number}-{name}", value) for name, value in cells.items()]
    return sent


def file_line(browser: Browser, line: int) -> None:
    """A unit: opens its page, types (saved twice by itself), sends."""
    import json

    address = f"/dang-ky/don-vi/{line}/"
    page = browser.ask("open", address)
    found = _REVISION.search(page)
    revision, keys = found[1] if found else "0", [f"new-{n}" for n in range(len(TYPED))]
    for upto in (1, 2):
        answer = browser.ask("autosave", f"{address}tu-luu/", [("base_revision", revision), *rows(upto, keys)])
        if answer.startswith("{"):
            said = json.loads(answer)
            revision = str(said.get("revision", revision))
            keys = [said.get("keys", {}).get(key, key) for key in keys]
    browser.ask("send", address, [("base_revision", revision), ("act", "send"), *rows(len(TYPED), keys)])


def file_bloc(browser: Browser, code: str) -> None:
    """A leader: opens the workbench, settles all that was sent, submits."""
    page = browser.ask("workbench", f"/dang-ky/{code}/")
    read = re.findall(r'name="line" value="(\d+:\d+)"', page)
    browser.ask("settle", f"/dang-ky/{code}/chot-tat-ca/", [("line", one) for one in read])
    browser.ask("submit", f"/dang-ky/{code}/nop/", [])


def at_once(jobs: Sequence[Callable[[], None]]) -> float:
    """How long all of them took, so many at a time."""
    start = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done in [pool.submit(job) for job in jobs]:
            done.result()
    return time.perf_counter() - start


def only_send(browser: Browser, line: int) -> None:
    """The one request that saves and sends; its token was read before."""
    keys = [f"new-{n}" for n in range(len(TYPED))]
    sent = [("base_revision", "0"), ("act", "send"), *rows(len(TYPED), keys)]
    browser.ask("save and send", f"/dang-ky/don-vi/{line}/", sent)


def child(database: str, whole: bool) -> None:
    """Measure with one database in this process, and print the result."""
    with running(workers=1, web_workers=WEB_WORKERS, database=database, demo=False) as stack:
        use(stack)
        from bench import registrations_data as data
        from registrations.models import Registration, UnitLine

        round_ = data.load(UNITS)
        seen, filed = Seen(), Seen()
        officers, leaders = data.officers(round_), data.leaders(round_)
        random.Random(2026).shuffle(officers)  # who is late comes from any bloc
        browsers = [(_browser(stack, user, seen), line.pk) for user, line in officers]
        if not whole:
            for browser, line in browsers:
                browser.ask("", f"/dang-ky/don-vi/{line}/")
            seen.times.clear()
        units = [_job(file_line if whole else only_send, browser, line) for browser, line in browsers]
        blocs = [_job(file_bloc, _browser(stack, user, filed), one.code) for user, one in leaders]
        seconds, then = at_once(units), at_once(blocs)
        wanted = [("own", "COTD_T", None), ("inner", "CSTDT", 5), ("inner", "TTLDXS", 3)]
        lost = sum(_rows(line) != wanted for line in UnitLine.objects.filter(registration__round=round_))
        unfiled = Registration.objects.filter(round=round_).exclude(status="submitted").count()
        _tell("units", seen, seconds, f"rows lost: {lost * len(TYPED)}; filings/s: {UNITS / seconds:.0f}")
        _tell("blocs", filed, then, f"not submitted: {unfiled}")


def _browser(stack: Stack, user: object, seen: Seen) -> Browser:
    from django.test import Client

    client = Client()
    client.force_login(user)  # type: ignore[arg-type]  # a User, whose model is not loaded yet up there
    return Browser(stack.url, client.cookies["sessionid"].value, seen)


def _job(act: Callable[..., None], browser: Browser, key: object) -> Callable[[], None]:
    return lambda: act(browser, key)


def _rows(line: object) -> list[tuple[str, str, int | None]]:
    return list(line.entries.order_by("position").values_list("column", "title__code", "count"))  # type: ignore[attr-defined]  # a UnitLine


def _tell(what: str, seen: Seen, seconds: float, last: str) -> None:
    every = [one for times in seen.times.values() for one in times]
    print(f"{what}: {len(every)} requests in {seconds:.1f} s, {len(every) / seconds:.0f}/s; {last}")
    for name, times in seen.times.items():
        median = sorted(times)[len(times) // 2]
        print(f"  {name:10} {len(times):5}  p50 {median * 1000:5.0f} ms  p95 {p95(times) * 1000:5.0f} ms")
    print(f"  errors: {len(seen.errors)}", *seen.errors[:3])


def main() -> None:
    print(heading("bin/bench registrations"))
    print(f"{UNITS} units, {AT_ONCE} people at once, {WEB_WORKERS} web processes; clients on the same machine\n")
    with private_postgres() as address, private_postgres() as second:
        for name, kind, database in (
            ("PostgreSQL", "whole", address),
            ("PostgreSQL", "send", second),
            ("SQLite", "whole", ""),
            ("SQLite", "send", ""),
        ):
            print(f"{name}, {KINDS[kind]}:", flush=True)
            subprocess.run([sys.executable, "-m", "bench.registrations", "child", database, kind], check=True)


if __name__ == "__main__":
    child(sys.argv[2], sys.argv[3] == "whole") if sys.argv[1:2] == ["child"] else main()
