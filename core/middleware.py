"""What holds for every page: refusals in words, no copies left on shared machines, no addresses a database cannot take."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from core.errors import Conflict, DomainError


class NoNulMiddleware:
    """A NUL in an address is nobody's typing, and PostgreSQL refuses to compare with it: 400.

    What follows the question mark is read by forms, which check their own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:
            raise BadRequest("NUL in the address")
        return self.get_response(request)


class PrivatePagesMiddleware:
    """What a logged-in person was shown stays in no cache: office machines are shared, and proxies are not ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


class DomainErrorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DomainError):
            return None
        status = 409 if isinstance(exception, Conflict) else 422
        return render(request, "errors/refused.html", {"reasons": exception.reasons}, status=status)
