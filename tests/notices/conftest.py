"""A kind to be told under, and somebody to be told."""

from __future__ import annotations

import pytest

from notices import registry
from notices.registry import NoticeKind
from organizations.models import User
from tests.factories.organizations import UserFactory

RETURNED = "test.returned"


@pytest.fixture(autouse=True)
def kinds(monkeypatch) -> None:
    """The kinds of these tests beside the real ones, and no source of deadlines but one's own."""
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))
    monkeypatch.setattr(registry, "_deadlines", {})
    registry.register(NoticeKind(RETURNED, "Bị trả lại", "Thử"))
    registry.register(NoticeKind("test.daily", "Tin hằng ngày", "Thử", default_mail="daily"))
    registry.register(NoticeKind("test.never", "Không thư", "Thử", default_mail="never"))
    registry.register(NoticeKind("test.urgent", "Việc gấp", "Thử", is_urgent=True))


@pytest.fixture
def anna(db) -> User:
    return UserFactory(username="anna", email="anna@laocai.example")


@pytest.fixture
def binh(db) -> User:
    return UserFactory(username="binh", email="binh@laocai.example")
