"""The demonstration: real provinces, both real directives of 2024, an account per role. Loading it again adds nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from campaigns import services
from campaigns.models import TYPED_FIELDS, Directive
from organizations.enums import Role
from organizations.models import Organization, User
from organizations.reference import load_reference_organizations
from organizations.services import grant_membership

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Account:
    """A person of the demonstration and the role he or she holds."""

    username: str
    full_name: str
    job_title: str
    organization: str
    role: Role


ACCOUNTS = (
    Account("chuyenvien.laocai", "Nguyễn Thị Hương", "Chuyên viên", "laocai", Role.STAFF),
    Account("lanhdao.laocai", "Trịnh Xuân Trường", "Chủ tịch", "laocai", Role.LEADER),
    Account("vanthu.laocai", "Lò Thị Mai", "Văn thư", "laocai", Role.CLERK),
    Account("quantri.laocai", "Phạm Văn Sơn", "Quản trị", "laocai", Role.ADMIN),
    Account("hoidong.laocai", "Nguyễn Văn Hòa", "Ủy viên Hội đồng Thi đua - Khen thưởng", "laocai", Role.COUNCIL),
    Account("donvi.laocai", "Vàng A Páo", "Chuyên viên Sở Nội vụ", "sonoivu-laocai", Role.UNIT_OFFICER),
    Account(
        "kehoach.laocai", "Nguyễn Văn Thành", "Chuyên viên Sở Kế hoạch và Đầu tư", "sokhdt-laocai", Role.UNIT_OFFICER
    ),
    Account("taichinh.laocai", "Đỗ Minh Tuấn", "Chuyên viên Sở Tài chính", "sotaichinh-laocai", Role.UNIT_OFFICER),
    Account(
        "congthuong.laocai", "Hoàng Thị Liên", "Chuyên viên Sở Công Thương", "socongthuong-laocai", Role.UNIT_OFFICER
    ),
    Account("dulich.laocai", "Giàng Thị Dung", "Chuyên viên Sở Du lịch", "sodulich-laocai", Role.UNIT_OFFICER),
    Account("laodong.laocai", "Bùi Văn Hải", "Chuyên viên Sở LĐTBXH", "soldtbxh-laocai", Role.UNIT_OFFICER),
    Account(
        "vanphong.laocai", "Nguyễn Quốc Huy", "Chuyên viên Văn phòng UBND tỉnh", "vpubnd-laocai", Role.UNIT_OFFICER
    ),
    Account(
        "vpdoan.laocai",
        "Lý Thị Mẩy",
        "Chuyên viên Văn phòng Đoàn ĐBQH và HĐND tỉnh",
        "vpdbqh-laocai",
        Role.UNIT_OFFICER,
    ),
    Account("ngoaivu.laocai", "Trần Hải Yến", "Chuyên viên Sở Ngoại vụ", "songoaivu-laocai", Role.UNIT_OFFICER),
    Account("thongke.laocai", "Lê Văn Quang", "Chuyên viên Cục Thống kê", "cucthongke-laocai", Role.UNIT_OFFICER),
    Account("dantoc.laocai", "Thào A Sính", "Chuyên viên Ban Dân tộc", "bandantoc-laocai", Role.UNIT_OFFICER),
    Account("chuyenvien.langson", "Hoàng Văn Thụy", "Chuyên viên", "langson", Role.STAFF),
    Account("lanhdao.langson", "Hồ Tiến Thiệu", "Chủ tịch", "langson", Role.LEADER),
    Account("vanthu.langson", "Nông Thị Lan", "Văn thư", "langson", Role.CLERK),
    Account("quantri.langson", "Lý Văn Bình", "Quản trị", "langson", Role.ADMIN),
    Account("hoidong.langson", "Dương Thị Nhung", "Ủy viên Hội đồng Thi đua - Khen thưởng", "langson", Role.COUNCIL),
    Account("kehoach.langson", "Vi Thị Thu", "Chuyên viên Sở Kế hoạch và Đầu tư", "sokhdt-langson", Role.UNIT_OFFICER),
    Account("taichinh.langson", "Nguyễn Hữu Dũng", "Chuyên viên Sở Tài chính", "sotaichinh-langson", Role.UNIT_OFFICER),
    Account(
        "vanphong.langson", "Triệu Thị Hằng", "Chuyên viên Văn phòng UBND tỉnh", "vpubnd-langson", Role.UNIT_OFFICER
    ),
    Account("chuyenvien.sonla", "Cầm Thị Hoa", "Chuyên viên", "sonla", Role.STAFF),
    Account("lanhdao.sonla", "Quàng Văn Minh", "Chủ tịch", "sonla", Role.LEADER),
    Account("vanthu.sonla", "Tòng Thị Yến", "Văn thư", "sonla", Role.CLERK),
    Account("chuyenvien.thuanchau", "Lường Văn Dũng", "Chuyên viên", "thuanchau", Role.STAFF),
    Account("lanhdao.thuanchau", "Bạc Thị Thanh", "Chủ tịch", "thuanchau", Role.LEADER),
    Account("vanthu.thuanchau", "Cà Văn Tiến", "Văn thư", "thuanchau", Role.CLERK),
)
#: What an app above does to a draft before it is sent for approval.
Prepare = Callable[[Directive, User], None]
#: A role in a body that ended began before it did.
ROLES_SINCE = date(2021, 7, 1)
RETURNED_BECAUSE = "Nội dung còn chép nguyên của năm 2024. Đề nghị cập nhật các chỉ tiêu năm 2025 rồi trình lại."


def _as_it_is(directive: Directive, by: User) -> None:
    """Nothing to add to a draft."""


@transaction.atomic
def load_demo(password: str, prepare: Prepare = _as_it_is) -> None:
    """Make what is missing of organizations, accounts and directives; `prepare` completes a draft before it is sent."""
    load_reference_organizations()
    people = {account.username: _account(account, password) for account in ACCOUNTS}
    for name in ("laocai-2024", "langson-2024", "sonla-2024", "thuanchau-2024"):
        _directive(json.loads((DATA / f"{name}.json").read_text(encoding="utf-8")), people, prepare)
    _next_year("laocai-2024", people, prepare)
    if draft := _next_year("langson-2024", people, prepare):
        services.submit_directive(draft, by=people["chuyenvien.langson"])
        services.return_directive(draft, by=people["lanhdao.langson"], reason=RETURNED_BECAUSE)


def _account(account: Account, password: str) -> User:
    user = User.objects.filter(username=account.username).first()
    if user is None:
        user = User.objects.create_user(
            account.username, password, full_name=account.full_name, job_title=account.job_title
        )
    organization = Organization.objects.get(code=account.organization)
    if not user.memberships.filter(organization=organization, role=account.role).exists():
        grant_membership(user=user, organization=organization, role=account.role, by=None, valid_from=ROLES_SINCE)
    _hand_over(user, organization, account.role)
    return user


def _hand_over(user: User, organization: Organization, role: Role) -> None:
    """Who worked for a province that merged works for the new one as well: the old papers are finished in the old
    one's name, new ones are drawn up in the new one's."""
    heir = organization.successor
    if heir and not user.memberships.filter(organization=heir, role=role).exists():
        grant_membership(user=user, organization=heir, role=role, by=None, valid_from=heir.valid_from)


def _directive(data: dict[str, Any], people: dict[str, User], prepare: Prepare) -> None:
    """The directive of a data file, taken through its real steps on its real days."""
    issuer = Organization.objects.get(code=data["issuer"])
    if Directive.objects.filter(code=f"{issuer.code}-{data['year']}").exists():
        return
    staff, leader, clerk = (people[f"{role}.{issuer.code}"] for role in ("chuyenvien", "lanhdao", "vanthu"))
    parent = Directive.objects.filter(code=data.get("parent", "")).first()
    directive = services.create_directive(issuer=issuer, year=data["year"], by=staff, parent=parent)
    content = {name: data[name] for name in TYPED_FIELDS}
    directive = services.save_content(directive, content, base_revision=0, by=staff, keep_version=True)
    prepare(directive, staff)
    services.submit_directive(directive, by=staff)
    services.approve_directive(directive, by=leader, approved_on=date.fromisoformat(data["approved_on"]))
    if data["number"]:
        day = date.fromisoformat(data["issued_on"])
        services.issue_directive(directive, by=clerk, number=data["number"], issued_on=day)


def _next_year(code: str, people: dict[str, User], prepare: Prepare) -> Directive | None:
    """A draft for 2025 copied from 2024, so that the lists show work in hand; None when it is there already."""
    last = Directive.objects.select_related("issuer").get(code=code)
    if Directive.objects.filter(issuer=last.issuer, year=2025).exists():
        return None
    staff = people[f"chuyenvien.{last.issuer.code}"]
    draft = services.create_directive(issuer=last.issuer, year=2025, by=staff, copy_from=last)
    prepare(draft, staff)
    return draft
