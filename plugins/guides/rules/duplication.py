"""The rules against copied text: a guide that is another one with the name exchanged helps nobody.

Every guide is compared with all others, at a cost that grows with the number of guides and not
with the number of pairs: runs of five words are filed under a hash, of which one in eight is
kept, and only guides that share rare runs are looked at.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from zlib import crc32

from guides.collection import Collection, Entry, Newcomers
from guides.diagnostics import Diagnostic, Rule, Severity
from guides.diagnostics.rule import ACROSS
from guides.model import Guide
from guides.source.frontmatter import Position

_RUN = 5
"""Words of a run: fewer are said alike by chance, more miss a sentence with a word exchanged."""
_KEPT = 8
"""One run in so many is looked at: enough for a share, and memory for thousands of guides."""
_FEWEST_WORDS = 25
"""A shorter paragraph may well be said alike twice: “Cancel at the company that bills you.”"""
_COMMON = 20
"""A run that stands in more guides than this is a turn of speech."""
_TOO_LIKE = 0.35
"""From this share of its runs on, a text is called a copy of another."""
_FEWEST_RUNS = 10
"""A text with fewer runs that are looked at is too short for a share to mean anything."""
_WORD = re.compile(r"\w+")
_GAPS = {code: " " for code in range(128) if not _WORD.match(chr(code)) and chr(code) != "\n"}
_TYPOGRAPHY = re.compile("[\u2018\u2019\u201c\u201d\u2013\u2014\u2026]")
"""The signs beside those of ASCII that most texts have: without them a line is read in half the time."""


def _spoken(line: str) -> list[str]:
    return line.translate(_GAPS).split() if line.isascii() else _WORD.findall(line)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _paragraphs(entry: Entry[Guide]) -> Iterator[tuple[int, list[str]]]:
    """Give each paragraph's first line and its words, with blanks for the service's own name."""
    service = entry.page.service
    names = {word for name in (service.name, *service.aliases) for word in _words(name)}
    words: list[str] = []
    first = entry.document.body_line
    text = _TYPOGRAPHY.sub(" ", entry.document.body).casefold()
    for number, line in enumerate((*text.split("\n"), ""), start=first):
        if spoken := _spoken(line):
            first = first if words else number
            words += ["" if word in names else word for word in spoken]
        elif words:
            yield first, words
            words = []


def _runs(words: Sequence[str]) -> set[int]:
    encoded = [word.encode() for word in words]
    runs = zip(*(encoded[start:] for start in range(_RUN)), strict=False)
    return {number for number in map(crc32, map(b" ".join, runs)) if not number % _KEPT}


Shape = tuple[Sequence[tuple[int, int]], Sequence[int]]
"""What is compared of a guide: the first line and the hash of each longer paragraph, and the hashes of its runs."""


Shaper = Callable[[Entry[Guide]], Shape]


def shape(entry: Entry[Guide]) -> Shape:
    """Read a text for comparison, which depends on nothing else than the guide's own file."""
    paragraphs: list[tuple[int, int]] = []
    own: set[int] = set()
    for line, words in _paragraphs(entry):
        own |= _runs(words)
        if len(words) >= _FEWEST_WORDS:
            paragraphs.append((line, crc32(" ".join(words).encode())))
    return paragraphs, list(own)


def _are_kin(guide: Entry[Guide], other: Entry[Guide]) -> bool:
    """Whether two guides are about services of one company, whose texts are alike by right."""
    return guide.page.service.vendor is not None and guide.page.service.vendor == other.page.service.vendor


def _start(entry: Entry[Guide], line: int) -> Position:
    source = entry.document.lines[line - 1] if line <= len(entry.document.lines) else ""
    return Position(line, len(source) - len(source.lstrip()) + 1)


COPIED_PARAGRAPH = Rule(
    "copied-paragraph",
    ACROSS,
    "A paragraph stands in one guide only.",
    bad="A paragraph of another guide",
    good="A link to the page that says it",
    severity=Severity.WARNING,
    suppressible=True,
)
COPIED_TEXT = Rule(
    "copied-text",
    ACROSS,
    "A guide is not another one with the name exchanged.",
    bad="Another guide with the name exchanged",
    good="What is particular to this service",
    severity=Severity.WARNING,
    suppressible=True,
)


def _paragraph(entry: Entry[Guide], line: int, other: Entry[Guide], at: int) -> Diagnostic:
    message = f"This paragraph stands in {other.document.path} too, on line {at}."
    fix = "Say it in words of this service, or leave it to a page in docs/help/ and link there."
    return COPIED_PARAGRAPH.at(entry.document, _start(entry, line), message, fix)


def _text(entry: Entry[Guide], other: Entry[Guide], share: int) -> Diagnostic:
    message = f"About {share} % of this text stands in {other.document.path} too."
    fix = "Write what is particular to this service; the steps and the data need no text around them."
    return COPIED_TEXT.at(entry.document, _start(entry, entry.document.body_line), message, fix)


def check(collection: Collection, new: Newcomers, shape_of: Shaper) -> Iterator[Diagnostic]:
    """Report paragraphs that stand in another guide too, and guides that are mostly another one.

    Of two that are alike, the new one is the copy. Where both are new, or none is, both are told.
    `shape_of` gives what is compared; it may remember that.
    """
    newcomers = new()
    paragraphs: dict[int, tuple[Entry[Guide], int]] = {}
    filed: dict[int, list[int]] = defaultdict(list)
    runs: list[int] = []
    guides = sorted(collection.kept(), key=lambda entry: (entry.uri in newcomers, entry.slug))
    for index, entry in enumerate(guides):
        long, own = shape_of(entry)
        for line, number in long:
            other, at = paragraphs.setdefault(number, (entry, line))
            if other is not entry and not _are_kin(other, entry):
                yield _paragraph(entry, line, other, at)
                if (other.uri in newcomers) == (entry.uri in newcomers):
                    yield _paragraph(other, at, entry, line)
        shared = Counter(other for run in own if len(filed[run]) <= _COMMON for other in filed[run])
        for place, number in shared.most_common(3):
            other = guides[place]
            if len(own) >= _FEWEST_RUNS and number > _TOO_LIKE * len(own) and not _are_kin(other, entry):
                yield _text(entry, other, round(100 * number / len(own)))
                if (other.uri in newcomers) == (entry.uri in newcomers):
                    yield _text(other, entry, round(100 * number / max(runs[place], 1)))
                break
        for run in own:
            filed[run].append(index)
        runs.append(len(own))
