"""Who is honoured: people, collectives and households, known again across the years, and what they were given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse

from awards.enums import LegalVersion, Nature, SubjectKind
from core.vietnamese import searchable
from organizations.enums import Role
from organizations.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organizations.models import User

#: Roles that see every subject and dossier of their province.
PROVINCE_ROLES = (Role.STAFF, Role.LEADER, Role.CLERK, Role.COUNCIL, Role.ADMIN)


class HonoureeQuerySet(models.QuerySet["Honouree"]):
    def visible_to(self, user: User | AnonymousUser) -> HonoureeQuerySet:
        """Those of the person's own units; the province's staff, leaders and council see all of the province."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        held = [m for m in user.current_memberships if m.role in PROVINCE_ROLES]
        roots = {m.organization.root_code for m in held if m.organization.code == m.organization.root_code}
        return self.filter(
            Q(organization__root_code__in=roots)
            | Q(organization__in=user.organization_ids_as(*Role.values))
            | Q(organization__parent__in=user.organization_ids_as(*Role.values))
        )

    def matching(self, words: str) -> HonoureeQuerySet:
        """Those whose name or number contains the words, accents and sỹ/sĩ ignored."""
        return self.filter(search_text__contains=searchable(words))


class Honouree(models.Model):
    """A person, a collective or a household as it is today; past posts stand on the records."""

    kind = models.CharField("đối tượng", max_length=20, choices=SubjectKind.choices)
    name = models.CharField("họ và tên, tên tập thể", max_length=200)
    # The office of a person, the body a collective belongs to (or is).
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="honourees", verbose_name="đơn vị"
    )
    is_whole_organization = models.BooleanField("chính là đơn vị đó", default=False)
    citizen_id = models.CharField("số CCCD", max_length=12, blank=True)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    is_woman = models.BooleanField("nữ", null=True, blank=True)
    is_ethnic_minority = models.BooleanField("dân tộc thiểu số", null=True, blank=True)
    post = models.CharField("chức vụ", max_length=160, blank=True)
    holds_leading_post = models.BooleanField("giữ chức vụ lãnh đạo", default=False)
    is_head = models.BooleanField("người đứng đầu đơn vị", default=False)
    # Given name first, as lists sort.
    sort_name = models.CharField(editable=False, max_length=220, default="")
    search_text = models.TextField(editable=False, default="")
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)

    objects = HonoureeQuerySet.as_manager()

    class Meta:
        verbose_name = "cá nhân, tập thể"
        verbose_name_plural = "cá nhân, tập thể"
        ordering = ["sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="citizen_id_belongs_to_one_person", fields=["citizen_id"], condition=~Q(citizen_id="")
            ),
            models.CheckConstraint(
                name="only_a_person_has_citizen_id_birth_and_post",
                condition=Q(kind=SubjectKind.INDIVIDUAL)
                | Q(citizen_id="", birth_year__isnull=True, post="", is_head=False, holds_leading_post=False),
            ),
            models.CheckConstraint(
                name="a_head_holds_a_leading_post", condition=Q(is_head=False) | Q(holds_leading_post=True)
            ),
        ]
        indexes = [models.Index(fields=["organization", "kind"], name="honouree_organization_kind")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("awards:honouree", args=[self.pk])


class AwardRecord(models.Model):
    """One award that was given: by a decision made here, or long ago and entered from paper."""

    honouree = models.ForeignKey(Honouree, on_delete=models.PROTECT, related_name="records", verbose_name="đối tượng")
    title_code = models.CharField("danh hiệu, hình thức", max_length=30)
    title_name = models.CharField("tên gọi khi được tặng", max_length=200)
    legal_version = models.CharField(max_length=10, choices=LegalVersion.choices, blank=True)
    year = models.PositiveSmallIntegerField("năm thành tích")
    nature = models.CharField("loại hình", max_length=20, choices=Nature.choices, default=Nature.MERIT)
    achievement = models.TextField("thành tích", blank=True)
    decision_number = models.CharField("số quyết định", max_length=60)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    decided_by = models.CharField("cơ quan quyết định", max_length=200)
    # As they were on that day.
    post_then = models.CharField("chức vụ khi đó", max_length=160, blank=True)
    office_then = models.CharField("đơn vị khi đó", max_length=200, blank=True)
    is_revoked = models.BooleanField("đã hủy bỏ", default=False)
    revoked_by = models.CharField("quyết định hủy bỏ", max_length=120, blank=True)
    is_imported = models.BooleanField("nhập từ hồ sơ cũ", default=False)
    created_at = models.DateTimeField("ghi lúc", auto_now_add=True)

    class Meta:
        verbose_name = "lần được khen thưởng"
        verbose_name_plural = "lịch sử khen thưởng"
        ordering = ["-year", "-decided_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="award_is_recorded_once",
                fields=["honouree", "title_code", "year", "decision_number"],
                violation_error_message="Lần khen thưởng này đã được ghi.",
            ),
            models.CheckConstraint(
                name="revoked_award_names_its_decision", condition=Q(is_revoked=False) | ~Q(revoked_by="")
            ),
        ]
        indexes = [models.Index(fields=["title_code", "year"], name="award_title_year")]

    def __str__(self) -> str:
        return f"{self.title_name} năm {self.year}: {self.honouree}"


class YearRating(models.Model):
    """How a person or a collective was rated at the end of a year (xếp loại hoàn thành nhiệm vụ)."""

    class Grade(models.TextChoices):
        EXCELLENT = "excellent", "Hoàn thành xuất sắc nhiệm vụ"
        GOOD = "good", "Hoàn thành tốt nhiệm vụ"
        DONE = "done", "Hoàn thành nhiệm vụ"
        NOT_DONE = "not_done", "Không hoàn thành nhiệm vụ"

    honouree = models.ForeignKey(Honouree, on_delete=models.PROTECT, related_name="ratings", verbose_name="đối tượng")
    year = models.PositiveSmallIntegerField("năm")
    grade = models.CharField("mức xếp loại", max_length=20, choices=Grade.choices)
    proof = models.CharField("văn bản xếp loại", max_length=200, blank=True)
    # Of a collective: how many of its people, for the shares that titles ask for.
    members = models.PositiveIntegerField("số người", null=True, blank=True)
    members_completed = models.PositiveIntegerField("hoàn thành nhiệm vụ trở lên", null=True, blank=True)
    members_disciplined = models.PositiveIntegerField("bị kỷ luật từ cảnh cáo", null=True, blank=True)

    class Meta:
        verbose_name = "xếp loại năm"
        verbose_name_plural = "xếp loại năm"
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(name="rated_once_a_year", fields=["honouree", "year"])]

    def __str__(self) -> str:
        return f"{self.honouree} {self.year}: {self.get_grade_display()}"


class Initiative(models.Model):
    """A recognised initiative, topic or scheme (sáng kiến, đề tài, đề án)."""

    class Level(models.TextChoices):
        BASE = "base", "Cấp cơ sở"
        PROVINCE = "province", "Cấp tỉnh"
        NATION = "nation", "Toàn quốc"

    honouree = models.ForeignKey(Honouree, on_delete=models.PROTECT, related_name="initiatives", verbose_name="tác giả")
    name = models.TextField("tên sáng kiến, đề tài")
    level = models.CharField("phạm vi ảnh hưởng", max_length=20, choices=Level.choices)
    recognised_on = models.DateField("ngày công nhận")
    document = models.CharField("văn bản công nhận", max_length=120)

    class Meta:
        verbose_name = "sáng kiến"
        verbose_name_plural = "sáng kiến"
        ordering = ["-recognised_on"]

    def __str__(self) -> str:
        return self.name


class Obstacle(models.Model):
    """What stops an award for a time: discipline being considered, an inspection, a complaint; or a discipline."""

    class Kind(models.TextChoices):
        DISCIPLINE_PENDING = "discipline_pending", "Đang xem xét kỷ luật"
        INSPECTION = "inspection", "Đang thanh tra, kiểm tra, điều tra dấu hiệu vi phạm"
        COMPLAINT = "complaint", "Đang xác minh khiếu nại, tố cáo"
        PRESS = "press", "Đang xác minh thông tin báo chí nêu"
        DISCIPLINED = "disciplined", "Đang trong thời hạn kỷ luật"

    honouree = models.ForeignKey(Honouree, on_delete=models.PROTECT, related_name="obstacles", verbose_name="đối tượng")
    kind = models.CharField("loại", max_length=30, choices=Kind.choices)
    since = models.DateField("từ ngày")
    ended_on = models.DateField("kết thúc ngày", null=True, blank=True)
    document = models.CharField("văn bản, người cho biết", max_length=200)

    class Meta:
        verbose_name = "lý do chưa xét"
        verbose_name_plural = "lý do chưa xét"
        ordering = ["-since"]
        constraints = [
            models.CheckConstraint(
                name="obstacle_ends_after_it_begins",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("since")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.honouree}"
