"""Addresses of this app; each group of views lists its own."""

from registrations.views import line, names, results, rounds, workbench

app_name = "registrations"
urlpatterns = [
    *rounds.urls,
    *workbench.urls,
    *line.urls,
    *names.urls,
    *results.urls,
]
