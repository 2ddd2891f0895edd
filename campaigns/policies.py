"""Whether now: each function lists, in sentences, what stands in the way of one act. An empty list means go.

The same list disables the button, is shown beside it, and guards the service.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from campaigns.enums import PUBLISHED, Status
from campaigns.models import Campaign, Directive
from campaigns.target_list import MARKER, in_appendix, in_body
from core.vietnamese import fold, format_number
from documents.enums import DocumentType, SigningAuthority
from documents.numbering import number_holder, taken_sentence
from organizations.models import Organization, User

#: A directive is a few pages; past this a paste went wrong and printing would take minutes.
LONGEST_BODY = 400_000
_APPENDICES_AT_MOST = 10
#: The other parts: what they are called on the page, and how long each may be.
_LONGEST = {
    "subject_line": ("Trích yếu", 1000),
    "theme": ("Chủ đề", 300),
    "place": ("Địa danh", 100),
    "legal_bases": ("Căn cứ pháp lý", 20_000),
    "signer_title": ("Chức vụ người ký", 120),
    "signer_name": ("Họ và tên người ký", 120),
    "recipients": ("Nơi nhận", 20_000),
}


def blockers_to_edit(directive: Directive, *, on: date) -> list[str]:
    if directive.is_editable:
        return []
    if directive.status == Status.IN_REVIEW:
        return ["Chỉ thị đang chờ duyệt nên không sửa được. Muốn sửa, đề nghị lãnh đạo trả lại."]
    if directive.status == Status.APPROVED:
        return ["Chỉ thị đã được duyệt nên không sửa được. Muốn sửa, đề nghị lãnh đạo trả lại."]
    return ["Chỉ thị đã ban hành, nội dung được giữ nguyên. Muốn thay đổi phải ban hành văn bản khác."]


def blockers_to_start(issuer: Organization, *, year: int) -> list[str]:
    """A directive of this year for a body that did not live to see it would be refused at the end: say it at once."""
    if issuer.valid_to and issuer.valid_to <= date(year, 1, 1):
        heir = f" là {issuer.successor.name}" if issuer.successor else ""
        return [
            (
                f"{issuer.name} đã kết thúc từ ngày {issuer.valid_to:%d/%m/%Y}, trước năm thi đua {year}. "
                f"Hãy soạn từ cơ quan kế tục{heir}."
            )
        ]
    return []


def blockers_to_submit(directive: Directive, *, on: date) -> list[str]:
    if not directive.is_editable:
        return [_wrong_step(directive, "trình duyệt", "khi đang soạn hoặc bị trả lại")]
    needed = [
        (directive.subject_line, "Chưa có trích yếu. Ghi ở mục “Trích yếu”."),
        (directive.place, "Chưa có địa danh. Ghi ở mục “Địa danh”."),
        (directive.body, "Chưa có nội dung chỉ thị. Gõ hoặc dán ở mục “Nội dung”."),
        (directive.signer_title, "Chưa có chức vụ người ký. Ghi ở mục “Người ký”."),
        (directive.signer_name, "Chưa có họ và tên người ký. Ghi ở mục “Người ký”."),
        (directive.recipients, "Chưa có nơi nhận. Ghi ở mục “Nơi nhận”."),
        (directive.issuer.document_symbol, "Cơ quan ban hành chưa có ký hiệu văn bản. Đề nghị quản trị bổ sung."),
    ]
    reasons = [reason for value, reason in needed if not value.strip()]
    reasons += blockers_to_start(directive.issuer, year=directive.year) + content_faults(directive.content)
    return reasons + _target_list_faults(directive)


def blockers_to_return(directive: Directive, *, on: date) -> list[str]:
    if directive.status in (Status.IN_REVIEW, Status.APPROVED):
        return []
    return [_wrong_step(directive, "trả lại", "khi đang chờ duyệt hoặc chờ số")]


def blockers_to_approve(directive: Directive, *, on: date) -> list[str]:
    if directive.status != Status.IN_REVIEW:
        return [_wrong_step(directive, "duyệt", "khi đang chờ duyệt")]
    return []


def blockers_to_approve_as(directive: Directive, user: User, *, on: date) -> list[str]:
    """Approval by this person: four eyes see a directive before it goes out."""
    reasons = blockers_to_approve(directive, on=on)
    if directive.submitted_by_id == user.pk:
        reasons.append("Người trình không tự duyệt chỉ thị của mình. Đề nghị lãnh đạo khác duyệt.")
    return reasons


def blockers_to_issue(directive: Directive, *, on: date) -> list[str]:
    if directive.status != Status.APPROVED:
        return [_wrong_step(directive, "ban hành", "khi đã được duyệt")]
    return []


def blockers_to_issue_as(directive: Directive, *, number: int, issued_on: date, on: date) -> list[str]:
    """Issue under this number on this day."""
    if reasons := blockers_to_issue(directive, on=on):
        return reasons
    return day_of_issue_faults(directive, issued_on, on=on) + number_faults(directive, number, issued_on)


def day_of_issue_faults(directive: Directive, issued_on: date, *, on: date) -> list[str]:
    if issued_on > on:
        return ["Ngày ban hành không được sau hôm nay. Hãy ghi ngày ký thật của văn bản."]
    if directive.approved_on and issued_on < directive.approved_on:
        return [
            (
                f"Ngày ban hành {issued_on:%d/%m/%Y} trước ngày duyệt {directive.approved_on:%d/%m/%Y}. "
                "Hãy ghi từ ngày duyệt trở đi, hoặc đề nghị lãnh đạo trả lại để ghi lại ngày duyệt."
            )
        ]
    return after_the_end(directive.issuer, issued_on, "ban hành")


def number_faults(directive: Directive, number: int, issued_on: date) -> list[str]:
    if number < 1:
        return ["Số của văn bản bắt đầu từ 01 mỗi năm."]
    holder = number_holder(directive.issuer, DocumentType.DIRECTIVE, issued_on.year, number)
    return [taken_sentence(holder)] if holder else []


def approval_day_faults(directive: Directive, approved_on: date, *, on: date) -> list[str]:
    if approved_on > on:
        return ["Ngày duyệt không được sau hôm nay."]
    if approved_on.year < directive.year - 1:
        return [f"Ngày duyệt cách năm thi đua {directive.year} quá xa. Hãy xem lại năm."]
    return after_the_end(directive.issuer, approved_on, "duyệt")


def blockers_to_close(directive: Directive, *, on: date) -> list[str]:
    if directive.status != Status.ISSUED:
        return [_wrong_step(directive, "kết thúc", "sau khi ban hành")]
    return []


def blockers_to_revoke(directive: Directive, *, on: date) -> list[str]:
    if directive.status not in (Status.ISSUED, Status.CLOSED):
        return [_wrong_step(directive, "bãi bỏ", "sau khi ban hành")]
    return []


def after_issue_faults(directive: Directive, day: date, *, on: date) -> list[str]:
    """The day on which an issued directive ends."""
    if day > on:
        return ["Ngày này ở sau hôm nay. Hãy ghi ngày đã có hiệu lực."]
    if directive.issued_on and day < directive.issued_on:
        return [f"Ngày này trước ngày ban hành {directive.issued_on:%d/%m/%Y}."]
    return []


def content_faults(content: Mapping[str, Any]) -> list[str]:
    """What of this content no paper could carry: too long, or no known signing authority."""
    reasons = [
        f"{label} dài {format_number(len(content[name]))} ký tự, nhiều nhất là {format_number(longest)}. Hãy rút gọn."
        for name, (label, longest) in _LONGEST.items()
        if len(content.get(name, "")) > longest
    ]
    if content.get("signing_authority", SigningAuthority.HEAD) not in SigningAuthority.values:
        reasons.append("Thẩm quyền ký không có trong danh sách. Hãy chọn lại ở mục “Người ký”.")
    return reasons + content_too_long(content.get("body", ""), content.get("appendices") or [])


def content_too_long(body: str, appendices: list[dict[str, str]]) -> list[str]:
    """Refuse what no printer was meant for, in words."""
    reasons = []
    longest = max([len(body), *(len(appendix.get("body", "")) for appendix in appendices)])
    if longest > LONGEST_BODY:
        reasons.append(
            f"Nội dung dài {format_number(longest)} ký tự, vượt mức {format_number(LONGEST_BODY)} ký tự của một văn "
            "bản. Hãy kiểm tra xem có dán nhầm cả tệp khác không; phần dài có thể tách thành phụ lục."
        )
    if len(appendices) > _APPENDICES_AT_MOST:
        reasons.append(f"Chỉ thị có {len(appendices)} phụ lục, nhiều nhất là {_APPENDICES_AT_MOST}.")
    return reasons


def parent_faults(directive: Directive, parent: Directive | None) -> list[str]:
    """A directive answers to one that is in the world already, never to itself or to a draft."""
    if parent is None or (parent.is_published and parent.pk != directive.pk):
        return []
    return ["Chỉ chọn được chỉ thị cấp trên đã ban hành. Hãy chọn lại ở mục “Thực hiện chỉ thị của cấp trên”."]


def blockers_to_edit_campaign(campaign: Campaign, *, on: date) -> list[str]:
    if campaign.directives.filter(status__in=PUBLISHED).exists():
        return ["Phong trào đã có chỉ thị ban hành; tên và năm được giữ nguyên như trên văn bản."]
    return []


def warnings_for(directive: Directive) -> list[str]:
    """What a careful reader would ask about; none of it stops anything."""
    checks = (_year_of_subject, _mentions_of_the_copied_year, _theme_not_in_body, _bases, _endings, _appendix_mentions)
    return [warning for check in checks for warning in check(directive)]


def _year_of_subject(directive: Directive) -> list[str]:
    years = {int(year) for year in re.findall(r"\bnăm (\d{4})\b", directive.subject_line)}
    if years and directive.year not in years:
        return [f"Trích yếu ghi năm {max(years)}, nhưng chỉ thị này của năm thi đua {directive.year}."]
    return []


def _mentions_of_the_copied_year(directive: Directive) -> list[str]:
    if directive.copied_from is None or directive.copied_from.year == directive.year:
        return []
    old = directive.copied_from.year
    places = [
        (directive.subject_line, "trích yếu"),
        (directive.theme, "chủ đề"),
        (directive.body, "nội dung"),
        (" ".join(appendix.get("title", "") for appendix in directive.appendices), "tên phụ lục"),
    ]
    found = [name for text, name in places if re.search(rf"\bnăm {old}\b", text, re.IGNORECASE)]
    return [f"Chép từ năm {old}: còn nhắc “năm {old}” ở {', '.join(found)}. Hãy xem lại."] if found else []


def _theme_not_in_body(directive: Directive) -> list[str]:
    body, theme = (" ".join(text.replace("*", "").split()).casefold() for text in (directive.body, directive.theme))
    if body and theme and theme not in body:
        return ["Nội dung chưa nhắc đúng nguyên văn chủ đề đã ghi ở mục “Chủ đề”."]
    return []


def _bases(directive: Directive) -> list[str]:
    lines = [line.strip() for line in directive.legal_bases.split("\n") if line.strip()]
    odd = [line for line in lines if not line.lstrip("-–*• ").casefold().startswith(("căn cứ", "theo ", "thực hiện"))]
    if odd:
        return [f"Dòng căn cứ “{odd[0][:80]}” không bắt đầu bằng “Căn cứ”. Mỗi căn cứ viết trên một dòng."]
    return []


def _endings(directive: Directive) -> list[str]:
    body = directive.body.rstrip().rstrip("*").rstrip()
    if body and not body.endswith("./."):
        return ["Nội dung chưa kết thúc bằng “./.” như thường lệ của văn bản."]
    return []


def _appendix_mentions(directive: Directive) -> list[str]:
    has_appendix = bool(directive.appendices) or in_appendix(directive.target_list)
    if has_appendix and "phụ lục" not in directive.body.casefold():
        return ["Có phụ lục nhưng nội dung chưa nhắc đến phụ lục nào."]
    return []


def _target_list_faults(directive: Directive) -> list[str]:
    """A list meant for the text needs its place there, and a place needs its list."""
    has_place = any(fold(line).strip() == fold(MARKER) for line in directive.body.split("\n"))
    if in_body(directive.target_list) and not has_place:
        return [f"Chỉ tiêu in trong nội dung nhưng nội dung chưa có dòng {MARKER} để đặt danh sách vào."]
    if has_place and not in_body(directive.target_list):
        return [
            f"Nội dung có dòng {MARKER} nhưng chưa có chỉ tiêu in trong nội dung. Nhập ở mục “Chỉ tiêu” hoặc bỏ dòng này."
        ]
    return []


def after_the_end(issuer: Organization, day: date, verb: str) -> list[str]:
    """A body that ended on a day signs nothing on it or after it."""
    if not issuer.valid_to or day < issuer.valid_to:
        return []
    return [
        (
            f"{issuer.name} đã kết thúc từ ngày {issuer.valid_to:%d/%m/%Y} nên ngày {verb} phải trước ngày đó. "
            "Văn bản mới do cơ quan kế tục ban hành."
        )
    ]


def _wrong_step(directive: Directive, verb: str, when: str) -> str:
    return f"Chỉ {verb} được {when}; chỉ thị này {directive.get_status_display().lower()}."
