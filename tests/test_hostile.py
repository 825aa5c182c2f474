"""No text of a guide's data can become markup, whatever it says.

The fields are found by walking the records of the sample, in which every field of the model is
filled in (test_valid.py proves that), so that a new field is attacked as soon as it exists.
"""

import json
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any, get_args
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from pydantic import BaseModel, BeforeValidator, StringConstraints, ValidationError
from selectolax.lexbor import LexborHTMLParser, LexborNode

from guides.collection import Collection, Entry
from guides.load import load
from guides.model import Author, Biller, Category, Guide
from guides.model.fields import Plain, as_line
from guides.source.frontmatter import Loc, parse
from guides.source.schema_errors import field_at
from support import SAMPLE, Renderer
from support import parse as parse_html

FRAGMENTS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=//bad.example>",
    "<!-- ",
    "-->",
    "<a href='javascript:alert(1)'>x</a>",
    "</td></tr></table>",
    "</div>",
    '<div markdown="1">',
    "&lt;script&gt;",
    "&#60;b&#62;",
    "&amp;",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,y)",
    "[x](//bad.example)",
    "[x]: javascript:alert(1)",
    "[x][y]",
    "![x](https://bad.example/x.png)",
    "](javascript:alert(1))",
    "<javascript:alert(1)>",
    "<https://bad.example>",
    "https://bad.example/",
    '{: onclick="alert(1)" }',
    "{ .go #mine style=color:red }",
    "{service}",
    "{{ guide }}",
    "{% raw %}",
    "| | |",
    "|",
    "\\|",
    "\\",
    "\n\n# x\n\n",
    "\n",
    "# x",
    "- x",
    "1. x",
    "> x",
    "    x",
    "`",
    "```",
    "~~~",
    ":::",
    "///",
    "!!! note",
    '" onclick="alert(1)',
    "'",
    '"',
    '\\"',
    "**",
    "*",
    "__x__",
    "_x_",
    "~~x~~",
    "^^x^^",
    "==x==",
    "++x++",
    "$x$",
    ":smile:",
    "[^1]",
    "*[x]: y",
    "<!-- guides: authors -->",
    "--8<-- 'pyproject.toml'",
    "wzxhzdk:0",
    "klzzwxh:0001",
    "\x02wzxhzdk:0\x03",
    "\ue03cb\ue03e",
    "]]>",
    "x",
    " ",
    "ü",
)
MARK = "zq{}q"
PLAIN = next(mark.max_length for mark in get_args(Plain) if isinstance(mark, StringConstraints))

hostile_texts = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=4).map("".join)


@dataclass(frozen=True)
class Target:
    """A record with all its texts, and the page that shows them."""

    room: str
    slug: str
    model: type[BaseModel]
    data: dict[str, Any]
    uri: str


@cache
def sample() -> Collection:
    collection, found = load(SAMPLE / "docs")
    assert found == []
    return collection


@cache
def renderer() -> Renderer:
    return Renderer(sample())


@cache
def targets() -> tuple[Target, ...]:
    full = sample().guides["everything"].document.data
    kept = {name: value for name, value in full.items() if name != "retired"}
    who = {name: value for name, value in full["service"].items() if name not in {"category", "history"}}
    biller = {name: value for name, value in full.items() if name in Biller.model_fields}
    biller |= {"biller": {**who, "via": "apple", "how_to_tell": "Your receipt.", "ends_contract": False}}
    biller["routes"] = [route for route in biller["routes"] if "steps" in route]
    authors = parse(f"---\n{(SAMPLE / 'docs/about/authors.yml').read_text(encoding='utf-8')}\n---\n", "").data
    category = sample().categories["learning"].document.data
    return (
        Target("guides", "everything", Guide, full, "guides/everything.md"),
        Target("billers", "apple", Biller, biller, "billers/apple.md"),
        Target("billers", "apple", Biller, biller, "guides/everything.md"),
        Target("authors", "second", Author, authors["second"], "guides/everything.md"),
        Target("authors", "second", Author, authors["second"], "about/editors.md"),
        Target("categories", "learning", Category, category, "categories/learning.md"),
        Target("guides", "everything", Guide, kept, "categories/learning.md"),
    )


def texts(data: object, loc: Loc = ()) -> Iterator[Loc]:
    """Give the place of every text in some data."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from texts(value, (*loc, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from texts(value, (*loc, index))
    elif isinstance(data, str):
        yield loc


def put(data: Any, loc: Loc, value: str) -> None:  # noqa: ANN401 - data as YAML has them
    for part in loc[:-1]:
        data = data[part]
    data[loc[-1]] = value


def filled(target: Target, hostile: str) -> tuple[BaseModel, dict[Loc, str]]:
    """Put a text into every field that takes it; return the record and what stands where."""
    data = deepcopy(target.data)
    placed = {}
    for number, loc in enumerate(texts(target.data)):
        mark = MARK.format(number)
        placed[loc] = f"{hostile}{mark}{hostile}"
        put(data, loc, placed[loc])
    for _ in range(3):
        try:
            return target.model.model_validate(data), placed
        except ValidationError as refused:
            for error in refused.errors():
                loc = error["loc"]
                if error["type"] == "too_short":
                    if isinstance(error["input"], str):
                        placed[loc] += " and some more words"
                        put(data, loc, placed[loc])
                    continue
                original: Any = target.data
                for part in loc:
                    original = original[part]
                put(data, loc, original)
                placed.pop(loc, None)
    raise AssertionError(f"no valid record of {target.model.__name__} with {hostile!r}")


def page(target: Target, record: BaseModel) -> tuple[LexborHTMLParser, dict[str, Any]]:
    """Make the page on which a record is shown, with the record in its place."""
    collection = sample()
    room: dict[str, Any] = dict(getattr(collection, target.room))
    old = room[target.slug]
    room[target.slug] = Entry(old.uri, old.document, record) if isinstance(old, Entry) else record
    rooms: dict[str, Any] = {target.room: MappingProxyType(room)}
    changed = replace(collection, **rooms)
    if target.uri == "about/editors.md":
        return renderer().page(target.uri, changed, "<!-- guides: authors -->")
    return renderer().page(target.uri, changed)


def is_safe(address: str) -> bool:
    parts = urlsplit(address.strip())
    return parts.scheme in {"https", "mailto", "tel", "sms"} or (not parts.scheme and not parts.netloc)


def shape(tree: LexborHTMLParser) -> Counter[tuple[str, tuple[str, ...], str]]:
    """Count the elements of a page by name, attributes and class, apart from what inline Markdown may add."""
    kinds: Counter[tuple[str, tuple[str, ...], str]] = Counter()
    for node in tree.css("*"):
        names = tuple(sorted(node.attributes))
        if node.tag in {"strong", "em"} or (node.tag == "a" and names == ("href",)):
            continue
        kinds[str(node.tag), names, node.attributes.get("class") or ""] += 1
    return kinds


def assert_harmless(tree: LexborHTMLParser) -> None:
    for node in tree.css("*"):
        assert node.tag not in {"script", "iframe", "style", "object", "embed", "form", "base", "link", "meta", "svg"}
        for name, value in node.attributes.items():
            assert not name.startswith("on"), node.html
            assert name != "style", node.html
            assert name not in {"href", "src"} or is_safe(value or ""), node.html


def visible(tree: LexborHTMLParser) -> str:
    article = tree.css_first("article")
    assert article is not None
    return " ".join(article.text().split())


def typed(text: str) -> str:
    """Write a text with the signs that a keyboard has, and with single spaces."""
    return " ".join(text.replace("’", "'").replace("\u2011", "-").split())


def is_line(model: type[BaseModel], loc: Loc) -> bool:
    """Whether a field is for words; the others have forms of their own: addresses, slugs, dates."""
    return BeforeValidator(as_line) in marks(model, loc)


def is_plain(model: type[BaseModel], loc: Loc) -> bool:
    """Whether a field shows its words as they stand, and not as inline Markdown."""
    return is_line(model, loc) and any(getattr(mark, "max_length", None) == PLAIN for mark in marks(model, loc))


def marks(model: type[BaseModel], loc: Loc) -> list[object]:
    """Give all that is noted about the type of a field."""

    def noted(annotation: object) -> Iterator[object]:
        for inner in (*get_args(annotation), *getattr(annotation, "__metadata__", ())):
            yield inner
            yield from noted(inner)

    field = field_at(model, loc)[1]
    assert field is not None
    return [*field.metadata, *noted(field.annotation)]


@pytest.mark.parametrize("number", range(7))
def test_every_field_that_a_page_shows_is_attacked(number: int) -> None:
    """Texts that name something else (slugs, addresses, dates, words of a closed set) have forms that are checked."""
    target = targets()[number]
    record, placed = filled(target, "<b>")
    tree, meta = page(target, record)
    shown = visible(tree) + json.dumps(meta, ensure_ascii=False)
    numbers = {loc: number for number, loc in enumerate(texts(target.data))}
    lines = {loc for loc in numbers if is_line(target.model, loc)}
    assert lines <= set(placed)
    assert {loc for loc in lines if MARK.format(numbers[loc]) in shown}


def assert_only_text(target: Target, hostile: str) -> None:
    record, placed = filled(target, hostile)
    numbers = {loc: number for number, loc in enumerate(texts(target.data))}
    harmless = deepcopy(target.data)
    for loc, value in placed.items():
        if not is_line(target.model, loc):
            put(harmless, loc, value)
    plain_page, _ = page(target, target.model.model_validate(harmless))
    tree, meta = page(target, record)
    assert_harmless(tree)
    assert shape(tree) == shape(plain_page)
    text = visible(tree)
    for loc, value in placed.items():
        if MARK.format(numbers[loc]) in text and is_plain(target.model, loc):
            assert typed(value) in typed(text), loc
    assert_safe_in_head(meta)


def assert_safe_in_head(meta: dict[str, Any]) -> None:
    """What the themes print into the head of a page stays in its place."""
    source = (
        '<head><title>{{ title }}</title><meta name=description content="{{ description }}">'
        '<script type="application/ld+json">{{ (jsonld or "") | tojson }}</script></head>'
    )
    html = Environment(autoescape=False).from_string(source).render(meta)  # noqa: S701 - as all engines do
    head = parse_html(html).css_first("head")
    assert isinstance(head, LexborNode)
    assert [node.tag for node in head.iter()] == ["title", "meta", "script"]
    script = head.css_first("script")
    assert script is not None
    assert json.loads(script.text()) == meta.get("jsonld", "")


@pytest.mark.parametrize("hostile", FRAGMENTS)
@pytest.mark.parametrize("number", [0, 1])
def test_each_hostile_text_is_only_text(number: int, hostile: str) -> None:
    assert_only_text(targets()[number], hostile)


@given(number=st.integers(0, 6), hostile=hostile_texts)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_hostile_texts_together_are_only_text(number: int, hostile: str) -> None:
    assert_only_text(targets()[number], hostile)


BODY = (
    *FRAGMENTS,
    "[x](javascript&colon;alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x]\n\n[x]: <javascript&#58;alert(1)>",
    "[x][1]\n\n[1]: vbscript:x 'title'",
    "[x](https://a.example 'title\" onclick=\"alert(1)')",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    '![x](https://a.example/" onerror="alert(1))',
    "<kbd onclick=alert(1)>x</kbd>",
    "<KBD>x</KBD><br>",
    "x{: onclick=alert(1)}",
    "**x**{: style=color:red}",
    "## x {: onclick=alert(1)}",
    "## x { #x onclick=alert(1) }",
    "> [!note] x {: onclick=alert(1)}\n> y",
    "> [!note] <script>alert(1)</script>\n> y",
    '!!! note "<script>alert(1)</script>"\n\n    y',
    '!!! note onclick "x"\n\n    y',
    "!!! note\n\n    <script>alert(1)</script>",
    "??? note\n\n    <img src=x onerror=alert(1)>",
    "``` { .python onclick=alert(1) }\nx\n```",
    "``` <script>\nx\n```",
    "```\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "`<script>`",
    "| <script>alert(1)</script> |\n|---|\n| x |",
    "| x |\n|---|\n| <img src=x onerror=alert(1)> |",
    "- x\n\n    <script>alert(1)</script>",
    "1. x\n   <script>alert(1)</script>",
    "x\n:   <script>alert(1)</script>",
    "<div markdown>\n\n<script>alert(1)</script>\n\n</div>",
    "<https://a.example/><script>",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\<script>alert(1)</script>",
    "\\\\<script>alert(1)</script>",
    "<scr\nipt>alert(1)</scr\nipt>",
    "<script\n>alert(1)</script>",
    "<<script>alert(1)//<</script>",
    "<a\nhref=javascript:alert(1)>x</a>",
    "<!--><script>alert(1)</script>-->",
    "<?php x ?>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "\ue03cscript\ue03ealert(1)\ue03c/script\ue03e",
    "[x](\ue03cscript)",
)


def assert_harmless_text(text: str) -> None:
    """Even what the rules refuse must not become active: they read it with another parser."""
    entry = sample().guides["minimal"]
    document = replace(entry.document, front="---\n---\n", body=text, body_line=3)
    guides = {**sample().guides, "minimal": replace(entry, document=document)}
    tree, _ = renderer().page("guides/minimal.md", replace(sample(), guides=MappingProxyType(guides)))
    assert_harmless(tree)


@pytest.mark.parametrize("text", BODY)
def test_the_text_of_a_guide_is_harmless(text: str) -> None:
    assert_harmless_text(text)


@given(parts=st.lists(st.sampled_from(BODY), min_size=2, max_size=5), glue=st.sampled_from(["", " ", "\n", "\n\n"]))
@example(parts=['![x](https://a.example/" onerror="alert(1))', "[x](javascript&colon;alert(1))"], glue="")
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_texts_together_are_harmless(parts: list[str], glue: str) -> None:
    assert_harmless_text(glue.join(parts))
