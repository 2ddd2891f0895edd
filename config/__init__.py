"""Composition of the application: settings, URLs, Celery, WSGI."""

# Loaded with Django, so that `shared_task` finds the configured application.
from config.celery import app as celery_app

__all__ = ["celery_app"]
