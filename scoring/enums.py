"""Closed lists of this app, and the steps of its records."""

from collections.abc import Mapping

from django.db.models import IntegerChoices, TextChoices


class Scale(IntegerChoices):
    """How many points the ordinary groups of a table make together."""

    HUNDRED = 100, "100 điểm"
    THOUSAND = 1000, "1000 điểm"


class SchemeStatus(TextChoices):
    """Life of a version of a table of criteria. Publishing is for good: people score by it."""

    DRAFT = "draft", "Đang soạn"
    PUBLISHED = "published", "Đã công bố"
    SUPERSEDED = "superseded", "Đã thay bằng phiên bản mới"


SCHEME_TRANSITIONS: Mapping[SchemeStatus, frozenset[SchemeStatus]] = {
    SchemeStatus.DRAFT: frozenset({SchemeStatus.PUBLISHED}),
    SchemeStatus.PUBLISHED: frozenset({SchemeStatus.SUPERSEDED}),
    SchemeStatus.SUPERSEDED: frozenset(),
}

SCHEME_TONES: Mapping[str, str] = {
    SchemeStatus.DRAFT: "neutral",
    SchemeStatus.PUBLISHED: "success",
    SchemeStatus.SUPERSEDED: "warning",
}


class GroupKind(TextChoices):
    """What the points of a group do to the total."""

    ORDINARY = "ordinary", "Nhóm điểm chuẩn"
    BONUS = "bonus", "Điểm thưởng"
    DEDUCTION = "deduction", "Điểm trừ"


class Source(TextChoices):
    """Where the proposed points of a criterion come from."""

    MANUAL = "manual", "Tự chấm"
    TARGETS = "targets", "Theo chỉ tiêu được giao"


class SheetStatus(TextChoices):
    """How far the score of one unit has come. A return goes back by one step, with its reason."""

    DRAFT = "draft", "Đang tự chấm"
    SELF_SCORED = "self_scored", "Đã tự chấm"
    CROSS_CHECKED = "cross_checked", "Đã chấm chéo"
    BLOC_SCORED = "bloc_scored", "Khối đã chấm"
    CHECKED = "checked", "Đã thẩm định"


SHEET_TRANSITIONS: Mapping[SheetStatus, frozenset[SheetStatus]] = {
    SheetStatus.DRAFT: frozenset({SheetStatus.SELF_SCORED}),
    SheetStatus.SELF_SCORED: frozenset({SheetStatus.CROSS_CHECKED, SheetStatus.DRAFT}),
    SheetStatus.CROSS_CHECKED: frozenset({SheetStatus.BLOC_SCORED, SheetStatus.SELF_SCORED}),
    SheetStatus.BLOC_SCORED: frozenset({SheetStatus.CHECKED, SheetStatus.CROSS_CHECKED}),
    SheetStatus.CHECKED: frozenset({SheetStatus.BLOC_SCORED}),
}

SHEET_TONES: Mapping[str, str] = {
    SheetStatus.DRAFT: "neutral",
    SheetStatus.SELF_SCORED: "info",
    SheetStatus.CROSS_CHECKED: "info",
    SheetStatus.BLOC_SCORED: "info",
    SheetStatus.CHECKED: "success",
}


class Stage(TextChoices):
    """Whose points they are, in the order in which they are given."""

    SELF = "self", "Tự chấm"
    CROSS = "cross", "Chấm chéo"
    BLOC = "bloc", "Khối chấm"
    STAFF = "staff", "Thẩm định"

    @property
    def before(self) -> "Stage | None":
        """The stage whose points this one looks at."""
        stages = list(Stage)
        place = stages.index(self)
        return stages[place - 1] if place else None


#: Which stage is being filled in while a sheet has this status.
STAGE_OF: Mapping[str, Stage] = {
    SheetStatus.DRAFT: Stage.SELF,
    SheetStatus.SELF_SCORED: Stage.CROSS,
    SheetStatus.CROSS_CHECKED: Stage.BLOC,
    SheetStatus.BLOC_SCORED: Stage.STAFF,
}
#: Where a sheet goes when the points of its stage are sent on, and when it is returned.
NEXT_STATUS: Mapping[str, SheetStatus] = {
    SheetStatus.DRAFT: SheetStatus.SELF_SCORED,
    SheetStatus.SELF_SCORED: SheetStatus.CROSS_CHECKED,
    SheetStatus.CROSS_CHECKED: SheetStatus.BLOC_SCORED,
    SheetStatus.BLOC_SCORED: SheetStatus.CHECKED,
}
STATUS_BEFORE: Mapping[str, SheetStatus] = {after: SheetStatus(before) for before, after in NEXT_STATUS.items()}
#: The bloc has given its points: the result can be published and the bloc can vote.
SCORED_BY_BLOC = (SheetStatus.BLOC_SCORED, SheetStatus.CHECKED)


class BallotStatus(TextChoices):
    """Life of the vote on who leads the bloc."""

    OPEN = "open", "Đang bỏ phiếu"
    COUNTED = "counted", "Đã kiểm phiếu"
    CONCLUDED = "concluded", "Đã kết luận"


BALLOT_TRANSITIONS: Mapping[BallotStatus, frozenset[BallotStatus]] = {
    BallotStatus.OPEN: frozenset({BallotStatus.COUNTED}),
    BallotStatus.COUNTED: frozenset({BallotStatus.CONCLUDED}),
    BallotStatus.CONCLUDED: frozenset(),
}

BALLOT_TONES: Mapping[str, str] = {
    BallotStatus.OPEN: "info",
    BallotStatus.COUNTED: "warning",
    BallotStatus.CONCLUDED: "success",
}
