"""Decisions on awards: granting, revoking, correcting. Each is a new paper; none changes an older one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from awards.enums import DECISION_TONES, DECISION_TRANSITIONS, DecisionKind, DecisionStatus
from awards.models.catalogue import AwardTitle
from awards.models.council import Session
from awards.models.dossiers import DossierLine
from awards.models.people import PROVINCE_ROLES, AwardRecord, Honouree
from core.vietnamese import document_number
from documents.enums import DocumentType, SigningAuthority
from organizations.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organizations.models import User


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: User | AnonymousUser) -> DecisionQuerySet:
        """Drafts to those who work for the issuing body; issued ones to its whole tree."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(
            Q(issuer__in=user.organization_ids_as(*PROVINCE_ROLES))
            | Q(issuer__root_code__in=user.root_codes, status=DecisionStatus.ISSUED)
        )


class Decision(models.Model):
    """One decision with its list (quyết định khen thưởng), or the tờ trình that asks a higher level for it."""

    TRANSITIONS = DECISION_TRANSITIONS

    issuer = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="award_decisions", verbose_name="cơ quan ban hành"
    )
    kind = models.CharField("loại", max_length=10, choices=DecisionKind.choices, default=DecisionKind.GRANT)
    # A submission to a higher level (tờ trình) is a paper of the same shape: it asks instead of granting.
    is_submission = models.BooleanField("tờ trình cấp trên", default=False)
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name="phiên họp"
    )
    amends = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
        verbose_name="quyết định bị sửa",
    )
    year = models.PositiveSmallIntegerField("năm thành tích")
    subject_line = models.TextField("trích yếu")
    legal_bases = models.TextField("căn cứ", blank=True)
    articles = models.TextField("các điều", blank=True)
    place = models.CharField("địa danh", max_length=100, blank=True)
    signing_authority = models.CharField(
        "thẩm quyền ký", max_length=30, choices=SigningAuthority.choices, default=SigningAuthority.HEAD
    )
    signer_title = models.CharField("chức vụ người ký", max_length=120, default="Chủ tịch", blank=True)
    signer_name = models.CharField("họ và tên người ký", max_length=120, blank=True)
    recipients = models.TextField("nơi nhận", blank=True)
    addressee = models.CharField("kính gửi", max_length=200, blank=True)
    number = models.PositiveIntegerField("số", null=True, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    status = models.CharField("tình trạng", max_length=20, choices=DecisionStatus.choices, default=DecisionStatus.DRAFT)
    reason = models.TextField("lý do hủy bỏ, đính chính", blank=True)
    revision = models.PositiveIntegerField("lần lưu", default=0)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField("lưu lúc", auto_now_add=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    search_text = models.TextField(editable=False, default="")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "quyết định khen thưởng"
        verbose_name_plural = "quyết định khen thưởng"
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="decision_is_numbered_and_dated_exactly_when_issued",
                condition=Q(status=DecisionStatus.ISSUED, number__isnull=False, issued_on__isnull=False)
                | Q(status=DecisionStatus.DRAFT, number__isnull=True, issued_on__isnull=True),
            ),
            models.CheckConstraint(
                name="revocation_and_correction_name_what_they_amend_and_why",
                condition=Q(kind=DecisionKind.GRANT) | (Q(amends__isnull=False) & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.symbol} {self.one_line_subject}" if self.number else self.one_line_subject

    def get_absolute_url(self) -> str:
        return reverse("awards:decision", args=[self.pk])

    @property
    def one_line_subject(self) -> str:
        return " ".join(self.subject_line.split())

    @property
    def document_type(self) -> DocumentType:
        return DocumentType.SUBMISSION if self.is_submission else DocumentType.DECISION

    @property
    def symbol(self) -> str:
        """Number and symbol as printed, "125/QĐ-UBND"; before issue the number is left out."""
        number = document_number(self.number) if self.number else "…"
        return f"{number}/{self.document_type}-{self.issuer.document_symbol}"

    @property
    def tone(self) -> str:
        return DECISION_TONES[self.status]


class DecisionLine(models.Model):
    """One honouree on the list of a decision, in the words of the decision."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="lines", verbose_name="quyết định")
    position = models.PositiveIntegerField("thứ tự")
    line = models.ForeignKey(
        DossierLine,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decision_lines",
        verbose_name="đề nghị",
    )
    honouree = models.ForeignKey(
        Honouree, on_delete=models.PROTECT, related_name="decision_lines", verbose_name="đối tượng"
    )
    title = models.ForeignKey(AwardTitle, on_delete=models.PROTECT, related_name="+", verbose_name="danh hiệu")
    name = models.CharField("tên trên quyết định", max_length=200)
    post = models.CharField("chức vụ, đơn vị", max_length=300, blank=True)
    achievement = models.TextField("lời khen", blank=True)
    coefficient = models.DecimalField("hệ số", max_digits=6, decimal_places=2, null=True, blank=True)
    base_salary = models.DecimalField("lương cơ sở", max_digits=12, decimal_places=0, null=True, blank=True)
    money = models.DecimalField("tiền thưởng (đồng)", max_digits=14, decimal_places=0, null=True, blank=True)
    golden_book_number = models.PositiveIntegerField("số sổ vàng", null=True, blank=True)
    record = models.OneToOneField(
        AwardRecord,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decision_line",
        verbose_name="lịch sử",
    )
    # The line of an earlier decision that this one revokes or corrects.
    amends = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="amended_by", verbose_name="dòng bị sửa"
    )

    class Meta:
        verbose_name = "dòng của quyết định"
        verbose_name_plural = "dòng của quyết định"
        ordering = ["decision", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="honouree_has_a_title_once_in_a_decision", fields=["decision", "honouree", "title"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.title}"


class GoldenBook(models.Model):
    """The running number of the golden book (sổ vàng) of one body and year: the last one given."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="cơ quan")
    year = models.PositiveSmallIntegerField("năm")
    last_number = models.PositiveIntegerField("số cuối", default=0)

    class Meta:
        verbose_name = "sổ vàng"
        verbose_name_plural = "sổ vàng"
        constraints = [models.UniqueConstraint(name="golden_book_is_one_a_year", fields=["organization", "year"])]

    def __str__(self) -> str:
        return f"{self.organization} {self.year}: {self.last_number}"
