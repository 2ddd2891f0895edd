"""The editor's form as a browser sends it, and people at the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from campaigns.models import Directive


@pytest.fixture
def typed() -> Callable[..., dict[str, Any]]:
    """What the browser posts for a directive as it stands, with some fields typed anew."""

    def post(directive: Directive, *appendices: dict[str, str], **changes: Any) -> dict[str, Any]:
        data: dict[str, Any] = {name: value for name, value in directive.content.items() if name != "appendices"} | {
            "base_revision": directive.revision,
            "parent": directive.parent_id or "",
        }
        data |= {"phu-luc-TOTAL_FORMS": len(appendices), "phu-luc-INITIAL_FORMS": 0}
        for index, appendix in enumerate(appendices):
            data |= {f"phu-luc-{index}-{name}": value for name, value in appendix.items()}
            data[f"phu-luc-{index}-ORDER"] = index + 1
        return data | changes

    return post


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def as_leader(client, leader):
    client.force_login(leader)
    return client


@pytest.fixture
def as_clerk(client, clerk):
    client.force_login(clerk)
    return client
