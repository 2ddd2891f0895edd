"""The list of councils, setting one up."""

from __future__ import annotations

from tests.awards.views.council_pages import url
from tests.organizations.views.outcomes import outcomes


def test_councils(request, council):
    assert outcomes(request, url("councils")) == ["login", 200, 200, 200, 200, 200, 200]


def test_council_create(request, council):
    assert outcomes(request, url("council_create")) == ["login", 200, 403, 403, 403, 200, 200]
