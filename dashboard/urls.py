from django.urls import path

from dashboard import audit_views, council_views, help_views, search_views, views

app_name = "dashboard"
urlpatterns = [
    path("", views.home, name="home"),
    path("giao-dien/", views.gallery, name="gallery"),
    *council_views.urls,
    *audit_views.urls,
    *search_views.urls,
    *help_views.urls,
]
