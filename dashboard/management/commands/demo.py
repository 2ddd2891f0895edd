"""`manage.py demo`: load the demonstration, or print its accounts."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from campaigns.demo import ACCOUNTS
from dashboard.demo import load_demo


class Command(BaseCommand):
    help = "Loads the demonstration (provinces, both directives of 2024 with targets and results, accounts). Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--accounts", action="store_true", help="only print the accounts")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["accounts"]:
            load_demo(settings.DEMO_PASSWORD)
        self.stdout.write(f"Mật khẩu của mọi tài khoản: {settings.DEMO_PASSWORD}")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.username:<24}{account.full_name:<22}{account.role.label}")
