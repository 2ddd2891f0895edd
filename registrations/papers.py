"""What this app puts on paper: the letter of a bloc with its table, from the content of a version or of the rows now."""

from __future__ import annotations

from typing import Any

from campaigns.papers import DRAFT, recipient_lines
from core.text import clean
from documents.enums import Format
from documents.paper import Paper
from documents.registry import PaperKind, register
from organizations.models import User
from registrations.content import Content
from registrations.enums import WITH_THE_BLOC, RegistrationStatus
from registrations.letter_paper import body_of, day_of, letterhead_of, number_of, plain, signature_of
from registrations.models import Registration, RegistrationVersion
from registrations.selectors.content import content_of, content_of_version
from registrations.table_paper import appendix_of, sheets_of

PRESENT, VERSION = "registrations.registration", "registrations.version"
WITHDRAWN = "ĐÃ RÚT"
_FORMATS = (Format.PDF, Format.DOCX, Format.XLSX)


def paper_of(content: Content, *, watermark: str = "") -> Paper:
    """Letter and table; equal contents give equal papers."""
    letter = content.letter
    subject = plain(letter.subject_line) or f"V/v đăng ký thi đua năm {content.year}"
    return Paper(
        letterhead=letterhead_of(letter),
        number_line=f"Số: {number_of(letter)}",
        place_date=f"{plain(letter.place) or '……'}, {day_of(letter, content.year)}",
        type_name="",
        subject=(subject,),
        body=tuple(body_of(content)),
        signature=signature_of(letter),
        recipients=recipient_lines(clean(letter.recipients).text),
        appendices=(appendix_of(content),),
        watermark=watermark,
        meta_title=f"Đăng ký thi đua năm {content.year} của {plain(content.bloc)}",
        meta_author=plain(content.bloc),
        sheets=sheets_of(content),
    )


def present_paper(registration: Registration) -> Paper:
    """As the rows stand; a draft under its watermark until it is submitted."""
    return paper_of(content_of(registration), watermark=_watermark(registration))


def version_paper(version: RegistrationVersion) -> Paper:
    """As it was submitted, whatever has become of the registration since."""
    return paper_of(content_of_version(version))


def register_kinds() -> None:
    """Tell `documents` how to print registrations; called once when the app is ready."""
    for code, name, build, stem, visible in (
        (PRESENT, "Bản đăng ký thi đua", present_paper, _present_stem, _registrations),
        (VERSION, "Bản đăng ký thi đua đã nộp", version_paper, _version_stem, _versions),
    ):
        register(
            PaperKind(
                code,
                name,
                build=build,
                file_stem=stem,
                visible_subjects=visible,
                drafts_permission="registrations.see_papers",
                formats=_FORMATS,
            )
        )


def _watermark(registration: Registration) -> str:
    if registration.status == RegistrationStatus.WITHDRAWN:
        return WITHDRAWN
    return DRAFT if registration.status in WITH_THE_BLOC else ""


def _present_stem(registration: Registration) -> str:
    return f"dang-ky-{registration.code}{'-du-thao' if _watermark(registration) else ''}"


def _version_stem(version: RegistrationVersion) -> str:
    return f"dang-ky-{version.registration.code}-ban-{version.number}"


def _registrations(user: User) -> Any:
    found = Registration.objects.visible_to(user)
    return found.select_related("bloc", "round__campaign__organization")


def _versions(user: User) -> Any:
    visible = Registration.objects.visible_to(user).values("pk")
    return RegistrationVersion.objects.filter(registration__in=visible).select_related("registration")
