"""Closed lists of this app: titles, dossiers, sessions, votes, decisions, certificates."""

from collections.abc import Mapping

from django.db.models import TextChoices


class SubjectKind(TextChoices):
    """Who may be honoured."""

    INDIVIDUAL = "individual", "Cá nhân"
    COLLECTIVE = "collective", "Tập thể"
    HOUSEHOLD = "household", "Hộ gia đình"


class TitleKind(TextChoices):
    TITLE = "title", "Danh hiệu thi đua"
    FORM = "form", "Hình thức khen thưởng"


class AwardLevel(TextChoices):
    """At which level it is decided."""

    STATE = "state", "Cấp Nhà nước"
    PROVINCE = "province", "Cấp bộ, ngành, tỉnh"
    BASE = "base", "Cấp cơ sở"


class LegalVersion(TextChoices):
    """The text of the law that judges a dossier, by the day it was received."""

    L2022 = "L2022", "Luật Thi đua, khen thưởng 06/2022/QH15"
    L2026 = "L2026", "Luật 06/2022/QH15 sửa đổi năm 2026 (từ 01/10/2026)"


class Nature(TextChoices):
    """For what kind of achievement (Article 8 of the law)."""

    MERIT = "merit", "Công trạng"
    SUDDEN = "sudden", "Đột xuất"
    MOVEMENT = "movement", "Phong trào thi đua, chuyên đề"
    CONTRIBUTION = "contribution", "Quá trình cống hiến"
    TENURE = "tenure", "Niên hạn"
    EXTERNAL = "external", "Đối ngoại"


class Answer(TextChoices):
    """What a condition comes to."""

    MET = "met", "Đạt"
    NOT_MET = "not_met", "Không đạt"
    UNKNOWN = "unknown", "Chưa xác định"


ANSWER_TONES: Mapping[str, str] = {Answer.MET: "success", Answer.NOT_MET: "danger", Answer.UNKNOWN: "warning"}


class Mode(TextChoices):
    """What a condition that is not met does."""

    BLOCK = "block", "Chặn"
    WARN = "warn", "Cảnh báo"


class ThresholdBase(TextChoices):
    """Of whom the share of votes is counted."""

    ALL_MEMBERS = "all_members", "Tổng số thành viên Hội đồng"
    PRESENT = "present", "Số thành viên có mặt"


class DossierStatus(TextChoices):
    """Where a dossier stands."""

    DRAFT = "draft", "Đang lập"
    SUBMITTED = "submitted", "Đã nộp"
    SUPPLEMENT = "supplement", "Yêu cầu bổ sung"
    CHECKED = "checked", "Đã thẩm định"
    TO_COUNCIL = "to_council", "Trình Hội đồng"
    DECIDED = "decided", "Đã có quyết định"
    REJECTED = "rejected", "Không xét"
    WITHDRAWN = "withdrawn", "Đã rút"


DOSSIER_TRANSITIONS: Mapping[DossierStatus, frozenset[DossierStatus]] = {
    DossierStatus.DRAFT: frozenset({DossierStatus.SUBMITTED, DossierStatus.WITHDRAWN}),
    DossierStatus.SUBMITTED: frozenset({DossierStatus.SUPPLEMENT, DossierStatus.CHECKED, DossierStatus.WITHDRAWN}),
    DossierStatus.SUPPLEMENT: frozenset({DossierStatus.SUBMITTED, DossierStatus.WITHDRAWN}),
    # Decided without the council where its title asks for no vote.
    DossierStatus.CHECKED: frozenset(
        {DossierStatus.TO_COUNCIL, DossierStatus.DECIDED, DossierStatus.SUPPLEMENT, DossierStatus.REJECTED}
    ),
    # Back when its session fell through; decided when the last of its lines has a decision or was voted down.
    DossierStatus.TO_COUNCIL: frozenset({DossierStatus.CHECKED, DossierStatus.DECIDED, DossierStatus.REJECTED}),
    DossierStatus.DECIDED: frozenset(),
    DossierStatus.REJECTED: frozenset(),
    DossierStatus.WITHDRAWN: frozenset(),
}

DOSSIER_TONES: Mapping[str, str] = {
    DossierStatus.DRAFT: "neutral",
    DossierStatus.SUBMITTED: "info",
    DossierStatus.SUPPLEMENT: "warning",
    DossierStatus.CHECKED: "info",
    DossierStatus.TO_COUNCIL: "info",
    DossierStatus.DECIDED: "honour",
    DossierStatus.REJECTED: "danger",
    DossierStatus.WITHDRAWN: "neutral",
}


class OpinionAnswer(TextChoices):
    """What an agency that was asked for its opinion said (hiệp y)."""

    WAITING = "waiting", "Chưa trả lời"
    AGREE = "agree", "Nhất trí"
    DISAGREE = "disagree", "Không nhất trí"


class MemberRole(TextChoices):
    """A seat in the council."""

    CHAIR = "chair", "Chủ tịch Hội đồng"
    FIRST_VICE = "first_vice", "Phó Chủ tịch thứ nhất"
    STANDING_VICE = "standing_vice", "Phó Chủ tịch thường trực"
    VICE = "vice", "Phó Chủ tịch"
    SECRETARY = "secretary", "Ủy viên thư ký"
    MEMBER = "member", "Ủy viên"


class SessionStatus(TextChoices):
    """Where a session of the council stands."""

    PLANNED = "planned", "Chuẩn bị"
    OPEN = "open", "Đang họp"
    VOTING = "voting", "Đang bỏ phiếu"
    CLOSED = "closed", "Đã kết thúc"
    CANCELLED = "cancelled", "Đã hủy"


SESSION_TRANSITIONS: Mapping[SessionStatus, frozenset[SessionStatus]] = {
    SessionStatus.PLANNED: frozenset({SessionStatus.OPEN, SessionStatus.CANCELLED}),
    SessionStatus.OPEN: frozenset({SessionStatus.VOTING, SessionStatus.CANCELLED}),
    # A vote that cannot be finished (one ballot would be read aloud) is called off, and its counters thrown away.
    SessionStatus.VOTING: frozenset({SessionStatus.CLOSED, SessionStatus.CANCELLED}),
    SessionStatus.CLOSED: frozenset(),
    SessionStatus.CANCELLED: frozenset(),
}

SESSION_TONES: Mapping[str, str] = {
    SessionStatus.PLANNED: "neutral",
    SessionStatus.OPEN: "info",
    SessionStatus.VOTING: "warning",
    SessionStatus.CLOSED: "success",
    SessionStatus.CANCELLED: "danger",
}


class Presence(TextChoices):
    """How a member takes part in a session."""

    PRESENT = "present", "Có mặt"
    ABSENT_PAPER = "absent_paper", "Vắng, gửi phiếu giấy"
    ABSENT = "absent", "Vắng"


class Choice(TextChoices):
    """What a vote may say."""

    AGREE = "agree", "Đồng ý"
    DISAGREE = "disagree", "Không đồng ý"
    BLANK = "blank", "Không có ý kiến"


class DecisionKind(TextChoices):
    """What a decision does. Nothing is overwritten: what was granted wrongly is revoked or corrected by another."""

    GRANT = "grant", "Khen thưởng"
    REVOKE = "revoke", "Hủy bỏ quyết định khen thưởng"
    CORRECT = "correct", "Đính chính"


class DecisionStatus(TextChoices):
    DRAFT = "draft", "Dự thảo"
    ISSUED = "issued", "Đã ban hành"


DECISION_TRANSITIONS: Mapping[DecisionStatus, frozenset[DecisionStatus]] = {
    DecisionStatus.DRAFT: frozenset({DecisionStatus.ISSUED}),
    DecisionStatus.ISSUED: frozenset(),
}

DECISION_TONES: Mapping[str, str] = {DecisionStatus.DRAFT: "neutral", DecisionStatus.ISSUED: "honour"}


class BatchStatus(TextChoices):
    """Life of a batch of certificates."""

    QUEUED = "queued", "Chờ tạo"
    RENDERING = "rendering", "Đang tạo"
    READY = "ready", "Đã có"
    FAILED = "failed", "Không tạo được"


BATCH_TRANSITIONS: Mapping[BatchStatus, frozenset[BatchStatus]] = {
    BatchStatus.QUEUED: frozenset({BatchStatus.RENDERING}),
    BatchStatus.RENDERING: frozenset({BatchStatus.READY, BatchStatus.FAILED, BatchStatus.QUEUED}),
    BatchStatus.READY: frozenset(),
    BatchStatus.FAILED: frozenset({BatchStatus.QUEUED}),
}

BATCH_TONES: Mapping[str, str] = {
    BatchStatus.QUEUED: "neutral",
    BatchStatus.RENDERING: "info",
    BatchStatus.READY: "success",
    BatchStatus.FAILED: "danger",
}


class ImportStatus(TextChoices):
    """Life of an uploaded list of past awards."""

    PREVIEW = "preview", "Xem trước"
    QUEUED = "queued", "Chờ nhập"
    RUNNING = "running", "Đang nhập"
    DONE = "done", "Đã nhập"
    FAILED = "failed", "Không nhập được"


IMPORT_TRANSITIONS: Mapping[ImportStatus, frozenset[ImportStatus]] = {
    ImportStatus.PREVIEW: frozenset({ImportStatus.QUEUED}),
    # Back to the preview when the list no longer fits the database and a person must look again.
    ImportStatus.QUEUED: frozenset({ImportStatus.RUNNING, ImportStatus.PREVIEW}),
    ImportStatus.RUNNING: frozenset(
        {ImportStatus.DONE, ImportStatus.FAILED, ImportStatus.QUEUED, ImportStatus.PREVIEW}
    ),
    ImportStatus.DONE: frozenset(),
    ImportStatus.FAILED: frozenset({ImportStatus.QUEUED}),
}

IMPORT_TONES: Mapping[str, str] = {
    ImportStatus.PREVIEW: "neutral",
    ImportStatus.QUEUED: "info",
    ImportStatus.RUNNING: "info",
    ImportStatus.DONE: "success",
    ImportStatus.FAILED: "danger",
}
