"""Addresses of this app; each group of views lists its own."""

from awards.views import catalogue, certificates, decisions, dossiers, history, sessions, statistics

app_name = "awards"
urlpatterns = [
    *catalogue.urls,
    *history.urls,
    *dossiers.urls,
    *sessions.urls,
    *decisions.urls,
    *certificates.urls,
    *statistics.urls,
]
