"""`bin/bench documents`: the PDF of Lào Cai against plain WeasyPrint, and from the click to the file."""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from bench.stack import PASSWORD, ROOT, Stack, heading, middle, p95, running, use

WARM, COLD, CLICKS, REPEATS = 20, 5, 25, 25

#: One document in a new process, everything included; `how` is "plain" or "ours".
COLD_SCRIPT = """
import sys
from bench.stack import Stack
import django
django.setup()
from campaigns.models import Directive
from campaigns.papers import directive_paper
paper = directive_paper(Directive.objects.select_related("issuer").get(code="laocai-2024"))
from bench.documents import plain, ours
{"plain": plain, "ours": ours}[sys.argv[1]](paper)
"""


def plain(paper: object) -> bytes:
    """WeasyPrint as its documentation calls it: the same page and style sheet, everything made anew."""
    from weasyprint import HTML

    from documents.rendering import ARCHIVAL_VARIANT, STYLE, paper_html

    html = HTML(string=paper_html(paper, "pdf"))
    return html.write_pdf(stylesheets=[str(STYLE)], pdf_variant=ARCHIVAL_VARIANT, pdf_tags=True)


def ours(paper: object) -> bytes:
    """The call of the worker."""
    from documents.rendering import render

    return render(paper, "pdf", archival=True).content


def warm(paper: object) -> tuple[list[float], list[float]]:
    """Both ways in turn in one process; ours with the worker's settings of the collector."""
    plain(paper), ours(paper)
    usual = gc.get_threshold()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(WARM):
        for way, thresholds, kept in ((plain, usual, times[0]), (ours, (100_000, 50, 1000), times[1])):
            gc.collect()
            gc.set_threshold(*thresholds)
            kept.append(_seconds(lambda way=way: way(paper)))
    gc.set_threshold(*usual)
    return times


def cold(stack: Stack, how: str) -> list[float]:
    """A new process each time, from its start to its end."""
    command = [sys.executable, "-c", COLD_SCRIPT, how]
    return [
        _seconds(lambda: subprocess.run(command, cwd=ROOT, env=stack.env, check=True, capture_output=True))
        for _ in range(COLD)
    ]


def clicks(stack: Stack) -> tuple[list[float], list[float], int]:
    """From the click to the link of the file, each time with new content; then the same content again."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(base_url=stack.url, viewport={"width": 1366, "height": 768})
        page.goto("/dang-nhap/")
        page.fill("[name=username]", "chuyenvien.laocai")
        page.fill("[name=password]", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url(f"{stack.url}/")
        fresh = [_click(page, number) for number in range(CLICKS + 3)][3:]
        before = _documents()
        again = [_repeat(page) for _ in range(REPEATS)]
        rendered = _documents() - before
        browser.close()
    return fresh, again, rendered


_CLICK_AND_WAIT = """
() => new Promise((done) => {
  const start = performance.now();
  const look = () => {
    const link = document.querySelector('[data-format="pdf"][data-status="ready"] a');
    if (link) { watcher.disconnect(); done(performance.now() - start); }
  };
  const watcher = new MutationObserver(look);
  watcher.observe(document.body, { childList: true, subtree: true });
  document.querySelector('[data-format="pdf"] form button').click();
})
"""


def _click(page: object, number: int) -> float:
    _in_thread(lambda: _change(number))
    page.goto("/chi-thi/laocai-2025/")
    # Timed inside the page: a driver that looks now and then would add up to half a second of its own.
    return page.evaluate(_CLICK_AND_WAIT) / 1000


def _repeat(page: object) -> float:
    """The request itself, as htmx sends it; the answer is the panel with the link."""
    address = page.locator('[data-format="docx"] form').get_attribute("action")
    token = page.locator('[name="csrfmiddlewaretoken"]').first.get_attribute("value")
    headers = {"X-CSRFToken": token, "HX-Request": "true", "Referer": page.url}
    start = time.perf_counter()
    answer = page.request.post(address, form={"format": "pdf"}, headers=headers)
    seconds = time.perf_counter() - start
    assert answer.ok, answer.status
    assert "Tải về" in answer.text()
    return seconds


def _change(number: int) -> None:
    from campaigns.models import Directive
    from campaigns.services import save_content

    directive = Directive.objects.get(code="laocai-2025")
    first, _, rest = directive.body.partition("\n")
    body = f"{first.partition(' [lần')[0]} [lần {number}]\n{rest}"
    by = directive.saved_by
    save_content(directive, {"body": body}, base_revision=directive.revision, by=by, keep_version=False)


def _documents() -> int:
    from documents.models import Document

    return int(_in_thread(Document.objects.count))


def _in_thread(work: Callable[[], object]) -> object:
    """Playwright's loop runs in this thread, and Django refuses to speak to its database beside a loop."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def _chromium() -> str | None:
    import shutil

    return shutil.which("chromium")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    with running() as stack:
        use(stack)
        from campaigns.models import Directive
        from campaigns.papers import directive_paper

        fresh, again, rendered = clicks(stack)
        cold_plain, cold_ours = cold(stack, "plain"), cold(stack, "ours")
        paper = directive_paper(Directive.objects.select_related("issuer").get(code="laocai-2024"))
        warm_plain, warm_ours = warm(paper)
    ratio = statistics.median(warm_ours) / statistics.median(warm_plain)
    print(heading("bin/bench documents"))
    print(f"""
| what | plain WeasyPrint | ours | ratio |
|---|---|---|---|
| Lào Cai, 6 pages, PDF/A-2a, warm, {WARM} in turn | {middle(warm_plain)} | {middle(warm_ours)} | {ratio:.2f} |
| the same, a new process each, {COLD} | {middle(cold_plain)} | {middle(cold_ours)} | |
| click → file ready, new content, {CLICKS} | – | {middle(fresh)}, p95 {p95(fresh) * 1000:.0f} ms | |
| the same content asked again, {REPEATS} | – | {middle(again)}, p95 {p95(again) * 1000:.0f} ms, rendered {rendered} | |
""")


if __name__ == "__main__":
    main()
