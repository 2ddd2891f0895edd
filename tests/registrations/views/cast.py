"""One row of outcomes per view of this app: the people of the province, of the bloc, and those of neither."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

CAST = (
    "anonymous", "staff", "leader", "clerk", "admin", "council", "head", "member", "unit_officer", "outsider",
)  # fmt: skip


def answers(request: pytest.FixtureRequest, url: str, *, post: dict[str, Any] | None = None) -> dict[str, int | str]:
    """The answer to each of the cast, "login" for the way there; every attempt is rolled back."""
    people = {who: request.getfixturevalue(who) for who in CAST if who != "anonymous"}
    found: dict[str, int | str] = {}
    for who in CAST:
        client = Client()
        if who != "anonymous":
            client.force_login(people[who])
        with transaction.atomic():
            answer = client.get(url) if post is None else client.post(url, post)
            transaction.set_rollback(True)
        to_login = answer.status_code == 302 and answer.url.startswith("/dang-nhap/?next=")
        found[who] = "login" if to_login else answer.status_code
    return found


def expected(**groups: str) -> dict[str, int | str]:
    """`expected(_200="staff leader", _403="head")`; whoever is in no group gets 404, the stranger the login."""
    found: dict[str, int | str] = dict.fromkeys(CAST, 404)
    for status, people in groups.items():
        found |= dict.fromkeys(people.split(), int(status[1:]))
    return found | {"anonymous": "login"}
