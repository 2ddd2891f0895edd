"""Tables of the kernel: the append-only log and the outbox of mail."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models


class LogEntry(models.Model):
    """One act on one record. Rows are never changed or deleted: triggers in the database refuse it."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+", verbose_name="loại")
    object_id = models.PositiveBigIntegerField("mã bản ghi")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người thực hiện"
    )
    # The name as it was on that day; people are renamed and change office.
    actor_label = models.CharField("người thực hiện (ghi tại thời điểm)", max_length=300)
    verb = models.CharField("việc", max_length=120)
    from_status = models.CharField("từ trạng thái", max_length=30, blank=True)
    to_status = models.CharField("sang trạng thái", max_length=30, blank=True)
    comment = models.TextField("lý do, ghi chú", blank=True)
    data = models.JSONField("chi tiết", default=dict, blank=True)
    at = models.DateTimeField("lúc")
    # Which write request this belongs to (`core.acting`); the changes it made carry the same.
    act = models.CharField("lần ghi", max_length=40, default="", editable=False)
    # To which part of the data the record belonged then (`core.auditing`): the code of its province.
    scope = models.CharField("phạm vi", max_length=60, default="", editable=False)
    search_text = models.TextField(default="", editable=False)

    class Meta:
        verbose_name = "nhật ký"
        verbose_name_plural = "nhật ký"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["content_type", "object_id", "-at"], name="core_log_subject"),
            models.Index(fields=["scope", "-at", "-id"], name="core_log_scope"),
            models.Index(fields=["-at", "-id"], name="core_log_time"),
            models.Index(fields=["actor", "-at"], name="core_log_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_label} {self.verb}"


class Change(models.Model):
    """What one statement did to one row: before and after, of the changed columns only.

    Written by triggers (`core.audit_triggers`) and by nothing else; other triggers refuse to change or delete it. It
    names its record and its person without a foreign key: keeping costs no look-up, and outlives both.
    """

    class Operation(models.TextChoices):
        INSERT = "insert", "thêm"
        UPDATE = "update", "sửa"
        DELETE = "delete", "xóa"

    model_table = models.CharField("bảng", max_length=63)
    object_id = models.PositiveBigIntegerField("mã bản ghi")
    operation = models.CharField("việc", max_length=6, choices=Operation.choices)
    before = models.JSONField("trước", null=True)
    after = models.JSONField("sau", null=True)
    scope = models.CharField("phạm vi", max_length=60)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.DO_NOTHING, null=True, related_name="+", db_constraint=False,
        db_index=False, verbose_name="người thực hiện",
    )  # fmt: skip
    act = models.CharField("lần ghi", max_length=40)
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "thay đổi dữ liệu"
        verbose_name_plural = "thay đổi dữ liệu"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["model_table", "object_id", "-id"], name="core_change_record"),
            models.Index(fields=["act", "id"], name="core_change_act"),
            models.Index(fields=["scope", "-at", "-id"], name="core_change_scope"),
            models.Index(fields=["actor", "-at", "-id"], name="core_change_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.get_operation_display()} {self.model_table} {self.object_id}"


class OutboxMail(models.Model):
    """A message written in the caller's transaction and sent after it commits; it rolls back with the change."""

    to = models.JSONField("người nhận")
    subject = models.CharField("tiêu đề", max_length=300)
    body = models.TextField("nội dung")
    from_email = models.CharField("người gửi", max_length=300)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    last_error = models.TextField("lỗi gần nhất", blank=True)

    class Meta:
        verbose_name = "thư chờ gửi"
        verbose_name_plural = "thư chờ gửi"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.subject
