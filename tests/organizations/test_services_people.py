"""Accounts, passwords, roles."""

from datetime import date

import pytest
from django.utils import timezone

from core.errors import ActionBlocked
from core.log import history_of
from organizations.enums import Role
from organizations.models import Membership, User
from organizations.services import (
    change_password,
    create_user,
    deactivate_user,
    end_membership,
    grant_membership,
    reactivate_user,
    reset_password,
    update_user,
)
from organizations.services.people import normal_username, one_time_password
from tests.factories.organizations import MembershipFactory, UserFactory


def log(obj) -> list[tuple[str, str]]:
    return [(entry.verb, entry.comment) for entry in history_of(obj)]


def test_create_user_gives_a_first_role_and_a_password_to_change(province, admin):
    user, password = create_user(
        username=" Lo.Mai ",
        full_name="Lò Thị Mai",
        job_title="Văn thư",
        organization=province,
        role=Role.CLERK,
        valid_from=date(2024, 1, 2),
        by=admin,
    )
    user = User.objects.get(username="lo.mai")
    assert user.check_password(password)
    assert (user.must_change_password, user.search_text) == (True, "lo thi mai lo.mai van thu")
    assert [(m.organization, m.role, m.valid_from) for m in user.memberships.all()] == [
        (province, "clerk", date(2024, 1, 2))
    ]
    assert log(user) == [
        ("cấp vai trò", "Văn thư tại Ủy ban nhân dân tỉnh Lào Cai, từ ngày 02/01/2024"),
        ("mở tài khoản", "Lò Thị Mai (lo.mai)"),
    ]
    assert log(province) == [("cấp vai trò", "Văn thư cho Lò Thị Mai, từ ngày 02/01/2024")]


@pytest.mark.parametrize(
    ("username", "words"),
    [
        ("admin", "Tên đăng nhập này đã có người dùng."),
        ("lò mai", "Chỉ dùng chữ thường không dấu"),
        ("them", "trùng với địa chỉ của một trang"),
        ("a" * 61, "60"),
        ("", "không được để trắng"),
    ],
)
def test_create_user_refuses_a_bad_username_and_keeps_nothing(province, admin, username, words):
    before = User.objects.count()
    with pytest.raises(ActionBlocked) as refusal:
        create_user(username=username, full_name="Lò Mai", organization=province, role=Role.CLERK, by=admin)
    assert words in " ".join(refusal.value.reasons)
    assert User.objects.count() == before


def test_create_user_whose_role_is_refused_makes_no_account(province, admin):
    with pytest.raises(ActionBlocked):
        create_user(
            username="lomai",
            full_name="Lò Mai",
            organization=province,
            role=Role.CLERK,
            valid_from=date(1900, 1, 1),
            by=admin,
            email="not an address",
        )
    assert not User.objects.filter(username="lomai").exists()


def test_one_time_password_is_readable_and_new_each_time():
    made = {one_time_password() for _ in range(50)}
    assert len(made) == 50
    assert all(len(word) == 14 and word.count("-") == 2 for word in made)
    assert not set("".join(made)) & set("il1o0")


@pytest.mark.parametrize(("typed", "kept"), [(" Nguyen.AN ", "nguyen.an"), ("a\u0301", "á"), ("an", "an")])
def test_username_is_the_same_however_typed(typed, kept):
    assert normal_username(typed) == kept


def test_update_user_logs_what_changed(province, admin, clerk):
    update_user(clerk, by=admin, full_name="Lò Thị Mai", phone="0214 3840 000")
    clerk.refresh_from_db()
    assert (clerk.full_name, clerk.search_text) == ("Lò Thị Mai", "lo thi mai clerk")
    assert log(clerk)[0][0] == "sửa thông tin người dùng"
    assert "điện thoại: “để trống” → “0214 3840 000”" in log(clerk)[0][1]


def test_update_user_with_nothing_new_writes_nothing(admin, clerk):
    update_user(clerk, by=admin, full_name=clerk.full_name)
    assert log(clerk) == []


def test_update_user_refuses_a_bad_address(admin, clerk):
    with pytest.raises(ActionBlocked):
        update_user(clerk, by=admin, email="không phải địa chỉ")
    clerk.refresh_from_db()
    assert clerk.email == ""


def test_reset_password_replaces_the_old_one_and_must_be_changed(admin, clerk):
    password = reset_password(clerk, by=admin)
    clerk.refresh_from_db()
    assert clerk.check_password(password)
    assert not clerk.check_password("mat-khau-thu-nghiem")
    assert clerk.must_change_password
    assert log(clerk) == [("cấp lại mật khẩu", "")]
    assert password not in str(list(history_of(clerk).values()))


def test_change_password_ends_the_duty_to_change(clerk):
    clerk.must_change_password = True
    clerk.save()
    change_password(clerk, new_password="mot mat khau dai")
    clerk.refresh_from_db()
    assert clerk.check_password("mot mat khau dai")
    assert not clerk.must_change_password


def test_deactivate_and_reactivate_keep_the_roles(admin, clerk):
    deactivate_user(clerk, by=admin, reason="nghỉ hưu")
    clerk.refresh_from_db()
    assert (clerk.is_active, clerk.memberships.count()) == (False, 1)
    reactivate_user(clerk, by=admin)
    clerk.refresh_from_db()
    assert clerk.is_active
    assert log(clerk) == [("mở khóa tài khoản", ""), ("khóa tài khoản", "nghỉ hưu")]


def test_deactivate_oneself_is_refused(province, admin):
    MembershipFactory(organization=province, role=Role.ADMIN)
    with pytest.raises(ActionBlocked, match="chính mình"):
        deactivate_user(admin, by=admin)


def test_deactivate_the_last_administrator_is_refused_even_to_the_system_administrator(admin):
    with pytest.raises(ActionBlocked, match="người quản trị cuối cùng"):
        deactivate_user(admin, by=UserFactory(is_superuser=True))
    admin.refresh_from_db()
    assert admin.is_active


def test_grant_twice_is_refused(province, clerk, admin):
    with pytest.raises(ActionBlocked, match="đang giữ vai trò Văn thư"):
        grant_membership(user=clerk, organization=province, role=Role.CLERK, by=admin)
    assert clerk.memberships.count() == 1


def test_grant_again_after_an_end_is_a_second_row(province, clerk, admin):
    today = timezone.localdate()
    end_membership(clerk.memberships.get(), on=today, by=admin)
    grant_membership(user=clerk, organization=province, role=Role.CLERK, by=admin)
    assert Membership.objects.filter(user=clerk).count() == 2
    assert len(User.objects.get(pk=clerk.pk).current_memberships) == 1


def test_end_membership_is_dated_and_told_in_both_histories(province, clerk, admin):
    membership = end_membership(clerk.memberships.get(), on=date(2024, 6, 1), by=admin)
    membership.refresh_from_db()
    assert membership.valid_to == date(2024, 6, 1)
    assert User.objects.get(pk=clerk.pk).current_memberships == []
    assert log(clerk)[0] == ("cho thôi vai trò", "Văn thư tại Ủy ban nhân dân tỉnh Lào Cai, từ ngày 01/06/2024")
    assert log(province)[0] == ("cho thôi vai trò", f"Văn thư cho {clerk}, từ ngày 01/06/2024")


def test_end_the_last_administrators_role_is_refused(admin):
    with pytest.raises(ActionBlocked, match="người quản trị cuối cùng"):
        end_membership(admin.memberships.get(), on=timezone.localdate(), by=admin)


def test_end_one_of_two_administrators_is_allowed(province, admin):
    other = MembershipFactory(organization=province, role=Role.ADMIN)
    end_membership(other, on=timezone.localdate(), by=admin)
    other.refresh_from_db()
    assert other.valid_to == timezone.localdate()


def test_a_locked_second_administrator_does_not_count(province, admin):
    MembershipFactory(organization=province, role=Role.ADMIN, user__is_active=False)
    with pytest.raises(ActionBlocked, match="người quản trị cuối cùng"):
        end_membership(admin.memberships.get(), on=timezone.localdate(), by=admin)
