"""Reads robots.txt as RFC 9309 has it: the longest rule that fits wins, `*` and `$` are understood.

The standard library's parser takes the first rule that fits and reads `*` as a letter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

MOST_BYTES = 500 * 1024
"""How much of the file the RFC demands to be read."""
_LINE = re.compile(r"\s*([a-zA-Z-]+)\s*:\s*([^#]*)")
_SAFE = "/*$?=&;:@!'()+,~%-._[]"


@dataclass(frozen=True, slots=True)
class Robots:
    """What a host asks of us: rules as (path, whether it is open), and the seconds between two requests."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0

    def allows(self, url: str) -> bool:
        """Whether a page may be asked for; of rules that are equally long the open one wins."""
        parts = urlsplit(url)
        path = _same(parts.path or "/") + (f"?{_same(parts.query)}" if parts.query else "")
        fitting = [(len(rule), is_open) for rule, is_open in self.rules if _fits(rule, path)]
        return max(fitting, default=(0, True))[1]


OPEN = Robots()
CLOSED = Robots((("/", False),))


def _same(text: str) -> str:
    """Spell a path so that two spellings of one path compare equal."""
    return quote(unquote(text, errors="surrogateescape"), safe=_SAFE, errors="surrogateescape")


def _fits(rule: str, path: str) -> bool:
    """Match from the start of the path; piece by piece, which no rule can make slow."""
    is_whole = rule.endswith("$")
    first, *others = rule.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    for index, piece in enumerate(others):
        if is_whole and index == len(others) - 1:
            return len(path) - len(piece) >= place and path.endswith(piece)
        found = path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return not is_whole or place == len(path)


def _groups(text: str) -> Iterator[tuple[list[str], list[tuple[str, str]]]]:
    """Give each group: the robots that it names, and its lines."""
    names: list[str] = []
    lines: list[tuple[str, str]] = []
    for line in re.split(r"\r\n|\r|\n", text):
        if not (found := _LINE.match(line)):
            continue
        key, value = found[1].lower(), found[2].strip()
        if key == "user-agent":
            if lines:
                yield names, lines
                names, lines = [], []
            names.append(value.lower())
        elif names and key in {"allow", "disallow", "crawl-delay"}:
            lines.append((key, value))
    if names:
        yield names, lines


def parse(body: bytes, agent: str) -> Robots:
    """Read what a file says to a robot with this name: its own groups, else those for everybody."""
    text = body.decode("utf-8-sig", errors="replace")
    groups = list(_groups(text))
    name = re.match(r"[a-z_-]*", agent.lower())
    own = [lines for names, lines in groups if name and name[0] in names]
    chosen = own or [lines for names, lines in groups if "*" in names]
    rules, delay = [], 0.0
    for key, value in (line for lines in chosen for line in lines):
        if key == "crawl-delay":
            delay = max(delay, float(value)) if re.fullmatch(r"\d{1,4}(\.\d{1,3})?", value, re.ASCII) else delay
        elif value:
            rules.append((_same(value), key == "allow"))
    return Robots(tuple(rules), delay)
