"""Find a Firefox, or get one: the browser of another maker, which reads the same pages."""

import os
import shutil

from browser.chromium import NoBrowserError, apt, may_use_apt, run

ADVICE = "No Firefox found. Install Firefox with the system's package manager, or set FIREFOX_PATH."
COMMANDS = ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox")


def provide() -> str:
    """Give the path of a Firefox, installing Debian's when there is none."""
    if asked := os.environ.get("FIREFOX_PATH"):
        if not shutil.which(asked):
            raise NoBrowserError(f"FIREFOX_PATH={asked} is not a program that can be run.")
        return asked
    tried = ""
    if not find() and may_use_apt():
        tried = run("apt-get", "update", "-q") or apt("firefox-esr")
    if found := find():
        return found
    raise NoBrowserError(f"{ADVICE}\n{tried}".rstrip())


def find() -> str | None:
    """Look for the system's Firefox."""
    return next((path for path in map(shutil.which, COMMANDS) if path), None)
