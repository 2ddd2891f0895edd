"""Who: organizations as a tree in time, people, and the roles people hold in them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from tree_queries.fields import TreeNodeForeignKey
from tree_queries.query import TreeQuerySet

from core.vietnamese import searchable
from organizations.blocs_models import Bloc as Bloc
from organizations.blocs_models import BlocComposition as BlocComposition
from organizations.blocs_models import BlocMembership as BlocMembership
from organizations.enums import Kind, Level, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


BAD_CODE = "Mã chỉ gồm chữ thường không dấu, số, gạch nối; ví dụ sonoivu-laocai."


class OrganizationQuerySet(TreeQuerySet):
    def valid_on(self, day: date) -> OrganizationQuerySet:
        """Those that exist on that day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gt=day)
        )

    def visible_to(self, user: User | AnonymousUser) -> OrganizationQuerySet:
        """The whole tree of every province in which the user works, the central bodies, and the bodies that
        merged into one of those trees or that one of them merged into (their facts are needed to read old papers).
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        roots = user.root_codes
        heirs = Organization.objects.filter(root_code__in=roots, successor__isnull=False).values("successor")
        return self.filter(
            Q(root_code__in=roots) | Q(level=Level.CENTRAL) | Q(successor__root_code__in=roots) | Q(pk__in=heirs)
        )

    def matching(self, words: str) -> OrganizationQuerySet:
        """Those whose name, short name or code contains the words, accents ignored."""
        return self.filter(search_text__contains=searchable(words))


class Organization(models.Model):
    """A body that issues, answers or competes. It ends by a date and a successor, never by deletion."""

    code = models.SlugField(
        "mã",
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9_-]*$", BAD_CODE)],
        error_messages={"invalid": BAD_CODE, "unique": "Mã này đã được dùng. Hãy chọn mã khác."},
        help_text="Chữ thường không dấu, dùng trong địa chỉ trang: laocai, sonoivu-laocai",
    )
    name = models.CharField("tên cơ quan, đơn vị", max_length=200)
    short_name = models.CharField("tên viết tắt", max_length=60, blank=True)
    kind = models.CharField("loại", max_length=30, choices=Kind.choices)
    level = models.CharField("cấp", max_length=20, choices=Level.choices)
    parent = TreeNodeForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name="trực thuộc"
    )
    position = models.PositiveIntegerField("thứ tự", default=0)
    valid_from = models.DateField("có hiệu lực từ", null=True, blank=True)
    valid_to = models.DateField("đến trước ngày", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name="cơ quan kế tục",
    )
    # What its own documents show.
    document_symbol = models.CharField(
        "ký hiệu văn bản",
        max_length=30,
        blank=True,
        validators=[RegexValidator(r"^[A-ZĐ][A-Za-zĐđ&-]*$", "Ký hiệu viết hoa, không dấu cách, ví dụ UBND, SNV.")],
        help_text="Phần sau gạch nối của số, ký hiệu: UBND trong 01/CT-UBND",
    )
    letterhead = models.CharField(
        "tên trên văn bản", max_length=200, blank=True, help_text="Để trống nếu giống tên; dùng dấu | để xuống dòng"
    )
    letterhead_superior = models.CharField(
        "cơ quan chủ quản trên văn bản",
        max_length=200,
        blank=True,
        help_text="Ví dụ UBND TỈNH LÀO CAI; UBND tỉnh thì để trống",
    )
    place = models.CharField("địa danh", max_length=100, blank=True, help_text="Ghi trước ngày tháng: Lào Cai")
    # Derived, kept by the services: search without accents, and the tree this node belongs to.
    search_text = models.TextField(editable=False, default="")
    root_code = models.SlugField(max_length=60, editable=False, default="", db_index=True)

    objects = OrganizationQuerySet.as_manager(with_tree_fields=False)

    class Meta:
        verbose_name = "cơ quan, đơn vị"
        verbose_name_plural = "cơ quan, đơn vị"
        # A successor often took over the very name: the one that exists stands before the one that ended.
        ordering = ["position", "name", F("valid_to").desc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(
                name="organization_ends_after_it_begins",
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
            ),
            models.CheckConstraint(
                name="organization_has_a_successor_only_when_it_ended",
                condition=Q(successor__isnull=True) | Q(valid_to__isnull=False),
                violation_error_message="Muốn ghi cơ quan kế tục thì phải ghi ngày hết hiệu lực.",
            ),
        ]

    def __str__(self) -> str:
        """The name; of an ended body also its last day, for its successor often took over the very name.

        Documents print `name`.
        """
        return f"{self.name} (đến {self.last_day:%d/%m/%Y})" if self.last_day else self.name

    def get_absolute_url(self) -> str:
        return reverse("organizations:organization", args=[self.code])

    @property
    def is_root(self) -> bool:
        """The top of a tree: a province, a ministry."""
        return self.parent_id is None

    def get_status_display(self) -> str:
        """How it stands today, for its badge."""
        today = timezone.localdate()
        if self.valid_to and self.valid_to <= today:
            return "Đã kết thúc"
        return "Đang hoạt động" if self.is_valid_on(today) else "Chưa hoạt động"

    @property
    def tone(self) -> str:
        return "success" if self.is_valid_on(timezone.localdate()) else "neutral"

    @property
    def letterhead_lines(self) -> list[str]:
        """Its name as its documents break it."""
        return [part.strip() for part in (self.letterhead or self.name).upper().split("|")]

    @property
    def superior_lines(self) -> list[str]:
        """The name of the body above it, as its documents show it; none for a people's committee."""
        return [part.strip() for part in self.letterhead_superior.upper().split("|") if part.strip()]

    @property
    def last_day(self) -> date | None:
        """The last day on which it exists; `valid_to` is the first on which it does not."""
        return self.valid_to - timedelta(days=1) if self.valid_to else None

    def is_valid_on(self, day: date) -> bool:
        return not (self.valid_from and day < self.valid_from) and not (self.valid_to and day >= self.valid_to)


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: User | AnonymousUser) -> UserQuerySet:
        """People of the provinces in which the user works."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(Q(memberships__organization__root_code__in=user.root_codes) | Q(pk=user.pk)).distinct()

    def matching(self, words: str) -> UserQuerySet:
        return self.filter(search_text__contains=searchable(words))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]  # a class made at run time
    def create_user(self, username: str, password: str | None = None, **fields: object) -> User:
        user = self.model(username=username.strip().lower(), **fields)  # as the login looks for it
        user.search_text = searchable(f"{user.full_name} {user.username} {user.email}")
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: object) -> User:
        return self.create_user(username, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. What they may do follows from their memberships."""

    username = models.CharField(
        "tên đăng nhập",
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9._-]*$", "Chỉ dùng chữ thường không dấu, số, dấu chấm, gạch.")],
        error_messages={"unique": "Tên đăng nhập này đã có người dùng."},
    )
    full_name = models.CharField("họ và tên", max_length=120)
    job_title = models.CharField("chức vụ", max_length=120, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    phone = models.CharField("điện thoại", max_length=30, blank=True)
    is_active = models.BooleanField("đang hoạt động", default=True)
    is_staff = models.BooleanField("vào được trang quản trị kỹ thuật", default=False)
    must_change_password = models.BooleanField("phải đổi mật khẩu khi đăng nhập", default=False)
    date_joined = models.DateTimeField("tạo lúc", default=timezone.now)
    search_text = models.TextField(editable=False, default="")

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"
        ordering = ["full_name"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_absolute_url(self) -> str:
        return reverse("organizations:person", args=[self.username])

    def get_status_display(self) -> str:
        """How the account stands, for its badge."""
        return "Đang hoạt động" if self.is_active else "Đã khóa"

    @property
    def tone(self) -> str:
        return "success" if self.is_active else "danger"

    @property
    def current_memberships(self) -> list[Membership]:
        """Memberships in force today, read once per request (the user object lives as long as the request)."""
        if not hasattr(self, "_current_memberships"):
            held = self.memberships.in_force(timezone.localdate()).select_related("organization")
            # Those in bodies that still exist first: the first one names the frame of every page.
            self._current_memberships = sorted(held, key=lambda m: m.organization.valid_to is not None)
        return self._current_memberships

    @property
    def root_codes(self) -> set[str]:
        """Codes of the province trees in which the person works today."""
        return {membership.organization.root_code for membership in self.current_memberships}

    def roles_in(self, organization_id: int | None) -> set[str]:
        """Roles held today in exactly that organization."""
        return {m.role for m in self.current_memberships if m.organization_id == organization_id}

    def organization_ids_as(self, *roles: str) -> set[int]:
        """Organizations in which the person holds one of the roles today."""
        return {m.organization_id for m in self.current_memberships if m.role in roles}


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force(self, day: date) -> MembershipQuerySet:
        return self.not_ended(day).filter(valid_from__lte=day)

    def not_ended(self, day: date) -> MembershipQuerySet:
        """In force on that day, or later."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))


class Membership(models.Model):
    """A role of a person in an organization, from a day, until a day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships", verbose_name="người dùng")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="memberships", verbose_name="cơ quan, đơn vị"
    )
    role = models.CharField("vai trò", max_length=20, choices=Role.choices)
    valid_from = models.DateField("từ ngày", default=timezone.localdate)
    valid_to = models.DateField("đến trước ngày", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "vai trò của người dùng"
        verbose_name_plural = "vai trò của người dùng"
        ordering = ["organization", "role"]
        constraints = [
            models.UniqueConstraint(
                name="membership_is_held_once",
                fields=["user", "organization", "role"],
                condition=Q(valid_to__isnull=True),
                violation_error_message="Người này đang giữ vai trò đó ở cơ quan này rồi.",
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày thôi vai trò phải sau ngày nhận vai trò.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.organization}"

    def get_status_display(self) -> str:
        """How the role stands today, for its badge."""
        today = timezone.localdate()
        if self.valid_to and self.valid_to <= today:
            return "Đã thôi"
        return "Đang giữ" if self.valid_from <= today else "Chưa bắt đầu"

    @property
    def is_over(self) -> bool:
        return bool(self.valid_to and self.valid_to <= timezone.localdate())

    @property
    def tone(self) -> str:
        return "neutral" if self.is_over else "success" if self.valid_from <= timezone.localdate() else "info"


class ImportPreviewQuerySet(models.QuerySet["ImportPreview"]):
    def open_to(self, user: User | AnonymousUser, now: datetime) -> ImportPreviewQuerySet:
        """Those the person uploaded and that are not too old; nobody else sees them."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(owner_id=user.pk, created_at__gt=now - ImportPreview.KEPT_FOR)


class ImportPreview(models.Model):
    """An uploaded list of organizations, read but not yet imported; every look at it checks it anew."""

    KEPT_FOR: ClassVar[timedelta] = timedelta(hours=24)

    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="người tải lên")
    file_name = models.CharField("tên tệp", max_length=200)
    # The cells as text, row by row, the heading row first.
    table = models.JSONField("các ô")
    created_at = models.DateTimeField("tải lên lúc", default=timezone.now)
    confirmed_at = models.DateTimeField("nhập lúc", null=True, blank=True)
    imported_count = models.PositiveIntegerField("số đơn vị đã nhập", default=0)

    objects = ImportPreviewQuerySet.as_manager()

    class Meta:
        verbose_name = "danh sách chờ nhập"
        verbose_name_plural = "danh sách chờ nhập"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("organizations:organization_import_preview", args=[self.pk])
