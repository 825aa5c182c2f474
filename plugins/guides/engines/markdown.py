"""The Python-Markdown extension: puts composed pages into the engine's tree, and lists into ordinary ones.

It shapes pages under every engine. MkDocs and ProperDocs hand it the collection through the
plugin; under Zensical, which ignores plugins, it loads the collection by itself.
"""

import html
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX
from markupsafe import Markup

from guides.collection import Collection
from guides.engines import zensical
from guides.site import compose
from guides.site.compose import Ingredients
from guides.site.html import parse
from guides.site.links import Links, Site
from guides.site.lists import contribute
from guides.site.sections import mark_languages
from guides.site.text import typeset_tree
from guides.source.prose import disarm, protect

# After white space is normalised (30), before fences (25) and raw HTML (20) are taken out.
_TAKE = 29
# After inline Markdown (20) and attribute lists (8), which must not see values; before the table of
# contents (5), which must see headings, and before the engines' own processing of links.
_PUT = 6

PUT = "guides-put"
"""The name of the processor that puts the tree of a composed page into the engine's."""

_TEXTS = frozenset({"title", "description"})

_PLACE = f"{STX}guides:%d{ETX}"
"""What stands for a composed part until the tree is there. No text can have these two characters."""

_NO_TEXT = "<!-- no text -->"
"""Stands for the text of a file that has none."""


@dataclass
class Build:
    """What one build knows: everything in the collection, and the page that is being made.

    `ingredients` are those of the page, where somebody has gathered them already.
    """

    collection: Collection
    site: Site
    uri: str = ""
    meta: MutableMapping[str, Any] = field(default_factory=dict)
    ingredients: Ingredients | None = None

    def gathered(self, text: str) -> Ingredients:
        """Give all that the page is made of; `text` is that of an ordinary page's file."""
        return self.ingredients or compose.gather(self.collection, self.uri, self.site, text)

    def tell(self, meta: Mapping[str, Any]) -> None:
        """Tell the theme of the page. The themes of all engines print its title and description as they are."""
        self.meta.update({name: html.escape(value) if name in _TEXTS else value for name, value in meta.items()})


class _Page:
    """Finds the build that a Markdown instance works for, and keeps the parts of the page in hand."""

    def __init__(self, md: Markdown, build: Build | None) -> None:
        self._md = md
        self._build = build
        self.parts: list[Element] = []

    def build(self) -> Build | None:
        if self._build is None and (current := zensical.current(self._md)):
            return Build(*current)
        return self._build

    def place(self, part: Element) -> str:
        """Keep a part, and give the line that stands for it."""
        protect(part)
        self.parts.append(part)
        return _PLACE % (len(self.parts) - 1)


class _TakePreprocessor(Preprocessor):
    """Composes the page of a guide in place of its text, and the lists that other pages ask for."""

    def __init__(self, md: Markdown, page: _Page) -> None:
        super().__init__(md)
        self.page = page

    def run(self, lines: list[str]) -> list[str]:
        self.page.parts.clear()
        build = self.page.build()
        if build is None:
            return lines
        lines = [] if lines == [_NO_TEXT] else lines
        ingredients = build.gathered("\n".join(lines))
        composed = compose.page(ingredients)
        build.tell(ingredients.meta if composed is None else composed.meta)
        if composed is not None:
            return [self.page.place(parse(composed.html))]
        made = dict(ingredients.lists)
        filled = [line for text in lines for line in self.line(text, made.get(text.strip()))]
        if ingredients.uri.startswith(contribute.ROOMS) and (
            end := contribute.mend(Links(ingredients.uri, build.site))
        ):
            filled += ["", self.page.place(parse(end))]
        return filled

    def line(self, text: str, made: Markup | None) -> list[str]:
        return [text] if made is None else ["", self.page.place(parse(made)), ""]


class _PutTreeprocessor(Treeprocessor):
    """Puts the parts where their lines came to stand in the tree, and finishes the text around them."""

    def __init__(self, md: Markdown, page: _Page) -> None:
        super().__init__(md)
        self.page = page

    def run(self, root: Element) -> None:
        disarm(root)
        # Parts are finished already; what an ordinary page says is not.
        mark_languages(root)
        typeset_tree(root)
        places = {_PLACE % index: part for index, part in enumerate(self.page.parts)}
        if not places:
            return
        for parent in list(root.iter()):
            for index, child in reversed(list(enumerate(parent))):
                if child.tag == "p" and (part := places.get(child.text or "")) is not None:
                    parent[index : index + 1] = list(part)
        _group(root)


def _group(root: Element) -> None:
    """Put what stands between the marks of a group into one element."""
    group: Element | None = None
    for child in list(root):
        if child.tag == "group":
            index = list(root).index(child)
            root.remove(child)
            group = Element("div", {"class": child.get("class", "")}) if child.get("class") else None
            if group is not None:
                root.insert(index, group)
        elif group is not None:
            root.remove(child)
            group.append(child)


def _convert_empty_pages(md: Markdown) -> None:
    """Let a file whose text is empty become a page too.

    Python-Markdown has an answer for an empty text before it asks any extension, and a guide
    may well have nothing to add to its data.
    """
    convert = md.convert

    def convert_something(source: str) -> str:
        return convert(source if source.strip() else _NO_TEXT)

    md.convert = convert_something  # type: ignore[method-assign]


def _without_html(md: Markdown) -> None:
    """Let no page of docs/ write HTML or attributes: what is refused by the checker cannot reach a reader either."""
    for registry, name in (
        (md.preprocessors, "html_block"),
        (md.inlinePatterns, "html"),
        (md.treeprocessors, "attr_list"),
    ):
        if name in registry:
            registry.deregister(name)


class GuidesExtension(Extension):
    """Composes guides and fills lists."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - as the base class has it
        """Take `build`, which the plugin sets; without it the engine is asked."""
        # Not a declared option: those are texts and numbers that stand in mkdocs.yml.
        self.build: Build | None = kwargs.pop("build", None)
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - as the base class has it
        """Register the two processors; their order is explained beside the numbers above."""
        page = _Page(md, self.build)
        _convert_empty_pages(md)
        _without_html(md)
        md.preprocessors.register(_TakePreprocessor(md, page), "guides-take", _TAKE)
        md.treeprocessors.register(_PutTreeprocessor(md, page), PUT, _PUT)
