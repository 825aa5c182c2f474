"""The Python-Markdown extension: composes the pages of guides, and reads the finished ones.

It shapes pages under every engine. MkDocs and ProperDocs hand it the collection through the
plugin; under Zensical, which ignores plugins, it loads the collection by itself.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE, STX

from guides.collection import Collection
from guides.engines import zensical
from guides.site import jsonld, lists
from guides.site.compose import compose
from guides.site.escaping import show, show_in_tree
from guides.site.links import Links, Site
from guides.site.outputs import pagefind, redirects
from guides.source.markdown import is_safe

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping

# After white space is normalised (30), before fences (25) and raw HTML (20) are taken out.
_COMPOSE = 29
# After attribute lists (8), which must not see values; before the table of contents (5), which must.
_SHOW = 6
# After escaped characters are themselves again (0).
_READ = -10
_LAST = -20


@dataclass
class Build:
    """What one build knows: everything in the collection, and the page that is being made."""

    collection: Collection
    site: Site
    uri: str = ""
    meta: MutableMapping[str, Any] = field(default_factory=dict)


class _Page:
    """Finds the build that a Markdown instance works for."""

    def __init__(self, md: Markdown, build: Build | None) -> None:
        self._md = md
        self._build = build

    def build(self) -> Build | None:
        if self._build is None and (found := zensical.current(self._md)):
            self._build = Build(*found)
        return self._build


class _ComposePreprocessor(Preprocessor):
    """Replaces the text of a guide's file by its composed page, and fills lists elsewhere."""

    def __init__(self, md: Markdown, page: _Page) -> None:
        super().__init__(md)
        self.page = page

    def run(self, lines: list[str]) -> list[str]:
        build = self.page.build()
        if build is None:
            return lines
        composed = compose(build.collection, build.uri, build.site)
        if composed is not None:
            return composed.split("\n")
        links = Links(build.uri, build.site)
        if any(entry.uri == build.uri for entry in build.collection.categories.values()):
            return lists.category_page(build.uri, build.collection, links)
        return lists.fill(lines, build.collection, links)


class _ShowTreeprocessor(Treeprocessor):
    """Turns hidden characters back into themselves, now that nothing reads them as markup."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text:
                element.text = show_in_tree(element.text)
            if element.tail:
                element.tail = show_in_tree(element.tail)
            for name, value in element.items():
                element.set(name, show_in_tree(value))
            # The checker refuses such addresses; a page must be safe without it too.
            for name in ("href", "src"):
                if name in element.attrib and not _is_safe(name, element.attrib[name]):
                    del element.attrib[name]


@lru_cache(maxsize=10_000)
def _is_safe(name: str, address: str) -> bool:
    # Python-Markdown writes mailto: links with placeholders for their characters.
    if address.startswith(STX):
        return True
    # A browser reads entities before it looks for the scheme.
    address = html.unescape(show(address.replace(AMP_SUBSTITUTE, "&")))
    # Pictures come from the site itself: no page asks anybody else for anything.
    return is_safe(address) and (name == "href" or not urlsplit(address).scheme)


class _ReadTreeprocessor(Treeprocessor):
    """Reads steps and questions out of the finished tree into the page's structured data."""

    def __init__(self, md: Markdown, page: _Page) -> None:
        super().__init__(md)
        self.page = page

    def run(self, root: Element) -> None:
        build = self.page.build()
        if build is None:
            return
        entry = build.collection.entry(build.uri)
        if entry is not None:
            procedures = [one for box in _boxes(root, "steps") for one in self.procedures(box)]
            for box in _boxes(root, "faq"):
                _fold(box)
            questions = [self.question(box) for box in _boxes(root, "faq")]
            build.meta["jsonld"] = jsonld.for_guide(build.collection, entry, build.site, procedures, questions)
            build.meta["filters"] = pagefind.filters(entry)
            if moved_to := redirects.moved_to(build.collection, entry):
                build.meta["moved_to"] = moved_to
        elif build.uri == "index.md":
            build.meta["jsonld"] = jsonld.for_home(build.site)
        page = entry.page if entry else build.collection.category_at(build.uri)
        if page is not None:
            build.meta["comments"] = True
            # The themes of all engines print these two as they are.
            build.meta["title"] = html.escape(page.title)
            build.meta["description"] = html.escape(page.description)

    def procedures(self, box: Element) -> Iterator[jsonld.Procedure]:
        title = self.text(box[0])
        for table in box.iter("table"):
            rows = [[cell for cell in row if cell.tag == "td"] for row in table.iter("tr")]
            texts = (tuple(self.text(cell) for cell in cells) for cells in rows if cells)
            yield jsonld.Procedure(title, tuple(texts))

    def question(self, box: Element) -> jsonld.Question:
        return jsonld.Question(self.text(box[0]), " ".join(self.text(child) for child in box[1:]))

    def text(self, element: Element) -> str:
        """Give the text of an element as a reader sees it, without its tags."""
        text = HTML_PLACEHOLDER_RE.sub(self.stashed, "".join(element.itertext()))
        return " ".join(show(html.unescape(text)).split())

    def stashed(self, found: re.Match[str]) -> str:
        raw = self.md.htmlStash.rawHtmlBlocks[int(found.group(1))]
        raw = "".join(raw.itertext()) if isinstance(raw, Element) else str(raw)
        return re.sub(r"<[^>]*>", " ", raw)


def _boxes(root: Element, kind: str) -> Iterator[Element]:
    for element in root.iter():
        if element.tag in {"div", "details"} and kind in (element.get("class") or "").split() and len(element):
            yield element


def _fold(box: Element) -> None:
    """Fold a question that was written with `!!!` or without a `-`, so that all are the same."""
    if box.tag == "div":
        box.tag = "details"
        box.set("class", " ".join(word for word in (box.get("class") or "").split() if word != "admonition"))
        title = box[0]
        title.tag = "summary"
        title.attrib.clear()


class _EscapePostprocessor(Postprocessor):
    """Shows, escaped, what is still hidden: text inside raw HTML, which no tree processor sees."""

    def run(self, text: str) -> str:
        return re.sub(r"[\ue000-\ue07f]", lambda found: html.escape(show(found.group())), text)


def _convert_empty_pages(md: Markdown) -> None:
    """Let a file whose text is empty become a page too.

    Python-Markdown has an answer for an empty text before it asks any extension, and a guide
    may well have nothing to add to its data.
    """
    convert = md.convert

    def convert_something(source: str) -> str:
        return convert(source if source.strip() else "<!-- no text -->")

    md.convert = convert_something  # type: ignore[method-assign]


class GuidesExtension(Extension):
    """Composes guides, fills lists, and collects structured data."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - as the base class has it
        """Take `build`, which the plugin sets; without it the engine is asked."""
        # Not a declared option: those are texts and numbers that stand in mkdocs.yml.
        self.build: Build | None = kwargs.pop("build", None)
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - as the base class has it
        """Register the processors; their order is explained beside the numbers above."""
        page = _Page(md, self.build)
        _convert_empty_pages(md)
        md.preprocessors.register(_ComposePreprocessor(md, page), "guides-compose", _COMPOSE)
        md.treeprocessors.register(_ShowTreeprocessor(md), "guides-show", _SHOW)
        md.treeprocessors.register(_ReadTreeprocessor(md, page), "guides-read", _READ)
        md.postprocessors.register(_EscapePostprocessor(md), "guides-escape", _LAST)
