"""What a person is told, and how each wants to be told.

Notices are not business records: the log says what happened. They are sentences for one person and may be purged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When

from notices.enums import Mail
from notices.registry import kind_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organizations.models import User


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: User | AnonymousUser) -> NoticeQuerySet:
        """One's own, whatever one's role, but for those one chose not to see on the page."""
        return self.filter(person=user, is_shown=True) if user.is_authenticated else self.none()

    def unread(self) -> NoticeQuerySet:
        return self.filter(is_shown=True, read_at__isnull=True)

    def with_unread(self) -> NoticeQuerySet:
        """Each with `unread`, 1 or 0, to sort by."""
        return self.annotate(unread=Case(When(read_at__isnull=True, then=Value(1)), default=Value(0)))


class Notice(models.Model):
    """One sentence to one person. `mail` is how it goes out by mail; `mailed_at` is when the mail was written."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices", verbose_name="người nhận"
    )
    kind = models.CharField("loại", max_length=60)
    subject = models.CharField("tiêu đề", max_length=300)
    words = models.TextField("nội dung", blank=True)
    url = models.CharField("trang", max_length=500)
    key = models.CharField("khóa", max_length=200, blank=True, editable=False)
    is_shown = models.BooleanField("hiện trên trang", default=True)
    created_at = models.DateTimeField("lúc", auto_now_add=True)
    read_at = models.DateTimeField("đọc lúc", null=True, blank=True)
    mail = models.CharField("gửi thư", max_length=20, choices=Mail.choices, default=Mail.NEVER)
    mailed_at = models.DateTimeField("ghi thư lúc", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo"
        verbose_name_plural = "thông báo"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(name="notice_is_told_once", fields=["person", "key"], condition=~Q(key="")),
            models.CheckConstraint(
                name="notice_leads_into_this_site", condition=Q(url__startswith="/") & ~Q(url__startswith="//")
            ),
            models.CheckConstraint(
                name="notice_at_once_is_mailed_when_it_is_written",
                condition=~Q(mail=Mail.AT_ONCE) | Q(mailed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="notice_without_mail_is_never_mailed", condition=~Q(mail=Mail.NEVER) | Q(mailed_at__isnull=True)
            ),
        ]
        indexes = [
            models.Index(fields=["person"], name="notice_unread", condition=Q(is_shown=True, read_at__isnull=True)),
            models.Index(fields=["person", "-created_at"], name="notice_of_person"),
            models.Index(fields=["person", "mailed_at"], name="notice_mailed"),
            models.Index(
                fields=["created_at"], name="notice_waits_for_digest", condition=Q(mail=Mail.DAILY, mailed_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def lines(self) -> list[str]:
        """The words without the empty lines that part them in a mail."""
        return [line for line in self.words.splitlines() if line.strip()]

    @property
    def kind_label(self) -> str:
        """The words of its kind; of a kind that no longer exists, none."""
        try:
            return kind_of(self.kind).group
        except KeyError:
            return ""


class Preference(models.Model):
    """What a person chose for one kind; without a row the kind's own default holds."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_preferences", verbose_name="người"
    )
    kind = models.CharField("loại", max_length=60)
    mail = models.CharField("gửi thư", max_length=20, choices=Mail.choices)
    is_shown = models.BooleanField("hiện trên trang", default=True)

    class Meta:
        verbose_name = "lựa chọn thông báo"
        verbose_name_plural = "lựa chọn thông báo"
        ordering = ["person", "kind"]
        constraints = [models.UniqueConstraint(name="notice_preference_is_one_per_kind", fields=["person", "kind"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_mail_display()}"
