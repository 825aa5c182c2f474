"""Rules about the stylesheets, scripts and fonts that pages use: readers fetch nothing from anybody else."""

import re
from collections.abc import Iterator
from pathlib import Path

from guides.diagnostics import Diagnostic, Position, Rule
from guides.diagnostics.rule import FILE
from guides.rules.context import Context
from guides.rules.lib import phone_numbers
from guides.rules.lib.phone_numbers import PHONE_UNDECLARED
from guides.source.frontmatter import FILE_SIZE
from guides.source.limits import MAX_BYTES
from guides.source.positions import Lines

_AWAY = r"(?:[a-z][a-z0-9+.-]*:)?(?:\\*/|\\){2}"
_COMMENTS = r"giscus\.app/client\.js"
"""What a publisher may switch on."""
_CONTENT = re.compile(r"content\s*:([^;}]*)", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FORMS = {
    ".css": re.compile(
        rf"@import[^;\n]*|url\(\s*[\"']?\s*{_AWAY}[^)\n]*|(?:image-set|src)\(\s*[\"']\s*{_AWAY}[^)\n]*"
        r"|expression\s*\(|-moz-binding|(?<![\w-])behavior\s*:",
        re.IGNORECASE,
    ),
    ".js": re.compile(
        rf"(?:from|import)\s*\(?\s*[\"'`]\s*{_AWAY}[^\"'`\n]*|importScripts\s*\(|(?<![\w.])eval\s*\("
        r"|(?:\b(?:fetch|open|assign|replace)\s*\(|\b(?:src|href|action|location)\s*=)\s*[\"'`]"
        rf"(?:https?:)?//(?!{_COMMENTS})\w[^\"'`\n]*|set(?:Timeout|Interval)\s*\(\s*[\"'`]"
        r"|(?<![\w.])Function\s*\(|document\s*\.\s*write|serviceWorker|sendBeacon|\b(?:WebSocket|EventSource|XMLHttpRequest)\b"
    ),
}
_ESCAPE = re.compile(r"\\(?:(\\)|([0-9a-f]{1,6})\s?)", re.IGNORECASE)
_FONT = b"wOF2"
_MOST_BYTES = 20 * MAX_BYTES
_SHOWN = 60


ASSET_REMOTE = Rule(
    "asset-remote",
    FILE,
    "A stylesheet, a script or a font is whole by itself: it loads nothing from another site, and runs no text.",
    bad='docs/assets/stylesheets/site.css with `@import "https://fonts.example/a.css"`',
    good="docs/assets/stylesheets/site.css with rules only",
)


def _unescaped(text: str) -> str:
    """Read through escapes, which may spell a word of a stylesheet in numbers; every line stays where it is."""
    plain = _ESCAPE.sub(lambda match: match[1] or chr(min(int(match[2], 16), 0x10FFFF)).replace("\n", " "), text)
    return _COMMENT.sub(lambda match: "\n" * match.group().count("\n"), plain)


def _in_text(raw: bytes, path: str, form: re.Pattern[str]) -> Iterator[Diagnostic]:
    text = raw.decode("utf-8", "replace")
    lines = Lines(path, tuple(text.split("\n")))
    plain = _unescaped(text) if path.endswith(".css") else text
    for match in form.finditer(plain):
        position = Position(
            plain.count("\n", 0, match.start()) + 1, match.start() - plain.rfind("\n", 0, match.start())
        )
        message = f"`{' '.join(match.group().split())[:_SHOWN]}` loads something from elsewhere, or runs a text."
        yield ASSET_REMOTE.at(lines, position, message, "Put what is needed into docs/assets/, and name it from there.")
    for match in _CONTENT.finditer(plain) if path.endswith(".css") else ():
        for number in phone_numbers.find(match[1]):
            message = f"The stylesheet prints “{number.written}”, which looks like a phone number."
            fix = "Take it out; numbers stand in a guide’s data, with their source."
            yield PHONE_UNDECLARED.at(lines, Position(plain.count("\n", 0, match.start()) + 1, 1), message, fix)


def files(docs: Path, root: str, context: Context) -> Iterator[Diagnostic]:
    """Look into the stylesheets, scripts and fonts of the site, whether a page uses them or not."""
    for uri in sorted(context.files):
        if not uri.startswith("assets/"):
            continue
        form = next((form for ending, form in _FORMS.items() if uri.endswith(ending)), None)
        if form is None and not uri.endswith(".woff2"):
            continue
        with (docs / uri).open("rb") as file:
            raw = file.read(_MOST_BYTES + 1)
        if len(raw) > _MOST_BYTES:
            message = f"The file has more than {_MOST_BYTES:,} bytes, which nobody checks and no reader waits for."
            yield FILE_SIZE.in_file(f"{root}{uri}", message, "Make it smaller.")
        elif form is not None:
            yield from _in_text(raw, f"{root}{uri}", form)
        elif not raw.startswith(_FONT):
            yield ASSET_REMOTE.in_file(f"{root}{uri}", "The file is not a font of the kind `.woff2`.", "Remove it.")
