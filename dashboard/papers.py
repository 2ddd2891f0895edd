"""What this app puts on paper: the handout of the council's meeting, as values for the writers of `documents`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone

from campaigns.models import Campaign
from campaigns.papers import letterhead
from core.text import clean
from core.vietnamese import format_number, paper_date
from dashboard.council_page import compared, percent, summary
from dashboard.rules import COUNCIL_ROLES
from dashboard.selectors.council import Council, council_of
from dashboard.selectors.council_registrations import RoundFilings
from dashboard.selectors.council_targets import Tally, Targets
from dashboard.selectors.council_titles import TitleRow
from documents.enums import Format
from documents.paper import Bar, Block, Chart, Column, Paper, Part, Row, Run, Signature, Table
from documents.registry import PaperKind, register
from organizations.models import User
from targets.enums import Verdict
from targets.selectors.overview import Seen
from targets.standing_page import full_name

KIND = "dashboard.council"
_MOST_BARS, _MOST_LAGGING, _MOST_UNITS = 8, 15, 20
_TALLY = (
    Column("Tổng số", 16, "center", numeric=True),
    *(Column(str(verdict.label), 17, "center", numeric=True) for verdict in Verdict),
)
_LAGGING = (
    Column("TT", 9, "center"),
    Column("Chỉ tiêu", 48),
    Column("Tỷ lệ (%)", 16, numeric=True),
    Column("Đánh giá", 24, "center"),
    Column("Từ ngày", 24, "center"),
    Column("Đơn vị", 44),
)
_FILINGS = (
    Column("TT", 9, "center"),
    Column("Khối, cụm thi đua", 68),
    Column("Tình trạng", 32, "center"),
    Column("Đơn vị đã xong", 28, "center"),
    Column("Hạn nộp", 28, "center"),
)
_TITLES = (
    Column("Danh hiệu, hình thức", 65),
    Column("Đã đăng ký", 25, "center", numeric=True),
    Column("Đã đề nghị", 25, "center", numeric=True),
    Column("Đã quyết định", 25, "center", numeric=True),
    Column("Năm trước", 25, "center", numeric=True),
)
_EVENTS = (Column("Ngày", 26, "center"), Column("Công việc", 89), Column("Ghi chú", 50))


def council_paper(campaign: Campaign) -> Paper:
    """The handout as the campaign stands today: figures, what lags, registrations, titles, what is due next."""
    on = timezone.localdate()
    council = council_of(campaign, on=on)
    body = campaign.organization
    subject = (f"Tình hình phong trào thi đua năm {campaign.year}", _clean(campaign.name))
    return Paper(
        letterhead=letterhead(body),
        number_line="",
        place_date=f"{body.place or '……'}, {paper_date(on)}",
        type_name="TÀI LIỆU HỌP",
        subject=subject,
        body=tuple(_body(council)),
        signature=Signature((), ""),
        meta_title=" ".join(["Tài liệu họp:", *subject]),
        meta_author=body.name,
    )


def file_stem(campaign: Campaign) -> str:
    """ "tai-lieu-hop-laocai-2024"."""
    return f"tai-lieu-hop-{campaign.organization.code}-{campaign.year}"


def register_kinds() -> None:
    """Tell `documents` how to print the handout; called once when the app is ready."""
    register(
        PaperKind(
            KIND,
            "Tài liệu họp Hội đồng",
            build=council_paper,
            file_stem=file_stem,
            visible_subjects=_visible,
            drafts_permission="dashboard.see_council",
            formats=(Format.PDF, Format.DOCX, Format.XLSX),
        )
    )


def _visible(user: User) -> Any:
    """The campaigns whose whole standing the person may see."""
    visible = Campaign.objects.visible_to(user).select_related("organization")
    if user.is_superuser:
        return visible
    return visible.filter(organization__in=user.organization_ids_as(*COUNCIL_ROLES))


def _clean(text: str) -> str:
    """Nothing invisible reaches the paper, whatever way the text came in."""
    return clean(text).text


def _body(council: Council) -> Iterator[Part]:
    parts: list[tuple[str, list[Part]]] = [
        ("Kết quả thực hiện chỉ tiêu", list(_targets(council))),
        ("Đăng ký thi đua", [_filings(one) for one in council.rounds if one.filings]),
        ("Danh hiệu, hình thức khen thưởng", list(_titles(council))),
        (f"So với năm {council.campaign.year - 1}", list(_compared(council))),
        ("Việc quá hạn, sắp đến hạn", list(_events(council))),
    ]
    numbered = [(title, found) for title, found in parts if found]
    for number, (title, found) in enumerate(numbered, start=1):
        yield Block("item", f"{number}.", (Run(title, bold=True),), title=True)
        yield from found


def _targets(council: Council) -> Iterator[Part]:
    targets = council.targets
    as_of = f" Số liệu tính đến ngày {targets.as_of:%d/%m/%Y}." if targets and targets.as_of else ""
    yield Block("paragraph", "", (Run(f"{summary(council)}{as_of}"),))
    if targets is None or not targets.whole.total:
        return
    rows = [_tally_row(one) for one in targets.groups]
    yield Table(
        "Kết quả theo nhóm chỉ tiêu", (Column("Nhóm", 45), *_TALLY), (*rows, _tally_row(targets.whole, "total"))
    )
    if chart := _chart(targets):
        yield chart
    if targets.lagging:
        yield _lagging(targets.lagging)
    if units := [one for one in targets.units if one.lagging or one.counts[Verdict.NO_DATA]][:_MOST_UNITS]:
        caption = "Đơn vị có chỉ tiêu chậm tiến độ, không đạt hoặc chưa có số liệu"
        yield Table(caption, (Column("Đơn vị", 45), *_TALLY), tuple(_tally_row(one) for one in units))


def _tally_row(one: Tally, kind: Any = "row") -> Row:
    return Row((_clean(one.label), str(one.total), *(str(count) for count in one.counts.values())), kind)


def _chart(targets: Targets) -> Chart | None:
    """What lags most, where a percentage below the whole tells it."""
    shown = [one for one in targets.lagging if one.attainment.percent is not None and one.attainment.percent < 100]
    if not shown:
        return None
    shown = sorted(shown, key=lambda one: one.attainment.percent or 0)
    bars = tuple(
        Bar(_name(one), str(one.attainment.percent), f"{_percent(one)}%, {one.verdict.label.lower()}",
            "poor" if one.verdict == Verdict.MISSED else "fair")
        for one in shown[:_MOST_BARS]
    )  # fmt: skip
    return Chart(
        f"Thấp nhất là {_name(shown[0])}: {_percent(shown[0])}%",
        bars,
        f"{len(bars)} chỉ tiêu có tỷ lệ thực hiện thấp nhất; vạch đứng là 100%.",
    )


def _lagging(lagging: Sequence[Seen]) -> Table:
    rows = [
        Row((
            str(number), _name(one), _percent(one), str(one.verdict.label),
            f"{one.since:%d/%m/%Y}" if one.since else "", "; ".join(_clean(unit.name) for unit in one.units),
        ))
        for number, one in enumerate(lagging[:_MOST_LAGGING], start=1)
    ]  # fmt: skip
    many = f"{_MOST_LAGGING} trong {len(lagging)} chỉ tiêu" if len(lagging) > _MOST_LAGGING else "Chỉ tiêu"
    return Table(f"{many} chậm tiến độ, không đạt (thấp nhất trước)", _LAGGING, tuple(rows))


def _filings(round_: RoundFilings) -> Table:
    rows = [
        Row((
            str(number), _clean(one.registration.bloc.name),
            f"{one.registration.get_status_display()}{' (quá hạn)' if one.is_late else ''}",
            f"{one.settled}/{one.lines}", f"{one.until:%d/%m/%Y}",
        ))
        for number, one in enumerate(round_.filings, start=1)
    ]  # fmt: skip
    caption = f"{_clean(round_.round.name)}: {round_.filed}/{round_.expected} khối, cụm đã nộp"
    return Table(caption, _FILINGS, tuple(rows))


def _titles(council: Council) -> Iterator[Part]:
    if not council.titles.rows:
        return
    year = council.campaign.year
    rows = [_title_row(one) for one in council.titles.rows]
    caption = f"Danh hiệu, hình thức của năm {year}; đã quyết định năm {year - 1} ở cột cuối"
    yield Table(caption, _TITLES, (*rows, _title_row(council.titles.total, "total")))


def _title_row(one: TitleRow, kind: Any = "row") -> Row:
    counts = (one.registered, one.proposed, one.decided, one.before)
    return Row((_clean(one.name), *(format_number(count) for count in counts)), kind)


def _compared(council: Council) -> Iterator[Part]:
    rows = compared(council)
    if council.before is None or not rows:
        return
    year, then = council.campaign.year, council.before.day
    heads = [f"Năm {year}", *([] if council.is_whole_year else [f"Đến {then:%d/%m/%Y}"]), f"Cả năm {year - 1}"]
    columns = (Column("Nội dung", 75), *(Column(head, 30, "center", numeric=True) for head in heads))
    cells = [
        (one.label, *(_written(count) for count in (one.now, *([] if council.is_whole_year else [one.then]), one.end)))
        for one in rows
    ]
    now, end = council.targets.whole if council.targets else None, council.before.end
    if now:
        words = (
            f"Đạt, vượt {percent(now.done, now.total)} số chỉ tiêu; cả năm {year - 1}: {percent(end.done, end.total)}."
        )
        yield Block("paragraph", "", (Run(words),))
    yield Table("", columns, tuple(Row(row) for row in cells))


def _written(count: int | None) -> str:
    return "–" if count is None else format_number(count)


def _events(council: Council) -> Iterator[Part]:
    late = [event for event in council.events if event.state_on(council.on) == "late"]
    rows = [(event, "quá hạn; ") for event in late] + [(event, "") for event in council.next_events]
    if rows:
        cells = [Row((f"{one.day:%d/%m/%Y}", _clean(one.words), f"{mark}{one.detail}")) for one, mark in rows]
        yield Table("", _EVENTS, tuple(cells))


def _name(one: Seen) -> str:
    return _clean(full_name(one.target))


def _percent(one: Seen) -> str:
    return "" if one.attainment.percent is None else format_number(one.attainment.percent)
