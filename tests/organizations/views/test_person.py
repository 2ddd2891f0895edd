import pytest

from organizations.models import User
from tests.factories.organizations import MembershipFactory
from tests.organizations.views.outcomes import outcomes

URL = "/nguoi-dung/clerk/"


def test_person_outcomes(request):
    assert outcomes(request, URL) == ["login", 404, 404, 200, 404, 404, 200]


def test_person_sees_the_own_page_without_buttons(client, clerk):
    client.force_login(clerk)
    page = client.get(URL).content.decode()
    assert "Văn thư" in page
    for words in ("/sua/", "/mat-khau/", "/ngung/", "/vai-tro/"):
        assert words not in page


def test_person_shows_roles_now_and_before(as_admin, clerk, province):
    MembershipFactory(user=clerk, organization=province, role="staff", valid_to="2022-01-01")
    page = as_admin.get(URL).content.decode()
    for words in ("Đang giữ", "Đã thôi", "từ 01/01/2020 đến trước 01/01/2022"):
        assert words in page
    assert page.count("Cho thôi") == 1


def test_person_who_works_elsewhere_too_has_disabled_buttons_with_the_reason(as_admin, clerk, other_province):
    MembershipFactory(user=clerk, organization=other_province)
    page = as_admin.get(URL).content.decode()
    assert page.count('aria-disabled="true"') == 3
    assert "việc này do quản trị hệ thống làm" in page
    assert "Lạng Sơn" not in page


def test_person_page_of_the_last_administrator_says_why_it_cannot_be_locked(as_admin):
    page = as_admin.get("/nguoi-dung/admin/").content.decode()
    assert "Anh/chị không thể khóa tài khoản của chính mình." in page


def test_person_shows_markup_as_text(as_admin, clerk):
    User.objects.filter(pk=clerk.pk).update(full_name="<b>Mai</b>", job_title="<script>x</script>")
    page = as_admin.get(URL).content.decode()
    assert "<b>Mai</b>" not in page
    assert "<script>x" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_person_takes_the_same_queries_at_any_size(as_admin, clerk, province, count, django_assert_num_queries):
    for number in range(count):
        MembershipFactory(user=clerk, organization=province, role="staff", valid_to=f"202{number + 1}-01-01")
    as_admin.get(URL)  # content types are read once per process
    with django_assert_num_queries(9):
        as_admin.get(URL)
