"""`manage.py registrations CODE`: a bloc's registration as stored, for the eye or as JSON."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from registrations.content import Content
from registrations.export import export, rows
from registrations.models import Registration
from registrations.selectors.content import content_of, content_of_version
from targets.export import nearest_codes


class Command(BaseCommand):
    help = "Prints a bloc's registration: its table, or with --json letter, pledges, units and titles."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="code of the registration, for example laocai-tmth-2024")
        parser.add_argument("--json", action="store_true", dest="as_json")
        # Every command has `--version` for the framework's own; here it is the registration's.
        parser.add_argument(
            "--version", type=int, dest="number", help="as submitted in this version, not as it stands now"
        )

    def create_parser(self, *args: Any, **options: Any) -> Any:
        return super().create_parser(*args, conflict_handler="resolve", **options)

    def handle(self, *args: Any, **options: Any) -> None:
        content = self._content(options["code"], options["number"])
        if options["as_json"]:
            self.stdout.write(json.dumps(export(content), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(rows(content)))

    def _content(self, code: str, number: int | None) -> Content:
        found = Registration.objects.select_related("bloc", "round__campaign__organization").filter(code=code).first()
        if found is None:
            near = nearest_codes(code, sorted(Registration.objects.values_list("code", flat=True)))
            raise CommandError(f"no registration {code!r}" + (f"; near it: {', '.join(near)}" if near else ""))
        if number is None:
            return content_of(found)
        version = found.versions.filter(number=number).first()
        if version is None:
            there = ", ".join(str(one) for one in found.versions.order_by("number").values_list("number", flat=True))
            raise CommandError(f"{code} has no version {number}; there is: {there or 'none'}")
        return content_of_version(version)
