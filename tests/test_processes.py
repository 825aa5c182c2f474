"""Work that several processes share gives what one of them would have given."""

import os
import shutil
import sys
import time
from pathlib import Path

import pytest

from guides import processes
from guides.load import load
from guides.processes import Beside, spread
from support import HERE, SAMPLE


def test_results_come_in_the_order_of_the_work() -> None:
    assert spread(str, range(1003), 3) == [str(number) for number in range(1003)]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is not copied")
def test_much_work_is_shared_and_little_is_not() -> None:
    def who(_: int) -> int:
        return os.getpid()

    assert len({*spread(who, range(1000), 2)}) == 2
    assert {*spread(who, range(100), 2)} == {os.getpid()}
    assert {*spread(who, range(1000), 1)} == {os.getpid()}


def test_a_site_is_checked_alike_by_one_and_by_three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = shutil.copytree(SAMPLE / "docs", tmp_path / "docs")
    for name in ("several-at-once", "unknown-key", "body-h1", "line-length"):
        shutil.copy(HERE / "cases" / f"{name}.md", docs / "guides")
    collection, diagnostics = load(docs)
    monkeypatch.setattr(processes, "FEW", 1)
    shared, same = load(docs, processes=3)
    assert len(diagnostics) > 5
    assert same == diagnostics
    assert {slug: entry.page for slug, entry in shared.guides.items()} == {
        slug: entry.page for slug, entry in collection.guides.items()
    }
    assert shared.broken == collection.broken


def test_work_beside_gives_its_result() -> None:
    assert Beside(lambda: [1, 2]).result() == [1, 2]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is not copied")
def test_work_beside_is_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "processors", lambda: 2)
    assert Beside(os.getpid).result() != os.getpid()
    assert Beside(os.getpid, is_little=True).result() == os.getpid()
    monkeypatch.setattr(processes, "processors", lambda: 1)
    assert Beside(os.getpid).result() == os.getpid()


def test_what_went_wrong_beside_is_heard_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "processors", lambda: 2)

    def fail() -> None:
        raise OSError("no space left on device")

    with pytest.raises((RuntimeError, OSError), match="no space left on device"):
        Beside(fail).result()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is not copied")
def test_a_process_that_dies_is_heard_of_and_one_may_be_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "processors", lambda: 2)
    with pytest.raises(RuntimeError, match="a process ended before its work"):
        Beside(lambda: os._exit(1)).result()
    endless = Beside(lambda: time.sleep(600))
    endless.stop()
