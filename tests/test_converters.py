"""What makes reading quicker leaves what is read as it is."""

import re
from typing import Any
from xml.etree.ElementTree import tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.util import HtmlStash
from markdown_it import MarkdownIt

from guides.rules.lib import phone_numbers
from guides.source import markdown, prose
from guides.source.markdown import inline_tokens
from guides.source.words import Joined, Words

_PIECES = st.sampled_from(
    [
        *(
            "!!! note",
            '!!! faq "How?"',
            "??? tip",
            "> [!faq]- How?",
            "> ",
            "    ",
            "  ",
            "\n",
            "\n\n",
            "- ",
            "1. ",
            ": ",
        ),
        *(
            "[a]: https://films.example",
            "[a][a]",
            "[a](b.md)",
            "![c](d.png)",
            "![c][a]",
            "`e`",
            "\\*",
            "&amp;",
            "&#64;",
        ),
        *("<kbd>f</kbd>", "<br>", "<https://films.example>", "<me@films.example>", "**g**", "_h_", "*", "_", "`", "["),
        *(
            "|i|j|\n|-|-|\n|k|l|",
            "```",
            "~~~",
            "# m",
            "## n",
            "===",
            "---",
            "\t",
            "\r\n",
            "\x02",
            "o",
            "p q",
            "Schließen",
        ),
    ]
)


def _whole(text: str) -> bytes:
    """Convert with every processor, as Markdown.convert does up to the finished tree."""
    md = prose._Converter().md  # noqa: SLF001
    lines = text.split("\n")
    for preprocessor in md.preprocessors:
        lines = preprocessor.run(lines)
    root: Any = md.parser.parseDocument(lines).getroot()
    for treeprocessor in md.treeprocessors:
        if (changed := treeprocessor.run(root)) is not None:
            root = changed
    return tostring(root)


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_what_is_left_out_would_have_found_nothing(text: str) -> None:
    assert tostring(prose.tree(text, HtmlStash())) == _whole(text)


@pytest.mark.parametrize(
    ("line", "tag"),
    [("1. a", "ol"), ("- a", "ul"), ("a\n===", "h1"), ("> a", "blockquote"), ("**A.** b", "p"), ("Äb 1", "p")],
)
def test_a_line_is_a_paragraph_or_something_else(line: str, tag: str) -> None:
    assert [element.tag for element in prose.tree(line, HtmlStash())] == [tag]


def test_every_sign_belongs_to_a_processor() -> None:
    """A name that Python-Markdown changes would be tried on every text again, and nobody would know."""
    md: Markdown = prose._Converter().md  # noqa: SLF001
    known = (md.inlinePatterns, md.parser.blockprocessors, md.treeprocessors)
    assert [name for name in prose._SIGNS if not any(name in names for names in known)] == []  # noqa: SLF001


def test_the_method_that_chooses_patterns_is_the_one_that_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has the name of a private one of Python-Markdown. Under another name nobody would call it, nor know."""
    name = "_InlineProcessor__handleInline"
    chosen, seen = vars(prose._Inline)[name], []  # noqa: SLF001

    def listened(self: object, data: str, index: int = 0) -> str:
        seen.append(data)
        return str(chosen(self, data, index))

    monkeypatch.setattr(prose._Inline, name, listened)  # noqa: SLF001
    prose.tree("Press [a](https://a.example) or *b*", HtmlStash())
    assert seen[0] == "Press [a](https://a.example) or *b*"


_FIELDS = st.sampled_from(
    [
        *(
            "**",
            "*",
            "a",
            "B c",
            " ",
            ".",
            ",",
            "(",
            ")",
            "“",
            "”",
            "é",
            "1",
            "-",
            ">",
            "’",
            "。",
            "²",
            "\u00a0",
            "**Cancel**",
        )
    ]
)


@given(st.lists(_FIELDS, max_size=9).map("".join))
def test_labels_of_a_field_are_those_of_the_parser(text: str) -> None:
    parsed = markdown._INLINE.parseInline(text)[0].children if text else []  # noqa: SLF001
    assert [token.as_dict() for token in inline_tokens(text)] == [token.as_dict() for token in parsed or []] or not text


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Press **Cancel plan**.", ["text", "strong_open", "text", "strong_close", "text"]),
        ("5 ** 3 ** 2", ["text"]),
        ("No label", ["text"]),
    ],
)
def test_labels_are_bold(text: str, kinds: list[str]) -> None:
    assert [token.type for token in inline_tokens(text)] == kinds


@pytest.fixture(scope="module")
def whole() -> MarkdownIt:
    """The parser of an author's text with all of its own rules."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 - as the class has it
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


@given(text=st.lists(st.one_of(_FIELDS, _PIECES), max_size=12).map("".join))
def test_labels_of_a_text_are_those_of_the_parser(whole: MarkdownIt, text: str) -> None:
    quick = markdown._PARSER.parse(text, {})  # noqa: SLF001
    assert [token.as_dict() for token in quick] == [token.as_dict() for token in whole.parse(text, {})]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("**It ends.** Then\nwait", ["text", "strong_open", "text", "strong_close", "text", "softbreak", "text"]),
        ("> [!faq] is a name\n\n[!faq]: b.md", ["link_open", "text", "link_close", "text"]),
        ("[!faq](b.md) it", ["link_open", "text", "link_close", "text"]),
    ],
)
def test_a_text_has_labels_and_links(text: str, kinds: list[str]) -> None:
    found = next(token for token in markdown._PARSER.parse(text, {}) if token.type == "inline")  # noqa: SLF001
    assert [token.type for token in found.children or ()][: len(kinds)] == kinds


_SAID = st.sampled_from(
    [
        "800 555 0142",
        "1-800-FLOWERS",
        "5",
        "five ",
        "oh one ",
        "due ",
        "fünf ",
        "IX ",
        "X. V ",
        "二",
        "오",
        "a",
        ". ",
        "\n",
    ]
)


@given(st.lists(st.lists(_SAID, max_size=12).map("".join), max_size=4))
def test_no_text_with_a_number_is_left_out(texts: list[str]) -> None:
    likely = phone_numbers.likely(Joined(texts), Words(text.casefold() for text in texts))
    assert {number for number, text in enumerate(texts) if phone_numbers.find(text)} <= likely


def test_few_texts_are_looked_at_for_a_number() -> None:
    texts = ["Call 800 555 0142.", "Press **Cancel**.", "It costs 5.", "one two three four five", "III. IV"]
    assert phone_numbers.likely(Joined(texts), Words(texts)) == {0, 3, 4}


def test_texts_put_together_are_told_apart() -> None:
    joined = Joined(["a pin", "", "no", "pin"])
    assert joined.number(joined.text.index("no")) == 2


@pytest.mark.parametrize("before", ["", "x", "7", "-", " "])
def test_what_is_no_number_is_seen_behind_anything(before: str) -> None:
    whole = re.compile("|".join(form for form, _ in phone_numbers.NO_NUMBERS.values()), re.IGNORECASE)
    for _, example in phone_numbers.NO_NUMBERS.values():
        text = f"{before}{example}"
        assert [found.span() for found in re.finditer(phone_numbers._OTHER, text)] == [  # noqa: SLF001
            found.span() for found in whole.finditer(text)
        ], text
