"""Lets an engine do its part to pages that are finished HTML, by what it looks at: headings, links and anchors.

A page has some two thousand elements, and every processor of an engine walks through all of them. For the table of
contents, the addresses and the anchors a few dozen do: those are put into a small tree, which goes through the same
processors, and what became of them is put back into the text.
"""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from markdown import Markdown
from markdown.extensions.toc import nest_toc_tokens

from guides.source.prose import protect

# Signs that stand in no text of a page: it has `&lt;` and `&gt;` there. The sign first and then what stands before it:
# so a search skips all the rest.
_ANCHOR = re.compile(r"=(?<= id=)\"([^\"]*)\"(?=[^<>]*>)")
_ADDRESS = re.compile(r"(=(?:(?<= href=)|(?<= src=))\"[^\"]*\")(?=[^<>]*>)")
_HEADING = re.compile(r"<(h[1-6])\b.*?</\1>", re.DOTALL)
_AWAY = re.compile(r"=\"[a-z]+:")

Token = dict[str, Any]
"""A line of a table of contents, as Python-Markdown has it."""


def _flat(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield {name: value for name, value in token.items() if name != "children"}
        yield from _flat(token["children"])


class Extracts:
    """The pages of one build, which say many a heading again."""

    def __init__(self, md: Markdown, put: str) -> None:
        """Take an engine's converter, and the name of the processor that would have put a page's tree into its own."""
        self.md: Any = md
        self._put = put
        self._headings: dict[str, tuple[str, Token]] = {}
        """What becomes of each heading that has an anchor of its own, and its line in a table of contents."""

    def process(self, page: str) -> str:
        """Make of a page what the engine would; what others ask the converter for afterwards is that of the page."""
        headings = [match[0] for match in _HEADING.finditer(page)]
        anchors = _ANCHOR.findall(page)
        own = {f'="#{anchor}"' for anchor in anchors}
        # Every second piece is an address, in quotation marks.
        pieces = _ADDRESS.split(page)
        # What leads away, or to a place on the page that is there, stays as it is.
        near = [link for link in dict.fromkeys(pieces[1::2]) if link not in own and not _AWAY.match(link)]
        unknown = [heading for heading in headings if heading not in self._headings]
        # Headings first: an engine takes a title from where a page begins.
        parts = [*unknown, *(f"<a href{link}/>" for link in near)]
        root = fromstring(f"<div>{''.join(parts)}</div>")  # noqa: S314 - of a page that our own templates made
        protect(root)
        elements = list(root)
        root.extend(Element("i", id=html.unescape(anchor)) for anchor in anchors)
        for processor in list(self.md.treeprocessors)[self.md.treeprocessors.get_index_for_name(self._put) + 1 :]:
            processor.run(root)
        links = {
            link: f'="{html.escape(element.get("href", ""))}"'
            for link, element in zip(near, elements[len(unknown) :], strict=True)
        }
        pieces[1::2] = [links.get(link, link) for link in pieces[1::2]]
        page = self._with_headings("".join(pieces), headings, dict(zip(unknown, elements, strict=False)))
        for postprocessor in self.md.postprocessors:
            page = postprocessor.run(page)
        return page

    def _with_headings(self, page: str, headings: Iterable[str], made: dict[str, Element]) -> str:
        new = {
            heading: (self.md.serializer(made[heading]), line)
            for heading, line in zip(made, _flat(self.md.toc_tokens), strict=True)
        }
        done = self._headings | new
        # One without an anchor of its own was given one that this page had not.
        self._headings.update((heading, both) for heading, both in new.items() if " id=" in heading)
        lines: Any = [{**done[heading][1]} for heading in headings]
        self.md.toc_tokens = nest_toc_tokens(lines)
        finished = iter([done[heading][0] for heading in headings])
        return _HEADING.sub(lambda _: next(finished), page)
