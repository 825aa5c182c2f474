"""What is made once in a test run, and shared by all of its workers."""

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from browser.checkers import packages
from browser.site import BuildError, Site, built
from guides.site.outputs import write
from support import ROOT, locked


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder that all workers of this test run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def site(shared: Path) -> Site:
    """The site, built once a test run, with all that a publisher's machine has."""
    if shutil.which("npm"):
        packages()
        # Without a registry the page for writing guides says what is missing; its tests say so too.
        with suppress(subprocess.CalledProcessError), locked(shared / "wheel.lock"):
            write.fetch(ROOT)
    try:
        return built(shared / "site")
    except BuildError as error:
        output = str(error)
    # Out here, or else the output would be told twice, as a cause and as its effect.
    pytest.fail(output, pytrace=False)
