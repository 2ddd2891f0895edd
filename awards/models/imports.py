"""An uploaded list of past awards, from the upload until all of its sound rows are in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from awards.enums import IMPORT_TONES, IMPORT_TRANSITIONS, ImportStatus
from organizations.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organizations.models import User


class AwardImportQuerySet(models.QuerySet["AwardImport"]):
    def open_to(self, user: User | AnonymousUser, now: datetime) -> AwardImportQuerySet:
        """Those the person uploaded and that are not too old; nobody else sees them."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(owner_id=user.pk, created_at__gt=now - AwardImport.KEPT_FOR)


class AwardImport(models.Model):
    """A list between upload and import. The cells and what was found in them are files: there may be 50,000 rows."""

    TRANSITIONS = IMPORT_TRANSITIONS
    KEPT_FOR: ClassVar[timedelta] = timedelta(hours=48)

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # The province whose register is filled.
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="tỉnh")
    file_name = models.CharField("tên tệp", max_length=200)
    status = models.CharField("tình trạng", max_length=10, choices=ImportStatus.choices, default=ImportStatus.PREVIEW)
    table = models.FileField("các ô", upload_to="award-imports")
    checked = models.FileField("kết quả kiểm tra", upload_to="award-imports", blank=True)
    row_count = models.PositiveIntegerField("số dòng", default=0)
    bad_count = models.PositiveIntegerField("số dòng lỗi", default=0)
    question_count = models.PositiveIntegerField("số đối tượng cần hỏi", default=0)
    # {"r12": "h7" or "new"}: what the person answered, by the key of the question.
    answers = models.JSONField("trả lời", default=dict, blank=True)
    created_at = models.DateTimeField("tải lên lúc", default=timezone.now)
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)
    claim = models.CharField(max_length=32, blank=True, editable=False)
    claimed_at = models.DateTimeField(null=True, blank=True, editable=False)
    progress = models.PositiveIntegerField("đã chuẩn bị", default=0)
    record_count = models.PositiveIntegerField("số lần khen thưởng đã nhập", default=0)
    subject_count = models.PositiveIntegerField("số đối tượng mới", default=0)
    error = models.TextField("lỗi", blank=True)

    objects = AwardImportQuerySet.as_manager()

    class Meta:
        verbose_name = "danh sách khen thưởng chờ nhập"
        verbose_name_plural = "danh sách khen thưởng chờ nhập"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("awards:history_import_preview", args=[self.pk])

    @property
    def tone(self) -> str:
        return IMPORT_TONES[self.status]

    @property
    def is_busy(self) -> bool:
        return self.status in (ImportStatus.QUEUED, ImportStatus.RUNNING)
