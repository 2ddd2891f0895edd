"""Whether a dossier may be changed, sent, checked, put to the council: sentences that say why not and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from awards.enums import Answer, DossierStatus, LegalVersion, OpinionAnswer
from awards.law import version_for
from awards.models import AwardTitle, Dossier, OpinionRequest
from awards.selectors.dossier_review import GRANTED_RULE, Explained, Review, review_of
from organizations.models import User

#: How far back a year of achievement may lie.
OLDEST_YEAR = 1990


def blockers_to_create(year: int, *, on: date) -> list[str]:
    if OLDEST_YEAR <= year <= on.year:
        return []
    return [f"Năm thành tích phải trong khoảng {OLDEST_YEAR} đến {on.year}; năm {year} chưa có hoặc quá xa."]


def blockers_to_edit(dossier: Dossier, *, on: date) -> list[str]:
    if dossier.is_editable:
        return []
    if dossier.status in (DossierStatus.SUBMITTED, DossierStatus.CHECKED):
        return ["Hồ sơ đã nộp nên không sửa được. Muốn sửa, đề nghị cán bộ thi đua yêu cầu bổ sung."]
    return [f"Hồ sơ đang ở bước “{dossier.get_status_display()}” nên không sửa được."]


def blockers_to_submit(dossier: Dossier, *, on: date, review: Review | None = None) -> list[str]:
    """Everything that keeps the dossier from being sent; `review` spares reading it again."""
    if not dossier.is_editable:
        return [f"Hồ sơ đang ở bước “{dossier.get_status_display()}”, không nộp lại được."]
    review = review or review_of(dossier, on=on)
    if not review.lines:
        return ["Hồ sơ chưa có dòng đề nghị nào. Thêm cá nhân, tập thể vào danh sách trước khi nộp."]
    reasons = [f"Thiếu giấy tờ: {slot.name} (cần cho {', '.join(slot.titles)})." for slot in review.missing]
    reasons += review.granted
    return reasons + [reason for one in review.lines for reason in failures(one)]


def failures(explained: Explained) -> list[str]:
    """Why a line may not be sent. A repeated title is told apart, as a duplicate."""
    return [
        f"{explained.line.honouree} chưa đủ điều kiện “{explained.line.title}”. {finding['title']}: {finding['sentence']} "
        "Rút dòng này, bổ sung chứng cứ, hoặc đề nghị quản trị của tỉnh chuyển điều kiện sang cảnh báo kèm lý do."
        for finding in explained.failed
        if finding["rule"] != GRANTED_RULE or not explained.line.title.is_yearly
    ]


def warnings_for(review: Review) -> list[str]:
    """What should be looked at before it is sent, and does not stop it."""
    unknown = [one for one in review.lines if one.answer == Answer.UNKNOWN]
    found = [*review.elsewhere, *review.twice]
    if unknown:
        people = list(dict.fromkeys(str(one.line.honouree) for one in unknown))
        names = ", ".join(people[:5]) + (" …" if len(people) > 5 else "")
        found.append(f"{len(unknown)} dòng có điều kiện chưa xác định được ({names}); bổ sung số liệu để Hội đồng xét.")
    return found


def blockers_to_receive(dossier: Dossier, received_on: date, *, on: date) -> list[str]:
    """Whether the dossier can be received as of that day, and its titles exist under the law of that day."""
    if received_on > on:
        return ["Ngày nhận hồ sơ không được sau hôm nay."]
    if dossier.submission_on and received_on < dossier.submission_on:
        return [f"Ngày nhận hồ sơ không được trước ngày tờ trình ({dossier.submission_on:%d/%m/%Y})."]
    version = version_for(received_on)
    if version == dossier.legal_version:
        return []
    codes = set(dossier.lines.filter(is_withdrawn=False).values_list("title__code", flat=True))
    there = set(
        AwardTitle.objects.filter(code__in=codes, legal_version=version, is_active=True).values_list("code", flat=True)
    )
    return [
        f"Danh hiệu mã {code} không có trong danh mục theo {LegalVersion(version).label}, là phiên bản áp dụng cho ngày "
        f"nhận {received_on:%d/%m/%Y}. Chọn lại danh hiệu hoặc ngày nhận."
        for code in sorted(codes - there)
    ]


def blockers_to_supplement(dossier: Dossier, *, on: date) -> list[str]:
    if dossier.status in (DossierStatus.SUBMITTED, DossierStatus.CHECKED):
        return []
    return [f"Chỉ yêu cầu bổ sung được hồ sơ đã nộp; hồ sơ này đang “{dossier.get_status_display()}”."]


def blockers_to_check(dossier: Dossier, *, on: date) -> list[str]:
    if dossier.status != DossierStatus.SUBMITTED:
        return [f"Chỉ thẩm định được hồ sơ đã nộp; hồ sơ này đang “{dossier.get_status_display()}”."]
    if not dossier.specialist_id:
        return ["Chưa phân công chuyên viên thụ lý. Phân công rồi mới ghi kết quả thẩm định."]
    return []


def blockers_to_check_as(dossier: Dossier, user: User, *, on: date) -> list[str]:
    """Who sent it does not check it."""
    reasons = blockers_to_check(dossier, on=on)
    if not reasons and dossier.submitted_by_id == user.pk:
        return ["Anh/chị đã nộp hồ sơ này nên người khác phải thẩm định."]
    return reasons


def blockers_to_route(dossier: Dossier, *, on: date) -> list[str]:
    """Assigning a specialist, noting what head and leader said."""
    if dossier.status in (DossierStatus.SUBMITTED, DossierStatus.CHECKED):
        return []
    return [f"Chỉ luân chuyển được hồ sơ đã nộp; hồ sơ này đang “{dossier.get_status_display()}”."]


def blockers_to_reject(dossier: Dossier, *, on: date) -> list[str]:
    if dossier.status == DossierStatus.CHECKED:
        return []
    return ["Chỉ kết luận không xét được hồ sơ đã thẩm định và chưa đưa ra Hội đồng."]


def blockers_to_withdraw(dossier: Dossier, *, on: date) -> list[str]:
    if DossierStatus.WITHDRAWN in Dossier.TRANSITIONS[DossierStatus(dossier.status)]:
        return []
    return [f"Hồ sơ đang ở bước “{dossier.get_status_display()}” nên không rút được nữa."]


def blockers_to_ask_opinions(dossier: Dossier, *, on: date) -> list[str]:
    """While it is being checked: a checked dossier may go to the council at any time."""
    if dossier.status == DossierStatus.SUBMITTED:
        return []
    return ["Chỉ xin ý kiến (hiệp y) khi hồ sơ đã nộp và chưa thẩm định xong."]


def blockers_to_answer(opinion: OpinionRequest, *, on: date) -> list[str]:
    if opinion.dossier.status in (DossierStatus.DECIDED, DossierStatus.REJECTED, DossierStatus.WITHDRAWN):
        return ["Hồ sơ đã khép lại nên không ghi thêm ý kiến được."]
    return []


def waiting(opinions: Sequence[OpinionRequest]) -> list[OpinionRequest]:
    """The agencies that have not answered."""
    return [one for one in opinions if one.answer == OpinionAnswer.WAITING]


def unanswered(dossier: Dossier, *, on: date) -> list[str]:
    """The agencies that have not answered, as reasons to wait. A checked dossier may be put to the council: it is
    checked without them only with a reason, which is logged.
    """
    return [
        f"{one.organization.name} chưa trả lời hiệp y (hạn {one.due_on:%d/%m/%Y}{', đã quá hạn' if one.due_on < on else ''}). "
        "Chờ trả lời, hoặc ghi lý do đưa ra Hội đồng khi chưa có ý kiến vào ô ý kiến thẩm định."
        for one in waiting(list(dossier.opinions.select_related("organization")))
    ]
