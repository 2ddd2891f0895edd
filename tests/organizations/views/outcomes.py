"""One row of outcomes per view: what each of the cast gets, from the login page to the page itself."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

CAST = ("anonymous", "staff", "leader", "clerk", "unit_officer", "outsider", "admin")


def outcomes(request: pytest.FixtureRequest, url: str, *, post: dict[str, Any] | None = None) -> list[int | str]:
    """The answer to each of the cast in order, "login" for the way there; every attempt is rolled back."""
    people = {who: request.getfixturevalue(who) for who in CAST if who != "anonymous"}
    found: list[int | str] = []
    for who in CAST:
        client = Client()
        if who != "anonymous":
            client.force_login(people[who])
        with transaction.atomic():
            answer = client.get(url) if post is None else client.post(url, post)
            transaction.set_rollback(True)
        to_login = answer.status_code == 302 and answer.url.startswith("/dang-nhap/?next=")
        found.append("login" if to_login else answer.status_code)
    return found
