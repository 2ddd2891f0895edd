"""Whether now: the exact sentences beside a disabled button."""

from datetime import date

import pytest

from organizations import policies
from organizations.enums import Role
from tests.factories.organizations import MembershipFactory, OrganizationFactory, UserFactory

DAY = date(2025, 7, 1)


def test_close_open_unit_without_children_or_people_has_no_blockers(province):
    assert policies.blockers_to_close(province, on=DAY) == []


def test_close_names_the_open_children_and_not_the_ended(province):
    OrganizationFactory(name="Sở Y tế", parent=province)
    OrganizationFactory(name="Sở Công Thương", parent=province, valid_to="2025-03-01")
    [reason] = policies.blockers_to_close(province, on=DAY)
    assert reason == (
        "Còn 1 đơn vị trực thuộc đang hoạt động: Sở Y tế. "
        "Hãy kết thúc hoặc chuyển các đơn vị này sang cơ quan khác trước."
    )


def test_close_names_five_children_and_counts_the_rest(province):
    for number in range(7):
        OrganizationFactory(name=f"Sở {number}", parent=province, position=number)
    [reason] = policies.blockers_to_close(province, on=DAY)
    assert "Còn 7 đơn vị trực thuộc đang hoạt động: Sở 0, Sở 1, Sở 2, Sở 3, Sở 4 và 2 tên khác." in reason


def test_close_counts_people_still_in_office_on_that_day(province):
    unit = OrganizationFactory(parent=province)
    MembershipFactory(organization=unit, role=Role.STAFF, valid_to="2025-07-01")
    MembershipFactory(organization=unit, role=Role.STAFF, user__full_name="Vàng A Páo", valid_to="2025-08-01")
    assert policies.blockers_to_close(unit, on=DAY) == [
        "Còn 1 người đang giữ vai trò: Vàng A Páo (Cán bộ thi đua). Hãy cho thôi vai trò trước."
    ]


def test_close_a_province_leaves_its_administrator(province, admin):
    assert policies.blockers_to_close(province, on=DAY) == []


def test_close_twice(province):
    province.valid_to = DAY
    assert policies.blockers_to_close(province, on=DAY) == ["Đơn vị đã kết thúc hoạt động từ ngày 01/07/2025."]


@pytest.mark.parametrize(
    ("on", "reasons"),
    [
        (date(2025, 7, 2), []),
        (date(2025, 7, 1), ["Ngày kết thúc phải sau ngày có hiệu lực 01/07/2025."]),
        (date(2024, 7, 1), ["Ngày kết thúc phải sau ngày có hiệu lực 01/07/2025."]),
    ],
)
def test_close_before_it_began(db, on, reasons):
    assert policies.blockers_to_close(OrganizationFactory(valid_from=DAY), on=on) == reasons


def test_successor_is_another_unit_that_exists_then(province, other_province):
    gone = OrganizationFactory(name="UBND tỉnh Yên Bái", valid_to="2025-07-01")
    gone.refresh_from_db()
    assert policies.blockers_to_succeed(province, other_province, on=DAY) == []
    assert policies.blockers_to_succeed(province, province, on=DAY) == [
        "Đơn vị không thể kế tục chính mình. Hãy chọn đơn vị khác."
    ]
    assert policies.blockers_to_succeed(province, gone, on=DAY) == [
        "“UBND tỉnh Yên Bái (đến 30/06/2025)” không hoạt động vào ngày 01/07/2025. Hãy chọn cơ quan kế tục khác."
    ]


@pytest.mark.parametrize(
    ("valid_to", "blocked"),
    [(None, True), (date(2025, 7, 2), True), (date(2025, 7, 1), False), (date(2024, 1, 1), False)],
)
def test_place_below_an_ended_unit_only_when_ended_before(db, valid_to, blocked):
    parent = OrganizationFactory(valid_to=DAY)
    assert bool(policies.blockers_to_place(None, parent, valid_to=valid_to)) is blocked


def test_place_below_itself(province):
    assert policies.blockers_to_place(province, province, valid_to=None) == ["Đơn vị không thể trực thuộc chính mình."]


def test_grant_before_the_unit_began_or_after_it_ended(db):
    unit = OrganizationFactory(name="Sở Dân tộc", valid_from=DAY, valid_to=date(2026, 1, 1))
    user = UserFactory()
    assert policies.blockers_to_grant(user, unit, Role.STAFF, valid_from=date(2025, 12, 31)) == []
    for day in (date(2025, 6, 30), date(2026, 1, 1)):
        [reason] = policies.blockers_to_grant(user, unit, Role.STAFF, valid_from=day)
        assert f"không hoạt động vào ngày {day:%d/%m/%Y}" in reason


def test_grant_administrator_only_at_the_top(province):
    department = OrganizationFactory(parent=province)
    user = UserFactory()
    assert policies.blockers_to_grant(user, province, Role.ADMIN, valid_from=DAY) == []
    assert policies.blockers_to_grant(user, department, Role.ADMIN, valid_from=DAY) == [
        "Vai trò Quản trị chỉ cấp ở cơ quan đứng đầu của tỉnh, vì người quản trị phụ trách cả tỉnh."
    ]


def test_grant_to_a_locked_account(province):
    assert policies.blockers_to_grant(UserFactory(is_active=False), province, Role.STAFF, valid_from=DAY) == [
        "Tài khoản đang bị khóa. Hãy mở khóa trước khi cấp vai trò."
    ]


@pytest.mark.parametrize(
    ("on", "reasons"),
    [
        (date(2020, 1, 1), []),
        (date(2019, 12, 31), ["Ngày thôi phải từ ngày nhận vai trò 01/01/2020 trở đi."]),
    ],
)
def test_end_membership_not_before_it_began(clerk, on, reasons):
    assert policies.blockers_to_end_membership(clerk.memberships.get(), on=on) == reasons


def test_end_membership_that_ended(province):
    membership = MembershipFactory(organization=province, valid_to="2024-01-01")
    membership.refresh_from_db()
    assert policies.blockers_to_end_membership(membership, on=DAY) == ["Vai trò này đã thôi từ ngày 01/01/2024."]


def test_reset_password_is_for_others_with_open_accounts(admin, clerk):
    assert policies.blockers_to_reset_password(clerk, by=admin) == []
    assert policies.blockers_to_reset_password(admin, by=admin) == [
        "Mật khẩu của chính mình thì đổi ở mục Đổi mật khẩu, góc trên bên phải."
    ]
    clerk.is_active = False
    assert policies.blockers_to_reset_password(clerk, by=admin) == [
        "Tài khoản đang bị khóa. Hãy mở khóa trước khi cấp lại mật khẩu."
    ]


def test_lock_a_locked_account_and_open_an_open_one(admin, clerk):
    assert policies.blockers_to_reactivate(clerk) == ["Tài khoản đang hoạt động."]
    clerk.is_active = False
    assert policies.blockers_to_deactivate(clerk, by=admin, on=DAY) == ["Tài khoản đã bị khóa."]
    assert policies.blockers_to_reactivate(clerk) == []
