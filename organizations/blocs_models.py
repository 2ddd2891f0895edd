"""Blocs (khối, cụm thi đua): units that compete with one another, by year. Part of `organizations.models`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.vietnamese import searchable
from organizations.enums import BlocKind, BlocRole, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organizations.models import User

FIRST_YEAR, LAST_YEAR = 1948, 2100
BAD_BLOC_CODE = "Mã chỉ gồm chữ thường không dấu, số, gạch nối; ví dụ tmth-laocai."
_PLAUSIBLE = Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR)
_BAD_YEAR = f"Năm phải trong khoảng {FIRST_YEAR} đến {LAST_YEAR}."


class BlocQuerySet(models.QuerySet["Bloc"]):
    def valid_on(self, day: date) -> BlocQuerySet:
        """Those that exist on that day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gt=day)
        )

    def visible_to(self, user: User | AnonymousUser) -> BlocQuerySet:
        """Blocs of the provinces in which the user works, of those merged into them, and every bloc (an
        inter-provincial one too) in which a unit of theirs sits or sat: who led it last year still reads it.
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        roots = user.root_codes
        seated = BlocMembership.objects.filter(organization__root_code__in=roots).values("bloc")
        return self.filter(
            Q(organizer__root_code__in=roots) | Q(organizer__successor__root_code__in=roots) | Q(pk__in=seated)
        )

    def led_by(self, user: User | AnonymousUser, on: date) -> BlocQuerySet:
        """Blocs for which the person acts on that day: an officer of the unit that leads them that year."""
        if not user.is_authenticated:
            return self.none()
        units = user.memberships.in_force(on).filter(role=Role.UNIT_OFFICER).values("organization")
        led = BlocMembership.objects.filter(year=on.year, role=BlocRole.HEAD, organization__in=units)
        return self.valid_on(on).filter(pk__in=led.values("bloc"))

    def matching(self, words: str) -> BlocQuerySet:
        """Those whose name or code contains the words, accents ignored."""
        return self.filter(search_text__contains=searchable(words))


class Bloc(models.Model):
    """A group of units that compete with one another. It goes on through the years; who sits in it is by year."""

    code = models.SlugField(
        "mã",
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9_-]*$", BAD_BLOC_CODE)],
        error_messages={"invalid": BAD_BLOC_CODE, "unique": "Mã này đã được dùng. Hãy chọn mã khác."},
        help_text="Chữ thường không dấu, dùng trong địa chỉ trang: tmth-laocai",
    )
    name = models.CharField("tên khối, cụm", max_length=200)
    kind = models.CharField("loại", max_length=10, choices=BlocKind.choices, default=BlocKind.KHOI)
    organizer = models.ForeignKey(
        "organizations.Organization",
        on_delete=models.PROTECT,
        related_name="organized_blocs",
        verbose_name="cơ quan tổ chức",
    )
    valid_from = models.DateField("có hiệu lực từ", null=True, blank=True)
    valid_to = models.DateField("đến trước ngày", null=True, blank=True)
    position = models.PositiveIntegerField("thứ tự", default=0)
    # Derived, kept by the services: search without accents.
    search_text = models.TextField(editable=False, default="")

    objects = BlocQuerySet.as_manager()

    class Meta:
        verbose_name = "khối, cụm thi đua"
        verbose_name_plural = "khối, cụm thi đua"
        ordering = ["position", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="bloc_ends_after_it_begins",
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organizations:bloc", args=[self.code])

    def role_label(self, role: str) -> str:
        """The words for a role: a cụm has a trưởng cụm."""
        label = str(BlocRole(role).label)
        return label.replace("khối", "cụm") if self.kind == BlocKind.CUM else label

    def exists_in(self, year: int) -> bool:
        """Whether it exists on at least one day of the year."""
        begun = self.valid_from is None or self.valid_from <= date(year, 12, 31)
        return begun and (self.valid_to is None or self.valid_to > date(year, 1, 1))


class BlocComposition(models.Model):
    """Who sits in a bloc in a year: the decision that set it, and in the end whom the bloc voted first."""

    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, related_name="compositions", verbose_name="khối, cụm")
    year = models.PositiveSmallIntegerField("năm")
    document = models.CharField(
        "quyết định", max_length=300, blank=True, help_text="Ví dụ: Quyết định số 3666/QĐ-UBND của UBND tỉnh"
    )
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    # The unit that came first (đơn vị dẫn đầu) is not the one that leads the bloc's work (trưởng khối).
    front_runner = models.ForeignKey(
        "organizations.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="đơn vị được suy tôn dẫn đầu",
    )
    vote_minutes = models.CharField("số biên bản suy tôn", max_length=300, blank=True)
    #: Raised by every change; a save based on an older one is refused.
    revision = models.PositiveIntegerField(editable=False, default=0)

    class Meta:
        verbose_name = "thành phần khối trong năm"
        verbose_name_plural = "thành phần khối trong năm"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                name="bloc_is_composed_once_a_year",
                fields=["bloc", "year"],
                violation_error_message="Thành phần của khối trong năm này đã có.",
            ),
            models.CheckConstraint(
                name="bloc_composition_year_is_plausible", condition=_PLAUSIBLE, violation_error_message=_BAD_YEAR
            ),
            models.CheckConstraint(
                name="bloc_decision_has_its_day",
                condition=Q(document="", decided_on__isnull=True) | (~Q(document="") & Q(decided_on__isnull=False)),
                violation_error_message="Ghi đủ cả quyết định và ngày quyết định, hoặc để trống cả hai.",
            ),
            models.CheckConstraint(
                name="bloc_front_runner_has_its_minutes",
                condition=Q(vote_minutes="", front_runner__isnull=True)
                | (~Q(vote_minutes="") & Q(front_runner__isnull=False)),
                violation_error_message="Ghi đủ cả đơn vị dẫn đầu và biên bản suy tôn, hoặc để trống cả hai.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bloc} năm {self.year}"


class BlocMembership(models.Model):
    """A seat of a unit in a bloc, for one year."""

    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, related_name="seats", verbose_name="khối, cụm")
    organization = models.ForeignKey(
        "organizations.Organization",
        on_delete=models.PROTECT,
        related_name="bloc_seats",
        verbose_name="cơ quan, đơn vị",
    )
    year = models.PositiveSmallIntegerField("năm")
    role = models.CharField("vai trò", max_length=10, choices=BlocRole.choices, default=BlocRole.MEMBER)
    position = models.PositiveIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "thành viên khối"
        verbose_name_plural = "thành viên khối"
        ordering = ["-year", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="unit_sits_in_a_bloc_once_a_year",
                fields=["bloc", "organization", "year"],
                violation_error_message="Đơn vị này đã có trong khối của năm đó.",
            ),
            models.UniqueConstraint(
                name="bloc_has_one_leader_a_year",
                fields=["bloc", "year"],
                condition=Q(role=BlocRole.HEAD),
                violation_error_message="Mỗi năm khối chỉ có một trưởng khối.",
            ),
            models.CheckConstraint(
                name="bloc_seat_year_is_plausible", condition=_PLAUSIBLE, violation_error_message=_BAD_YEAR
            ),
        ]
        indexes = [models.Index(fields=["organization", "year"], name="bloc_seat_of_unit")]

    def __str__(self) -> str:
        return f"{self.organization} · {self.role_label} · {self.bloc} {self.year}"

    @property
    def role_label(self) -> str:
        return self.bloc.role_label(self.role)
