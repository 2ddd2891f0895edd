"""Rows of outcomes of this part: the cast of the house and those of the bloc."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.pages import let_go

CAST = ("anonymous", "staff", "admin", "council", "clerk", "head", "member", "checker", "outsider")


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
        let_go(answer)
        to_login = answer.status_code == 302 and answer.url.startswith("/dang-nhap/?next=")
        found.append("login" if to_login else answer.status_code)
    return found


def typed(
    sheet: Any, values: list[str], *, stage: str, notes: dict[int, str] | None = None, **more: Any
) -> dict[str, Any]:
    """What the form of a sheet sends."""
    from scoring.selectors.sheets import table_of

    data: dict[str, Any] = {"base_revision": sheet.revision, "stage": stage}
    for place, (line, value) in enumerate(zip(table_of(sheet).lines, values, strict=True)):
        data[f"tc-{line.criterion.pk}-value"] = value
        data[f"tc-{line.criterion.pk}-note"] = (notes or {}).get(place, "")
    return data | more
