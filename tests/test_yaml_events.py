"""A file says the same, and its author is told the same, where only PyYAML's parser in Python exists."""

from pathlib import Path

import pytest

from guides.source import yaml_events
from guides.source.frontmatter import parse
from support import ROOT
from test_cases import CASES, NAMES, findings


@pytest.fixture(autouse=True)
def only_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with the parser that a browser has."""
    monkeypatch.setattr(yaml_events, "events", yaml_events.with_python)


@pytest.mark.parametrize("name", [name for name in NAMES if "yaml" in name or "front-matter" in name])
def test_an_author_is_told_the_same(name: str, tmp_path: Path) -> None:
    assert findings(name, tmp_path) == (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("{title: What do I do?, copy: stored}", {"title": "What do I do?", "copy": "stored"}),
        ("[Why?, '?', Who?]", ["Why?", "?", "Who?"]),
        ("{url: 'https://a.example/?q=1'}", {"url": "https://a.example/?q=1"}),
        ("{url: https://a.example/?q=1}", {"url": "https://a.example/?q=1"}),
        ("{a: b\n    c?,\n  d: e}", {"a": "b c?", "d": "e"}),
    ],
)
def test_a_question_mark_is_a_character_like_any_other(written: str, read: object) -> None:
    assert parse(f"---\nkey: {written}\n---\n", "a.md").data == {"key": read}


@pytest.mark.parametrize("name", ["crunchyroll", "peacock", "tidal", "apple-music"])
def test_a_guide_says_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = ROOT / "docs/guides" / f"{name}.md"
    here = parse(path.read_text(encoding="utf-8"), "a.md")
    monkeypatch.undo()
    elsewhere = parse(path.read_text(encoding="utf-8"), "a.md")
    assert here.data == elsewhere.data
    assert [here.locate(loc) for loc in (("title",), ("routes", 0, "steps", 0, "action"), ("sources", 0, "url"))] == [
        elsewhere.locate(loc) for loc in (("title",), ("routes", 0, "steps", 0, "action"), ("sources", 0, "url"))
    ]
