"""Certificates: a layout per title, offsets per printer, batches made in the background, and the public check."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from awards.enums import BATCH_TONES, BATCH_TRANSITIONS, BatchStatus
from awards.models.decisions import Decision, DecisionLine
from awards.models.people import PROVINCE_ROLES
from organizations.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organizations.models import User


class OwnedQuerySet(models.QuerySet[Any]):
    """What belongs to a body and is seen by those who work for it."""

    def visible_to(self, user: User | AnonymousUser) -> OwnedQuerySet:
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(organization__in=user.organization_ids_as(*PROVINCE_ROLES))


class CertificateLayout(models.Model):
    """How one title prints: a sheet in millimetres and where each line stands. Blank stock has no frame of ours."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name="cơ quan"
    )
    title_code = models.CharField("danh hiệu, hình thức", max_length=30)
    name = models.CharField("tên mẫu", max_length=120)
    width_mm = models.PositiveSmallIntegerField("rộng (mm)", default=297)
    height_mm = models.PositiveSmallIntegerField("cao (mm)", default=210)
    is_preprinted = models.BooleanField("in trên phôi có sẵn", default=False)
    # [{"field": "name", "x": mm, "y": mm, "width": mm, "size": pt, "align", "bold", "colour", "words"}]
    lines = models.JSONField("các dòng", default=list)
    is_active = models.BooleanField("đang dùng", default=True)
    revision = models.PositiveIntegerField("lần sửa", default=0)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "mẫu bằng, giấy khen"
        verbose_name_plural = "mẫu bằng, giấy khen"
        ordering = ["title_code", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("awards:certificate_layout", args=[self.pk])


class PrinterOffset(models.Model):
    """How far a printer prints off, in millimetres to the right and down."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="cơ quan")
    name = models.CharField("máy in", max_length=80)
    right_mm = models.DecimalField("lệch phải (mm)", max_digits=5, decimal_places=2, default=0)
    down_mm = models.DecimalField("lệch xuống (mm)", max_digits=5, decimal_places=2, default=0)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "độ lệch của máy in"
        verbose_name_plural = "độ lệch của máy in"
        constraints = [
            models.UniqueConstraint(name="printer_is_named_once", fields=["organization", "name"]),
            models.CheckConstraint(
                name="printer_offset_is_within_a_sheet",
                condition=Q(right_mm__gte=-50, right_mm__lte=50, down_mm__gte=-50, down_mm__lte=50),
                violation_error_message="Độ lệch phải trong khoảng -50 đến 50 mm.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


def token() -> str:
    """What the QR code carries: nobody guesses it, and it says nothing."""
    return secrets.token_urlsafe(16)


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, user: User | AnonymousUser) -> CertificateQuerySet:
        """Whoever sees the decision sees its certificates."""
        return self.filter(line__decision__in=Decision.objects.visible_to(user))


class Certificate(models.Model):
    """The certificate of one line of a decision; its token opens the public page."""

    line = models.OneToOneField(
        DecisionLine, on_delete=models.PROTECT, related_name="certificate", verbose_name="dòng của quyết định"
    )
    token = models.CharField(max_length=40, unique=True, default=token, editable=False)
    # Line breaks the clerk set for long names; empty to let the layout break.
    name_lines = models.TextField("tên xuống dòng", blank=True)
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = "bằng, giấy khen"
        verbose_name_plural = "bằng, giấy khen"

    def __str__(self) -> str:
        return str(self.line)

    def get_absolute_url(self) -> str:
        return reverse("awards:certificate", args=[self.pk])


class BatchQuerySet(models.QuerySet["CertificateBatch"]):
    def visible_to(self, user: User | AnonymousUser) -> BatchQuerySet:
        """Whoever sees the decision."""
        return self.filter(decision__in=Decision.objects.visible_to(user))


class CertificateBatch(models.Model):
    """The certificates of a decision as files, made by a worker, chunk by chunk; a killed worker goes on where it was."""

    TRANSITIONS = BATCH_TRANSITIONS

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="batches", verbose_name="quyết định")
    layout = models.ForeignKey(CertificateLayout, on_delete=models.PROTECT, related_name="+", verbose_name="mẫu")
    printer = models.ForeignKey(
        PrinterOffset, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="máy in"
    )
    content_hash = models.CharField(max_length=64)
    total = models.PositiveIntegerField("tổng số", default=0)
    done = models.PositiveIntegerField("đã xong", default=0)
    status = models.CharField("tình trạng", max_length=20, choices=BatchStatus.choices, default=BatchStatus.QUEUED)
    press_file = models.FileField("tệp in", upload_to="certificates/", blank=True, max_length=200)
    single_files = models.FileField("tệp rời (ZIP)", upload_to="certificates/", blank=True, max_length=200)
    error = models.TextField("lý do không tạo được", blank=True)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    claim = models.CharField(max_length=40, blank=True, editable=False)
    claimed_at = models.DateTimeField(null=True, blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    requested_at = models.DateTimeField("yêu cầu lúc", auto_now_add=True)
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt in bằng, giấy khen"
        verbose_name_plural = "lượt in bằng, giấy khen"
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="certificates_are_rendered_once_for_the_same_content",
                fields=["decision", "layout", "content_hash"],
            ),
            models.CheckConstraint(
                name="batch_failed_says_why", condition=~Q(status=BatchStatus.FAILED) | ~Q(error="")
            ),
            models.CheckConstraint(name="batch_is_not_more_than_done", condition=Q(done__lte=models.F("total"))),
        ]

    def __str__(self) -> str:
        return f"{self.decision}: {self.done}/{self.total}"

    @property
    def tone(self) -> str:
        return BATCH_TONES[self.status]

    @property
    def is_busy(self) -> bool:
        return self.status in (BatchStatus.QUEUED, BatchStatus.RENDERING)


class CertificateChunk(models.Model):
    """A part of a batch that one worker makes at a time, with its content frozen and its file kept until all are joined."""

    TRANSITIONS = BATCH_TRANSITIONS

    batch = models.ForeignKey(CertificateBatch, on_delete=models.CASCADE, related_name="chunks", verbose_name="lượt in")
    number = models.PositiveIntegerField("phần")
    size = models.PositiveIntegerField("số tờ")
    context = models.JSONField("nội dung đã chốt")
    status = models.CharField("tình trạng", max_length=20, choices=BatchStatus.choices, default=BatchStatus.QUEUED)
    file = models.FileField("tệp", upload_to="certificates/chunks/", blank=True, max_length=200)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    claim = models.CharField(max_length=40, blank=True, editable=False)
    claimed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "phần của lượt in"
        verbose_name_plural = "phần của lượt in"
        ordering = ["batch", "number"]
        constraints = [
            models.UniqueConstraint(name="chunk_is_numbered_once_in_a_batch", fields=["batch", "number"]),
            models.CheckConstraint(
                name="chunk_rendering_is_claimed",
                condition=~Q(status=BatchStatus.RENDERING) | (~Q(claim="") & Q(claimed_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["batch", "status"], name="chunk_batch_status")]

    def __str__(self) -> str:
        return f"{self.batch}, phần {self.number}"
