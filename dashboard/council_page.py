"""What the page of a campaign and its handout say of its figures: findings in a sentence, rows that compare years."""

from __future__ import annotations

from dataclasses import dataclass

from core.vietnamese import format_number
from dashboard.council_charts import Stack, stack
from dashboard.selectors.council import Council
from dashboard.selectors.council_targets import Before, Tally
from targets.enums import Verdict

#: On the page; the list behind the numbers has all of them.
MOST_LAGGING, MOST_UNITS = 10, 8
#: The widest label of a chart.
_LABEL = 26


@dataclass(frozen=True)
class Compared:
    """One row of the comparison: this year, the same day last year, the end of last year."""

    label: str
    now: int
    then: int | None
    end: int
    now_url: str = ""
    end_url: str = ""


def summary(council: Council) -> str:
    """The first sentence: "28/41 chỉ tiêu có số liệu: 3 vượt, 10 đạt …"."""
    if council.targets is None:
        return "Phong trào này chưa có chỉ thị được ban hành."
    whole = council.targets.whole
    if not whole.total:
        return "Chỉ thị này chưa có chỉ tiêu."
    words = ", ".join(f"{count} {verdict.label.lower()}" for verdict, count in whole.counts.items() if count)
    return f"{whole.known}/{whole.total} chỉ tiêu có số liệu đã xác nhận: {words}."


def groups_chart(council: Council) -> Stack | None:
    """The groups as bars; the title names the one with most that lags."""
    groups = council.targets.groups if council.targets else []
    if not groups:
        return None
    worst = max(groups, key=lambda one: one.lagging)
    title = "Không nhóm nào có chỉ tiêu chậm tiến độ hoặc không đạt"
    if worst.lagging:
        title = f"{worst.label}: {worst.lagging}/{worst.total} chỉ tiêu chậm tiến độ hoặc không đạt, nhiều nhất"
    return stack([(_short(one.label), one.counts) for one in groups], title=title)


def years_chart(council: Council) -> Stack | None:
    """This year beside the last one, each as a whole; the title says which has the larger share done."""
    if council.targets is None or council.before is None:
        return None
    year, before, now = council.campaign.year, council.before, council.targets.whole
    rows = [(f"Năm {year}", now.counts), (f"Năm {year - 1}, cùng kỳ", before.then.counts)]
    if council.is_whole_year:
        rows.pop()
    rows.append((f"Năm {year - 1}, cả năm", before.end.counts))
    return stack(rows, title=_years_finding(year, now, before, whole=council.is_whole_year), as_shares=True)


def compared(council: Council) -> list[Compared]:
    """Verdicts of both years, then awards; without last year's directive the awards alone."""
    total = council.titles.total
    awards = Compared(
        "Khen thưởng đã quyết định", total.decided, None, total.before, total.decided_url, total.before_url
    )
    if council.targets is None or council.before is None:
        return [awards] if total.decided or total.before else []
    now, before = council.targets.whole, council.before
    ends = {cell.verdict: cell for cell in before.end.cells}
    rows = [
        Compared(cell.label, cell.count, _then(council, before, cell.verdict), ends[cell.verdict].count,
                 cell.url, ends[cell.verdict].url)
        for cell in now.cells
    ]  # fmt: skip
    then = None if council.is_whole_year else before.then.total
    return [*rows, Compared("Tổng số chỉ tiêu", now.total, then, before.end.total, now.url, before.end.url), awards]


def percent(part: int, whole: int) -> str:
    """ "68%"; nothing of nothing is "–"."""
    return f"{format_number(round(part * 100 / whole))}%" if whole else "–"


def _then(council: Council, before: Before, verdict: Verdict) -> int | None:
    return None if council.is_whole_year else before.then.counts[verdict]


def _years_finding(year: int, now: Tally, before: Before, *, whole: bool) -> str:
    last, when = (before.end, "") if whole else (before.then, f", cùng kỳ {before.day:%d/%m/%Y}")
    ours, theirs = percent(now.done, now.total), percent(last.done, last.total)
    return f"Đạt, vượt: {ours} số chỉ tiêu năm {year}; {theirs} năm {year - 1}{when}"


def _short(label: str) -> str:
    return label if len(label) <= _LABEL else f"{label[: _LABEL - 1].rstrip()}…"
