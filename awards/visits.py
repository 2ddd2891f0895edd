"""Light counting of visits to the one page that everybody may open: nobody goes through a million codes."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

#: So many visits a minute from one address; a hall full of guests behind one router stays below.
MOST, SECONDS = 60, 60


def too_many_visits(request: HttpRequest) -> bool:
    """Count this visit; whether the address has had its share of this minute. Kept in the cache, never in the database."""
    key = f"verify-visits:{_address(request)}"
    if cache.add(key, 1, SECONDS):
        return False
    try:
        return cache.incr(key) > MOST
    except ValueError:  # the minute ended between the two
        return False


def _address(request: HttpRequest) -> str:
    """The visitor's address; behind our own proxy (HTTPS) the last one it noted, which a visitor cannot invent."""
    if settings.HTTPS:
        noted = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if noted:
            return noted
    return str(request.META.get("REMOTE_ADDR", ""))
