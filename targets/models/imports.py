"""An uploaded list of targets between the upload and its confirmation."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Directive

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organizations.models import User


class TargetImportQuerySet(models.QuerySet["TargetImport"]):
    def open_to(self, user: User | AnonymousUser, now: datetime) -> TargetImportQuerySet:
        """Those the person uploaded and that are not too old; nobody else sees them."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(owner_id=user.pk, created_at__gt=now - TargetImport.KEPT_FOR)


class TargetImport(models.Model):
    """The cells of an uploaded list, read but not yet imported; every look at it checks them anew."""

    KEPT_FOR: ClassVar[timedelta] = timedelta(hours=24)

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="+", verbose_name="chỉ thị")
    file_name = models.CharField("tên tệp", max_length=200)
    sheet_name = models.CharField("trang tính", max_length=200)
    table = models.JSONField("các ô")
    merged = models.JSONField("các vùng ô gộp", default=list)
    created_at = models.DateTimeField("tải lên lúc", default=timezone.now)
    confirmed_at = models.DateTimeField("nhập lúc", null=True, blank=True)
    imported_count = models.PositiveIntegerField("số dòng đã nhập", default=0)

    objects = TargetImportQuerySet.as_manager()

    class Meta:
        verbose_name = "danh sách chỉ tiêu chờ nhập"
        verbose_name_plural = "danh sách chỉ tiêu chờ nhập"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("targets:sheet_import_preview", args=[self.directive.code, self.pk])
