"""Tables of criteria (bảng tiêu chí chấm điểm): by year, for one bloc or for all blocs of a body, in versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from organizations.enums import Role
from organizations.models import Bloc, BlocMembership, Organization
from scoring.enums import SCHEME_TONES, SCHEME_TRANSITIONS, GroupKind, Scale, SchemeStatus, Source
from targets.fields import MeasureField

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organizations.models import User

#: Roles in the body that organizes the blocs which read its tables before they are published.
DRAFT_READERS = (Role.STAFF, Role.ADMIN, Role.LEADER)


class SchemeQuerySet(models.QuerySet["Scheme"]):
    def visible_to(self, user: User | AnonymousUser) -> SchemeQuerySet:
        """All of them to the organizer's own people; what was published to its council, to the units that sit in the
        bloc that year and, when it is for all blocs, to the units of any bloc of the organizer that year.
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        published = ~Q(status=SchemeStatus.DRAFT)
        seats = BlocMembership.objects.filter(organization__in=user.organization_ids_as(Role.UNIT_OFFICER))
        own = seats.filter(year=models.OuterRef("year"))
        here = Q(models.Exists(own.filter(bloc=models.OuterRef("bloc"))))
        common = Q(bloc__isnull=True) & Q(models.Exists(own.filter(bloc__organizer=models.OuterRef("organizer"))))
        return self.filter(
            Q(organizer__in=user.organization_ids_as(*DRAFT_READERS))
            | (published & Q(organizer__in=user.organization_ids_as(Role.COUNCIL, Role.CLERK)))
            | (published & (here | common))
        )


class Scheme(models.Model):
    """One version of a table of criteria. Once published it never changes; a new version takes its place."""

    TRANSITIONS = SCHEME_TRANSITIONS

    organizer = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="schemes", verbose_name="cơ quan tổ chức"
    )
    bloc = models.ForeignKey(
        Bloc, on_delete=models.PROTECT, null=True, blank=True, related_name="schemes", verbose_name="khối, cụm"
    )
    year = models.PositiveSmallIntegerField("năm")
    name = models.CharField("tên bảng", max_length=300)
    document = models.CharField("ban hành kèm theo", max_length=300, blank=True)
    scale = models.PositiveSmallIntegerField("thang điểm", choices=Scale.choices, default=Scale.HUNDRED)
    version = models.PositiveSmallIntegerField("phiên bản", default=1)
    note = models.TextField("ghi chú", blank=True)
    status = models.CharField("tình trạng", max_length=20, choices=SchemeStatus.choices, default=SchemeStatus.DRAFT)
    revision = models.PositiveIntegerField("lần lưu", default=0)
    saved_at = models.DateTimeField("lưu lúc", auto_now_add=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField("công bố lúc", null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SchemeQuerySet.as_manager()

    class Meta:
        verbose_name = "bảng tiêu chí chấm điểm"
        verbose_name_plural = "bảng tiêu chí chấm điểm"
        ordering = ["-year", "organizer", "bloc", "-version"]
        constraints = [
            models.UniqueConstraint(
                name="scheme_of_bloc_has_one_version_of_a_number",
                fields=["bloc", "year", "version"],
                condition=Q(bloc__isnull=False),
                violation_error_message="Phiên bản này của bảng đã có.",
            ),
            models.UniqueConstraint(
                name="common_scheme_has_one_version_of_a_number",
                fields=["organizer", "year", "version"],
                condition=Q(bloc__isnull=True),
                violation_error_message="Phiên bản này của bảng đã có.",
            ),
            models.UniqueConstraint(
                name="one_published_scheme_of_a_bloc_a_year",
                fields=["bloc", "year"],
                condition=Q(bloc__isnull=False, status=SchemeStatus.PUBLISHED),
            ),
            models.UniqueConstraint(
                name="one_published_common_scheme_a_year",
                fields=["organizer", "year"],
                condition=Q(bloc__isnull=True, status=SchemeStatus.PUBLISHED),
            ),
            models.CheckConstraint(name="scheme_scale_is_100_or_1000", condition=Q(scale__in=Scale.values)),
            models.CheckConstraint(
                name="scheme_is_published_with_time_and_person",
                condition=Q(status=SchemeStatus.DRAFT, published_at__isnull=True, published_by__isnull=True)
                | (~Q(status=SchemeStatus.DRAFT) & Q(published_at__isnull=False, published_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.year}, phiên bản {self.version})"

    def get_absolute_url(self) -> str:
        return reverse("scoring:scheme", args=[self.pk])

    @property
    def tone(self) -> str:
        return SCHEME_TONES[self.status]


class CriterionGroup(models.Model):
    """A group of criteria with its maximum; of a bonus or a deduction the maximum is a cap."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="groups", verbose_name="bảng")
    position = models.PositiveIntegerField("thứ tự")
    name = models.CharField("tên nhóm", max_length=500)
    kind = models.CharField("loại", max_length=20, choices=GroupKind.choices, default=GroupKind.ORDINARY)
    maximum = MeasureField("điểm tối đa")

    class Meta:
        verbose_name = "nhóm tiêu chí"
        verbose_name_plural = "nhóm tiêu chí"
        ordering = ["scheme", "position", "pk"]
        constraints = [
            models.CheckConstraint(name="criterion_group_has_a_maximum_above_0", condition=Q(maximum__gt=0)),
        ]

    def __str__(self) -> str:
        return self.name


class Criterion(models.Model):
    """One thing that is scored."""

    group = models.ForeignKey(CriterionGroup, on_delete=models.CASCADE, related_name="criteria", verbose_name="nhóm")
    position = models.PositiveIntegerField("thứ tự")
    name = models.CharField("nội dung", max_length=500)
    maximum = MeasureField("điểm tối đa")
    step = MeasureField("bước điểm")
    source = models.CharField("điểm đề nghị", max_length=20, choices=Source.choices, default=Source.MANUAL)
    needs_evidence = models.BooleanField("phải có minh chứng", default=False)

    class Meta:
        verbose_name = "tiêu chí"
        verbose_name_plural = "tiêu chí"
        ordering = ["group", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="criterion_has_a_maximum_and_a_step_above_0", condition=Q(maximum__gt=0, step__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.name
