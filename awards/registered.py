"""What was registered beforehand (đăng ký thi đua), as the app above that keeps registrations tells it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from awards.facts import Registration
from awards.models import Honouree

#: For each subject by primary key what was registered for it in that year; a subject that is left out: nobody knows.
Provider = Callable[[Sequence[Honouree], int], Mapping[int, tuple[Registration, ...]]]

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Ask this one too; registering the same twice is a programming error."""
    if provider in _providers:
        raise ValueError("this provider of registrations is there already")
    _providers.append(provider)


def registered_for(honourees: Sequence[Honouree], year: int) -> dict[int, tuple[Registration, ...]]:
    """What is known of each subject; the number of queries does not depend on how many there are."""
    found: dict[int, tuple[Registration, ...]] = {}
    for provider in _providers:
        for pk, registrations in provider(honourees, year).items():
            found[pk] = (*found.get(pk, ()), *registrations)
    return found
