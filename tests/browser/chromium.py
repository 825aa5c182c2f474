"""Find a Chromium, or get one, so that `make test` asks nothing of its user."""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from support import locked

ADVICE = (
    "No Chromium found. Run `playwright install chromium` in the virtual environment, install "
    "Chromium or Chrome with the system's package manager, or set CHROMIUM_PATH."
)
COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge-stable",
)
APPLICATIONS = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
# Chromium calls home even when nobody asks it to; the tests must not.
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


_TURN = Path(tempfile.gettempdir(), f"guides-apt-{os.getuid()}.lock")


class NoBrowserError(Exception):
    """No browser was found and none could be installed; the message says what to do."""


def provide(own: str) -> str:
    """Give the path of a Chromium, installing one when there is none.

    `own` is where Playwright would look for the browser that it downloads by itself.
    """
    found = find(own)
    if found:
        return found
    tried = install()
    found = find(own)
    if found:
        return found
    raise NoBrowserError(f"{ADVICE}\n{tried}")


def find(own: str) -> str | None:
    """Look for a Chromium: the one that was asked for, Playwright's, the system's."""
    asked = os.environ.get("CHROMIUM_PATH")
    if asked:
        if not shutil.which(asked):
            raise NoBrowserError(f"CHROMIUM_PATH={asked} is not a program that can be run.")
        return asked
    if Path(own).exists():
        return own
    for command in COMMANDS:
        path = shutil.which(command)
        if path:
            return path
    return next((str(path) for path in APPLICATIONS if path.exists()), None)


def install() -> str:
    """Install a Chromium without asking, and tell what came of it."""
    if may_use_apt():
        return run("apt-get", "update", "-q") or apt("chromium")
    return run(sys.executable, "-m", "playwright", "install", "chromium")


def start_driver() -> None:
    """Make sure that Playwright's driver starts.

    It is a Node of its own, linked to a library that a minimal Debian lacks.
    """
    version = (sys.executable, "-m", "playwright", "--version")
    failed = run(*version)
    if failed and may_use_apt():
        failed = run("apt-get", "update", "-q") or apt("libatomic1") or run(*version)
    if failed:
        raise NoBrowserError(f"Playwright does not start.\n{failed}")


def apt(package: str) -> str:
    """Install a Debian package, and tell why that failed if it did."""
    return run("apt-get", "install", "-q", "-y", "--no-install-recommends", package)


def run(*command: str, cwd: Path | None = None) -> str:
    """Run a command that may ask nothing, and tell why it failed if it did."""
    # One at a time: apt-get refuses to run beside another worker's.
    with locked(_TURN):
        done = subprocess.run(
            command,
            cwd=cwd,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
    return f"`{' '.join(command)}` failed:\n{done.stdout[-2000:]}" if done.returncode else ""


def may_use_apt() -> bool:
    """Tell whether this is Debian, as root; its children differ: Ubuntu's Chromium is a snap."""
    try:
        return platform.freedesktop_os_release().get("ID") == "debian" and os.geteuid() == 0
    except OSError:
        return False
