"""Slips: what is told is the slip, at its place, alike in the terminal and on the page; and following it mends it."""

import contextlib
import io
import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from guides.cli import main
from guides.cli.fix import mended
from guides.engines import browser
from guides.model import Guide
from guides.site.links import Site
from guides.source.frontmatter import FrontMatterError, parse
from guides.source.schema_errors import validate
from support import HERE

COPIED = "The space behind the colon is another character that looks like one, so this is no field."
SETTLED = "Two versions of the file were put together here and never settled: these are git’s marks."

SLIPS = {
    "an apostrophe": (
        "a: 'Click on Dropbox's menu'",
        (2, 21, "The apostrophe ends the text, which is in single quotes."),
    ),
    "a star for a list": (
        "steps:\n  * action: Log in",
        (3, 3, "A list’s items begin with `- ` in the data, not with `* `."),
    ),
    "a copied space": ("title:\u00a0Click it\nb: c", (2, 7, COPIED)),
    "a conflict": ("title: x\n<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> mine", (3, 1, SETTLED)),
    "a comment in a bracket": (
        "steps: [{action: Click #3 now, where: Top}]",
        (2, 24, "` #` begins a comment here, so that the bracket is never closed."),
    ),
    "no colon": ("title How to\nb: c", (2, 1, "This line has no key with a colon.")),
    "no space": ("title:How to\nb: c", (2, 6, "There is no space behind the colon.")),
    # And what was told well before.
    "a colon": ("title: How: to", (2, 11, "There is a colon followed by a space inside a text.")),
    "an open bracket": ("a: [b\nc: d", (2, 4, "A bracket is opened and not closed in time.")),
    "an open quote": ('a: "b\nc: d', (2, 4, "A quote is opened and never closed.")),
    "a text goes on": ('a: "b" c', (2, 8, "A text goes on after a closing quote or bracket.")),
}


@pytest.mark.parametrize("name", SLIPS)
def test_the_slip_itself_is_told(name: str) -> None:
    front, expected = SLIPS[name]
    with pytest.raises(FrontMatterError) as refused:
        parse(f"---\n{front}\n---\n", "x.md")
    (found,) = refused.value.diagnostics
    assert (found.line, found.column, found.message) == expected
    assert found.rule == "yaml-syntax"


def test_a_copied_space_where_the_data_can_be_read() -> None:
    document = parse("---\nroutes:\n  - via: website\n    steps:\n      - action:\u00a0Click it\n---\n", "x.md")
    found = [one for one in validate(Guide, document)[1] if one.line == 5]
    assert [(one.rule, one.message) for one in found] == [("yaml-syntax", COPIED)]


HEAD = """\
# Slips that people make in a guide, what they are told, and what they write when they follow it.
#
# `slip` stands instead of `right`, a part of guide.md. `mend` is what the fix leads to where that is not `right`
# again; `--fix` there means that the command and the page mend it by themselves. After a change of words run
# UPDATE_CASES=1 make test ARGS=tests/test_slips.py, and read the difference as somebody would who made the slip.
"""
LIST = HERE / "slips/slips.yml"
GOOD = (HERE / "slips/guide.md").read_text(encoding="utf-8")
MADE = {one["name"]: one for one in yaml.safe_load(LIST.read_text(encoding="utf-8"))}
PATH = "docs/guides/quixel-yarns.md"
TODAY = "2026-11-28"


@dataclass(frozen=True)
class Desk:
    """A repository with the sample in it, and what the page has of it."""

    root: Path
    bench: browser.Bench

    def terminal(self, text: str, *options: str) -> str:
        """Write the guide and give what `guides check` prints, its lines put together."""
        (self.root / PATH).write_text(text, encoding="utf-8")
        printed = io.StringIO()
        with contextlib.chdir(self.root), contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            main(["check", "--today", TODAY, *options, PATH])
        return " ".join(printed.getvalue().split())

    def page(self, text: str) -> list[dict[str, Any]]:
        """Give what the page for writing guides finds."""
        found: list[dict[str, Any]] = json.loads(browser.compare(self.bench, Path(PATH).stem, text))["findings"]
        return found


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    root = tmp_path_factory.mktemp("slips")
    docs = shutil.copytree(HERE / "sample/docs", root / "docs")
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "Sample"]):
        identity = ("-c", "user.name=T", "-c", "user.email=t@example.com")
        subprocess.run(["git", *identity, *command], cwd=root, check=True)  # noqa: S607
    files = sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file())
    config: dict[str, Any] = {"markdown_extensions": [], "mdx_configs": {}}
    settings = root / "settings" / browser.SETTINGS
    shutil.copytree(docs, settings.parent)
    settings.write_text(json.dumps(browser.settings(config, Site(name="Sample"), files)), encoding="utf-8")
    return Desk(root, browser.set_up(settings.parent, date.fromisoformat(TODAY), mended))


def said(found: dict[str, Any]) -> str:
    return "{line}:{column} {severity} [{rule}] {message} fix: {fix}".format_map(found)


def test_the_guide_without_a_slip_is_right(desk: Desk) -> None:
    assert desk.page(GOOD) == []
    assert desk.terminal(GOOD) == "no problems"


def test_there_are_many(desk: Desk) -> None:
    if "UPDATE_CASES" in os.environ:
        for one in MADE.values():
            one["told"] = [said(found) for found in desk.page(GOOD.replace(one["right"], one["slip"], 1))]
        made = yaml.safe_dump(list(MADE.values()), sort_keys=False, allow_unicode=True, width=1000)
        LIST.write_text(HEAD + made, encoding="utf-8")
    assert len(MADE) > 50


@pytest.mark.parametrize("name", MADE)
def test_a_slip_is_told_alike_everywhere_and_following_it_mends_it(desk: Desk, name: str) -> None:
    one = MADE[name]
    assert one["right"] in GOOD
    text = GOOD.replace(one["right"], one["slip"], 1)
    found = desk.page(text)
    assert [said(finding) for finding in found] == one["told"]
    assert one["told"]
    printed = desk.terminal(text)
    for finding in found:
        place = f"{PATH}:{finding['line']}:{finding['column']} {finding['severity']} [{finding['rule']}]"
        assert f"{place} {' '.join(finding['message'].split())}" in printed
        assert f"fix: {' '.join(finding['fix'].split())}" in printed
    assert printed.count(f"{PATH}:") == len(found)
    if one.get("mend") == "--fix":
        assert "no problems" in desk.terminal(text, "--fix")
        better = (desk.root / PATH).read_text(encoding="utf-8")
        assert json.loads(browser.look(desk.bench, Path(PATH).stem, text))["mended"] == better
    else:
        better = GOOD.replace(one["right"], one.get("mend", one["right"]), 1)
    assert desk.page(better) == []
