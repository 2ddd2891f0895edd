"""Versions: listed, compared by words, put back."""

from __future__ import annotations

import pytest

from campaigns import services
from tests.organizations.views.outcomes import outcomes

BASE = "/chi-thi/laocai-2024/"


@pytest.fixture
def two(draft, staff):
    for number, theme in enumerate(("Chủ đề cũ của năm", "Chủ đề mới của năm")):
        draft = services.save_content(draft, {"theme": theme}, base_revision=number, by=staff, keep_version=True)
    return draft


def test_versions_are_listed_newest_first(as_staff, two):
    versions = as_staff.get(f"{BASE}ban-luu/").context["versions"]
    assert [version.number for version in versions] == [2, 1]


@pytest.mark.parametrize("query", ["cu=1&moi=2", "cu=2&moi=1"])
def test_comparison_marks_words_in_the_order_of_time(as_staff, two, query):
    parts = as_staff.get(f"{BASE}so-sanh/?{query}").context["parts"]
    (part,) = parts
    assert part["label"] == "Chủ đề"
    changed = [(change.kind, change.text.strip()) for change in part["changes"] if change.kind != "same"]
    assert changed == [("removed", "cũ"), ("added", "mới")]


@pytest.mark.parametrize("query", ["", "cu=1", "cu=1&moi=9", "cu=x&moi=y", "cu=-1&moi=2", "cu=" + "9" * 40 + "&moi=1"])
def test_versions_that_do_not_exist_are_not_found(as_staff, two, query):
    assert as_staff.get(f"{BASE}so-sanh/?{query}").status_code == 404


def test_comparing_is_for_those_who_see_the_directive(request, two):
    assert outcomes(request, f"{BASE}so-sanh/?cu=1&moi=2") == ["login", 200, 200, 200, 404, 404, 200]


def test_restoring_is_for_staff(request, two):
    assert outcomes(request, f"{BASE}khoi-phuc/1/", post={}) == ["login", 302, 403, 403, 404, 404, 403]


def test_restoring_brings_the_old_words_back_and_keeps_the_new_ones(as_staff, two):
    as_staff.post(f"{BASE}khoi-phuc/1/")
    two.refresh_from_db()
    assert two.theme == "Chủ đề cũ của năm"
    assert [version.content["theme"] for version in two.versions.order_by("number")] == [
        "Chủ đề cũ của năm",
        "Chủ đề mới của năm",
        "Chủ đề cũ của năm",
    ]


def test_an_issued_directive_is_not_restored(as_staff, issued):
    response = as_staff.post(f"{BASE}khoi-phuc/1/")
    assert response.status_code == 422
    assert "nội dung được giữ nguyên" in response.content.decode()
