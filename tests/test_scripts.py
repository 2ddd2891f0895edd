"""The commands of the project: what bin/setup calls and when, and what `manage.py serve` refuses."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parent.parent
LIBRARIES = "libpangoft2-1.0.so.0\nlibharfbuzz-subset.so.0\n"


class Checkout:
    """A copy of what bin/setup needs, on a machine made of stand-ins that write down how they were called."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.called = root / "called"
        for folder in ("bin", "programs", ".venv/bin"):
            (root / folder).mkdir(parents=True)
        shutil.copy(ROOT / "bin" / "setup", root / "bin" / "setup")
        for name in ("requirements.txt", "requirements-dev.txt"):
            shutil.copy(ROOT / name, root / name)
        (root / ".venv" / "pyvenv.cfg").write_text("version = 3.11\n")
        self.program("ldconfig", f"printf '{LIBRARIES}'")
        for name in ("python", "pip"):
            self.program(name, "exit 0", folder=".venv/bin")
        self.program("apt-get", "exit 100")
        self.program("sudo", "exit 1")
        self.program("id", "echo 0")

    def program(self, name: str, does: str, *, folder: str = "programs") -> None:
        path = self.root / folder / name
        path.write_text(f'#!/bin/sh\necho "{name} $*" >> {self.called}\n{does}\n')
        path.chmod(0o755)

    def setup(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment: Mapping[str, str] = os.environ | {"PATH": f"{self.root / 'programs'}:{os.environ['PATH']}"}
        return subprocess.run(
            [self.root / "bin" / "setup", *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )

    def calls(self, *names: str) -> list[str]:
        """How these programs were called, in order; forgets it."""
        lines = self.called.read_text().splitlines() if self.called.exists() else []
        self.called.unlink(missing_ok=True)
        return [line for line in lines if line.split(" ", 1)[0] in names]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def installs(checkout: Checkout) -> list[str]:
    return [call for call in checkout.calls("python", "apt-get") if " install " in call]


def test_setup_installs_the_pinned_packages_once(checkout):
    assert checkout.setup().returncode == 0
    first = installs(checkout)
    assert len(first) == 1
    assert first[0].startswith("python -m pip install ")
    assert first[0].endswith(" -r requirements.txt")
    start = time.monotonic()
    again = checkout.setup()
    assert time.monotonic() - start < 3
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert installs(checkout) == []


def test_setup_installs_again_when_a_pin_changed(checkout):
    checkout.setup()
    checkout.calls()
    with (checkout.root / "requirements.txt").open("a") as pins:
        pins.write("another==1.0\n")
    assert checkout.setup().returncode == 0
    assert len(installs(checkout)) == 1


def test_setup_installs_again_for_another_python(checkout):
    checkout.setup()
    checkout.calls()
    (checkout.root / ".venv" / "pyvenv.cfg").write_text("version = 3.13\n")
    assert checkout.setup().returncode == 0
    assert len(installs(checkout)) == 1


def test_setup_makes_an_environment_anew_whose_making_was_cut_off(checkout):
    (checkout.root / ".venv" / "bin" / "pip").unlink()
    checkout.program("python3.13", "exit 0")
    checkout.setup()
    assert "python3.13 -m venv --clear .venv" in checkout.calls("python3.13")


def test_setup_tries_again_after_an_installation_that_failed(checkout):
    checkout.program("python", "exit 1", folder=".venv/bin")
    assert checkout.setup().returncode != 0
    checkout.calls()
    checkout.program("python", "exit 0", folder=".venv/bin")
    assert checkout.setup().returncode == 0
    assert len(installs(checkout)) == 1


def test_setup_of_a_checkout_with_the_checks_keeps_their_packages(checkout):
    for program in ("chromium", "redis-server", "soffice"):
        checkout.program(program, "exit 0")
    stamp = checkout.root / ".venv" / ".installed-test"
    stamp.write_text("of older pins")
    assert checkout.setup().returncode == 0
    assert [call.rsplit(" ", 1)[1] for call in installs(checkout)] == ["requirements-dev.txt"]


def test_setup_reads_the_lists_of_packages_when_there_are_none_yet(checkout):
    lists = checkout.root / "lists"
    checkout.program("ldconfig", "exit 0")
    checkout.program("apt-get", f'[ "$1" = update ] && touch {lists}; [ -f {lists} ] || exit 100')
    assert checkout.setup().returncode == 0
    install = "apt-get install -y --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0"
    assert checkout.calls("apt-get") == [install, "apt-get update -qq", install]


def test_setup_without_the_right_to_install_says_the_exact_command(checkout):
    checkout.program("ldconfig", "exit 0")
    checkout.program("id", "echo 1000")
    done = checkout.setup()
    assert done.returncode == 1
    assert "apt-get install -y --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0" in done.stderr
    assert checkout.calls("apt-get") == []


def test_setup_names_only_what_is_missing(checkout):
    checkout.program("ldconfig", "echo libpangoft2-1.0.so.0")
    checkout.program("id", "echo 1000")
    done = checkout.setup()
    assert "libharfbuzz-subset0" in done.stderr
    assert "libpangoft2" not in done.stderr


def test_setup_with_an_old_python_says_which_is_needed(checkout):
    for name in ("python3.13", "python3.12", "python3.11", "python3"):
        checkout.program(name, "exit 1")
    done = checkout.setup()
    assert done.returncode == 1
    assert "Python 3.11 or newer" in done.stderr


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "bin").iterdir()))
def test_every_command_can_be_run(name):
    assert os.access(ROOT / "bin" / name, os.X_OK)


def test_serve_refuses_a_busy_port_in_a_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=rf"^port {port} is in use; .*--port {port + 1}$"):
            call_command("serve", port=port)
