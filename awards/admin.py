"""The register and the catalogue in Django's own admin, to be looked at: a change is made on their pages and logged."""

from __future__ import annotations

from django.contrib import admin

from awards.models import AwardImport, AwardRecord, AwardTitle, BaseSalary, Honouree, RuleSwitch
from organizations.admin import ReadOnlyAdmin


@admin.register(AwardTitle)
class AwardTitleAdmin(ReadOnlyAdmin):
    list_display = ("name", "legal_version", "kind", "subject", "level", "revision", "code")
    list_filter = ("legal_version", "kind", "subject", "level")
    search_fields = ("search_text",)


@admin.register(BaseSalary)
class BaseSalaryAdmin(ReadOnlyAdmin):
    list_display = ("valid_from", "amount", "document", "is_verified")


@admin.register(RuleSwitch)
class RuleSwitchAdmin(ReadOnlyAdmin):
    list_display = ("rule", "organization", "mode", "set_by", "set_at")


@admin.register(Honouree)
class HonoureeAdmin(ReadOnlyAdmin):
    """Without the citizen's number: that is for who keeps the register."""

    list_display = ("name", "kind", "organization", "birth_year")
    list_filter = ("kind",)
    search_fields = ("search_text",)
    exclude = ("citizen_id",)


@admin.register(AwardRecord)
class AwardRecordAdmin(ReadOnlyAdmin):
    list_display = ("honouree", "title_name", "year", "decision_number", "is_revoked")
    list_filter = ("year", "is_revoked")
    list_select_related = ("honouree",)


@admin.register(AwardImport)
class AwardImportAdmin(ReadOnlyAdmin):
    list_display = ("file_name", "organization", "owner", "status", "row_count", "created_at")
    exclude = ("table", "checked", "answers", "claim")
