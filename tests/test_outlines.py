"""Whole pages, as a reader gets them, word for word.

Beside the guides of the sample and of every kind that the browser's tests have, those in `outlines/` are here for
what the others do not show. `outlines/NAME.txt` has the outline of each page: its elements, one a line where
they hold no others, with their texts, where links lead, and what scripts read. After a change of words run

    UPDATE_CASES=1 make test ARGS=tests/test_outlines.py

and read the difference as a reader would.
"""

import os
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from selectolax.lexbor import LexborNode

from guides.collection import Collection
from guides.load import load
from guides.rules.lib.anchors import HEADINGS
from support import HERE, ROOT, SAMPLE, Renderer, only

OUTLINES = HERE / "outlines"
GUIDES = (SAMPLE / "docs/guides", HERE / "browser/kinds", OUTLINES / "guides")
BILLERS = (SAMPLE / "docs/billers", OUTLINES / "billers")
NAMES = [
    f"{kind}/{path.stem}"
    for kind, folders in (("guides", GUIDES), ("billers", BILLERS))
    for folder in folders
    for path in sorted(folder.glob("*.md"))
    if path.name != "index.md"
]
INLINE = {"a", "strong", "em", "code", "kbd", "span", "time", "b", "i", "small", "bdi", "abbr", "br", "wbr", "-text"}
SAID = ("id", "href", "src", "alt", "name", "value", "type", "for", "lang", "aria-label", "title", "hidden", "open")


@cache
def collection() -> Collection:
    with TemporaryDirectory() as folder:
        docs = Path(folder) / "docs"
        shutil.copytree(SAMPLE / "docs", docs)
        for kind, folders in (("guides", GUIDES), ("billers", BILLERS)):
            for more in folders[1:]:
                shutil.copytree(more, docs / kind, dirs_exist_ok=True)
        found, problems = load(docs)
    assert [str(one) for one in problems if one.is_error] == []
    return found


@cache
def renderer() -> Renderer:
    return Renderer(collection())


def attributes(node: LexborNode) -> str:
    """Give what an element says beside its text, also to scripts."""
    found = sorted(
        (name, value or "") for name, value in node.attributes.items() if name in SAID or name.startswith("data-")
    )
    return "".join(f" {name}={value}" if value else f" {name}" for name, value in found)


def words(node: LexborNode) -> str:
    """Give a text with its inline elements."""
    if node.tag == "-text":
        return " ".join((node.text(deep=False) or "").split()).join(
            " " if (node.text(deep=False) or "")[side : side + 1 or None].isspace() else "" for side in (0, -1)
        )
    if node.tag == "br":
        return " / "
    inner = "".join(words(child) for child in node.iter(include_text=True))
    said = attributes(node)
    return f"<{node.tag}{said}>{inner}</>" if said or node.tag in {"strong", "em", "code", "kbd"} else inner


def outline(node: LexborNode, depth: int = 0) -> Iterator[str]:
    """Give an element, line by line."""
    children = list(node.iter(include_text=True))
    start = f"{'  ' * depth}{node.tag}{attributes(node)}"
    if all(child.tag in INLINE for child in children):
        text = " ".join("".join(words(child) for child in children).split())
        yield f"{start}: {text}" if text else start
        return
    yield start
    for child in children:
        if child.tag != "-text":
            yield from outline(child, depth + 1)
        elif loose := " ".join((child.text(deep=False) or "").split()):
            yield f"{'  ' * (depth + 1)}{loose}"


def outline_of(name: str) -> Path:
    return OUTLINES / f"{name.rpartition('/')[2]}.txt"


@pytest.mark.parametrize("name", NAMES)
def test_a_page_reads_as_it_did(name: str) -> None:
    tree, meta = renderer().page(f"{name}.md")
    for link in tree.css(".headerlink"):
        link.decompose()
    got = [f"description: {meta['description']}", *outline(only(tree, "article"))]
    expected = outline_of(name)
    if "UPDATE_CASES" in os.environ:
        expected.write_text("".join(f"{line}\n" for line in got), encoding="utf-8")
    assert got == expected.read_text(encoding="utf-8").splitlines()


def test_every_outline_belongs_to_a_page() -> None:
    assert {path.stem for path in OUTLINES.glob("*.txt")} == {name.rpartition("/")[2] for name in NAMES}


def test_anchors_that_no_way_may_take_are_those_of_pages() -> None:
    found = {id_ for name in NAMES for id_ in re.findall(r" id=(\S+?):? ", (outline_of(name)).read_text("utf-8"))}
    assert HEADINGS - found == set()
    folder = ROOT / "plugins/guides/site/templates"
    templates = "".join((folder / f"{name}.html.jinja").read_text(encoding="utf-8") for name in ("page", "parts"))
    named = re.findall(r"""\bid="([a-z-]+)"|fold\("([a-z-]+)",""", templates)
    assert {id_ or folded for id_, folded in named} == HEADINGS
