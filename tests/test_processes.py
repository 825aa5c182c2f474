"""Work that several processes share gives what one of them would have given."""

import os
import shutil
import sys
import time
from pathlib import Path

import pytest

from guides import processes
from guides.load import load
from guides.processes import Shared, spread
from support import HERE, SAMPLE


def test_results_come_in_the_order_of_the_work() -> None:
    assert spread(str, range(1003), 3) == [str(number) for number in range(1003)]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is not copied")
def test_much_work_is_shared_and_little_is_not() -> None:
    def who(_: int) -> int:
        time.sleep(0.001)
        return os.getpid()

    first, *others = spread(who, range(1000), 2)
    # The first piece is done before there is anybody else.
    assert first == os.getpid()
    assert len({*others} - {os.getpid()}) == 2
    assert {*spread(who, range(100), 2)} == {os.getpid()}
    assert {*spread(who, range(1000), 1)} == {os.getpid()}


def test_a_site_is_checked_alike_by_one_and_by_three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = shutil.copytree(SAMPLE / "docs", tmp_path / "docs")
    for name in ("several-at-once", "unknown-key", "body-h1", "line-length"):
        shutil.copy(HERE / "cases" / f"{name}.md", docs / "guides")
    # Of two that stand beside each other, another process reads one.
    for name in ("torn-1", "torn-2"):
        (docs / "guides" / f"{name}.md").write_text("---\ntitle: [torn\n---\n", "utf-8")
    collection, diagnostics = load(docs)
    monkeypatch.setattr(processes, "FEW", 1)
    shared, same = load(docs, processes=3)
    assert len(diagnostics) > 5
    assert same == diagnostics
    assert {slug: entry.page for slug, entry in shared.guides.items()} == {
        slug: entry.page for slug, entry in collection.guides.items()
    }
    assert shared.broken == collection.broken
    for slug, entry in shared.guides.items():
        assert entry.document == collection.guides[slug].document
    for slug in ("everything", "lessons"):
        document = shared.guides[slug].document
        assert document.locate(("service", "name")) == (5, 9)
        assert document.locate(("service", "name"), key=True) == (5, 3)
    assert [(one.path, one.line, one.column) for one in same if "torn" in one.path] == [
        ("docs/guides/torn-1.md", 2, 8),
        ("docs/guides/torn-2.md", 2, 8),
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is not copied")
def test_others_work_while_this_one_does_something_else(tmp_path: Path) -> None:
    def note(number: int) -> int:
        (tmp_path / str(number)).touch()
        return os.getpid()

    with Shared(note, range(10), 2) as shared:
        deadline = time.monotonic() + 60
        while len(list(tmp_path.iterdir())) < 10:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        assert os.getpid() not in shared.results()[1:]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is not copied")
def test_whoever_has_done_with_little_takes_more() -> None:
    def who(number: int) -> int:
        time.sleep(3 if number == 1 else 0.01)
        return os.getpid()

    done = spread(who, range(50), 2, few=1)
    # One process has the long piece, the other all that come after it.
    assert done.count(done[1]) <= 3


@pytest.mark.parametrize("count", [0, 1, 2, 999, 1000, 1001, 2500])
def test_each_piece_is_done_once(count: int) -> None:
    assert spread(lambda number: [number], range(count), 2, few=1) == [[number] for number in range(count)]


@pytest.mark.parametrize("bad", [0, 60])
def test_what_went_wrong_is_heard_of(bad: int) -> None:
    def fail(number: int) -> None:
        if number == bad:
            raise OSError("no space left on device")

    with pytest.raises((RuntimeError, OSError), match="no space left on device"):
        spread(fail, range(100), 2, few=1)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is not copied")
def test_a_process_that_dies_is_heard_of_and_none_is_left_behind(tmp_path: Path) -> None:
    own = os.getpid()

    def die(_: int) -> None:
        if os.getpid() != own:
            os._exit(1)
        time.sleep(0.1)  # the other one has to come to its turn

    with pytest.raises(RuntimeError, match="a process ended before its work"):
        spread(die, range(20), 2, few=1)

    def endless(_: int) -> None:
        if os.getpid() != own:
            (tmp_path / str(os.getpid())).touch()
            time.sleep(600)

    with pytest.raises(KeyError), Shared(endless, range(100), 2):  # noqa: PT012 - it has to be there
        while not (started := [int(path.name) for path in tmp_path.iterdir()]):
            time.sleep(0.01)
        raise KeyError
    with pytest.raises(ProcessLookupError):
        os.kill(started[0], 0)
