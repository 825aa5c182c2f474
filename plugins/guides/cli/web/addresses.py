"""Finds every web address in the pages: in their data and in their text."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guides.source.frontmatter import Document, FrontMatterError, decode, parse
from guides.source.limits import MAX_BYTES
from guides.source.markdown import Body
from guides.source.raw import at
from guides.source.text import Prose

_LINKS = frozenset({"field", "link", "definition"})


@dataclass(frozen=True, slots=True)
class Address:
    """A web address without its fragment; where it stands, and the hosts that guides with it call their vendor's."""

    url: str
    places: tuple[str, ...]
    domains: frozenset[str]


def _documents(docs: Path, root: str) -> Iterator[tuple[Document, int]]:
    """Give each file as far as it can be read, and the number of lines that were put before it."""
    for path in sorted([*docs.rglob("*.md"), *docs.glob("about/*.yml")]):
        shown = f"{root}{path.relative_to(docs).as_posix()}"
        if path.is_symlink() or not path.is_file() or path.stat().st_size > MAX_BYTES:
            continue
        is_data = path.suffix == ".yml"
        try:
            text = decode(path.read_bytes(), shown)
            yield parse(f"---\n{text}\n---\n" if is_data else text, shown), int(is_data)
        except FrontMatterError:
            # An ordinary page without data, or a broken file: what is text can still be read.
            text = path.read_bytes().decode("utf-8-sig", errors="replace")
            lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
            yield Document(shown, {}, "" if is_data else "\n".join(lines), 1, lines, {}, {}), 0


def _domains(document: Document) -> frozenset[str]:
    found = [at(document.data, name, "domains") for name in ("service", "biller")]
    return frozenset(one for domains in found if isinstance(domains, list) for one in domains if isinstance(one, str))


def collect(docs: Path, root: str) -> list[Address]:
    """List the addresses below `docs`, each once, in their order; `root` is what paths of places start with."""
    places: dict[str, dict[str, None]] = {}
    domains: dict[str, frozenset[str]] = {}
    for document, above in _documents(docs, root):
        own = _domains(document)
        for link in Prose(document, Body(document)).links:
            url = link.url.strip().partition("#")[0]
            if link.kind in _LINKS and url.lower().startswith(("https://", "http://")):
                places.setdefault(url, {})[f"{document.path}:{link.position.line - above}"] = None
                domains[url] = domains.get(url, frozenset()) | own
    return [Address(url, tuple(found), domains[url]) for url, found in sorted(places.items())]
