from django.contrib.auth import get_user


def test_logout_ends_the_session(client, staff):
    client.force_login(staff)
    assert client.post("/dang-xuat/").url == "/dang-nhap/"
    assert not get_user(client).is_authenticated


def test_logout_by_a_link_does_nothing(client, staff):
    client.force_login(staff)
    assert client.get("/dang-xuat/").status_code == 405
    assert get_user(client) == staff


def test_logout_is_open_to_those_who_must_change_their_password(client, staff):
    staff.must_change_password = True
    staff.save()
    client.force_login(staff)
    assert client.post("/dang-xuat/").url == "/dang-nhap/"
