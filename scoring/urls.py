"""Addresses of this app; each group of views lists its own."""

from scoring.views import ballots, rounds, schemes, sheets

app_name = "scoring"
urlpatterns = [*rounds.urls, *schemes.urls, *sheets.urls, *ballots.urls]
