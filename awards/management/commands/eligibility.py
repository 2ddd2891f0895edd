"""`manage.py eligibility --facts FILE.json --title CODE --on DATE`: the explained result, without a database."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from awards.catalogue import CatalogueError, Entry, load_catalogue
from awards.eligibility import Eligibility, Finding, assess
from awards.facts import Facts, FactsError
from awards.law import Choice, choice_for
from awards.plain import plain


class Command(BaseCommand):
    help = "Judges a subject for a title from facts in a file, each condition explained. Reads no database."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--facts", required=True, metavar="FILE.json", help="what is known of the subject")
        parser.add_argument("--title", required=True, metavar="CODE", help="code of the catalogue, for example CSTDT")
        parser.add_argument("--on", required=True, metavar="YYYY-MM-DD", help="the day of judging")
        parser.add_argument("--year", type=int, help="year of the achievement; the year of --on without it")
        parser.add_argument("--received", metavar="YYYY-MM-DD", help="day of receipt of the dossier; --on without it")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        on = _day("--on", options["on"])
        choice = choice_for(_day("--received", options["received"]) if options["received"] else on)
        facts = _facts(Path(options["facts"]))
        try:
            entry = load_catalogue().entry(options["title"], choice.version)
            result = assess(entry, facts, year=options["year"] or on.year, on=on)
        except (CatalogueError, ValueError) as error:
            raise CommandError(str(error)) from error
        if options["as_json"]:
            self.stdout.write(json.dumps(_as_json(result, entry, facts, choice), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_as_words(result, choice)))


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{option}: “{text}” không phải là ngày (cách ghi: 2026-12-31).") from None


def _facts(path: Path) -> Facts:
    try:
        return Facts.from_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"Không đọc được tệp {path}: {error.strerror}.") from error
    except UnicodeDecodeError:
        raise CommandError(f"Tệp {path} không phải văn bản UTF-8.") from None
    except FactsError as error:
        raise CommandError(f"{path}: {error}") from error


def _as_json(result: Eligibility, entry: Entry, facts: Facts, choice: Choice) -> dict[str, Any]:
    return {"name": entry.name, "subject": plain(facts.subject), "law": plain(choice), **result.to_plain()}


def _as_words(result: Eligibility, choice: Choice) -> Iterator[str]:
    yield result.summary
    yield choice.sentence
    for number, finding in enumerate(result.findings, start=1):
        yield f"\n{number}. {finding.title}: {_answer(finding)}"
        yield f"   {finding.sentence}"
        if finding.missing:
            yield f"   Còn thiếu: {finding.missing}."
        yield f"   Căn cứ: {finding.article}{'' if finding.verified else ' (chưa đối chiếu)'}."
        if finding.note:
            yield f"   {finding.note}"


def _answer(finding: Finding) -> str:
    return f"{finding.answer.label}{' (chỉ cảnh báo)' if finding.mode == 'warn' else ''}"
