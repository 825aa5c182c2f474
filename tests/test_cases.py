"""Broken guides, and what their authors are told.

A case is a file `cases/NAME.md`, or a folder `cases/NAME/` when it takes several files. It is
laid over a copy of the sample's docs/ (a file as docs/guides/NAME.md) and loaded. Beside it,
`NAME.txt` has the findings, one a line: `line:column severity rule message | fix`, with the path
in front where a finding is about another file. After a change of words run

    UPDATE_CASES=1 make test ARGS=tests/test_cases.py

and read the difference as somebody would who sends a first guide.
"""

import os
import shutil
from pathlib import Path

import pytest

from guides.diagnostics import Diagnostic
from guides.load import load
from guides.rules.catalog import RULES
from support import HERE, SAMPLE

CASES = HERE / "cases"
NAMES = sorted(path.stem for path in CASES.iterdir() if path.suffix != ".txt")
IS_UPDATING = "UPDATE_CASES" in os.environ

# A net under the kinds of error that pydantic may learn.
NEVER: set[str] = set()


def lay_out(name: str, folder: Path) -> Path:
    """Put a case into a copy of the sample; return its docs/."""
    docs = shutil.copytree(SAMPLE / "docs", folder / "docs")
    case = CASES / name
    if case.is_dir():
        shutil.copytree(case, docs, dirs_exist_ok=True)
    else:
        shutil.copy(CASES / f"{name}.md", docs / "guides")
    return docs


def told(diagnostic: Diagnostic, name: str) -> str:
    path = "" if diagnostic.path == f"docs/guides/{name}.md" else f"{diagnostic.path}:"
    place = f"{path}{diagnostic.line}:{diagnostic.column}"
    fix = f" | {diagnostic.fix}" if diagnostic.fix else ""
    return f"{place} {diagnostic.severity} {diagnostic.rule} {diagnostic.message}{fix}"


def findings(name: str, folder: Path) -> list[str]:
    return [told(one, name) for one in load(lay_out(name, folder))[1]]


@pytest.mark.parametrize("name", NAMES)
def test_what_an_author_is_told(name: str, tmp_path: Path) -> None:
    expected = CASES / f"{name}.txt"
    got = findings(name, tmp_path)
    if IS_UPDATING:
        expected.write_text("".join(f"{line}\n" for line in got), encoding="utf-8")
    assert got == expected.read_text(encoding="utf-8").splitlines()


def test_the_sample_itself_has_no_problem() -> None:
    assert load(SAMPLE / "docs")[1] == []


def test_every_rule_has_a_case_or_a_test_that_names_it() -> None:
    expectations = (path for folder in (CASES, HERE / "hostile") for path in folder.glob("*.txt"))
    lines = [line for path in expectations for line in path.read_text(encoding="utf-8").splitlines()]
    fired = {line.split(" ", 3)[2] for line in lines}
    tests = "".join(path.read_text(encoding="utf-8") for path in HERE.rglob("test_*.py"))
    named = {rule for rule in RULES if f'"{rule}"' in tests or f"[{rule}]" in tests}
    assert set(RULES) - fired - named - NEVER == set()
    assert fired - set(RULES) == set()


def test_every_expectation_belongs_to_a_case() -> None:
    assert {path.stem for path in CASES.glob("*.txt")} == set(NAMES)


def test_a_file_of_ten_megabytes_is_refused_without_being_read_as_data(tmp_path: Path) -> None:
    docs = lay_out(NAMES[0], tmp_path)
    (docs / "guides" / f"{NAMES[0]}.md").unlink()
    (docs / "guides/long.md").write_bytes(b"---\n" + b"a: b\n" * 2_000_000)
    (found,) = load(docs)[1]
    assert str(found) == (
        "docs/guides/long.md:1:1: error[file-size] The file has 10,000,004 bytes; "
        "a guide has at most 60,000. Shorten it, or split it into two guides."
    )


def test_missing_authors_are_one_finding_and_not_one_for_each_guide(tmp_path: Path) -> None:
    docs = shutil.copytree(SAMPLE / "docs", tmp_path / "docs")
    (docs / "about/authors.yml").unlink()
    (found,) = load(docs)[1]
    assert str(found) == (
        "docs/about/authors.yml:1:1: error[authors-file] The list of authors is missing. "
        "Add it, with at least the key `editors`."
    )
