"""The site in Firefox: what its readers do, in one browser, under the headers that the site gives its host."""

import os
from pathlib import Path

import pytest

from browser import firefox
from browser.checkers import node_tests
from browser.chromium import NoBrowserError
from browser.report import missing
from browser.site import Site, policy_headers, served
from support import locked

NO_SCRIPT = {"Content-Security-Policy": "script-src 'none'"}
"""A browser without JavaScript, as near as a host can make one."""


@pytest.mark.slow
def test_readers_get_all_of_it_in_firefox(site: Site, shared: Path) -> None:
    lack = ""
    try:
        with locked(shared / "firefox.lock"):
            program = firefox.provide()
    except NoBrowserError as error:
        lack = str(error)
    if lack:
        missing(lack)
    with served(site, policy_headers(site)) as origin, served(site, NO_SCRIPT) as bare:
        passed, told = node_tests(
            Path(__file__).with_name("firefox.test.mjs"),
            FIREFOX=program,
            HOME_PAGE=f"{origin}{site.home}",
            WITHOUT_SCRIPT=f"{bare}{site.home}",
            WRITES="yes" if (site.folder / "assets/write/packages.zip").exists() else "",
        )
    assert passed, told
    assert "\n# pass 0\n" not in told


def test_a_wrong_path_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an error, not a reason to take another Firefox."""
    monkeypatch.setenv("FIREFOX_PATH", "/no/such/firefox")
    with pytest.raises(NoBrowserError, match="FIREFOX_PATH="):
        firefox.provide()
    monkeypatch.delenv("FIREFOX_PATH")
    monkeypatch.setenv("PATH", os.devnull)
    monkeypatch.setattr(firefox, "COMMANDS", ("firefox-esr",))
    monkeypatch.setattr(firefox, "may_use_apt", lambda: False)
    with pytest.raises(NoBrowserError, match="Install Firefox"):
        firefox.provide()
