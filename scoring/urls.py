"""Addresses of this app; each group of views lists its own."""

from django.urls import URLPattern

app_name = "scoring"
urlpatterns: list[URLPattern] = []
