"""What units report: periods, the sheet of one unit in one period, and the figures on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from campaigns.models import DRAFTING_ROLES, Directive
from organizations.enums import Role
from organizations.models import Organization
from targets.enums import REPORT_TONES, REPORT_TRANSITIONS, Basis, PeriodKind, ReportStatus
from targets.fields import MeasureField
from targets.models.targets import Target
from targets.periods import Period

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organizations.models import User

#: Roles that read every report of the directives of their organization.
READING_ROLES = (*DRAFTING_ROLES, Role.COUNCIL)


class ReportingPeriod(models.Model):
    """A period for which the units of a directive report, with its deadline."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="periods", verbose_name="chỉ thị")
    kind = models.CharField("kỳ", max_length=20, choices=PeriodKind.choices)
    index = models.PositiveSmallIntegerField("thứ tự trong năm", default=1)
    ends_on = models.DateField("ngày cuối kỳ", editable=False)
    due_on = models.DateField("hạn gửi báo cáo")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("mở lúc", auto_now_add=True)

    class Meta:
        verbose_name = "kỳ báo cáo"
        verbose_name_plural = "kỳ báo cáo"
        ordering = ["directive", "ends_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="reporting_period_is_opened_once",
                fields=["directive", "kind", "index"],
                violation_error_message="Kỳ báo cáo này đã mở.",
            )
        ]

    def __str__(self) -> str:
        return self.period.label

    @property
    def period(self) -> Period:
        return Period(self.directive.year, PeriodKind(self.kind), self.index)


class UnitReportQuerySet(models.QuerySet["UnitReport"]):
    def visible_to(self, user: User | AnonymousUser) -> UnitReportQuerySet:
        """A unit's reports to its own officers, and to those who work on the directive or sit in its council."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(
            Q(organization__in=user.organization_ids_as(Role.UNIT_OFFICER))
            | Q(period__directive__issuer__in=user.organization_ids_as(*READING_ROLES))
        )


class UnitReport(models.Model):
    """One unit's report of one period: the sheet its figures stand on."""

    TRANSITIONS = REPORT_TRANSITIONS

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="reports", verbose_name="kỳ")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="target_reports", verbose_name="đơn vị"
    )
    status = models.CharField("tình trạng", max_length=20, choices=ReportStatus.choices, default=ReportStatus.DRAFT)
    revision = models.PositiveIntegerField("lần lưu", default=0)
    saved_at = models.DateTimeField("lưu lúc", auto_now_add=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = UnitReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo chỉ tiêu của đơn vị"
        verbose_name_plural = "báo cáo chỉ tiêu của đơn vị"
        ordering = ["period", "organization"]
        constraints = [
            models.UniqueConstraint(name="unit_reports_once_a_period", fields=["period", "organization"]),
            models.CheckConstraint(
                name="unit_report_submission_has_its_time_and_person",
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="unit_report_is_verified_with_time_and_person",
                condition=Q(status=ReportStatus.VERIFIED, verified_at__isnull=False, verified_by__isnull=False)
                | (~Q(status=ReportStatus.VERIFIED) & Q(verified_at__isnull=True, verified_by__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} – {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("targets:report", args=[self.pk])

    @property
    def tone(self) -> str:
        return REPORT_TONES[self.status]

    @property
    def is_editable(self) -> bool:
        return self.status in (ReportStatus.DRAFT, ReportStatus.RETURNED)


def evidence_path(actual: Actual, filename: str) -> str:
    """Files lie by report and target; the name the person gave is kept in `evidence_name`."""
    return f"evidence/{actual.report_id}/{actual.target_id}-{filename.rpartition('.')[2][:8].lower()}"


class Actual(models.Model):
    """One reported figure of one target in one report."""

    report = models.ForeignKey(UnitReport, on_delete=models.PROTECT, related_name="actuals", verbose_name="báo cáo")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="actuals", verbose_name="chỉ tiêu")
    value = MeasureField("kết quả", null=True, blank=True)
    basis = models.CharField("tính", max_length=20, choices=Basis.choices, default=Basis.CUMULATIVE)
    as_of = models.DateField("tính đến ngày")
    is_estimate = models.BooleanField("số ước", default=False)
    typed_percent = MeasureField("tỷ lệ % ghi kèm", null=True, blank=True)
    source = models.CharField("nguồn số liệu", max_length=500, blank=True)
    note = models.TextField("ghi chú", blank=True)
    evidence = models.FileField("tệp minh chứng", upload_to=evidence_path, blank=True, max_length=200)
    evidence_name = models.CharField("tên tệp", max_length=200, blank=True)

    class Meta:
        verbose_name = "kết quả chỉ tiêu"
        verbose_name_plural = "kết quả chỉ tiêu"
        ordering = ["report", "target"]
        constraints = [
            models.UniqueConstraint(name="target_has_one_figure_in_a_report", fields=["report", "target"]),
            models.CheckConstraint(
                name="evidence_has_its_name", condition=Q(evidence="", evidence_name="") | ~Q(evidence="")
            ),
        ]
        indexes = [models.Index(fields=["target", "as_of"], name="actual_target_as_of")]

    def __str__(self) -> str:
        return f"{self.target}: {self.value}"
