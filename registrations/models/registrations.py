"""The registration of one bloc in one round, its letter, its submitted versions and what was signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from organizations.enums import BlocRole, Role
from organizations.models import Bloc, BlocMembership
from registrations.enums import REGISTRATION_TONES, REGISTRATION_TRANSITIONS, WITH_THE_BLOC, RegistrationStatus
from registrations.models.rounds import READING_ROLES, Round

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organizations.models import User

#: What is typed for the letter, besides pledges and lines.
HEADER_FIELDS = (
    "sender_superior",
    "sender_name",
    "symbol",
    "number",
    "place",
    "month",
    "day",
    "subject_line",
    "addressee",
    "introduction",
    "closing",
    "on_behalf_of",
    "signer_title",
    "signer_office",
    "signer_name",
    "recipients",
)


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, user: User | AnonymousUser) -> RegistrationQuerySet:
        """To those who work or sit in council for the body of the campaign, and to the officers of the unit that
        leads the bloc in the registration's own year. A member unit sees its line, not the whole.
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(
            Q(round__campaign__organization__in=user.organization_ids_as(*READING_ROLES)) | Exists(_headed_by(user))
        )

    def led_by(self, user: User | AnonymousUser) -> RegistrationQuerySet:
        """Those of the blocs that a unit of this officer leads in the registration's own year."""
        return self.filter(Exists(_headed_by(user))) if user.is_authenticated else self.none()


def _headed_by(user: User) -> models.QuerySet[BlocMembership]:
    return BlocMembership.objects.filter(
        bloc=OuterRef("bloc"),
        year=OuterRef("round__year"),
        role=BlocRole.HEAD,
        organization__in=user.organization_ids_as(Role.UNIT_OFFICER),
    )


class Registration(models.Model):
    """What one bloc registers in one round: a letter, its pledges, and a table with a line per unit."""

    TRANSITIONS = REGISTRATION_TRANSITIONS

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="registrations", verbose_name="đợt")
    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, related_name="registrations", verbose_name="khối, cụm")
    code = models.SlugField("mã", max_length=80, unique=True)
    status = models.CharField(
        "tình trạng", max_length=20, choices=RegistrationStatus.choices, default=RegistrationStatus.DRAFT
    )
    # Of the letter and its pledges; every line has its own, so that two people on one bloc never meet.
    revision = models.PositiveIntegerField("lần lưu", default=0)
    # Raised by every saved row, line or letter: what staff read is what they accept.
    edition = models.PositiveIntegerField("bản đang soạn", default=0)
    saved_at = models.DateTimeField("lưu lúc", null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField("nộp lúc", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Given back with time to mend it, also after the deadline.
    returned_until = models.DateField("sửa và nộp lại đến hết ngày", null=True, blank=True)
    # What counts. It stays in force while an amendment is written.
    accepted_version = models.ForeignKey(
        "registrations.RegistrationVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField("tiếp nhận lúc", null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The letter.
    sender_superior = models.CharField("cơ quan chủ quản", max_length=200, blank=True)
    sender_name = models.CharField("tên khối trên văn bản", max_length=200, blank=True)
    symbol = models.CharField("ký hiệu", max_length=60, blank=True, help_text="Ví dụ KTMTH-TĐKT")
    number = models.CharField("số", max_length=20, blank=True)
    place = models.CharField("địa danh", max_length=100, blank=True)
    month = models.PositiveSmallIntegerField("tháng", null=True, blank=True)
    day = models.PositiveSmallIntegerField("ngày", null=True, blank=True)
    subject_line = models.CharField("về việc", max_length=300, blank=True)
    addressee = models.CharField("kính gửi", max_length=300, blank=True)
    introduction = models.TextField("mở đầu", blank=True)
    closing = models.TextField("kết thúc", blank=True)
    on_behalf_of = models.CharField("thay mặt", max_length=200, blank=True, help_text="TM. KHỐI THI ĐUA TMTH")
    signer_title = models.CharField("chức danh trong khối", max_length=100, blank=True, help_text="TRƯỞNG KHỐI")
    signer_office = models.CharField("chức vụ người ký", max_length=200, blank=True)
    signer_name = models.CharField("họ tên người ký", max_length=120, blank=True)
    recipients = models.TextField("nơi nhận", blank=True, help_text="Mỗi dòng một nơi nhận.")

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = "bản đăng ký thi đua của khối"
        verbose_name_plural = "bản đăng ký thi đua của khối"
        ordering = ["round", "bloc"]
        constraints = [
            models.UniqueConstraint(name="bloc_registers_once_in_a_round", fields=["round", "bloc"]),
            models.CheckConstraint(
                name="registration_acceptance_is_whole",
                condition=Q(accepted_version__isnull=True, accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_version__isnull=False, accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="registration_accepted_has_its_version",
                condition=~Q(status=RegistrationStatus.ACCEPTED) | Q(accepted_version__isnull=False),
            ),
            models.CheckConstraint(
                name="registration_letter_day_is_a_day",
                condition=Q(month__isnull=True, day__isnull=True)
                | Q(month__gte=1, month__lte=12, day__isnull=True)
                | Q(month__gte=1, month__lte=12, day__gte=1, day__lte=31),
            ),
        ]

    def __str__(self) -> str:
        return f"Đăng ký thi đua năm {self.round.year} của {self.bloc}"

    def get_absolute_url(self) -> str:
        return reverse("registrations:registration", args=[self.code])

    @property
    def tone(self) -> str:
        return REGISTRATION_TONES[self.status]

    @property
    def is_with_the_bloc(self) -> bool:
        return self.status in WITH_THE_BLOC

    @property
    def is_amended(self) -> bool:
        """A new version is being written while the accepted one is in force."""
        return self.accepted_version_id is not None and self.status in (
            *WITH_THE_BLOC,
            RegistrationStatus.SUBMITTED,
        )


class RegistrationVersion(models.Model):
    """The whole registration as it was submitted; its content never changes. It prints the same paper for ever."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("bản số")
    # `registrations.content.Content` as JSON.
    content = models.JSONField("nội dung")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField("nộp lúc", auto_now_add=True)
    # From then on what stands in it counts as registered, until a later version is accepted.
    accepted_at = models.DateTimeField("tiếp nhận lúc", null=True, blank=True)

    class Meta:
        verbose_name = "bản đã nộp"
        verbose_name_plural = "bản đã nộp"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="registration_versions_are_numbered_once", fields=["registration", "number"])
        ]

    def __str__(self) -> str:
        return f"bản {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("registrations:version", args=[self.registration.code, self.number])


def signed_path(signed: SignedFile, filename: str) -> str:
    """By version; the name the person gave is kept in `name`."""
    return f"registrations/{signed.version_id}/{signed.sha256[:16]}.{filename.rpartition('.')[2][:8].lower()}"


class SignedFile(models.Model):
    """A signed scan or digitally signed PDF of exactly one version."""

    version = models.ForeignKey(RegistrationVersion, on_delete=models.PROTECT, related_name="signed_files")
    file = models.FileField("tệp", upload_to=signed_path, max_length=200)
    name = models.CharField("tên tệp", max_length=200)
    size = models.PositiveIntegerField("cỡ (byte)")
    sha256 = models.CharField("mã băm", max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "bản ký"
        verbose_name_plural = "bản ký"
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(name="signed_file_is_kept_once_a_version", fields=["version", "sha256"])]

    def __str__(self) -> str:
        return self.name
