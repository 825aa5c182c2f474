"""Rules about the text of a guide."""

import re
from collections.abc import Iterator

from guides.diagnostics import Diagnostic, Position, Rule
from guides.diagnostics.rule import TEXT
from guides.rules.context import Checker, Subject
from guides.source.lists import LINE
from guides.source.markdown import CALLOUTS
from guides.source.raw import merchant_key
from guides.source.schema_errors import did_you_mean
from guides.source.words import has_any

_ALLOWED_HTML = re.compile(r"</?kbd>|<br ?/?>", re.IGNORECASE)
_FIRST_TAG = re.compile(r"<(?!!-- guides:)[^<>\n]{1,60}>")
_LEFT_OVER = re.compile(r"(?:^|(?<=\n))[ \t]*(!{2,4}(?=[\w ])|\?{3,}\+?|/{3,}|:{3,}|\[!(?!\[))")
_WITHOUT_SIGN = re.compile(
    rf"(?!\[!)[*_]{{0,2}}[\[({{]!?({'|'.join(CALLOUTS)})!?[\])}}][*_]{{0,2}}(?=[-+]?(?:[ ]|$))", re.IGNORECASE
)
_LEFT_OVER_BEGINS = ("!!", "??", "//", "::", "[!")
_ATTRIBUTES = re.compile(r"\{:?[ \t]*(?:[#.][\w-]|[\w-]+[ \t]*=)[^{}\n]*\}")
_FIRST_LEVEL = 2
"""The level of a section: the first belongs to the page’s title."""


HEADING_TITLE = Rule(
    "heading-title",
    TEXT,
    "Sections start at `##`; the page’s title comes from the data.",
    bad="# Good to know",
    good="## Good to know",
)
HEADING_ORDER = Rule(
    "heading-order",
    TEXT,
    "Headings leave no level out, because screen readers navigate by them.",
    bad="## Questions\n\n#### Prices",
    good="## Questions\n\n### Prices",
)
HEADING_EMPTY = Rule(
    "heading-empty",
    TEXT,
    "A heading has a text.",
    bad="##",
    good="## Good to know",
)


def headings(subject: Subject) -> Iterator[Diagnostic]:
    """The page has its title already; sections start at `##` and leave no level out."""
    level = 1
    for heading in subject.body.headings():
        if heading.level < _FIRST_LEVEL:
            message = f"“{heading.text}” is a first-level heading; the page's title comes from the front matter."
            is_title = heading.text.strip() == subject.document.data.get("title")
            fix = "Remove the line: the page has its title." if is_title else f"Write `## {heading.text}`."
            yield HEADING_TITLE.at(subject.document, heading.position, message, fix)
        elif heading.level > level + 1:
            message = f"“{heading.text}” is a heading of level {heading.level} under one of level {level}."
            yield HEADING_ORDER.at(
                subject.document, heading.position, message, f"Write `{'#' * (level + 1)} {heading.text}`."
            )
        if not heading.text.strip():
            yield HEADING_EMPTY.at(
                subject.document, heading.position, "The heading has no text.", "Write one, or remove the line."
            )
        level = max(heading.level, 1)


RAW_HTML = Rule(
    "raw-html",
    TEXT,
    "A guide is Markdown; of HTML only `<kbd>` and `<br>` are let through.",
    bad="Press <b>Cancel</b>.",
    good="Press **Cancel**.",
)


def _asks_for_lists(subject: Subject, content: str) -> bool:
    """Whether a piece of HTML is only the mark of a list, in a page that may have one."""
    is_guide = merchant_key(subject.document.data) in subject.document.data
    return not is_guide and all(LINE.fullmatch(line.strip()) for line in content.strip().splitlines())


def raw_html(subject: Subject) -> Iterator[Diagnostic]:
    """HTML in a guide could carry anything; Markdown says what a guide needs to say."""
    fix = "Write it in Markdown, or put it in backticks to show it. Only <kbd> and <br> are allowed."
    for token in subject.body.tokens:
        if token.type == "html_block" and not _asks_for_lists(subject, token.content):
            content = token.content.strip() or "<"
            tag = _FIRST_TAG.search(content)
            start = tag.group() if tag else content.splitlines()[0][:60]
            yield RAW_HTML.at(subject.document, subject.body.position(token, start), f"`{start}` is raw HTML.", fix)
    opened: set[str] = set()
    for inline in subject.body.inlines:
        for child in inline.token.children or ():
            if child.type == "html_inline" and not _ALLOWED_HTML.fullmatch(child.content):
                name = child.content.strip("</> ").partition(" ")[0].lower()
                if child.content.startswith("</") and name in opened:
                    continue  # told where it is opened
                opened.add(name)
                reach = inline.token.content.count("\n") + 1
                position = subject.body.find(inline.line, child.content.splitlines()[0], reach=reach)
                yield RAW_HTML.at(subject.document, position, f"`{child.content}` is raw HTML.", fix)


CALLOUT_KIND = Rule(
    "callout-kind",
    TEXT,
    "A box is of a kind that exists.",
    bad="> [!info] Prices\n> They change.",
    good="> [!note] Prices\n> They change.",
)
CALLOUT_EMPTY = Rule(
    "callout-empty",
    TEXT,
    "A box has a text below its title.",
    bad="> [!faq]- How long does it take?",
    good="> [!faq]- How long does it take?\n> A day.",
)
CALLOUT_TITLE = Rule(
    "callout-title",
    TEXT,
    "A question box has its question as the title.",
    bad="> [!faq]-\n> A day.",
    good="> [!faq]- How long does it take?\n> A day.",
)


def callouts(subject: Subject) -> Iterator[Diagnostic]:
    """A box needs a kind that exists and a text."""
    for callout in subject.body.callouts():
        if callout.kind not in CALLOUTS:
            near = did_you_mean(callout.kind, CALLOUTS)
            fix = f"Did you mean `{near}`? " if near else ""
            message = f"`{callout.kind}` is not a kind of box."
            yield CALLOUT_KIND.at(subject.document, callout.position, message, f"{fix}It takes: {', '.join(CALLOUTS)}.")
        if callout.is_empty:
            message = f"The box “{callout.title or callout.kind}” has a title and no text."
            fix = "Write the text on the lines below, each starting with `>` (or indented by four spaces under `!!!`)."
            yield CALLOUT_EMPTY.at(subject.document, callout.position, message, fix)
        elif callout.kind == "faq" and not callout.title:
            message = "The question is missing."
            yield CALLOUT_TITLE.at(
                subject.document,
                callout.position,
                message,
                "Write it behind the mark: `> [!faq]- How long does it take?`",
            )


LEFT_OVER_SYNTAX = Rule(
    "left-over-syntax",
    TEXT,
    "Markup that nothing understands (`!!!`, `???`, `///`, `[!`) is not printed on a page.",
    bad="/// faq\nHow long does it take?\n///",
    good="> [!faq]- How long does it take?\n> A day.",
)


def left_over_syntax(subject: Subject) -> Iterator[Diagnostic]:
    """Markup that nothing understands would be printed on the page."""
    for inline in subject.body.inlines:
        content = inline.token.content
        if inline.token.level > 1 and (kind := _WITHOUT_SIGN.match(content)):
            message = f"`{kind.group()}` begins no box."
            position = subject.body.find(inline.line, kind.group())
            yield LEFT_OVER_SYNTAX.at(subject.document, position, message, f"Write `[!{kind.group(1).lower()}]`.")
        if not has_any(content, _LEFT_OVER_BEGINS):
            continue
        # A callout's own mark is understood; what is left is the text below it.
        start = content.find("\n") if re.match(r"\[!\w+\]", content) and inline.token.level > 1 else 0
        for match in _LEFT_OVER.finditer(content, max(start, 0)) if start >= 0 else ():
            line = inline.line + content.count("\n", 0, match.start(1))
            position = subject.body.find(line, match.group(1))
            message = f"`{match.group(1)}` starts a box that is not written as one, and would be printed on the page."
            fix = (
                "Write `> [!faq]- Question` with the answer on lines that start with `>`, or "
                '`!!! faq "Question"` with the answer indented by four spaces.'
            )
            yield LEFT_OVER_SYNTAX.at(subject.document, position, message, fix)


ATTRIBUTE_LIST = Rule(
    "attribute-list",
    TEXT,
    "Elements get no attributes of their own; `{…}` could carry styles and scripts.",
    bad="Press **Cancel**{ .big }.",
    good="Press **Cancel**.",
)


def attributes(subject: Subject) -> Iterator[Diagnostic]:
    """Attribute lists could add styles and scripts to an element; guides need none."""
    for inline in subject.body.inlines:
        if "{" not in inline.token.content:
            continue
        texts = [child.content for child in inline.token.children or () if child.type == "text"]
        for text in texts:
            for match in _ATTRIBUTES.finditer(text):
                position = subject.body.find(inline.line, match.group(), reach=inline.token.content.count("\n") + 1)
                message = f"`{match.group()}` gives an element attributes of its own."
                yield ATTRIBUTE_LIST.at(
                    subject.document,
                    position,
                    message,
                    "Remove it: the look comes from the stylesheet. To show braces, put them in backticks.",
                )


UNREADABLE = Rule(
    "text-unreadable",
    TEXT,
    "A page can be made of the text: nothing in it is nested beyond measure.",
    bad="A line of six hundred `-`, each a list in the one before",
    good="A list of six points",
)


def convertible(subject: Subject) -> Iterator[Diagnostic]:
    """What passes here, the build can make a page of."""
    if failure := subject.prose.made.failure:
        message = f"No page can be made of this text ({failure}): something in it is nested too deep or broken."
        fix = "Look for lists in lists, brackets and quotation marks `>` that stand too close together."
        yield UNREADABLE.at(subject.document, Position(subject.document.body_line, 1), message, fix)


CHECKERS: tuple[Checker, ...] = (convertible, headings, raw_html, callouts, left_over_syntax, attributes)
