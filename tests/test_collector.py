"""The garbage collector comes back as it was, whatever happens meanwhile."""

import contextlib
import gc

import pytest

from guides.reading.collector import paused


@pytest.mark.parametrize("was_on", [True, False])
def test_it_comes_back_as_it_was(was_on: bool) -> None:  # noqa: FBT001 - a parameter of the test
    (gc.enable if was_on else gc.disable)()
    try:
        with contextlib.suppress(ZeroDivisionError), paused():
            assert not gc.isenabled()
            _ = 1 / 0
        assert gc.isenabled() is was_on
    finally:
        gc.enable()
