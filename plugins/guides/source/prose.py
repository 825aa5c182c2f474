"""Converts an author's Markdown into a tree; the one place outside of the engines that needs Python-Markdown.

Pages are made with the same extensions under every engine, and without those that would let an
author write HTML or attributes: what is refused by the checker cannot reach a page without it either.
The checker converts texts with it, too, so that it judges what readers get.
"""

import html
import pickle
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.serializers import to_xhtml_string
from markdown.treeprocessors import InlineProcessor as InlineTreeprocessor
from markdown.util import (
    AMP_SUBSTITUTE,
    HTML_PLACEHOLDER_RE,
    INLINE_PLACEHOLDER_PREFIX,
    STX,
    AtomicString,
    HtmlStash,
    Registry,
)

__all__ = [
    "HtmlStash",
    "Made",
    "Tree",
    "convert",
    "disarm",
    "html_of",
    "lines_of",
    "made",
    "protect",
    "text_of",
    "tree",
]

EXTENSIONS = (
    "admonition",
    "def_list",
    "tables",
    "pymdownx.details",
    "pymdownx.quotes",
    "pymdownx.superfences",
)
_CONFIGS = {"pymdownx.quotes": {"callouts": True}}
_SAFE_SCHEMES = frozenset({"https", "mailto", "tel"})
_SCHEME = re.compile(r"[\s\x00-\x1f]*([a-z][a-z0-9+.-]*)\s*:", re.IGNORECASE)
_ALIGNED = re.compile(r"text-align: (?:left|center|right);")


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


_SIGNS = {
    "admonition": "!!!",
    "details": "???",
    "table": "|",
    "quote": ">",
    "hashheader": "#",
    "setextheader": "\n",
    "deflist": ":",
    "linebreak": "  \n",
    **dict.fromkeys(("reference", "link", "short_reference"), "["),
    **dict.fromkeys(("image_link", "image_reference", "short_image_ref"), "!["),
    **dict.fromkeys(("autolink", "automail", "kbd", "br"), "<"),
    "backtick": "`",
    "escape": "\\",
    "entity": "&",
    "quotes": ">",
    "unescape": "\\",
}
"""What stands in every text in which a processor of this name finds anything, of those that need a certain sign."""
_GO_ON = frozenset({"!!!", "???"})
"""Signs of boxes, to which blocks without the sign belong as well."""


_PARAGRAPH = re.compile(r"(?:\*\*)?[^\W\d_][^\n]*")
"""A line that begins with a letter, or with one in bold: it cannot be anything else than a paragraph."""


def _by_sign(known: Registry[Any]) -> list[tuple[str, Any]]:
    places = {known.get_index_for_name(name): sign for name, sign in _SIGNS.items() if name in known}
    return [(places.get(index, ""), one) for index, one in enumerate(known)]


_MARK = re.compile(r"[*_`\\\[<&\x02]|  \n")
"""What stands in every text in which any pattern finds something."""
_LABEL = re.compile(r"(?<!\*)\*\*(?=[^\s*])([^*]+)(?<=\S)\*\*(?!\*)")


def _labels(block: Element) -> list[tuple[Element, list[str]]] | None:
    """Take the texts of a block apart at labels in bold; nothing where any has other marks, or one behind a part."""
    labels = []
    for node in block.iter():
        if node.tail and _MARK.search(node.tail):
            return None
        text = node.text
        if text and _MARK.search(text) and not isinstance(text, AtomicString):
            pieces = _LABEL.split(text)
            if any(map(_MARK.search, pieces)):
                return None
            labels.append((node, pieces))
    return labels


class _Inline(InlineTreeprocessor):
    """Python-Markdown's own, for blocks that have more than labels in bold, as few have.

    It tries on a piece of text only the patterns that may find something in it, by taking the place of a method with
    a name of that class alone. Where a later version names it otherwise, all patterns are tried again.
    """

    signs: Sequence[str] = ()

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Find labels in the blocks of a text that have nothing else, and all that there is in the others."""
        if any(block.tail and _MARK.search(block.tail) for block in tree):
            return super().run(tree, ancestors)
        others = Element(tree.tag)
        for block in tree:
            if (labels := _labels(block)) is None:
                others.append(block)
                continue
            for node, (first, *rest) in labels:
                node.text = first or None
                for place, (label, after) in enumerate(zip(rest[::2], rest[1::2], strict=True)):
                    strong = Element("strong")
                    strong.text, strong.tail = label, after or None
                    node.insert(place, strong)
        if len(others):
            super().run(others, ancestors)
        return tree

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        index, start = patternIndex, 0
        while index < len(self.signs):
            if self.signs[index] in data:
                data, is_found, start = apply(self.inlinePatterns[index], data, index, start)
                index += not is_found
            else:
                index, start = index + 1, 0
        return data


class _Converter:
    """Python-Markdown, which tries only what may find something in a text: to try all takes a third of its time."""

    def __init__(self) -> None:
        self.md = md = Markdown(extensions=list(EXTENSIONS), extension_configs=_CONFIGS)
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_Kbd(r"<kbd>([^<>]{1,40})</kbd>", md), "kbd", 91)
        md.inlinePatterns.register(_Break(r"<br ?/?>", md), "br", 90)
        self._blocks, self._patterns = _by_sign(md.parser.blockprocessors), _by_sign(md.inlinePatterns)
        self._here = [("", one) for _, one in self._blocks]
        self._paragraph = md.parser.blockprocessors["paragraph"]
        self._inline = _Inline(md)
        self._inline.signs = [""] * len(self._patterns)
        md.treeprocessors.register(self._inline, "inline", 20)
        self._treeprocessors = _by_sign(md.treeprocessors)
        md.parser.parseBlocks = self._parse_blocks  # type: ignore[method-assign]

    def _parse_blocks(self, parent: Element, blocks: list[str]) -> None:
        """Do what BlockParser does, for each block with those that may find something in it."""
        while blocks:
            if _PARAGRAPH.fullmatch(blocks[0]):
                self._paragraph.run(parent, blocks)
                continue
            for sign, one in self._here:
                is_likely = sign in blocks[0] and one.test(parent, blocks[0])
                if is_likely and one.run(parent, blocks) is not False:
                    break

    def tree(self, text: str, stash: HtmlStash) -> Element:
        """Do what Markdown.convert does, up to the finished tree."""
        md = self.md
        md.htmlStash = stash
        md.references.clear()
        lines = md.preprocessors["normalize_whitespace"].run(text.split("\n"))
        whole = "\n".join(lines)
        if "```" in whole or "~~~" in whole:
            lines = md.preprocessors["fenced_code_block"].run(lines)
        self._here = [("" if sign in _GO_ON else sign, one) for sign, one in self._blocks if sign in whole]
        here = [(sign, one) for sign, one in self._patterns if sign in whole]
        self._inline.signs = [sign for sign, _ in here]
        self._inline.inlinePatterns = [one for _, one in here]  # type: ignore[assignment]
        root: Element = md.parser.parseDocument(lines).getroot()  # type: ignore[assignment]
        for sign, one in self._treeprocessors:
            if sign in whole and (changed := one.run(root)) is not None:
                root = changed
        return root

    def html(self, elements: Sequence[Element], stash: HtmlStash) -> str:
        """Do the rest of what Markdown.convert does."""
        self.md.htmlStash = stash
        for element in elements:
            for node in element.iter("code"):
                # It has the signs of code as references, as a text of the tree never has them.
                node.text = html.unescape(node.text or "")
            protect(element)
        text = "".join(map(to_xhtml_string, elements))
        if STX in text:
            for postprocessor in self.md.postprocessors:
                text = postprocessor.run(text)
        return text


_CONVERTERS: dict[int, _Converter] = {}


def _converter() -> _Converter:
    return _CONVERTERS.get(0) or _CONVERTERS.setdefault(0, _Converter())


def tree(text: str, stash: HtmlStash) -> Element:
    """Convert a text, up to the finished tree; blocks of code are left in `stash`."""
    return _converter().tree(text, stash)


@dataclass(frozen=True, slots=True)
class Tree:
    """What the converter makes of a text, packed: it is kept and sent so, and each who opens it has one to change."""

    packed: bytes = b""
    failure: str = ""
    """Why no page can be made of the text, if that is so."""

    def open(self) -> tuple[Element, HtmlStash]:
        """Give the tree, and the blocks of code that it has marks for."""
        stash = HtmlStash()
        if not self.packed:
            return Element("div"), stash
        root, stash.rawHtmlBlocks = pickle.loads(self.packed)  # noqa: S301 - this process or its copy packed it
        stash.html_counter = len(stash.rawHtmlBlocks)
        return root, stash


def _refuse_torn(root: Element) -> None:
    """Raise ValueError where a quotation mark in an address tore a part out of what it stands in.

    Its place is left in the address then, and could not be printed.
    """
    for node in root.iter():
        if any(INLINE_PLACEHOLDER_PREFIX in value for value in node.attrib.values()):
            raise ValueError(node.tag)


def convert(text: str) -> Tree:
    """Convert a text as its page will be."""
    if not text.strip():
        return Tree()
    stash = HtmlStash()
    try:
        root = tree(text, stash)
        _refuse_torn(root)
        return Tree(pickle.dumps((root, stash.rawHtmlBlocks)))
    except _FAILURES as error:
        _CONVERTERS.clear()  # it may be in the middle of something
        return Tree(failure=type(error).__name__)


def html_of(elements: Sequence[Element], stash: HtmlStash) -> str:
    """Print elements of a tree; each block of code in `stash` stands in its place."""
    return _converter().html(elements, stash)


def text_of(element: Element, stash: HtmlStash) -> str:
    """Give the text of an element as a reader sees it, with single spaces."""

    def stashed(match: re.Match[str]) -> str:
        raw = stash.rawHtmlBlocks[int(match.group(1))]
        return re.sub(r"<[^>]*>", " ", "".join(raw.itertext()) if isinstance(raw, Element) else str(raw))

    text = "".join(element.itertext())
    return " ".join((HTML_PLACEHOLDER_RE.sub(stashed, text) if STX in text else text).split())


def _is_safe(name: str, address: str) -> bool:
    scheme = _SCHEME.match(address)
    # Pictures come from the site itself: no page asks anybody else for anything.
    return (
        (scheme[1].lower() in _SAFE_SCHEMES and name == "href")
        if scheme
        else not address.lstrip().replace("\\", "/").startswith("//")
    )


def disarm(root: Element) -> None:
    """Take away from a tree what no link may do, and every attribute that acts by itself."""
    for node in root.iter():
        for name, value in list(node.items()):
            # Python-Markdown writes mailto: links with placeholders for their characters.
            is_unsafe = name in {"href", "src"} and not value.startswith("\x02") and not _is_safe(name, value)
            is_act = name.startswith("on") or name in {"formaction", "srcdoc", "srcset", "ping", "target"}
            if is_unsafe or is_act or (name == "style" and not _ALIGNED.fullmatch(value.strip())):
                del node.attrib[name]


def protect(root: Element) -> None:
    """Keep `&lt;` in a text what it is: Python-Markdown would print it as the sign that it stands for."""
    for element in root.iter():
        if element.text and "&" in element.text:
            element.text = _kept(element.text)
        if element.tail and "&" in element.tail:
            element.tail = _kept(element.tail)
        for name, value in element.items():
            if "&" in value:
                element.set(name, _kept(value))


def _kept(value: str) -> str:
    return value.replace("&", f"{AMP_SUBSTITUTE}amp;")


_INLINE = frozenset({"a", "br", "code", "em", "img", "kbd", "strong"})
_SPOKEN = ("alt", "title")
_AMPERSAND = "\x02amp\x03"
"""What Python-Markdown writes for the sign `&` until the page is printed."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a reader gets of a text: the runs of it as they are printed, and the addresses that its elements have."""

    texts: tuple[str, ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()
    """The address, `link` or `image`, and the text to press or to hear."""
    failure: str = ""
    """Why no page can be made of the text, if that is so."""


_FAILURES = (RecursionError, AssertionError, ValueError, TypeError, AttributeError, IndexError)


def _decoded(text: str) -> str:
    return html.unescape(text.replace(_AMPERSAND, "&"))


def lines_of(root: Element, stash: HtmlStash) -> Iterator[str]:
    """Give the words of a tree as readers see them, a line for each paragraph, heading, item and cell."""
    for node in root.iter("img"):
        node.text = node.get("alt")
    yield from filter(None, map(_decoded, _runs(root, stash)))


def _runs(element: Element, stash: HtmlStash) -> Iterator[str]:
    """Give the texts of an element, each as long as no block interrupts it."""
    if all(inner.tag in _INLINE for inner in islice(element.iter(), 1, None)):
        yield text_of(element, stash)
        return
    run = Element("run")
    run.text = element.text
    for child in element:
        if child.tag in _INLINE and not any(inner.tag not in _INLINE for inner in child.iter()):
            run.append(child)
            continue
        yield text_of(run, stash)
        yield from _runs(child, stash)
        run = Element("run")
        run.text = child.tail
    yield text_of(run, stash)


def _read(tree: Tree) -> Made:
    root, stash = tree.open()
    links, spoken = [], []
    for node in root.iter():
        if not node.attrib:
            continue  # as nearly all
        spoken += [value for name in _SPOKEN if (value := node.get(name))]
        for name, kind in (("href", "link"), ("src", "image")):
            if (address := node.get(name)) is not None:
                shown = node.get("alt") or text_of(node, stash)
                links.append((_decoded(address), kind, _decoded(shown)))
    texts = (_decoded(one) for one in (*_runs(root, stash), *spoken))
    return Made(tuple(dict.fromkeys(text for text in texts if text.strip())), tuple(links))


def made(tree: Tree) -> Made:
    """Give what a reader gets of a converted text: no other parser can hide anything of it."""
    if tree.failure or not tree.packed:
        return Made(failure=tree.failure)
    try:
        return _read(tree)
    except _FAILURES as error:
        return Made(failure=type(error).__name__)
