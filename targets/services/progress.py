"""The progress report: drafted from the figures, written on, issued under a number with the figures of that moment."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from campaigns.models import Directive
from core.errors import ActionBlocked, Conflict
from core.log import fitting, record
from core.transitions import move
from core.vietnamese import document_number
from documents.enums import DocumentType, SigningAuthority
from documents.numbering import register_number
from organizations.enums import Kind
from organizations.models import User
from targets import narrative
from targets.enums import ProgressStatus, ReviewKind
from targets.models import ProgressReport
from targets.periods import Period
from targets.policies import progress as policies
from targets.selectors.progress import current_figures, last_report, story_of

#: What is typed in the editor.
TYPED_FIELDS = (
    "subject_line",
    "place",
    "sections",
    "signing_authority",
    "signer_title",
    "signer_name",
    "recipients",
)


@transaction.atomic
def create_progress_report(directive: Directive, *, period: Period, review: ReviewKind, by: User) -> ProgressReport:
    """Start a report: sections drafted from today's verified figures, signer and recipients of the issuer's last one.

    `ActionBlocked` when the directive is not in force, has no targets, or the same review is being written already.
    """
    # Of two who start at once the second looks again.
    Directive.objects.select_for_update().values_list("pk").get(pk=directive.pk)
    _refuse_if(policies.blockers_to_create_as(directive, period=period, review=review, on=_today()))
    report = ProgressReport(
        directive=directive,
        review=review,
        kind=period.kind,
        index=period.index,
        subject_line=narrative.subject_of(review, period, directive.symbol),
        created_by=by,
        saved_by=by,
        **_signature(directive),
    )
    story = story_of(report, current_figures(directive, period))
    mark = narrative.figures_mark(story.figures)
    report.sections = [
        {"part": section.part, "heading": section.heading, "text": section.text, "drafted": mark}
        for section in narrative.default_sections(story)
    ]
    report.save()
    record(report, verb=f"lập {ReviewKind(review).label.lower()} {narrative.period_words(period)}", by=by)
    return report


@transaction.atomic
def save_progress_report(
    report: ProgressReport, content: dict[str, Any], *, base_revision: int, by: User
) -> ProgressReport:
    """Save what was typed, if nobody saved since `base_revision` and the report is still a draft.

    `content`: any of TYPED_FIELDS, text already cleaned; `sections` is as long as the report's and gives heading and
    text of each. Raises `Conflict` when somebody was faster and `ActionBlocked` when it was issued meanwhile or is
    too long; nothing is written then. Saving what is there already is no write.
    """
    unknown = content.keys() - set(TYPED_FIELDS)
    if unknown:
        raise ValueError(f"not content of a report: {sorted(unknown)}")
    current = _current(report)
    _refuse_if(policies.blockers_to_edit(current, on=_today()) + policies.report_content_faults(content))
    if "sections" in content:
        content = content | {"sections": _merged(current.sections, content["sections"])}
    changed = {name: value for name, value in content.items() if getattr(current, name) != value}
    return _write(current, changed, base_revision=base_revision, by=by) if changed else current


@transaction.atomic
def redraft_section(report: ProgressReport, part: str, *, base_revision: int, by: User) -> ProgressReport:
    """Write the sentences of one section anew from today's figures; what stood there is kept in the log.

    Raises as `save_progress_report`; ValueError for a part that no figures write, or that the report does not have.
    """
    current = _current(report)
    if part not in narrative.FROM_FIGURES or part not in {section["part"] for section in current.sections}:
        raise ValueError(f"not a section of figures: {part}")
    _refuse_if(policies.blockers_to_edit(current, on=_today()))
    story = story_of(current)
    fresh = {"text": narrative.drafted(story, part), "drafted": narrative.figures_mark(story.figures)}
    old = next(section for section in current.sections if section["part"] == part)
    sections = [section | fresh if section["part"] == part else section for section in current.sections]
    written = _write(current, {"sections": sections}, base_revision=base_revision, by=by)
    act = fitting(f"soạn lại phần số liệu ({policies.section_name(old)})")
    record(written, verb=act, by=by, data={"before": old["text"]})
    return written


@transaction.atomic
def issue_progress_report(
    report: ProgressReport, *, number: int, issued_on: date, by: User, base_revision: int | None = None
) -> ProgressReport:
    """Draft → issued under this number on this day, with the figures as they are now; from here on it never changes.

    `base_revision` is the one the clerk read: `Conflict` when somebody saved since. `ActionBlocked` names what is
    missing, or the document that has the number.
    """
    current = _current(report, lock=True)
    if base_revision is not None and current.revision != base_revision:
        raise Conflict("Báo cáo đã được sửa sau khi anh/chị mở trang. Hãy đọc lại rồi ban hành.")
    figures = current_figures(current.directive, current.period)
    _refuse_if(policies.blockers_to_issue_as(current, figures, number=number, issued_on=issued_on, on=_today()))
    register_number(
        current,
        organization=current.directive.issuer,
        document_type=DocumentType.REPORT,
        number=number,
        issued_on=issued_on,
        by=by,
    )
    symbol = f"{document_number(number)}/{DocumentType.REPORT}-{current.directive.issuer.document_symbol}"
    return move(
        current,
        ProgressStatus.ISSUED,
        by=by,
        verb=f"ban hành số {symbol} ngày {issued_on:%d/%m/%Y}",
        number=number,
        issued_on=issued_on,
        frozen=figures.to_json(),
    )


def _signature(directive: Directive) -> dict[str, str]:
    """Place, signer and recipients: of the issuer's last report, else of the directive itself."""
    last = last_report(directive.issuer)
    names = ("place", "signer_title", "signer_name", "recipients")
    taken = {name: getattr(last or directive, name) for name in names}
    authority = last.signing_authority if last else _authority(directive)
    return {**taken, "place": taken["place"] or directive.issuer.place, "signing_authority": authority}


def _authority(directive: Directive) -> str:
    """A committee reports in its own name (TM.), also where its head signed the directive alone."""
    if directive.issuer.kind != Kind.PEOPLES_COMMITTEE:
        return directive.signing_authority
    is_deputy = directive.signing_authority in (SigningAuthority.DEPUTY, SigningAuthority.COLLECTIVE_DEPUTY)
    return SigningAuthority.COLLECTIVE_DEPUTY if is_deputy else SigningAuthority.COLLECTIVE


def _merged(current: list[dict[str, Any]], typed: list[dict[str, str]]) -> list[dict[str, Any]]:
    """The typed words in the sections they belong to."""
    if len(current) != len(typed):
        raise ValueError("a report keeps its sections")
    return [
        section | {"heading": words["heading"], "text": words["text"]}
        for section, words in zip(current, typed, strict=True)
    ]


def _write(current: ProgressReport, changed: dict[str, Any], *, base_revision: int, by: User) -> ProgressReport:
    written = ProgressReport.objects.filter(pk=current.pk, revision=base_revision, status=ProgressStatus.DRAFT).update(
        **changed, revision=base_revision + 1, saved_at=timezone.now(), saved_by=by
    )
    fresh = _current(current)
    if not written:
        _refuse_if(policies.blockers_to_edit(fresh, on=_today()))  # it was issued while this person typed
        raise Conflict(
            f"{fresh.saved_by} đã lưu báo cáo này lúc {timezone.localtime(fresh.saved_at):%H:%M ngày %d/%m/%Y}, sau khi "
            "anh/chị mở trang. Phần anh/chị gõ vẫn còn trên trang; hãy đối chiếu rồi lưu lại."
        )
    return fresh


def _current(report: ProgressReport, *, lock: bool = False) -> ProgressReport:
    if lock:  # SQLite holds the whole database already
        ProgressReport.objects.select_for_update().values_list("pk").get(pk=report.pk)
    return ProgressReport.objects.select_related("directive__issuer", "created_by", "saved_by").get(pk=report.pk)


def _today() -> date:
    return timezone.localdate()


def _refuse_if(reasons: list[str]) -> None:
    if reasons:
        raise ActionBlocked(*reasons)
