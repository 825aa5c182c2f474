"""`guides new`: a file that the checker passes but for its blanks, and never a second one about a service."""

import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from guides import cli
from guides.load import load
from guides.model.channels import Via
from guides.site.skeleton import for_a_form, scalar, skeleton
from support import ROOT, published, sample

BABBEL = "docs/guides/babbel.md"


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample, with its top as the working folder."""
    top = sample(tmp_path)
    monkeypatch.chdir(top)
    return top


def new(*words: str) -> int:
    return cli.main(["new", "--today", "2026-11-20", *words])


def test_a_new_guide_fails_for_its_blanks_alone(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new("Babbel", "--category", "learning", "--via", "website,apple") == cli.OK
    told = capsys.readouterr()
    assert told.out == f"wrote {BABBEL}, with 7 blanks marked TODO\n"
    assert told.err == f"Fill them in, then run: guides check {BABBEL}\n"
    text = (site / BABBEL).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 32
    assert text.endswith("---\n")
    found = load(site / "docs")[1]
    assert [(one.path, one.line, one.rule) for one in found] == [
        (BABBEL, line, "blank") for line in (3, 7, 12, 14, 15, 16, 20)
    ]
    assert found[1].message == "`service.domains[1]` is still to be written."
    assert found[1].fix == "Host names that belong to the vendor. Links in the guide must lead to one of them."


FILLED = {
    "'TODO the answer in one or two sentences: where to cancel, by when, what follows'": (
        "Choose End subscription under your profile before the renewal date comes."
    ),
    "TODO a host of the company": "babbel.example",
    "TODO the page where it starts, https://…": "https://my.babbel.example/account",
    "TODO what to do first, such as Log in": "Log in",
    "        where: TODO where to find it on the screen; remove the line if that is clear\n": "",
    "TODO what to do next, labels in bold, such as Choose **Cancel plan**": "Choose **End subscription**",
    "TODO the company’s own page that you read, https://…": "https://support.babbel.example/cancel",
}


def test_with_its_blanks_filled_in_it_passes(site: Path) -> None:
    assert new("Babbel", "--category", "learning", "--via", "website,apple") == cli.OK
    text = (site / BABBEL).read_text(encoding="utf-8")
    for blank, words in FILLED.items():
        assert text.count(blank) == 1
        text = text.replace(blank, words)
    (site / BABBEL).write_text(text, encoding="utf-8")
    assert load(site / "docs")[1] == []


@pytest.mark.parametrize("via", list(Via))
def test_every_way_to_cancel_has_a_skeleton_without_other_mistakes(site: Path, via: Via) -> None:
    assert new("Babbel", "--category", "learning", "--via", via.value, "--domain", "babbel.example") == cli.OK
    assert {one.rule for one in load(site / "docs")[1]} == {"blank"}


def test_a_blank_in_the_text_is_one_too(site: Path) -> None:
    path = site / "docs/guides/minimal.md"
    path.write_text(f"{path.read_text(encoding='utf-8')}\nOne thing.\nTODO say more\n", encoding="utf-8")
    (found,) = load(site / "docs")[1]
    assert (found.rule, found.line, found.column) == ("blank", 14, 1)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["lessons"], "docs/guides/lessons.md exists"),
        (["LESSONS!"], "docs/guides/lessons.md exists"),
        (["less", "--name", "Lessons"], "the name `Lessons` belongs to docs/guides/lessons.md"),
        (
            ["Itunes", "--domain", "https://www.apple.com/bill"],
            "the domain `apple.com` belongs to docs/billers/apple.md",
        ),
        (["Another", "--name", "All of it"], "the name `All of it` belongs to docs/guides/everything.md"),
    ],
)
def test_no_second_guide_about_one_service(
    site: Path, words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    everything = site / "docs/guides/everything.md"
    text = everything.read_text(encoding="utf-8")
    assert "aliases: [" in text
    everything.write_text(text.replace("aliases: [", "aliases: [All of it, ", 1), encoding="utf-8")
    before = sorted(site.rglob("*"))
    assert new(*words, "--category", "learning") == cli.COULD_NOT_RUN
    assert capsys.readouterr().err == f"guides: {told}; change that guide instead, or choose another name\n"
    assert sorted(site.rglob("*")) == before


def test_a_guide_with_errors_has_its_name_too(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = site / "docs/guides/minimal.md"
    path.write_text(path.read_text(encoding="utf-8").replace("[editors]", "editors"), encoding="utf-8")
    assert new("small", "--name", "minimal", "--category", "learning") == cli.COULD_NOT_RUN
    assert "belongs to docs/guides/minimal.md, which has errors" in capsys.readouterr().err
    assert new("minimal", "--category", "learning") == cli.COULD_NOT_RUN


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["Babbel"], "say what kind of service it is: --category with one of: learning"),
        (["Babbel", "--category", "lerning"], "there is no category `lerning`; did you mean `learning`?"),
        (["Babbel", "--category", "learning", "--via", "aple"], "`aple` is no way to cancel; did you mean `apple`?"),
        (["Babbel", "--category", "learning", "--domain", "babbel"], "`babbel` is no host"),
        (["日本", "--category", "learning"], "`日本` has no letter that an address can have"),
        (["", "--category", "learning"], "`` has no letter"),
    ],
)
def test_what_is_not_understood_is_asked_again(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(*words) == cli.COULD_NOT_RUN
    assert capsys.readouterr().err.startswith(f"guides: {told}")


def test_another_name_for_the_file(site: Path) -> None:
    assert new("nihongo", "--name", "日本語: #1", "--category", "learning") == cli.OK
    text = (site / "docs/guides/nihongo.md").read_text(encoding="utf-8")
    assert "  name: '日本語: #1'\n" in text
    assert {one.rule for one in load(site / "docs")[1]} == {"blank"}


def test_printing_writes_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new("Babbel", "--category", "learning", "--print") == cli.OK
    assert capsys.readouterr().out.startswith("---\ntitle: How to cancel Babbel\n")
    assert not (site / BABBEL).exists()


@pytest.mark.parametrize(
    ("text", "written"),
    [("Babbel", "Babbel"), ("Disney+", "Disney+"), ("a: b", "'a: b'"), ("#1", "'#1'"), ("NO", "'NO'"), ("7", "'7'")],
)
def test_names_are_quoted_where_yaml_needs_it(text: str, written: str) -> None:
    assert scalar(text) == written


def test_the_same_day_gives_the_same_bytes() -> None:
    assert skeleton("A", date(2026, 11, 20)).count("2026-11-20") == 2
    assert "date: TODO today, as YYYY-MM-DD" in skeleton("A", None)


def test_a_form_gets_no_blank_that_may_stay_away() -> None:
    text = skeleton("Films", date(2026, 11, 28))
    assert [line for line in text.splitlines() if line not in for_a_form(text).splitlines()] == [
        "        where: TODO where to find it on the screen; remove the line if that is clear"
    ]


SAID = re.compile(r"^ *(?:\.venv/bin/)?guides (new .+)$", re.MULTILINE)
PLACES = {
    "README.md": lambda: (ROOT / "README.md").read_text(encoding="utf-8"),
    "docs/contribute/index.md": lambda: (ROOT / "docs/contribute/index.md").read_text(encoding="utf-8"),
    "guides --help": lambda: cli.parser(["--help"]).format_help(),
    "guides new --help": lambda: (ROOT / "plugins/guides/cli/new.py").read_text(encoding="utf-8"),
}


@pytest.mark.parametrize("place", PLACES)
def test_what_newcomers_are_told_to_type_works_here(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)  # nothing is written
    monkeypatch.setattr("guides.cli.new.load", lambda *_: (published(), []))
    commands = SAID.findall(PLACES[place]())
    assert commands
    for command in commands:
        assert cli.main([*shlex.split(command), "--print"]) == cli.OK
