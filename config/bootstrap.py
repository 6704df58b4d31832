"""Makes .venv from the lock file with nothing but Python: `python3 config/bootstrap.py [--dev]`.

Standard library only, since it runs before anything is installed. Does nothing when .venv already
fits uv.lock. `--dev` adds the tools for tests and checks.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

UV_VERSION = "0.13.9"
OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "locked.txt"
TOOLS = ROOT / ".uv"


def main(arguments: list[str]) -> None:
    """Bring .venv up to date. Leaves with a plain message when something must be installed by hand."""
    _ensure_python(arguments)
    dev = "--dev" in arguments
    locked = hashlib.sha256(
        (ROOT / "uv.lock").read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    ).hexdigest()
    if STAMP.exists() and STAMP.read_text().split() in ([locked, "dev"], [locked, "dev" if dev else "run"]):
        return
    command = [_uv(), "sync", "--frozen", "--no-python-downloads", "--python", sys.executable]
    environment = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(ENVIRONMENT)}
    environment.pop("VIRTUAL_ENV", None)
    if subprocess.run(
        [*command, *([] if dev else ["--no-dev"])], cwd=ROOT, env=environment, check=False
    ).returncode:
        sys.exit(
            "The packages could not be installed: see above. A network or a package mirror is needed once."
        )
    STAMP.write_text(f"{locked} {'dev' if dev else 'run'}\n")


def _ensure_python(arguments: list[str]) -> None:
    """Go on under a Python that is new enough."""
    if sys.version_info >= OLDEST_PYTHON:
        return
    for minor in (14, 13, 12, 11):
        if newer := shutil.which(f"python3.{minor}"):
            os.execv(newer, [newer, __file__, *arguments])
    sys.exit("Python 3.11 or newer is needed. On Debian 12 or Ubuntu 24.04: apt-get install python3")


def _uv() -> str:
    """The installer of packages: the one on PATH when it is new enough, else our own in .uv."""
    own = TOOLS / "bin" / "uv"
    for found in (shutil.which("uv"), str(own)):
        if found and _version(found) >= _numbers(UV_VERSION):
            return found
    _make_tools()
    pip = [str(TOOLS / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.run([*pip, f"uv=={UV_VERSION}"], check=False).returncode:
        sys.exit(
            "The installer uv could not be fetched: see above. A network or a package mirror is needed once."
        )
    return str(own)


def _make_tools() -> None:
    """Make the folder .uv with pip in it; on Debian that takes a package of its own."""
    make = [sys.executable, "-m", "venv", "--clear", str(TOOLS)]
    if subprocess.run(make, capture_output=True, check=False).returncode == 0:
        return
    package = f"python3.{sys.version_info.minor}-venv"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
        subprocess.run([*apt, "update", "-qq"], stdin=subprocess.DEVNULL, check=False)
        subprocess.run([*apt, "install", "-y", "-qq", package], stdin=subprocess.DEVNULL, check=False)
        if subprocess.run(make, check=False).returncode == 0:
            return
    sys.exit(f"Python's venv module is incomplete. Install it and try again: apt-get install {package}")


def _version(program: str) -> tuple[int, ...]:
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return ()
    return _numbers(answer.stdout) if answer.returncode == 0 else ()


def _numbers(text: str) -> tuple[int, ...]:
    found = re.search(r"\d+(?:\.\d+)+", text)
    return tuple(int(part) for part in found[0].split(".")) if found else ()


if __name__ == "__main__":
    main(sys.argv[1:])
