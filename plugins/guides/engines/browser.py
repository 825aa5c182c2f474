"""The engine of the page on which guides are written: the checker and the pages, run by a browser.

The browser has no MkDocs. What that adds to a page, links to other pages by their addresses, is
done here in the same way; a test compares the pages of both.
"""

import json
import posixpath
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE
from pydantic import ValidationError

from guides.collection import Collection, Entry
from guides.engines.markdown import Build, GuidesExtension
from guides.load import Draft, Neighbours, check_draft, neighbours
from guides.model import Guide
from guides.site.links import Site
from guides.source.frontmatter import FrontMatterError, parse

SETTINGS = "settings.json"
"""Lies beside the files: what an engine takes from mkdocs.yml, and which files exist that are not here."""


def settings(config: Mapping[str, Any], site: Site, files: list[str]) -> dict[str, Any]:
    """Give what the browser has to know of the site, as JSON takes it."""
    names = [name for name in config["markdown_extensions"] if name != "guides"]
    configs = {name: value for name, value in config["mdx_configs"].items() if name in names}
    told = ("name", "url", "repo_url", "edit_uri", "email", "form", "kind")
    return {
        "site": {name: getattr(site, name) for name in told},
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


_STAND_INS: Mapping[str, Any] = {
    "title": "How to cancel …",
    "description": "…",
    "name": "…",
    "domains": ["service.example"],
    "authors": ["editors"],
    "published": "2000-01-01",
    "date": "2000-01-01",
    "how": "reported",
    "via": "website",
    "action": "…",
    "rule": "…",
    "routes": [{"via": "website", "steps": [{"action": "…"}]}],
}
"""What stands in the page for a required field as long as nobody has written it."""
_MOST_REPAIRS = 4


def _repaired(data: Any, errors: Sequence[Any], category: str) -> Any:  # noqa: ANN401 - data of any shape
    """Leave out what no page can be made of, or put something in its place."""
    data = deepcopy(data)
    for loc in sorted((error["loc"] for error in errors), key=len, reverse=True):
        parent = data
        for key in loc[:-1]:
            try:
                parent = parent[key]
            except (KeyError, IndexError, TypeError):
                break
        else:
            last = loc[-1] if loc else None
            stand_in = category if last == "category" else _STAND_INS.get(str(last))
            if isinstance(parent, dict) and stand_in is not None and parent.get(last) != stand_in:
                parent[last] = stand_in
            elif isinstance(parent, dict):
                parent.pop(last, None)
            elif isinstance(parent, list) and isinstance(last, int) and last < len(parent):
                del parent[last]
    return data


def _as_far_as_written(bench: Bench, uri: str, text: str) -> Collection | None:
    """Give the collection with an unfinished guide in it; nothing where no page can be made of it."""
    try:
        document = parse(text, uri)
    except FrontMatterError:
        return None
    category = next(iter(bench.others.collection.categories), "")
    data: Any = document.data
    for _ in range(_MOST_REPAIRS):
        try:
            page = Guide.model_validate(data)
        except ValidationError as error:
            data = _repaired(data, error.errors(include_url=False), category)
            continue
        collection = bench.others.collection
        guides = {**collection.guides, PurePosixPath(uri).stem: Entry(uri, document, page)}
        return replace(collection, guides=guides)
    return None


def article(bench: Bench, collection: Collection, uri: str) -> str:
    """Make what a page shows of a guide."""
    bench.build.collection, bench.build.uri, bench.build.meta = collection, uri, {}
    bench.md.reset()
    return bench.md.convert("")


def _told(draft: Draft) -> list[dict[str, Any]]:
    names = ("line", "column", "rule", "message", "fix", "severity")
    return [
        {name: getattr(diagnostic, name) for name in names}
        for diagnostic in draft.diagnostics
        if not diagnostic.suppressed
    ]


def look(bench: Bench, slug: str, text: str) -> str:
    """Say what is wrong with a guide, and give its page where there can be one, as JSON."""
    uri = f"guides/{slug}.md"
    draft = check_draft(bench.others, uri, text, is_compared=False)
    collection = draft.collection if draft.page else _as_far_as_written(bench, uri, text)
    shown = None
    # What is half written may be valid and still say nothing that a page could be made of.
    with suppress(Exception):
        shown = article(bench, collection, uri) if collection else None
    raw = text.encode()
    new = bench.mended(raw)
    return json.dumps(
        {
            "findings": _told(draft),
            "page": shown,
            "mended": new.decode() if new != raw else None,
        }
    )


def compare(bench: Bench, slug: str, text: str) -> str:
    """Say all that is wrong with a guide, also beside the others, as JSON."""
    return json.dumps({"findings": _told(check_draft(bench.others, f"guides/{slug}.md", text))})
