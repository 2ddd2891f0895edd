import pytest
from django.contrib.auth import get_user

OLD, NEW = "mat-khau-thu-nghiem", "suoi trong nui cao 7"


def change(client, old=OLD, new=NEW, again=None):
    return client.post(
        "/doi-mat-khau/", {"old_password": old, "new_password1": new, "new_password2": new if again is None else again}
    )


def test_password_change_needs_a_login(client, db):
    assert client.get("/doi-mat-khau/").url == "/dang-nhap/?next=/doi-mat-khau/"


def test_password_change_keeps_this_session_and_ends_the_others(client, staff, db):
    other = type(client)()
    for browser in (client, other):
        browser.force_login(staff)
    assert change(client).url == "/"
    staff.refresh_from_db()
    assert staff.check_password(NEW)
    assert get_user(client) == staff
    assert not get_user(other).is_authenticated


def test_password_change_ends_the_duty_to_change(client, staff):
    staff.must_change_password = True
    staff.save()
    client.force_login(staff)
    assert client.get("/don-vi/").url == "/doi-mat-khau/"
    change(client)
    assert client.get("/don-vi/").status_code == 200


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"old": "sai"}, "Mật khẩu đang dùng không đúng. Hãy nhập lại."),
        ({"again": "khac"}, "Hai lần nhập mật khẩu mới không giống nhau."),
        ({"new": OLD}, "Mật khẩu mới phải khác mật khẩu đang dùng."),
        ({"new": "ngan"}, "Mật khẩu quá ngắn. Hãy đặt ít nhất 10 ký tự."),
        ({"new": "password1234"}, "Mật khẩu này quá phổ biến."),
    ],
)
def test_password_change_refuses_in_words(client, staff, given, words):
    client.force_login(staff)
    form = change(client, **given).context["form"]
    assert words in [text for texts in form.errors.values() for text in texts]
    staff.refresh_from_db()
    assert staff.check_password(OLD)
