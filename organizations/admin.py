"""Django's own admin, for reference data and for looking; the daily work has its screens in the application."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from organizations.models import Membership, Organization, User


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shows rows and changes none: a change is a service with its log."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Organization)
class OrganizationAdmin(ReadOnlyAdmin):
    list_display = ("name", "kind", "level", "parent", "valid_from", "valid_to", "code")
    list_filter = ("kind", "level")
    search_fields = ("search_text",)


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    list_display = ("full_name", "username", "is_active", "last_login")
    search_fields = ("search_text",)
    exclude = ("password",)


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    list_display = ("user", "organization", "role", "valid_from", "valid_to")
    list_filter = ("role",)
