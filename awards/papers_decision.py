"""The papers of a decision: the decision itself or the request to a higher level, and the sheet of money."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal as Number
from typing import Any

from django.utils import timezone

from awards import decision_words as words
from awards.amount_in_words import amount_in_words
from awards.enums import DecisionKind
from awards.models import Decision, DecisionLine
from awards.policies.decisions import changes
from awards.selectors import decisions as selectors
from awards.selectors.decision_money import MoneyRow, MoneySheet, money_sheet
from campaigns.outline import parse, parse_inline
from campaigns.papers import DRAFT, author_of, collective_name, head_title, letterhead, paper_lines, recipient_lines
from core.text import clean
from core.vietnamese import document_number, format_number, paper_date
from documents.enums import Format
from documents.paper import Appendix, Block, Column, Paper, Part, Row, Run, Signature, Table
from documents.registry import PaperKind, register
from documents.signature import signature_titles
from organizations.models import User

DECISION, MONEY = "awards.decision", "awards.decision_money"
_DOTS = "……"
_ARTICLE = re.compile(r"(Điều\s+\d+\.?)\s*(.*)")
_LIST = (
    Column("STT", 12, "center"),
    Column("Tên cá nhân, tập thể, hộ gia đình", 48),
    Column("Chức vụ, đơn vị", 50),
    Column("Thành tích", 55),
)
_TAKEN_BACK = (
    Column("STT", 12, "center"),
    Column("Tên cá nhân, tập thể, hộ gia đình", 50),
    Column("Chức vụ, đơn vị", 53),
    Column("Tiền thưởng thu hồi (đồng)", 50, numeric=True),
)
_CHANGES = (
    Column("STT", 12, "center"),
    Column("Tên, danh hiệu trên quyết định", 48),
    Column("Đã ghi", 52),
    Column("Đính chính là", 53),
)
_SUMS = (
    Column("STT", 10, "center"),
    Column("Tên cá nhân, tập thể, hộ gia đình", 41),
    Column("Danh hiệu, hình thức", 44),
    Column("Hệ số", 12, "center", numeric=True),
    Column("Lương cơ sở (đồng)", 20, numeric=True),
    Column("Số tiền (đồng)", 22, numeric=True),
    Column("Ký nhận", 16),
)


def decision_paper(decision: Decision) -> Paper:
    """The decision or the request as it stands; a watermark until it is issued."""
    lines = selectors.lines_of(decision)
    issuer = decision.issuer
    number = document_number(decision.number) if decision.number else _DOTS
    symbol = f"{number}/{decision.document_type}-{issuer.document_symbol or '…'}"
    subject = tuple(paper_lines(clean(decision.subject_line).text)) or (_DOTS,)
    body = _request_body(decision, lines) if decision.is_submission else _decision_body(decision, lines)
    return Paper(
        letterhead=letterhead(issuer),
        number_line=f"Số: {symbol}",
        place_date=f"{_place(decision)}, {_day(decision)}",
        type_name=decision.document_type.label.upper(),
        subject=subject,
        body=tuple(body),
        signature=_signature(decision),
        recipients=recipient_lines(clean(decision.recipients).text),
        appendices=tuple(_appendices(decision, lines, symbol)),
        watermark="" if decision.number else DRAFT,
        meta_title=" ".join([decision.document_type.label, *subject]),
        meta_author=issuer.name,
    )


def money_paper(decision: Decision) -> Paper:
    """The sheet of money: what each is paid, with room to sign, and the total in figures and in words."""
    lines = selectors.lines_of(decision)
    sheet = money_sheet(decision, lines, on=timezone.localdate())
    back = decision.kind == DecisionKind.REVOKE
    name = "BẢNG TỔNG HỢP TIỀN THƯỞNG THU HỒI" if back else "BẢNG TỔNG HỢP TIỀN THƯỞNG"
    return Paper(
        letterhead=letterhead(decision.issuer),
        number_line="",
        place_date=f"{_place(decision)}, ngày … tháng … năm …",
        type_name=name,
        subject=(f"({_along(decision)})",),
        body=(
            Table("", _SUMS, (*_money_rows(sheet.rows), _total(sheet.total))),
            _said(f"Tổng số tiền bằng chữ: {amount_in_words(sheet.total)}.", italic=True),
            *([] if back else _basis(sheet)),
        ),
        signature=Signature(("THỦ TRƯỞNG ĐƠN VỊ",), ""),
        second_signature=Signature(("NGƯỜI LẬP BẢNG",), ""),
        watermark="" if decision.number else DRAFT,
        meta_title=f"Bảng tổng hợp tiền thưởng: {decision.one_line_subject}",
        meta_author=decision.issuer.name,
    )


def register_kinds() -> None:
    """Tell `documents` how to print decisions and their money; called once when the app is ready."""
    common: dict[str, Any] = {"visible_subjects": _visible, "drafts_permission": "awards.see_decision_drafts"}
    register(PaperKind(DECISION, "Quyết định khen thưởng", build=decision_paper, file_stem=file_stem, **common))
    register(
        PaperKind(
            MONEY,
            "Bảng tổng hợp tiền thưởng",
            build=money_paper,
            file_stem=lambda decision: f"tien-thuong-{file_stem(decision)}",
            formats=(Format.PDF, Format.DOCX, Format.XLSX),
            **common,
        )
    )


def file_stem(decision: Decision) -> str:
    """ "quyet-dinh-khen-thuong-125-2026", or with "du-thao" until it has a number."""
    kind = "to-trinh-khen-thuong" if decision.is_submission else "quyet-dinh-khen-thuong"
    if decision.number and decision.issued_on:
        return f"{kind}-{document_number(decision.number)}-{decision.issued_on.year}"
    return f"{kind}-du-thao-{decision.pk}"


def _visible(user: User) -> Any:
    return selectors.decisions_for(user)


def _decision_body(decision: Decision, lines: Sequence[DecisionLine]) -> Iterator[Part]:
    content = {"signing_authority": decision.signing_authority, "signer_title": decision.signer_title}
    yield _centered(author_of(content, decision.issuer).upper())
    yield from _bases(decision, last=".")
    yield _centered("QUYẾT ĐỊNH:")
    yield from _articles(words.articles_of(decision, lines))


def _request_body(decision: Decision, lines: Sequence[DecisionLine]) -> Iterator[Part]:
    yield Block("center", "", (Run(f"Kính gửi: {clean(decision.addressee).text or _DOTS}"),))
    yield from _bases(decision, last=",")
    yield from _articles(words.articles_of(decision, lines))


def _bases(decision: Decision, *, last: str) -> Iterator[Block]:
    """Each in italics on its own line ending with ";", the last as the sentence goes on."""
    found = [line.rstrip(" .;,") for line in paper_lines(clean(decision.legal_bases).text)]
    for number, line in enumerate(found, start=1):
        yield _said(f"{line}{last if number == len(found) else ';'}", italic=True)


def _articles(text: str) -> Iterator[Part]:
    """ "Điều 1." stands in bold before its words; everything else as in any text."""
    rest: list[str] = []
    for line in clean(text).text.split("\n"):
        if found := _ARTICLE.fullmatch(line.strip()):
            yield from parse("\n".join(rest))
            rest = []
            mark = f"{found[1].rstrip('.')}. "
            yield Block("paragraph", "", (Run(mark, bold=True), *parse_inline(found[2])))
        else:
            rest.append(line)
    yield from parse("\n".join(rest))


def _appendices(decision: Decision, lines: Sequence[DecisionLine], symbol: str) -> Iterator[Appendix]:
    correcting = decision.kind == DecisionKind.CORRECT
    if not lines or not (correcting or words.has_list(lines)):
        return
    titles = {
        DecisionKind.GRANT: ("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG",)
        if decision.is_submission
        else ("DANH SÁCH KHEN THƯỞNG",),
        DecisionKind.REVOKE: ("DANH SÁCH HỦY BỎ KHEN THƯỞNG",),
        DecisionKind.CORRECT: ("NỘI DUNG ĐÍNH CHÍNH",),
    }
    author = words.author(decision.issuer)
    day = paper_date(decision.issued_on) if decision.issued_on else f"ngày … tháng … năm {timezone.localdate().year}"
    yield Appendix(
        heading="",
        title=titles[DecisionKind(decision.kind)],
        reference=f"(Kèm theo {decision.document_type.label} số {symbol} {day} của {author})",
        body=(Table("", *(_change_table(decision, lines) if correcting else _list_table(decision, lines))),),
    )


def _list_table(decision: Decision, lines: Sequence[DecisionLine]) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    back = decision.kind == DecisionKind.REVOKE
    return (_TAKEN_BACK if back else _LIST), tuple(_list_rows(lines, money=back))


def _list_rows(lines: Sequence[DecisionLine], *, money: bool) -> Iterator[Row]:
    for number, (title, own) in enumerate(words.by_title(lines), start=1):
        count = words.counted(line.honouree.kind for line in own)
        yield Row((f"{_roman(number)}. {title.name.upper()} ({count})",), kind="group")
        for place, line in enumerate(own, start=1):
            last = (_figure(line.money) if money else _clean(line.achievement)) or ""
            yield Row((str(place), _clean(line.name), _clean(line.post), last))


def _change_table(decision: Decision, lines: Sequence[DecisionLine]) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    assert decision.amends is not None  # a constraint of the table
    targets = {line.pk: line for line in selectors.lines_of(decision.amends)}
    rows = []
    for number, line in enumerate(lines, start=1):
        target = targets.get(line.amends_id or 0)
        found = changes(line, target) if target else []
        label = f"{_clean(target.name) if target else _DOTS} ({line.title.name})"
        before = "; ".join(f"{name}: {_clean(old) or '(trống)'}" for name, old, _ in found)
        after = "; ".join(f"{name}: {_clean(new) or '(trống)'}" for name, _, new in found)
        rows.append(Row((str(number), label, before or _DOTS, after or _DOTS)))
    return _CHANGES, tuple(rows)


def _money_rows(rows: Sequence[MoneyRow]) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        coefficient = format_number(row.times) if row.times is not None else "-"
        cells = (str(number), _clean(row.line.name), row.line.title.name, coefficient)
        yield Row((*cells, _figure(row.salary), _figure(row.money), ""))


def _basis(sheet: MoneySheet) -> Iterator[Block]:
    if sheet.salary:
        amount = format_number(sheet.salary.amount)
        yield _said(f"Mức lương cơ sở ngày {sheet.day:%d/%m/%Y}: {amount} đồng, theo {sheet.salary.decree}.")


def _total(total: Number) -> Row:
    return Row(("", "Tổng cộng", "", "", "", format_number(total), ""), kind="total")


def _along(decision: Decision) -> str:
    number = document_number(decision.number) if decision.number else _DOTS
    symbol = f"{number}/{decision.document_type}-{decision.issuer.document_symbol or '…'}"
    return f"Kèm theo {decision.document_type.label} số {symbol} {_day(decision)}"


def _signature(decision: Decision) -> Signature:
    titles = signature_titles(
        decision.signing_authority,
        signer_title=_clean(decision.signer_title) or _DOTS,
        head_title=head_title(decision.issuer),
        body_name=collective_name(decision.issuer),
    )
    return Signature(titles, _clean(decision.signer_name) or _DOTS)


def _place(decision: Decision) -> str:
    return _clean(decision.place) or decision.issuer.place or _DOTS


def _day(decision: Decision) -> str:
    day: date | None = decision.issued_on
    return paper_date(day) if day else f"ngày … tháng … năm {timezone.localdate().year}"


def _centered(text: str) -> Block:
    return Block("center", "", (Run(text, bold=True),), title=True)


def _said(text: str, *, italic: bool = False) -> Block:
    return Block("paragraph", "", (Run(text, italic=italic),))


def _figure(value: Number | None) -> str:
    return format_number(value) if value is not None else "-"


def _roman(number: int) -> str:
    tens, units = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[units]


def _clean(text: str) -> str:
    """Nothing invisible reaches the paper, whatever way the text came in."""
    return " ".join(clean(text).text.split())
