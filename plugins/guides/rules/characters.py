"""Rules about hosts that stand in a text without a link, and about letters that pass for others."""

import html
import re
import unicodedata
from collections.abc import Iterator

from guides.diagnostics import Diagnostic, Rule
from guides.diagnostics.rule import LINKS, TEXT
from guides.model.fields import forbidden_character
from guides.rules.context import Checker, Subject
from guides.rules.internal_links import hosts_in
from guides.rules.lib import hosts, urls
from guides.rules.links import LINK_LOOK_ALIKE, is_vendors
from guides.source.frontmatter import Loc, Position
from guides.source.schema_errors import HIDDEN_CHARACTER
from guides.source.text import Passage

_DOT_INSIDE = re.compile(r"\.\w")
_URL = re.compile(r"(?<!\S)(?=\S*(?://|\\\\|@))\S+")
# Endings that files have as well: `statement.md`, `receipt.zip`.
_FILES = frozenset({"md", "zip", "mov", "py", "sh", "rs", "so", "ps", "pl", "cc", "app", "doc"})
_WORD = re.compile(r"[^\W\d_]+")
_NAMES = frozenset({"name", "aliases", "vendor", "statement"})
# Letters that are pictures of other letters, such as mathematical bold ones; ª and º are words in some languages.
_STYLED = re.compile("[\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff\u24b6-\u24e9\U0001f130-\U0001f189]")


def _is_name(loc: Loc) -> bool:
    return bool(_NAMES.intersection(part for part in loc if isinstance(part, str)))


def _is_known(subject: Subject, host: str, cited: frozenset[str]) -> bool:
    return (
        host in cited
        # What is everybody’s is nobody’s: a word about names below it, such as `myshopify.com`.
        or hosts.owner(host) is None
        or is_vendors(subject, host)
        or hosts.owner(host) in subject.context.names.domains
        or subject.context.authority(host, "") is not None
    )


def _written_hosts(passage: Passage) -> Iterator[str]:
    """Give the hosts that readers could type; a brand such as `Lessons.com` is not one, unless it has a path."""
    text = _URL.sub(lambda match: " " * len(match.group()), passage.plain)
    for named in hosts_in(text):
        before, _, ending = named.rpartition(".")
        # A sentence without a space behind it: “each month.It renews”.
        is_sentence = ending.istitle() and before[0].islower() and before[-1].islower()
        if ending.lower() in _FILES or is_sentence:
            continue
        start = text.find(named)
        has_path = text[start + len(named) : start + len(named) + 1] == "/"
        is_shouted = len(before) > 1 and named.isupper() and named.partition(".")[2] in {"COM", "ORG", "INFO"}
        if is_shouted or named[0].islower() or "-" in named or has_path or named.lower().startswith("www."):
            yield named


TEXT_HOST = Rule(
    "text-host",
    LINKS,
    "A host that stands in a text without a link is one that a link might have, too.",
    bad="Log in at cinema.example and press **Cancel**.",
    good="Log in at films.example and press **Cancel**.",
)


def hosts_in_texts(subject: Subject) -> Iterator[Diagnostic]:
    """A host that readers could type is the vendor’s, or known to this site."""
    cited = frozenset(urls.host_of(link.url) for link in subject.prose.links if link.kind == "field")
    for passage in subject.prose.passages:
        if not _DOT_INSIDE.search(passage.plain):
            continue
        for named in dict.fromkeys(_written_hosts(passage)):
            host = named.lower()
            imitated = subject.context.names.imitated(urls.host_of(f"https://{host}"), subject.domains)
            if not imitated and (subject.lacks_domains or _is_name(passage.loc) or _is_known(subject, host, cited)):
                continue
            position = subject.prose.locate(passage, named)
            if imitated:
                message = f"`{named}` reads like `{imitated}`, and is not it."
                yield LINK_LOOK_ALIKE.at(subject.document, position, message, f"Write {imitated}, or remove it.")
            else:
                own = ", ".join((*subject.domains, *subject.billers)) or "none"
                message = f"The text sends readers to `{named}`, which is not one of the domains of this guide ({own})."
                fix = "Name the vendor’s own page. If the host is the vendor’s, add it to `domains`."
                yield TEXT_HOST.at(subject.document, position, message, fix)


def _alphabets(word: str) -> set[str]:
    return {unicodedata.name(letter, "?").partition(" ")[0] for letter in word}


MIXED_LETTERS = Rule(
    "mixed-letters",
    TEXT,
    "A word has letters of one alphabet.",
    bad="Your p\u0430yment ends.",
    good="Your payment ends.",
)


def letters(subject: Subject) -> Iterator[Diagnostic]:
    """A word has letters of one alphabet, so that it is the word that it looks like."""
    for passage in subject.prose.passages:
        if passage.text.isascii():
            continue
        for match in _WORD.finditer(passage.text):
            word = match.group()
            if word.isascii():
                continue
            if _STYLED.search(word):
                what = "letters that are pictures of letters"
            elif "LATIN" in (alphabets := _alphabets(word)) and len(alphabets) > 1 and hosts.plain(word).isascii():
                what = f"letters of two alphabets ({', '.join(sorted(alphabet.title() for alphabet in alphabets))})"
            else:
                continue
            position = subject.prose.locate(passage, word, match.start())
            message = f"The word “{word}” has {what}, so searches miss it and readers mistake it."
            fix = f"Type it again: {hosts.plain(word)}."
            yield MIXED_LETTERS.at(subject.document, position, message, fix)


def hidden_in_body(subject: Subject) -> Iterator[Diagnostic]:
    """The text has no invisible characters, typed or as entities."""
    for number in range(subject.document.body_line, len(subject.document.lines) + 1):
        line = subject.document.lines[number - 1]
        if line.isascii() and "&" not in line and line.isprintable():
            continue
        if character := forbidden_character(html.unescape(line).replace("\t", " ")):
            column = next((index for index, letter in enumerate(line) if forbidden_character(letter)), 0)
            message = f"The line has an invisible or forbidden character: {character}."
            fix = "Delete it and type the words around it again."
            yield HIDDEN_CHARACTER.at(subject.document, Position(number, column + 1), message, fix)


CHECKERS: tuple[Checker, ...] = (hosts_in_texts, letters, hidden_in_body)
