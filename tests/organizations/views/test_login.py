import pytest
from django.contrib.auth import get_user

from organizations.services import reset_password
from tests.factories.organizations import UserFactory

PASSWORD = "mat-khau-thu-nghiem"


def enter(client, username="staff", password=PASSWORD, **more):
    return client.post("/dang-nhap/", {"username": username, "password": password, **more})


def test_login_page_is_open_to_all(client, db):
    answer = client.get("/dang-nhap/?next=/don-vi/")
    assert answer.status_code == 200
    assert answer.context["next"] == "/don-vi/"


@pytest.mark.parametrize("typed", ["staff", "STAFF", "  Staff "])
def test_login_takes_the_name_however_typed(client, staff, typed):
    answer = enter(client, typed)
    assert (answer.status_code, answer.url) == (302, "/")
    assert get_user(client) == staff


def test_login_goes_on_to_the_page_that_was_asked_for(client, staff):
    assert client.get("/don-vi/?q=so").url == "/dang-nhap/?next=/don-vi/%3Fq%3Dso"
    assert enter(client, next="/don-vi/?q=so").url == "/don-vi/?q=so"


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "http:evil.example", ""],
)
def test_login_never_leads_to_another_site(client, staff, target):
    assert enter(client, next=target).url == "/"


@pytest.mark.parametrize(
    ("username", "password"), [("staff", "sai"), ("nobody", PASSWORD), ("staff", PASSWORD.upper()), ("st\x00ff", "x")]
)
def test_login_refuses_in_the_same_words_whatever_was_wrong(client, staff, username, password):
    answer = enter(client, username, password)
    assert answer.status_code == 200
    assert not get_user(client).is_authenticated
    if "\x00" not in username:
        assert answer.context["form"].non_field_errors() == [
            "Tên đăng nhập hoặc mật khẩu không đúng. Mật khẩu phân biệt chữ hoa, chữ thường."
        ]


def test_login_of_a_locked_account_is_refused(client, db):
    UserFactory(username="cu", is_active=False)
    enter(client, "cu")
    assert not get_user(client).is_authenticated


def test_login_page_sends_those_inside_on(client, staff):
    client.force_login(staff)
    assert client.get("/dang-nhap/?next=/don-vi/").url == "/don-vi/"


def test_login_starts_a_new_session(client, staff):
    client.get("/dang-nhap/")
    session = client.session
    session["before"] = "x"
    session.save()
    old = session.session_key
    enter(client)
    assert client.session.session_key != old


def test_login_is_closed_after_eight_wrong_passwords(client, staff, settings):
    settings.AXES_ENABLED = True
    for number in range(7):  # the same name however it is typed
        assert enter(client, ("staff", "STAFF", " Staff ")[number % 3], "sai").status_code == 200
    eighth = enter(client, password="sai")
    assert eighth.status_code == 429
    assert "Tạm khóa đăng nhập" in eighth.content.decode()
    assert enter(client).status_code == 429
    assert enter(client, "STAFF").status_code == 429
    assert not get_user(client).is_authenticated


def test_login_of_others_stays_open(client, staff, leader, settings):
    settings.AXES_ENABLED = True
    for _ in range(8):
        enter(client, password="sai")
    assert enter(client, "leader").url == "/"


def test_right_password_starts_the_count_anew(client, staff, settings):
    settings.AXES_ENABLED = True
    for _ in range(2):
        for _ in range(7):
            enter(client, password="sai")
        assert enter(client).status_code == 302
        client.logout()


def test_login_with_a_given_password_leads_to_changing_it(client, db):
    UserFactory(username="moi", must_change_password=True)
    assert enter(client, "moi", next="/don-vi/").url == "/don-vi/"
    for url in ("/don-vi/", "/", "/nguoi-dung/"):
        assert client.get(url).url == "/doi-mat-khau/"
    assert client.post("/don-vi/them/", {}).url == "/doi-mat-khau/"
    assert client.get("/doi-mat-khau/").status_code == 200


def test_login_is_closed_after_eight_wrong_passwords_until_a_new_one_is_given(client, staff, admin, settings):
    settings.AXES_ENABLED = True
    for number in range(7):  # the same name however it is typed
        assert enter(client, ("staff", "STAFF", " Staff ")[number % 3], "sai").status_code == 200
    assert "Tạm khóa đăng nhập" in enter(client, password="sai").content.decode()
    assert "Tạm khóa đăng nhập" in enter(client).content.decode()
    assert not get_user(client).is_authenticated
    enter(client, password=reset_password(staff, by=admin))
    assert get_user(client) == staff
