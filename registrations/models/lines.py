"""The line of one unit in its bloc's table, the titles on it, and the names they become at year-end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from awards.models import AwardTitle, Honouree
from organizations.enums import Role
from organizations.models import Organization
from registrations.enums import LINE_TONES, LINE_TRANSITIONS, WITH_THE_UNIT, Column, LineStatus
from registrations.models.registrations import Registration

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organizations.models import User

#: More than any unit of a province has people; a typing slip is caught, a large unit is not.
LARGEST_COUNT = 9999


class UnitLineQuerySet(models.QuerySet["UnitLine"]):
    def visible_to(self, user: User | AnonymousUser) -> UnitLineQuerySet:
        """The lines of the registrations one reads, and those of one's own unit."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(
            Q(organization__in=user.organization_ids_as(Role.UNIT_OFFICER))
            | Q(registration__in=Registration.objects.visible_to(user).values("pk"))
        )


class UnitLine(models.Model):
    """One unit's row of the annexed table."""

    TRANSITIONS = LINE_TRANSITIONS

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="lines")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="registration_lines", verbose_name="cơ quan, đơn vị"
    )
    position = models.PositiveIntegerField("thứ tự", default=0)
    status = models.CharField("tình trạng", max_length=20, choices=LineStatus.choices, default=LineStatus.NOT_STARTED)
    revision = models.PositiveIntegerField("lần lưu", default=0)
    saved_at = models.DateTimeField("lưu lúc", null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Why the unit registers nothing, when it does not.
    reason = models.TextField("lý do không đăng ký", blank=True)

    objects = UnitLineQuerySet.as_manager()

    class Meta:
        verbose_name = "đăng ký của đơn vị"
        verbose_name_plural = "đăng ký của đơn vị"
        ordering = ["registration", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="unit_has_one_line_in_a_registration", fields=["registration", "organization"]
            ),
            models.CheckConstraint(
                name="line_not_registering_says_why",
                condition=~Q(status=LineStatus.NOT_REGISTERING) | ~Q(reason=""),
                violation_error_message="Phải ghi lý do đơn vị không đăng ký.",
            ),
        ]
        indexes = [models.Index(fields=["organization", "status"], name="registration_line_of_unit")]

    def __str__(self) -> str:
        return f"{self.organization.name} – {self.registration}"

    def get_absolute_url(self) -> str:
        return reverse("registrations:line", args=[self.pk])

    @property
    def tone(self) -> str:
        return LINE_TONES[self.status]

    @property
    def is_with_the_unit(self) -> bool:
        return self.status in WITH_THE_UNIT


class TitleEntry(models.Model):
    """One title on a line: "05 cá nhân … Chiến sĩ thi đua cấp tỉnh" is a count and the words after it."""

    line = models.ForeignKey(UnitLine, on_delete=models.PROTECT, related_name="entries")
    column = models.CharField("cột", max_length=10, choices=Column.choices)
    title = models.ForeignKey(AwardTitle, on_delete=models.PROTECT, related_name="+", verbose_name="danh hiệu")
    # Empty for the unit itself (it is one), and where the bloc gave no number.
    count = models.PositiveIntegerField("số lượng", null=True, blank=True)
    # As the paper says it after the number: "cá nhân tặng Danh hiệu Chiến sỹ thi đua cấp tỉnh".
    words = models.CharField("ghi trên giấy", max_length=300)
    # Of these, how many hold no leading post; for the check of 40 percent.
    without_post = models.PositiveIntegerField("trong đó không giữ chức vụ", null=True, blank=True)
    position = models.PositiveIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "danh hiệu đăng ký"
        verbose_name_plural = "danh hiệu đăng ký"
        # The unit's own column stands first; "own" sorts after "inner".
        ordering = ["line", F("column").desc(), "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="registered_count_is_plausible",
                condition=Q(count__isnull=True) | Q(count__gte=1, count__lte=LARGEST_COUNT),
                violation_error_message=f"Số lượng phải từ 1 đến {LARGEST_COUNT}.",
            ),
            models.CheckConstraint(
                name="registered_own_title_has_no_count", condition=~Q(column=Column.OWN) | Q(count__isnull=True)
            ),
            models.CheckConstraint(
                name="registered_without_post_is_part_of_the_count",
                condition=Q(without_post__isnull=True) | Q(count__isnull=False, without_post__lte=F("count")),
                violation_error_message="Số không giữ chức vụ không thể nhiều hơn số lượng.",
            ),
            models.CheckConstraint(name="registered_title_has_words", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return self.on_paper

    @property
    def on_paper(self) -> str:
        """ "05 cá nhân tặng Danh hiệu …"; a number below ten is written with its zero."""
        return f"{self.count:02d} {self.words}" if self.count else self.words


class Nominee(models.Model):
    """A name that takes one of the registered places at year-end, with post and office as of a day."""

    entry = models.ForeignKey(TitleEntry, on_delete=models.PROTECT, related_name="nominees")
    honouree = models.ForeignKey(
        Honouree, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người, tập thể"
    )
    name = models.CharField("họ tên, tên tập thể", max_length=200)
    post = models.CharField("chức vụ", max_length=200, blank=True)
    office = models.CharField("nơi công tác", max_length=300, blank=True)
    holds_post = models.BooleanField("giữ chức vụ lãnh đạo, quản lý", null=True, blank=True)
    as_of = models.DateField("ghi theo ngày")
    position = models.PositiveIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "tên được đề nghị"
        verbose_name_plural = "tên được đề nghị"
        ordering = ["entry", "position", "pk"]
        constraints = [
            models.CheckConstraint(name="nominee_has_a_name", condition=~Q(name="")),
            models.UniqueConstraint(
                name="nominee_is_named_once_for_a_title",
                fields=["entry", "honouree"],
                condition=Q(honouree__isnull=False),
                violation_error_message="Người hoặc tập thể này đã có tên cho danh hiệu đó.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
