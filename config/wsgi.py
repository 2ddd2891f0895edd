"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from core.garbage import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# Addresses and views are loaded with the first request; better now, so that they are set aside as well.
get_resolver().url_patterns  # noqa: B018  # loading it is the purpose
settle(young=20_000, middle=10, old=10)
