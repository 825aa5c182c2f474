"""What a page says, its Markdown text and `guides show` say too: whoever adds a field to a page learns of it here."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from pydantic import BaseModel
from selectolax.lexbor import LexborNode

from guides.cli import show
from guides.collection import AnyEntry, Collection
from guides.site import plain
from guides.site.links import Links, Site
from guides.site.outputs import markdown_pages
from guides.site.views import page_view
from support import SITE, only
from test_hostile import FRAGMENTS, Target, filled, is_safe, sample, targets
from test_outlines import NAMES, collection, renderer

LEFT_OUT = {
    "a.unsure": "leads to help on this site",
    "th": "heads a column; steps are numbered instead",
    "td:first-child": "the number of a step, which lists count themselves",
    "button": "does something on the page",
    ".stale": "is hidden, and decided by the reader’s clock",
    ".my-date": "is worked out by a script",
    ".letter": "is the same for all guides, and made by a script",
    "#charged-again ~ ol.shared": "is the same for all guides",
    "#my-date, #letter, #charged-again, #feedback": "heads what is left out",
    "details:has(#fees) > p": "leads to help on this site",
    "details:has(#disclaimer) > summary, details:has(#disclaimer) > p:first-of-type": "is there in one sentence",
    ".more": "leads to the biller’s page",
    ".feedback": "does something in the repository",
    ".author": "introduces whoever signs, often all guides; its dates the texts have",
    "#related, #related + ul": "is about other guides; the list of all is llms.txt, or the finder",
    "details:has(#guides)": "is about other guides, too, and would change a text whenever one of them is added",
    "a[href$='how-we-rate.md']": "leads to the formula",
    "summary small": "says in short what stands in the way’s first line",
}
"""What readers of a page see and those of the texts do not, each with its reason: selectors of the page's tree."""

SAID_OTHERWISE = {
    "Nobody has walked through these steps for us yet. They are from the texts named here": "said of each way",
    "If somebody else bills you": "the headings below it say who",
    "Questions": "they stand where the author has written them",
}
"""Words of the page for which the texts have others, each with its reason."""


def seen(node: LexborNode) -> Iterator[str]:
    """Give every run of text in an element, as it stands between two tags."""
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield " ".join((child.text(deep=False) or "").split())
        else:
            yield from seen(child)


def article_of(name: str) -> LexborNode:
    tree, _ = renderer().page(f"{name}.md")
    return only(tree, "article")


def said(name: str) -> list[str]:
    """Give what a reader of the page sees of the data."""
    article = article_of(name)
    for selector in (*LEFT_OUT, ".headerlink"):
        for node in article.css(selector):
            node.decompose()
    texts = (text.strip(" .,:;·()–") for text in seen(article))
    return [text for text in texts if re.search(r"\w", text) and text not in SAID_OTHERWISE]


@cache
def markdown() -> dict[str, str]:
    return dict(markdown_pages.pages(collection(), SITE))


def in_a_terminal(collection: Collection, entry: AnyEntry) -> str:
    view = page_view(collection, entry, Links(entry.uri, Site()))
    return show.as_text(view, plain.body_text(entry.document.tree), 100)


def folded(text: str) -> str:
    """Write a text without what differs from form to form: line ends, marks, and capitals."""
    return " ".join(re.sub(r"[\\*`]|^[ >#|-]+", "", text.replace("\u2011", "-"), flags=re.MULTILINE).split()).casefold()


@pytest.mark.parametrize("name", NAMES)
def test_what_a_page_says_stands_in_its_text_for_assistants(name: str) -> None:
    text = folded(markdown()[f"{name}/index.md"])
    assert [part for part in said(name) if folded(part) not in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_a_page_says_stands_in_a_terminal(name: str) -> None:
    entry = collection().entry(f"{name}.md")
    assert entry is not None
    text = folded(in_a_terminal(collection(), entry))
    assert [part for part in said(name) if folded(part) not in text] == []


def test_whatever_is_left_out_stands_on_a_page() -> None:
    pages = [article_of(name) for name in NAMES]
    assert [
        one for selector in LEFT_OUT for one in selector.split(", ") if not any(page.css(one) for page in pages)
    ] == []
    texts = {text.strip(" .") for page in pages for text in seen(page)}
    assert set(SAID_OTHERWISE) - texts == set()


# --- Safety -----------------------------------------------------------------------------------


def holding(target: Target, record: BaseModel) -> Collection:
    """Give the sample with a record in the place of one of its own."""
    room = dict(getattr(sample(), target.room))
    room[target.slug] = replace(room[target.slug], page=record)
    rooms: dict[str, Any] = {target.room: MappingProxyType(room)}
    return replace(sample(), **rooms)


def tokens(text: str) -> list[Token]:
    """Read Markdown as an assistant would, with HTML."""
    blocks = MarkdownIt("commonmark").enable("table").parse(text)
    return [*blocks, *(child for block in blocks for child in block.children or ())]


def blocks(text: str) -> Counter[str]:
    """Count what a text is made of, but for the marks that inline Markdown may add."""
    inline = {"text", "link_open", "link_close", "strong_open", "strong_close", "em_open", "em_close"}
    return Counter(token.type for token in tokens(text) if token.type not in inline)


WORDS = {"x", "https://bad.example/"}
"""Of hostile texts those that are good values of some fields, which makes more of a page."""


@pytest.mark.parametrize("hostile", [one for one in FRAGMENTS if one not in WORDS])
def test_no_text_of_the_data_becomes_markup_or_steers_a_terminal(hostile: str) -> None:
    for target in targets()[:3]:
        seen, plainly = (holding(target, filled(target, words)[0]) for words in (hostile, "Some words"))
        path = f"{target.uri.removesuffix('.md')}/index.md"
        text = dict(markdown_pages.pages(seen, SITE))[path]
        assert blocks(text) == blocks(dict(markdown_pages.pages(plainly, SITE))[path])
        links = [str(token.attrs["href"]) for token in tokens(text) if token.type == "link_open"]
        assert [link for link in links if not is_safe(link)] == []
        entry = seen.entry(target.uri)
        assert entry is not None
        assert "".join(in_a_terminal(seen, entry).splitlines()).isprintable()


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ('A <strong lang="de">B</strong>, <em>C</em>', "A **B**, *C*"),
        ('<a href="https://a.example/(b)">it</a>', "[it](https://a.example/%28b%29)"),
        ('<a href="https://a.example/a_b?c&amp;d">https://a.example/a_b?c&amp;d</a>', "<https://a.example/a_b?c&d>"),
        ('<a href="#my-date">1 day</a> or <a href="../help/proof.md">more</a>', "1 day or [more](../help/proof.md)"),
        ('No!<a href="https://a.example/">it</a>', "No\\![it](https://a.example/)"),
        ("a_b * [c] &lt;d&gt; &amp;amp; &amp; ", "a\\_b \\* \\[c\\] \\<d\\> \\&amp; & "),
        ("# a", "\\# a"),
        ("1. a", "1\\. a"),
        ("12) a", "12\\) a"),
        ("- a", "\\- a"),
        ("+ a", "\\+ a"),
        ("---", "\\---"),
        ("~~~", "\\~~~"),
        ("1.5 and #1", "1.5 and #1"),
        ("+1 555", "+1 555"),
    ],
)
def test_html_of_a_page_is_written_as_markdown(html: str, markdown: str) -> None:
    assert plain.markdown(Markup(html)) == markdown  # noqa: S704 - to be read
