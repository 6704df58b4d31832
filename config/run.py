"""The whole product on one machine: database, tables, demo data, worker and server (`make run`).

HOST and PORT move the server; WEB_CONCURRENCY sets how many server processes there are.
Ctrl-C stops the server, the worker and the database, in this order.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from types import FrameType

from config import messages
from config.database import DatabaseSettingsError, available
from config.postgres_programs import PostgresError

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
START_SECONDS = 60
STOP_SECONDS = 20


def main() -> None:
    """Run until a signal comes or a part ends by itself."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
    host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    for number in SIGNALS:
        signal.signal(number, _leave)
    if _answers(host, port):
        sys.exit(f"Port {port} is in use. Choose another: make run PORT={port + 1}")
    try:
        messages.build()
        print("Starting the database")
        with available():
            _prepare()
            with _part(_worker()) as worker, _part(_server(host, port)) as server:
                _await(server, host, port)
                _welcome(host, port)
                _watch({"worker": worker, "server": server})
    except (DatabaseSettingsError, PostgresError, messages.MessagesError) as error:
        sys.exit(str(error))
    finally:
        print("Stopped")


def _leave(number: int, frame: FrameType | None) -> None:
    """End from wherever we are; what is open closes on the way, undisturbed by a second signal."""
    for other in SIGNALS:
        signal.signal(other, signal.SIG_IGN)
    raise SystemExit(0)


def _prepare() -> None:
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    print("Preparing tables and example data")
    call_command("migrate", database="owner", verbosity=0)
    for command in ("load_units", "load_law", "load_demo"):
        call_command(command)
    connections.close_all()


def _worker() -> list[str]:
    return [sys.executable, "manage.py", "procrastinate", "worker", "--shutdown-graceful-timeout", "10"]


def _server(host: str, port: int) -> list[str]:
    workers = os.environ.get("WEB_CONCURRENCY", "2")
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"{host}:{port}"]
    return [*command, "--workers", workers, "--threads", "4", "--log-level", "warning", "--no-control-socket"]


@contextlib.contextmanager
def _part(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that ends when we leave. In its own session: Ctrl-C reaches it through us alone."""
    process = subprocess.Popen(command, cwd=messages.ROOT, start_new_session=True)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _answers(host: str, port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
        return True
    return False


def _await(server: subprocess.Popen[bytes], host: str, port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _answers(host, port):
        if server.poll() is not None or time.monotonic() > deadline:
            sys.exit("The server did not start: see above.")
        time.sleep(0.2)


def _welcome(host: str, port: int) -> None:
    from django.core.management import call_command
    from django.db import connections

    print(f"\nOpen http://{host}:{port}/ and sign in with one of these accounts:\n")
    call_command("show_demo_accounts")
    connections.close_all()
    print("\nCtrl-C stops everything.", flush=True)


def _watch(parts: dict[str, subprocess.Popen[bytes]]) -> None:
    while True:
        for name, process in parts.items():
            if process.poll() is not None:
                sys.exit(f"The {name} ended by itself with code {process.returncode}: see above.")
        time.sleep(0.5)


if __name__ == "__main__":
    main()
