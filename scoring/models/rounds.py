"""The scoring of one bloc in one year (đợt chấm điểm): all its sheets, its result and its vote belong to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from organizations.enums import BlocRole, Role
from organizations.models import Bloc, BlocMembership
from scoring.models.schemes import Scheme

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organizations.models import User

#: Roles in the body that organizes the bloc which read everything of it.
READING_ROLES = (Role.STAFF, Role.ADMIN, Role.LEADER, Role.COUNCIL)


def led_seats(user: User) -> models.QuerySet[BlocMembership]:
    """Bloc-years whose leading unit the person works for, whatever year it is today."""
    units = user.organization_ids_as(Role.UNIT_OFFICER)
    return BlocMembership.objects.filter(role=BlocRole.HEAD, organization__in=units)


class ScoringRoundQuerySet(models.QuerySet["ScoringRound"]):
    def visible_to(self, user: User | AnonymousUser) -> ScoringRoundQuerySet:
        """To the organizer's own people and council, and to the officers of units that sit in the bloc that year."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        units = user.organization_ids_as(Role.UNIT_OFFICER)
        seats = BlocMembership.objects.filter(bloc=OuterRef("bloc"), year=OuterRef("year"), organization__in=units)
        return self.filter(Q(bloc__organizer__in=user.organization_ids_as(*READING_ROLES)) | Q(Exists(seats)))


class ScoringRound(models.Model):
    """Opened once for a bloc and a year, by one published table of criteria."""

    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, related_name="scorings", verbose_name="khối, cụm")
    year = models.PositiveSmallIntegerField("năm")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="rounds", verbose_name="bảng tiêu chí")
    opened_at = models.DateTimeField("mở lúc", auto_now_add=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField("công bố kết quả lúc", null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ScoringRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt chấm điểm của khối"
        verbose_name_plural = "đợt chấm điểm của khối"
        ordering = ["-year", "bloc"]
        constraints = [
            models.UniqueConstraint(
                name="bloc_is_scored_once_a_year",
                fields=["bloc", "year"],
                violation_error_message="Đợt chấm điểm của khối trong năm này đã mở.",
            ),
            models.CheckConstraint(
                name="scoring_is_published_with_time_and_person",
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Chấm điểm {self.bloc} năm {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("scoring:round", args=[self.pk])

    @property
    def is_published(self) -> bool:
        return self.published_at is not None
