"""Closed lists of this app, and the life of a directive."""

from collections.abc import Mapping

from django.db.models import TextChoices


class CampaignKind(TextChoices):
    REGULAR = "regular", "Thường xuyên, hằng năm"
    THEMATIC = "thematic", "Theo chuyên đề"
    PHASE = "phase", "Theo đợt"
    SUDDEN = "sudden", "Đột xuất"


class Status(TextChoices):
    """Where a directive stands."""

    DRAFT = "draft", "Đang soạn"
    IN_REVIEW = "in_review", "Chờ duyệt"
    RETURNED = "returned", "Bị trả lại"
    APPROVED = "approved", "Đã duyệt, chờ số"
    ISSUED = "issued", "Đã ban hành"
    CLOSED = "closed", "Đã kết thúc"
    REVOKED = "revoked", "Đã bị bãi bỏ"


EDITABLE = frozenset({Status.DRAFT, Status.RETURNED})
PUBLISHED = frozenset({Status.ISSUED, Status.CLOSED, Status.REVOKED})

TRANSITIONS: Mapping[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.IN_REVIEW}),
    Status.IN_REVIEW: frozenset({Status.RETURNED, Status.APPROVED}),
    Status.RETURNED: frozenset({Status.IN_REVIEW}),
    # Văn thư finds a fault before giving the number: the leader takes the approval back.
    Status.APPROVED: frozenset({Status.ISSUED, Status.RETURNED}),
    Status.ISSUED: frozenset({Status.CLOSED, Status.REVOKED}),
    Status.CLOSED: frozenset({Status.REVOKED}),
    Status.REVOKED: frozenset(),
}

#: Colour of the badge of each status (a name of the visual system, always with the word beside it).
TONES: Mapping[str, str] = {
    Status.DRAFT: "neutral",
    Status.IN_REVIEW: "info",
    Status.RETURNED: "warning",
    Status.APPROVED: "info",
    Status.ISSUED: "success",
    Status.CLOSED: "neutral",
    Status.REVOKED: "danger",
}


class TargetLayout(TextChoices):
    """Where and how a directive prints its targets."""

    NONE = "none", "Không in từ danh sách"
    APPENDIX_NUMBERED = "appendix_numbered", "Phụ lục, các dòng đánh số 1, 2, 3"
    APPENDIX_GROUPED = "appendix_grouped", "Phụ lục, theo nhóm, các dòng gạch đầu dòng"
    BODY_ITEMS = "body_items", "Trong nội dung, nhóm đánh số 1, 2, 3"
    BODY_POINTS = "body_points", "Trong nội dung, nhóm đánh chữ a), b), c)"
    BODY_DASHES = "body_dashes", "Trong nội dung, chỉ gạch đầu dòng"


#: Layouts that print where the text has the line `[CHỈ TIÊU]`.
IN_BODY = frozenset({TargetLayout.BODY_ITEMS, TargetLayout.BODY_POINTS, TargetLayout.BODY_DASHES})
IN_APPENDIX = frozenset({TargetLayout.APPENDIX_NUMBERED, TargetLayout.APPENDIX_GROUPED})
