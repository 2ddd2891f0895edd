"""What the pages of standings show: rows with their columns, tiles, figures with their sources."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from urllib.parse import urlsplit

from django.http import QueryDict

from campaigns.models import Directive
from core.listing import Column
from core.vietnamese import fold, format_number, sort_key
from targets.charts import Chart, draw
from targets.course import plot_of
from targets.enums import VERDICT_TONES, Basis, Verdict
from targets.models import Actual, Target
from targets.periods import Period
from targets.selectors.judging import goal_of
from targets.selectors.standing import Detail, Standing

#: What needs somebody first comes first.
_URGENCY = (Verdict.MISSED, Verdict.BEHIND, Verdict.NO_DATA, Verdict.ON_TRACK, Verdict.MET, Verdict.EXCEEDED)
_URL = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True)
class Row:
    """One standing with its number in the directive."""

    number: int
    standing: Standing
    issuer: str = ""

    @property
    def target(self) -> Target:
        return self.standing.target

    @property
    def full_name(self) -> str:
        return full_name(self.target)

    @property
    def heading(self) -> str:
        """The common name it stands under, where that is no figure of its own."""
        parent = self.target.parent
        return parent.name if parent and not parent.is_figure else ""

    @property
    def unit_names(self) -> str:
        """The units without the name of the province, which the page says already."""
        place = f" {self.issuer.removeprefix('Ủy ban nhân dân ')}"
        return "; ".join(unit.name.removesuffix(place) for unit in self.standing.units)


@dataclass(frozen=True)
class Tile:
    """How many have a verdict, and the way to them."""

    label: str
    tone: str
    count: int
    url: str
    is_active: bool


@dataclass(frozen=True)
class FigureRow:
    """A verified figure in the table of a target. `may_open`: the person may see the report it stands in."""

    actual: Actual
    period: Period
    cumulated: Decimal | None
    source: str
    source_url: str
    may_open: bool

    @property
    def period_name(self) -> str:
        """Without the year, which all rows share."""
        return self.period.label.removesuffix(f" năm {self.period.year}")

    @property
    def source_host(self) -> str:
        return urlsplit(self.source_url).hostname or ""


def rows_of(standings: Sequence[Standing], directive: Directive) -> list[Row]:
    return [Row(number, one, directive.issuer.name) for number, one in enumerate(standings, start=1)]


def full_name(target: Target) -> str:
    """The name with that of its whole before it, where it does not say it itself."""
    parent = target.parent
    if parent is None or parent.is_figure or fold(target.name).startswith(fold(parent.name)):
        return target.name
    return f"{parent.name}: {target.name}"


def sections_of(rows: Iterable[Row], *, by_group: bool) -> list[tuple[str, list[Row]]]:
    """Rows under the headings of their groups as the paper has them; without `by_group` all under none."""
    if not by_group:
        return [("", list(rows))]
    runs = [(key, list(run)) for key, run in groupby(rows, key=lambda row: row.target.get_group_display())]
    has_groups = any(key for key, _ in runs)
    return [(key or ("Chưa xếp nhóm" if has_groups else ""), run) for key, run in runs]


def tiles_of(counts: dict[Verdict, int], query: QueryDict) -> list[Tile]:
    """A tile a verdict; pressing the active one again shows all."""
    tiles = []
    for verdict, count in counts.items():
        changed = query.copy()
        for key in ("page", "export"):
            changed.pop(key, None)
        is_active = query.get("verdict") == verdict
        if is_active:
            changed.pop("verdict")
        else:
            changed["verdict"] = verdict
        tiles.append(Tile(verdict.label, VERDICT_TONES[verdict], count, f"?{changed.urlencode()}", is_active))
    return tiles


def counts_in_words(counts: dict[Verdict, int]) -> str:
    """ "1 vượt, 3 chậm tiến độ, 32 chưa có số liệu"; verdicts that nothing has are left out."""
    return ", ".join(f"{count} {verdict.label.lower()}" for verdict, count in counts.items() if count)


def chart_of(target: Target, detail: Detail) -> Chart | None:
    """The figures through the year; the title says how the target stands."""
    standing = detail.standing
    plot = plot_of(goal_of(target), detail.counts, standing.attainment, standing.last_year, year=target.directive.year)
    return draw(plot, title=f"{full_name(target)}: {_finding(standing)}")


def figure_rows(detail: Detail, seen_reports: Collection[int]) -> list[FigureRow]:
    """Every verified figure, newest first."""
    sums = {one.rows[0]: one.value for one in detail.counts if one.rows and one.figure.is_own}
    rows = []
    for actual in reversed(detail.history):
        words, url = split_source(actual.source)
        cumulated = sums.get(actual.pk) if actual.basis == Basis.PERIOD else None
        rows.append(
            FigureRow(actual, actual.report.period.period, cumulated, words, url, actual.report_id in seen_reports)
        )
    return rows


def split_source(source: str) -> tuple[str, str]:
    """Words and address of a source. Only http and https addresses are links; anything else stays words."""
    found = _URL.search(source)
    if found is None or not _is_sound(found[0]):
        return source, ""
    words = f"{source[: found.start()]}{source[found.end() :]}".strip(" :;,()-–")
    return words, found[0]


def _is_sound(url: str) -> bool:
    """Whether it can be taken apart: "https://[" cannot, and would stop the page for everybody."""
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


def _finding(standing: Standing) -> str:
    words = standing.verdict.label.lower()
    if standing.as_of is None:
        return words
    percent = standing.attainment.percent
    share = f", {format_number(percent)}%" if percent is not None else ""
    return f"{words}{share} (tính đến {standing.as_of:%d/%m/%Y})"


COLUMNS = (
    Column("tt", "TT", lambda row: row.number, sort_key=lambda row: row.number, numeric=True),
    Column("ten", "Chỉ tiêu", lambda row: row.full_name, sort_key=lambda row: sort_key(row.full_name)),
    Column("muc", "Mức cần đạt", lambda row: row.target.phrase),
    Column("ketqua", "Kết quả", lambda row: row.standing.value, numeric=True),
    Column(
        "phantram",
        "%",
        lambda row: row.standing.attainment.percent,
        sort_key=lambda row: row.standing.attainment.percent,
        numeric=True,
    ),
    Column(
        "danhgia",
        "Đánh giá",
        lambda row: row.standing.verdict.label,
        sort_key=lambda row: _URGENCY.index(row.standing.verdict),
    ),
    Column("donvi", "Đơn vị thực hiện", lambda row: row.unit_names),
)
#: In a file every number has a cell of its own.
EXPORT_COLUMNS = (
    COLUMNS[0],
    Column("nhom", "Nhóm", lambda row: row.target.get_group_display()),
    COLUMNS[1],
    COLUMNS[2],
    Column("giatri", "Giá trị cần đạt", lambda row: row.target.low, numeric=True),
    Column("den", "Đến", lambda row: row.target.high, numeric=True),
    COLUMNS[3],
    Column("dvt", "Đơn vị tính", lambda row: row.target.unit),
    Column("ngay", "Tính đến ngày", lambda row: row.standing.as_of),
    Column("phantram", "% thực hiện", COLUMNS[4].value, sort_key=COLUMNS[4].sort_key, numeric=True),
    COLUMNS[5],
    Column("giaithich", "Giải thích", lambda row: row.standing.attainment.sentence),
    Column("donvi", "Đơn vị thực hiện", lambda row: "; ".join(unit.name for unit in row.standing.units)),
    Column("nguon", "Nguồn", lambda row: row.standing.actual.source if row.standing.actual else ""),
)
