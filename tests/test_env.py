"""The switches of the environment: what stands in for what, without a change of code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import environ
import pytest

from config import env

ROOT = Path(__file__).resolve().parent.parent
ASK = """
import json
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in NAMES.split()}))
"""


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch, tmp_path) -> None:
    """No switch of the machine reaches these tests."""
    for name in ("DATABASE_URL", "DATABASE_CONN_MAX_AGE", "CELERY_BROKER_URL", "SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(env, "VAR_DIR", tmp_path)


def test_without_a_switch_the_database_is_sqlite_under_the_var_folder(tmp_path):
    found = env.database()
    assert found["ENGINE"] == "django.db.backends.sqlite3"
    assert found["NAME"] == str(tmp_path / "db.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]


def test_a_database_url_names_postgresql(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://thidua:m%40t@db.example:5433/tinh")
    found = env.database()
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "thidua",
        "m@t",
        "db.example",
        5433,
        "tinh",
    )
    assert (found["CONN_MAX_AGE"], found["CONN_HEALTH_CHECKS"]) == (60, True)
    assert "init_command" not in found.get("OPTIONS", {})


def test_connections_are_kept_as_long_as_told(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://thidua@db.example/tinh")
    monkeypatch.setenv("DATABASE_CONN_MAX_AGE", "0")
    assert env.database()["CONN_MAX_AGE"] == 0


def test_a_wrong_number_stops_the_start_with_its_name(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://thidua@db.example/tinh")
    monkeypatch.setenv("DATABASE_CONN_MAX_AGE", "một phút")
    with pytest.raises((ValueError, environ.ImproperlyConfigured), match="một phút"):
        env.database()


def test_without_a_switch_the_queue_is_folders_under_the_var_folder(tmp_path):
    url, options = env.broker()
    assert url.startswith("filesystem://")
    assert options["data_folder_in"] == options["data_folder_out"] == str(tmp_path / "broker" / "messages")
    assert sorted(folder.name for folder in (tmp_path / "broker").iterdir()) == ["control", "messages", "processed"]


def test_a_broker_url_names_redis_and_makes_no_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("CELERY_BROKER_URL", "redis://127.0.0.1:6380/3")
    assert env.broker() == ("redis://127.0.0.1:6380/3", {})
    assert not (tmp_path / "broker").exists()


def test_a_given_signing_key_is_taken_and_none_is_kept(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "cho sẵn")
    assert env.secret_key() == "cho sẵn"
    assert list(tmp_path.iterdir()) == []


def test_a_signing_key_is_made_once_for_the_owner_only(tmp_path):
    made = env.secret_key()
    assert len(made) >= 50
    assert env.secret_key() == made
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def settings_with(names: str, tmp_path: Path, **switches: str) -> dict[str, object]:
    """These settings as a new process of the running application reads them."""
    done = subprocess.run(
        [sys.executable, "-c", ASK.replace("NAMES", repr(names))],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings", "VAR_DIR": str(tmp_path)}
        | switches,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_https_makes_every_cookie_secure(tmp_path):
    names = "SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SECURE_SSL_REDIRECT"
    assert set(settings_with(names, tmp_path, HTTPS="on").values()) == {True}
    assert set(settings_with(names, tmp_path, HTTPS="off").values()) == {False}


def test_the_other_switches_reach_the_settings(tmp_path):
    found = settings_with(
        "ALLOWED_HOSTS CSRF_TRUSTED_ORIGINS PUBLIC_URL DEBUG OUTBOX_DELIVERY_BACKEND EMAIL_HOST EMAIL_PORT EMAIL_USE_TLS",
        tmp_path,
        ALLOWED_HOSTS="thidua.tinh.example,10.0.0.5",
        CSRF_TRUSTED_ORIGINS="https://thidua.tinh.example",
        PUBLIC_URL="https://thidua.tinh.example/",
        EMAIL_URL="smtp+tls://nguoi:gui@thu.example:587",
    )
    assert found == {
        "ALLOWED_HOSTS": ["thidua.tinh.example", "10.0.0.5"],
        "CSRF_TRUSTED_ORIGINS": ["https://thidua.tinh.example"],
        "PUBLIC_URL": "https://thidua.tinh.example",
        "DEBUG": False,
        "OUTBOX_DELIVERY_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "thu.example",
        "EMAIL_PORT": 587,
        "EMAIL_USE_TLS": True,
    }
