"""Reference data in Django's own admin: units of measure are added here, the register is only looked at."""

from __future__ import annotations

from django.contrib import admin

from organizations.admin import ReadOnlyAdmin
from targets.models import Indicator, MeasurementUnit


@admin.register(MeasurementUnit)
class MeasurementUnitAdmin(admin.ModelAdmin):
    search_fields = ("name",)


@admin.register(Indicator)
class IndicatorAdmin(ReadOnlyAdmin):
    """Changed on its own pages, where a change is checked and logged."""

    list_display = ("name", "unit", "group", "measure", "polarity", "is_active", "code")
    list_filter = ("group", "measure", "is_active")
    search_fields = ("search_text",)
