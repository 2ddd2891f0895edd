"""`bin/bench certificates`: 5,000 certificates on all cores against each alone with WeasyPrint; memory; a killed worker."""

from __future__ import annotations

import gc
import os
import random
import signal
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import django
import psutil

from bench.stack import Stack, heading, running, use
from bench.worker_kills import workers as celery_processes

CORES = os.cpu_count() or 1
MANY, FEW, ALONE, PATIENCE = 5000, 1000, 40, 300.0
FAMILIES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Giàng",
    "Lý",
    "Tẩn",
    "Vàng",
    "Đặng",
    "Sùng",
    "Thào",
    "Lò",
    "Hà",
    "Đỗ",
]
MIDDLES = ["Văn", "Thị", "Seo", "A", "Minh", "Hữu", "Ngọc", "Thanh", "Phương", "Xuân", "Đức"]
GIVEN = [
    "Chứ",
    "Mẩy",
    "Ửng",
    "Páo",
    "Hương",
    "Thảo",
    "Trường",
    "Ánh",
    "Nguyệt",
    "Dũng",
    "Hòa",
    "Yến",
    "Quỳnh",
    "Phượng",
    "Khoẻ",
]


@dataclass
class Run:
    """One batch through the real path."""

    seconds: float = 0.0
    joined_after: float = 0.0
    peaks: list[int] = field(default_factory=list)
    batch: Any = None


def workers(stack: Stack) -> list[psutil.Process]:
    """The workers without the clock, which is of Celery too."""
    return [process for process in celery_processes(stack) if "beat" not in process.cmdline()]


def decision_of(count: int, number: int) -> Any:
    """An issued decision with so many lines, through the tables themselves."""
    from awards.models import AwardTitle, Decision, DecisionLine, Honouree
    from organizations.models import Organization, User

    chance = random.Random(number)
    issuer = Organization.objects.get(code="laocai")
    maker = User.objects.get(username="chuyenvien.laocai")
    title, _ = AwardTitle.objects.get_or_create(
        code="BKT-CN",
        legal_version="L2022",
        defaults={
            "name": "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", "kind": "form", "subject": "individual",
            "level": "province", "decided_by": "Chủ tịch Ủy ban nhân dân tỉnh",
        },
    )  # fmt: skip
    decision = Decision.objects.create(
        issuer=issuer, year=2025, subject_line="Về việc tặng Bằng khen", number=number, issued_on=date(2026, 1, 20),
        status="issued", place="Lào Cai", signer_name="Trịnh Xuân Trường", created_by=maker, saved_by=maker,
    )  # fmt: skip
    names = [" ".join((chance.choice(FAMILIES), chance.choice(MIDDLES), chance.choice(GIVEN))) for _ in range(count)]
    people = Honouree.objects.bulk_create(
        [Honouree(kind="individual", name=name, organization=issuer) for name in names], batch_size=500
    )
    DecisionLine.objects.bulk_create(
        [
            DecisionLine(
                decision=decision, position=position, honouree=person, title=title, name=person.name,
                post=f"Chuyên viên phòng số {position % 40}, Sở Nông nghiệp và Môi trường",
                achievement="Đã có thành tích xuất sắc trong phong trào thi đua yêu nước năm 2025",
            )
            for position, person in enumerate(people, start=1)
        ],
        batch_size=500,
    )  # fmt: skip
    return decision


def requested(decision: Any) -> tuple[Any, float, float]:
    """The batch as pressing both buttons makes it, and how long each took in the web process."""
    from awards.models import CertificateLayout
    from awards.services import certificates as services

    start = time.perf_counter()
    services.prepare_certificates(decision, by=decision.created_by)
    prepared = time.perf_counter()
    layout = CertificateLayout.objects.filter(title_code="BKT-CN", is_preprinted=False).first()
    batch = services.request_batch(decision, layout, None, by=decision.created_by)
    return batch, prepared - start, time.perf_counter() - prepared


def followed(stack: Stack, batch: Any, disturb: Callable[[float], None] | None = None) -> Run:
    """Watch the batch until it is ready: time and the workers' memory."""
    run, start, peaks = Run(), time.monotonic(), {}
    running_workers = workers(stack)
    while time.monotonic() - start < PATIENCE:
        if disturb:
            disturb(time.monotonic() - start)
            running_workers = workers(stack)
        for process in running_workers:
            try:
                peaks[process.pid] = max(peaks.get(process.pid, 0), process.memory_full_info().uss)
            except psutil.Error:
                continue
        batch.refresh_from_db(fields=["status", "done", "press_file", "single_files", "error"])
        if batch.done == batch.total and not run.joined_after:
            run.joined_after = time.monotonic() - start
        if batch.status in ("ready", "failed"):
            break
        time.sleep(0.05)
    run.seconds, run.peaks, run.batch = time.monotonic() - start, sorted(peaks.values()), batch
    assert batch.status == "ready", batch.error or "not ready in time"
    return run


def counted(batch: Any) -> tuple[int, int, int]:
    """Pages of the press file, single files, and different names of these."""
    import pypdfium2

    with zipfile.ZipFile(batch.single_files.path) as archive:
        names = archive.namelist()
    return len(pypdfium2.PdfDocument(batch.press_file.path)), len(names), len(set(names))


def alone(count: int) -> float:
    """So many certificates each laid out by WeasyPrint as its documentation calls it, in this process; seconds."""
    from weasyprint import HTML

    for number in range(count + 1):
        if number == 1:  # the first loads the library
            gc.collect()
            start = time.perf_counter()
        HTML(string=_page(number)).write_pdf()
    return time.perf_counter() - start


def _page(number: int) -> str:
    """The same words on the same sheet, positioned by CSS, with the code as SVG."""
    from awards.certificates.layout import read_layout, words_of
    from awards.certificates.qr import QUIET, dark_runs, modules_of
    from awards.certificates.samples import SAMPLES
    from awards.services.certificates import shipped

    layout = read_layout(420, 297, False, shipped()["layouts"][0]["lines"])
    values = {**SAMPLES["person"], "issuer": "Ủy ban nhân dân tỉnh Lào Cai", "name": f"Giàng A Chứ {number}"}
    lines = "".join(
        f'<p style="position:absolute;left:{one.x}mm;top:{one.y - one.size * 0.35}mm;width:{one.width}mm;margin:0;'
        f'text-align:{one.align};font-size:{one.size}pt;color:{one.colour}">{words_of(one, values)}</p>'
        for one in layout.lines
        if one.field not in ("qr", "rule", "emblem")
    )
    rows = modules_of(f"http://127.0.0.1:8000/xac-thuc/abcdefghijklmnop{number:06d}/")
    side = len(rows) + 2 * QUIET
    path = "".join(f"M{x} {y}h{n}v1h-{n}z" for y, row in enumerate(rows) for x, n in dark_runs(row))
    code = f'<svg style="position:absolute;left:50mm;top:253mm;width:32mm" viewBox="-4 -4 {side} {side}"><path d="{path}"/></svg>'
    return f"<style>@page{{size:420mm 297mm;margin:0}}body{{font-family:'Liberation Serif'}}</style>{lines}{code}"


def main() -> None:
    with running(workers=CORES) as stack:
        use(stack)
        from awards.services.certificates import copy_shipped_layouts

        warm = decision_of(50, 1)
        copy_shipped_layouts(warm.issuer, by=warm.created_by)
        followed(stack, requested(warm)[0])
        few = followed(stack, requested(decision_of(FEW, 2))[0])
        batch, preparing, requesting = requested(decision_of(MANY, 3))
        many = followed(stack, batch)
        pages, singles, different = counted(many.batch)
        sizes = [
            Path(path).stat().st_size / 2**20 for path in (many.batch.press_file.path, many.batch.single_files.path)
        ]
        killed, chance, kill_at = 0, random.Random(2024), [1.0, 2.0, 3.0]

        def kill(after: float) -> None:
            nonlocal killed
            if kill_at and after > kill_at[0]:
                kill_at.pop(0)
                os.kill(chance.choice(workers(stack)).pid, signal.SIGKILL)
                killed += 1

        torn = followed(stack, requested(decision_of(MANY, 4))[0], kill)
        torn_counts = counted(torn.batch)
        attempts = sum(torn.batch.chunks.values_list("attempts", flat=True))
        parts = torn.batch.chunks.count()
    one = ALONE / alone(ALONE)
    with ProcessPoolExecutor(CORES, mp_context=get_context("spawn"), initializer=django.setup) as pool:
        list(pool.map(_ready, range(CORES)))
        start = time.perf_counter()
        list(pool.map(alone, [ALONE] * CORES))
        together = (ALONE + 1) * CORES / (time.perf_counter() - start)
    print(heading("bin/bench certificates"))
    print(f"""
| what | figure |
|---|---|
| each alone with plain WeasyPrint, one process, {ALONE} measured | {one:.0f}/s ({MANY / one:.0f} s for {MANY}, reckoned) |
| the same in {CORES} processes, {ALONE} each | {together:.0f}/s ({MANY / together:.0f} s, reckoned) |
| ours, {MANY}, press file and single files, {CORES} workers, from the request to both files | **{MANY / many.seconds:.0f}/s** ({many.seconds:.1f} s, of which joining {many.seconds - many.joined_after:.1f} s) |
| before that, in the web process: numbers and codes · freezing and checking that all fits | {preparing:.1f} s · {requesting:.1f} s |
| pages · single files · different names | {pages} · {singles} · {different} |
| press file · archive | {sizes[0]:.1f} MiB · {sizes[1]:.0f} MiB |
| peak memory of each worker at {FEW} | {_mib(few.peaks)} |
| peak memory of each worker at {MANY} | {_mib(many.peaks)} |
| {MANY} with {killed} workers killed with -9: pages · single files · different names | {" · ".join(map(str, torn_counts))} |
| the same: parts · parts begun · ready after | {parts} · {attempts} · {torn.seconds:.0f} s |
""")


def _ready(number: int) -> None:
    """A process with its library loaded."""
    alone(1)


def _mib(peaks: list[int]) -> str:
    return ", ".join(f"{peak / 2**20:.0f}" for peak in peaks) + " MiB"


if __name__ == "__main__":
    main()
