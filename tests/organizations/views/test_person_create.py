import pytest

from organizations.models import User
from tests.organizations.views.outcomes import outcomes

URL = "/nguoi-dung/them/"


def facts(unit, **more):
    return {
        "full_name": "Lò Thị Mai",
        "username": "mai.lo",
        "organization": unit.pk,
        "role": "clerk",
        "valid_from": "02/01/2024",
        **more,
    }


def test_person_create_outcomes(request, province):
    assert outcomes(request, URL) == ["login", 403, 403, 403, 403, 403, 200]
    assert outcomes(request, URL, post=facts(province)) == ["login", 403, 403, 403, 403, 403, 200]


def test_person_create_shows_a_password_once_that_works_and_must_be_changed(as_admin, client, province):
    answer = as_admin.post(URL, facts(province, username="Mai.Lo"))
    assert "no-store" in answer.headers["Cache-Control"]
    password = answer.context["password"]
    assert password in answer.content.decode()
    assert password not in as_admin.get("/nguoi-dung/mai.lo/").content.decode()
    client.logout()
    client.post("/dang-nhap/", {"username": "mai.lo", "password": password})
    assert client.get("/").url == "/doi-mat-khau/"


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"username": "admin"}, "username", "Tên đăng nhập này đã có người dùng."),
        ({"username": "ADMIN"}, "username", "Tên đăng nhập này đã có người dùng."),
        ({"username": "mai lò"}, "username", "Chỉ dùng chữ thường không dấu"),
        ({"username": "them"}, "__all__", "trùng với địa chỉ của một trang"),
        ({"full_name": " "}, "full_name", "Mục này còn để trống."),
        ({"email": "mai"}, "email", "Nhập địa chỉ email."),
        ({"valid_from": "hôm nay"}, "valid_from", "Ngày phải ghi theo dạng"),
        ({"role": "king"}, "role", "king"),
    ],
)
def test_person_create_refuses_in_words(as_admin, province, more, field, words):
    form = as_admin.post(URL, facts(province, **more)).context["form"]
    assert words in " ".join(form.errors[field])
    assert User.objects.count() == 1


def test_person_create_in_another_province_is_refused(as_admin, other_province):
    assert "organization" in as_admin.post(URL, facts(other_province)).context["form"].errors


def test_person_create_administrator_of_a_department_is_refused(as_admin, unit):
    form = as_admin.post(URL, facts(unit, role="admin")).context["form"]
    assert form.non_field_errors()[0].startswith("Vai trò Quản trị chỉ cấp ở cơ quan đứng đầu của tỉnh")
    assert User.objects.count() == 1


def test_person_create_opens_for_the_unit_it_was_asked_from(as_admin, unit):
    assert as_admin.get(f"{URL}?don-vi=soyte").context["form"].initial["organization"] == unit
