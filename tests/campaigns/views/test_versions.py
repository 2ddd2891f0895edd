"""Versions: listed, compared by words, put back."""

from __future__ import annotations

import re

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
    ((label, changes),) = parts
    assert label == "Chủ đề"
    changed = [(change.kind, change.text.strip()) for change in changes if change.kind != "same"]
    assert changed == [("removed", "cũ"), ("added", "mới")]


@pytest.mark.parametrize("query", ["", "cu=1", "cu=1&moi=9", "cu=x&moi=y", "cu=-1&moi=2", "cu=" + "9" * 40 + "&moi=1"])
def test_versions_that_do_not_exist_are_not_found(as_staff, two, query):
    assert as_staff.get(f"{BASE}so-sanh/?{query}").status_code == 404


def test_comparing_is_for_those_who_see_the_directive(request, two):
    assert outcomes(request, f"{BASE}so-sanh/?cu=1&moi=2") == ["login", 200, 200, 200, 404, 404, 200]


def test_restoring_is_for_staff(request, two):
    assert outcomes(request, f"{BASE}khoi-phuc/1/", post={"base_revision": 2}) == [
        "login",
        302,
        403,
        403,
        404,
        404,
        403,
    ]


def test_restoring_brings_the_old_words_back_and_keeps_the_new_ones(as_staff, two):
    as_staff.post(f"{BASE}khoi-phuc/1/", {"base_revision": 2})
    two.refresh_from_db()
    assert two.theme == "Chủ đề cũ của năm"
    assert [version.content["theme"] for version in two.versions.order_by("number")] == [
        "Chủ đề cũ của năm",
        "Chủ đề mới của năm",
        "Chủ đề cũ của năm",
    ]


def test_an_issued_directive_is_not_restored(as_staff, issued):
    response = as_staff.post(f"{BASE}khoi-phuc/1/", {"base_revision": issued.revision})
    assert response.status_code == 422
    assert "nội dung được giữ nguyên" in response.content.decode()


def test_restoring_over_a_save_that_was_not_seen_changes_nothing(as_staff, two):
    page = as_staff.post(f"{BASE}khoi-phuc/1/", {"base_revision": 1}, follow=True).content.decode()
    assert "vừa lưu chỉ thị này" in page
    two.refresh_from_db()
    assert (two.theme, two.revision, two.versions.count()) == ("Chủ đề mới của năm", 2, 2)


@pytest.mark.parametrize("data", [{}, {"base_revision": "x"}, {"base_revision": "-1"}])
def test_restoring_without_the_revision_of_the_page_is_not_found(as_staff, two, data):
    assert as_staff.post(f"{BASE}khoi-phuc/1/", data).status_code == 404


def test_the_page_sends_the_revision_it_shows(as_staff, two):
    assert '<input type="hidden" name="base_revision" value="2">' in as_staff.get(f"{BASE}ban-luu/").content.decode()


def test_changes_are_marked_by_words_too(as_staff, two):
    page = " ".join(as_staff.get(f"{BASE}so-sanh/?cu=1&moi=2").content.decode().split())
    assert re.search(r'<del><span class="visually-hidden">\[bỏ\] </span>\s*cũ', page)
    assert re.search(r'<ins><span class="visually-hidden">\[thêm\] </span>\s*mới', page)


def test_appendices_and_authority_are_compared_as_words(as_staff, two, staff):
    content = {"appendices": [{"title": "Chỉ tiêu", "body": "1. Một."}], "signing_authority": "deputy"}
    services.save_content(two, content, base_revision=2, by=staff, keep_version=True)
    parts = as_staff.get(f"{BASE}so-sanh/?cu=2&moi=3").context["parts"]
    said = {label: "".join(change.text for change in changes if change.kind == "added") for label, changes in parts}
    assert said["Phụ lục"] == "Chỉ tiêu\n1. Một."
    assert "deputy" not in said["Thẩm quyền ký"]


def test_restored_words_are_shown_as_text(as_staff, two, staff):
    services.save_content(two, {"theme": "<script>1</script>"}, base_revision=2, by=staff, keep_version=True)
    assert "<script>1" not in as_staff.get(f"{BASE}so-sanh/?cu=2&moi=3").content.decode()
