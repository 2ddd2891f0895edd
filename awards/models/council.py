"""The council, its sessions, and its ballot: who voted is known, how is not.

There is no row per vote. A choice only raises a counter, a mark only says that the member has voted; neither carries a
time or a number that would lead from one to the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from awards.enums import SESSION_TONES, SESSION_TRANSITIONS, Choice, MemberRole, Presence, SessionStatus, ThresholdBase
from awards.models.dossiers import DossierLine
from organizations.enums import Role
from organizations.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organizations.models import User


class CouncilQuerySet(models.QuerySet["Council"]):
    def visible_to(self, user: User | AnonymousUser) -> CouncilQuerySet:
        """To its members, and to those who work for it in the body that set it up."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(
            Q(organization__in=user.organization_ids_as(Role.STAFF, Role.LEADER, Role.CLERK, Role.COUNCIL, Role.ADMIN))
            | Q(members__user=user)
        ).distinct()


class Council(models.Model):
    """The Emulation and Commendation Council of one body, set up by a decision."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="councils", verbose_name="cơ quan"
    )
    name = models.CharField("tên Hội đồng", max_length=200)
    document = models.CharField("quyết định thành lập", max_length=120)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến trước ngày", null=True, blank=True)
    quorum = models.DecimalField("tỷ lệ dự họp tối thiểu (%)", max_digits=5, decimal_places=2, default="66.67")
    # Of titles for which the law names no share of votes.
    threshold = models.DecimalField("tỷ lệ phiếu mặc định (%)", max_digits=5, decimal_places=2, default="50.00")

    objects = CouncilQuerySet.as_manager()

    class Meta:
        verbose_name = "Hội đồng Thi đua - Khen thưởng"
        verbose_name_plural = "Hội đồng Thi đua - Khen thưởng"
        ordering = ["organization", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                name="council_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="council_shares_are_percentages",
                condition=Q(quorum__gt=0, quorum__lte=100, threshold__gt=0, threshold__lte=100),
                violation_error_message="Tỷ lệ phải trong khoảng trên 0 đến 100%.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("awards:council", args=[self.pk])


class CouncilMember(models.Model):
    """A seat held for a time."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="members", verbose_name="Hội đồng")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="council_seats",
        verbose_name="tài khoản",
    )  # fmt: skip
    full_name = models.CharField("họ và tên", max_length=120)
    job_title = models.CharField("chức vụ", max_length=160, blank=True)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị"
    )
    role = models.CharField("vai trò", max_length=20, choices=MemberRole.choices, default=MemberRole.MEMBER)
    position = models.PositiveIntegerField("thứ tự", default=0)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến trước ngày", null=True, blank=True)

    class Meta:
        verbose_name = "thành viên Hội đồng"
        verbose_name_plural = "thành viên Hội đồng"
        ordering = ["council", "position", "pk"]
        constraints = [
            models.UniqueConstraint(name="one_seat_for_an_account", fields=["council", "user"]),
            models.CheckConstraint(
                name="seat_ends_after_it_begins", condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return self.full_name


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, user: User | AnonymousUser) -> SessionQuerySet:
        """To the council's members, and to those who work for it in the issuing body."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(
            Q(council__organization__in=user.organization_ids_as(Role.STAFF, Role.LEADER, Role.CLERK, Role.COUNCIL))
            | Q(attendances__member__user=user)
        ).distinct()


class Session(models.Model):
    """One meeting of the council (phiên họp)."""

    TRANSITIONS = SESSION_TRANSITIONS

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="sessions", verbose_name="Hội đồng")
    name = models.CharField("tên phiên họp", max_length=300)
    held_on = models.DateField("ngày họp")
    starts_at = models.TimeField("bắt đầu", null=True, blank=True)
    ended_at = models.TimeField("kết thúc", null=True, blank=True)
    place = models.CharField("địa điểm", max_length=200, blank=True)
    chair = models.ForeignKey(
        CouncilMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chủ trì"
    )
    secretary = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="thư ký",
    )  # fmt: skip
    proceedings = models.TextField("diễn biến, thảo luận", blank=True)
    number = models.PositiveIntegerField("số biên bản", null=True, blank=True)
    status = models.CharField("tình trạng", max_length=20, choices=SessionStatus.choices, default=SessionStatus.PLANNED)
    revision = models.PositiveIntegerField("lần lưu", default=0)
    # The result as it was counted when the vote was closed; the tallies are never written again.
    result = models.JSONField("kết quả đã chốt", null=True, blank=True)
    closed_at = models.DateTimeField("chốt lúc", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "phiên họp Hội đồng"
        verbose_name_plural = "phiên họp Hội đồng"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="session_is_closed_with_time_person_and_result",
                condition=Q(
                    status=SessionStatus.CLOSED, closed_at__isnull=False, closed_by__isnull=False, result__isnull=False
                )
                | (
                    ~Q(status=SessionStatus.CLOSED)
                    & Q(closed_at__isnull=True, closed_by__isnull=True, result__isnull=True)
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("awards:session", args=[self.pk])

    @property
    def tone(self) -> str:
        return SESSION_TONES[self.status]


class Attendance(models.Model):
    """How a member takes part; the members of that day, kept with the session."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances", verbose_name="phiên họp")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="+", verbose_name="thành viên")
    presence = models.CharField("dự họp", max_length=20, choices=Presence.choices, default=Presence.ABSENT)
    reason = models.CharField("lý do vắng", max_length=200, blank=True)

    class Meta:
        verbose_name = "dự họp"
        verbose_name_plural = "dự họp"
        ordering = ["session", "member__position", "pk"]
        constraints = [models.UniqueConstraint(name="member_attends_once", fields=["session", "member"])]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_presence_display()}"


class AgendaItem(models.Model):
    """One line of a dossier put to the vote; what decides it is copied from the catalogue when it is put."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="items", verbose_name="phiên họp")
    line = models.ForeignKey(DossierLine, on_delete=models.PROTECT, related_name="agenda_items", verbose_name="đề nghị")
    position = models.PositiveIntegerField("thứ tự")
    # The line as it was then: a dossier changed later does not change what was voted on.
    line_revision = models.PositiveIntegerField("lần lưu của hồ sơ")
    threshold = models.DecimalField("tỷ lệ phiếu cần đạt (%)", max_digits=5, decimal_places=2)
    threshold_base = models.CharField("tính trên", max_length=20, choices=ThresholdBase.choices)
    is_secret = models.BooleanField("bỏ phiếu kín", default=True)
    legal_note = models.TextField("lưu ý pháp lý", blank=True)

    class Meta:
        verbose_name = "nội dung bỏ phiếu"
        verbose_name_plural = "nội dung bỏ phiếu"
        ordering = ["session", "position", "pk"]
        constraints = [models.UniqueConstraint(name="line_is_put_once_to_a_session", fields=["session", "line"])]

    def __str__(self) -> str:
        return str(self.line)


class Conflict(models.Model):
    """A member who does not vote on one item: it is about the member or the member's unit."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="conflicts", verbose_name="nội dung")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="+", verbose_name="thành viên")
    reason = models.CharField("lý do", max_length=300)

    class Meta:
        verbose_name = "không tham gia bỏ phiếu"
        verbose_name_plural = "không tham gia bỏ phiếu"
        constraints = [models.UniqueConstraint(name="conflict_is_noted_once", fields=["item", "member"])]

    def __str__(self) -> str:
        return f"{self.member}: {self.reason}"


class VoteMark(models.Model):
    """A member who is to vote, and whether that was done. All marks of a session are made when the vote is opened, by
    seat, and only turned over later: neither a time nor the order of rows tells who voted when.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="marks", verbose_name="phiên họp")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="+", verbose_name="thành viên")
    is_paper = models.BooleanField("phiếu giấy", default=False)
    has_voted = models.BooleanField("đã bỏ phiếu", default=False)

    class Meta:
        verbose_name = "đã bỏ phiếu"
        verbose_name_plural = "đã bỏ phiếu"
        # By seat, never in the order the votes came.
        ordering = ["session", "member__position", "member__pk"]
        constraints = [models.UniqueConstraint(name="member_votes_once_in_a_session", fields=["session", "member"])]

    def __str__(self) -> str:
        return f"{self.member}: {'đã' if self.has_voted else 'chưa'} bỏ phiếu"


class Tally(models.Model):
    """How many said what on one item: a counter, and nothing else."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="tallies", verbose_name="nội dung")
    choice = models.CharField("phiếu", max_length=10, choices=Choice.choices)
    count = models.PositiveIntegerField("số phiếu", default=0)

    class Meta:
        verbose_name = "kiểm phiếu"
        verbose_name_plural = "kiểm phiếu"
        ordering = ["item", "choice"]
        constraints = [models.UniqueConstraint(name="choice_is_counted_once", fields=["item", "choice"])]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_choice_display()} {self.count}"


class PaperVoteEntry(models.Model):
    """The paper votes of all absent members together, as one of two people read them; equal entries are counted.

    Entered per session and not per member. What was read is kept only as a keyed digest per item, until the second
    person has entered the same: the counts of a single paper would be that member's vote.
    """

    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="paper_entries", verbose_name="phiên họp"
    )
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # {item: digest of what was read}; empty once it was counted or has to be entered again.
    digests = models.JSONField("mã đối chiếu", default=dict)
    # Whose papers came back (members), which is no secret.
    members = models.JSONField("thành viên có phiếu", default=list)
    # The items on which the two readings differed the last time; 0 stands for the papers themselves.
    differing = models.JSONField("mục khác nhau", default=list)
    is_counted = models.BooleanField("đã cộng", default=False)
    ballots = models.PositiveIntegerField("số phiếu thu về", default=0)

    class Meta:
        verbose_name = "nhập phiếu giấy"
        verbose_name_plural = "nhập phiếu giấy"
        constraints = [models.UniqueConstraint(name="person_enters_paper_votes_once", fields=["session", "entered_by"])]

    def __str__(self) -> str:
        return f"{self.entered_by}: {self.ballots} phiếu"
