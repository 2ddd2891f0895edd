"""`bin/bench startup`: how long the web process takes to its first answer, and how long a second `bin/dev` takes."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time

from bench.stack import ROOT, Stack, heading, middle, running, wait_for

RUNS = 7
SCRIPT = """
import time
start = time.perf_counter()
import django
django.setup()
from config.wsgi import application
from django.test import Client
assert Client().get("/dang-nhap/", headers={"host": "localhost"}).status_code == 200
import resource, sys
megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(time.perf_counter() - start, megabytes, len(sys.modules), "weasyprint" in sys.modules)
"""


def first_answer(stack: Stack) -> tuple[list[float], str]:
    """Seconds from the start of a web process to its first page, and what it holds then."""
    seconds, holds = [], ""
    for _ in range(RUNS):
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], cwd=ROOT, env=stack.env, check=True, capture_output=True, text=True
        )
        seconds.append(time.perf_counter() - start)
        _, megabytes, modules, heavy = done.stdout.split()
        holds = f"{megabytes} MiB, {modules} modules, WeasyPrint loaded: {'yes' if heavy == 'True' else 'no'}"
    return seconds, holds


def second_dev(stack: Stack) -> float:
    """Seconds from `bin/dev` to the first answer when everything is there already."""
    start = time.perf_counter()
    port = str(int(re.sub(r".*:", "", stack.url)) % 10000 + 20000)
    dev = subprocess.Popen(
        ["bin/dev", "--port", port], cwd=ROOT, env=stack.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz")
        return time.perf_counter() - start
    finally:
        os.kill(dev.pid, signal.SIGTERM)
        dev.wait(20)


def main() -> None:
    with running() as stack:
        seconds, holds = first_answer(stack)
        second = second_dev(stack)
    print(heading("bin/bench startup"))
    print(f"""
| what | figure |
|---|---|
| web process: start → first page answered, {RUNS} runs | {middle(seconds)} |
| what it holds then | {holds} |
| second `bin/dev` → first answer | {second:.1f} s |
""")


if __name__ == "__main__":
    main()
