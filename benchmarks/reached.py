"""Which statements of the package each test reaches, seen once in a run of the tests.

A probe stands before every statement of every function; it costs little, since it only puts a number into a
set. What a fixture of a module or of a session reaches counts for all tests that use it, and what a cache
remembers counts as reached again: each test gets what it would reach if it ran alone.
"""

import ast
import builtins
import functools
import hashlib
import importlib.abc
import importlib.util
import os
import pickle
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any, cast

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "plugins/guides"
_PROBE = "__reached__"
_HITS: set[int] = set()


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement in a function of the package, by its place; compound ones end where their first block begins."""

    path: str
    line: int
    column: int
    end: tuple[int, int]
    names: frozenset[str]
    """What it speaks of: names and attributes."""


@dataclass(frozen=True, slots=True)
class Test:
    """A test that passed: its seconds with those of what it uses, and what it reaches, a bit for each statement."""

    name: str
    seconds: float
    reached: int

    @property
    def file(self) -> str:
        """Give the file that it stands in."""
        return self.name.partition("::")[0]


@dataclass(frozen=True, slots=True)
class Record:
    """All statements, and all tests that passed."""

    statements: Sequence[Statement]
    tests: Sequence[Test]
    early: frozenset[int]
    """Those that were reached before the first test, when modules were imported and tests collected."""

    def reaching(self, numbers: set[int]) -> list[Test]:
        """Give the tests that reach one of these statements."""
        mask = _mask(numbers)
        return [test for test in self.tests if test.reached & mask]

    def around(self, path: str, line: int, column: int) -> int | None:
        """Give the innermost statement of a function at a place; none where the place runs on import."""
        found = None
        for number, one in enumerate(self.statements):
            if one.path == path and (one.line, one.column) <= (line, column) < one.end:
                best = self.statements[found] if found is not None else None
                if best is None or (one.line, one.column) >= (best.line, best.column):
                    found = number
        return found


def _mask(numbers: set[int] | frozenset[int]) -> int:
    if not numbers:
        return 0
    bits = bytearray(max(numbers) // 8 + 1)
    for number in numbers:
        bits[number // 8] |= 1 << number % 8
    return int.from_bytes(bits, "little")


def names_in(statement: ast.stmt) -> frozenset[str]:
    """Give the names and attributes in a statement, without those of statements inside of it."""
    found: set[str] = set()
    nodes: list[ast.AST] = [statement]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        nodes += [one for one in ast.iter_child_nodes(node) if not isinstance(one, ast.stmt)]
    return frozenset(found)


class _Probes(ast.NodeTransformer):
    """Puts a probe before each statement of functions; the numbers go on from module to module, in order."""

    def __init__(self, path: str, statements: list[Statement]) -> None:
        self._path, self._statements, self._depth = path, statements, 0

    def visit(self, node: ast.AST) -> ast.AST:
        is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        self._depth += is_function
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                visited = [one for statement in block for one in self._probed(statement)]
                setattr(node, name, visited)
        for name in ("handlers", "cases"):
            for one in getattr(node, name, ()):
                self.visit(one)
        self._depth -= is_function
        return node

    def _probed(self, statement: ast.stmt) -> Iterator[ast.stmt]:
        is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        if self._depth and not is_text:
            number = len(self._statements)
            names = names_in(statement)
            end = (statement.end_lineno or 0, statement.end_col_offset or 0)
            self._statements.append(Statement(self._path, statement.lineno, statement.col_offset, end, names))
            call = ast.Call(ast.Name(_PROBE, ast.Load()), [ast.Constant(number)], [])
            yield ast.fix_missing_locations(ast.copy_location(ast.Expr(call), statement))
        yield self.visit(statement)  # type: ignore[misc] # a statement stays one


def probed() -> tuple[dict[str, ast.AST], list[Statement]]:
    """Give the tree of each module of the package with probes, and the statements that they stand for."""
    statements: list[Statement] = []
    trees = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_bytes())
        trees[str(path)] = _Probes(str(path), statements).visit(tree)
    return trees, statements


class Loader(SourceFileLoader):
    """Loads a module from another text, or another tree, than stands in its file."""

    def __init__(self, name: str, path: Path, code: bytes | ast.AST) -> None:
        """Take the module, its file, and what is to be run instead of it."""
        super().__init__(name, str(path))
        self._code = code

    def path_stats(self, path: str) -> Mapping[str, float]:
        """Tell nothing of the file's age, so that no bytecode is taken, and none kept."""
        raise OSError(path)

    def source_to_code(self, data: object, path: str, **_: object) -> Any:  # type: ignore[override] # noqa: ANN401, ARG002
        """Compile what is to be run instead."""
        return compile(self._code, self.path, "exec", dont_inherit=True)  # type: ignore[arg-type]


def module_name(path: Path) -> str:
    """Give the name under which a file of the package is imported."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


class Finder(importlib.abc.MetaPathFinder):
    """Finds the modules that are to be run from something else than their files."""

    def __init__(self, instead: Mapping[Path, bytes | ast.AST]) -> None:
        """Take what to run, by files of the package."""
        self._instead = {module_name(path): (path, code) for path, code in instead.items()}

    def find_spec(self, fullname, path, target=None):  # noqa: ANN001, ANN201, ARG002 - as the base class has it
        """Find one of them; everything else is for others to find."""
        if fullname not in self._instead:
            return None
        file, code = self._instead[fullname]
        below = [str(file.parent)] if file.name == "__init__.py" else None
        loader = Loader(fullname, file, code)
        return importlib.util.spec_from_file_location(fullname, file, loader=loader, submodule_search_locations=below)


def _remembering(function: Callable[..., Any] | None = None, /, **_: object) -> Any:  # noqa: ANN401
    """Remember as `functools.cache` does, and with a value what was reached to make it."""
    if not callable(function):
        return _remembering
    kept: dict[Any, tuple[Any, frozenset[int]]] = {}

    @functools.wraps(function)
    def remembered(*values: Any, **named: Any) -> Any:  # noqa: ANN401
        key = (values, tuple(sorted(named.items())))
        if key not in kept:
            with _apart() as reached:
                value = function(*values, **named)
            kept[key] = value, frozenset(reached)
        value, reached = kept[key]
        _HITS.update(reached)
        return value

    remembered.cache_clear = kept.clear  # type: ignore[attr-defined]
    remembered.cache_info = lambda: (0, 0, None, len(kept))  # type: ignore[attr-defined]
    return remembered


class _RememberingProperty:
    """Remembers as `functools.cached_property` does, and with a value what was reached to make it."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self._function, self.__doc__ = function, function.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = f"{name} and what it reached"

    def __get__(self, one: Any, owner: type | None = None) -> Any:  # noqa: ANN401
        if one is None:
            return self
        if self._name not in one.__dict__:
            with _apart() as reached:
                value = self._function(one)
            one.__dict__[self._name] = value, frozenset(reached)
        value, reached = one.__dict__[self._name]
        _HITS.update(reached)
        return value

    def __set__(self, one: object, value: object) -> None:
        raise AttributeError("cannot be set")


class _apart:  # noqa: N801 - used as a function
    """Collect what is reached within, and nothing of before."""

    def __enter__(self) -> set[int]:
        self._outer = set(_HITS)
        _HITS.clear()
        self._own: set[int] = set()
        return self._own

    def __exit__(self, *_: object) -> None:
        self._own.update(_HITS)
        _HITS.update(self._outer)


@dataclass(eq=False)  # pytest puts plugins into sets
class _Watching:
    """Sees a run of the tests."""

    fixtures: dict[tuple[str, str], tuple[float, set[int]]] = field(default_factory=dict)
    tests: dict[str, tuple[float, set[int], list[tuple[str, str]]]] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)
    early: frozenset[int] = frozenset()
    _used: float = 0

    def pytest_collection_finish(self) -> None:
        """See what was reached before any test."""
        self.early = frozenset(_HITS)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any, request: Any) -> Any:  # noqa: ANN401, ARG002
        """See what a fixture reaches that is shared by several tests."""
        if fixturedef.scope == "function":
            return (yield)
        begin = _seconds()
        with _apart() as reached:
            value = yield
        seconds = _seconds() - begin
        known, before = self.fixtures.get(key := (fixturedef.baseid, fixturedef.argname), (0, set()))
        self.fixtures[key] = max(known, seconds), before | reached
        self._used += seconds
        return value

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: Any, nextitem: Any) -> Any:  # noqa: ANN401, ARG002
        """See what one test reaches."""
        _HITS.clear()
        begin, self._used = _seconds(), 0
        value = yield
        shared = item._fixtureinfo.name2fixturedefs.values()  # noqa: SLF001 - pytest tells it nowhere else
        uses = [(one.baseid, one.argname) for many in shared for one in many if one.scope != "function"]
        self.tests[item.nodeid] = max(0.0, _seconds() - begin - self._used), set(_HITS), uses
        return value

    def pytest_runtest_logreport(self, report: Any) -> None:  # noqa: ANN401
        """See how it ended."""
        (self.passed if report.outcome == "passed" else self.failed).add(report.nodeid)

    def record(self, statements: Sequence[Statement]) -> Record:
        """Put together what was seen."""
        tests = []
        for name, (seconds, reached, uses) in self.tests.items():
            parts = [self.fixtures[one] for one in uses if one in self.fixtures]
            total = seconds + sum(own for own, _ in parts)
            if name in self.passed - self.failed:
                tests.append(Test(name, total, _mask(reached.union(*(more for _, more in parts)))))
        return Record(statements, tests, self.early)


def _seconds() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _watch(targets: Mapping[str, Path]) -> None:
    trees, statements = probed()
    builtins.__dict__[_PROBE] = _HITS.add
    sys.meta_path.insert(0, Finder({Path(path): tree for path, tree in trees.items()}))
    functools.cache = functools.lru_cache = _remembering
    functools.cached_property = _RememberingProperty  # type: ignore[assignment,misc]
    watching = _Watching()
    pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:xdist", *targets], plugins=[watching])
    seen = watching.record(statements)
    for file, target in targets.items():
        own = replace(seen, tests=[test for test in seen.tests if test.file == file])
        target.write_bytes(pickle.dumps(own))


def _digest(paths: Iterable[Path]) -> bytes:
    found = hashlib.sha256()
    for path in paths:
        if path.is_file() and "__pycache__" not in path.parts:
            found.update(f"{path}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return found.digest()


def _below(path: Path) -> list[Path]:
    return sorted(path.rglob("*")) if path.is_dir() else [path]


def record(files: Sequence[str]) -> Record:
    """Run tests with probes in a copy of this process, but for those files of which an earlier run saw all."""
    common = ("plugins", "docs", "overrides", "tests/sample", "tests/support.py", "tests/conftest.py")
    rest = _digest(path for name in common for path in _below(ROOT / name))
    beside = [path for path in sorted((ROOT / "tests").iterdir()) if path.name != "sample"]
    folder = ROOT / ".cache" / "mutants"
    targets = {}
    for file in files:
        words = set(re.findall(r"\w+", (ROOT / file).read_text("utf-8")))
        # What a test reads beside its own file, it names there.
        named = [path for one in beside if one.stem in words for path in _below(one)]
        targets[file] = folder / hashlib.sha256(rest + _digest([ROOT / file, *named])).hexdigest()[:32]
    missing = {file: target for file, target in targets.items() if not target.exists()}
    if missing:
        folder.mkdir(parents=True, exist_ok=True)
        begin = time.monotonic()
        if (child := os.fork()) == 0:
            try:
                _watch(missing)
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        print(f"{len(missing)} files with tests were watched for {time.monotonic() - begin:.0f} seconds", flush=True)
    records = [cast("Record", pickle.loads(target.read_bytes())) for target in targets.values()]  # noqa: S301 - our own
    early = frozenset[int]().union(*(one.early for one in records))
    return Record(probed()[1], [test for one in records for test in one.tests], early)
