"""What this app puts on paper: the progress report, as values for the writers of `documents`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from campaigns.outline import parse
from campaigns.papers import DRAFT, author_of, collective_name, head_title, letterhead, paper_lines, recipient_lines
from core.text import clean
from core.vietnamese import document_number, paper_date
from documents.enums import DocumentType, Format
from documents.paper import Appendix, Bar, Block, Chart, Column, Paper, Part, Row, Run, Signature, Table
from documents.registry import PaperKind, register
from documents.signature import signature_titles
from organizations.models import User
from targets.enums import Group, Verdict
from targets.models import ProgressReport
from targets.narrative import period_words
from targets.review import LAGGING, Figures, Line, count
from targets.selectors.progress import figures_of, progress_reports_for

KIND = "targets.progress_report"
_MOST_BARS = 12
_UNGROUPED = "Chỉ tiêu khác"
_RESULTS = (
    Column("TT", 9, "center"),
    Column("Chỉ tiêu", 36),
    Column("Mức cần đạt", 23),
    Column("Kết quả", 22, numeric=True),
    Column("Tính đến ngày", 22, "center"),
    Column("Tỷ lệ (%)", 13, numeric=True),
    Column("Đánh giá", 18, "center"),
    Column("Đơn vị", 22),
)
_SUMMARY = (
    Column("Nhóm chỉ tiêu", 41),
    Column("Tổng số", 16, "center", numeric=True),
    *(Column(str(verdict.label), 18, "center", numeric=True) for verdict in Verdict),
)
_RANKING = (
    Column("TT", 9, "center"),
    Column("Chỉ tiêu", 48),
    Column("Tỷ lệ (%)", 15, numeric=True),
    Column("Đánh giá", 18, "center"),
    Column("Diễn giải", 75),
)
_MISSING = (Column("TT", 9, "center"), Column("Đơn vị", 90), Column("Tình trạng", 40), Column("Hạn gửi", 26, "center"))


def progress_paper(report: ProgressReport) -> Paper:
    """The paper of a report as it stands: a draft under its watermark with the figures of today, an issued one with the
    figures it was issued with.
    """
    issuer, figures = report.directive.issuer, figures_of(report)
    symbol = f"{DocumentType.REPORT}-{issuer.document_symbol or '…'}"
    number = document_number(report.number) if report.number else "……"
    day = paper_date(report.issued_on) if report.issued_on else "ngày … tháng … năm ……"
    subject = paper_lines(_clean(report.subject_line))
    return Paper(
        letterhead=letterhead(issuer),
        number_line=f"Số: {number}/{symbol}",
        place_date=f"{_clean(report.place) or issuer.place or '……'}, {day}",
        type_name="BÁO CÁO",
        subject=tuple(subject) or ("……",),
        body=tuple(_body(report.sections, figures)),
        signature=Signature(
            signature_titles(
                report.signing_authority,
                signer_title=_clean(report.signer_title) or "……",
                head_title=head_title(issuer),
                body_name=collective_name(issuer),
            ),
            _clean(report.signer_name) or "……",
        ),
        recipients=recipient_lines(_clean(report.recipients)),
        appendices=(_appendix(report, figures, f"{number}/{symbol}", day),),
        watermark="" if report.number else DRAFT,
        meta_title=" ".join(["Báo cáo", *subject]),
        meta_author=issuer.name,
    )


def file_stem(report: ProgressReport) -> str:
    """ "bao-cao-15-laocai-2024-half-1", or with "du-thao" until it has a number."""
    number = document_number(report.number) if report.number else "du-thao"
    return f"bao-cao-{number}-{report.directive.code}-{report.kind.replace('_', '-')}-{report.index}"


def register_kinds() -> None:
    """Tell `documents` how to print progress reports; called once when the app is ready."""
    register(
        PaperKind(
            KIND,
            "Báo cáo tiến độ",
            build=progress_paper,
            file_stem=file_stem,
            visible_subjects=_visible,
            drafts_permission="targets.see_progress_drafts",
            formats=(Format.PDF, Format.DOCX, Format.XLSX),
        )
    )


def _visible(user: User) -> Any:
    return progress_reports_for(user)


def _clean(text: str) -> str:
    """Nothing invisible reaches the paper, whatever way the text came in."""
    return clean(text).text


def _body(sections: Iterable[Mapping[str, str]], figures: Figures) -> Iterator[Part]:
    """The sections as they were typed; after the words about the results stand their tables."""
    for section in sections:
        yield from parse("\n".join((_clean(section["heading"]), _clean(section["text"]))))
        if section["part"] == "results":
            yield from _tables(figures)


def _tables(figures: Figures) -> Iterator[Part]:
    yield _summary(figures)
    if chart := _chart(figures):
        yield chart
    if figures.unreported:
        rows = [(str(n), unit.name, unit.state, unit.due_on) for n, unit in enumerate(figures.unreported, start=1)]
        yield Table("Đơn vị chưa gửi báo cáo của kỳ", _MISSING, tuple(Row(row) for row in rows))


def _summary(figures: Figures) -> Table:
    groups = _grouped(figures)
    rows = [Row((heading, *_counted(lines))) for heading, lines in groups if len(groups) > 1]
    total = Row(("Tổng số" if rows else "Tất cả chỉ tiêu", *_counted(figures.lines)), "total")
    return Table("Tổng hợp kết quả theo nhóm chỉ tiêu", _SUMMARY, (*rows, total))


def _counted(lines: Iterable[Line]) -> tuple[str, ...]:
    counts = count(lines)
    return tuple(str(number) for number in (sum(counts.values()), *counts.values()))


def _chart(figures: Figures) -> Chart | None:
    """What lags most, where a percentage below the whole tells it; the title says what is to be seen."""
    lagging = sorted(
        ((line.ratio, line) for line in figures.having(*LAGGING) if line.ratio is not None and line.ratio < 100),
        key=lambda found: found[0],
    )
    if not lagging:
        return None
    bars = tuple(
        Bar(line.full_name, str(ratio), f"{line.percent}%{'*' * line.is_of_change}, {_word(line).lower()}", _tone(line))
        for ratio, line in lagging[:_MOST_BARS]
    )
    worst = lagging[0][1]
    starred = any(line.is_of_change for _, line in lagging[:_MOST_BARS])
    return Chart(
        f"Thấp nhất là {worst.full_name}: {worst.percent}%",
        bars,
        f"{len(bars)} chỉ tiêu chậm tiến độ, không đạt có tỷ lệ thực hiện thấp nhất; vạch đứng là 100%."
        f"{' Dấu * là tỷ lệ của mức thay đổi cần có từ đầu năm.' if starred else ''}",
    )


def _tone(line: Line) -> Any:
    return "poor" if line.verdict == Verdict.MISSED else "fair"


def _appendix(report: ProgressReport, figures: Figures, symbol: str, day: str) -> Appendix:
    issuer = report.directive.issuer
    author = author_of({"signing_authority": report.signing_authority, "signer_title": report.signer_title}, issuer)
    period = period_words(report.period).upper()
    return Appendix(
        heading="",
        title=("PHỤ LỤC", "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU THI ĐUA", period),
        reference=f"(Kèm theo Báo cáo số {symbol} {day} của {author})",
        body=tuple(_appendix_body(figures)),
    )


def _appendix_body(figures: Figures) -> Iterator[Part]:
    yield Table("Kết quả từng chỉ tiêu", _RESULTS, tuple(_result_rows(figures)))
    yield Block("paragraph", "", (Run(_notes(figures), italic=True),))
    if figures.lagging:
        rows = [
            Row((str(number), line.full_name, line.percent, _word(line), line.sentence))
            for number, line in enumerate(figures.lagging, start=1)
        ]
        yield Table("Xếp hạng chỉ tiêu chậm tiến độ, không đạt (thấp nhất trước)", _RANKING, tuple(rows))
    if sources := _sources(figures):
        yield Block("paragraph", "", (Run("Nguồn số liệu", bold=True),), title=True)
        yield from (Block("dash", "-", (Run(source),)) for source in sources)


def _notes(figures: Figures) -> str:
    """How the table is to be read; only what it holds."""
    notes = ["Kết quả ghi theo đơn vị tính của mức cần đạt."]
    if any(line.is_estimate for line in figures.targets):
        notes.append("Dấu (*) là số ước.")
    if named := [line.full_name for line in figures.targets if line.is_of_change]:
        notes.append(f"Tỷ lệ của {'; '.join(named)} tính trên mức thay đổi cần có từ đầu năm.")
    return " ".join(notes)


def _result_rows(figures: Figures) -> Iterator[Row]:
    """The rows by group; figures are numbered through, a breakdown stands under its name."""
    groups, number = _grouped(figures), 0
    for heading, lines in groups:
        if len(groups) > 1:
            yield Row((heading,), "group")
        for line in lines:
            number += line.is_figure
            yield _result_row(line, str(number) if line.is_figure else "")


def _result_row(line: Line, number: str) -> Row:
    percent_sign = "%" if line.result and line.unit.startswith("%") else ""
    return Row(
        (
            number,
            f"- {line.name}" if line.whole else line.name,
            line.asked,
            f"{line.result}{percent_sign}",
            f"{line.as_of}{' (*)' if line.is_estimate else ''}",
            line.percent,
            _word(line),
            "; ".join(line.units),
        )
    )


def _sources(figures: Figures) -> list[str]:
    """Each source once, with the targets it speaks of."""
    found: dict[str, list[str]] = {}
    for line in figures.targets:
        if line.source:
            found.setdefault(line.source, []).append(line.full_name)
    return [f"{', '.join(names)}: {source}" for source, names in found.items()]


def _grouped(figures: Figures) -> list[tuple[str, tuple[Line, ...]]]:
    """Heading and rows of each group that has rows, in the usual order; what has no group comes last."""
    order = (*Group, "")
    present = [group for group in order if any(line.group == group for line in figures.lines)]
    return [
        (str(Group(group).label) if group else _UNGROUPED, tuple(line for line in figures.lines if line.group == group))
        for group in present
    ]


def _word(line: Line) -> str:
    return str(Verdict(line.verdict).label) if line.verdict else ""
