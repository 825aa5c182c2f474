"""Runs chosen tests with a changed module, in a copy of a process, and tells which test failed first.

Most changes are inside a function that nothing has called yet: they are tried in a copy of a process that has
imported and collected everything, by giving the function other code. A change of what runs when modules are
imported or tests collected is tried in a copy of a process that has imported none of the package.
"""

import gc
import importlib
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
from reached import Finder, Test, module_name

NOT_IMPORTED, FAILED = 77, 1
NONE_LEFT = 5
"""How a copy ends in which no test has the name any more that was asked for."""
ENDLESS = frozenset({-signal.SIGXCPU, -signal.SIGKILL})
"""How a copy ends whose tests take far longer than they did."""
UNFINISHED = -signal.SIGALRM
"""How a copy ends for which the machine had no time."""
_PATIENCE = 600
_OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist")


@dataclass(frozen=True, slots=True)
class Change:
    """What a module is to be instead, and the function that alone is another one, if there is such a one."""

    path: Path
    source: str
    function: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a copy ended, and the test that failed in it."""

    status: int
    failed: str = ""


def _copied(work: Callable[[int], int], seconds: float) -> Outcome:
    """Do work in a copy of this process; it gives a status, and writes the test that failed."""
    heard, told = os.pipe()
    if (child := os.fork()) == 0:
        status = NOT_IMPORTED
        try:
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            signal.alarm(_PATIENCE)
            most = 20 + round(10 * seconds)
            resource.setrlimit(resource.RLIMIT_CPU, (most, most + 5))
            status = work(told)
        finally:
            os._exit(status)
    os.close(told)
    _, status = os.waitpid(child, 0)
    with os.fdopen(heard, "rb") as pipe:
        return Outcome(os.waitstatus_to_exitcode(status), pipe.read().decode())


def _forget(source: str) -> None:
    """Let nothing be taken that the code as it stands in its files has left in a cache."""
    cache = importlib.import_module("guides.cache")
    cache.__dict__["programs"] = lambda: cache.digest(source)


class _Chosen:
    """Runs chosen tests alone, in their order, and tells which one failed."""

    def __init__(self, names: Sequence[str], told: int) -> None:
        self._order, self._told = {name: index for index, name in enumerate(names)}, told

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((one for one in items if one.nodeid in self._order), key=lambda one: self._order[one.nodeid])

    def pytest_runtest_logreport(self, report: Any) -> None:  # noqa: ANN401
        if report.failed:
            os.write(self._told, report.nodeid.encode())
            os._exit(FAILED)


def fresh(change: Change | None, tests: Sequence[Test]) -> Outcome:
    """Run tests in a copy of this process, which has imported nothing of the package yet."""

    def work(told: int) -> int:
        if change is not None:
            sys.meta_path.insert(0, Finder({change.path: change.source.encode()}))
            importlib.import_module(module_name(change.path))
            _forget(change.source)
        files = dict.fromkeys(test.file for test in tests)
        return int(pytest.main([*_OPTIONS, *files], plugins=[_Chosen([test.name for test in tests], told)]))

    return _copied(work, sum(test.seconds for test in tests))


def _functions(code: CodeType) -> Iterator[CodeType]:
    """Give the functions of a module and of its classes, in order, without those inside of functions."""
    for one in code.co_consts:
        if isinstance(one, CodeType):
            is_class = "__qualname__" in one.co_names and one.co_flags & 0x2 == 0
            yield from _functions(one) if is_class else (one,)


def _changed(change: Change) -> None:
    """Give the functions that are meant the code of the change."""
    before = compile(change.path.read_bytes(), str(change.path), "exec", dont_inherit=True)
    after = compile(change.source, str(change.path), "exec", dont_inherit=True)
    pairs = zip(_functions(before), _functions(after), strict=True)
    ((old, new),) = [(old, new) for old, new in pairs if _is_meant(old, change)]
    alive = [one for one in gc.get_objects() if isinstance(one, FunctionType) and one.__code__ == old]
    if not alive:
        raise LookupError(change.function)
    for one in alive:
        one.__code__ = new


def _is_meant(code: CodeType, change: Change) -> bool:
    last = max((line for *_, line in code.co_lines() if line), default=0)
    inner = [one for one in code.co_consts if isinstance(one, CodeType)]
    while inner:
        one = inner.pop()
        last = max(last, *(line for *_, line in one.co_lines() if line))
        inner += [deeper for deeper in one.co_consts if isinstance(deeper, CodeType)]
    return code.co_qualname == change.function and code.co_firstlineno <= change.line <= last


class Collected:
    """A process in which all tests are collected, and copies of it."""

    def __init__(self, files: Sequence[str]) -> None:
        """Start it; it ends with this one."""
        self._folder = tempfile.TemporaryDirectory(prefix="mutants-")  # which this process removes in the end
        self._connection, theirs = Pipe()
        if os.fork() == 0:
            self._connection.close()
            try:
                quiet = os.open(os.devnull, os.O_WRONLY)
                os.dup2(quiet, 1)
                os.dup2(quiet, 2)
                folder = f"--basetemp={self._folder.name}/tests"
                pytest.main([*_OPTIONS, folder, *files], plugins=[_Answering(theirs)])
            finally:
                os._exit(0)
        theirs.close()

    def run(self, change: Change | None, tests: Sequence[Test]) -> Outcome:
        """Run tests in a copy of it."""
        self._connection.send((change, [test.name for test in tests], sum(test.seconds for test in tests)))
        outcome = self._connection.recv()
        assert isinstance(outcome, Outcome)  # noqa: S101 - for the types
        return outcome


class _Answering:
    """Instead of running the collected tests once, runs those that are asked for, again and again."""

    def __init__(self, connection: Connection) -> None:
        self._connection, self._told = connection, -1

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        gc.collect()
        gc.freeze()  # a copy would touch, and so double, all of it
        while True:
            try:
                change, names, seconds = self._connection.recv()
            except EOFError:
                return True
            self._connection.send(self._run(change, [items[name] for name in names], seconds))

    def _run(self, change: Change | None, items: Sequence[pytest.Item], seconds: float) -> Outcome:
        def work(told: int) -> int:
            self._told = told
            if change is not None:
                gc.unfreeze()
                _changed(change)
                _forget(change.source)
            for item, following in pairwise([*items, None]):
                assert item is not None  # noqa: S101 - for the types
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            return 0

        return _copied(work, seconds)

    def pytest_runtest_logreport(self, report: Any) -> None:  # noqa: ANN401
        if report.failed:
            os.write(self._told, report.nodeid.encode())
            os._exit(FAILED)
