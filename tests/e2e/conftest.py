"""The whole application as people meet it: web server, worker and clock on the embedded default, in real Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
ARTIFACTS = ROOT / "var" / "test-artifacts"
PASSWORD = "mat-khau-trinh-dien"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
expect.set_options(timeout=10_000)


@dataclass(frozen=True)
class App:
    """A running application: its address, and a way to run a management command beside it."""

    url: str
    env: dict[str, str]

    def manage(self, *arguments: str, stdin: str = "") -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.env,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The real stack with the demonstration loaded, in a folder of its own."""
    folder = tmp_path_factory.mktemp("app")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {
        **{
            name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "CELERY_", "CACHE_"))
        },
        "VAR_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEMO_PASSWORD": PASSWORD,
        "LOG_LEVEL": "WARNING",
    }
    running = App(f"http://127.0.0.1:{port}", env)
    running.manage("migrate", "--verbosity", "0")
    running.manage("collectstatic", "--noinput", "--verbosity", "0")
    running.manage("demo")
    log = (folder / "serve.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port), "--workers", "1"],
        cwd=ROOT,
        env=env,
        stdout=log,
        stderr=log,
    )
    try:
        _wait_until_ready(f"{running.url}/readyz", server, folder / "serve.log")
        yield running
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def _wait_until_ready(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            assert server.poll() is None, log.read_text()
            time.sleep(0.1)
    pytest.fail(f"the application did not answer: {log.read_text()}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: Browser, app: App, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Makes pages, each a browser of its own. Script errors, refused content and failed requests fail the test."""
    faults: list[str] = []
    pages: list[Page] = []

    def make(width: int = 1366, height: int = 768) -> Page:
        context = chromium.new_context(
            base_url=app.url, viewport={"width": width, "height": height}, locale="vi-VN", accept_downloads=True
        )
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("response", lambda r: faults.append(f"{r.status} {r.url}") if r.status >= 500 else None)
        pages.append(page)
        return page

    yield make
    failed = getattr(request.node, "failed", False)
    for number, page in enumerate(pages):
        if failed:
            ARTIFACTS.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=ARTIFACTS / f"{request.node.name}-{number}.png", full_page=True)
        page.context.close()
    expected = getattr(request.node, "expected_faults", ())
    unexpected = [fault for fault in faults if not any(part in fault for part in expected)]
    assert unexpected == []


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    outcome = yield
    if outcome.get_result().failed:
        item.failed = True


@pytest.fixture
def allow_faults(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Name parts of console errors that a test provokes on purpose (a 409, a lost connection)."""

    def allow(*parts: str) -> None:
        request.node.expected_faults = parts

    return allow


@pytest.fixture
def login(new_page: Callable[..., Page]) -> Callable[..., Page]:
    """A page on which this account of the demonstration has logged in."""

    def enter(username: str, **size: int) -> Page:
        page = new_page(**size)
        page.goto("/dang-nhap/")
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        expect(page.get_by_role("heading", name="Tổng quan")).to_be_visible()
        return page

    return enter
