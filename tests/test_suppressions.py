"""Rules that a guide declares wrong for itself."""

from dataclasses import replace
from pathlib import Path

import pytest

from guides import cli
from guides.diagnostics import Severity
from guides.load import load
from support import sample

TWICE = "## Prices\n\nThey change.\n\n## Prices\n\nThey do.\n"
"""A text of which a suppressible rule says something."""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return sample(tmp_path) / "docs"


def ignore(docs: Path, text: str = "") -> None:
    guide = docs / "guides/minimal.md"
    entry = "ignore: [{rule: heading-twice, reason: Both are called so.}]\npublished"
    guide.write_text(guide.read_text(encoding="utf-8").replace("published", entry, 1) + text, encoding="utf-8")


def test_a_suppressed_finding_is_not_counted_and_is_listed(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ignore(docs, TWICE)
    (diagnostic,) = load(docs)[1]
    assert (diagnostic.rule, diagnostic.suppressed) == ("heading-twice", "Both are called so.")
    assert cli.main(["--docs", str(docs), "check", "--show-ignored"]) == cli.OK
    said = capsys.readouterr().out
    assert "Silenced: Both are called so." in said
    assert said.endswith("no problems\n")


def test_a_suppressed_error_stops_no_build(docs: Path) -> None:
    ignore(docs, TWICE)
    (diagnostic,) = load(docs)[1]
    assert not replace(diagnostic, severity=Severity.ERROR).is_error
    assert replace(diagnostic, severity=Severity.ERROR, suppressed="").is_error


def test_other_files_are_not_suppressed(docs: Path) -> None:
    ignore(docs, TWICE)
    other = docs / "guides/lessons.md"
    other.write_text(f"{other.read_text(encoding='utf-8')}\n{TWICE}", encoding="utf-8")
    assert [(one.path, one.suppressed) for one in load(docs)[1]] == [
        ("docs/guides/lessons.md", ""),
        ("docs/guides/minimal.md", "Both are called so."),
    ]


def test_suppressing_what_does_not_fire_is_a_warning(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ignore(docs)
    (found,) = load(docs)[1]
    assert str(found) == (
        "docs/guides/minimal.md:6:17: warning[ignore-unneeded] The rule `heading-twice` finds nothing here any more. "
        "Remove the entry."
    )
    assert cli.main(["--docs", str(docs), "check"]) == cli.OK
    assert "1 warning" in capsys.readouterr().out
