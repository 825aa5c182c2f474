"""Find a Chromium, or get one, so that `make test` asks nothing of its user."""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ENOUGH = (
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
    raise NoBrowserError(f"{ENOUGH}\n{tried}")


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
    steps: list[tuple[str, ...]]
    if is_debian() and os.geteuid() == 0:
        steps = [
            ("apt-get", "update", "-q"),
            ("apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"),
        ]
    else:
        steps = [(sys.executable, "-m", "playwright", "install", "chromium")]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in steps:
        run = subprocess.run(
            step,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if run.returncode:
            return f"`{' '.join(step)}` failed:\n{run.stdout[-2000:]}"
    return f"`{' '.join(steps[-1])}` succeeded, yet no browser was found."


def is_debian() -> bool:
    """Tell Debian from its children: Ubuntu's package of that name is a snap."""
    try:
        return platform.freedesktop_os_release().get("ID") == "debian"
    except OSError:
        return False
