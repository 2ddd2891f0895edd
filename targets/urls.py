"""Addresses of this app; each group of views lists its own."""

from targets.views import assignments, indicators, progress, reports, sheet, sheet_import, standing

app_name = "targets"
urlpatterns = [
    *standing.urls,
    *sheet.urls,
    *sheet_import.urls,
    *assignments.urls,
    *reports.urls,
    *indicators.urls,
    *progress.urls,
]
