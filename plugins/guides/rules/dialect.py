"""Markdown as GitHub shows it, which this site prints raw or flat: written by habit, seen by nobody before readers.

This site's pages are made by Python-Markdown, whose lists are older than CommonMark. What
reads well in a host's preview and not here is told, with what reads well in both.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from markdown_it.token import Token

from guides.diagnostics import Diagnostic, Rule
from guides.diagnostics.rule import TEXT
from guides.rules.context import Checker, Subject
from guides.source.frontmatter import Position
from guides.source.markdown import Body
from guides.source.odd_lines import CONFLICT, is_conflict_mark
from guides.source.words import has_any

_INDENT = 4
"""The spaces by which Python-Markdown knows that something belongs to a list's item."""
_QUOTE = re.compile(r"(?:[ ]{0,3}>[ ]?)*")
_FENCE_END = re.compile(r"[ ]{0,3}(`{3,}|~{3,})[ \t]*")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)", re.DOTALL)
_TARGET = re.compile(r"\((?<=\]\()[^()\s]*\)|<https?:[^<>\s]*>")
_REFERENCE = re.compile(r"(?<![\]\w])\[[^\[\]\n]+\]\[[^\[\]\n]*\]")
_BACKTICK = re.compile(r"(?<!\\)`")
_BULLET = re.compile(r"^(?:[•·▪◦‣–☐☑✓✔→➔►]\s*|-|[a-z]\)[ ])(?=[^\W\d_])", re.MULTILINE)
_ANGLE = re.compile(r"\[[^\[\]\n]+\]<https?:[^<>\s]*>")
_TABS = re.compile(r"^[^\t\n]+\t[^\n]*\S", re.MULTILINE)
_ROW = re.compile(r"^\|.*\|", re.MULTILINE)
_CELLS = re.compile(r"(?<!\\)\|")
_TASK = re.compile(r"\[[ xX]\][ ]")
_BARE = re.compile(r"https?://\S+|(?<![\w@./-])www\.[\w-]+\.\w\S*", re.IGNORECASE)
_ADDRESS_SIGNS = ("://", "www.")
_LISTS = frozenset({"bullet_list_open", "ordered_list_open"})
_BLOCKS = _LISTS | {"paragraph_open", "fence", "blockquote_open", "table_open", "code_block"}


@dataclass(frozen=True, slots=True)
class _Habit:
    """Something of another dialect: how it looks, what it is called, and what to write instead.

    `sign` stands in it always: a look for that spares most texts the rest.
    """

    sign: str
    form: re.Pattern[str]
    name: str
    fix: str
    where: str = " elsewhere"


_HABITS = (
    _Habit(
        "~~", re.compile(r"~~(?=\S)[^~\n]+~~"), "struck text", "Leave the old words out, or say in words what changed."
    ),
    _Habit("[^", re.compile(r"\[\^[\w-]+\]"), "a footnote", "Put the sentence where it belongs, or in brackets."),
    _Habit(":", re.compile(r":(?<![\w:]:)[a-z][a-z0-9_+-]+:(?![\w:])"), "an emoji’s name", "Leave it out."),
    _Habit("[[", re.compile(r"\[\[[^\[\]\n]+\]\](?!\()"), "a wiki’s link", "Write [text](address)."),
    _Habit(
        ")[",
        re.compile(r"\([^()\n]+\)\[(?:https?:|www\.|[./#]|[\w-]+\.)[^\]\n]*\](?!\()"),
        "a link with its brackets exchanged",
        "Write [text](address).",
        "",
    ),
    _Habit(
        "] (",
        re.compile(r"\[[^\[\]\n]+\][ ]\((?:https?:|www\.|\.\.?/|#|[\w/-]+\.md)[^()\n]*\)"),
        "a link with a space between its brackets",
        "Write [text](address).",
        "",
    ),
    _Habit(
        "](",
        re.compile(r"\[[^\[\]\n]+\]\((?:https?:|www\.|\.\.?/|#)[^()\s]*(?=[^()\n]*$)", re.MULTILINE),
        "a link that is never closed",
        "Put `)` behind the address.",
        "",
    ),
    _Habit(
        "[http",
        re.compile(r"\[https?:[^\]\s]+\]\((?!https?:)[^()\n]*\)"),
        "a link with its text and its address exchanged",
        "Write [text](address).",
        "",
    ),
    _Habit("==", re.compile(r"==(?=[^\s=])[^=\n]+(?<=\S)=="), "highlighted text", "Write it in **bold**."),
    _Habit(
        "{",
        re.compile(r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}"),
        "the mark of a template",
        "Leave it out. To show it, put it in backticks.",
    ),
    _Habit(
        "++", re.compile(r"\+\+(?=[^\s+])[^+\n]+(?<=\S)\+\+"), "underlined text", "Write it in **bold**, or plainly."
    ),
    _Habit("^", re.compile(r"(?<=\w)\^[^\s^]{1,10}\^"), "a raised sign", "Write it plainly."),
    _Habit("~", re.compile(r"(?<=\w)~[^\s~]{1,10}~(?=\w)"), "a lowered sign", "Write it plainly."),
    _Habit(
        "[TOC]",
        re.compile(r"^\[TOC\]$", re.MULTILINE),
        "a list of headings",
        "Leave it out: the page has one.",
    ),
    _Habit(
        "[/",
        re.compile(r"\[(b|i|u|url|img|quote)\b[^\[\]]*\][^\n]*?\[/\1\]"),
        "a forum’s markup",
        "Write **bold**, or [text](address).",
    ),
    _Habit(
        "\\",
        re.compile(r"\\(?:textbf|textit|emph|section|newpage|href)\b(?:\{[^{}\n]*\})?"),
        "a command of LaTeX",
        "Leave it out.",
    ),
    _Habit("\\\n", re.compile(r"\\(?=\n)"), "a line break by a backslash", "Begin a new paragraph."),
)


LIST_FORM = Rule(
    "list-form",
    TEXT,
    "A list begins after an empty line, with `-` or `1.`, and what belongs to an item is indented by four spaces.",
    bad="Do this:\n- Log in",
    good="Do this:\n\n- Log in",
)
TABLE_FORM = Rule(
    "table-form",
    TEXT,
    "A table begins after an empty line.",
    bad="The plans are these\n| Plan | Price |\n|---|---|\n| Basic | 5 |",
    good="The plans are these\n\n| Plan | Price |\n|---|---|\n| Basic | 5 |",
)
FENCE_OPEN = Rule(
    "fence-open",
    TEXT,
    "A block of code is closed.",
    bad="```\nDear company,",
    good="```\nDear company,\n```",
)
DATA_IN_TEXT = Rule(
    "data-in-text",
    TEXT,
    "Data stand between the first two `---` of the file, and nowhere else.",
    bad="Text.\n\n---\ntitle: Films\n---",
    good="Text.",
)
BARE_ADDRESS = Rule(
    "bare-address",
    TEXT,
    "An address is written as a link: `[text](address)`. Alone it leads nowhere.",
    bad="Go to https://films.example/account.",
    good="Go to [your account](https://films.example/account).",
)
OTHER_DIALECT = Rule(
    "other-dialect",
    TEXT,
    "Markdown that GitHub understands and this site does not is not printed on a page: struck text, footnotes, "
    "names of emoji, a wiki’s links, line breaks by a backslash.",
    bad="It costs ~~10~~ 12.",
    good="It costs 12.",
)
MERGE_CONFLICT = Rule(
    "merge-conflict",
    TEXT,
    "A file is one version: git’s marks between two are gone.",
    bad="<<<<<<< HEAD",
    good="One of the two versions",
)


def _own_words(content: str) -> str:
    """Give a text with blanks in place of code and of the addresses in links."""
    for sign, form in (("`", _CODE), ("(", _TARGET), ("<", _TARGET)):
        if sign in content:
            content = form.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), content)
    return content


def _place(subject: Subject, line: int, content: str, offset: int, needle: str) -> Position:
    """Find what stands at an offset of a text that begins on a line of the file."""
    return subject.body.find(line + content.count("\n", 0, offset), needle.partition("\n")[0])


def habits(subject: Subject) -> Iterator[Diagnostic]:
    """What only another dialect understands would be printed as it stands."""
    habits_here = [habit for habit in _HABITS if habit.sign in subject.document.body]
    for inline in subject.body.inlines:
        likely = [habit for habit in habits_here if habit.sign in inline.token.content]
        content = _own_words(inline.token.content) if likely else ""
        for habit in likely:
            for match in habit.form.finditer(content):
                position = _place(subject, inline.line, content, match.start(), match.group())
                message = f"`{match.group()}` is {habit.name}{habit.where}; here it would be printed as it stands."
                yield OTHER_DIALECT.at(subject.document, position, message, habit.fix)
    for definition in subject.body.definitions:
        line = subject.document.lines[definition.position.line - 1]
        if line.lstrip("> ").startswith("[^"):
            message = "A footnote’s text would not be printed at all."
            fix = "Put the sentence where it belongs, or in brackets."
            yield OTHER_DIALECT.at(subject.document, Position(definition.position.line, 1), message, fix)


def loose_ends(subject: Subject) -> Iterator[Diagnostic]:
    """Code that nothing closes, and links that lead nowhere, would be printed as they stand."""
    for inline in subject.body.inlines:
        if "`" not in inline.token.content and "[" not in inline.token.content:
            continue
        content = _own_words(inline.token.content)
        if open_code := _BACKTICK.search(content):
            position = _place(subject, inline.line, content, open_code.start(), "`")
            message = "A backtick opens code that nothing closes: it would be printed."
            yield OTHER_DIALECT.at(subject.document, position, message, "Put one behind the code, too, or none.")
        for match in _ANGLE.finditer(inline.token.content) if "]<" in inline.token.content else ():
            position = _place(subject, inline.line, inline.token.content, match.start(), match.group())
            message = f"`{match.group()}` is a link with the wrong brackets around its address."
            yield OTHER_DIALECT.at(subject.document, position, message, "Write [text](address).")
        for child in inline.token.children or ():
            for match in _REFERENCE.finditer(child.content) if "][" in child.content and child.type == "text" else ():
                reach = inline.token.content.count("\n") + 1
                position = subject.body.find(inline.line, match.group(), reach=reach)
                message = f"`{match.group()}` is a link whose address stands nowhere; it would be printed as it stands."
                fix = "Write [text](address), with the address itself."
                yield OTHER_DIALECT.at(subject.document, position, message, fix)


def bare_addresses(subject: Subject) -> Iterator[Diagnostic]:
    """An address is a link only when it is written as one."""
    for inline in subject.body.inlines:
        if not has_any(inline.token.content.lower(), _ADDRESS_SIGNS):
            continue
        depth = 0
        for child in inline.token.children or ():
            depth += {"link_open": 1, "link_close": -1}.get(child.type, 0)
            if child.type != "text" or depth:
                continue
            for match in _BARE.finditer(child.content):
                url = match.group().rstrip(".,;:!?)*_")
                position = subject.body.find(inline.line, url, reach=inline.token.content.count("\n") + 1)
                address = url if url.lower().startswith("http") else f"https://{url}"
                message = f"`{url}` would be printed, and lead nowhere: an address alone is no link here."
                yield BARE_ADDRESS.at(subject.document, position, message, f"Write [what is there]({address}).")


class _Block(NamedTuple):
    """A block of the text inside of lists: how deep in them, and the block before it."""

    token: Token
    depth: int
    before: Token | None
    is_first: bool


def _blocks(body: Body, wanted: Collection[str]) -> Iterator[_Block]:
    """Give the blocks in order, with the depth of lists around each; a quotation begins anew.

    None where no block is of a kind that is wanted, as in most texts.
    """
    if not any(token.type in wanted for token in body.tokens):
        return
    depths = [0]
    opened: list[Token] = []
    before: Token | None = None
    last_closed: dict[int, Token] = {}
    for token in body.tokens:
        if token.nesting >= 0 and token.type in _BLOCKS:
            previous = last_closed.get(token.level)
            is_first = before is not None and before.type == "list_item_open"
            yield _Block(token, depths[-1], previous, is_first)
        if token.nesting == 1:
            opened.append(token)
            last_closed.pop(token.level + 1, None)
            if token.type in _LISTS:
                depths[-1] += 1
            elif token.type == "blockquote_open":
                depths.append(0)
        elif token.nesting == -1:
            start = opened.pop()
            last_closed[token.level] = start
            if start.type in _LISTS:
                depths[-1] -= 1
            elif start.type == "blockquote_open":
                depths.pop()
        before = token


def _column(body: Body, token: Token) -> int:
    """Give how far a block is indented, not counting the marks of quotations around it."""
    line = body.lines[token.map[0]] if token.map else ""
    mark = _QUOTE.match(line)
    rest = line[mark.end() :] if mark else line
    return len(rest.expandtabs(_INDENT)) - len(rest.expandtabs(_INDENT).lstrip())


def _is_right_below(block: _Block) -> bool:
    """Whether a block begins on the line after a paragraph's last one."""
    before, token = block.before, block.token
    is_text = before is not None and before.type == "paragraph_open" and not before.hidden
    return bool(is_text and before and before.map and token.map and before.map[1] == token.map[0])


def _is_title(body: Body, token: Token | None) -> bool:
    """Whether a paragraph is only the title of a box."""
    return bool(
        token and token.map and re.match(r"[> ]*\[!", body.lines[token.map[0]]) and token.map[1] == token.map[0] + 1
    )


def lists(subject: Subject) -> Iterator[Diagnostic]:
    """A list begins after an empty line, with `-` or `1.`, and what belongs to an item is indented by four spaces."""
    body = subject.body
    for block in _blocks(body, _LISTS):
        token = block.token
        position = body.position(token)
        if token.type in _LISTS:
            if token.type == "ordered_list_open" and token.markup == ")":
                yield LIST_FORM.at(subject.document, position, "`1)` begins no list here.", "Write `1.`.")
            if _is_right_below(block) and not _is_title(body, block.before):
                message = "A list right below a line of text is no list here: it would run on in the same line."
                yield LIST_FORM.at(subject.document, position, message, "Put an empty line above it.")
        if block.depth and not (block.is_first and token.type not in _LISTS) and not token.hidden:
            needed = _INDENT * block.depth
            if (column := _column(body, token)) < needed:
                what = "A list in a list" if token.type in _LISTS else "What belongs to an item of a list"
                message = f"{what} is indented by {column} spaces here, and would stand beside the item, not in it."
                yield LIST_FORM.at(subject.document, position, message, f"Indent it by {needed} spaces.")
    for inline in body.inlines:
        if len(marks := _BULLET.findall(inline.token.content)) > 1 or (marks and marks[0] != "-"):
            match = _BULLET.search(inline.token.content)
            position = _place(subject, inline.line, inline.token.content, match.start() if match else 0, marks[0])
            message = f"`{marks[0].strip()}` begins no item of a list here: the lines would run together."
            yield LIST_FORM.at(subject.document, position, message, "Begin each item with `- `, hyphen and space.")
        if inline.token.level > 1 and _TASK.match(inline.token.content):
            message = "A list to tick off shows no boxes here: the brackets would be printed."
            yield LIST_FORM.at(subject.document, body.find(inline.line, "["), message, "Leave the brackets out.")


def tables(subject: Subject) -> Iterator[Diagnostic]:
    """A table begins after an empty line."""
    for block in _blocks(subject.body, {"table_open"}):
        if block.token.type == "table_open" and _is_right_below(block) and not _is_title(subject.body, block.before):
            message = "A table right below a line of text is no table here: its bars would be printed."
            position = subject.body.position(block.token)
            yield TABLE_FORM.at(subject.document, position, message, "Put an empty line above it.")


def rows(subject: Subject) -> Iterator[Diagnostic]:
    """Lines with bars are a table, and no row has more cells than the head: what is over is not printed."""
    for inline in subject.body.inlines:
        content = inline.token.content
        if "|" in content and len(_ROW.findall(content)) > 1:
            message = "These lines with bars are no table here: the bars would be printed."
            fix = "Put `|---|---|` below the first line, with one `---` for each of its cells."
            position = subject.body.find(inline.line, "|", reach=content.count("\n") + 1)
            yield TABLE_FORM.at(subject.document, position, message, fix)
        elif "\t" in content and len(_TABS.findall(content)) > 1:
            message = "Columns by tabs are no table here: the lines would run together."
            fix = "Write `| a | b |` in each line, and `|---|---|` below the first."
            yield TABLE_FORM.at(subject.document, subject.body.find(inline.line), message, fix)
    for token in subject.body.tokens:
        if token.type != "table_open" or not token.map:
            continue
        numbers = range(token.map[0], token.map[1])
        lines = (_CODE.sub("", subject.body.lines[number]).strip("> \t").strip("|") for number in numbers)
        cells = [len(_CELLS.split(line)) for line in lines]
        for number, count in zip(numbers, cells, strict=True):
            if count > cells[0]:
                message = f"The row has {count} cells and the head {cells[0]}: what is over would not be printed."
                fix = "Give the head as many. A bar inside of a cell is written `\\|`."
                position = Position(subject.document.body_line + number, 1)
                yield TABLE_FORM.at(subject.document, position, message, fix)


INDENTED = Rule(
    "indented-text",
    TEXT,
    "A paragraph begins at the left margin: four spaces before it make it a block of code.",
    bad="Before it.\n\n    Your patterns stay.",
    good="Before it.\n\nYour patterns stay.",
)


def indented(subject: Subject) -> Iterator[Diagnostic]:
    """Nobody means a block of code by four spaces; who wants one writes a fence."""
    for token in subject.body.tokens:
        if token.type == "code_block" and token.level == 0:
            message = "The four spaces make a block of code of this line: it would not be read as text."
            fix = "Delete the spaces. For a block of code, put a line with ``` above it and below it."
            yield INDENTED.at(subject.document, subject.body.position(token), message, fix)


def fences(subject: Subject) -> Iterator[Diagnostic]:
    """A block of code is closed: what follows would be printed as code, or not at all."""
    for token in subject.body.tokens:
        if token.type != "fence" or not token.map:
            continue
        last = subject.body.lines[min(token.map[1], len(subject.body.lines)) - 1]
        mark = _QUOTE.match(last)
        end = _FENCE_END.fullmatch(last[mark.end() :].lstrip() if mark else last)
        is_closed = token.map[1] - token.map[0] > 1 and end is not None and end.group(1).startswith(token.markup)
        if not is_closed:
            message = f"{token.markup} opens a block of code that nothing closes."
            fix = f"Put a line with {token.markup} below the code."
            yield FENCE_OPEN.at(subject.document, subject.body.position(token), message, fix)


def data_below(subject: Subject) -> Iterator[Diagnostic]:
    """Data stand between the file's first two `---`; more of them in the text would be printed as a heading."""
    tokens = subject.body.tokens
    for rule, heading in pairwise(tokens):
        is_rule = rule.type == "hr" and rule.map and set(rule.markup) == {"-"}
        if is_rule and heading.type == "heading_open" and heading.markup == "-" and heading.map and rule.map:
            message = "These lines look like data, but the data have ended: they would be printed as a heading."
            fix = "Move them up between the first two `---`, or remove them."
            yield DATA_IN_TEXT.at(subject.document, subject.body.position(rule), message, fix)


def conflicts(subject: Subject) -> Iterator[Diagnostic]:
    """Two versions that git could not put together are settled before they are published."""
    for number in range(subject.document.body_line, len(subject.document.lines) + 1):
        # A row of equals signs alone may underline a heading.
        line = subject.document.lines[number - 1]
        if is_conflict_mark(line) and not line.startswith("="):
            yield MERGE_CONFLICT.at(subject.document, Position(number, 1), *CONFLICT)


CHECKERS: tuple[Checker, ...] = (
    *(conflicts, habits, loose_ends, bare_addresses, lists, tables),
    *(rows, indented, fences, data_below),
)
