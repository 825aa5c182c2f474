"""Converts an author's Markdown into a tree; the one place outside of the engines that needs Python-Markdown.

Pages are made with the same extensions under every engine, and without those that would let an
author write HTML or attributes: what is refused by the checker cannot reach a page without it either.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import HTML_PLACEHOLDER_RE, HtmlStash

from guides.rules.lib import anchors
from guides.site.jsonld import Question
from guides.site.text import LANGUAGE, language_attributes, typeset

__all__ = ["HtmlStash", "Prose", "Section", "convert", "mark_languages", "text_of"]

EXTENSIONS = (
    "admonition",
    "def_list",
    "tables",
    "pymdownx.details",
    "pymdownx.quotes",
    "pymdownx.superfences",
)
_CONFIGS = {"pymdownx.quotes": {"callouts": True}}
_VERBATIM = frozenset({"code", "pre", "kbd", "script", "style"})
_SAFE_SCHEMES = frozenset({"https", "mailto", "tel"})
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)


@dataclass(slots=True)
class Section:
    """A part of an author's text below one `##`; the part above the first has no title."""

    title: str = ""
    anchor: str = ""
    elements: list[Element] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Prose:
    """An author's text: its sections, and the questions in it, as elements and as text."""

    sections: tuple[Section, ...] = ()
    faq: tuple[Element, ...] = ()
    questions: tuple[Question, ...] = ()


class _Kbd(InlineProcessor):
    """`<kbd>Esc</kbd>`, one of the two elements that an author may write."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        element = Element("kbd")
        element.text = m.group(1)
        return element, m.start(0), m.end(0)


class _Break(InlineProcessor):
    """`<br>`, the other one."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        return Element("br"), m.start(0), m.end(0)


def _converter() -> Markdown:
    md = Markdown(extensions=list(EXTENSIONS), extension_configs=_CONFIGS)
    md.preprocessors.deregister("html_block")
    md.inlinePatterns.deregister("html")
    md.inlinePatterns.register(_Kbd(r"<kbd>([^<>]{1,40})</kbd>", md), "kbd", 91)
    md.inlinePatterns.register(_Break(r"<br ?/?>", md), "br", 90)
    return md


def _tree(md: Markdown, text: str) -> Element:
    """Do what Markdown.convert does, up to the finished tree."""
    lines = text.split("\n")
    for preprocessor in md.preprocessors:
        lines = preprocessor.run(lines)
    root: Element = md.parser.parseDocument(lines).getroot()  # type: ignore[assignment]
    for treeprocessor in md.treeprocessors:
        if (changed := treeprocessor.run(root)) is not None:
            root = changed
    return root


def text_of(element: Element, stash: HtmlStash) -> str:
    """Give the text of an element as a reader sees it, with single spaces."""

    def stashed(match: re.Match[str]) -> str:
        raw = stash.rawHtmlBlocks[int(match.group(1))]
        return re.sub(r"<[^>]*>", " ", "".join(raw.itertext()) if isinstance(raw, Element) else str(raw))

    return " ".join(HTML_PLACEHOLDER_RE.sub(stashed, "".join(element.itertext())).split())


def _is_safe(name: str, address: str) -> bool:
    scheme = _SCHEME.match(address)
    # Pictures come from the site itself: no page asks anybody else for anything.
    return (scheme[1].lower() in _SAFE_SCHEMES and name == "href") if scheme else not address.lstrip().startswith("//")


def mark_languages(root: Element) -> None:
    """Give labels in other languages the language that stands first in them."""
    for node in root.iter():
        if node.tag in {"strong", "em"} and node.text and (match := LANGUAGE.match(node.text)):
            node.text = node.text[match.end() :]
            node.attrib |= language_attributes(match["language"])


def _finish(element: Element) -> None:
    """Mark labels in other languages, set quotation marks, and take away what no link may do."""
    mark_languages(element)
    for node in element.iter():
        if node.tag not in _VERBATIM:
            node.text = typeset(node.text) if node.text else node.text
        for child in node:
            child.tail = typeset(child.tail) if child.tail else child.tail
        if node.tag == "code" and node.text:
            # Python-Markdown writes the signs of code as references, as a text of the tree never has them.
            node.text = html.unescape(node.text)
        for name in ("href", "src"):
            # Python-Markdown writes mailto: links with placeholders for their characters.
            if (address := node.get(name)) and not address.startswith("\x02") and not _is_safe(name, address):
                del node.attrib[name]


def _fold(box: Element) -> None:
    """Fold a question that was written with `!!!` or without a `-`, so that all are the same."""
    if box.tag == "div":
        box.tag = "details"
        box.set("class", "faq")
        box[0].tag = "summary"
        box[0].attrib.clear()


def _is_question(element: Element) -> bool:
    return element.tag in {"div", "details"} and "faq" in (element.get("class") or "").split() and len(element) > 0


def _anchor(title: str, taken: set[str]) -> str:
    """Give a heading its anchor, as the engines' tables of contents would."""
    base = anchors.of_heading(title)
    anchor, number = base, 1
    while not anchor or anchor in taken:
        anchor, number = f"{base}_{number}", number + 1
    taken.add(anchor)
    return anchor


def _sections(root: Element, stash: HtmlStash, taken: set[str]) -> Iterator[Section]:
    section = Section()
    for element in root:
        if element.tag == "h2":
            if section.title or section.elements:
                yield section
            title = text_of(element, stash)
            section = Section(title, _anchor(title, taken))
            continue
        if element.tag in {"h3", "h4", "h5", "h6"}:
            element.set("id", _anchor(text_of(element, stash), taken))
        section.elements.append(element)
    if section.title or section.elements:
        yield section


_CONVERTERS: dict[int, Markdown] = {}


def convert(text: str, stash: HtmlStash, taken: set[str]) -> Prose:
    """Convert an author's text.

    Code blocks are left in `stash`, from which the engine puts them into the finished page.
    `taken` are the anchors of the page, which no heading may repeat; those given are added.
    """
    if not text.strip():
        return Prose()
    md = _CONVERTERS.get(0) or _CONVERTERS.setdefault(0, _converter())
    own = md.htmlStash
    md.htmlStash = stash
    try:
        root = _tree(md, text)
    finally:
        md.htmlStash = own
        md.references.clear()
    for element in list(root):
        _finish(element)
    faq, questions = [], []
    for parent in list(root.iter()):
        for child in list(parent):
            if _is_question(child):
                _fold(child)
    for child in list(root):
        if _is_question(child):
            root.remove(child)
            faq.append(child)
            answer = " ".join(text_of(part, stash) for part in child[1:])
            questions.append(Question(text_of(child[0], stash), answer))
    # A heading that stood above questions only has nothing left to say.
    sections = (section for section in _sections(root, stash, taken) if section.elements)
    return Prose(tuple(sections), tuple(faq), tuple(questions))

