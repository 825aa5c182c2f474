"""Mends in a file what is certain, and nothing else.

What is mended: tracking parameters in links and `http` links (the host stays the same), spaces
at the ends of lines where they mean nothing, the order of the lists in UNORDERED, and a missing
line break at the end. Every repair replaces characters where they stand; nothing is written
anew, so comments, order, line endings, byte order mark and indentation stay. The result is read
again, and thrown away unless it says the same.
"""

import difflib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt

from guides.rules.lib.tracking import tracking, without_tracking
from guides.source.folders import RECORDS
from guides.source.frontmatter import Document, FrontMatterError, Loc, decode, parse
from guides.source.limits import MAX_BYTES
from guides.source.markdown import Body


def replace(path: Path, content: bytes) -> None:
    """Put content in the place of a file at one stroke, with the permissions of the file that was there."""
    mode = path.stat().st_mode & 0o7777 if path.exists() else 0o644
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


UNORDERED = ("former_slugs",)
"""Lists whose order no reader ever sees. All others stay as they are: the first alias or domain is the one
that is shown, regions read in the order of their names, and keys tell a story in the order of the author."""

_CODE = frozenset({"fence", "code_block", "html_block"})
_BOM = b"\xef\xbb\xbf"
_BREAK = re.compile(r"(\r\n|\r|\n)")
_LINKED = re.compile(r"(?<=\]\()https?://[^\s()<>]+(?=\)|\s)|(?<=<)https?://[^\s<>]+(?=>)")
_URL_ENDS = r"(?![^\s)>\]\"'`|<])"


def cleaned(url: str) -> str:
    """Give an address over https and without parameters that only tell who sent the reader."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return url
    is_plain = port is None and "@" not in parts.netloc and re.search(r"\.[a-z]+$", host, re.IGNORECASE)
    if not is_plain:
        return url
    if url.startswith("http://"):
        url = f"https://{url.removeprefix('http://')}"
    return without_tracking(url) if tracking(url) else url


def _cleaned_text(text: str) -> str:
    """Clean a text that is an address, or the links in a text."""
    if text.startswith(("https://", "http://")) and not re.search(r"\s", text):
        return cleaned(text)
    return _LINKED.sub(lambda match: cleaned(match.group()), text)


def _leaves(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, (*loc, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*loc, key))


def _expected(value: Any, loc: Loc = ()) -> Any:  # noqa: ANN401 - data of any shape
    """Give what data must say after the repairs; white space in texts is folded, as the model does."""
    if isinstance(value, str):
        return " ".join(_cleaned_text(value).split())
    if isinstance(value, dict):
        return {key: _expected(item, (*loc, key)) for key, item in value.items()}
    if isinstance(value, list):
        items = [_expected(item, (*loc, index)) for index, item in enumerate(value)]
        is_free = len(loc) == 1 and loc[0] in UNORDERED and all(isinstance(item, str) for item in items)
        return sorted(items) if is_free else items
    return value


def _written(line: str, column: int, value: str) -> str | None:
    """Give a value as it is written at a column, with its quotes, if it stands there whole."""
    rest = line[column - 1 :]
    return next((form for form in (f'"{value}"', f"'{value}'", value) if rest.startswith(form)), None)


def _clean_data(document: Document, lines: list[str]) -> None:
    # From the end of a line to its start, so that the columns of what comes first stay true.
    for loc, value in sorted(_leaves(document.data), key=lambda leaf: _place(document, leaf[0]), reverse=True):
        new = _cleaned_text(value)
        line, column = _place(document, loc)
        if new != value and (old := _written(lines[line - 1], column, value)):
            before, after = lines[line - 1][: column - 1], lines[line - 1][column - 1 + len(old) :]
            lines[line - 1] = before + old.replace(value, new) + after


def _place(document: Document, loc: Loc) -> tuple[int, int]:
    position = document.locate(loc)
    return position.line, position.column


def _sort_lists(document: Document, lines: list[str]) -> None:
    for name in UNORDERED:
        items = document.data.get(name)
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            continue
        places = [_place(document, (name, index)) for index in range(len(items))]
        forms = [_written(lines[line - 1], column, item) for (line, column), item in zip(places, items, strict=True)]
        # A comment beside an item would be left behind.
        if None in forms or any("#" in lines[line - 1] for line, _ in places):
            continue
        pairs = sorted(zip(items, map(str, forms), strict=True))
        for (line, column), old, (_, new) in reversed(list(zip(places, map(str, forms), pairs, strict=True))):
            text = lines[line - 1]
            lines[line - 1] = text[: column - 1] + new + text[column - 1 + len(old) :]


def _clean_body(body: Body, lines: list[str]) -> None:
    """Clean links of the text, where as many addresses are written as links are read: code stays as it is."""
    for inline in body.inlines:
        links = [str(child.attrGet("href")) for child in inline.token.children or () if child.type == "link_open"]
        for url in set(links):
            new = cleaned(url)
            pattern = re.compile(re.escape(url) + _URL_ENDS)
            if new == url or len(pattern.findall(inline.token.content)) != links.count(url):
                continue
            for index in range(inline.line - 1, inline.line + inline.token.content.count("\n")):
                lines[index] = pattern.sub(lambda _, new=new: new, lines[index])  # type: ignore[misc]


def _strip_ends(body: Body, lines: list[str]) -> None:
    """Remove spaces at the ends of lines; two of them inside a paragraph are a line break, and stay."""
    start = body.document.body_line - 1
    for index in range(start):
        lines[index] = lines[index].rstrip(" \t")
    blocks = [token.map for token in body.tokens if token.type in _CODE and token.map]
    code = {start + line for first, end in blocks for line in range(first, end)}
    new = list(lines)
    for index in range(start, len(lines)):
        bare = lines[index].rstrip(" \t")
        is_break = lines[index].endswith("  ") and bare and "".join(lines[index + 1 : index + 2]).strip()
        if not is_break and index not in code:
            new[index] = bare
    # White space is the one thing here that could mean something to Markdown all the same.
    if new != lines and _html(lines[start:]) == _html(new[start:]):
        lines[:] = new


def _html(lines: list[str]) -> str:
    rendered: str = MarkdownIt("commonmark").enable("table").render("\n".join(lines))
    return rendered


def mended(raw: bytes) -> bytes:
    """Give the bytes of a file with what is certain mended; the same bytes when it cannot be read."""
    try:
        text = decode(raw, "")
        document = parse(text, "")
    except FrontMatterError:
        return raw
    parts = _BREAK.split(text)
    lines, ends = parts[0::2], [*parts[1::2], ""]
    _sort_lists(document, lines)
    _clean_data(document, lines)
    body = Body(document)
    _clean_body(body, lines)
    _strip_ends(body, lines)
    if lines[-1]:
        ends[-1] = ends[0]
    new = "".join(line + end for line, end in zip(lines, ends, strict=True))
    try:
        is_sound = _expected(parse(new, "").data) == _expected(document.data)
    except FrontMatterError:
        is_sound = False
    if not is_sound:
        return raw
    return (_BOM if raw.startswith(_BOM) else b"") + new.encode()


def _diff(path: Path, old: bytes, new: bytes) -> str:
    def lines(raw: bytes) -> list[str]:
        rows = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if rows[-1]:
            rows[-1] += " (no line break at the end)"
        # What reaches a terminal must not steer it.
        shown = [
            "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line) for line in rows
        ]
        return shown[:-1] if not rows[-1] else [*shown, "(no line break at the end)"]

    name = path.as_posix()
    return "\n".join(difflib.unified_diff(lines(old), lines(new), name, f"{name} (mended)", n=1, lineterm=""))


def candidates(docs: Path) -> list[str]:
    """List the pages with data, by their path below docs/."""
    return sorted(path.relative_to(docs).as_posix() for room in RECORDS for path in (docs / room).glob("*.md"))


def mend(path: Path) -> str:
    """Mend a file in its place; return what changed as a unified diff, or nothing."""
    if path.suffix != ".md" or path.is_symlink() or not path.is_file() or path.stat().st_size > MAX_BYTES:
        return ""
    old = path.read_bytes()
    new = mended(old)
    if new == old:
        return ""
    replace(path, new)
    return _diff(path, old, new)
