"""Addresses of this app; each group of views lists its own."""

from targets.views import assignments, indicators, progress, reports, sheet, standing

app_name = "targets"
urlpatterns = [
    *standing.urls,
    *sheet.urls,
    *assignments.urls,
    *reports.urls,
    *indicators.urls,
    *progress.urls,
]
