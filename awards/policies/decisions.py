"""Whether now: what stands in the way of writing, issuing, revoking and correcting decisions, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from awards.decision_words import cited, counted
from awards.enums import DecisionKind, DecisionStatus, DossierStatus
from awards.legal_bases import BLANK
from awards.models import Decision, DecisionLine
from awards.selectors import decisions as selectors
from awards.selectors.decision_money import salary_on
from awards.selectors.sessions import line_results
from campaigns.policies import after_the_end
from documents.numbering import number_holder, taken_sentence

#: More than this and the page names the first ones only.
_NAMED = 10


def blockers_to_edit(decision: Decision, *, on: date) -> list[str]:
    """Changing its words or its list."""
    if decision.status == DecisionStatus.DRAFT:
        return []
    return [
        (
            f"{decision.document_type.label} đã ban hành nên giữ nguyên. Muốn thay đổi, lập quyết định "
            "hủy bỏ hoặc đính chính."
        )
    ]


def blockers_to_list(decision: Decision, *, on: date) -> list[str]:
    """Adding to its list."""
    if decision.kind != DecisionKind.GRANT:
        return ["Danh sách của quyết định hủy bỏ, đính chính lấy từ quyết định bị sửa, không thêm được."]
    return blockers_to_edit(decision, on=on)


def blockers_to_issue(decision: Decision, lines: Sequence[DecisionLine], *, on: date) -> list[str]:
    """Giving it its number; `lines` come from `lines_of`."""
    if decision.status != DecisionStatus.DRAFT:
        return [f"{decision.document_type.label} này đã ban hành."]
    reasons = [*_gaps(decision), *([] if lines else ["Danh sách còn trống. Thêm cá nhân, tập thể trước."])]
    if decision.kind == DecisionKind.GRANT:
        return reasons + _first(_line_faults(decision, lines))
    return reasons + _first(_amending_faults(decision, lines))


def blockers_to_issue_as(
    decision: Decision, lines: Sequence[DecisionLine], *, number: int, issued_on: date, on: date
) -> list[str]:
    """Issue under this number on this day."""
    if reasons := blockers_to_issue(decision, lines, on=on):
        return reasons
    return day_faults(decision, lines, issued_on, on=on) + number_faults(decision, number, issued_on)


def day_faults(decision: Decision, lines: Sequence[DecisionLine], issued_on: date, *, on: date) -> list[str]:
    """Why it cannot bear this date."""
    if issued_on > on:
        return ["Ngày ban hành không được sau hôm nay. Hãy ghi ngày ký thật của văn bản."]
    if decision.session and issued_on < decision.session.held_on:
        return [
            (
                f"Ngày ban hành {issued_on:%d/%m/%Y} trước ngày Hội đồng họp {decision.session.held_on:%d/%m/%Y}. "
                "Hãy ghi từ ngày họp trở đi."
            )
        ]
    if decision.amends and decision.amends.issued_on and issued_on < decision.amends.issued_on:
        return [
            f"Ngày ban hành {issued_on:%d/%m/%Y} trước ngày của quyết định bị sửa {decision.amends.issued_on:%d/%m/%Y}."
        ]
    return after_the_end(decision.issuer, issued_on, "ban hành") + _salary_faults(decision, lines, issued_on)


def number_faults(decision: Decision, number: int, issued_on: date) -> list[str]:
    if number < 1:
        return ["Số của văn bản bắt đầu từ 01 mỗi năm."]
    holder = number_holder(decision.issuer, decision.document_type, issued_on.year, number)
    return [taken_sentence(holder)] if holder else []


def blockers_to_amend(decision: Decision, lines: Sequence[DecisionLine], *, on: date) -> list[str]:
    """Revoking or correcting what it granted; `lines` come from `lines_of`."""
    if decision.is_submission or decision.kind != DecisionKind.GRANT:
        return ["Chỉ hủy bỏ, đính chính quyết định khen thưởng; văn bản này không phải là quyết định khen thưởng."]
    if decision.status != DecisionStatus.ISSUED:
        return ["Quyết định còn là dự thảo, sửa được ngay trên dự thảo."]
    if lines and all(selectors.revoking(line) for line in lines):
        return ["Mọi dòng của quyết định đã bị hủy bỏ."]
    return []


def blockers_to_amend_lines(lines: Iterable[DecisionLine]) -> list[str]:
    """These lines of one decision; they come from `lines_of`."""
    chosen = list(lines)
    if not chosen:
        return ["Chưa chọn dòng nào. Đánh dấu những dòng cần hủy bỏ hoặc đính chính."]
    return _first(revoked_sentence(line, by) for line in chosen if (by := selectors.revoking(line)))


def revoked_sentence(line: DecisionLine, by: Decision) -> str:
    return f"Khen thưởng của “{line.name}” đã bị hủy bỏ theo {cited(by)}, không hủy bỏ hay đính chính nữa."


def warnings_for(decision: Decision, lines: Sequence[DecisionLine]) -> list[str]:
    """What does not stop the decision but should be read before it is signed."""
    if decision.status != DecisionStatus.DRAFT:
        return []
    warnings = []
    count = counted(line.honouree.kind for line in lines)
    if decision.articles and lines and decision.kind == DecisionKind.GRANT and count not in decision.articles:
        warnings.append(
            f"Các điều được gõ tay và không ghi “{count}” như danh sách hiện nay. Xem lại số lượng ở Điều 1, hoặc để "
            "trống mục “Các điều” cho phần mềm viết."
        )
    unpaid = sorted({line.title.name for line in lines if line.coefficient is None})
    if unpaid and decision.kind == DecisionKind.GRANT and not decision.is_submission:
        warnings.append(f"Không tính tiền thưởng vì chưa có hệ số: {', '.join(unpaid)}.")
    return warnings


def _gaps(decision: Decision) -> Iterator[str]:
    """What is not filled in."""
    needed = [
        (decision.subject_line, "Chưa có trích yếu."),
        (decision.legal_bases or decision.is_submission, "Chưa có căn cứ."),
        (decision.place, "Chưa có địa danh."),
        (decision.signer_title, "Chưa có chức vụ người ký."),
        (decision.signer_name, "Chưa có họ và tên người ký."),
        (decision.recipients, "Chưa có nơi nhận."),
        (decision.addressee or not decision.is_submission, "Chưa ghi “Kính gửi” cơ quan nào."),
        (decision.issuer.document_symbol, "Cơ quan ban hành chưa có ký hiệu văn bản. Đề nghị quản trị bổ sung."),
    ]
    yield from (sentence for value, sentence in needed if not value)
    for label, text in (("Căn cứ", decision.legal_bases), ("Các điều", decision.articles)):
        if blank := next((line for line in text.splitlines() if BLANK in line), ""):
            yield f"Mục “{label}” còn chỗ trống “…”: {blank.strip()} Điền hoặc bỏ dòng đó."


def _line_faults(decision: Decision, lines: Sequence[DecisionLine]) -> Iterator[str]:
    """Of a grant or a request: what may not be decided."""
    held = {} if decision.is_submission else selectors.standing_records(lines, decision.year)
    proposed = [line.line for line in lines if line.line]
    votes = line_results(proposed)
    for line in lines:
        if selectors.is_above(line.title, decision.issuer) != decision.is_submission:
            yield _wrong_level(decision, line)
        if record := held.get((line.honouree_id, line.title.code)):
            yield (
                f"“{line.name}” đã được tặng “{record.title_name}” năm {record.year} theo Quyết định số "
                f"{record.decision_number}. Bỏ dòng này khỏi danh sách."
            )
        yield from _proposal_faults(line, votes)


def _proposal_faults(line: DecisionLine, votes: dict[int, bool]) -> Iterator[str]:
    """Of a line that came from a dossier: it must still be proposed, and carried where a vote is asked for."""
    if line.line is None:
        return
    dossier = line.line.dossier
    if line.line.is_withdrawn:
        yield f"“{line.name}” đã được rút khỏi hồ sơ “{dossier}”. Bỏ dòng này khỏi danh sách."
    elif dossier.status not in (DossierStatus.CHECKED, DossierStatus.TO_COUNCIL):
        yield (
            f"Hồ sơ “{dossier}” của “{line.name}” đang ở tình trạng “{dossier.get_status_display()}”, "
            "chưa quyết định được. Bỏ dòng này hoặc chờ thẩm định lại."
        )
    elif votes.get(line.line.pk) is False:
        yield f"Hội đồng không thông qua “{line.name}”. Bỏ dòng này khỏi danh sách."
    elif line.line.pk not in votes and selectors.needs_vote(line.title):
        yield f"“{line.title.name}” của “{line.name}” phải qua bỏ phiếu của Hội đồng. Đưa vào phiên họp trước."


def _wrong_level(decision: Decision, line: DecisionLine) -> str:
    if decision.is_submission:
        return f"“{line.title.name}” thuộc thẩm quyền của chính cơ quan, đưa vào quyết định chứ không trình cấp trên."
    return f"“{line.title.name}” do {line.title.decided_by} quyết định; lập tờ trình cấp trên thay cho quyết định này."


def _amending_faults(decision: Decision, lines: Sequence[DecisionLine]) -> Iterator[str]:
    """Of a revocation or correction: each line still stands, and a correction changes something."""
    if decision.amends is None:
        return
    targets = {line.pk: line for line in selectors.lines_of(decision.amends)}
    for line in lines:
        target = targets.get(line.amends_id or 0)
        if target is None:
            yield f"“{line.name}” không có trong quyết định bị sửa. Bỏ dòng này khỏi danh sách."
        elif by := selectors.revoking(target):
            yield revoked_sentence(target, by)
        elif decision.kind == DecisionKind.CORRECT and not changes(line, target):
            yield f"Dòng “{line.name}” chưa sửa gì so với quyết định. Sửa nội dung, hoặc bỏ dòng này."


def changes(line: DecisionLine, target: DecisionLine) -> list[tuple[str, str, str]]:
    """What a correction changes: label, as it stood (earlier corrections included), as it will stand."""
    standing = selectors.stood_before(line, target)
    return [
        (str(DecisionLine._meta.get_field(name).verbose_name), before, after)  # type: ignore[union-attr]  # plain fields
        for name in ("name", "post", "achievement")
        if (before := getattr(standing, name)) != (after := getattr(line, name))
    ]


def _salary_faults(decision: Decision, lines: Sequence[DecisionLine], day: date) -> list[str]:
    if decision.is_submission or decision.kind != DecisionKind.GRANT:
        return []
    if not any(line.coefficient for line in lines) or salary_on(day):
        return []
    return [
        (
            f"Chưa biết mức lương cơ sở ngày {day:%d/%m/%Y} nên không tính được tiền thưởng. "
            "Đề nghị quản trị bổ sung ở danh mục khen thưởng."
        )
    ]


def _first(reasons: Iterable[str]) -> list[str]:
    """Not five hundred sentences of one kind."""
    found = list(dict.fromkeys(reasons))
    more = len(found) - _NAMED
    return [*found[:_NAMED], f"Và {more} dòng khác."] if more > 0 else found
