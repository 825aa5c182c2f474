"""The engine of the page on which guides are written: the checker and the pages, run by a browser.

The browser has no MkDocs. What that adds to a page, links to other pages by their addresses, is
done here in the same way; a test compares the pages of both.
"""

import json
import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from guides.collection import Collection
from guides.diagnostics import Diagnostic
from guides.engines.markdown import Build, GuidesExtension
from guides.load import Neighbours, check_draft, neighbours
from guides.site.links import Site
from guides.site.skeleton import skeleton

SETTINGS = "settings.json"
"""Lies beside the files: what an engine takes from mkdocs.yml, and which files exist that are not here."""


def settings(config: Mapping[str, Any], site: Site, files: list[str]) -> dict[str, Any]:
    """Give what the browser has to know of the site, as JSON takes it."""
    names = [name for name in config["markdown_extensions"] if name != "guides"]
    configs = {name: value for name, value in config["mdx_configs"].items() if name in names}
    return {
        "site": {name: getattr(site, name) for name in ("name", "url", "repo_url", "edit_uri", "email", "form")},
        "extensions": names,
        "configs": configs,
        "files": files,
    }


def _address(build: Build, target: str) -> str:
    """Give the link to a page as it stands in a finished page: from folder to folder."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not parts.path or AMP_SUBSTITUTE in target:
        return target
    uri = posixpath.normpath(posixpath.join(posixpath.dirname(build.uri), parts.path))
    if uri.endswith(".md"):
        stem = uri.removesuffix(".md")
        uri = stem.removesuffix("index") if posixpath.basename(stem) == "index" else f"{stem}/"
    path = posixpath.relpath(uri or ".", build.uri.removesuffix(".md"))
    slash = "/" if uri.endswith("/") or not uri else ""
    return parts._replace(path=f"{path}{slash}").geturl()


class _AddressTreeprocessor(Treeprocessor):
    def __init__(self, md: Markdown, build: Build) -> None:
        super().__init__(md)
        self.build = build

    def run(self, root: Element) -> None:
        for element in root.iter():
            name = {"a": "href", "img": "src"}.get(element.tag)
            if name and (target := element.get(name)):
                element.set(name, _address(self.build, target))


class _AddressExtension(Extension):
    """Turns links to files into links to pages, last of all, as MkDocs does."""

    def __init__(self, build: Build) -> None:
        super().__init__()
        self.build = build

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - as the base class has it
        md.treeprocessors.register(_AddressTreeprocessor(md, self.build), "guides-addresses", 0)


@dataclass(frozen=True, slots=True)
class Bench:
    """All that stays the same while somebody writes."""

    others: Neighbours
    build: Build
    md: Markdown
    mended: Callable[[bytes], bytes]


def set_up(docs: Path, today: date, mended: Callable[[bytes], bytes]) -> Bench:
    """Read what lies below `docs`; `mended` repairs in a file what is certain."""
    said = json.loads((docs / SETTINGS).read_text(encoding="utf-8"))
    others = neighbours(docs, today=today, files=frozenset(said["files"]))
    build = Build(others.collection, Site(**said["site"]))
    extensions = [*said["extensions"], GuidesExtension(build=build), _AddressExtension(build)]
    return Bench(others, build, Markdown(extensions=extensions, extension_configs=said["configs"]), mended)


def article(bench: Bench, collection: Collection, uri: str) -> str:
    """Make what a page shows of a guide."""
    bench.build.collection, bench.build.uri, bench.build.meta = collection, uri, {}
    bench.md.reset()
    return bench.md.convert("")


def _told(one: Diagnostic) -> dict[str, Any]:
    names = ("line", "column", "rule", "message", "fix", "severity")
    return {name: getattr(one, name) for name in names}


def look(bench: Bench, slug: str, text: str) -> str:
    """Say what is wrong with a guide, and give its page where there can be one, as JSON."""
    uri = f"guides/{slug}.md"
    draft = check_draft(bench.others, uri, text)
    raw = text.encode()
    new = bench.mended(raw)
    return json.dumps(
        {
            "findings": [_told(one) for one in draft.diagnostics if not one.suppressed],
            "page": article(bench, draft.collection, uri) if draft.page else None,
            "mended": new.decode() if new != raw else None,
        }
    )


def begin(bench: Bench, name: str, today: date, category: str) -> str:
    """Give the file that a new guide begins as."""
    shared = frozenset(entry.page.biller.via for entry in bench.others.collection.billers.values())
    return skeleton(name, today, shared=shared, **({"category": category} if category else {}))
