"""Whether a bloc's registration can be written, submitted, recalled, returned, accepted, amended or withdrawn now."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from registrations.enums import SETTLED, RegistrationStatus
from registrations.models import Pledge, Registration, RegistrationVersion
from registrations.policies.clock import blockers_of_time, last_day

#: A scan or two and what was signed digitally; more fill the disk and prove nothing.
MOST_SIGNED = 20


def blockers_to_write(registration: Registration, *, on: date) -> list[str]:
    """The letter and the pledges are written while the registration is with the bloc and there is time."""
    if registration.status == RegistrationStatus.SUBMITTED:
        return ["Đã nộp, đang chờ tiếp nhận nên không sửa được. Muốn sửa, hãy thu hồi."]
    if registration.status == RegistrationStatus.ACCEPTED:
        return ["Đã được tiếp nhận nên không sửa được. Muốn sửa, hãy lập bản sửa đổi."]
    if registration.status == RegistrationStatus.WITHDRAWN:
        return ["Khối đã rút bản đăng ký này. Muốn đăng ký lại, hãy mở lại."]
    return blockers_of_time(registration, on=on)


def blockers_to_take_out(pledges: QuerySet[Pledge]) -> list[str]:
    """A paragraph stays as it is once the province has judged what came of it."""
    judged = pledges.filter(commitments__result__isnull=False).distinct()
    return [
        f"Nội dung {one.position} đã có kết quả đánh giá nên không sửa, không bỏ được. "
        "Muốn sửa, đề nghị cơ quan thường trực bỏ kết quả đó trước."
        for one in judged
    ]


def blockers_to_submit(registration: Registration, *, on: date) -> list[str]:
    """Every unit settled, the letter complete, the pledges there where the round asks for them."""
    if reasons := blockers_to_write(registration, on=on):
        return reasons
    return [*_unsettled(registration), *_letter_gaps(registration), *_content_gaps(registration)]


def blockers_to_recall(registration: Registration, *, on: date) -> list[str]:
    """The bloc takes back what was not yet received, also to file again while there is time."""
    if registration.status != RegistrationStatus.SUBMITTED:
        return ["Chỉ thu hồi được bản đã nộp mà chưa được tiếp nhận."]
    return blockers_of_time(registration, on=on)


def blockers_to_return(registration: Registration, *, on: date) -> list[str]:
    return [] if registration.status == RegistrationStatus.SUBMITTED else ["Chỉ trả lại được bản đang chờ tiếp nhận."]


def blockers_to_return_by(registration: Registration, *, until: date | None, on: date) -> list[str]:
    """A bloc that must mend its registration has a day left to do it in."""
    if until is None:
        end = last_day(registration)
        return [] if on <= end else [f"Đã hết hạn nộp ngày {end:%d/%m/%Y}. Hãy ghi số ngày để khối sửa và nộp lại."]
    return [] if until >= on else [f"Ngày {until:%d/%m/%Y} đã qua. Hãy cho khối thời gian để sửa."]


def blockers_to_accept(registration: Registration, *, on: date) -> list[str]:
    if registration.status != RegistrationStatus.SUBMITTED:
        return ["Chỉ tiếp nhận được bản đã nộp và đang chờ."]
    version = latest_version(registration)
    if registration.round.needs_signed_file and not (version and version.signed_files.exists()):
        return ["Chưa có bản ký của bản đã nộp. Đợt này yêu cầu tải lên bản quét hoặc bản ký số trước khi tiếp nhận."]
    return []


def blockers_to_amend(registration: Registration, *, on: date) -> list[str]:
    """A new version of what was accepted; the old one stays in force until the new one is accepted."""
    if registration.status != RegistrationStatus.ACCEPTED:
        return ["Chỉ sửa đổi được bản đã tiếp nhận."]
    return blockers_of_time(registration, on=on)


def blockers_to_withdraw(registration: Registration, *, on: date) -> list[str]:
    """Taken back within its year, or while there is time to file; later it is what the year was judged by."""
    if registration.status == RegistrationStatus.SUBMITTED:
        return ["Bản đã nộp đang chờ tiếp nhận. Hãy thu hồi trước khi rút."]
    if registration.status == RegistrationStatus.WITHDRAWN:
        return ["Đã rút rồi."]
    if on > date(registration.round.year, 12, 31) and on > last_day(registration):
        return [f"Năm {registration.round.year} đã qua, kết quả đã xét theo bản đăng ký này nên không rút được nữa."]
    return []


def blockers_to_reopen(registration: Registration, *, on: date) -> list[str]:
    """A withdrawn registration is taken up again while there is time."""
    if registration.status != RegistrationStatus.WITHDRAWN:
        return ["Chỉ mở lại được bản đã rút."]
    return blockers_of_time(registration, on=on)


def blockers_to_sign(version: RegistrationVersion, *, on: date) -> list[str]:
    """A signed file belongs to the version that was submitted last, or the one in force."""
    registration = version.registration
    if registration.status == RegistrationStatus.WITHDRAWN:
        return ["Khối đã rút bản đăng ký này."]
    latest = latest_version(registration)
    if latest is None or version.pk not in (latest.pk, registration.accepted_version_id):
        return ["Bản này đã có bản mới thay thế. Hãy tải bản ký vào bản nộp gần nhất."]
    if version.signed_files.count() >= MOST_SIGNED:
        return [f"Mỗi bản có nhiều nhất {MOST_SIGNED} tệp ký. Hãy ghép các trang thành một tệp PDF."]
    return []


def latest_version(registration: Registration) -> RegistrationVersion | None:
    """The version submitted last."""
    return registration.versions.order_by("-number").first()


def _unsettled(registration: Registration) -> list[str]:
    lines = list(registration.lines.select_related("organization"))
    if not lines:
        return ["Khối chưa có đơn vị nào trong năm này. Đề nghị cơ quan thường trực ghi thành phần khối trước."]
    waiting = [line.organization.name for line in lines if line.status not in SETTLED]
    if not waiting:
        return []
    named = "; ".join(waiting[:3]) + ("…" if len(waiting) > 3 else "")
    return [f"Còn {len(waiting)} đơn vị chưa chốt: {named}. Hãy chốt, hoặc ghi là không đăng ký."]


def _letter_gaps(registration: Registration) -> list[str]:
    needed = ("addressee", "introduction", "on_behalf_of", "signer_title", "signer_name")
    names = [
        str(registration._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # a field of this model
        for name in needed
        if not getattr(registration, name).strip()
    ]
    return [f"Công văn còn thiếu: {', '.join(names)}."] if names else []


def _content_gaps(registration: Registration) -> list[str]:
    reasons = []
    if registration.round.needs_pledges and not registration.pledges.exists():
        reasons.append("Chưa có nội dung đăng ký (giao ước). Đợt này yêu cầu phải có.")
    if registration.round.needs_counts:
        missing = registration.lines.filter(entries__column="inner", entries__count__isnull=True).distinct()
        names = "; ".join(line.organization.name for line in missing.select_related("organization"))
        if names:
            reasons.append(f"Còn danh hiệu chưa ghi số lượng: {names}. Đợt này yêu cầu phải có.")
    return reasons
