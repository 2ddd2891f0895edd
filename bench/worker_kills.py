"""`bin/bench worker_kills`: workers killed at random while documents are made; none may be lost, none made twice."""

from __future__ import annotations

import os
import random
import signal
import time

import psutil

from bench.stack import Stack, heading, running, use

DOCUMENTS, KILLS, PATIENCE = 200, 12, 240.0


def order(count: int) -> None:
    """Ask for that many different documents at once."""
    from campaigns.models import Directive
    from campaigns.papers import KIND
    from documents.services import request_document

    directive = Directive.objects.select_related("issuer", "saved_by").get(code="laocai-2025")
    for number in range(count):
        directive.theme, directive.body = "", f"Văn bản số {number}.\n\n{directive.body[:3000]}"
        request_document(KIND, directive, "pdf", by=directive.saved_by)


def workers(stack: Stack) -> list[psutil.Process]:
    """The processes of the Celery worker, parent and children alike."""
    found = []
    for process in psutil.process_iter(["cmdline", "environ"]):
        line = " ".join(process.info["cmdline"] or [])
        mine = (process.info["environ"] or {}).get("VAR_DIR") == str(stack.folder)
        if mine and "celery" in line and " worker " in line:
            found.append(process)
    return found


def waiting() -> int:
    from documents.enums import Status
    from documents.models import Document

    return Document.objects.filter(status__in=(Status.QUEUED, Status.RENDERING)).count()


def rendering() -> bool:
    from documents.enums import Status
    from documents.models import Document

    return Document.objects.filter(status=Status.RENDERING).exists()


def main() -> None:
    chance = random.Random(2024)
    killed, longest, last_progress, left = 0, 0.0, time.monotonic(), DOCUMENTS
    with running(workers=2) as stack:
        use(stack)
        from documents.models import Document

        order(DOCUMENTS)
        start = time.monotonic()
        next_kill = start + 3
        while left and time.monotonic() - start < PATIENCE:
            time.sleep(0.05)
            # Only while something is being rendered: a blow at an idle worker proves nothing.
            if killed < KILLS and time.monotonic() > next_kill and rendering():
                os.kill(chance.choice(workers(stack)).pid, signal.SIGKILL)
                killed += 1
                next_kill = time.monotonic() + chance.uniform(0.5, 2.5)
            now = waiting()
            if now < left:
                longest = max(longest, time.monotonic() - last_progress)
                left, last_progress = now, time.monotonic()
        seconds = time.monotonic() - start
        states = {state: Document.objects.filter(status=state).count() for state in ("ready", "failed")}
        attempts = sum(Document.objects.values_list("attempts", flat=True))
        files = sum(1 for path in (stack.folder / "media").rglob("*.pdf"))
    print(heading("bin/bench worker_kills"))
    print(f"""
| what | figure |
|---|---|
| documents ordered | {DOCUMENTS} |
| worker processes killed with -9 at random | {killed} |
| ready · failed · lost | {states["ready"]} · {states["failed"]} · {left} |
| renderings begun · files kept | {attempts} · {files} |
| all ready after | {seconds:.0f} s |
| longest pause without a finished document | {longest:.0f} s |
""")


if __name__ == "__main__":
    main()
