"""Closed lists of this app: where a bloc's registration and the line of one unit stand."""

from collections.abc import Mapping

from django.db.models import TextChoices


class RegistrationStatus(TextChoices):
    """Where the registration of a bloc stands."""

    DRAFT = "draft", "Đang lập"
    SUBMITTED = "submitted", "Đã nộp"
    RETURNED = "returned", "Bị trả lại"
    ACCEPTED = "accepted", "Đã tiếp nhận"
    WITHDRAWN = "withdrawn", "Đã rút"


REGISTRATION_TRANSITIONS: Mapping[RegistrationStatus, frozenset[RegistrationStatus]] = {
    RegistrationStatus.DRAFT: frozenset({RegistrationStatus.SUBMITTED, RegistrationStatus.WITHDRAWN}),
    # Back to draft when the bloc recalls it before it is received.
    RegistrationStatus.SUBMITTED: frozenset(
        {RegistrationStatus.DRAFT, RegistrationStatus.RETURNED, RegistrationStatus.ACCEPTED}
    ),
    RegistrationStatus.RETURNED: frozenset({RegistrationStatus.SUBMITTED, RegistrationStatus.WITHDRAWN}),
    # Back to draft when it is amended; what was accepted stays in force until the new version is.
    RegistrationStatus.ACCEPTED: frozenset({RegistrationStatus.DRAFT, RegistrationStatus.WITHDRAWN}),
    RegistrationStatus.WITHDRAWN: frozenset({RegistrationStatus.DRAFT}),
}

REGISTRATION_TONES: Mapping[str, str] = {
    RegistrationStatus.DRAFT: "neutral",
    RegistrationStatus.SUBMITTED: "info",
    RegistrationStatus.RETURNED: "warning",
    RegistrationStatus.ACCEPTED: "success",
    RegistrationStatus.WITHDRAWN: "neutral",
}


class LineStatus(TextChoices):
    """Where the line of one unit stands between the unit and the leader of its bloc."""

    NOT_STARTED = "not_started", "Chưa làm"
    DRAFT = "draft", "Đang làm"
    SENT = "sent", "Đã gửi"
    RETURNED = "returned", "Bị trả lại"
    ACCEPTED = "accepted", "Đã chốt"
    NOT_REGISTERING = "not_registering", "Không đăng ký"


LINE_TRANSITIONS: Mapping[LineStatus, frozenset[LineStatus]] = {
    LineStatus.NOT_STARTED: frozenset({LineStatus.DRAFT, LineStatus.NOT_REGISTERING}),
    # The leader may fill and accept a line without the unit sending it.
    LineStatus.DRAFT: frozenset({LineStatus.SENT, LineStatus.ACCEPTED, LineStatus.NOT_REGISTERING}),
    # Back to draft when the unit recalls it before the leader looked at it.
    LineStatus.SENT: frozenset({LineStatus.DRAFT, LineStatus.RETURNED, LineStatus.ACCEPTED}),
    LineStatus.RETURNED: frozenset({LineStatus.SENT, LineStatus.ACCEPTED, LineStatus.NOT_REGISTERING}),
    LineStatus.ACCEPTED: frozenset({LineStatus.RETURNED}),
    LineStatus.NOT_REGISTERING: frozenset({LineStatus.DRAFT}),
}

LINE_TONES: Mapping[str, str] = {
    LineStatus.NOT_STARTED: "neutral",
    LineStatus.DRAFT: "neutral",
    LineStatus.SENT: "info",
    LineStatus.RETURNED: "warning",
    LineStatus.ACCEPTED: "success",
    LineStatus.NOT_REGISTERING: "neutral",
}

#: A unit's line is settled: the leader needs nothing more of it to submit.
SETTLED = (LineStatus.ACCEPTED, LineStatus.NOT_REGISTERING)
#: With the unit: its officer may write.
WITH_THE_UNIT = (LineStatus.NOT_STARTED, LineStatus.DRAFT, LineStatus.RETURNED)
#: With the bloc: its leader may write.
WITH_THE_BLOC = (RegistrationStatus.DRAFT, RegistrationStatus.RETURNED)


class Column(TextChoices):
    """The two columns of the annexed table."""

    OWN = "own", "Đăng ký thi đua của cơ quan"
    INNER = "inner", "Đăng ký thi đua của các tập thể, cá nhân"
