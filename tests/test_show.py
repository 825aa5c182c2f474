"""`guides show`: what a page says, in a terminal."""

from pathlib import Path

import pytest

from guides import cli
from support import sample


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample, with its top as the working folder, and a terminal of 80 columns."""
    top = sample(tmp_path)
    monkeypatch.chdir(top)
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return top


def show(word: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert cli.main(["show", word]) == cli.OK
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("word", ["lessons", "Lessons", "LESSONS", "docs/guides/lessons.md", "lessons.md"])
def test_a_guide_is_found_by_what_people_call_it(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert show(word, capsys)[0] == "How to cancel Lessons"


def test_it_says_who_bills_by_when_which_steps_and_from_where(capsys: pytest.CaptureFixture[str]) -> None:
    said = show("lessons", capsys)
    whole = "\n".join(said)
    parts = [
        "Who bills you?",
        "At a glance",
        "  It starts at https://www.lessons.example/purchases",
        "  1. Log in at lessons.example (https://lessons.example/)",
        "  2. Choose A | B",
        "     Menu under your picture, top right",
        "     It may read Purchases.",
        "  3. Finish with Confirm",
        "https://lessons.example/help",
        "Apple bills you",
        "Choose Lessons, then Cancel Subscription",
        "What does not cancel",
        "  - Deleting the app",
        "  Download your certificates.",
        "  Can I come back?",
        "Sources and checks",
    ]
    places = [whole.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
    assert all(len(line) <= 80 or "https://" in line or not line.startswith(" ") for line in said)
    assert "**" not in whole
    assert "<" not in whole


def test_a_biller_is_shown_too(capsys: pytest.CaptureFixture[str]) -> None:
    said = show("apple", capsys)
    assert said[0] == "Cancel a subscription billed by Apple"
    assert "  1. Open Settings" in said


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("leson", "there is no guide `leson`; did you mean `lessons`?"),
        ("something", "there is no guide `something`"),
        ("minimal", "`minimal` has errors; see them with: guides check"),
    ],
)
def test_what_is_not_there(site: Path, word: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = site / "docs/guides/minimal.md"
    path.write_text(path.read_text(encoding="utf-8").replace("[editors]", "editors"), encoding="utf-8")
    assert cli.main(["show", word]) == cli.COULD_NOT_RUN
    assert capsys.readouterr().err == f"guides: {told}\n"


def test_headings_are_bold_for_those_who_want_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert show("minimal", capsys)[0] == "\x1b[1mHow to cancel Minimal\x1b[0m"
