"""The papers of a session: the minutes (model 1.9 of Decree 30/2020) and the tally sheet.

Until the vote is closed they are drafts without a single count: nobody reads from a paper how the voting goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import time
from decimal import Decimal
from typing import Any

from awards.enums import Presence, SessionStatus, ThresholdBase
from awards.models import AgendaItem, Attendance, Session
from awards.selectors import sessions as selectors
from campaigns.outline import parse
from campaigns.papers import DRAFT, letterhead
from core.text import clean
from core.vietnamese import document_number, format_number, paper_date
from documents.enums import DocumentType
from documents.paper import Block, Column, Paper, Part, Row, Run, Signature, Table
from documents.registry import PaperKind, register
from organizations.models import User

MINUTES, TALLY = "awards.session_minutes", "awards.session_tally"
COUNCIL_SYMBOL = "HĐTĐKT"
_DOTS = "……"
_MEMBERS = (
    Column("TT", 10, "center"),
    Column("Họ và tên", 45),
    Column("Chức vụ, đơn vị", 70),
    Column("Vai trò", 40),
)
_AGENDA = (
    Column("TT", 10, "center"),
    Column("Cá nhân, tập thể được đề nghị", 68),
    Column("Danh hiệu, hình thức", 52),
    Column("Tỷ lệ cần đạt", 35, "center"),
)
_RESULTS = (
    Column("TT", 9, "center"),
    Column("Cá nhân, tập thể", 35),
    Column("Danh hiệu, hình thức", 29),
    Column("Đồng ý", 14, "center", numeric=True),
    Column("Không đồng ý", 16, "center", numeric=True),
    Column("Không ý kiến", 16, "center", numeric=True),
    Column("Tỷ lệ (%)", 14, "center", numeric=True),
    Column("Cần đạt", 17, "center"),
    Column("Kết quả", 15, "center"),
)


def minutes_paper(session: Session) -> Paper:
    """The minutes as the session stands: a draft without counts until the vote is closed."""
    return _paper(
        session,
        subject=(f"Họp {_clean(session.council.name)}", _clean(session.name)),
        body=tuple(_minutes_body(session)),
    )


def tally_paper(session: Session) -> Paper:
    """The tally sheet: how many ballots went out and came back, and what they say."""
    return _paper(session, subject=("Kiểm phiếu bầu", _clean(session.name)), body=tuple(_tally_body(session)))


def register_kinds() -> None:
    """Tell `documents` how to print the papers of a session; called once when the app is ready."""
    for code, name, build, stem in (
        (MINUTES, "Biên bản họp Hội đồng", minutes_paper, "bien-ban-hop"),
        (TALLY, "Biên bản kiểm phiếu", tally_paper, "bien-ban-kiem-phieu"),
    ):
        register(
            PaperKind(
                code,
                name,
                build=build,
                file_stem=_stem(stem),
                visible_subjects=_visible,
                drafts_permission="awards.run_session",
            )
        )


def _stem(beginning: str) -> Any:
    def stem(session: Session) -> str:
        draft = "" if session.status == SessionStatus.CLOSED else "-du-thao"
        return f"{beginning}-{session.held_on:%Y-%m-%d}-{session.pk}{draft}"

    return stem


def _visible(user: User) -> Any:
    return selectors.sessions_for(user)


def _paper(session: Session, *, subject: tuple[str, ...], body: tuple[Part, ...]) -> Paper:
    council = session.council
    number = document_number(session.number) if session.number else _DOTS
    return Paper(
        letterhead=letterhead(council.organization),
        number_line=f"Số: {number}/{DocumentType.MINUTES}-{COUNCIL_SYMBOL}",
        place_date="",
        type_name="BIÊN BẢN",
        subject=tuple(line for line in subject if line),
        body=body,
        signature=Signature(("CHỦ TRÌ",), _clean(session.chair.full_name) if session.chair else _DOTS),
        second_signature=Signature(("THƯ KÝ",), _clean(str(session.secretary)) if session.secretary else _DOTS),
        watermark="" if session.status == SessionStatus.CLOSED else DRAFT,
        meta_title=" ".join(["Biên bản", *subject]),
        meta_author=council.organization.name,
    )


def _minutes_body(session: Session) -> Iterator[Part]:
    attendances, items = selectors.attendances_of(session), selectors.items_of(session)
    yield from _beginning(session)
    yield _heading("I.", "THÀNH PHẦN THAM DỰ")
    yield from _attendance(session, attendances)
    yield _heading("II.", "NỘI DUNG")
    yield _said(f"Hội đồng xem xét {len(items)} đề nghị khen thưởng:")
    yield Table("", _AGENDA, tuple(_agenda_rows(items)))
    yield from _proceedings(session)
    yield _heading("III.", "KẾT QUẢ BỎ PHIẾU")
    yield _said(_method(session))
    yield from _results(session, items)
    yield _said(f"Cuộc họp kết thúc vào {_hour(session.ended_at)}, {paper_date(session.held_on)}./.")


def _tally_body(session: Session) -> Iterator[Part]:
    items = selectors.items_of(session)
    yield from _beginning(session)
    yield _heading("I.", "PHIẾU BẦU")
    yield _said(_method(session))
    if session.result:
        result = session.result
        yield _dash(f"Tổng số thành viên Hội đồng: {result['members']}; có mặt: {result['present']}.")
        yield _dash(f"Số phiếu phát ra: {result['expected']}; số phiếu thu về: {result['voted']}.")
        yield _dash(
            f"Trong đó phiếu giấy của thành viên vắng: {result['papers']}; do hai người nhập độc lập, khớp nhau."
            if result["papers"]
            else "Không có phiếu giấy."
        )
    yield _heading("II.", "KẾT QUẢ KIỂM PHIẾU")
    yield from _results(session, items)
    yield _said("Kết quả được chốt một lần trên hệ thống, không sửa được sau khi chốt./.")


def _beginning(session: Session) -> Iterator[Part]:
    yield _said(f"Thời gian bắt đầu: {_hour(session.starts_at)}, {paper_date(session.held_on)}.")
    yield _said(f"Địa điểm: {_clean(session.place) or _DOTS}.")
    council = session.council
    yield _said(f"{_clean(council.name)} thành lập theo {_clean(council.document)}.")


def _attendance(session: Session, attendances: list[Attendance]) -> Iterator[Part]:
    chair = session.chair
    office = f", {chair.get_role_display()}" if chair else ""
    yield _said(f"Chủ trì: {_clean(chair.full_name) if chair else _DOTS}{office}.")
    yield _said(f"Thư ký: {_clean(str(session.secretary)) if session.secretary else _DOTS}.")
    here = [one for one in attendances if one.presence == Presence.PRESENT]
    yield _said(f"Có mặt: {len(here)}/{len(attendances)} thành viên.")
    rows = [
        Row((str(number), _clean(one.member.full_name), _office(one), one.member.get_role_display()))
        for number, one in enumerate(here, start=1)
    ]
    if rows:
        yield Table("", _MEMBERS, tuple(rows))
    away = [one for one in attendances if one.presence != Presence.PRESENT]
    yield _said(f"Vắng mặt: {len(away)} thành viên{'.' if not away else ':'}")
    yield from (_dash(_absence(one)) for one in away)


def _absence(one: Attendance) -> str:
    paper = "; gửi phiếu giấy" if one.presence == Presence.ABSENT_PAPER else ""
    return f"{_clean(one.member.full_name)}: {_clean(one.reason) or 'chưa ghi lý do'}{paper}."


def _office(one: Attendance) -> str:
    unit = one.member.organization.name if one.member.organization else ""
    return ", ".join(part for part in (_clean(one.member.job_title), unit) if part)


def _agenda_rows(items: Iterable[AgendaItem]) -> Iterator[Row]:
    for item in items:
        yield Row(
            (str(item.position), _subject(item), item.line.title.name, f"{_percent(item.threshold)} {_base(item)}")
        )


def _proceedings(session: Session) -> Iterator[Part]:
    words = _clean(session.proceedings)
    yield _said("Diễn biến, thảo luận:", bold=True)
    if words.strip():
        yield from parse(words)
    else:
        yield _said(_DOTS)


def _method(session: Session) -> str:
    return (
        f"Hội đồng biểu quyết bằng hình thức bỏ phiếu kín; cần có mặt ít nhất {_percent(session.council.quorum)} "
        "tổng số thành viên. Thành viên là người được đề nghị hoặc thuộc đơn vị được đề nghị không bỏ phiếu nội dung đó "
        "nhưng vẫn tính vào tổng số thành viên."
    )


def _results(session: Session, items: Iterable[AgendaItem]) -> Iterator[Part]:
    if not session.result:
        yield _said("Kết quả được ghi khi chốt bỏ phiếu.")
        # For who reads the draft; the signed paper names the shares and not our doubts about their source.
        yield from (
            _dash(f"Lưu ý, nội dung {one.position}: {_clean(one.legal_note)}") for one in items if one.legal_note
        )
        return
    found = {row["item"]: row for row in session.result["items"]}
    rows = [(item, found[item.pk]) for item in items if item.pk in found]
    yield Table("Kết quả từng đề nghị", _RESULTS, tuple(_result_row(item, row) for item, row in rows))
    bases = dict.fromkeys(f"{_base(item)}: {row['base']}" for item, row in rows)
    said = "; ".join(bases)
    yield _said(f"Tỷ lệ tính trên {said}. Cột “Cần đạt” ghi tỷ lệ và số phiếu đồng ý ít nhất.", italic=True)
    yield from (_dash(words) for item, _ in rows for words in _kept_out(item))
    yield from (_dash(row["void"]) for _, row in rows if row["void"])
    passed = [item for item, row in rows if row["passed"]]
    yield _said(f"Có {len(passed)}/{len(rows)} đề nghị đạt tỷ lệ phiếu quy định.", bold=True)


def _result_row(item: AgendaItem, row: dict[str, Any]) -> Row:
    verdict = {True: "Đạt", False: "Không đạt", None: "Dừng"}[row["passed"]]
    needed = f"{_percent(Decimal(row['threshold']))} ({row['needed']})"
    counts = (str(row[name]) for name in ("agree", "disagree", "blank"))
    percent = format_number(Decimal(row["percent"]))
    return Row((str(item.position), _subject(item), item.line.title.name, *counts, percent, needed, verdict))


def _kept_out(item: AgendaItem) -> Iterator[str]:
    names = [f"{_clean(one.member.full_name)} ({_clean(one.reason).rstrip('.')})" for one in item.conflicts.all()]
    if names:
        yield f"Không bỏ phiếu nội dung {item.position}: {'; '.join(names)}."


def _subject(item: AgendaItem) -> str:
    """The name with the office as it stood when it was proposed."""
    office = _clean(item.line.office)
    name = _clean(item.line.honouree.name)
    return f"{name}, {office}" if office and office != name else name


def _base(item: AgendaItem) -> str:
    return "tổng số thành viên" if item.threshold_base == ThresholdBase.ALL_MEMBERS else "số thành viên có mặt"


def _percent(value: Decimal) -> str:
    return f"{format_number(value.normalize())}%"


def _hour(at: time | None) -> str:
    return f"{at.hour:02d} giờ {at.minute:02d} phút" if at else "…… giờ ……"


def _heading(number: str, words: str) -> Block:
    return Block("section", number, (Run(words, bold=True),), title=True)


def _said(words: str, *, bold: bool = False, italic: bool = False) -> Block:
    return Block("paragraph", "", (Run(words, bold=bold, italic=italic),))


def _dash(words: str) -> Block:
    return Block("dash", "-", (Run(words),))


def _clean(text: str) -> str:
    """Nothing invisible reaches the paper, whatever way the text came in."""
    return clean(text).text
