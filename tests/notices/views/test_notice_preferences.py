from __future__ import annotations

import pytest

from notices.models import Preference
from notices.registry import kinds
from tests.organizations.views.outcomes import outcomes

URL = "/thong-bao/tuy-chon/"
pytestmark = pytest.mark.django_db


def defaults(**changes) -> dict[str, str]:
    """The form as it stands for one who chose nothing; dots of a kind's code are written `__`."""
    data = {f"{kind.code}-mail": kind.default_mail for kind in kinds()}
    data |= {f"{kind.code}-shown": "on" for kind in kinds()}
    data |= {name.replace("__", ".").replace("_of_", "-"): value for name, value in changes.items()}
    return {name: value for name, value in data.items() if value}


def kept() -> list[tuple[str, str, str, bool]]:
    return list(Preference.objects.order_by("kind").values_list("person__username", "kind", "mail", "is_shown"))


def test_who_gets_the_page(request):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 200, 200, 200]


def test_who_may_save(request):
    assert outcomes(request, URL, post=defaults()) == ["login", 302, 302, 302, 302, 302, 302]


def test_only_what_differs_from_the_defaults_is_kept(client, staff):
    client.force_login(staff)
    client.post(URL, defaults(test__returned_of_mail="daily", test__never_of_shown=""))
    assert kept() == [("staff", "test.never", "never", False), ("staff", "test.returned", "daily", True)]


def test_going_back_to_the_default_forgets_the_choice(client, staff, leader):
    Preference.objects.create(person=staff, kind="test.returned", mail="never")
    Preference.objects.create(person=leader, kind="test.returned", mail="never")
    client.force_login(staff)
    client.post(URL, defaults())
    assert kept() == [("leader", "test.returned", "never", True)]


def test_an_urgent_kind_cannot_be_hidden(client, staff):
    client.force_login(staff)
    client.post(URL, defaults(test__urgent_of_shown="", test__urgent_of_mail="never"))
    assert kept() == [("staff", "test.urgent", "never", True)]


def test_one_button_says_it_for_every_kind(client, staff):
    client.force_login(staff)
    Preference.objects.create(person=staff, kind="test.never", mail="never", is_shown=False)
    client.post(URL, {"all": "daily"})
    assert {mail for _, _, mail, _ in kept()} == {"daily"}
    assert [kind for _, kind, _, shown in kept() if not shown] == ["test.never"]
    assert len(kept()) == len([kind for kind in kinds() if kind.default_mail != "daily"])


def test_a_button_that_does_not_exist_changes_nothing(client, staff):
    client.force_login(staff)
    assert client.post(URL, {"all": "hourly"}).status_code == 200
    assert kept() == []


def test_a_choice_that_does_not_exist_is_refused(client, staff):
    client.force_login(staff)
    answer = client.post(URL, defaults(test__returned_of_mail="hourly"))
    assert answer.status_code == 200
    assert kept() == []


def test_the_page_shows_what_was_chosen(client, staff):
    Preference.objects.create(person=staff, kind="test.returned", mail="daily", is_shown=False)
    client.force_login(staff)
    form = client.get(URL).context["form"]
    assert (form["test.returned-mail"].initial, form["test.returned-shown"].initial) == ("daily", False)


def test_without_an_address_the_page_says_so(client, staff):
    staff.email = ""
    staff.save()
    client.force_login(staff)
    assert "chưa có địa chỉ thư điện tử" in client.get(URL).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(client, staff, rows, django_assert_num_queries):
    for kind in ("test.returned", "test.daily", "test.never")[:rows]:
        Preference.objects.create(person=staff, kind=kind, mail="never", is_shown=False)
    client.force_login(staff)
    with django_assert_num_queries(4):  # session, person, choices, memberships
        client.get(URL)
