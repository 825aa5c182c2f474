"""Makes the parts of a page out of an author's text: its sections, and the questions in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markupsafe import Markup

from guides.rules.lib import anchors
from guides.site.jsonld import Question
from guides.site.text import LANGUAGE, language_attributes, typeset
from guides.source.prose import HtmlStash, Tree, disarm, html_of, text_of

__all__ = ["Prose", "Section", "convert", "mark_languages"]


_NOTHING = Markup()
_BOXES = ("div", "details")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an author's text below one `##`; the part above the first has no title."""

    title: str = ""
    anchor: str = ""
    html: Markup = _NOTHING


@dataclass(frozen=True, slots=True)
class Prose:
    """An author's text: its sections, and the questions in it, as HTML and as text."""

    sections: tuple[Section, ...] = ()
    faq: Markup = _NOTHING
    questions: tuple[Question, ...] = ()


def mark_languages(root: Element) -> None:
    """Give labels in other languages the language that stands first in them."""
    for node in (*root.iter("strong"), *root.iter("em")):
        if node.text and (match := LANGUAGE.match(node.text)):
            node.text = node.text[match.end() :]
            node.attrib |= language_attributes(match["language"])


def _fold(box: Element) -> None:
    """Fold a question that was written with `!!!` or without a `-`, so that all are the same."""
    if box.tag == "div":
        box.tag = "details"
        box.set("class", "faq")
        box[0].tag = "summary"
        box[0].attrib.clear()


def _is_question(element: Element) -> bool:
    return element.tag in _BOXES and "faq" in (element.get("class") or "").split() and len(element) > 0


def _anchor(title: str, taken: set[str]) -> str:
    """Give a heading its anchor, as the engines' tables of contents would."""
    base = anchors.of_heading(title)
    anchor, number = base, 1
    while not anchor or anchor in taken:
        anchor, number = f"{base}_{number}", number + 1
    taken.add(anchor)
    return anchor


def _said(element: Element, stash: HtmlStash) -> str:
    return typeset(text_of(element, stash))


def _markup(elements: Sequence[Element], stash: HtmlStash) -> Markup:
    return Markup(html_of(elements, stash))  # noqa: S704 - of a tree, whose texts it escapes


def _sections(root: Element, stash: HtmlStash, taken: set[str]) -> Iterator[Section]:
    title, anchor, elements = "", "", list[Element]()
    for element in root:
        if element.tag == "h2":
            if elements:
                yield Section(title, anchor, _markup(elements, stash))
            title, elements = _said(element, stash), []
            anchor = _anchor(title, taken)
            continue
        if element.tag in {"h3", "h4", "h5", "h6"}:
            element.set("id", _anchor(_said(element, stash), taken))
        elements.append(element)
    # A heading that stood above questions only has nothing left to say.
    if elements:
        yield Section(title, anchor, _markup(elements, stash))


def convert(tree: Tree, taken: set[str]) -> Prose:
    """Make the parts of an author's text, which the page's converter has read.

    `taken` are the anchors of the page, which no heading may repeat; those given are added.
    """
    root, stash = tree.open()
    disarm(root)
    mark_languages(root)
    faq, questions = [], []
    for box in [box for tag in _BOXES for box in root.iter(tag)]:
        if _is_question(box):
            _fold(box)
    for child in list(root):
        if _is_question(child):
            root.remove(child)
            faq.append(child)
            answer = " ".join(_said(part, stash) for part in child[1:])
            questions.append(Question(_said(child[0], stash), answer))
    return Prose(tuple(_sections(root, stash, taken)), _markup(faq, stash), tuple(questions))
