"""The data of all guides as files for other programs. docs/contribute/api.md describes them.

Addresses and meanings of version 1 stay: fields are added, never changed or taken away.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator

from pydantic import BaseModel

from guides.collection import AnyEntry, Collection
from guides.site.links import Site
from guides.site.outputs.api import documents, records, schemas
from guides.site.outputs.api.records import ROOT, data_path, markdown_path

__all__ = ["COLUMNS", "ROOT", "data_path", "files", "markdown_path", "paths"]

_LICENCE = "CC-BY-SA-4.0"
COLUMNS = (
    "slug",
    "name",
    "category",
    "aliases",
    "domains",
    "statement",
    "billers",
    "channels",
    "cancel_by",
    "button",
    "difficulty",
    "updated",
    "retired",
    "page",
)
"""The columns of the table; values that are several are joined by `; `."""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def _dumped(document: BaseModel) -> object:
    return document.model_dump(mode="json", by_alias=True)


def data(record: BaseModel) -> str:
    """Write the data of a guide or a biller, without what is not known: there are more fields than facts."""
    left_out = set(schemas.NOT_PUBLISHED)
    return _json(record.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=left_out))


def _cell(value: object) -> str:
    if isinstance(value, documents.Button):
        return value.url
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def _table(lines: list[documents.Line]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(getattr(line, column)) for column in COLUMNS] for line in lines)
    return text.getvalue()


def _by_domain(
    collection: Collection, site: Site, lines: list[documents.Line], billers: list[documents.BillerLine]
) -> Iterator[tuple[str, str]]:
    line_of = {line.slug: line for line in lines}
    biller_of = {line.slug: line for line in billers}
    found = collection.once(records.by_domain)
    names = {
        domain: tuple(documents.Named.model_validate(records.named(entry, site)) for entry in entries)
        for domain, entries in found.items()
    }
    yield f"{ROOT}/domains.json", _json(_dumped(documents.Domains(version=1, licence=_LICENCE, domains=names)))
    for domain, entries in found.items():
        document = documents.Domain(
            version=1,
            licence=_LICENCE,
            domain=domain,
            guides=tuple(line_of[entry.slug] for entry in entries if entry.uri.startswith("guides/")),
            billers=tuple(biller_of[entry.slug] for entry in entries if entry.uri.startswith("billers/")),
        )
        yield f"{ROOT}/domains/{domain}.json", _json(_dumped(document))


def _whole(guides: list[bytes], billers: list[bytes]) -> bytes:
    """Join what has been written of each, without line ends; the keys are in the order that all have.

    It is by far the largest file: as text it would take twice the room, or four times.
    """
    parts = [b'{"billers":[', b",".join(billers), b'],"guides":[', b",".join(guides)]
    return b"".join([*parts, f'],"licence":"{_LICENCE}","version":1}}\n'.encode()])


def paths(collection: Collection) -> Iterator[str]:
    """Give the path of each file below the site, in no order, without writing any."""
    names = ("index", "domains", "statements", "changes", "all", "openapi")
    yield from (f"{ROOT}/{name}.json" for name in names)
    yield f"{ROOT}/guides.csv"
    yield from map(data_path, collection.entries())
    yield from (f"{ROOT}/domains/{domain}.json" for domain in collection.once(records.by_domain))
    yield from (f"{ROOT}/schemas/{name}.json" for name in schemas.DOCUMENTS)


def descriptions(site: Site) -> dict[str, str]:
    """Describe the data for programs: the path of each file, and its text."""
    found = {f"{ROOT}/schemas/{name}.json": _json(schemas.schema(name, site, ROOT)) for name in schemas.DOCUMENTS}
    return {**found, f"{ROOT}/openapi.json": _json(schemas.open_api(site, ROOT))}


def lists(collection: Collection, site: Site) -> Iterator[tuple[str, str]]:
    """Give what is said of all entries together, which shows none of their authors' texts."""
    lines = [records.line(collection, entry, site) for entry in collection.guides.values()]
    billers = [records.biller_line(entry, site) for entry in collection.billers.values()]
    index = documents.Index(version=1, licence=_LICENCE, guides=tuple(lines), billers=tuple(billers))
    yield f"{ROOT}/index.json", _json(_dumped(index))
    yield from _by_domain(collection, site, lines, billers)
    keys = tuple(records.statement_keys(collection, site))
    yield f"{ROOT}/statements.json", _json(_dumped(documents.Statements(version=1, licence=_LICENCE, keys=keys)))
    changes = tuple(records.changes(collection, site))
    yield f"{ROOT}/changes.json", _json(_dumped(documents.Changes(version=1, licence=_LICENCE, changes=changes)))
    yield f"{ROOT}/guides.csv", _table(lines)


def of_entries(
    collection: Collection, site: Site, written: Callable[[AnyEntry], bytes] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Give the data of each entry, and all of them in one file; `written` gives what has been written of an entry."""
    of_guides: list[bytes] = []
    for guide in collection.guides.values():
        text = written(guide) if written else data(records.guide(collection, guide, site)).encode()
        of_guides.append(text.rstrip())
        yield data_path(guide), text
    of_billers: list[bytes] = []
    for biller in collection.billers.values():
        text = written(biller) if written else data(records.biller(collection, biller, site)).encode()
        of_billers.append(text.rstrip())
        yield data_path(biller), text
    yield f"{ROOT}/all.json", _whole(of_guides, of_billers)


def files(collection: Collection, site: Site) -> Iterator[tuple[str, str | bytes]]:
    """Give each file: its path below the site, and its text."""
    yield from lists(collection, site)
    yield from of_entries(collection, site)
    yield from descriptions(site).items()
