"""Rules that a guide declares wrong for itself."""

from dataclasses import replace
from pathlib import Path

import pytest

from guides import cli
from guides.diagnostics import Severity, catalog
from guides.load import load
from guides.rules import suppressions
from support import sample


@pytest.fixture(autouse=True)
def one_rule_can_be_silenced(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = {**catalog.RULES, "heading-order": replace(catalog.RULES["heading-order"], can_be_silenced=True)}
    monkeypatch.setattr(suppressions, "RULES", rules)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return sample(tmp_path) / "docs"


def ignore(docs: Path, text: str = "") -> None:
    guide = docs / "guides/minimal.md"
    entry = "ignore: [{rule: heading-order, reason: The jump is on purpose.}]\npublished"
    guide.write_text(guide.read_text(encoding="utf-8").replace("published", entry, 1) + text, encoding="utf-8")


def test_a_silenced_finding_stops_nothing_and_is_listed(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ignore(docs, "#### Jump\n")
    (found,) = load(docs)[1]
    assert (found.rule, found.silenced, found.is_error) == ("heading-order", "The jump is on purpose.", False)
    assert cli.main(["--docs", str(docs), "check", "--show-ignored"]) == cli.OK
    said = capsys.readouterr().out
    assert "Silenced: The jump is on purpose." in said
    assert said.endswith("no problems\n")


def test_other_files_are_not_silenced(docs: Path) -> None:
    ignore(docs, "#### Jump\n")
    other = docs / "guides/lessons.md"
    other.write_text(other.read_text(encoding="utf-8") + "\n#### Jump\n", encoding="utf-8")
    assert [one.path for one in load(docs)[1] if one.is_error] == ["docs/guides/lessons.md"]


def test_silencing_what_does_not_fire_is_a_warning(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ignore(docs)
    assert [(one.rule, one.severity) for one in load(docs)[1]] == [("ignore-unneeded", Severity.WARNING)]
    assert cli.main(["--docs", str(docs), "check"]) == cli.OK
    assert "1 warning" in capsys.readouterr().out
