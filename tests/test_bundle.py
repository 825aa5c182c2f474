"""The finder in few files, and a machine that cannot make them."""

import re
import shutil
from pathlib import Path

import pytest

from browser.checkers import packages
from guides.site.outputs import bundle
from support import ROOT

NAMES = ("main.js", "finder.js", "browse.js", "fulltext.js", "results.js", "known.js")
SCRIPTS = {f"assets/javascripts/finder/{name}" for name in NAMES}


@pytest.fixture(scope="module", autouse=True)
def npm() -> None:
    packages()


def test_the_modules_become_one_that_waits_and_others_that_come_when_needed() -> None:
    scripts, lack = bundle.make(ROOT, ROOT / "docs")
    assert lack == ""
    assert set(scripts) == SCRIPTS
    main = scripts["assets/javascripts/finder/main.js"]
    assert 'import("./finder.js")' in main
    # It stands on every page: what answers is not in it.
    assert len(main) < 5_000 < len(scripts["assets/javascripts/finder/finder.js"])
    # None of them waits for another one before it runs.
    assert [
        name for name, script in scripts.items() if re.search(r'(^|[;}])(import|export \*)["{ ]|from"', script)
    ] == []


def test_every_module_is_published_or_stands_for_another() -> None:
    assert set(bundle.modules(ROOT / "docs")) > SCRIPTS


def test_without_the_bundler_it_says_what_is_missing(tmp_path: Path) -> None:
    scripts, lack = bundle.make(tmp_path, ROOT / "docs")
    assert scripts == {}
    assert lack.startswith("esbuild is not installed (npm ci)")


def test_a_script_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    finder = tmp_path / "docs" / bundle.FOLDER
    shutil.copytree(ROOT / "docs" / bundle.FOLDER, finder)
    (finder / "browse.js").write_text("export const = 1;\n", encoding="utf-8")
    scripts, lack = bundle.make(ROOT, tmp_path / "docs")
    assert scripts == {}
    assert "browse.js" in lack


def test_a_program_for_another_machine_is_no_reason_to_stop(tmp_path: Path) -> None:
    program = tmp_path / "node_modules/@esbuild/other/bin/esbuild"
    program.parent.mkdir(parents=True)
    program.write_bytes(b"\x7fELF")
    program.chmod(0o755)
    assert "cannot run here" in bundle.make(tmp_path, ROOT / "docs")[1]
