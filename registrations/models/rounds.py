"""Rounds (đợt đăng ký) of a campaign: when blocs file, who was given more time, and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from campaigns.models import DRAFTING_ROLES, Campaign
from core.vietnamese import searchable
from organizations.enums import Role
from organizations.models import Bloc, BlocMembership

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organizations.models import User

#: Roles that read everything registered with the body whose campaign it is.
READING_ROLES = (*DRAFTING_ROLES, Role.COUNCIL)


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, user: User | AnonymousUser) -> RoundQuerySet:
        """Rounds of the bodies one works or sits in council for, and those in which a bloc of one's unit files."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        seated = BlocMembership.objects.filter(
            bloc__registrations__round=OuterRef("pk"),
            year=OuterRef("year"),
            organization__in=user.organization_ids_as(Role.UNIT_OFFICER),
        )
        return self.filter(Q(campaign__organization__in=user.organization_ids_as(*READING_ROLES)) | Exists(seated))

    def matching(self, words: str) -> RoundQuerySet:
        """Those whose name contains the words, accents ignored."""
        return self.filter(search_text__contains=searchable(words))


class Round(models.Model):
    """A period in which blocs file what they will do. Who must file has a registration in it."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="rounds", verbose_name="phong trào")
    code = models.SlugField("mã", max_length=60, unique=True, help_text="Dùng trong địa chỉ trang: laocai-2024")
    name = models.CharField("tên đợt", max_length=200)
    # The year whose blocs file; who leads a bloc is asked of this year, never of today.
    year = models.PositiveSmallIntegerField("năm", editable=False)
    opens_on = models.DateField("mở từ ngày")
    due_on = models.DateField("hạn nộp", help_text="Nộp được đến hết ngày này.")
    needs_pledges = models.BooleanField("phải có nội dung đăng ký (giao ước)", default=True)
    needs_counts = models.BooleanField("mỗi danh hiệu phải ghi số lượng", default=False)
    needs_signed_file = models.BooleanField("phải có bản ký (quét hoặc ký số) trước khi tiếp nhận", default=False)
    note = models.TextField("hướng dẫn", blank=True)
    search_text = models.TextField(editable=False, default="")

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt đăng ký thi đua"
        verbose_name_plural = "đợt đăng ký thi đua"
        ordering = ["-year", "-opens_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="round_is_due_after_it_opens",
                condition=Q(due_on__gte=F("opens_on")),
                violation_error_message="Hạn nộp phải từ ngày mở trở đi.",
            ),
            models.UniqueConstraint(
                name="round_name_is_used_once_in_a_campaign",
                fields=["campaign", "name"],
                violation_error_message="Phong trào này đã có đợt đăng ký cùng tên.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("registrations:round", args=[self.code])

    def state_on(self, day: date) -> str:
        """How it stands that day, in words for its badge."""
        if day < self.opens_on:
            return "Chưa mở"
        return "Đang mở" if day <= self.due_on else "Đã hết hạn"


class RoundExtension(models.Model):
    """The deadline of a round was moved: from when to when, by whom, why."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="extensions", verbose_name="đợt")
    previous_due_on = models.DateField("hạn cũ")
    due_on = models.DateField("hạn mới")
    reason = models.TextField("lý do")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "lần gia hạn"
        verbose_name_plural = "lần gia hạn"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(name="round_extension_says_why", condition=~Q(reason="")),
            models.CheckConstraint(name="round_extension_is_later", condition=Q(due_on__gt=F("previous_due_on"))),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.previous_due_on:%d/%m/%Y} → {self.due_on:%d/%m/%Y}"


class LateException(models.Model):
    """One bloc may file after the deadline: who allowed it, in whose name, why, and until when."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="exceptions", verbose_name="đợt")
    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, related_name="+", verbose_name="khối, cụm")
    until = models.DateField("được nộp đến hết ngày")
    approved_by = models.CharField("người cho phép", max_length=200, help_text="Họ tên và chức vụ người cho phép.")
    reason = models.TextField("lý do")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "trường hợp nộp muộn"
        verbose_name_plural = "trường hợp nộp muộn"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="late_exception_has_a_name_and_a_reason", condition=~Q(reason="") & ~Q(approved_by="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.bloc}: đến {self.until:%d/%m/%Y}"
