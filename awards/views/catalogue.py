"""Views of this part; the list at the end is taken up by `awards.urls`."""

from django.urls import URLPattern

urls: list[URLPattern] = []
