"""Static files are collected when one changed, and only then."""

import os
from pathlib import Path

import pytest
from django.core.management import call_command


@pytest.fixture
def sheet(settings, tmp_path) -> Path:
    sheet = tmp_path / "own" / "sheet.css"
    sheet.parent.mkdir()
    sheet.write_text("p {}")
    settings.STATICFILES_DIRS = [sheet.parent]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = str(tmp_path / "collected")
    return sheet


def test_files_are_collected_again_only_when_one_changed(sheet, settings):
    collected = Path(settings.STATIC_ROOT) / "sheet.css"
    call_command("collect_static")
    assert collected.read_text() == "p {}"
    collected.write_text("untouched")
    call_command("collect_static")
    assert collected.read_text() == "untouched"
    sheet.write_text("p { color: red }")
    os.utime(sheet, (4_000_000_000, 4_000_000_000))  # Django compares whole seconds
    call_command("collect_static")
    assert collected.read_text() == "p { color: red }"


def test_a_new_file_is_collected(sheet, settings):
    call_command("collect_static")
    (sheet.parent / "new.css").write_text("a {}")
    call_command("collect_static")
    assert (Path(settings.STATIC_ROOT) / "new.css").exists()
