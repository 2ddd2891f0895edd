"""Search: the page, and the quick results under the box on top of every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path, reverse

from core.actions import Tab
from core.http import methods
from core.search import Found, Source, best, find, find_everywhere, read, sources_for
from core.search_words import Query

PER_KIND, PER_PAGE, QUICK = 5, 20, 8
EXAMPLES = ("lao cai", "01/CT-UBND", "TTLĐXS", "thi đua 2024")


@methods()
def search(request: HttpRequest) -> HttpResponse:
    """Everything the words find among what this person may see, by kind; `loai` opens one kind."""
    query = read(request.GET.get("q", ""))
    found = find_everywhere(query, request.user, size=PER_KIND)
    opened = next((one for one in found if one.source.code == request.GET.get("loai")), None)
    context = {
        "query": query,
        "found": found,
        "total": sum(one.total for one in found),
        "opened": opened and _Listing.of(request, opened.source, query, opened.total),
        "tabs": _tabs(query, found, opened),
        "kinds": [source.label for source in sources_for(request.user)],
        "examples": EXAMPLES,
    }
    return render(request, "dashboard/search.html", context)


@methods()
def search_quick(request: HttpRequest) -> HttpResponse:
    """The best few hits of all kinds together, as options under the box."""
    query = read(request.GET.get("q", ""))
    found = find_everywhere(query, request.user, size=QUICK)
    hits = best(found, QUICK)
    more = sum(one.total for one in found) - len(hits)
    return render(request, "dashboard/search_quick.html", {"query": query, "hits": hits, "more": more})


@dataclass(frozen=True)
class _Listing:
    """The pages of one kind, as the component that shows them wants it."""

    request: HttpRequest
    source: Source
    page: Page[Any]

    @classmethod
    def of(cls, request: HttpRequest, source: Source, query: Query, total: int) -> _Listing:
        pages = Paginator(_Hits(source, query, request.user, total), PER_PAGE)
        return cls(request, source, pages.get_page(request.GET.get("page")))


@dataclass(frozen=True)
class _Hits(Sequence[Any]):
    """The hits of one kind; a page of them is read when it is asked for."""

    source: Source
    query: Query
    user: Any
    total: int

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, asked: Any) -> Any:
        size = asked.stop - asked.start
        return find(self.source, self.query, self.user, start=asked.start, size=size).hits


def _tabs(query: Query, found: Sequence[Found], opened: Found | None) -> list[Tab]:
    """All kinds together, then each kind that has a hit."""
    total = sum(one.total for one in found)
    kinds = [Tab(one.source.label, _url(query, one.source.code), one is opened, one.total) for one in found]
    return [Tab("Tất cả", _url(query), opened is None, total), *kinds] if found else []


def _url(query: Query, kind: str = "") -> str:
    asked = QueryDict(mutable=True)
    asked["q"] = query.words
    if kind:
        asked["loai"] = kind
    return f"{reverse('dashboard:search')}?{asked.urlencode()}"


urls = [
    path("tra-cuu/", search, name="search"),
    path("tra-cuu/nhanh/", search_quick, name="search_quick"),
]
