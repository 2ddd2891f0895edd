"""The whole address plan; each app owns its own part below."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("dashboard.urls")),
    path("", include("campaigns.urls")),
    path("", include("targets.urls")),
    path("", include("scoring.urls")),
    path("", include("awards.urls")),
    path("", include("registrations.urls")),
    path("", include("notices.urls")),
    path("van-ban/", include("documents.urls")),
    path("", include("organizations.urls")),
    path("", include("core.urls")),
    path("quan-tri/", admin.site.urls),
]

handler400 = "core.views.bad_request"
handler403 = "core.views.permission_denied"
handler404 = "core.views.page_not_found"
handler500 = "core.views.server_error"
