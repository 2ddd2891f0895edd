"""Registered, named, proposed, awarded on paper, with the promises that have a number, as they stand on the day."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from core.vietnamese import format_number
from documents.enums import Format
from documents.paper import Block, Column, Paper, Row, Run, Table
from documents.registry import PaperKind, register
from organizations.models import User
from registrations.letter_paper import letterhead_of, plain, signature_of
from registrations.models import Registration, RegistrationQuerySet
from registrations.selectors.commitments import Promise, promises_of
from registrations.selectors.content import content_of, content_of_version
from registrations.selectors.results import Result, results_of

RESULTS = "registrations.results"
_DOTS = "……"
_TITLES = (
    Column("TT", 10, "center"),
    Column("Đơn vị", 42),
    Column("Danh hiệu", 50),
    Column("Đăng ký", 16, "center"),
    Column("Ghi tên", 15, "center", numeric=True),
    Column("Đề nghị", 16, "center", numeric=True),
    Column("Được tặng", 16, "center", numeric=True),
)
_PROMISES = (
    Column("Mục", 12, "center"),
    Column("Cam kết", 75),
    Column("Mức", 32),
    Column("Kết quả", 22, "center"),
    Column("Đánh giá", 24, "center"),
)


def results_paper(registration: Registration) -> Paper:
    """Of the version in force, else of the rows as they stand; the day of the figures is said."""
    version = registration.accepted_version
    content = content_of_version(version) if version else content_of(registration)
    day, year, bloc = timezone.localdate(), registration.round.year, plain(content.bloc)
    results, promises = results_of(registration), promises_of(registration)
    tables = [Table("1. Danh hiệu thi đua", _TITLES, _title_rows(results))]
    if promises:
        tables.append(Table("2. Cam kết có con số", _PROMISES, tuple(_promise_row(one) for one in promises)))
    said = f"Số liệu tính đến ngày {day:%d/%m/%Y}, theo bản đăng ký đã tiếp nhận."
    if version is None:
        said = f"Số liệu tính đến ngày {day:%d/%m/%Y}; bản đăng ký chưa được tiếp nhận."
    return Paper(
        letterhead=letterhead_of(content.letter),
        number_line="",
        place_date=f"{plain(content.letter.place) or _DOTS}, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}",
        type_name="BẢNG ĐỐI CHIẾU",
        subject=(f"Đăng ký, đề nghị và khen thưởng năm {year}", f"của {bloc}"),
        body=(Block("paragraph", "", (Run(said),)), *tables),
        signature=signature_of(content.letter),
        recipients=(),
        appendices=(),
        meta_title=f"Đối chiếu đăng ký thi đua năm {year} của {bloc}",
        meta_author=bloc,
        sheets=tuple(tables),
    )


def register_kind() -> None:
    """Tell `documents` how to print results; called once when the app is ready."""
    register(
        PaperKind(
            RESULTS,
            "Bảng đối chiếu kết quả",
            build=results_paper,
            file_stem=lambda registration: f"doi-chieu-{registration.code}",
            visible_subjects=_visible,
            drafts_permission="registrations.see_papers",
            formats=(Format.PDF, Format.DOCX, Format.XLSX),
        )
    )


def _visible(user: User) -> RegistrationQuerySet:
    found: RegistrationQuerySet = Registration.objects.visible_to(user)
    return found.select_related("bloc", "round__campaign__organization", "accepted_version")


def _title_rows(results: Sequence[Result]) -> tuple[Row, ...]:
    """A unit's number and name stand in its first row only."""
    rows, before = [], 0
    for one in results:
        first = one.position != before
        before = one.position
        rows.append(
            Row(
                (
                    str(one.position) if first else "",
                    plain(one.unit) if first else "",
                    plain(one.title),
                    one.registered_words,
                    str(one.named),
                    str(one.proposed),
                    str(one.awarded),
                )
            )
        )
    return tuple(rows)


def _promise_row(promise: Promise) -> Row:
    result, attainment = promise.commitment.result, promise.attainment
    came = (
        ""
        if result is None
        else f"{format_number(result)}{'' if promise.quantity.unit == '%' else ' '}{promise.quantity.unit}"
    )
    return Row(
        (
            str(promise.item),
            plain(promise.commitment.name),
            promise.quantity.words,
            came or "chưa có",
            attainment.verdict.label if attainment else "",
        )
    )
