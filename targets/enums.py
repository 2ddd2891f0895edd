"""Closed lists of this app: how a target speaks, how it is reported, how it is judged."""

from collections.abc import Mapping

from django.db.models import TextChoices

from campaigns.enums import TargetLayout as Layout

__all__ = [
    "PROGRESS_TONES",
    "PROGRESS_TRANSITIONS",
    "REPORT_TONES",
    "REPORT_TRANSITIONS",
    "VERDICT_TONES",
    "Basis",
    "Comparator",
    "Direction",
    "Group",
    "Joint",
    "Layout",
    "Measure",
    "PeriodKind",
    "Polarity",
    "ProgressStatus",
    "ReportStatus",
    "ReviewKind",
    "Verdict",
]


class Comparator(TextChoices):
    """What the number asks for."""

    EQ = "eq", "đạt"
    GE = "ge", "từ … trở lên"
    GT = "gt", "trên"
    LE = "le", "không quá"
    LT = "lt", "dưới"
    APPROX = "approx", "khoảng"
    RANGE = "range", "từ … đến …"


class Direction(TextChoices):
    """Whether the number is a level to reach or a change to bring about."""

    LEVEL = "level", "Mức cần đạt"
    INCREASE = "increase", "Mức tăng thêm"
    DECREASE = "decrease", "Mức giảm đi"


class Polarity(TextChoices):
    """Which way is better. For a change it speaks of the change itself: a larger cut is better."""

    HIGHER = "higher", "Càng cao càng tốt"
    LOWER = "lower", "Càng thấp càng tốt"
    NEUTRAL = "neutral", "Đúng mức là tốt"


class Measure(TextChoices):
    """How results of a year come together."""

    FLOW = "flow", "Cộng dồn trong năm"
    LEVEL = "level", "Mức tại thời điểm"
    RATE = "rate", "Tốc độ so với cùng kỳ"
    STRUCTURE = "structure", "Tỷ trọng trong cơ cấu"


class Group(TextChoices):
    """The headings under which a directive sets out its targets, in their usual order."""

    ECONOMY = "economy", "Kinh tế"
    SOCIETY = "society", "Xã hội"
    ENVIRONMENT = "environment", "Môi trường"
    SECURITY = "security", "Quốc phòng, an ninh"


class Joint(TextChoices):
    """What stands between a target and the one before it on paper."""

    NEW_LINE = "", "Dòng mới"
    SEMICOLON = ";", "; cùng dòng"
    COMMA = ",", ", cùng dòng"
    STOP = ".", ". cùng dòng"
    COLON = ":", ": cùng dòng"
    AND = "và", "“và” cùng dòng"


class Verdict(TextChoices):
    """How a target stands."""

    EXCEEDED = "exceeded", "Vượt"
    MET = "met", "Đạt"
    ON_TRACK = "on_track", "Đúng tiến độ"
    BEHIND = "behind", "Chậm tiến độ"
    MISSED = "missed", "Không đạt"
    NO_DATA = "no_data", "Chưa có số liệu"


#: Colour of the badge of each verdict (a name of the visual system, always with the word beside it).
VERDICT_TONES: Mapping[str, str] = {
    Verdict.EXCEEDED: "success",
    Verdict.MET: "success",
    Verdict.ON_TRACK: "info",
    Verdict.BEHIND: "warning",
    Verdict.MISSED: "danger",
    Verdict.NO_DATA: "neutral",
}


class PeriodKind(TextChoices):
    """How long a reporting period is."""

    MONTH = "month", "Tháng"
    QUARTER = "quarter", "Quý"
    HALF = "half", "6 tháng đầu năm"
    NINE_MONTHS = "nine_months", "9 tháng"
    YEAR = "year", "Năm"


class Basis(TextChoices):
    """What a reported figure counts."""

    CUMULATIVE = "cumulative", "Lũy kế từ đầu năm"
    PERIOD = "period", "Riêng trong kỳ"


class ReportStatus(TextChoices):
    """Where a unit's report of one period stands."""

    DRAFT = "draft", "Đang nhập"
    SUBMITTED = "submitted", "Đã gửi, chờ xác nhận"
    RETURNED = "returned", "Bị trả lại"
    VERIFIED = "verified", "Đã xác nhận, khóa"


REPORT_TRANSITIONS: Mapping[ReportStatus, frozenset[ReportStatus]] = {
    ReportStatus.DRAFT: frozenset({ReportStatus.SUBMITTED}),
    ReportStatus.SUBMITTED: frozenset({ReportStatus.RETURNED, ReportStatus.VERIFIED}),
    ReportStatus.RETURNED: frozenset({ReportStatus.SUBMITTED}),
    # Staff unlock a verified report, with a reason, when a figure turns out wrong.
    ReportStatus.VERIFIED: frozenset({ReportStatus.RETURNED}),
}

REPORT_TONES: Mapping[str, str] = {
    ReportStatus.DRAFT: "neutral",
    ReportStatus.SUBMITTED: "info",
    ReportStatus.RETURNED: "warning",
    ReportStatus.VERIFIED: "success",
}


class ProgressStatus(TextChoices):
    """Where a progress report stands."""

    DRAFT = "draft", "Đang soạn"
    ISSUED = "issued", "Đã ban hành"


PROGRESS_TRANSITIONS: Mapping[ProgressStatus, frozenset[ProgressStatus]] = {
    ProgressStatus.DRAFT: frozenset({ProgressStatus.ISSUED}),
    ProgressStatus.ISSUED: frozenset(),
}

PROGRESS_TONES: Mapping[str, str] = {ProgressStatus.DRAFT: "neutral", ProgressStatus.ISSUED: "success"}


class ReviewKind(TextChoices):
    """What sort of review a progress report is."""

    PROGRESS = "progress", "Báo cáo tiến độ"
    INTERIM = "interim", "Báo cáo sơ kết"
    FINAL = "final", "Báo cáo tổng kết"
