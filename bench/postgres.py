"""A private PostgreSQL for one measurement, gone afterwards."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def private_postgres() -> Iterator[str]:
    """The address of a fresh server as a DATABASE_URL."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    folder = Path(tempfile.mkdtemp(prefix="thidua-pg-"))
    # A server refuses to run as root: as root it belongs to the system's `postgres`.
    as_owner = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    folder.chmod(0o755)
    data = folder / "data"
    data.mkdir()
    if as_owner:
        shutil.chown(data, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def run(*command: str) -> None:
        subprocess.run([*as_owner, *command], check=True, stdout=subprocess.DEVNULL)

    settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=50"
    run(f"{programs}/initdb", "-D", str(data), "-U", "bench", "--auth=trust", "-E", "UTF8", "--locale=C")
    run(f"{programs}/pg_ctl", "-D", str(data), "-w", "-l", f"{data}/log", "-o", settings, "start")
    try:
        yield f"postgres://bench@127.0.0.1:{port}/postgres"
    finally:
        run(f"{programs}/pg_ctl", "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
