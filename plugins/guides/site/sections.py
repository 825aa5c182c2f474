"""Makes the parts of a page out of an author's text: its sections, and the questions in it."""

import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from guides.rules.lib import anchors
from guides.site.jsonld import Question
from guides.site.text import LANGUAGE, language_attributes, typeset_tree
from guides.source.prose import HtmlStash, disarm, text_of, tree

__all__ = ["HtmlStash", "Prose", "Section", "convert", "mark_languages", "text_of"]


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


def mark_languages(root: Element) -> None:
    """Give labels in other languages the language that stands first in them."""
    for node in root.iter():
        if node.tag in {"strong", "em"} and node.text and (match := LANGUAGE.match(node.text)):
            node.text = node.text[match.end() :]
            node.attrib |= language_attributes(match["language"])


def _finish(element: Element) -> None:
    """Mark labels in other languages, typeset the text, and take away what no link may do."""
    mark_languages(element)
    typeset_tree(element)
    for node in element.iter("code"):
        # Python-Markdown writes the signs of code as references, as a text of the tree never has them.
        node.text = html.unescape(node.text or "")


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


def convert(text: str, stash: HtmlStash, taken: set[str]) -> Prose:
    """Convert an author's text.

    Code blocks are left in `stash`, from which the engine puts them into the finished page.
    `taken` are the anchors of the page, which no heading may repeat; those given are added.
    """
    if not text.strip():
        return Prose()
    root = tree(text, stash)
    disarm(root)
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
