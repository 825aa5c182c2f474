"""Changes that somebody could send: those that would harm a reader, and honest ones that look alike.

A case is a file `hostile/NAME.md`, or a folder `hostile/NAME/` when it takes several files. It is
laid over a copy of the sample's docs/ and checked on TODAY. Beside it, `NAME.txt` has the findings
as in cases/, and at least one of them is an error. `hostile/near-misses/` has what must pass
without an error. After a change of rules or words run

    UPDATE_CASES=1 make test ARGS=tests/test_trust.py

and read the difference.
"""

import os
import re
import shutil
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from guides.diagnostics import Diagnostic
from guides.diagnostics.rule import ACROSS, CONTACTS, LINKS, PICTURES
from guides.load import load
from guides.rules.catalog import RULES
from guides.rules.lib import hosts, urls
from guides.source.frontmatter import parse_data
from support import HERE, ROOT, SAMPLE
from test_cases import told

HOSTILE = HERE / "hostile"
NEAR_MISSES = HOSTILE / "near-misses"
TODAY = date(2026, 11, 23)
IS_UPDATING = "UPDATE_CASES" in os.environ

# Only suspicious, so that a person has to look.
ONLY_WARNED = {"copied-paragraph", "copied-guide", "same-name-of-another", "source-elsewhere"}
# Pictures that a test draws, because a file of bytes says nothing to a reader.
DRAWN = {"image-size", "image-location"}


def names(folder: Path) -> list[str]:
    others = {"near-misses", "authorities"}
    return sorted({path.stem for path in folder.iterdir() if path.suffix != ".txt"} - others)


def check(folder: Path, name: str, scratch: Path) -> list[Diagnostic]:
    docs = shutil.copytree(SAMPLE / "docs", scratch / "docs")
    shutil.copy(HOSTILE / "authorities.yml", docs / "about")
    case = folder / name
    if case.is_dir():
        shutil.copytree(case, docs, dirs_exist_ok=True)
    else:
        shutil.copy(folder / f"{name}.md", docs / "guides")
    return load(docs, today=TODAY)[1]


@pytest.mark.parametrize("name", names(HOSTILE))
def test_a_hostile_change_is_refused(name: str, tmp_path: Path) -> None:
    found = check(HOSTILE, name, tmp_path)
    got = [told(one, name) for one in found]
    expected = HOSTILE / f"{name}.txt"
    if IS_UPDATING:
        expected.write_text("".join(f"{line}\n" for line in got), encoding="utf-8")
    assert got == expected.read_text(encoding="utf-8").splitlines()
    assert any(one.is_error for one in found) or (found and name in ONLY_WARNED)


@pytest.mark.parametrize("name", names(NEAR_MISSES))
def test_an_honest_change_passes(name: str, tmp_path: Path) -> None:
    assert [str(one) for one in check(NEAR_MISSES, name, tmp_path) if one.is_error] == []


def test_the_sample_passes_with_a_clock(tmp_path: Path) -> None:
    docs = shutil.copytree(SAMPLE / "docs", tmp_path / "docs")
    assert load(docs, today=TODAY)[1] == []


def test_the_future_is_not_known_without_a_clock(tmp_path: Path) -> None:
    docs = shutil.copytree(SAMPLE / "docs", tmp_path / "docs")
    shutil.copy(HOSTILE / "date-future-published.md", docs / "guides")
    assert "date-future" not in {one.rule for one in load(docs)[1]}


@pytest.mark.parametrize(
    ("published", "rules"),
    [("2026-11-23", []), ("2026-11-24", []), ("2026-11-25", ["date-future", "date-future"])],
    ids=["today", "today in New Zealand", "a day that is nowhere"],
)
def test_tomorrow_has_come_somewhere(published: str, rules: list[str], tmp_path: Path) -> None:
    docs = shutil.copytree(SAMPLE / "docs", tmp_path / "docs")
    guide = docs / "guides/minimal.md"
    guide.write_text(guide.read_text(encoding="utf-8").replace("2026-11-01", published), encoding="utf-8")
    assert [diagnostic.rule for diagnostic in load(docs, today=TODAY)[1]] == rules


def test_a_text_that_twenty_guides_share_is_a_copy_and_one_of_more_is_a_turn_of_speech(tmp_path: Path) -> None:
    docs = shutil.copytree(SAMPLE / "docs", tmp_path / "docs")
    lines = [" ".join(f"word{line}x{number}" for number in range(20)) for line in range(12)]
    text = (docs / "guides/minimal.md").read_text(encoding="utf-8")
    for number in range(22):
        name = f"Copy {number:02}"
        own = text.replace("Minimal", name).replace(
            "minimal.example", f"copied{number:02}{'abcdefghijklmnopqrstuv'[number] * 6}.example"
        )
        own = own.replace("2026-11-01", f"2026-10-{number + 1:02}")
        (docs / f"guides/copy-{number:02}.md").write_text(own + "\n\n".join(lines) + "\n", encoding="utf-8")
    new = frozenset(f"guides/copy-{number:02}.md" for number in range(1, 22))
    found = load(docs, new=lambda: new)[1]
    copies = [diagnostic.path for diagnostic in found if diagnostic.rule == "copied-text"]
    assert copies[0] == "docs/guides/copy-01.md"
    assert list(dict.fromkeys(copies)) == [f"docs/guides/copy-{number:02}.md" for number in range(1, 21)]


@pytest.mark.parametrize(("shared", "told"), [(10, []), (17, ["docs/guides/copy.md"])])
def test_a_copy_is_what_has_more_than_a_third_from_another(tmp_path: Path, shared: int, told: list[str]) -> None:
    """Of 40 lines; alike lines stand between own ones, so that no paragraph of 25 words is one for both."""
    docs = shutil.copytree(SAMPLE / "docs", tmp_path / "docs")
    text = (docs / "guides/minimal.md").read_text(encoding="utf-8")
    for name, alike in (("Minimal", 40), ("Copy", shared)):
        lines = [
            " ".join(f"word{line}x{number}of{name if line >= alike else 'Both'}" for number in range(20))
            for line in range(40)
        ]
        own = text.replace("Minimal", name).replace("minimal.example", f"{name.lower()}works.example")
        body = own + "\n\n".join(lines) + "\n"
        (docs / f"guides/{name.lower()}.md").write_text(body, encoding="utf-8")
    found = load(docs, new=lambda: frozenset({"guides/copy.md"}))[1]
    assert [one.path for one in found if one.rule == "copied-text"] == told


@pytest.mark.parametrize(("words", "told"), [(24, []), (25, ["docs/guides/copy.md"])])
def test_a_paragraph_of_25_words_is_copied(tmp_path: Path, words: int, told: list[str]) -> None:
    docs = shutil.copytree(SAMPLE / "docs", tmp_path / "docs")
    text = (docs / "guides/minimal.md").read_text(encoding="utf-8")
    paragraph = " ".join(f"word{number}" for number in range(words))
    (docs / "guides/minimal.md").write_text(f"{text}{paragraph}\n", encoding="utf-8")
    own = text.replace("Minimal", "Copy").replace("minimal.example", "copyworks.example")
    (docs / "guides/copy.md").write_text(f"{own}{paragraph}\n", encoding="utf-8")
    found = load(docs, new=lambda: frozenset({"guides/copy.md"}))[1]
    assert [one.path for one in found if one.rule == "copied-paragraph"] == told


def test_every_rule_about_trust_has_a_case() -> None:
    lines = [line for path in HOSTILE.glob("*.txt") for line in path.read_text(encoding="utf-8").splitlines()]
    fired = {line.split(" ", 3)[2] for line in lines}
    ours = {rule.id for rule in RULES.values() if rule.category in {LINKS, CONTACTS, PICTURES}}
    ours |= {rule.id for rule in RULES.values() if rule.category == ACROSS and rule.id.startswith("copied")}
    assert ours - fired - DRAWN == set()


def test_every_host_that_may_be_cited_is_cited_by_a_page() -> None:
    docs = ROOT / "docs"
    cited = parse_data((docs / "about/cited.yml").read_text(encoding="utf-8"), "cited.yml").data
    pages = [path for path in docs.rglob("*.md") if path.parent.name not in {"guides", "billers"}]
    texts = "".join(path.read_text(encoding="utf-8") for path in pages)
    found = {(urls.host_of(url), urlsplit(url).path) for url in re.findall(r"https://[^\s)>\"']+", texts)}
    unused = [key for key in cited if not any(hosts.stands_in(host, path, key) for host, path in found)]
    assert unused == []


def test_every_expectation_belongs_to_a_case() -> None:
    assert {path.stem for path in HOSTILE.glob("*.txt")} == set(names(HOSTILE))
