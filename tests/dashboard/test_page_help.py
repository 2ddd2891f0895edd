"""The short help: every page has one, it is short, and it leads to a part of the manual that is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import get_resolver, resolve

from dashboard.manuals import chapter
from dashboard.page_help import all_help, help_for

#: Addresses that answer a GET with something that is no page of its own: a piece of a page, a sheet for a frame, a file.
NO_PAGES = {
    "awards:certificate_batches",
    "awards:certificate_file",
    "awards:certificate_pdf",
    "awards:decision_paper",
    "awards:dossier_paper",
    "awards:history_import_bad_rows",
    "awards:history_import_template",
    "awards:printer_test",
    "awards:session_paper",
    "awards:session_turnout",
    "campaigns:directive_paper_page",
    "campaigns:directive_preview",
    "core:healthz",
    "core:readyz",
    "dashboard:search_quick",
    "documents:download",
    "documents:panel",
    "organizations:organization_import_template",
    "registrations:paper_sheets",
    "registrations:signed_file",
    "registrations:version_sheets",
    "scoring:evidence_file",
    "targets:indicator_suggest",
    "targets:progress_report_paper",
    "targets:progress_report_preview",
    "targets:report_evidence",
    "targets:sheet_import_template",
}


def names(resolver: Any, prefix: str = "") -> Iterator[str]:
    """The names of our own addresses that answer a GET."""
    for pattern in resolver.url_patterns:
        if getattr(pattern, "namespace", None) == "admin":
            continue
        if hasattr(pattern, "url_patterns"):
            yield from names(pattern, f"{pattern.namespace}:" if pattern.namespace else prefix)
        elif pattern.callback.answers_get:
            yield prefix + pattern.name


def test_every_page_has_its_help_and_nothing_else_has():
    answering = set(names(get_resolver()))
    assert set(all_help()) == answering - NO_PAGES
    assert NO_PAGES - answering == set()


@pytest.mark.parametrize("name", sorted(all_help()))
def test_help_is_a_few_whole_sentences(name):
    help_ = all_help()[name]
    assert 2 <= len(help_.sentences) <= 6
    for sentence in help_.sentences:
        assert sentence == sentence.strip()
        assert sentence.endswith("."), sentence
        assert len(sentence) <= 220, sentence


@pytest.mark.parametrize("name", sorted(all_help()))
def test_help_leads_to_a_part_that_is_in_the_manual(name):
    help_ = all_help()[name]
    parts = {anchor for anchor, _ in chapter(help_.chapter).parts}
    assert help_.part in parts | {""}


def test_help_costs_no_query(django_assert_num_queries, db):
    request = RequestFactory().get("/dang-ky/")
    request.resolver_match = resolve("/dang-ky/")
    with django_assert_num_queries(0):
        assert help_for(request) is all_help()["registrations:rounds"]


def test_no_help_where_no_page_answers(rf):
    assert help_for(rf.get("/khong-co-trang-nay/")) is None
