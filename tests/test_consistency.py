"""What must agree: documentation with settings, requirements with their reasons, templates with the strict CSP."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def tracked() -> list[Path]:
    """The files of the project as git knows them."""
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S607  # wherever git lies
    return [ROOT / name for name in names.splitlines() if (ROOT / name).is_file()]


def test_the_readme_lists_every_setting_and_no_other():
    read = set()
    for source in (ROOT / "config" / "env.py", ROOT / "config" / "settings.py"):
        read |= set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source.read_text(encoding="utf-8")))
    table = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(table) == read
    assert len(table) == len(set(table))


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_each_dependency_has_a_reason_and_a_pin(name):
    wanted = {}
    for line in (ROOT / f"{name}.in").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith(("#", "-r")):
            package, _, reason = line.partition("#")
            assert reason.strip(), f"{package} has no reason"
            wanted[re.split(r"[\[<>=~ ]", package.strip())[0].lower()] = reason
    pinned = (ROOT / f"{name}.txt").read_text(encoding="utf-8").lower()
    missing = [
        package for package in wanted if not re.search(rf"^{re.escape(package)}(\[.*\])?==", pinned, re.MULTILINE)
    ]
    assert missing == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_hold_no_inline_script_or_style(template):
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text)
    for script in re.findall(r"<script[^>]*>", text):
        assert "src=" in script, script


def test_every_script_and_sheet_that_a_template_names_exists():
    for template in TEMPLATES:
        for name in re.findall(r"""{% static ['"]([^'"]+)['"] %}""", template.read_text(encoding="utf-8")):
            assert (ROOT / "static" / name).is_file(), f"{template.name}: {name}"


def test_every_icon_that_a_page_names_is_in_the_sprite():
    sprite = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static" / "img" / "icons.svg").read_text()))
    named = set()
    for template in TEMPLATES:
        text = template.read_text(encoding="utf-8")
        named |= set(re.findall(r'{% icon "([\w-]+)" %}', text)) | set(re.findall(r'\bicon="([\w-]+)"', text))
    for source in ROOT.glob("*/presenters.py"):
        named |= set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', source.read_text(encoding="utf-8"))) & sprite
    assert named - sprite == set()


def test_documents_lead_only_to_files_that_are_there():
    for page in [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_no_file_speaks_of_the_machine_it_was_written_on():
    telling = re.compile("/" + r"work/|/" + r"root/app|\.\./" + "shared")
    for path in tracked():
        if path.suffix in {".py", ".md", ".html", ".css", ".js", ".toml", ".txt", ".in", ".json", ""}:
            assert not telling.search(path.read_text(encoding="utf-8", errors="ignore")), path
