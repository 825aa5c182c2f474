"""The same pages under MkDocs, ProperDocs and Zensical, each in a process of its own."""

import contextlib
import json
import re
import shutil
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from browser.site import Site, is_redirect
from guides import cli
from support import ENGINES, ROOT, once, only, parse, run_engine, sample, text

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
title: '" onload="alert(1) & 1 < 2 &lt /title> "quoted"'
description: '"> & what else a head could take for its own, as 1 < 2 or &quot onload=alert(1)'
"""


def make_hostile(top: Path) -> None:
    """Say something in a guide's title and description that is markup wherever it is not escaped."""
    text = (top / "docs/guides/minimal.md").read_text(encoding="utf-8")
    rest = text.split("description: Write a letter; the subscription ends when the company has it.\n")[1]
    hostile = rest.replace("name: Minimal", "name: Hostile").replace("minimal.example", "hostile.example")
    (top / "docs/guides/hostile.md").write_text(f"---\n{HOSTILE}{hostile}", encoding="utf-8")


def build(engine: str, top: Path) -> None:
    """Build a site that has to be sound."""
    done = run_engine(engine, top)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def sites(shared: Path) -> dict[str, Path]:
    """The sample, built by each engine."""

    def make(folder: Path, engine: str) -> None:
        top = sample(folder)
        make_hostile(top)
        build(engine, top)
        (top / "site").rename(folder / "site")

    return {engine: once(shared / f"sample-{engine}", partial(make, engine=engine)) / "site" for engine in ENGINES}


@pytest.fixture(scope="session")
def real(shared: Path, site: Site) -> dict[str, Path]:
    """The site itself, built by each engine; what is no page is written by `guides api` under Zensical."""

    def make(folder: Path, engine: str) -> None:
        for name in ("docs", "overrides"):
            shutil.copytree(ROOT / name, folder / name)
        # The folders to watch are not needed here.
        settings = re.sub(r"^watch:.*\n", "", (ROOT / "mkdocs.yml").read_text("utf-8"), flags=re.MULTILINE)
        (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
        build(engine, folder)
        if engine == "zensical":
            with contextlib.chdir(folder):
                assert cli.main(["api"]) == 0

    others = [engine for engine in ENGINES if engine != "mkdocs"]
    made = {engine: once(shared / f"real-{engine}", partial(make, engine=engine)) / "site" for engine in others}
    return {"mkdocs": site.folder, **made}


def page(site: Path, uri: str) -> LexborHTMLParser:
    return parse((site / uri / "index.html").read_text(encoding="utf-8"))


def outline(node: LexborNode, base: str) -> Any:  # noqa: ANN401 - a tree of tuples
    """Give an element as a tree of names, classes, addresses and texts, to be compared."""
    href = node.attributes.get("href")
    return (
        node.tag,
        node.attributes.get("class"),
        # `./help/` and `help/` lead to the same page.
        urljoin(base, href) if href is not None else None,
        text(node),
        [outline(child, base) for child in node.iter()],
    )


def parts(tree: LexborHTMLParser, selector: str, file: str = "") -> list[Any]:
    return [outline(node, f"https://site.example/{file}") for node in tree.css(selector)]


def jsonld(tree: LexborHTMLParser) -> list[Any]:
    return [json.loads(node.text()) for node in tree.css('script[type="application/ld+json"]')]


def page_files(site: Path) -> list[str]:
    """Name the pages of a site, without those that only lead elsewhere."""
    return sorted(str(path.relative_to(site)) for path in site.rglob("*.html") if not is_redirect(path))


PARTS = {
    "tables": "article table",
    "boxes": "article .admonition, article details",
    "headings": "article h1, article h2, article h3",
    "lists and words": "article p, article dl, article ul, article ol",
    "forms": "form",
    "menu": ".menu ul",
    "footer": ".site-footer",
}


@pytest.mark.parametrize("engine", ["properdocs", "zensical"])
def test_the_real_site_is_the_same(real: dict[str, Path], engine: str) -> None:
    files = page_files(real["mkdocs"])
    assert page_files(real[engine]) == files
    assert len(files) > len(list((ROOT / "docs/guides").glob("*.md")))
    differing = []
    for file in files:
        expected, got = (parse((real[name] / file).read_text("utf-8")) for name in ("mkdocs", engine))
        for part, where in PARTS.items():
            if parts(got, where, file) != parts(expected, where, file):
                differing.append(f"{file}: {part}")
        if jsonld(got) != jsonld(expected):
            differing.append(f"{file}: structured data")
    assert differing == []


@pytest.mark.parametrize("engine", ["properdocs", "zensical"])
def test_what_is_no_page_is_the_same(real: dict[str, Path], engine: str) -> None:
    expected = real["mkdocs"]
    files = ["assets/finder.json", "opensearch.xml"]
    files += [str(path.relative_to(expected)) for path in (expected / "api").rglob("*.json")]
    files += [str(path.relative_to(expected)) for path in expected.rglob("*.html") if is_redirect(path)]
    assert len(files) > 2 * len(list((ROOT / "docs/guides").glob("*.md")))
    assert [file for file in files if (real[engine] / file).read_bytes() != (expected / file).read_bytes()] == []


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


@pytest.mark.parametrize("engine", ENGINES)
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


@pytest.mark.parametrize("engine", ENGINES)
def test_title_and_description_stay_in_their_places(sites: dict[str, Path], engine: str) -> None:
    tree = page(sites[engine], "guides/hostile")
    harmless = page(sites[engine], "guides/minimal")
    assert text(only(tree, "title")) == '" onload="alert(1) & 1 < 2 &lt /title> "quoted" - Sample'
    description = only(tree, 'meta[name="description"]').attributes["content"]
    assert description == '"> & what else a head could take for its own, as 1 < 2 or &quot onload=alert(1)'
    assert len(tree.css("script")) == len(harmless.css("script"))
    assert jsonld(tree)[0]["@graph"][0]["description"] == description


@pytest.mark.parametrize("engine", ENGINES)
def test_no_hidden_character_is_left(sites: dict[str, Path], engine: str) -> None:
    for path in sites[engine].rglob("*.html"):
        assert not [c for c in path.read_text(encoding="utf-8") if "\ue000" <= c <= "\ue0ff"], path


@pytest.mark.parametrize("engine", ENGINES)
def test_no_engine_makes_pages_of_bad_guides(engine: str, tmp_path: Path) -> None:
    """Under Zensical `guides check` says what is wrong; the build itself must not go on either."""
    top = sample(tmp_path)
    guide = top / "docs/guides/minimal.md"
    guide.write_text(
        guide.read_text(encoding="utf-8").replace("published: 2026-11", "published: 2026-13"), encoding="utf-8"
    )
    done = run_engine(engine, top)
    site = top / "site"
    assert "guides/minimal.md:6:12: error[date-form]" in done.stderr
    assert "1 problem in 1 file" in done.stderr
    assert not (site / "guides/minimal/index.html").exists()
    if engine != "zensical":
        assert done.returncode != 0
        assert not site.exists()
