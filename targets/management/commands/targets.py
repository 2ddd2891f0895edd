"""`manage.py targets CODE`: the targets of a directive as stored, for the eye or as JSON."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from campaigns.models import Directive
from targets.enums import Layout
from targets.export import entries, nearest_codes, one_line
from targets.models import TargetSheet
from targets.selectors.sheet import targets_of


class Command(BaseCommand):
    help = "Prints the targets of a directive; with --json one object per number, in the order of the directive."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="code of the directive, for example laocai-2024")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        directive = Directive.objects.filter(code=options["code"]).first()
        if directive is None:
            near = nearest_codes(options["code"], sorted(Directive.objects.values_list("code", flat=True)))
            raise CommandError(f"no directive {options['code']!r}" + (f"; near it: {', '.join(near)}" if near else ""))
        targets = targets_of(directive)
        if not options["as_json"]:
            self.stdout.write("\n".join(one_line(target) for target in targets))
            return
        sheet = TargetSheet.objects.filter(directive=directive).first()
        found = entries(targets, sheet.layout if sheet else Layout.NONE)
        self.stdout.write(json.dumps({"code": directive.code, "targets": found}, ensure_ascii=False, indent=1))
