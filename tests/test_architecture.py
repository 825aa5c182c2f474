"""The house: imports run one way, and the core knows no engine."""

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
ENGINES = {"mkdocs", "properdocs", "zensical", "material", "markdown"}
FLOORS = (
    "processes",
    "diagnostics",
    "cache",
    "model",
    "source",
    "collection",
    "rules",
    "load",
    "site",
    "engines",
    "cli",
    "__main__",
)
"""From the ground up: each room may import itself and those before it. `engines` and `cli` do not know each other."""


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


@cache
def imports(path: Path) -> frozenset[str]:
    """Give the full name of everything that a module imports, wherever in the module, also for types alone."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


EVERYTHING = {name_of(path) for path in MODULES}


def rooms(path: Path) -> set[str]:
    """Give the rooms of the house that a module imports: `rules`, `model`."""
    own = {name.split(".")[1] for name in imports(path) if name.startswith("guides.")}
    return {room for room in own if (PACKAGE / room).is_dir() or (PACKAGE / f"{room}.py").exists()}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


INSIDE = [path for path in MODULES if path != PACKAGE / "__init__.py"]


@pytest.mark.parametrize("path", INSIDE, ids=named)
def test_imports_run_one_way(path: Path) -> None:
    room = room_of(path)
    below = set(FLOORS[: FLOORS.index(room) + 1])
    assert rooms(path) <= below - ({"engines"} if room in {"cli", "__main__"} else set())


def test_no_module_needs_itself() -> None:
    """Within a room, too, modules are imported in one direction."""
    graph = {}
    for path in INSIDE:
        if path.name != "__init__.py":
            used = imports(path)
            graph[name_of(path)] = EVERYTHING & (used | {one.rpartition(".")[0] for one in used})
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("path", INSIDE, ids=named)
def test_only_the_ends_know_what_runs_them(path: Path) -> None:
    """An author's prose is converted in one place; the rest of the core has nothing to do with Markdown's engine."""
    allowed = {"markdown"} if named(path) == "source/prose.py" else set()
    if room_of(path) != "engines":
        assert {name.split(".")[0] for name in imports(path)} & ENGINES <= allowed


def test_the_command_runs_without_any_engine() -> None:
    """Proven by a machine on which none is installed, as it were, but for what converts an author's prose."""
    code = (
        "import sys\n"
        f"for name in {sorted(ENGINES - {'markdown'})!r}: sys.modules[name] = None\n"
        "from guides.cli import main\n"
        "sys.exit(main(['--docs', 'tests/sample/docs', 'check']))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (0, "no problems\n"), done.stderr


def test_a_browser_can_import_what_it_runs() -> None:
    """Every import of a package that it has not waits until it is needed."""
    code = (
        "import importlib.metadata, sys\n"
        "from guides.site.outputs.write import PACKAGES\n"
        "has = {'pydantic_core', *(name.lower().replace('-', '_') for name in PACKAGES)}\n"
        "for module, names in importlib.metadata.packages_distributions().items():\n"
        "    if module != 'guides' and not any(name.lower().replace('-', '_') in has for name in names):\n"
        "        sys.modules[module] = None\n"
        "for name in [name for name in sys.modules if name.split('.')[0] == 'guides']: del sys.modules[name]\n"
        "import guides.cli.fix, guides.engines.browser\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
