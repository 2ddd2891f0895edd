"""What this app puts on paper: the directive, as values for the writers of `documents`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from campaigns.models import Directive
from campaigns.outline import parse, parse_inline
from campaigns.target_list import in_appendix, list_blocks, placed
from core.text import clean
from core.vietnamese import document_number, paper_date
from documents.enums import DocumentType, SigningAuthority
from documents.paper import Appendix, Letterhead, Paper, Signature
from documents.registry import PaperKind, register
from documents.signature import signature_titles
from organizations.enums import Kind
from organizations.models import Organization, User

KIND = "campaigns.directive"
DRAFT = "DỰ THẢO"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def directive_paper(directive: Directive) -> Paper:
    """The paper of a saved directive; a watermark until it is issued."""
    return content_paper(
        directive.content,
        issuer=directive.issuer,
        year=directive.year,
        number=directive.number,
        issued_on=directive.issued_on,
    )


def content_paper(
    content: Mapping[str, Any],
    *,
    issuer: Organization,
    year: int,
    number: int | None = None,
    issued_on: date | None = None,
) -> Paper:
    """The paper of any content, saved or not. Empty parts show dots to be filled in, as on a form."""
    content = _cleaned(content)
    symbol = f"{DocumentType.DIRECTIVE}-{issuer.document_symbol or '…'}"
    printed_number = document_number(number) if number else "……"
    place = content["place"] or issuer.place or "……"
    day = paper_date(issued_on) if issued_on else f"ngày … tháng … năm {year}"
    return Paper(
        letterhead=letterhead(issuer),
        number_line=f"Số: {printed_number}/{symbol}",
        place_date=f"{place}, {day}",
        type_name="CHỈ THỊ",
        subject=tuple(paper_lines(content["subject_line"])) or ("……",),
        legal_bases=_legal_bases(content["legal_bases"]),
        body=placed(parse(content["body"]), content["target_list"]),
        signature=Signature(
            signature_titles(
                content["signing_authority"],
                signer_title=content["signer_title"] or "……",
                head_title=head_title(issuer),
                body_name=collective_name(issuer),
            ),
            content["signer_name"] or "……",
        ),
        recipients=recipient_lines(content["recipients"]),
        appendices=_appendices(content, issuer, f"{printed_number}/{symbol}", day),
        watermark="" if number else DRAFT,
        meta_title=" ".join(["Chỉ thị", *paper_lines(content["subject_line"])]),
        meta_author=issuer.name,
    )


def letterhead(issuer: Organization) -> Letterhead:
    """The issuer as its documents name it; a chairman's directive carries the committee's name."""
    name = issuer.letterhead or issuer.name
    lines = [part.strip() for part in name.upper().split("|")] if "|" in name else _two_lines(name.upper())
    superior = [part.strip() for part in issuer.letterhead_superior.upper().split("|") if part.strip()]
    return Letterhead(issuer=tuple(lines), superior=tuple(superior))


def head_title(issuer: Organization) -> str:
    """The office of the head of the issuing body."""
    return {Kind.PEOPLES_COMMITTEE: "Chủ tịch", Kind.DEPARTMENT: "Giám đốc"}.get(Kind(issuer.kind), "Thủ trưởng")


def file_stem(directive: Directive) -> str:
    """ "chi-thi-01-ct-ubnd-laocai-2024", or with "du-thao" until it has a number."""
    if not directive.number:
        return f"chi-thi-du-thao-{directive.code}"
    return f"chi-thi-{document_number(directive.number)}-{directive.code}"


def register_kinds() -> None:
    """Tell `documents` how to print directives; called once when the app is ready."""
    register(
        PaperKind(
            KIND,
            "Chỉ thị",
            build=directive_paper,
            file_stem=file_stem,
            visible_subjects=_visible,
            drafts_permission="campaigns.see_drafts",
        )
    )


def _visible(user: User) -> Any:
    return Directive.objects.visible_to(user)


def _cleaned(content: Mapping[str, Any]) -> dict[str, Any]:
    """Nothing invisible reaches the paper, whatever way the content came in."""
    texts = {name: clean(value).text for name, value in content.items() if isinstance(value, str)}
    appendices = [
        {name: clean(str(value)).text for name, value in appendix.items()} for appendix in content["appendices"] or []
    ]
    return {**texts, "appendices": appendices, "target_list": _cleaned_list(content.get("target_list") or {})}


def _cleaned_list(target_list: Mapping[str, Any]) -> dict[str, Any]:
    groups = [
        {"heading": clean(group["heading"]).text, "lines": [clean(line).text for line in group["lines"]]}
        for group in target_list.get("groups", [])
    ]
    return {
        "layout": target_list.get("layout", ""),
        "title": clean(target_list.get("title", "")).text,
        "groups": groups,
    }


def author_of(content: Mapping[str, Any], issuer: Organization) -> str:
    """Whose directive it is: the collective's when signed for it (TM.), else the head's, whoever holds the pen."""
    body = issuer.name[:1].upper() + issuer.name[1:]
    if content["signing_authority"] in (SigningAuthority.COLLECTIVE, SigningAuthority.COLLECTIVE_DEPUTY):
        return body
    is_head = content["signing_authority"] == SigningAuthority.HEAD
    head = (content["signer_title"] if is_head else "") or head_title(issuer)
    return f"{head} {body}"


def collective_name(issuer: Organization) -> str:
    """The body in whose name a collective document is signed (TM.)."""
    return "Ủy ban nhân dân" if issuer.kind == Kind.PEOPLES_COMMITTEE else issuer.name


def _two_lines(name: str) -> list[str]:
    """ "ỦY BAN NHÂN DÂN TỈNH LÀO CAI" breaks before the place, as every letterhead does."""
    found = re.match(r"((?:ỦY|UỶ) BAN NHÂN DÂN) (.+)", name)
    return [found[1], found[2]] if found else [name]


def paper_lines(text: str) -> list[str]:
    """The lines that have words. These parts of the paper have one style each, so signs of style are taken off."""
    plain = ("".join(run.text for run in parse_inline(line)).strip() for line in text.split("\n"))
    return [line for line in plain if line]


def _legal_bases(text: str) -> tuple[str, ...]:
    """Each on its own line ending with ";", the last with "." (Decree 30/2020, Appendix I, II.6)."""
    lines = [line.rstrip(" .;,") for line in paper_lines(text)]
    return tuple(f"{line}{'.' if index == len(lines) else ';'}" for index, line in enumerate(lines, start=1))


def recipient_lines(text: str) -> tuple[str, ...]:
    """ "- name;" lines, the last ended by a full stop."""
    lines = [line.lstrip("-–— ").rstrip(" .;,") for line in paper_lines(text)]
    return tuple(f"- {line}{'.' if index == len(lines) else ';'}" for index, line in enumerate(lines, start=1))


def _appendices(content: Mapping[str, Any], issuer: Organization, symbol: str, day: str) -> tuple[Appendix, ...]:
    """The list of targets first, where it is an appendix, then those that were typed."""
    parts = [(appendix["title"], parse(appendix["body"])) for appendix in content["appendices"]]
    if in_appendix(content["target_list"]):
        parts.insert(0, (content["target_list"]["title"], list_blocks(content["target_list"])))
    reference = f"(Kèm theo Chỉ thị số {symbol} {day} của {author_of(content, issuer)})"
    return tuple(
        Appendix(
            heading=f"Phụ lục {_ROMAN[index]}" if len(parts) > 1 and index < len(_ROMAN) else "",
            title=tuple(line.upper() for line in paper_lines(title)) or ("PHỤ LỤC",),
            reference=reference,
            body=body,
        )
        for index, (title, body) in enumerate(parts)
    )
