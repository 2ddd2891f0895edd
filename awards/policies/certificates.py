"""Whether certificates can be made, changed and printed now; each reason says what to do."""

from __future__ import annotations

from collections.abc import Mapping

from awards.enums import BatchStatus, DecisionKind, DecisionStatus
from awards.models import Certificate, CertificateBatch, CertificateLayout, Decision, DecisionLine, PrinterOffset
from awards.selectors.certificates import lines_to_honour, standing_counts, with_standing


def blockers_to_prepare(decision: Decision) -> list[str]:
    """Why the decision cannot have certificates (now)."""
    if decision.is_submission or decision.kind != DecisionKind.GRANT:
        return ["Chỉ quyết định khen thưởng mới có bằng, giấy khen; văn bản này không phải là quyết định khen thưởng."]
    if decision.status != DecisionStatus.ISSUED:
        return ["Quyết định còn là dự thảo. Bằng, giấy khen được lập sau khi văn thư ghi số, ngày ban hành."]
    if not lines_to_honour(decision).exists():
        return ["Quyết định không còn ai được khen: danh sách trống hoặc đã bị hủy bỏ hết."]
    return []


def blockers_to_request(
    decision: Decision, layout: CertificateLayout, printer: PrinterOffset | None = None
) -> list[str]:
    """Why these certificates cannot be printed with this layout on this printer."""
    reasons = blockers_to_prepare(decision)
    if reasons:
        return reasons
    lines = lines_to_honour(decision).filter(title__code=layout.title_code)
    if layout.organization_id != decision.issuer_id or not layout.is_active:
        reasons.append("Mẫu này không phải mẫu đang dùng của cơ quan ban hành. Hãy chọn mẫu khác.")
    if printer is not None and printer.organization_id != decision.issuer_id:
        reasons.append("Máy in này không phải của cơ quan ban hành. Hãy chọn máy khác.")
    if not lines.exists():
        reasons.append("Quyết định không tặng hình thức mà mẫu này in. Hãy chọn mẫu khác.")
    elif lines.filter(certificate__isnull=True).exists():
        reasons.append("Còn người chưa được lập bằng và cấp số sổ vàng. Hãy bấm “Lập bằng và cấp số sổ vàng” trước.")
    return reasons


def blockers_to_break(certificate: Certificate) -> list[str]:
    """Why the name on this certificate cannot be broken into other lines."""
    line = with_standing(DecisionLine.objects.filter(pk=certificate.line_id)).get()
    if line.is_revoked:
        return ["Khen thưởng này đã bị hủy bỏ nên không in bằng nữa."]
    return []


def blockers_to_take(batch: CertificateBatch, standing: Mapping[str, int]) -> list[str]:
    """Why the files of a batch are not given out; `standing` says how many lines of each title stand today."""
    revoked = batch.total - standing.get(batch.layout.title_code, 0)
    if revoked > 0:
        words = f"Sau khi tạo tệp này, {revoked} khen thưởng trong đó đã bị hủy bỏ nên tệp không dùng được nữa."
        return [f"{words} Hãy tạo tệp in mới cho những người còn lại."]
    return []


def blockers_to_retry(batch: CertificateBatch) -> list[str]:
    reasons = blockers_to_take(batch, standing_counts(batch.decision))
    if reasons:
        return reasons
    if batch.status != BatchStatus.FAILED:
        return ["Lượt in này không ở tình trạng lỗi. Hãy tải lại trang để xem tình trạng mới."]
    return []
