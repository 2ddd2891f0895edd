"""The two real directives as the application enters them, and their published wording to hold them against."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("laocai-2024", "langson-2024")


def fixture(name: str) -> dict[str, Any]:
    """The project's own data of a directive."""
    data: dict[str, Any] = json.loads((ROOT / "campaigns" / "data" / f"{name}.json").read_text(encoding="utf-8"))
    return data


def published(name: str) -> str:
    """The wording as published, slips of its first scanning included."""
    return (ROOT / "tests" / "data" / f"{name}.txt").read_text(encoding="utf-8")
