"""Templates become trees: a typed view goes through an HTML template that escapes, and is read as XML.

What a template prints is text unless it was made here or in text.py, so that a value can never be
markup. The tree is what the engines work on: they see its headings and its links.
"""

from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element, fromstring

from jinja2 import Environment, PackageLoader, StrictUndefined

from guides.model import regions
from guides.rules.lib import phone_numbers
from guides.site import text, wording


@cache
def environment() -> Environment:
    """Give the templates, with the few words that they may ask for themselves."""
    environment = Environment(
        loader=PackageLoader("guides", "site/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        # They change with the code, never while it runs.
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: "" if value is None else value,
    )
    environment.filters |= {
        "inline": text.inline,
        "day": wording.day,
        "host": wording.host,
        "national": phone_numbers.national,
        "places": regions.names,
        "reach": wording.reach,
    }
    return environment


def render(template: str, **values: object) -> Element:
    """Make the tree of a template; its top is an element without a meaning of its own."""
    return parse(environment().get_template(template).render(values))


def parse(html: str) -> Element:
    """Read HTML that a template made; it has to be XML, too."""
    root = fromstring(f"<div>{html}</div>")  # noqa: S314 - our own templates, whose values are escaped
    for element in root.iter():
        _strip(element)
    text.typeset_tree(root)
    return root


_INLINE = frozenset({"a", "b", "em", "strong", "small", "span", "kbd", "code", "bdi"})
_BLOCKS = frozenset(
    {"div", "ol", "ul", "dl", "table", "thead", "tbody", "tr", "section", "nav", "details", "form", "p", "li", "td"}
)


def _strip(element: Element) -> None:
    """Leave out the white space that only sets a template out."""
    if element.tag in _BLOCKS:
        if element.text and not element.text.strip():
            element.text = None
        for child in element:
            if child.tag not in _INLINE and child.tail and not child.tail.strip():
                child.tail = None


def slots(root: Element) -> Iterator[tuple[Element, int, str]]:
    """Give the places that a template leaves for an author's elements: the parent, the index, and the name."""
    for parent in list(root.iter()):
        for index, child in reversed(list(enumerate(parent))):
            if child.tag == "slot":
                yield parent, index, child.get("name", "")
