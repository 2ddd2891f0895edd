from django.urls import path

from notices import views

app_name = "notices"
urlpatterns = [
    path("thong-bao/", views.notices, name="notices"),
    path("thong-bao/da-doc/", views.notices_read, name="notices_read"),
    path("thong-bao/tuy-chon/", views.notice_preferences, name="notice_preferences"),
    path("thong-bao/<int:pk>/mo/", views.notice_open, name="notice_open"),
]
