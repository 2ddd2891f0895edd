"""The progress report of a directive: figures of a period, the words of the review, and its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from campaigns.models import DRAFTING_ROLES, Directive
from core.vietnamese import document_number
from documents.enums import DocumentType, SigningAuthority
from targets.enums import PROGRESS_TONES, PROGRESS_TRANSITIONS, PeriodKind, ProgressStatus, ReviewKind
from targets.periods import Period

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organizations.models import User


class ProgressReportQuerySet(models.QuerySet["ProgressReport"]):
    def visible_to(self, user: User | AnonymousUser) -> ProgressReportQuerySet:
        """Drafts to those who work on the directive; issued ones to the whole province tree."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(
            Q(directive__issuer__in=user.organization_ids_as(*DRAFTING_ROLES))
            | Q(directive__issuer__root_code__in=user.root_codes, status=ProgressStatus.ISSUED)
        )


class ProgressReport(models.Model):
    """A review of one directive up to one period (báo cáo tiến độ, sơ kết, tổng kết)."""

    TRANSITIONS = PROGRESS_TRANSITIONS

    directive = models.ForeignKey(
        Directive, on_delete=models.PROTECT, related_name="progress_reports", verbose_name="chỉ thị"
    )
    review = models.CharField("loại báo cáo", max_length=20, choices=ReviewKind.choices, default=ReviewKind.PROGRESS)
    kind = models.CharField("kỳ", max_length=20, choices=PeriodKind.choices)
    index = models.PositiveSmallIntegerField("thứ tự trong năm", default=1)
    subject_line = models.TextField("trích yếu")
    place = models.CharField("địa danh", max_length=100, blank=True)
    # [{"heading": "I. …", "text": "…"}] in the order of the paper; the text as in a directive's body.
    sections = models.JSONField("các phần", default=list)
    signing_authority = models.CharField(
        "thẩm quyền ký", max_length=30, choices=SigningAuthority.choices, default=SigningAuthority.COLLECTIVE
    )
    signer_title = models.CharField("chức vụ người ký", max_length=120, blank=True)
    signer_name = models.CharField("họ và tên người ký", max_length=120, blank=True)
    recipients = models.TextField("nơi nhận", blank=True)
    number = models.PositiveIntegerField("số", null=True, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    # The figures as they were when it was issued; until then they are read anew each time.
    frozen = models.JSONField("số liệu đã chốt", null=True, blank=True)
    status = models.CharField("tình trạng", max_length=20, choices=ProgressStatus.choices, default=ProgressStatus.DRAFT)
    revision = models.PositiveIntegerField("lần lưu", default=0)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField("lưu lúc", auto_now_add=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ProgressReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo tiến độ"
        verbose_name_plural = "báo cáo tiến độ"
        ordering = ["-directive__year", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="progress_report_is_numbered_dated_and_frozen_exactly_when_issued",
                condition=Q(
                    status=ProgressStatus.ISSUED, number__isnull=False, issued_on__isnull=False, frozen__isnull=False
                )
                | Q(status=ProgressStatus.DRAFT, number__isnull=True, issued_on__isnull=True, frozen__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.symbol} {self.one_line_subject}" if self.number else self.one_line_subject

    def get_absolute_url(self) -> str:
        return reverse("targets:progress_report", args=[self.pk])

    @property
    def one_line_subject(self) -> str:
        return " ".join(self.subject_line.split())

    @property
    def period(self) -> Period:
        return Period(self.directive.year, PeriodKind(self.kind), self.index)

    @property
    def symbol(self) -> str:
        """Number and symbol as printed, "15/BC-UBND"; before issue the number is left out."""
        number = document_number(self.number) if self.number else "…"
        return f"{number}/{DocumentType.REPORT}-{self.directive.issuer.document_symbol}"

    @property
    def tone(self) -> str:
        return PROGRESS_TONES[self.status]
