"""Targets (chỉ tiêu), the register of indicators they belong to, and to whom they are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from campaigns.models import Directive
from core.vietnamese import searchable
from organizations.models import Organization
from targets.enums import (
    Comparator,
    Direction,
    Group,
    Joint,
    Layout,
    Measure,
    Polarity,
)
from targets.fields import MeasureField

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organizations.models import User


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def visible_to(self, user: User | AnonymousUser) -> IndicatorQuerySet:
        """The register is common to all provinces."""
        return self if user.is_authenticated else self.none()

    def matching(self, words: str) -> IndicatorQuerySet:
        """Those whose name, other names or code contains the words, accents ignored."""
        return self.filter(search_text__contains=searchable(words))


class Indicator(models.Model):
    """What is measured, whoever sets a target for it: makes years and provinces comparable."""

    code = models.SlugField("mã", max_length=60, unique=True)
    name = models.CharField("tên chỉ tiêu", max_length=300)
    other_names = models.TextField("tên gọi khác", blank=True, help_text="Mỗi tên một dòng.")
    unit = models.CharField("đơn vị tính", max_length=60)
    group = models.CharField("nhóm", max_length=20, choices=Group.choices, blank=True)
    measure = models.CharField("cách cộng kết quả", max_length=20, choices=Measure.choices, default=Measure.LEVEL)
    polarity = models.CharField("chiều tốt", max_length=20, choices=Polarity.choices, default=Polarity.HIGHER)
    is_active = models.BooleanField("đang dùng", default=True)
    search_text = models.TextField(editable=False, default="")

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ tiêu trong danh mục"
        verbose_name_plural = "danh mục chỉ tiêu"
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("targets:indicator", args=[self.code])


class MeasurementUnit(models.Model):
    """A unit of measure the built-in list does not have."""

    name = models.CharField("đơn vị tính", max_length=60, unique=True)

    class Meta:
        verbose_name = "đơn vị tính"
        verbose_name_plural = "đơn vị tính bổ sung"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class TargetSheet(models.Model):
    """The list of a directive's targets as a whole: how it is printed, and who saved it last."""

    directive = models.OneToOneField(
        Directive, on_delete=models.PROTECT, related_name="target_sheet", verbose_name="chỉ thị"
    )
    layout = models.CharField("cách in", max_length=20, choices=Layout.choices, default=Layout.APPENDIX_NUMBERED)
    title = models.TextField("tên phụ lục", blank=True)
    revision = models.PositiveIntegerField("lần lưu", default=0)
    saved_at = models.DateTimeField("lưu lúc", auto_now_add=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "danh sách chỉ tiêu"
        verbose_name_plural = "danh sách chỉ tiêu"

    def __str__(self) -> str:
        return f"Chỉ tiêu của {self.directive}"


class TargetQuerySet(models.QuerySet["Target"]):
    def visible_to(self, user: User | AnonymousUser) -> TargetQuerySet:
        """Those of the directives the person may see."""
        return self.filter(directive__in=Directive.objects.visible_to(user).order_by())

    def figures(self) -> TargetQuerySet:
        """Those with a number of their own; names of breakdowns have none."""
        return self.exclude(low__isnull=True)

    def matching(self, words: str) -> TargetQuerySet:
        """Those whose name or words contain the words, accents ignored."""
        return self.filter(search_text__contains=searchable(words))


class Target(models.Model):
    """One number a directive asks for; or, without a number, the common name of a breakdown ("Cơ cấu kinh tế")."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="targets", verbose_name="chỉ thị")
    position = models.PositiveIntegerField("thứ tự")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="thuộc"
    )
    group = models.CharField("nhóm", max_length=20, choices=Group.choices, blank=True)
    # How it stands on paper.
    joint = models.CharField("nối với dòng trên", max_length=4, choices=Joint.choices, blank=True, default="")
    in_text = models.BooleanField("đã nằm trong lời văn", default=False)
    words = models.TextField("câu chữ trên chỉ thị", blank=True)
    # What it says: `phrase` is the quantity in words, the columns below are what `targets.quantity` read in it.
    name = models.CharField("tên chỉ tiêu", max_length=300)
    phrase = models.CharField("mức cần đạt", max_length=200, blank=True)
    comparator = models.CharField("so sánh", max_length=10, choices=Comparator.choices, blank=True)
    low = MeasureField("giá trị", null=True, blank=True)
    high = MeasureField("đến", null=True, blank=True)
    unit = models.CharField("đơn vị tính", max_length=60, blank=True)
    direction = models.CharField("mức hay thay đổi", max_length=10, choices=Direction.choices, default=Direction.LEVEL)
    out_of = MeasureField("trên tổng số", null=True, blank=True)
    share = MeasureField("tỷ lệ ghi kèm (%)", null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField("so với năm", null=True, blank=True)
    # How it is judged; may be completed after the directive is issued.
    indicator = models.ForeignKey(
        Indicator,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="targets",
        verbose_name="trong danh mục",
    )
    measure = models.CharField("cách cộng kết quả", max_length=20, choices=Measure.choices, default=Measure.LEVEL)
    polarity = models.CharField("chiều tốt", max_length=20, choices=Polarity.choices, default=Polarity.HIGHER)
    opening = MeasureField("mức cuối năm trước", null=True, blank=True)
    note = models.TextField("ghi chú", blank=True)
    search_text = models.TextField(editable=False, default="")

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        ordering = ["directive", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="target_has_its_whole_quantity_or_none",
                condition=Q(low__isnull=True, high__isnull=True, comparator="", phrase="")
                | (Q(low__isnull=False) & ~Q(comparator="") & ~Q(phrase="") & ~Q(unit="")),
            ),
            models.CheckConstraint(
                name="target_range_has_two_ends_in_order",
                condition=(~Q(comparator=Comparator.RANGE) & Q(high__isnull=True)) | Q(high__gt=F("low")),
            ),
            models.CheckConstraint(
                name="target_is_not_part_of_itself", condition=Q(parent__isnull=True) | ~Q(parent=F("id"))
            ),
        ]
        indexes = [models.Index(fields=["directive", "position"], name="target_directive_position")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("targets:target", args=[self.directive.code, self.pk])

    @property
    def is_figure(self) -> bool:
        """Whether it has a number of its own."""
        return self.low is not None


class Assignment(models.Model):
    """A target, or a share of it, given to an organization (giao chỉ tiêu)."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="assignments", verbose_name="chỉ tiêu")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="target_assignments", verbose_name="đơn vị được giao"
    )
    # Empty for the whole target; then the unit reports the figure of the whole province.
    share_phrase = models.CharField("phần được giao", max_length=200, blank=True)
    share = MeasureField("giá trị phần được giao", null=True, blank=True)
    due_on = models.DateField("thời hạn", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField("giao lúc", auto_now_add=True)

    class Meta:
        verbose_name = "giao chỉ tiêu"
        verbose_name_plural = "giao chỉ tiêu"
        ordering = ["target", "organization"]
        constraints = [
            models.UniqueConstraint(
                name="target_is_assigned_once_to_an_organization",
                fields=["target", "organization"],
                violation_error_message="Chỉ tiêu này đã giao cho đơn vị đó.",
            ),
            models.CheckConstraint(
                name="assigned_share_is_positive",
                condition=Q(share__isnull=True) | Q(share__gt=0),
                violation_error_message="Phần được giao phải lớn hơn 0.",
            ),
            models.CheckConstraint(
                name="assigned_share_has_its_words",
                condition=Q(share__isnull=True, share_phrase="") | (Q(share__isnull=False) & ~Q(share_phrase="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target} – {self.organization}"

    @property
    def is_whole(self) -> bool:
        return self.share is None
