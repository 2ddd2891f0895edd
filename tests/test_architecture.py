"""The plan of the house, checked: which way imports run, what pure modules and the web process may load."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = (
    "core",
    "organizations",
    "notices",
    "documents",
    "campaigns",
    "targets",
    "scoring",
    "awards",
    "registrations",
    "dashboard",
    "config",
)
PURE = (
    "awards/amount_in_words.py",
    "awards/ballot.py",
    "core/text.py",
    "core/search_words.py",
    "core/vietnamese.py",
    "core/actions.py",
    "documents/paper.py",
    "notices/stages.py",
    "documents/signature.py",
    "dashboard/council_charts.py",
    "campaigns/outline.py",
    "campaigns/comparison.py",
    "campaigns/target_list.py",
    "registrations/checks.py",
    "registrations/commitments.py",
    "registrations/content.py",
    "registrations/deadlines.py",
    "registrations/differences.py",
    "registrations/entries.py",
    "registrations/export.py",
    "registrations/letter_paper.py",
    "registrations/naming.py",
    "registrations/table_paper.py",
    "registrations/totals.py",
    "scoring/entries.py",
    "scoring/outline.py",
    "scoring/proposal.py",
    "scoring/ranking.py",
    "scoring/totals.py",
    "scoring/voting.py",
    "targets/attainment.py",
    "targets/charts.py",
    "targets/course.py",
    "targets/entries.py",
    "targets/evidence.py",
    "targets/explanation.py",
    "targets/figures.py",
    "targets/goals.py",
    "targets/lexicon.py",
    "targets/narrative.py",
    "targets/periods.py",
    "targets/quantity.py",
    "targets/review.py",
    "targets/rows.py",
    "targets/shares.py",
    "targets/statement.py",
    "targets/suggestions.py",
    "targets/units.py",
    "organizations/importing.py",
    "awards/catalogue.py",
    "awards/certificates/breaking.py",
    "awards/certificates/layout.py",
    "awards/conditions/__init__.py",
    "awards/conditions/base.py",
    "awards/conditions/collective.py",
    "awards/conditions/conduct.py",
    "awards/conditions/dossiers.py",
    "awards/conditions/initiatives.py",
    "awards/conditions/years.py",
    "awards/details.py",
    "awards/eligibility.py",
    "awards/facts.py",
    "awards/import_cells.py",
    "awards/importing.py",
    "awards/law.py",
    "awards/legal_bases.py",
    "awards/matching.py",
    "awards/names.py",
    "awards/pasting.py",
    "awards/plain.py",
    "awards/quotas.py",
    "awards/statistics_charts.py",
    "awards/statistics_forms.py",
    "awards/statistics_paper.py",
)
#: A pure module may know these of our own, beside the standard library.
PURE_MAY_IMPORT = {
    "core.text",
    "core.vietnamese",
    "documents.paper",
    "documents.enums",
    "organizations.enums",
    "campaigns.enums",
    "campaigns.outline",
    "targets.attainment",
    "targets.charts",
    "targets.enums",
    "targets.explanation",
    "targets.figures",
    "targets.goals",
    "targets.lexicon",
    "targets.periods",
    "targets.quantity",
    "targets.review",
    "targets.rows",
    "targets.shares",
    "targets.statement",
    "targets.suggestions",
    "targets.units",
    "awards.quotas",
    "registrations.commitments",
    "registrations.content",
    "registrations.enums",
    "registrations.letter_paper",
    "scoring.enums",
    "scoring.totals",
    "awards.catalogue",
    "awards.certificates.breaking",
    "awards.conditions",
    "awards.conditions.base",
    "awards.conditions.initiatives",
    "awards.conditions.years",
    "awards.enums",
    "awards.facts",
    "awards.import_cells",
    "awards.matching",
    "awards.plain",
}
SOURCES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts)
LONGEST_FILE, LONGEST_FUNCTION = 400, 60


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            yield node.module


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_run_one_way(path):
    own = ROOMS.index(path.relative_to(ROOT).parts[0])
    for module in imports(path):
        room = module.partition(".")[0]
        if room in ROOMS:
            assert ROOMS.index(room) <= own, f"{name_of(path)} imports {module}"


@pytest.mark.parametrize("name", PURE)
def test_pure_modules_know_no_framework(name):
    for module in imports(ROOT / name):
        top = module.partition(".")[0]
        allowed = top in sys.stdlib_module_names or module in PURE_MAY_IMPORT
        assert allowed, f"{name} imports {module}"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_files_and_functions_stay_small(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{name_of(path)}: {node.name} has {length} lines"


def test_every_view_names_the_methods_it_answers(settings):
    from django.urls import URLPattern, URLResolver, get_resolver

    def views(patterns) -> Iterator[object]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver) and pattern.app_name != "admin":
                yield from views(pattern.url_patterns)
            elif isinstance(pattern, URLPattern):
                yield pattern.callback

    ours = [view for view in views(get_resolver().url_patterns) if view.__module__.partition(".")[0] in ROOMS]
    assert len(ours) > 40
    unguarded = [f"{view.__module__}.{view.__name__}" for view in ours if not getattr(view, "answers_methods", False)]
    assert unguarded == []


def test_the_web_process_never_loads_the_pdf_writer(tmp_path):
    """Importing WeasyPrint costs over a second and 40 MB: every web process would pay for it."""
    script = """
import sys
from config.wsgi import application
from django.urls import get_resolver
get_resolver().url_patterns
from django.test import Client
assert Client().get("/dang-nhap/", headers={"host": "localhost"}).status_code == 200
heavy = sorted(name for name in ("weasyprint", "docx", "pypdfium2", "pikepdf") if name in sys.modules)
print("HEAVY", heavy)
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings_test"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "HEAVY []" in done.stdout
