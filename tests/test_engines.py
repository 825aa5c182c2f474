"""The same pages under MkDocs, ProperDocs and Zensical, each in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from support import QUIET, only, parse, sample, text

COMMANDS: dict[str, Sequence[str]] = {
    "mkdocs": ("build", "--config-file", "mkdocs.yml"),
    "properdocs": ("build", "--config-file", "mkdocs.yml"),
    # Without -c it would give pages from its cache.
    "zensical": ("build", "-c", "--config-file", "mkdocs.yml"),
}
PAGES = (
    "guides/lessons",
    "guides/minimal",
    "guides/everything",
    "billers/apple",
    "billers/google-play",
    "categories/learning",
    "about/editors",
    "about/how-we-rate",
    "",
)
HOSTILE = """\
title: '</title><script>alert(1)</script> "quoted" & more'
description: '"><script>alert(1)</script> and what else a head could take for its own'
"""


def build(engine: str, folder: Path) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Build the sample with an engine; return the folder of the site and what the engine said."""
    command = [str(Path(sys.executable).with_name(engine)), *COMMANDS[engine]]
    done = subprocess.run(command, cwd=folder, env=QUIET, capture_output=True, text=True, check=False)
    return folder / "site", done


def make_hostile(top: Path) -> None:
    """Say something in a guide's title and description that is markup wherever it is not escaped."""
    text = (top / "docs/guides/minimal.md").read_text(encoding="utf-8")
    rest = text.split("description: Write a letter; the subscription ends when the company has it.\n")[1]
    hostile = rest.replace("name: Minimal", "name: Hostile").replace("minimal.example", "hostile.example")
    (top / "docs/guides/hostile.md").write_text(f"---\n{HOSTILE}{hostile}", encoding="utf-8")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    found = {}
    for engine in COMMANDS:
        top = sample(tmp_path_factory.mktemp(engine))
        make_hostile(top)
        site, done = build(engine, top)
        assert done.returncode == 0, done.stdout + done.stderr
        found[engine] = site
    return found


def page(site: Path, uri: str) -> LexborHTMLParser:
    return parse((site / uri / "index.html").read_text(encoding="utf-8"))


def outline(node: LexborNode) -> Any:  # noqa: ANN401 - a tree of tuples
    """Give an element as a tree of names, classes, addresses and texts, to be compared."""
    return (
        node.tag,
        node.attributes.get("class"),
        node.attributes.get("href"),
        text(node),
        [outline(child) for child in node.iter()],
    )


def parts(tree: LexborHTMLParser, selector: str) -> list[Any]:
    return [outline(node) for node in tree.css(selector)]


def jsonld(tree: LexborHTMLParser) -> list[Any]:
    return [json.loads(node.text()) for node in tree.css('script[type="application/ld+json"]')]


@pytest.mark.parametrize("uri", PAGES)
@pytest.mark.parametrize("engine", ["properdocs", "zensical"])
def test_pages_are_the_same(sites: dict[str, Path], engine: str, uri: str) -> None:
    expected, got = page(sites["mkdocs"], uri), page(sites[engine], uri)
    assert parts(got, "article table") == parts(expected, "article table")
    assert parts(got, "article .admonition, article details") == parts(expected, "article .admonition, article details")
    assert parts(got, "article h1, article h2, article h3") == parts(expected, "article h1, article h2, article h3")
    assert parts(got, "article p, article dl, article ul") == parts(expected, "article p, article dl, article ul")
    assert jsonld(got) == jsonld(expected)
    if uri:
        # Of a home page each engine makes a title of its own.
        assert text(only(got, "title")) == text(only(expected, "title"))


@pytest.mark.parametrize("engine", COMMANDS)
def test_what_is_compared_is_there(sites: dict[str, Path], engine: str) -> None:
    tree = page(sites[engine], "guides/everything")
    assert len(tree.css("article .steps table tbody tr")) == 7
    assert len(tree.css("article details.faq")) == 2
    assert len(tree.css("article .disclaimer")) == 2
    (data,) = jsonld(tree)
    assert {node["@type"] for node in data["@graph"]} >= {"Article", "HowTo", "FAQPage", "BreadcrumbList"}
    home = page(sites[engine], "")
    assert "guides/lessons/" in {link.attributes.get("href") for link in home.css("article a")}
    assert jsonld(home)[0]["@graph"][0]["@type"] == "WebSite"


@pytest.mark.parametrize("engine", COMMANDS)
def test_title_and_description_stay_in_their_places(sites: dict[str, Path], engine: str) -> None:
    tree = page(sites[engine], "guides/hostile")
    harmless = page(sites[engine], "guides/minimal")
    assert text(only(tree, "title")) == '</title><script>alert(1)</script> "quoted" & more - Sample'
    description = only(tree, 'meta[name="description"]').attributes["content"]
    assert description == '"><script>alert(1)</script> and what else a head could take for its own'
    assert len(tree.css("script")) == len(harmless.css("script"))
    assert jsonld(tree)[0]["@graph"][0]["description"] == description


@pytest.mark.parametrize("engine", COMMANDS)
def test_no_hidden_character_is_left(sites: dict[str, Path], engine: str) -> None:
    for path in sites[engine].rglob("*.html"):
        assert not [c for c in path.read_text(encoding="utf-8") if "\ue000" <= c <= "\ue0ff"], path


@pytest.mark.parametrize("engine", COMMANDS)
def test_no_engine_makes_pages_of_bad_guides(engine: str, tmp_path: Path) -> None:
    """Under Zensical `guides check` says what is wrong; the build itself must not go on either."""
    top = sample(tmp_path)
    guide = top / "docs/guides/minimal.md"
    guide.write_text(
        guide.read_text(encoding="utf-8").replace("published: 2026-11", "published: 2026-13"), encoding="utf-8"
    )
    site, done = build(engine, top)
    assert "guides/minimal.md:6:12: error[date-form]" in done.stderr
    assert "1 problem in 1 file" in done.stderr
    assert not (site / "guides/minimal/index.html").exists()
    if engine != "zensical":
        assert done.returncode != 0
        assert not site.exists()
