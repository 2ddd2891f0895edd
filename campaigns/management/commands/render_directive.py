"""`manage.py render_directive CODE --format pdf --out FILE`: the paper without a browser."""

from __future__ import annotations

import difflib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from campaigns.models import Directive
from campaigns.papers import directive_paper
from documents.enums import Format
from documents.rendering import render


class Command(BaseCommand):
    help = "Writes the paper of a directive to a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="code of the directive, as in its URL: laocai-2024")
        parser.add_argument("--format", choices=Format.values, default=Format.PDF)
        parser.add_argument("--out", type=Path, required=True, help="file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        directive = self._find(options["code"])
        rendered = render(directive_paper(directive), options["format"], archival=directive.is_published)
        out: Path = options["out"]
        try:
            out.write_bytes(rendered.content)
        except OSError as error:
            raise CommandError(f"cannot write {out}: {error.strerror}") from error
        pages = f", {rendered.page_count} pages" if rendered.page_count else ""
        self.stdout.write(f"{out}: {len(rendered.content)} bytes{pages}")

    def _find(self, code: str) -> Directive:
        found = Directive.objects.select_related("issuer").filter(code=code).first()
        if found:
            return found
        known = list(Directive.objects.values_list("code", flat=True))
        near = difflib.get_close_matches(code, known, n=3) or known[:5]
        hint = f"; near it: {', '.join(near)}" if near else "; there are none yet (load some with `manage.py demo`)"
        raise CommandError(f"no directive has the code {code!r}{hint}")
