"""The score sheet of one unit, the points on it at each stage, and its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from organizations.enums import Role
from organizations.models import Organization
from scoring.enums import SHEET_TONES, SHEET_TRANSITIONS, SheetStatus, Stage
from scoring.models.rounds import READING_ROLES, ScoringRound, led_seats
from scoring.models.schemes import Criterion
from targets.fields import MeasureField

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organizations.models import User


class ScoreSheetQuerySet(models.QuerySet["ScoreSheet"]):
    def visible_to(self, user: User | AnonymousUser) -> ScoreSheetQuerySet:
        """A sheet to the unit it is about, to the unit that cross-checks it, to the leader of the bloc in its year,
        and to the organizer's people and council.
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        units = user.organization_ids_as(Role.UNIT_OFFICER)
        led = led_seats(user).filter(bloc=OuterRef("round__bloc"), year=OuterRef("round__year"))
        return self.filter(
            Q(organization__in=units)
            | Q(checker__in=units)
            | Q(Exists(led))
            | Q(round__bloc__organizer__in=user.organization_ids_as(*READING_ROLES))
        )


class ScoreSheet(models.Model):
    """One unit's sheet in one round."""

    TRANSITIONS = SHEET_TRANSITIONS

    round = models.ForeignKey(ScoringRound, on_delete=models.PROTECT, related_name="sheets", verbose_name="đợt")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="score_sheets", verbose_name="đơn vị"
    )
    checker = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="checked_sheets",
        verbose_name="đơn vị chấm chéo",
    )
    status = models.CharField("tình trạng", max_length=20, choices=SheetStatus.choices, default=SheetStatus.DRAFT)
    # Why it came back, while that is what the stage must answer.
    returned = models.TextField("lý do trả lại", blank=True)
    revision = models.PositiveIntegerField("lần lưu", default=0)
    saved_at = models.DateTimeField("lưu lúc", auto_now_add=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ScoreSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "bảng chấm điểm của đơn vị"
        verbose_name_plural = "bảng chấm điểm của đơn vị"
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(name="unit_is_scored_once_in_a_round", fields=["round", "organization"]),
            models.CheckConstraint(
                name="unit_does_not_cross_check_itself",
                condition=Q(checker__isnull=True) | ~Q(checker=F("organization")),
                violation_error_message="Đơn vị không tự chấm chéo mình.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}, năm {self.round.year}"

    def get_absolute_url(self) -> str:
        return reverse("scoring:sheet", args=[self.pk])

    @property
    def tone(self) -> str:
        return SHEET_TONES[self.status]


class Score(models.Model):
    """The points of one criterion at one stage. `proposed`: what they were held against when they were kept."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="scores", verbose_name="bảng")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores", verbose_name="tiêu chí")
    stage = models.CharField("bước", max_length=10, choices=Stage.choices)
    value = MeasureField("điểm", null=True, blank=True)
    proposed = MeasureField("điểm đối chiếu", null=True, blank=True)
    note = models.TextField("lý do, minh chứng", blank=True)

    class Meta:
        verbose_name = "điểm"
        verbose_name_plural = "điểm"
        ordering = ["sheet", "criterion", "pk"]
        constraints = [
            models.UniqueConstraint(name="criterion_is_scored_once_at_a_stage", fields=["sheet", "criterion", "stage"]),
            models.CheckConstraint(
                name="points_are_not_negative",
                condition=Q(value__isnull=True) | Q(value__gte=0),
                violation_error_message="Điểm không thể âm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value}"


def evidence_path(evidence: Evidence, filename: str) -> str:
    """Files lie by sheet; the name the person gave is kept in `name`."""
    return f"scoring/{evidence.sheet_id}/{evidence.criterion_id}.{filename.rpartition('.')[2][:8].lower()}"


class Evidence(models.Model):
    """A file that proves the points of a criterion; given by the unit while it scores itself."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="evidence", verbose_name="bảng")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+", verbose_name="tiêu chí")
    file = models.FileField("tệp", upload_to=evidence_path, max_length=200)
    name = models.CharField("tên tệp", max_length=200)
    uploaded_at = models.DateTimeField("tải lên lúc", auto_now_add=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "minh chứng"
        verbose_name_plural = "minh chứng"
        ordering = ["sheet", "criterion", "pk"]

    def __str__(self) -> str:
        return self.name
