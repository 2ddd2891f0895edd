"""The manuals: their links and anchors resolve, and the words they quote stand on some screen."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from dashboard.help_views import urls
from dashboard.manuals import CHAPTERS, FOLDER, chapter

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ["core", "organizations", "notices", "documents", "campaigns", "targets", "scoring", "awards", "registrations"]
#: Quoted, but no words of our screens: an example of what a person types, or a sentence shown with its own numbers.
NOT_OURS = {"…", "và"}
#: Words that a screen puts together ("Tạo" and the kind of file).
PUT_TOGETHER = {"Tạo PDF", "Tạo DOCX"}


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def screens() -> str:
    """All words that templates, scripts and Python files hold."""
    files = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "static" / "js").glob("*.js")]
    for room in [*ROOMS, "dashboard"]:
        files += [path for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts]
    return unicodedata.normalize("NFC", "\n".join(path.read_text(encoding="utf-8") for path in files))


def test_every_file_is_a_chapter():
    assert {path.stem for path in FOLDER.glob("*.md")} == {*CHAPTERS, "README"}
    assert len(urls) == 2


@pytest.mark.parametrize("name", CHAPTERS)
def test_title_of_the_file_is_the_title_of_the_chapter(name):
    assert text_of(name).splitlines()[0] == f"# {CHAPTERS[name]}"


@pytest.mark.parametrize("name", [*CHAPTERS, "README"])
def test_links_lead_to_parts_that_are_there(name):
    for target, anchor in re.findall(r"(?<!!)\[[^\]]+\]\(([\w-]*)(?:\.md)?(?:#([^)]+))?\)", text_of(name)):
        parts = {one for one, _ in chapter(target or name).parts}
        assert not anchor or anchor in parts, f"{target}#{anchor}"


@pytest.mark.parametrize("name", CHAPTERS)
def test_words_in_quotes_stand_on_some_screen(name, screens):
    quoted = set(re.findall(r"“([^”]+)”", " ".join(text_of(name).split())))
    missing = []
    for words in quoted - NOT_OURS - PUT_TOGETHER:
        # What a screen fills in itself (a number, an hour, a name) is left out of the comparison.
        pieces = [piece.strip(" .,") for piece in re.split(r"…|\d[\d:]*", words)]
        missing += [words for piece in pieces if piece and piece not in screens]
    assert sorted(set(missing)) == []


@pytest.mark.parametrize("name", [*CHAPTERS, "README"])
def test_manuals_hold_no_markup_of_their_own(name):
    assert not re.search(r"<[a-zA-Z/!]", text_of(name))
