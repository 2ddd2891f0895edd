"""The catalogue of titles and forms by legal version, what a province switched, and the base salary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from awards.enums import AwardLevel, LegalVersion, Mode, Nature, SubjectKind, ThresholdBase, TitleKind
from core.vietnamese import searchable
from organizations.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organizations.models import User


class AwardTitleQuerySet(models.QuerySet["AwardTitle"]):
    def visible_to(self, user: User | AnonymousUser) -> AwardTitleQuerySet:
        """The catalogue is common to all provinces."""
        return self if user.is_authenticated else self.none()

    def matching(self, words: str) -> AwardTitleQuerySet:
        """Those whose name, code or abbreviation contains the words, accents and sỹ/sĩ ignored."""
        return self.filter(search_text__contains=searchable(words))


class AwardTitle(models.Model):
    """One danh hiệu thi đua or hình thức khen thưởng as one legal version knows it."""

    code = models.CharField("mã", max_length=30)
    legal_version = models.CharField("phiên bản pháp luật", max_length=10, choices=LegalVersion.choices)
    name = models.CharField("tên gọi", max_length=200)
    abbreviations = models.CharField("viết tắt", max_length=100, blank=True, help_text="Cách nhau bằng dấu phẩy.")
    kind = models.CharField("loại", max_length=10, choices=TitleKind.choices)
    subject = models.CharField("đối tượng", max_length=20, choices=SubjectKind.choices)
    level = models.CharField("cấp", max_length=20, choices=AwardLevel.choices)
    decided_by = models.CharField("thẩm quyền quyết định", max_length=200)
    nature = models.CharField("loại hình khen thưởng", max_length=20, choices=Nature.choices, default=Nature.MERIT)
    is_yearly = models.BooleanField("xét hằng năm", default=True)
    vote_threshold = models.DecimalField("tỷ lệ phiếu (%)", max_digits=5, decimal_places=2, null=True, blank=True)
    threshold_base = models.CharField(
        "tính trên", max_length=20, choices=ThresholdBase.choices, default=ThresholdBase.ALL_MEMBERS
    )
    is_secret = models.BooleanField("bỏ phiếu kín", default=True)
    coefficient = models.DecimalField("hệ số tiền thưởng", max_digits=6, decimal_places=2, null=True, blank=True)
    # [{"rule": name, …params, "article", "verified", "note"}]: what `awards.eligibility` checks, in order.
    conditions = models.JSONField("điều kiện", default=list)
    required_papers = models.JSONField("giấy tờ phải có", default=list)
    # {"field": {"article", "verified", "note"}}: where each value comes from.
    citations = models.JSONField("căn cứ", default=dict)
    position = models.PositiveIntegerField("thứ tự", default=0)
    is_active = models.BooleanField("đang dùng", default=True)
    revision = models.PositiveIntegerField("lần sửa", default=0)
    search_text = models.TextField(editable=False, default="")

    objects = AwardTitleQuerySet.as_manager()

    class Meta:
        verbose_name = "danh hiệu, hình thức khen thưởng"
        verbose_name_plural = "danh hiệu, hình thức khen thưởng"
        ordering = ["legal_version", "position", "code"]
        constraints = [
            models.UniqueConstraint(name="award_title_is_unique_in_a_legal_version", fields=["code", "legal_version"]),
            models.CheckConstraint(
                name="award_vote_threshold_is_a_share",
                condition=Q(vote_threshold__isnull=True) | Q(vote_threshold__gt=0, vote_threshold__lte=100),
                violation_error_message="Tỷ lệ phiếu phải trong khoảng trên 0 đến 100%.",
            ),
            models.CheckConstraint(
                name="award_coefficient_is_positive",
                condition=Q(coefficient__isnull=True) | Q(coefficient__gt=0),
                violation_error_message="Hệ số tiền thưởng phải lớn hơn 0.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("awards:title", args=[self.legal_version, self.code])

    def citation(self, field: str) -> dict[str, Any]:
        """Where a value comes from: article, whether it was verified, the note to show."""
        found: dict[str, Any] = self.citations.get(field, {})
        return found

    @property
    def unverified(self) -> dict[str, str]:
        """The fields that were not checked against the text of the law, with their notes."""
        return {name: one.get("note", "") for name, one in self.citations.items() if not one.get("verified", False)}


class RuleSwitch(models.Model):
    """A province lets one condition only warn, with the reason; the log keeps every change."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="tỉnh")
    rule = models.CharField("điều kiện", max_length=60)
    mode = models.CharField("cách xử lý", max_length=10, choices=Mode.choices, default=Mode.WARN)
    reason = models.TextField("lý do")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField("lúc", auto_now=True)

    class Meta:
        verbose_name = "điều chỉnh điều kiện"
        verbose_name_plural = "điều chỉnh điều kiện"
        constraints = [
            models.UniqueConstraint(name="rule_is_switched_once_in_a_province", fields=["organization", "rule"]),
            models.CheckConstraint(name="rule_switch_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.get_mode_display()}"


class BaseSalary(models.Model):
    """Mức lương cơ sở from a day on."""

    valid_from = models.DateField("từ ngày", unique=True)
    amount = models.DecimalField("mức lương cơ sở (đồng)", max_digits=12, decimal_places=0)
    document = models.CharField("văn bản", max_length=120)
    is_verified = models.BooleanField("đã đối chiếu", default=False)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        verbose_name = "mức lương cơ sở"
        verbose_name_plural = "mức lương cơ sở"
        ordering = ["-valid_from"]
        constraints = [models.CheckConstraint(name="base_salary_is_positive", condition=Q(amount__gt=0))]

    def __str__(self) -> str:
        return f"{self.amount} từ {self.valid_from:%d/%m/%Y}"
