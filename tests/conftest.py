"""The cast: who works for the province of the story, and an outsider who may see nothing of it."""

from __future__ import annotations

import pytest
from django.conf import settings as django_settings

from organizations.enums import Role
from organizations.models import Organization, User
from tests.factories.organizations import MembershipFactory, OrganizationFactory, UserFactory


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs PostgreSQL and Redis, unless `bin/test services` has started them."""
    if "postgresql" in django_settings.DATABASES["default"]["ENGINE"]:
        return
    needing = [item for item in items if item.get_closest_marker("services")]
    items[:] = [item for item in items if item not in needing]
    config.hook.pytest_deselected(items=needing)


@pytest.fixture(autouse=True)
def outbox_mail(settings) -> None:
    """Django's test runner swaps the mail backend; the outbox is what we test."""
    settings.EMAIL_BACKEND = "core.mail.OutboxBackend"


@pytest.fixture
def province(db) -> Organization:
    return OrganizationFactory(code="laocai", name="Ủy ban nhân dân tỉnh Lào Cai", place="Lào Cai")


@pytest.fixture
def other_province(db) -> Organization:
    return OrganizationFactory(code="langson", name="Ủy ban nhân dân tỉnh Lạng Sơn", place="Lạng Sơn")


def person(username: str, organization: Organization, role: Role) -> User:
    return MembershipFactory(user=UserFactory(username=username), organization=organization, role=role).user


@pytest.fixture
def staff(province) -> User:
    return person("staff", province, Role.STAFF)


@pytest.fixture
def leader(province) -> User:
    return person("leader", province, Role.LEADER)


@pytest.fixture
def clerk(province) -> User:
    return person("clerk", province, Role.CLERK)


@pytest.fixture
def admin(province) -> User:
    return person("admin", province, Role.ADMIN)


@pytest.fixture
def unit_officer(province) -> User:
    """Works in a department below the province: sees what is published, drafts nothing."""
    department = OrganizationFactory(code="sonoivu", name="Sở Nội vụ", parent=province)
    return person("officer", department, Role.UNIT_OFFICER)


@pytest.fixture
def outsider(other_province) -> User:
    """Staff of another province."""
    return person("outsider", other_province, Role.STAFF)
