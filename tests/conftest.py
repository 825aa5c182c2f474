"""What is made once in a test run, and shared by all of its workers."""

import os
from pathlib import Path

import pytest

from browser.site import BuildError, Site, built


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder that all workers of this test run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def site(shared: Path) -> Site:
    """The site, built once a test run."""
    try:
        return built(shared / "site")
    except BuildError as error:
        output = str(error)
    # Out here, or else the output would be told twice, as a cause and as its effect.
    pytest.fail(output, pytrace=False)
