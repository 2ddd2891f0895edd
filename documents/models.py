"""Documents as jobs with a stored result, and the register of numbers of outgoing documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from core.vietnamese import document_number
from documents.enums import TRANSITIONS, DocumentType, Format, Status
from documents.registry import kind_of
from organizations.models import Organization

if TYPE_CHECKING:
    from organizations.models import User


def storage_path(document: Document, filename: str) -> str:
    """Files lie by their content: two rows with the same bytes share no name a person could guess."""
    return f"documents/{document.content_hash[:2]}/{document.content_hash}-{document.pk}.{document.format}"


class DocumentQuerySet(models.QuerySet["Document"]):
    def of(self, subject: models.Model) -> DocumentQuerySet:
        return self.filter(content_type=ContentType.objects.get_for_model(subject), object_id=subject.pk)


class Document(models.Model):
    """One paper in one format: queued → rendering → ready or failed. The row is the truth, not the queue."""

    TRANSITIONS = TRANSITIONS

    kind = models.CharField("loại văn bản", max_length=60)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("content_type", "object_id")
    format = models.CharField("định dạng", max_length=10, choices=Format.choices)
    template_version = models.CharField("phiên bản mẫu", max_length=40)
    context = models.JSONField("nội dung đã chốt")
    content_hash = models.CharField("mã nội dung", max_length=64)
    status = models.CharField("tình trạng", max_length=20, choices=Status.choices, default=Status.QUEUED)
    file = models.FileField("tệp", upload_to=storage_path, blank=True, max_length=200)
    file_name = models.CharField("tên tệp", max_length=120)
    file_sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    file_size = models.PositiveIntegerField("dung lượng", default=0)
    page_count = models.PositiveIntegerField("số trang", null=True, blank=True)
    error = models.TextField("lý do không tạo được", blank=True)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    claim = models.CharField(max_length=40, blank=True, editable=False)
    claimed_at = models.DateTimeField("bắt đầu lúc", null=True, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người yêu cầu"
    )
    requested_at = models.DateTimeField("yêu cầu lúc", auto_now_add=True)
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="document_content_is_rendered_once",
                fields=["content_type", "object_id", "kind", "format", "template_version", "content_hash"],
            ),
            models.CheckConstraint(
                name="document_is_ready_with_its_file",
                condition=~Q(status=Status.READY) | (~Q(file="") & ~Q(file_sha256="") & Q(finished_at__isnull=False)),
            ),
            models.CheckConstraint(name="document_failed_says_why", condition=~Q(status=Status.FAILED) | ~Q(error="")),
            models.CheckConstraint(
                name="document_rendering_is_claimed",
                condition=~Q(status=Status.RENDERING) | (~Q(claim="") & Q(claimed_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["status", "claimed_at"], name="document_by_status")]

    def __str__(self) -> str:
        return self.file_name

    def is_visible_to(self, user: User) -> bool:
        """Whoever sees the subject sees its papers; those of a draft only who works on drafts, also after its issue."""
        kind = kind_of(self.kind)
        subject = kind.visible_subjects(user).filter(pk=self.object_id).first()
        if subject is None:
            return False
        return not self.is_draft or user.has_perm(kind.drafts_permission, subject)

    @property
    def is_draft(self) -> bool:
        """Made before the subject was issued: the paper carries a watermark."""
        return bool(self.context["watermark"])


class RegisteredNumber(models.Model):
    """One number given to one outgoing document: unique per issuer, type and year (sổ đăng ký văn bản đi)."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="registered_numbers", verbose_name="cơ quan ban hành"
    )
    document_type = models.CharField("loại văn bản", max_length=10, choices=DocumentType.choices)
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số")
    issued_on = models.DateField("ngày ban hành")
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("content_type", "object_id")
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người đăng ký"
    )
    registered_at = models.DateTimeField("đăng ký lúc", auto_now_add=True)

    class Meta:
        verbose_name = "số văn bản đi"
        verbose_name_plural = "sổ đăng ký văn bản đi"
        ordering = ["-year", "document_type", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="document_number_is_used_once_per_issuer_type_and_year",
                fields=["organization", "document_type", "year", "number"],
                violation_error_message="Số này đã dùng cho văn bản khác cùng loại trong năm.",
            ),
            models.UniqueConstraint(name="document_has_one_number", fields=["content_type", "object_id"]),
            models.CheckConstraint(name="document_number_starts_at_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{document_number(self.number)}/{self.document_type}-{self.organization.document_symbol}"
