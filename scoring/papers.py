"""What this app puts on paper: the table of points of a bloc, and the minutes of its vote on who leads it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from campaigns.papers import DRAFT, letterhead, recipient_lines
from core.text import clean
from core.vietnamese import format_number, paper_date
from documents.enums import Format
from documents.paper import Block, Column, Letterhead, Paper, Part, Row, Run, Signature, Table
from documents.registry import PaperKind, register
from organizations.enums import BlocRole
from organizations.models import User
from scoring.enums import BallotStatus
from scoring.models import Ballot, ScoringRound
from scoring.selectors.ballots import ballots_for, marks_of, result_of
from scoring.selectors.rounds import Ranked, printable_rounds_for, ranking

TABLE, MINUTES = "scoring.table", "scoring.ballot_minutes"
_DOTS = "……"
#: Letters of a name that stand in one line of the letterhead.
_ONE_LINE = 20
_POINTS = (
    Column("TT", 9, "center"),
    Column("Đơn vị", 54),
    Column("Điểm chuẩn", 19, "center", numeric=True),
    Column("Điểm thưởng", 19, "center", numeric=True),
    Column("Điểm trừ", 16, "center", numeric=True),
    Column("Tổng điểm", 19, "center", numeric=True),
    Column("Xếp hạng", 15, "center", numeric=True),
    Column("Theo bước", 14, "center"),
)
_VOTES = (
    Column("TT", 12, "center"),
    Column("Đơn vị", 113),
    Column("Số phiếu", 40, "center", numeric=True),
)


def points_paper(round_: ScoringRound) -> Paper:
    """The units with their points and places; a draft until the result is published."""
    bloc, rows = round_.bloc, ranking(round_)
    body = (
        _said(
            f"Chấm theo {_clean(round_.scheme.name)}, thang {round_.scheme.scale} điểm, phiên bản {round_.scheme.version}."
        ),
        Table("", _POINTS, tuple(_point_row(number, row) for number, row in enumerate(rows, start=1))),
        _said("Đơn vị bằng điểm thì cùng hạng. Tổng điểm lấy theo bước ghi ở cột cuối./.", italic=True),
    )
    return Paper(
        letterhead=_letterhead(round_),
        number_line="",
        place_date=f"{bloc.organizer.place or _DOTS}, ngày … tháng … năm {round_.year}",
        type_name="BẢNG TỔNG HỢP ĐIỂM THI ĐUA",
        subject=(f"{_clean(bloc.name)} năm {round_.year}",),
        body=body,
        signature=Signature(("TM. KHỐI THI ĐUA", bloc.role_label(BlocRole.HEAD).upper()), _DOTS),
        recipients=recipient_lines("- Hội đồng Thi đua - Khen thưởng;\n- Các đơn vị trong Khối;\n- Lưu: Khối."),
        watermark="" if round_.is_published else DRAFT,
        meta_title=f"Bảng tổng hợp điểm thi đua {bloc.name} năm {round_.year}",
        meta_author=bloc.name,
    )


def minutes_paper(ballot: Ballot) -> Paper:
    """The minutes of the vote (model 1.9 of Decree 30/2020); a draft until the leading unit is named."""
    round_ = ballot.round
    bloc = round_.bloc
    return Paper(
        letterhead=_letterhead(round_),
        number_line=f"Số: {_clean(ballot.minutes) or f'{_DOTS}/BB'}",
        place_date="",
        type_name="BIÊN BẢN",
        subject=("Bình chọn, suy tôn đơn vị dẫn đầu", f"{_clean(bloc.name)} năm {round_.year}"),
        body=tuple(_minutes_body(ballot)),
        signature=Signature(("CHỦ TRÌ",), _DOTS),
        second_signature=Signature(("THƯ KÝ",), _DOTS),
        watermark="" if ballot.status == BallotStatus.CONCLUDED else DRAFT,
        meta_title=f"Biên bản bình chọn đơn vị dẫn đầu {bloc.name} năm {round_.year}",
        meta_author=bloc.name,
    )


def register_kinds() -> None:
    """Tell `documents` how to print them; called once when the app is ready."""
    register(
        PaperKind(
            TABLE,
            "Bảng tổng hợp điểm thi đua",
            build=points_paper,
            file_stem=lambda round_: f"bang-diem-{round_.bloc.code}-{round_.year}",
            visible_subjects=_rounds,
            drafts_permission="scoring.lead_round",
            formats=(Format.PDF, Format.DOCX, Format.XLSX),
        )
    )
    register(
        PaperKind(
            MINUTES,
            "Biên bản bình chọn, suy tôn",
            build=minutes_paper,
            file_stem=lambda ballot: f"bien-ban-suy-ton-{ballot.round.bloc.code}-{ballot.round.year}",
            visible_subjects=_ballots,
            drafts_permission="scoring.lead_round",
        )
    )


def _rounds(user: User) -> Any:
    return printable_rounds_for(user)


def _ballots(user: User) -> Any:
    return ballots_for(user)


def _letterhead(round_: ScoringRound) -> Letterhead:
    """The bloc below the body that organizes it."""
    return Letterhead(
        issuer=_balanced(_clean(round_.bloc.name).upper()), superior=letterhead(round_.bloc.organizer).issuer
    )


def _balanced(name: str) -> tuple[str, ...]:
    """A long name in two lines, the first no shorter than the second by as little as can be."""
    words = name.split()
    if len(name) <= _ONE_LINE or len(words) < 2:
        return (name,)
    breaks = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]
    longer = [lines for lines in breaks if len(lines[0]) >= len(lines[1])]
    return longer[0] if longer else breaks[-1]


def _point_row(number: int, row: Ranked) -> Row:
    points = [_points(one) for one in (row.ordinary, row.bonus, row.deduction, row.points)]
    stage = row.stage.label if row.stage else "chưa chấm"
    return Row((str(number), _clean(row.unit.name), *points, str(row.place or ""), str(stage)))


def _points(value: Decimal | None) -> str:
    return "" if value is None else format_number(value)


def _minutes_body(ballot: Ballot) -> Iterator[Part]:
    result = ballot.result or {}
    how = "bỏ phiếu giấy tại hội nghị" if ballot.is_paper else "bỏ phiếu kín trên hệ thống, mỗi đơn vị một phiếu"
    yield _said(f"Thời gian: {paper_date(ballot.held_on)}.")
    yield _said(f"Hình thức: {how}.")
    yield _said(f"Số đơn vị của Khối: {result.get('voters', _DOTS)}; số phiếu thu về: {result.get('voted', _DOTS)}.")
    if absent := [_clean(mark.organization.name) for mark in marks_of(ballot) if not mark.has_voted]:
        yield _said(f"Đơn vị không bỏ phiếu: {'; '.join(absent)}.")
    yield Block("section", "", (Run("KẾT QUẢ KIỂM PHIẾU", bold=True),), title=True)
    rows = [
        Row((str(number), _clean(one.unit.name) if one.unit else "Không chọn đơn vị nào", str(one.count)))
        for number, one in enumerate(result_of(ballot), start=1)
    ]
    yield Table("", _VOTES, tuple(rows))
    if ballot.chosen:
        if ballot.reason:
            yield _said(f"Các đơn vị nhiều phiếu nhất bằng phiếu nhau; Khối chọn vì: {_clean(ballot.reason)}")
        yield _said(
            f"Khối suy tôn {_clean(ballot.chosen.name)} là đơn vị dẫn đầu năm {ballot.round.year}./.", bold=True
        )
    else:
        yield _said("Đơn vị dẫn đầu được ghi khi Khối kết luận.")


def _said(words: str, *, bold: bool = False, italic: bool = False) -> Block:
    return Block("paragraph", "", (Run(words, bold=bold, italic=italic),))


def _clean(text: str) -> str:
    """Nothing invisible reaches the paper, whatever way the text came in."""
    return " ".join(clean(text).text.split())
