"""Components for templates; each owns its ARIA. An unknown argument is a TemplateSyntaxError.

Block components end with `{% end<name> %}`. The gallery at `/giao-dien/` shows every one in all its states.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zlib import crc32

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core.actions import Action, NextStep, Tab
from core.listing import Listing

register = template.Library()

TONES = frozenset({"neutral", "info", "success", "warning", "danger", "honour"})
#: An icon beside the word, so that no status is told by colour alone.
TONE_ICONS = {
    "neutral": "dash-circle",
    "info": "clock-history",
    "success": "check-circle",
    "warning": "exclamation-triangle",
    "danger": "x-circle",
    "honour": "award",
}
BUTTONS = {"primary": "btn-primary", "secondary": "btn-secondary", "danger": "btn-danger", "quiet": "btn-quiet"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A picture for the eye only; the words beside it speak."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
def badge(text: str, tone: str = "neutral") -> SafeString:
    """A word with its colour and icon."""
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"badge has no tone {tone!r}")
    return format_html('<span class="badge-tone tone-{}">{}<span>{}</span></span>', tone, icon(TONE_ICONS[tone]), text)


@register.simple_tag
def status_badge(obj: Any) -> SafeString:
    """The status of a record, by its own word and tone."""
    return badge(obj.get_status_display(), obj.tone)


@register.simple_block_tag(takes_context=True)
def page_header(
    context: Context,
    content: str,
    title: str,
    subtitle: str = "",
    badge: Any = None,
    back_url: str = "",
    back_label: str = "",
) -> str:
    """The title of a page; the content is its buttons, at most one of them primary."""
    return _component("page_header", locals())


@register.simple_block_tag
def card(content: str, title: str = "", icon: str = "", anchor: str = "") -> str:
    """A bordered part of a page, a landmark when it has a title."""
    return _component("card", locals())


@register.simple_block_tag
def dialog(content: str, name: str, title: str) -> str:
    """A native dialog, opened by any button with `data-dialog-open="<name>"`."""
    return _component("dialog", locals())


@register.simple_tag(takes_context=True)
def action_button(context: Context, action: Action) -> str:
    """One thing a person can do here; disabled it says why in a visible list it is described by."""
    return render_to_string(
        "components/action_button.html",
        {
            "action": action,
            "css": BUTTONS[action.tone],
            "uid": f"vi-sao-{crc32(f'{action.label} {action.url}'.encode())}",
            "csrf_token": context.get("csrf_token"),
        },
    )


@register.simple_tag
def link_button(label: str, url: str, tone: str = "secondary", icon: str = "") -> SafeString:
    """A link that looks like what it is: a way to another page."""
    return format_html('<a class="btn {}" href="{}">{}{}</a>', _button(tone), url, _icon(icon), label)


@register.simple_tag
def submit_button(label: str, tone: str = "primary", icon: str = "", name: str = "", value: str = "") -> SafeString:
    """The button that sends the form it stands in."""
    named = format_html(' name="{}" value="{}"', name, value) if name else mark_safe("")
    return format_html('<button type="submit" class="btn {}"{}>{}{}</button>', _button(tone), named, _icon(icon), label)


@register.simple_tag(takes_context=True)
def next_step(context: Context, step: NextStep) -> str:
    """Where a record stands, who must act, until when, and the buttons."""
    return render_to_string("components/next_step.html", {"step": step, "csrf_token": context.get("csrf_token")})


@register.simple_tag
def empty_state(title: str, text: str = "", action_label: str = "", action_url: str = "", icon: str = "archive") -> str:
    """What belongs here and the first step towards it."""
    return _component("empty_state", locals())


@register.simple_tag
def timeline(entries: Sequence[Any]) -> str:
    """The log of a record as sentences, newest first."""
    return _component("timeline", {"entries": entries})


@register.simple_tag
def listing_head(listing: Listing) -> str:
    """The header row of a list, sortable where a column can be sorted."""
    heads = [
        {"column": column, "url": _sort_url(listing, column.key), "sorted": _sorted(listing, column.key)}
        for column in listing.columns
    ]
    return _component("listing_head", {"heads": heads})


@register.simple_tag
def pagination(listing: Listing) -> str:
    """Pages of a list; nothing when there is one."""
    page = listing.page
    links = [
        {"number": number, "url": _query(listing, page=str(number)) if isinstance(number, int) else ""}
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return _component(
        "pagination",
        {
            "page": page,
            "links": links,
            "previous": _query(listing, page=str(page.number - 1)),
            "next": _query(listing, page=str(page.number + 1)),
        },
    )


@register.simple_tag
def export_links(listing: Listing) -> str:
    """The whole list, as filtered, in a file."""
    return _component("export_links", {"xlsx": _query(listing, export="xlsx"), "csv": _query(listing, export="csv")})


@register.simple_tag
def tabs(tabs: Sequence[Tab], label: str) -> str:
    """The faces of one record, as links."""
    return _component("tabs", {"tabs": tabs, "label": label})


@register.simple_tag
def form_errors(*forms: Any) -> str:
    """All errors of the forms and formsets above them, each a link to its field."""
    errors = [error for form in forms for error in _errors(form)]
    return _component("form_errors", {"errors": errors}) if errors else ""


def _errors(form: Any) -> list[dict[str, str]]:
    if hasattr(form, "management_form"):
        own = [{"id": "", "label": "", "text": str(text)} for text in form.non_form_errors()]
        return own + [error for child in form.forms for error in _errors(child)]
    found = [{"id": "", "label": "", "text": str(text)} for text in form.non_field_errors()]
    for field in form:
        found += [
            {"id": field.id_for_label, "label": _label(field, str(text)), "text": str(text)} for text in field.errors
        ]
    return found


def _label(field: Any, text: str) -> str:
    """The name of the field before its error, unless the sentence begins with it."""
    return "" if text.startswith(str(field.label)) else str(field.label)


def _component(name: str, values: dict[str, Any]) -> str:
    values.pop("context", None)
    return render_to_string(f"components/{name}.html", values)


def _button(tone: str) -> str:
    if tone not in BUTTONS:
        raise template.TemplateSyntaxError(f"a button has no tone {tone!r}")
    return BUTTONS[tone]


def _icon(name: str) -> SafeString:
    return icon(name) if name else mark_safe("")


def _query(listing: Listing, **changes: str) -> str:
    query = listing.request.GET.copy()
    for key in ("page", "export"):
        query.pop(key, None)
    for key, value in changes.items():
        query[key] = value
    return f"?{query.urlencode()}"


def _sorted(listing: Listing, key: str) -> str:
    if listing.sort.lstrip("-") != key:
        return ""
    return "descending" if listing.descending else "ascending"


def _sort_url(listing: Listing, key: str) -> str:
    column = next(c for c in listing.columns if c.key == key)
    if not column.is_sortable:
        return ""
    return _query(listing, sort=f"-{key}" if listing.sort == key else key)


@register.filter
def as_filter(field: Any) -> SafeString:
    """A filter's field with the look of a form's."""
    css = "form-select" if field.field.widget.input_type == "select" else "form-control"
    widget: SafeString = field.as_widget(attrs={"class": css})
    return widget
