from django.urls import path

from documents import views

app_name = "documents"
urlpatterns = [
    path("<str:kind>/<int:object_id>/", views.panel, name="panel"),
    path("<str:kind>/<int:object_id>/tao/", views.request, name="request"),
    path("tep/<int:pk>/tai-ve/", views.download, name="download"),
    path("tep/<int:pk>/thu-lai/", views.retry, name="retry"),
]
