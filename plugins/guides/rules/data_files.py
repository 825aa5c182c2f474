"""Rules about the keys of the data files in docs/about/."""

import re

from guides.diagnostics import Diagnostic
from guides.model.fields import bad_slug
from guides.rules.context import HOST
from guides.rules.lib import hosts
from guides.rules.lib.wordlists import entries
from guides.source.frontmatter import Document

_PICTURE = re.compile(r"[a-z0-9]+([-_/][a-z0-9]+)*\.(svg|png|jpg|webp)")


def bad_author(document: Document, key: str) -> Diagnostic | None:
    """Say what is wrong with the key of docs/about/authors.yml."""
    if not bad_slug(key):
        return None
    message = f"`{key}` cannot be the key of an author."
    fix = "Use lower-case letters and digits, with single hyphens between words."
    return document.report(document.locate((key,), key=True), "author-key", message, fix)


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
    return document.report(document.locate((key,), key=True), "authority-host", f"`{key}` {problem}.", fix)


def bad_picture(document: Document, key: str) -> Diagnostic | None:
    """Say what is wrong with the key of docs/about/images.yml: a picture's path."""
    if _PICTURE.fullmatch(key):
        return None
    message = f"`{key}` is not the path of a picture below docs/assets/images/."
    fix = "Write it in small letters, with the ending svg, png, jpg or webp: `guides/lessons-menu.png`."
    return document.report(document.locate((key,), key=True), "picture-key", message, fix)
