"""What the tests of the council's pages share."""

from __future__ import annotations

from django.urls import reverse

#: anonymous, staff, leader, clerk, unit officer, outsider, administrator
ALL_OF_THE_BODY = ["login", 200, 200, 200, 404, 404, 404]
STAFF_ONLY = ["login", 200, 403, 403, 404, 404, 404]


def url(name: str, *args: object) -> str:
    return reverse(f"awards:{name}", args=args)
