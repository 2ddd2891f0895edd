"""The vote of a bloc on the unit that leads it (bình chọn, suy tôn): who voted is known, how is not.

As in the council's ballot there is no row per vote: a choice only raises a counter, a mark only says that the unit has
voted. All marks and counters are made when the vote is opened.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from organizations.models import Organization
from scoring.enums import BALLOT_TONES, BALLOT_TRANSITIONS, BallotStatus
from scoring.models.rounds import ScoringRound


class Ballot(models.Model):
    """One vote of one round: held here, or on paper at a meeting whose counts are entered."""

    TRANSITIONS = BALLOT_TRANSITIONS

    round = models.OneToOneField(ScoringRound, on_delete=models.PROTECT, related_name="ballot", verbose_name="đợt")
    is_paper = models.BooleanField("bỏ phiếu giấy", default=False)
    status = models.CharField("tình trạng", max_length=20, choices=BallotStatus.choices, default=BallotStatus.OPEN)
    held_on = models.DateField("ngày bình chọn")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # {"voters", "voted", "named", "blank"}: frozen when the vote is counted, as the counters are.
    result = models.JSONField("kết quả đã chốt", null=True, blank=True)
    chosen = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị dẫn đầu"
    )
    reason = models.TextField("lý do chọn khi bằng phiếu", blank=True)
    minutes = models.CharField("số biên bản", max_length=300, blank=True)
    concluded_at = models.DateTimeField("kết luận lúc", null=True, blank=True)
    concluded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "bình chọn đơn vị dẫn đầu"
        verbose_name_plural = "bình chọn đơn vị dẫn đầu"
        constraints = [
            models.CheckConstraint(
                name="ballot_has_a_result_once_counted",
                condition=Q(status=BallotStatus.OPEN, result__isnull=True)
                | (~Q(status=BallotStatus.OPEN) & Q(result__isnull=False)),
            ),
            models.CheckConstraint(
                name="ballot_is_concluded_with_unit_minutes_and_person",
                condition=(
                    Q(status=BallotStatus.CONCLUDED, chosen__isnull=False, concluded_by__isnull=False)
                    & Q(concluded_at__isnull=False)
                    & ~Q(minutes="")
                )
                | (~Q(status=BallotStatus.CONCLUDED) & Q(chosen__isnull=True, concluded_by__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"Bình chọn đơn vị dẫn đầu {self.round.bloc} năm {self.round.year}"

    @property
    def tone(self) -> str:
        return BALLOT_TONES[self.status]


class BallotMark(models.Model):
    """A member unit that is to vote, and whether it has. Neither a time nor the order of rows tells who voted when."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="marks", verbose_name="bình chọn")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    position = models.PositiveIntegerField("thứ tự")
    has_voted = models.BooleanField("đã bỏ phiếu", default=False)

    class Meta:
        verbose_name = "đã bỏ phiếu"
        verbose_name_plural = "đã bỏ phiếu"
        ordering = ["ballot", "position", "pk"]
        constraints = [models.UniqueConstraint(name="unit_votes_once_in_a_ballot", fields=["ballot", "organization"])]

    def __str__(self) -> str:
        return f"{self.organization}: {'đã' if self.has_voted else 'chưa'} bỏ phiếu"


class BallotTally(models.Model):
    """How many name one unit (or, without a unit, none): a counter, and nothing else."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="tallies", verbose_name="bình chọn")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị"
    )
    position = models.PositiveIntegerField("thứ tự")
    count = models.PositiveIntegerField("số phiếu", default=0)

    class Meta:
        verbose_name = "kiểm phiếu"
        verbose_name_plural = "kiểm phiếu"
        ordering = ["ballot", "position", "pk"]
        constraints = [
            models.UniqueConstraint(name="choice_of_a_ballot_is_counted_once", fields=["ballot", "position"])
        ]

    def __str__(self) -> str:
        return f"{self.organization or 'Không chọn'}: {self.count}"
