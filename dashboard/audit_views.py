"""The log ("Nhật ký"): what was done, as sentences; and what changed, field by field."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from core.actions import Tab
from core.changes import shown
from core.http import authorize, methods
from core.listing import Column, Listing
from dashboard import audit as selectors
from dashboard.audit_filters import ChangeFilter, LogFilter
from organizations.models import User

LOG_COLUMNS = [
    Column("luc", "Lúc", lambda line: line.entry.at, ("at",)),
    Column("nguoi", "Người thực hiện", lambda line: line.entry.actor_label),
    Column("viec", "Việc", lambda line: line.entry.verb),
    Column("ly-do", "Lý do, ghi chú", lambda line: line.entry.comment),
    Column("loai", "Loại bản ghi", lambda line: line.record.kind),
    Column("ban-ghi", "Bản ghi", lambda line: line.record.name),
    Column("thay-doi", "Thay đổi trong bản ghi", lambda line: line.sentence),
]
CHANGE_COLUMNS = [
    Column("luc", "Lúc", lambda one: one.change.at, ("at",)),
    Column("nguoi", "Người thực hiện", lambda one: str(one.change.actor or "Hệ thống")),
    Column("viec", "Thay đổi", lambda one: one.change.get_operation_display()),
    Column("loai", "Loại bản ghi", lambda one: one.record.kind),
    Column("ban-ghi", "Bản ghi", lambda one: one.record.name),
    Column("truong", "Nội dung thay đổi", lambda one: one.sentence),
]


@methods()
def audit(request: HttpRequest) -> HttpResponse:
    """Acts as sentences, newest first."""
    authorize(request.user, selectors.PERMISSION)
    reader = selectors.Reader(_user(request))
    dress = partial(selectors.lines, reader=reader)
    found = LogFilter(request.GET, queryset=reader.entries(), user=reader.user)
    listing = Listing(request, found.qs, LOG_COLUMNS, default_sort="-luc", most=selectors.MOST, dress=dress)
    context = {"listing": listing, "filter": found, "tabs": _tabs("dashboard:audit")}
    return listing.export("nhat-ky") or render(request, "dashboard/audit.html", context)


@methods()
def audit_changes(request: HttpRequest) -> HttpResponse:
    """What was added, changed and deleted, field by field; of one act when the address names it."""
    authorize(request.user, selectors.PERMISSION)
    reader = selectors.Reader(_user(request))
    found = ChangeFilter(request.GET, queryset=reader.changes(), user=reader.user)
    listing = Listing(request, found.qs, CHANGE_COLUMNS, default_sort="-luc", most=selectors.MOST, dress=shown)
    context = {"listing": listing, "filter": found, "tabs": _tabs("dashboard:audit_changes")}
    return listing.export("thay-doi-du-lieu") or render(request, "dashboard/audit_changes.html", context)


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the middleware let nobody else in
    return request.user


def _tabs(active: str) -> list[Tab]:
    pages = [("dashboard:audit", "Việc đã làm"), ("dashboard:audit_changes", "Thay đổi dữ liệu")]
    return [Tab(label, reverse(name), active=name == active) for name, label in pages]


urls = [
    path("nhat-ky/", audit, name="audit"),
    path("nhat-ky/thay-doi/", audit_changes, name="audit_changes"),
]
