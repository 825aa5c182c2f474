"""Rules about the keys of the data files in docs/about/ and docs/services/."""

import re
from collections.abc import Container, Iterator, Mapping

from guides.diagnostics import Diagnostic, Rule
from guides.diagnostics.rule import ACROSS, LINKS, PICTURES
from guides.model import Watched
from guides.model.fields import bad_slug
from guides.rules.context import HOST
from guides.rules.lib import hosts
from guides.rules.lib.wordlists import entries
from guides.source.folders import GUIDES, lies_in
from guides.source.frontmatter import Document

_PICTURE = re.compile(r"[a-z0-9]+([-_/][a-z0-9]+)*\.(svg|png|jpg|webp)")


def _unlike_a_slug(rule: Rule, what: str, document: Document, key: str) -> Diagnostic | None:
    if not bad_slug(key):
        return None
    message = f"`{key}` cannot be the key of {what}."
    fix = "Use lower-case letters and digits, with single hyphens between words."
    return rule.at(document, document.locate((key,), key=True), message, fix)


AUTHOR_KEY = Rule(
    "author-key",
    ACROSS,
    "An author’s key is written like a slug.",
    bad="Ann Smith: {name: Ann Smith, bio: She writes.}",
    good="ann-smith: {name: Ann Smith, bio: She writes.}",
)


def bad_author(document: Document, key: str) -> Diagnostic | None:
    """Say what is wrong with the key of docs/about/authors.yml."""
    return _unlike_a_slug(AUTHOR_KEY, "an author", document, key)


KNOWN_SOURCE = Rule(
    "known-source",
    ACROSS,
    "A domain in docs/services/ names the source that gives it, by its key in docs/services/sources.yml.",
    bad="services: [{name: Films, domain: films.example}]",
    good="services: [{name: Films, domain: films.example, source: a-list}]",
)


def bad_source(document: Document, key: str) -> Diagnostic | None:
    """Say what is wrong with the key of docs/services/sources.yml."""
    return _unlike_a_slug(KNOWN_SOURCE, "a source", document, key)


AUTHORITY_HOST = Rule(
    "authority-host",
    LINKS,
    "A host in docs/about/authorities.yml is one that an authority has for itself.",
    bad="github.io: {name: An authority, why: It answers complaints.}",
    good="ftc.gov: {name: Federal Trade Commission, why: It answers complaints.}",
)


def bad_authority(document: Document, key: str) -> Diagnostic | None:
    """Say what is wrong with the key of docs/about/authorities.yml: a host that belongs to one authority."""
    host, _, path = key.partition("/")
    if not HOST.fullmatch(key) or (key != key.lower().rstrip("/") and not path):
        problem, fix = "is not a host", "Write the host in small letters, without https://: `ftc.gov`."
    elif hosts.owner(host) is None:
        problem, fix = "belongs to everybody who registers a name below it", "Name the authority’s own host."
    elif hosts.listed(host, path, "shorteners") or hosts.listed(host, path, "wrappers"):
        problem, fix = "leads anywhere", "Name the host of the pages themselves."
    elif host in entries("platforms") and not path:
        problem, fix = "is a place where anybody can publish", f"Name the authority’s own part of it: `{host}/name`."
    else:
        return None
    return AUTHORITY_HOST.at(document, document.locate((key,), key=True), f"`{key}` {problem}.", fix)


PICTURE_KEY = Rule(
    "picture-key",
    PICTURES,
    "docs/about/images.yml lists pictures by their path below docs/assets/images/.",
    bad="Films Menu.PNG: {author: Ann Smith, licence: CC BY 4.0}",
    good="guides/films-menu.png: {author: Ann Smith, licence: CC BY 4.0}",
)


def bad_picture(document: Document, key: str) -> Diagnostic | None:
    """Say what is wrong with the key of docs/about/images.yml: a picture's path."""
    if _PICTURE.fullmatch(key):
        return None
    message = f"`{key}` is not the path of a picture below docs/assets/images/."
    fix = "Write it in small letters, with the ending svg, png, jpg or webp: `guides/lessons-menu.png`."
    return PICTURE_KEY.at(document, document.locate((key,), key=True), message, fix)


WATCHED_PAGE = Rule(
    "watched-page",
    ACROSS,
    "docs/about/watched.yml lists guides that exist, and what became of their pages in the order of the visits.",
    bad="guides/flims.md: {pages: [{url: https://films.example/help, seen: 2026-11-09, gone: 2026-11-02}]}",
    good="guides/films.md: {pages: [{url: https://films.example/help, seen: 2026-11-02, gone: 2026-11-09}]}",
)


def bad_watched(files: Container[str], document: Document, key: str) -> Diagnostic | None:
    """Say what is wrong with the key of docs/about/watched.yml: the path of a guide below docs/."""
    if lies_in(key, GUIDES) and key in files:
        return None
    fix = "Remove the entry if the guide is gone; else write its path below docs/: `guides/films.md`."
    return WATCHED_PAGE.at(document, document.locate((key,), key=True), f"There is no guide `{key}`.", fix)


def watched_order(document: Document, watched: Mapping[str, Watched]) -> Iterator[Diagnostic]:
    """Report a page of docs/about/watched.yml that lost something before it had it."""
    for key, record in watched.items():
        for index, page in enumerate(record.pages):
            if page.gone <= page.seen:
                where = document.locate((key, "pages", index, "gone"))
                message = f"`gone` is {page.gone}, which is not after `seen`, {page.seen}."
                yield WATCHED_PAGE.at(document, where, message, "`guides watch --readers` writes this file.")
