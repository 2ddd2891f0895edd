"""Reads the environment, once, with types; a wrong value stops the start with its name."""

from __future__ import annotations

import secrets
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env", overwrite=False)

#: Everything the running application writes: database, queue, files, logs.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))


def secret_key() -> str:
    """The signing key: `SECRET_KEY`, or one made on first start and kept, readable by the owner only."""
    if given := env.str("SECRET_KEY", default=""):
        return given
    kept = VAR_DIR / "secret-key"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return kept.read_text(encoding="ascii").strip()


def database() -> dict[str, object]:
    """The default database: SQLite in WAL mode unless `DATABASE_URL` names another."""
    config: dict[str, object] = env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")
    if str(config["ENGINE"]).endswith("sqlite3"):
        config["OPTIONS"] = {
            "timeout": 20,
            # A writer takes its lock at BEGIN, so two writers queue instead of failing halfway.
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    else:
        config["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
        config["CONN_HEALTH_CHECKS"] = True
    return config


def broker() -> tuple[str, dict[str, object]]:
    """Celery's broker URL and transport options: folders under `VAR_DIR` unless `CELERY_BROKER_URL` names another."""
    url = env.str("CELERY_BROKER_URL", default="filesystem://localhost/")
    if not url.startswith("filesystem"):
        return url, {}
    folders = {name: VAR_DIR / "broker" / name for name in ("messages", "processed", "control")}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    return url, {
        # One folder both ways: what the web process puts in, the worker takes out.
        "data_folder_in": str(folders["messages"]),
        "data_folder_out": str(folders["messages"]),
        "processed_folder": str(folders["processed"]),
        "control_folder": str(folders["control"]),
        "polling_interval": 0.05,
    }
