"""What is typed for the council and its sessions, up to the vote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q

from awards.enums import MemberRole, Presence
from awards.forms.choosing import SeveralField
from awards.models import AgendaItem, Attendance, Council, CouncilMember, DossierLine, Session
from awards.policies.sessions import QUORUM_NOTE, THRESHOLD_NOTE
from campaigns.selectors import people_as
from core.forms import CleanCharField, DateField, FormLayout
from organizations.enums import Role
from organizations.models import Organization, User

_SHARE = (MinValueValidator(1), MaxValueValidator(100))
_BAD_TIME = "Giờ phải ghi theo dạng giờ:phút, ví dụ 08:30."


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _time(label: str, **more: Any) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"placeholder": "08:30", "autocomplete": "off"})
    return forms.TimeField(label=label, required=False, widget=widget, error_messages={"invalid": _BAD_TIME}, **more)


class CouncilForm(FormLayout, forms.Form):
    """The decision that set up the council, and its own rules."""

    name = CleanCharField(label="Tên Hội đồng", max_length=200, initial="Hội đồng Thi đua - Khen thưởng")
    document = CleanCharField(
        label="Quyết định thành lập", max_length=120, help_text="Số, ngày, cơ quan; in trong biên bản."
    )
    valid_from = DateField(label="Từ ngày")
    valid_to = DateField(label="Đến trước ngày", required=False, help_text="Để trống nếu còn hoạt động.")
    quorum = forms.DecimalField(
        label="Tỷ lệ dự họp tối thiểu (%)", max_digits=5, decimal_places=2, initial="66.67", validators=_SHARE,
        help_text=QUORUM_NOTE, localize=True,
    )  # fmt: skip
    threshold = forms.DecimalField(
        label="Tỷ lệ phiếu mặc định (%)", max_digits=5, decimal_places=2, initial="50", validators=_SHARE,
        help_text=THRESHOLD_NOTE, localize=True,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        return _ends_after_it_begins(self, super().clean())


class NewCouncilForm(CouncilForm):
    """The same, of one of the bodies the person works for."""

    organization: forms.ModelChoiceField[Organization] = forms.ModelChoiceField(
        label="Cơ quan", queryset=Organization.objects.none(), empty_label=None
    )
    field_order = ("organization",)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organization"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = bodies


class SeatForm(FormLayout, forms.Form):
    """One seat of a council."""

    user = forms.ModelChoiceField(
        label="Tài khoản", queryset=User.objects.none(), required=False, empty_label="Không có tài khoản",
        help_text="Cần có để bỏ phiếu trên máy; không có thì chỉ gửi phiếu giấy.",
    )  # fmt: skip
    full_name = CleanCharField(label="Họ và tên", max_length=120)
    job_title = CleanCharField(label="Chức vụ", max_length=160, required=False)
    organization: forms.ModelChoiceField[Organization] = forms.ModelChoiceField(
        label="Đơn vị", queryset=Organization.objects.none(), required=False, empty_label="Không ghi",
        help_text="Thành viên không bỏ phiếu hồ sơ của đơn vị này.",
    )  # fmt: skip
    role = forms.ChoiceField(label="Vai trò", choices=MemberRole.choices, initial=MemberRole.MEMBER)
    position = forms.IntegerField(label="Thứ tự", min_value=0, max_value=9_999, localize=False)
    valid_from = DateField(label="Từ ngày")
    valid_to = DateField(label="Thôi từ ngày", required=False)

    def __init__(self, *args: Any, council: Council, member: CouncilMember | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        root = council.organization.root_code
        people = User.objects.filter(memberships__organization__root_code=root, is_active=True)
        kept = CouncilMember.objects.filter(pk=member.pk) if member else CouncilMember.objects.none()
        self._choose("user", User.objects.filter(Q(pk__in=people) | Q(pk__in=kept.values("user"))))
        units = Q(root_code=root, valid_to__isnull=True) | Q(pk__in=kept.values("organization"))
        self._choose("organization", Organization.objects.filter(units))

    def _choose(self, name: str, queryset: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = queryset

    def clean(self) -> dict[str, Any]:
        return _ends_after_it_begins(self, super().clean())


class SessionForm(FormLayout, forms.Form):
    """When and where the council meets, and who leads it."""

    name = CleanCharField(label="Tên phiên họp", max_length=300, widget=_area(2))
    held_on = DateField(label="Ngày họp")
    starts_at = _time("Giờ bắt đầu")
    place = CleanCharField(label="Địa điểm", max_length=200, required=False)
    chair = forms.ModelChoiceField(
        label="Chủ trì", queryset=CouncilMember.objects.none(), required=False, empty_label="Chưa ghi"
    )
    secretary = forms.ModelChoiceField(
        label="Thư ký", queryset=User.objects.none(), required=False, empty_label="Chưa ghi",
        help_text="Người duy nhất xem được tiến độ bỏ phiếu.",
    )  # fmt: skip

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chair, secretary = self.fields["chair"], self.fields["secretary"]
        assert isinstance(chair, forms.ModelChoiceField)
        assert isinstance(secretary, forms.ModelChoiceField)
        chair.queryset = council.members.all()
        staff = people_as(council.organization, Role.STAFF)
        secretary.queryset = User.objects.filter(pk__in=[one.pk for one in staff])


class PutLinesForm(forms.Form):
    """Which lines of the checked dossiers go on the agenda."""

    lines = SeveralField(
        queryset=DossierLine.objects.none(), error_messages={"required": "Chưa chọn dòng đề nghị nào."}, label="Đề nghị"
    )

    def __init__(self, *args: Any, candidates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["lines"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = candidates


class AttendanceForm(FormLayout, forms.Form):
    """How each member takes part; the reason of an absence beside it."""

    def __init__(self, *args: Any, attendances: Sequence[Attendance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.attendances = attendances
        for one in attendances:
            self.fields[f"presence_{one.pk}"] = forms.ChoiceField(
                label=f"{one.member}", choices=Presence.choices, initial=one.presence
            )
            self.fields[f"reason_{one.pk}"] = CleanCharField(
                label=f"Lý do vắng của {one.member}", max_length=200, required=False, initial=one.reason
            )

    def rows(self) -> list[dict[str, Any]]:
        """One line of the page for each member."""
        return [
            {"attendance": one, "presence": self[f"presence_{one.pk}"], "reason": self[f"reason_{one.pk}"]}
            for one in self.attendances
        ]

    def found(self) -> dict[int, tuple[str, str]]:
        """By attendance: presence, and the reason where there is an absence."""
        data = self.cleaned_data
        pairs = {one.pk: (data[f"presence_{one.pk}"], data[f"reason_{one.pk}"]) for one in self.attendances}
        return {pk: (how, "" if how == Presence.PRESENT else why) for pk, (how, why) in pairs.items()}


class ItemField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.position}. {obj.line}"


class ConflictForm(FormLayout, forms.Form):
    """A member who does not vote on an item, for a reason that was told."""

    item = ItemField(label="Nội dung", queryset=AgendaItem.objects.none(), empty_label=None)
    member = forms.ModelChoiceField(label="Thành viên", queryset=CouncilMember.objects.none(), empty_label=None)
    reason = CleanCharField(
        label="Lý do", max_length=300, help_text="Ví dụ: là vợ, chồng, anh chị em ruột của người được đề nghị."
    )

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        item, member = self.fields["item"], self.fields["member"]
        assert isinstance(item, forms.ModelChoiceField)
        assert isinstance(member, forms.ModelChoiceField)
        item.queryset = session.items.select_related("line__honouree", "line__title", "line__dossier", "session")
        member.queryset = session.council.members.filter(pk__in=session.attendances.values("member"))


class CancelForm(FormLayout, forms.Form):
    reason = CleanCharField(label="Lý do hủy", max_length=500, widget=_area(3))


class CloseForm(FormLayout, forms.Form):
    ended_at = _time("Giờ kết thúc phiên họp", help_text="In trong biên bản; có thể ghi sau ở mục “Biên bản”.")


class ProceedingsForm(FormLayout, forms.Form):
    """What was said, as the minutes print it."""

    base_revision = forms.IntegerField(min_value=0, max_value=2**31 - 2, widget=forms.HiddenInput)
    proceedings = CleanCharField(
        label="Diễn biến, thảo luận", max_length=50_000, required=False, widget=_area(12),
        help_text="Mỗi ý một đoạn. Biên bản in phần này trước kết quả bỏ phiếu.",
    )  # fmt: skip
    ended_at = _time("Giờ kết thúc")
    number = forms.IntegerField(
        label="Số biên bản", min_value=1, max_value=9_999, required=False, localize=False,
        help_text="Hội đồng tự đánh số, mỗi năm từ 01. Để trống nếu chưa có.",
    )  # fmt: skip


def _ends_after_it_begins(form: forms.Form, cleaned: Mapping[str, Any] | None) -> dict[str, Any]:
    data = dict(cleaned or {})
    since, until = data.get("valid_from"), data.get("valid_to")
    if since and until and until <= since:
        form.add_error("valid_to", "Ngày này phải sau ngày bắt đầu.")
    return data
