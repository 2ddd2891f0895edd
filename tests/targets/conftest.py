"""Directives at every step of their life, as in `tests/campaigns`."""

from tests.campaigns.conftest import approved, draft, in_review, issued, today

__all__ = ["approved", "draft", "in_review", "issued", "today"]
