"""A unit of the province, and the administrator at the keyboard."""

import pytest

from organizations.enums import Kind
from organizations.services import create_organization


@pytest.fixture
def unit(province):
    return create_organization(
        by=None, code="soyte", name="Sở Y tế", kind=Kind.DEPARTMENT, level="province", parent=province
    )


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client
