"""The house as DESIGN has it: imports run one way, and a module is short enough to be read."""

import ast
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from support import ROOT

PACKAGE = ROOT / "plugins/guides"
MODULES = sorted(PACKAGE.rglob("*.py"))
INSIDE = [path for path in MODULES if path != PACKAGE / "__init__.py"]
ENGINES = {"mkdocs", "properdocs", "zensical", "material"}
LONGEST = 250

# The rooms and the modules beside them, from the inside out: each may import its own layer and those before it.
CORE = (
    {"diagnostics", "model"},
    {"frontmatter", "reading"},
    {"knowledge"},
    {"rules", "difficulty", "collection"},
)
PAGES = ({"pages", "lists", "compose", "jsonld", "published"},)
ROADS = (
    (*CORE, *PAGES, {"extension", "zensical_page"}, {"plugin"}),
    (*CORE, *PAGES, {"web"}, {"commands"}, {"cli"}),
)
"""Two ends use the same pages, the site that an engine builds and the command; neither knows the other."""


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


@cache
def imports(path: Path, *, at_run_time: bool = False) -> frozenset[str]:
    """Give the full name of everything that a module imports, wherever in the module, or only what runs."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if at_run_time:
        tree.body = [node for node in tree.body if not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node))]
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


EVERYTHING = {name_of(path) for path in MODULES}


def rooms(path: Path) -> set[str]:
    """Give the modules and packages of the house that a module imports: `rules`, `model`."""
    own = {name.split(".")[1] for name in imports(path) if name.startswith("guides.")}
    return {room for room in own if (PACKAGE / room).is_dir() or (PACKAGE / f"{room}.py").exists()}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def known_to(room: str) -> set[str]:
    """Give what a room may import: its own layer and those before it, on any road that leads through it."""
    found: set[str] = set()
    for road in ROADS:
        numbers = [number for number, layer in enumerate(road) if room in layer]
        found |= set().union(*road[: max(numbers) + 1]) if numbers else set()
    return found


def named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_module_asks_to_be_two(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", INSIDE, ids=named)
def test_imports_run_one_way(path: Path) -> None:
    """A module that stands in no layer may import nothing of the house, and be imported by nobody."""
    assert rooms(path) <= known_to(room_of(path))


def test_every_module_stands_in_a_layer() -> None:
    assert {room_of(path) for path in INSIDE} == {room for road in ROADS for layer in road for room in layer}


def test_no_module_needs_itself() -> None:
    """Within a layer, too, modules are imported in one direction."""
    graph = {}
    for path in MODULES:
        used = imports(path, at_run_time=True)
        if path.name != "__init__.py":
            graph[name_of(path)] = EVERYTHING & (used | {one.rpartition(".")[0] for one in used})
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_only_the_ends_know_what_runs_them(path: Path) -> None:
    outside = {name.split(".")[0] for name in imports(path)}
    allowed = {"extension.py": {"markdown"}, "plugin.py": {"mkdocs"}, "zensical_page.py": {"markdown"}}.get(
        named(path), set()
    )
    assert (outside & (ENGINES | {"markdown"})) <= allowed


def test_a_room_has_more_than_one_module() -> None:
    alone = {path.parent for path in MODULES if not (set(path.parent.glob("*.py")) - {path})}
    assert alone == {PACKAGE / "knowledge/data"}  # lists of words, and what reads them


def test_every_module_says_what_it_is_for() -> None:
    assert [named(path) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))] == []


def test_the_command_runs_without_any_engine() -> None:
    """Proven by a machine on which none is installed, as it were."""
    code = (
        "import sys\n"
        f"for name in {sorted(ENGINES | {'markdown'})!r}: sys.modules[name] = None\n"
        "from guides.cli import main\n"
        "sys.exit(main(['--docs', 'tests/sample/docs', 'check']))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "no problems\n"), done.stderr
