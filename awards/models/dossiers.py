"""Dossiers (hồ sơ đề nghị): one model with typed lines, their papers, and the opinions asked of other agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from awards.enums import DOSSIER_TONES, DOSSIER_TRANSITIONS, DossierStatus, LegalVersion, Nature, OpinionAnswer
from awards.models.catalogue import AwardTitle
from awards.models.people import PROVINCE_ROLES, Honouree
from campaigns.models import Campaign
from organizations.enums import Role
from organizations.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organizations.models import User


class DossierQuerySet(models.QuerySet["Dossier"]):
    def visible_to(self, user: User | AnonymousUser) -> DossierQuerySet:
        """A unit's own dossiers to its officers; sent ones to those who work for the province's council."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(
            Q(organization__in=user.organization_ids_as(Role.UNIT_OFFICER))
            | Q(receiver__in=user.organization_ids_as(Role.STAFF))
            | (Q(receiver__in=user.organization_ids_as(*PROVINCE_ROLES)) & ~Q(status=DossierStatus.DRAFT))
        )


class Dossier(models.Model):
    """What one unit proposes at one time: its lines are people, collectives and households with a title each."""

    TRANSITIONS = DOSSIER_TRANSITIONS

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="dossiers", verbose_name="đơn vị đề nghị"
    )
    receiver = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="received_dossiers", verbose_name="nơi nhận"
    )
    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, null=True, blank=True, related_name="dossiers", verbose_name="phong trào"
    )
    year = models.PositiveSmallIntegerField("năm thành tích")
    name = models.CharField("tên hồ sơ", max_length=300)
    nature = models.CharField("loại hình", max_length=20, choices=Nature.choices, default=Nature.MERIT)
    submission_number = models.CharField("số tờ trình", max_length=60, blank=True)
    submission_on = models.DateField("ngày tờ trình", null=True, blank=True)
    # The day it was received for appraisal picks the legal version.
    received_on = models.DateField("ngày nhận", null=True, blank=True)
    legal_version = models.CharField(
        "phiên bản pháp luật", max_length=10, choices=LegalVersion.choices, default=LegalVersion.L2022
    )
    status = models.CharField("tình trạng", max_length=20, choices=DossierStatus.choices, default=DossierStatus.DRAFT)
    specialist = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="chuyên viên thụ lý",
    )  # fmt: skip
    revision = models.PositiveIntegerField("lần lưu", default=0)
    submitted_at = models.DateTimeField("nộp lúc", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField("thẩm định lúc", null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField("lưu lúc", auto_now_add=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    search_text = models.TextField(editable=False, default="")

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ đề nghị khen thưởng"
        verbose_name_plural = "hồ sơ đề nghị khen thưởng"
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="dossier_submission_has_its_time_and_person",
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="dossier_check_has_its_time_and_person",
                condition=Q(checked_at__isnull=True, checked_by__isnull=True)
                | Q(checked_at__isnull=False, checked_by__isnull=False),
            ),
            models.CheckConstraint(
                name="dossier_is_received_once_it_is_sent",
                condition=Q(status__in=[DossierStatus.DRAFT, DossierStatus.WITHDRAWN]) | Q(received_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("awards:dossier", args=[self.pk])

    @property
    def tone(self) -> str:
        return DOSSIER_TONES[self.status]

    @property
    def is_editable(self) -> bool:
        return self.status in (DossierStatus.DRAFT, DossierStatus.SUPPLEMENT)


class DossierLine(models.Model):
    """One subject and the title proposed for it; post and office as on that day."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="lines", verbose_name="hồ sơ")
    position = models.PositiveIntegerField("thứ tự")
    honouree = models.ForeignKey(Honouree, on_delete=models.PROTECT, related_name="lines", verbose_name="đối tượng")
    title = models.ForeignKey(AwardTitle, on_delete=models.PROTECT, related_name="lines", verbose_name="đề nghị tặng")
    post = models.CharField("chức vụ", max_length=160, blank=True)
    office = models.CharField("đơn vị", max_length=200, blank=True)
    holds_leading_post = models.BooleanField("giữ chức vụ lãnh đạo", default=False)
    achievement = models.TextField("thành tích", blank=True)
    # Structured fields by the title: {"rating": …, "initiative": …}
    details = models.JSONField("số liệu thành tích", default=dict, blank=True)
    # What was explained to whoever sent it, kept as it was then.
    findings = models.JSONField("kết quả kiểm tra điều kiện", default=list, blank=True)
    is_withdrawn = models.BooleanField("rút khỏi hồ sơ", default=False)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        verbose_name = "dòng đề nghị"
        verbose_name_plural = "dòng đề nghị"
        ordering = ["dossier", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_title_is_proposed_once_in_a_dossier",
                fields=["dossier", "honouree", "title"],
                violation_error_message="Đối tượng này đã có dòng đề nghị cùng danh hiệu trong hồ sơ.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.honouree}: {self.title}"


def paper_path(paper: DossierPaper, filename: str) -> str:
    """Files lie by dossier; the name the person gave is kept on the row."""
    return f"dossiers/{paper.dossier_id}/{paper.kind}-{filename.rpartition('.')[2][:8].lower()}"


class DossierPaper(models.Model):
    """One uploaded paper: tờ trình, báo cáo thành tích, biên bản, chứng nhận sáng kiến…"""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="papers", verbose_name="hồ sơ")
    line = models.ForeignKey(
        DossierLine, on_delete=models.PROTECT, null=True, blank=True, related_name="papers", verbose_name="dòng"
    )
    kind = models.CharField("loại giấy tờ", max_length=60)
    file = models.FileField("tệp", upload_to=paper_path, max_length=200)
    file_name = models.CharField("tên tệp", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField("dung lượng", default=0)
    uploaded_at = models.DateTimeField("tải lên lúc", auto_now_add=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "giấy tờ của hồ sơ"
        verbose_name_plural = "giấy tờ của hồ sơ"
        ordering = ["dossier", "kind", "pk"]

    def __str__(self) -> str:
        return self.file_name


class OpinionRequest(models.Model):
    """An agency asked for its opinion on a dossier (hiệp y), with a deadline."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="opinions", verbose_name="hồ sơ")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name="cơ quan được hỏi"
    )
    due_on = models.DateField("hạn trả lời")
    answer = models.CharField("trả lời", max_length=20, choices=OpinionAnswer.choices, default=OpinionAnswer.WAITING)
    words = models.TextField("ý kiến", blank=True)
    document = models.CharField("văn bản trả lời", max_length=120, blank=True)
    asked_at = models.DateTimeField("hỏi lúc", auto_now_add=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField("ngày trả lời", null=True, blank=True)

    class Meta:
        verbose_name = "xin ý kiến"
        verbose_name_plural = "xin ý kiến"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(name="agency_is_asked_once_about_a_dossier", fields=["dossier", "organization"]),
            models.CheckConstraint(
                name="opinion_is_dated_once_it_is_given",
                condition=Q(answer=OpinionAnswer.WAITING, answered_on__isnull=True)
                | (~Q(answer=OpinionAnswer.WAITING) & Q(answered_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.get_answer_display()}"
