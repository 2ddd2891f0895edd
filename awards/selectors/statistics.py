"""Statistics of awards. Every figure counts rows of the history that stand, and knows the list that shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from awards.enums import AwardLevel, Nature, SubjectKind
from awards.models import AwardRecord, AwardTitle, Honouree
from awards.statistics_forms import StatisticsForm
from campaigns.enums import CampaignKind
from campaigns.models import Campaign

#: The value of a filter for "not known".
UNKNOWN = "chua-ro"
_LEADING = "decision_line__line__holds_leading_post"
#: By name of a filter of people: the field it asks.
PEOPLE = {"lanhdao": _LEADING, "nu": "honouree__is_woman", "dantoc": "honouree__is_ethnic_minority"}


@dataclass(frozen=True)
class Figure:
    """One number with its words and the list of the awards it counts ("" where there is none)."""

    label: str
    counts: tuple[int, ...]
    url: str

    @property
    def count(self) -> int:
        return self.counts[0]


@dataclass(frozen=True)
class Breakdown:
    """One table: the figures of one question; together they are the `total` unless `note` says why not."""

    name: str
    heads: tuple[str, ...]
    figures: tuple[Figure, ...]
    note: str = ""

    @property
    def total(self) -> tuple[int, ...]:
        return tuple(sum(column) for column in zip(*(one.counts for one in self.figures), strict=True))


@dataclass(frozen=True)
class Statistics:
    """A year: all that stands, what was revoked, the tables, and the years before."""

    year: int
    standing: Figure
    revoked: Figure
    breakdowns: tuple[Breakdown, ...]
    years: Breakdown

    @property
    def is_empty(self) -> bool:
        return not self.standing.count and not self.revoked.count


def records_for(user: Any) -> QuerySet[AwardRecord]:
    """The awards of all subjects the person may see, revoked ones too."""
    return AwardRecord.objects.filter(honouree__in=Honouree.objects.visible_to(user))


def years_of(user: Any) -> list[int]:
    """The years with awards, newest first."""
    return list(records_for(user).order_by("-year").values_list("year", flat=True).distinct())


def statistics_of(user: Any, year: int) -> Statistics:
    """Everything about one year, in a constant number of queries."""
    all_years = records_for(user)
    standing = all_years.filter(year=year, is_revoked=False).order_by()
    grouped = standing.values("title_code", "nature", "honouree__kind").annotate(n=Count("pk"))
    cells: list[dict[str, Any]] = [dict(cell) for cell in grouped]
    known = catalogue()
    revoked = all_years.filter(year=year, is_revoked=True).count()
    return Statistics(
        year=year,
        standing=Figure("Có hiệu lực", (sum(cell["n"] for cell in cells),), listed(year)),
        revoked=Figure("Đã hủy bỏ", (revoked,), listed(year, huybo="1")),
        breakdowns=(
            _by("Theo danh hiệu, hình thức", cells, year, "danhhieu", lambda c: c["title_code"], _titles(known, cells)),
            _by("Theo cấp", cells, year, "cap", lambda c: _level(known, c["title_code"]), _levels()),
            _by("Theo đối tượng", cells, year, "doituong", lambda c: c["honouree__kind"], _choices(SubjectKind)),
            _by("Theo loại hình", cells, year, "loaihinh", lambda c: c["nature"], _choices(Nature)),
            _by_unit(standing, year),
            *_people(standing, year),
        ),
        years=_years(all_years, year),
    )


def catalogue() -> dict[str, tuple[str, str]]:
    """By code: name and level, as the newest text of the law says them; one query."""
    rows = AwardTitle.objects.order_by("legal_version").values_list("code", "name", "level")
    return {code: (name, level) for code, name, level in rows}


def listed(year: int | None, **narrowed: str) -> str:
    """The list of the awards behind a figure."""
    query = {"nam": str(year)} if year else {}
    return f"{reverse('awards:statistic_records')}?{urlencode(query | narrowed)}"


def narrowed(records: QuerySet[AwardRecord], asked: dict[str, str]) -> QuerySet[AwardRecord]:
    """The awards behind a figure, by the query string that `listed` writes."""
    records = records.filter(is_revoked=asked.get("huybo") == "1")
    plain = {"nam": "year", "danhhieu": "title_code", "loaihinh": "nature", "doituong": "honouree__kind"}
    plain |= {"donvi": "honouree__organization__code", "tinh": "honouree__organization__root_code"}
    for name, field in plain.items():
        if value := asked.get(name):
            is_year = value.isdecimal() and len(value) == 4
            records = records.filter(**{field: value}) if name != "nam" or is_year else records.none()
    if level := asked.get("cap"):
        codes = {code for code, (_, own) in catalogue().items() if own == level or level == UNKNOWN}
        records = records.exclude(title_code__in=codes) if level == UNKNOWN else records.filter(title_code__in=codes)
    for name, field in PEOPLE.items():
        if value := asked.get(name):
            records = records.filter(_answer(field, value), honouree__kind=SubjectKind.INDIVIDUAL)
    return records


def form_table(form: StatisticsForm, user: Any, year: int) -> Breakdown | None:
    """The rows of a ministry's form as far as its definition is known; None where the facts do not suffice."""
    if form.source == "campaigns":
        return _campaigns(user, year)
    return _form_records(form, user, year) if form.source == "records" else None


def _form_records(form: StatisticsForm, user: Any, year: int) -> Breakdown:
    known = {code: name for code, (name, level) in catalogue().items() if level in form.levels}
    own = records_for(user).filter(year=year, is_revoked=False, title_code__in=known).order_by()
    person = Q(honouree__kind=SubjectKind.INDIVIDUAL)
    grouped = own.values("title_code").annotate(
        n=Count("pk"),
        collective=Count("pk", filter=Q(honouree__kind=SubjectKind.COLLECTIVE)),
        household=Count("pk", filter=Q(honouree__kind=SubjectKind.HOUSEHOLD)),
        individual=Count("pk", filter=person),
        woman=Count("pk", filter=person & Q(honouree__is_woman=True)),
        minority=Count("pk", filter=person & Q(honouree__is_ethnic_minority=True)),
    )
    cells: list[dict[str, Any]] = [dict(cell) for cell in grouped]
    parts = ("n", "collective", "household", "individual", "woman", "minority")
    heads = ("Tổng số", "Tập thể", "Hộ gia đình", "Cá nhân", "Trong đó: nữ", "Trong đó: dân tộc thiểu số")
    figures = [
        Figure(
            known[cell["title_code"]], tuple(cell[part] for part in parts), listed(year, danhhieu=cell["title_code"])
        )
        for cell in cells
    ]
    return Breakdown(form.name, heads, tuple(sorted(figures, key=lambda one: (-one.count, one.label))), form.note)


def _campaigns(user: Any, year: int) -> Breakdown:
    found = Counter(Campaign.objects.visible_to(user).filter(year=year).order_by().values_list("kind", flat=True))
    figures = tuple(Figure(str(kind.label), (found[kind],), "") for kind in CampaignKind if found[kind])
    return Breakdown("Số phong trào thi đua", ("Số phong trào",), figures)


def _by(
    name: str,
    cells: Iterable[dict[str, Any]],
    year: int,
    parameter: str,
    key: Callable[[dict[str, Any]], str],
    labels: dict[str, str],
) -> Breakdown:
    """Cells of the year summed by one key, in the order of `labels`; nothing is shown where there is none."""
    sums: Counter[str] = Counter()
    for cell in cells:
        sums[key(cell)] += cell["n"]
    figures = [
        Figure(label, (sums[value],), listed(year, **{parameter: value}))
        for value, label in labels.items()
        if sums[value]
    ]
    return Breakdown(name, ("Số lần",), tuple(figures))


def _by_unit(standing: QuerySet[AwardRecord], year: int) -> Breakdown:
    rows = standing.values_list("honouree__organization__name", "honouree__organization__code").annotate(n=Count("pk"))
    ordered = sorted(rows, key=lambda row: (-row[2], row[0]))
    figures = tuple(Figure(name, (n,), listed(year, donvi=code)) for name, code, n in ordered)
    note = "Theo đơn vị hiện nay của đối tượng. Theo khối, cụm thi đua: chưa có số liệu về khối, cụm."
    return Breakdown("Theo đơn vị", ("Số lần",), figures, note)


def _people(standing: QuerySet[AwardRecord], year: int) -> list[Breakdown]:
    """Individuals only; what is not known of a person is counted apart, never as a no."""
    people = standing.filter(honouree__kind=SubjectKind.INDIVIDUAL)
    rows = list(people.values(*PEOPLE.values()).annotate(n=Count("pk")))
    asked = [
        (
            "lanhdao",
            "Cá nhân: lãnh đạo và người lao động trực tiếp",
            "Giữ chức vụ lãnh đạo",
            "Không giữ chức vụ lãnh đạo",
            "Theo hồ sơ khi được khen; lịch sử nhập từ giấy cũ không ghi thì tính là chưa rõ.",
        ),
        ("nu", "Cá nhân: nữ", "Nữ", "Nam", ""),
        ("dantoc", "Cá nhân: dân tộc thiểu số", "Dân tộc thiểu số", "Không phải dân tộc thiểu số", ""),
    ]
    return [_known(rows, year, *one) for one in asked]


def _known(rows: list[dict[str, Any]], year: int, name: str, title: str, yes: str, no: str, note: str) -> Breakdown:
    sums: Counter[bool | None] = Counter()
    for row in rows:
        sums[row[PEOPLE[name]]] += row["n"]
    wanted: list[tuple[bool | None, str, str]] = [(True, yes, "1"), (False, no, "0"), (None, "Chưa rõ", UNKNOWN)]
    figures = [
        Figure(label, (sums[answer],), listed(year, **{name: word})) for answer, label, word in wanted if sums[answer]
    ]
    return Breakdown(title, ("Số lần",), tuple(figures), note)


def _years(records: QuerySet[AwardRecord], year: int) -> Breakdown:
    """All years with awards, newest first; what was revoked stands apart."""
    person = Q(honouree__kind=SubjectKind.INDIVIDUAL)
    stands = Q(is_revoked=False)
    rows = (
        records.order_by()
        .values("year")
        .annotate(
            n=Count("pk", filter=stands), people=Count("pk", filter=stands & person), gone=Count("pk", filter=~stands)
        )
        .order_by("-year")
    )
    figures = tuple(
        Figure(str(row["year"]), (row["n"], row["people"], row["n"] - row["people"], row["gone"]), listed(row["year"]))
        for row in rows
    )
    heads = ("Số lần", "Cá nhân", "Tập thể, hộ gia đình", "Đã hủy bỏ (không tính)")
    return Breakdown("Theo năm", heads, figures)


def _answer(field: str, value: str) -> Q:
    if value == UNKNOWN:
        return Q(**{f"{field}__isnull": True})
    return Q(**{field: value == "1"})


def _level(known: dict[str, tuple[str, str]], code: str) -> str:
    return known[code][1] if code in known else UNKNOWN


def _titles(known: dict[str, tuple[str, str]], cells: list[dict[str, Any]]) -> dict[str, str]:
    """Codes of the year with their names: in the order of the catalogue, others by their code."""
    codes = {cell["title_code"] for cell in cells}
    named = {code: name for code, (name, _) in known.items() if code in codes}
    return named | {code: f"{code} (không có trong danh mục)" for code in sorted(codes - named.keys())}


def _levels() -> dict[str, str]:
    return _choices(AwardLevel) | {UNKNOWN: "Chưa rõ (không có trong danh mục)"}


def _choices(kinds: Any) -> dict[str, str]:
    return {str(value): str(label) for value, label in kinds.choices}
