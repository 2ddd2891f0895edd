"""Components for templates; each owns its ARIA. An unknown argument is a TemplateSyntaxError."""

from __future__ import annotations

from django import template

register = template.Library()
