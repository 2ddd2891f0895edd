"""Closed lists of the notices."""

from __future__ import annotations

from django.db.models import TextChoices


class Mail(TextChoices):
    """How often a person is written to about a kind."""

    AT_ONCE = "at_once", "Gửi ngay"
    DAILY = "daily", "Gộp mỗi ngày một thư"
    NEVER = "never", "Không gửi thư"
