"""What a person sees: the own trees, central bodies, predecessors and successors; nothing of other provinces."""

from django.contrib.auth.models import AnonymousUser

from organizations.enums import Level
from organizations.models import Organization, User
from tests.factories.organizations import MembershipFactory, OrganizationFactory, UserFactory


def codes(user) -> set[str]:
    return set(Organization.objects.visible_to(user).values_list("code", flat=True))


def test_visible_are_own_tree_and_central_bodies(province, other_province, staff, unit_officer):
    OrganizationFactory(code="bantdkt-tw", level=Level.CENTRAL)
    assert codes(staff) == codes(unit_officer) == {"laocai", "sonoivu", "bantdkt-tw"}


def test_visible_are_what_merged_into_the_tree_and_what_it_became(province, other_province, staff, outsider):
    heir = OrganizationFactory(code="laocai2025")
    OrganizationFactory(code="yenbai", valid_to="2025-07-01", successor=heir)
    Organization.objects.filter(code="laocai").update(valid_to="2025-07-01", successor=heir)
    assert codes(staff) == {"laocai", "laocai2025"}
    newcomer = MembershipFactory(organization=heir).user
    assert codes(newcomer) == {"laocai", "yenbai", "laocai2025"}
    assert codes(outsider) == {"langson"}


def test_anonymous_sees_nothing(province, staff):
    assert codes(AnonymousUser()) == set()
    assert list(User.objects.visible_to(AnonymousUser())) == []


def test_without_role_only_central_bodies_and_oneself(province, staff):
    OrganizationFactory(code="bantdkt-tw", level=Level.CENTRAL)
    nobody = UserFactory()
    assert codes(nobody) == {"bantdkt-tw"}
    assert list(User.objects.visible_to(nobody)) == [nobody]


def test_people_of_the_own_province_only(province, staff, clerk, outsider):
    assert set(User.objects.visible_to(staff)) == {staff, clerk}


def test_search_ignores_accents_case_and_form(province):
    OrganizationFactory(
        code="denbien", name="Ủy ban nhân dân tỉnh Điện Biên", search_text="uy ban nhan dan tinh dien bien"
    )
    for words in ("điện biên", "DIEN  BIEN", "Đie\u0323\u0302n Bie\u0302n"):
        assert [found.code for found in Organization.objects.matching(words)] == ["denbien"]


def test_name_of_an_ended_unit_tells_its_last_day(province):
    ended = OrganizationFactory(name="Ủy ban nhân dân huyện Thuận Châu", valid_to="2025-07-01")
    ended.refresh_from_db()
    assert str(ended) == "Ủy ban nhân dân huyện Thuận Châu (đến 30/06/2025)"
    assert (ended.get_status_display(), ended.tone) == ("Đã kết thúc", "neutral")
    assert str(province) == "Ủy ban nhân dân tỉnh Lào Cai"
    assert (province.get_status_display(), province.tone) == ("Đang hoạt động", "success")


def test_role_in_a_body_that_exists_comes_first(province):
    ended = OrganizationFactory(code="cu", valid_to="2025-07-01", position=0)
    user = MembershipFactory(organization=ended).user
    MembershipFactory(user=user, organization=province)
    assert [m.organization.code for m in user.current_memberships] == ["laocai", "cu"]


def test_system_administrator_sees_everything(province, outsider):
    chief = UserFactory(is_superuser=True)
    assert codes(chief) == {"laocai", "langson"}
    assert set(User.objects.visible_to(chief)) == {chief, outsider}


def test_role_that_begins_later_is_told_so(province):
    membership = MembershipFactory(organization=province, valid_from="2999-01-01")
    membership.refresh_from_db()
    assert (membership.get_status_display(), membership.tone) == ("Chưa bắt đầu", "info")
    assert membership.user.current_memberships == []


def test_first_account_is_made_from_the_command_line(db):
    chief = User.objects.create_superuser("Chief", "mat khau dai", full_name="Đặng Hòa")
    assert (chief.is_superuser, chief.is_staff, chief.search_text) == (True, True, "dang hoa chief")
