"""Closed lists of this app."""

from collections.abc import Mapping

from django.db.models import TextChoices


class Format(TextChoices):
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word (DOCX)"
    XLSX = "xlsx", "Excel (XLSX)"


class Status(TextChoices):
    """Life of a rendering job."""

    QUEUED = "queued", "Chờ tạo"
    RENDERING = "rendering", "Đang tạo"
    READY = "ready", "Đã có"
    FAILED = "failed", "Không tạo được"


# A rendering goes back to the queue when the process that claimed it died.
TRANSITIONS: Mapping[Status, frozenset[Status]] = {
    Status.QUEUED: frozenset({Status.RENDERING}),
    Status.RENDERING: frozenset({Status.READY, Status.FAILED, Status.QUEUED}),
    Status.READY: frozenset(),
    Status.FAILED: frozenset({Status.QUEUED}),
}


class DocumentType(TextChoices):
    """Types of administrative documents and their abbreviations (Decree 30/2020, Appendix III)."""

    DIRECTIVE = "CT", "Chỉ thị"
    DECISION = "QĐ", "Quyết định"
    PLAN = "KH", "Kế hoạch"
    REPORT = "BC", "Báo cáo"
    SUBMISSION = "TTr", "Tờ trình"
    MINUTES = "BB", "Biên bản"
    NOTICE = "TB", "Thông báo"
    GUIDANCE = "HD", "Hướng dẫn"


class SigningAuthority(TextChoices):
    """In whose name a document is signed (Decree 30/2020, Appendix I, II.7)."""

    HEAD = "head", "Người đứng đầu ký (CHỦ TỊCH)"
    COLLECTIVE = "collective", "Thay mặt tập thể (TM.)"
    DEPUTY = "deputy", "Ký thay người đứng đầu (KT.)"
    COLLECTIVE_DEPUTY = "collective_deputy", "Thay mặt tập thể, ký thay (TM. và KT.)"
    ACTING = "acting", "Quyền người đứng đầu (Q.)"
    BY_ORDER = "by_order", "Thừa lệnh (TL.)"
    DELEGATED = "delegated", "Thừa ủy quyền (TUQ.)"
