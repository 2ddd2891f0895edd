"""Addresses of this app; each group of views lists its own."""

from registrations.views import (
    letter,
    line,
    names,
    papers,
    receive,
    results,
    rounds,
    settling,
    standing,
    versions,
    way,
    workbench,
)

app_name = "registrations"
urlpatterns = [
    *rounds.urls,
    *standing.urls,
    *receive.urls,
    *papers.urls,
    *versions.urls,
    *workbench.urls,
    *letter.urls,
    *way.urls,
    *settling.urls,
    *line.urls,
    *names.urls,
    *results.urls,
]
