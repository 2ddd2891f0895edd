"""A person's own notices: the list, opening one, having read all, choosing how to be told."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from core.http import methods
from core.listing import Column, Listing
from notices import services
from notices.filters import NoticeFilter
from notices.forms import PreferenceForm
from notices.models import Notice
from notices.selectors import choices_for
from organizations.models import User

#: The page has no heads to sort by: unread first, then the newest.
COLUMNS = [Column("moi", "Mới", lambda notice: notice.unread, ("unread", "created_at"))]


@methods()
def notices(request: HttpRequest) -> HttpResponse:
    """What I was told, unread first."""
    found = NoticeFilter(request.GET, queryset=Notice.objects.visible_to(request.user).with_unread())
    listing = Listing(request, found.qs, COLUMNS, default_sort="-moi")
    return render(request, "notices/notices.html", {"listing": listing, "filter": found})


@methods(read=(), write=["POST"])
def notice_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark it read and go where it leads; what is to be seen there, that page decides."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    services.read(notice)
    return redirect(notice.url)


@methods(read=(), write=["POST"])
def notices_read(request: HttpRequest) -> HttpResponse:
    """Mark all of mine read."""
    number = services.read_all(by=_user(request))
    messages.success(
        request, f"Đã đánh dấu {number} thông báo là đã đọc." if number else "Không còn thông báo chưa đọc."
    )
    return redirect("notices:notices")


@methods(write=["POST"])
def notice_preferences(request: HttpRequest) -> HttpResponse:
    """Which kinds I see on the page, and how often mail tells me."""
    user = _user(request)
    form = PreferenceForm(request.POST or None, choices=choices_for(user))
    if form.is_valid():
        services.choose(form.choices, by=user)
        messages.success(request, "Đã lưu lựa chọn thông báo.")
        return redirect("notices:notice_preferences")
    return render(request, "notices/notice_preferences.html", {"form": form})


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the middleware lets nobody else in
    return request.user
