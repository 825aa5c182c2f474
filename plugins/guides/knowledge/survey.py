"""Looks around among the files of the site before the rules on each of them run."""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from guides.diagnostics import Diagnostic
from guides.frontmatter import Document, FrontMatterError
from guides.knowledge import anchors, hosts
from guides.knowledge.data import entries
from guides.knowledge.hosts import Names
from guides.knowledge.surroundings import Surroundings
from guides.model import Authority, Picture
from guides.reading import registers
from guides.reading.body import Body
from guides.reading.written import at

AUTHORITIES_FILE = "about/authorities.yml"
PICTURES_FILE = "about/images.yml"

_HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(/[\w.@-]+)*", re.ASCII | re.IGNORECASE)
_PICTURE = re.compile(r"[a-z0-9]+([-_/][a-z0-9]+)*\.(svg|png|jpg|webp)")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*")
_FENCE = re.compile(r" {0,3}(```|~~~)")
# Pages with a list that is made for them have headings that only the list knows.
_HAS_LIST = "<!-- guides:"

Written = Sequence[tuple[str, Document]]
Reader = Callable[[str], str]


def domains(document: Document) -> tuple[str, ...]:
    """Give the hosts that a file declares as its own, as far as they have the form of one."""
    field = "biller" if "biller" in document.data else "service"
    declared = at(document.data, field, "domains")
    texts = declared if isinstance(declared, list) else []
    return tuple(one for one in texts if isinstance(one, str) and _HOST.fullmatch(one) and "/" not in one)


def _bad_authority(document: Document, key: str) -> Diagnostic | None:
    host, _, path = key.partition("/")
    if not _HOST.fullmatch(key) or (key != key.lower().rstrip("/") and not path):
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


def _bad_picture(document: Document, key: str) -> Diagnostic | None:
    if _PICTURE.fullmatch(key):
        return None
    message = f"`{key}` is not the path of a picture below docs/assets/images/."
    fix = "Write it in small letters, with the ending svg, png, jpg or webp: `guides/lessons-menu.png`."
    return document.report(document.locate((key,), key=True), "picture-key", message, fix)


def _files(docs: Path) -> Iterator[str]:
    for folder, folders, names in os.walk(docs):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name).relative_to(docs).as_posix() for name in names if not name.startswith("."))


def _headings(text: str) -> Iterator[str]:
    is_code = False
    for line in text.split("\n"):
        if _FENCE.match(line):
            is_code = not is_code
        elif not is_code and (found := _HEADING.fullmatch(line)):
            yield re.sub(r"[*`]|\]\([^)]*\)|\[", "", found.group(1))


def _anchors(text: Reader, known: Mapping[str, Document]) -> Callable[[str], frozenset[str] | None]:
    """Give the function that lists a page's anchors, or nothing where they cannot be known here."""

    @cache
    def of_page(uri: str) -> frozenset[str] | None:
        if document := known.get(uri):
            own = (heading.text for heading in Body(document).headings())
            return frozenset({*anchors.generated(document.data), *anchors.of_headings(own)})
        try:
            content = text(uri)
        except (OSError, FrontMatterError):
            return None
        is_listed = _HAS_LIST in content or uri.startswith(("categories/", "law/"))
        return None if is_listed else frozenset(anchors.of_headings(_headings(content)))

    return of_page


def survey(
    docs: Path, root: str, written: Written, text: Reader, today: date | None
) -> tuple[Surroundings, list[Diagnostic]]:
    """Gather what the rules on one file may know of the others; `text` reads a file by its path below docs/."""
    found: list[Diagnostic] = []
    files = frozenset(_files(docs))
    authorities: registers.Register[Authority] = registers.Register()
    pictures: registers.Register[Picture] = registers.Register()
    if AUTHORITIES_FILE in files:
        authorities = registers.read(
            lambda: text(AUTHORITIES_FILE), f"{root}{AUTHORITIES_FILE}", Authority, _bad_authority
        )
    if PICTURES_FILE in files:
        pictures = registers.read(lambda: text(PICTURES_FILE), f"{root}{PICTURES_FILE}", Picture, _bad_picture)
    found += [*authorities.found, *pictures.found]
    billers: dict[str, tuple[str, ...]] = {}
    vendors: dict[str, tuple[str, ...]] = {}
    for _, document in written:
        via = at(document.data, "biller", "via")
        vendor = at(document.data, "biller", "vendor") or at(document.data, "service", "vendor")
        for filed, key in ((billers, via), (vendors, vendor)):
            if isinstance(key, str):
                filed[key] = (*filed.get(key, ()), *domains(document))
    around = Surroundings(
        authorities=authorities.records,
        billers=billers,
        vendors=vendors,
        names=Names.of(domain for _, document in written for domain in domains(document)),
        pictures=pictures.records,
        files=files,
        anchors=_anchors(text, dict(written)),
        today=today,
    )
    return around, found
