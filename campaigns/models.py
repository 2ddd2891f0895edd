"""Campaigns (phong trào thi đua), the directives that launch them, and every version of their text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from campaigns.enums import EDITABLE, PUBLISHED, TONES, TRANSITIONS, CampaignKind, Status
from core.vietnamese import document_number, searchable
from documents.enums import DocumentType, SigningAuthority
from organizations.enums import Role
from organizations.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organizations.models import User

#: Roles that work on an issuer's unpublished directives.
DRAFTING_ROLES = (Role.STAFF, Role.LEADER, Role.CLERK, Role.ADMIN)

#: What is typed in the editor.
TYPED_FIELDS = (
    "subject_line",
    "theme",
    "place",
    "legal_bases",
    "body",
    "signing_authority",
    "signer_title",
    "signer_name",
    "recipients",
    "appendices",
)
#: The fields that make the paper; a version is a copy of exactly these.
CONTENT_FIELDS = (*TYPED_FIELDS, "target_list")


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, user: User | AnonymousUser) -> CampaignQuerySet:
        """Campaigns of the provinces in which the user works."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(organization__root_code__in=user.root_codes)

    def matching(self, words: str) -> CampaignQuerySet:
        """Those whose name or theme contains the words, accents ignored."""
        return self.filter(search_text__contains=searchable(words))


class Campaign(models.Model):
    """An emulation movement of one organization, with its theme and dates."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="campaigns", verbose_name="cơ quan phát động"
    )
    year = models.PositiveSmallIntegerField("năm")
    kind = models.CharField(
        "loại phong trào", max_length=20, choices=CampaignKind.choices, default=CampaignKind.REGULAR
    )
    name = models.CharField("tên phong trào", max_length=300)
    theme = models.CharField("chủ đề", max_length=300, blank=True)
    starts_on = models.DateField("bắt đầu", null=True, blank=True)
    ends_on = models.DateField("kết thúc", null=True, blank=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="hưởng ứng phong trào",
    )
    search_text = models.TextField(editable=False, default="")

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "phong trào thi đua"
        verbose_name_plural = "phong trào thi đua"
        ordering = ["-year", "organization", "name"]
        constraints = [
            models.UniqueConstraint(
                name="campaign_name_is_used_once_a_year",
                fields=["organization", "year", "name"],
                violation_error_message="Cơ quan này đã có phong trào cùng tên trong năm.",
            ),
            models.CheckConstraint(
                name="campaign_ends_after_it_begins",
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
            models.CheckConstraint(
                name="campaign_year_is_plausible",
                condition=Q(year__gte=1948, year__lte=2100),
                violation_error_message="Năm phải trong khoảng 1948 đến 2100.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("campaigns:campaign", args=[self.pk])


class DirectiveQuerySet(models.QuerySet["Directive"]):
    def visible_to(self, user: User | AnonymousUser) -> DirectiveQuerySet:
        """Unpublished ones: to those who draft, sign and number for the issuer. Published ones: to the whole
        province tree of the issuer. Nobody sees another province's."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(
            Q(issuer_id__in=user.organization_ids_as(*DRAFTING_ROLES))
            | Q(issuer__root_code__in=user.root_codes, status__in=PUBLISHED)
        )

    def matching(self, words: str) -> DirectiveQuerySet:
        """Those whose subject, theme, issuer or number contains the words, accents ignored."""
        return self.filter(search_text__contains=searchable(words))


class Directive(models.Model):
    """A directive (chỉ thị phát động thi đua) from the first draft to the numbered paper."""

    TRANSITIONS = TRANSITIONS

    code = models.SlugField("mã", max_length=80, unique=True, help_text="Dùng trong địa chỉ trang, ví dụ laocai-2024")
    issuer = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="directives", verbose_name="cơ quan ban hành"
    )
    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, related_name="directives", verbose_name="phong trào"
    )
    year = models.PositiveSmallIntegerField("năm thi đua")
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="thực hiện chỉ thị",
    )
    copied_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="copies", verbose_name="chép từ"
    )

    # What stands on the paper, in its order (CONTENT_FIELDS).
    place = models.CharField("địa danh", max_length=100, blank=True)
    subject_line = models.TextField("trích yếu", blank=True)
    theme = models.CharField("chủ đề", max_length=300, blank=True)
    legal_bases = models.TextField("căn cứ pháp lý", blank=True)
    body = models.TextField("nội dung", blank=True)
    signing_authority = models.CharField(
        "thẩm quyền ký", max_length=30, choices=SigningAuthority.choices, default=SigningAuthority.HEAD
    )
    signer_title = models.CharField("chức vụ người ký", max_length=120, default="Chủ tịch", blank=True)
    signer_name = models.CharField("họ và tên người ký", max_length=120, blank=True)
    recipients = models.TextField("nơi nhận", blank=True)
    appendices = models.JSONField("phụ lục", default=list, blank=True)
    # The printed list of targets: {"layout", "title", "groups": [{"heading", "lines"}]}. The app `targets` writes it from
    # its rows through `set_target_list`; here it is words, kept with every version like the rest of the paper.
    target_list = models.JSONField("chỉ tiêu", default=dict, blank=True)

    # Given by văn thư when it is issued.
    number = models.PositiveIntegerField("số", null=True, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)

    status = models.CharField("trạng thái", max_length=20, choices=Status.choices, default=Status.DRAFT)
    revision = models.PositiveIntegerField("lần lưu", default=0)
    target_revision = models.PositiveIntegerField("lần lưu chỉ tiêu", default=0)
    submitted_at = models.DateTimeField("trình lúc", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The day of the leader's approval as the file shows it; `approved_at` is when it was entered here.
    approved_on = models.DateField("ngày duyệt", null=True, blank=True)
    approved_at = models.DateTimeField("ghi nhận duyệt lúc", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_on = models.DateField("kết thúc ngày", null=True, blank=True)
    revoked_on = models.DateField("bãi bỏ từ ngày", null=True, blank=True)
    revoking_document = models.CharField("văn bản bãi bỏ", max_length=300, blank=True)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField("lưu lúc", auto_now_add=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    search_text = models.TextField(editable=False, default="")

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ thị"
        verbose_name_plural = "chỉ thị"
        ordering = ["-year", "-issued_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="directive_number_and_date_come_together",
                condition=Q(number__isnull=True, issued_on__isnull=True)
                | Q(number__isnull=False, issued_on__isnull=False),
                violation_error_message="Số và ngày ban hành phải ghi cùng nhau.",
            ),
            models.CheckConstraint(
                name="directive_is_numbered_exactly_when_published",
                condition=Q(status__in=PUBLISHED, number__isnull=False)
                | (~Q(status__in=PUBLISHED) & Q(number__isnull=True)),
            ),
            models.CheckConstraint(
                name="directive_submission_has_its_time_and_person",
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="directive_approval_has_its_day_time_and_person",
                condition=Q(approved_at__isnull=True, approved_by__isnull=True, approved_on__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False, approved_on__isnull=False),
            ),
            models.CheckConstraint(
                name="directive_is_approved_from_approval_on",
                condition=Q(status__in=[Status.APPROVED, *sorted(PUBLISHED)], approved_at__isnull=False)
                | (~Q(status__in=[Status.APPROVED, *sorted(PUBLISHED)]) & Q(approved_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="directive_is_issued_from_its_approval_on",
                condition=Q(issued_on__isnull=True) | Q(issued_on__gte=F("approved_on")),
                violation_error_message="Ngày ban hành không được trước ngày duyệt.",
            ),
            models.CheckConstraint(
                name="directive_revocation_names_its_document",
                condition=~Q(status=Status.REVOKED) | (Q(revoked_on__isnull=False) & ~Q(revoking_document="")),
            ),
            models.CheckConstraint(
                name="directive_closed_has_its_day",
                condition=~Q(status=Status.CLOSED) | Q(closed_on__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["issuer", "year"], name="directive_issuer_year")]

    def __str__(self) -> str:
        return f"{self.symbol} {self.one_line_subject}" if self.number else self.one_line_subject

    def get_absolute_url(self) -> str:
        return reverse("campaigns:directive", args=[self.code])

    @property
    def one_line_subject(self) -> str:
        return " ".join(self.subject_line.split()) or "(chưa có trích yếu)"

    @property
    def symbol(self) -> str:
        """Number and symbol as printed, "01/CT-UBND"; before issue the number is left out."""
        number = document_number(self.number) if self.number else "…"
        return f"{number}/{DocumentType.DIRECTIVE}-{self.issuer.document_symbol}"

    @property
    def is_editable(self) -> bool:
        return self.status in EDITABLE

    @property
    def is_published(self) -> bool:
        return self.status in PUBLISHED

    @property
    def tone(self) -> str:
        return TONES[self.status]

    @property
    def edition(self) -> int:
        """Grows with every change of text or targets: what a leader read is what he or she approves."""
        return self.revision + self.target_revision

    @property
    def content(self) -> dict[str, Any]:
        """The fields that make the paper, as a version keeps them."""
        return {name: getattr(self, name) for name in CONTENT_FIELDS}


class DirectiveVersion(models.Model):
    """The content of a directive as it was saved; never changed."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="versions", verbose_name="chỉ thị")
    number = models.PositiveIntegerField("bản số")
    content = models.JSONField("nội dung")
    occasion = models.CharField("dịp lưu", max_length=120)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người lưu"
    )
    saved_at = models.DateTimeField("lưu lúc", auto_now_add=True)

    class Meta:
        verbose_name = "bản lưu của chỉ thị"
        verbose_name_plural = "bản lưu của chỉ thị"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="directive_versions_are_numbered_once", fields=["directive", "number"])
        ]

    def __str__(self) -> str:
        return f"bản {self.number}"
