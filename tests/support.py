"""What several test modules share: the sample site, and pages read as a browser reads them."""

import os
import shutil
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

HERE = Path(__file__).parent
ROOT = HERE.parent
SAMPLE = HERE / "sample"
QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
"""An environment in which MkDocs and Material do not advertise their successors."""


def sample(folder: Path) -> Path:
    """Copy the sample site into a folder, so that a test can change it; return its top."""
    return shutil.copytree(SAMPLE, folder / "site of a sample")


def parse(html: str) -> LexborHTMLParser:
    """Read HTML as a browser does."""
    return LexborHTMLParser(html)


def text(node: LexborNode) -> str:
    """Give the text that a reader sees, with single spaces."""
    return " ".join(node.text().split())


def only(tree: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """Find the one element that a selector must match."""
    found = tree.css(selector)
    assert len(found) == 1, f"{len(found)} elements match {selector}"
    return found[0]
