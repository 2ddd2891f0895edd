"""What a bloc promises: numbered paragraphs, and the numbers in them that can be judged at year-end."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from registrations.models.registrations import Registration
from targets.fields import MeasureField


class Pledge(models.Model):
    """One numbered paragraph of the letter; its number is its place."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="pledges")
    position = models.PositiveIntegerField("thứ tự")
    text = models.TextField("nội dung")

    class Meta:
        verbose_name = "nội dung đăng ký"
        verbose_name_plural = "nội dung đăng ký"
        ordering = ["registration", "position", "pk"]
        constraints = [models.CheckConstraint(name="pledge_has_text", condition=~Q(text=""))]

    def __str__(self) -> str:
        return self.text[:80]


class Commitment(models.Model):
    """A number promised in a pledge, as `targets.quantity` reads its words, and what came of it."""

    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="commitments")
    position = models.PositiveIntegerField("thứ tự", default=0)
    # The phrase as it stands in the pledge.
    words = models.TextField("nguyên văn")
    name = models.CharField("chỉ tiêu cam kết", max_length=500)
    # `targets.quantity.Quantity` in words that it reads back: "từ 40% trở lên".
    quantity = models.CharField("mức", max_length=200)
    result = MeasureField("kết quả cuối năm", null=True, blank=True)
    result_note = models.CharField("căn cứ", max_length=500, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    judged_at = models.DateTimeField("đánh giá lúc", null=True, blank=True)

    class Meta:
        verbose_name = "cam kết"
        verbose_name_plural = "cam kết"
        ordering = ["pledge", "position", "pk"]

    def __str__(self) -> str:
        return self.name
