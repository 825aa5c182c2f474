"""Changes the code in small ways, one at a time, and sees whether a test notices.

    python benchmarks/mutants.py [NUMBER] [SEED] [MINUTES]

A seeded sample of the mutations that Cosmic Ray knows, and of texts with two letters more, over the rules and
over what words a page has. Each is tried in a copy of one process that has imported what tests import of
others, so that a mutant costs its tests and no more. A mutant that cannot be imported is none.
"""

import ast
import importlib
import importlib.abc
import importlib.util
import os
import random
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from cosmic_ray import plugins
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "plugins/guides"
RESULTS = ROOT / "benchmarks/RESULTS.md"
TITLE = "## Mutants"
_NOT_IMPORTED, _NOTICED = 77, 1
_PATIENCE = 600
_LIBRARIES = ("idna", "jinja2", "markdown", "markdown_it", "mkdocs.commands.build", "phonenumbers")
_LIBRARIES += ("PIL.ImageDraw", "publicsuffixlist", "pycountry", "pydantic", "rapidfuzz", "selectolax.lexbor", "yaml")

_RULES = ("slips", "numbers", "hosts", "secrets", "cases", "rules", "dialect", "suppressions", "related", "places")
_RULES += ("trust", "review", "repository_links", "pictures")
_WORDS = ("difficulty", "compose", "lists", "redirects", "prose", "related", "places", "show", "jsonld", "outputs")
_WORDS += ("api",)
FIELDS = (
    ("rules/*.py", _RULES),
    ("rules/lib/*.py", _RULES),
    ("site/wording.py", _WORDS),
    ("site/views.py", _WORDS),
    ("site/difficulty.py", _WORDS),
)
"""Which modules are changed, and the tests that are asked, quick and near ones first."""


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
    operator: str
    source: str
    tests: Sequence[str]

    def __str__(self) -> str:
        """Say where it is and what it does."""
        before = self.path.read_text("utf-8").splitlines()
        after = self.source.splitlines()
        pairs = ((old, new) for old, new in zip(before, after, strict=False) if old != new)
        old, new = next(pairs, ("", ""))
        start = next((index for index, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
        begin = max(0, start - 24)
        return (
            f"`{self.path.relative_to(PACKAGE)}:{self.line}` {self.operator}: "
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
    places: list[tuple[Path, tuple[int, int], list[tuple[str, int]], Sequence[str]]] = []
    for pattern, tests in FIELDS:
        for path in sorted(PACKAGE.glob(pattern)):
            source = path.read_text("utf-8")
            left_out, nodes = _left_out(source), list(ast_nodes(get_ast(source)))
            found: dict[tuple[int, int], list[tuple[str, int]]] = {}
            for name, operator in operators.items():
                spots = (spot for node in nodes for spot in operator.mutation_positions(node))
                for occurrence, (start, _) in enumerate(spots):
                    if start not in left_out:
                        found.setdefault(start, []).append((name, occurrence))
            places += [(path, start, ways, tests) for start, ways in found.items()]
    dice.shuffle(places)
    for path, (line, _), ways, tests in places:
        name, occurrence = dice.choice(ways)
        source = mutate_code(path.read_text("utf-8"), operators[name], occurrence)
        if source is not None and source != path.read_text("utf-8"):
            yield Mutant(path, line, name, source, tests)


class _Loader(importlib.abc.SourceLoader):
    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def get_filename(self, fullname: str) -> str:  # noqa: ARG002 - as the base class has it
        return str(self._mutant.path)

    def get_data(self, path: str) -> bytes:
        return self._mutant.source.encode() if path == str(self._mutant.path) else Path(path).read_bytes()


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant
        parts = mutant.path.relative_to(PACKAGE.parent).with_suffix("").parts
        self.name = ".".join(part for part in parts if part != "__init__")

    def find_spec(self, fullname, path, target=None):  # noqa: ANN001, ANN202, ARG002 - as the base class has it
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self._mutant.path, loader=_Loader(self._mutant))


def _in_a_copy(mutant: Mutant | None, tests: Sequence[str]) -> int:
    """Run tests with a mutant in a copy of this process; give what pytest says by its status."""
    if (child := os.fork()) == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        signal.alarm(_PATIENCE)
        if mutant is not None:
            finder = _Finder(mutant)
            sys.meta_path.insert(0, finder)
            try:
                importlib.import_module(finder.name)
            except BaseException:  # noqa: BLE001 - whatever it is
                os._exit(_NOT_IMPORTED)
        files = [f"tests/test_{name}.py" for name in tests]
        os._exit(int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *files])))
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def report(tried: int, survivors: Sequence[Mutant], seed: int, left_out: int) -> str:
    """Write what came of it."""
    killed = tried - len(survivors)
    by_room = Counter(one.path.relative_to(PACKAGE).parts[0] for one in survivors)
    lines = [
        TITLE,
        "",
        (
            f"`make mutants`, seed {seed}: {killed} of {tried} mutants noticed ({killed / max(tried, 1):.0%}; target "
            f"85 % of 400); {left_out} more could not be imported and do not count. Survivors: {dict(by_room)}."
        ),
        "",
        *(f"- {one}" for one in survivors),
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
    for _, tests in FIELDS[1:3]:
        if status := _in_a_copy(None, tests):
            raise SystemExit(f"the tests fail without any mutant (status {status})")
    end, tried, left_out = time.monotonic() + 60 * minutes, 0, 0
    survivors: list[Mutant] = []
    for mutant in mutants(seed):
        if tried >= number or time.monotonic() > end:
            break
        status = _in_a_copy(mutant, mutant.tests)
        if status == _NOT_IMPORTED:
            left_out += 1
            continue
        tried += 1
        print("killed  " if status else "SURVIVED", mutant, flush=True)
        if status == 0:
            survivors.append(mutant)
    text = RESULTS.read_text("utf-8").partition(TITLE)[0]
    RESULTS.write_text(f"{text.rstrip()}\n\n{report(tried, survivors, seed, left_out)}", "utf-8")


if __name__ == "__main__":
    main()
