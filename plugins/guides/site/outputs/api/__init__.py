"""The data of all guides as files for other programs. docs/contribute/api.md describes them.

Addresses and meanings of version 1 stay: fields are added, never changed or taken away.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from pydantic import BaseModel

from guides.collection import AnyEntry, Collection
from guides.site.links import Site
from guides.site.outputs.api import documents, records, schemas
from guides.site.outputs.api.records import ROOT, data_path, markdown_path

__all__ = ["ALL", "COLUMNS", "ROOT", "data_path", "files", "markdown_path", "paths", "whole"]

_LICENCE = "CC-BY-SA-4.0"
_OF_ALL = {"licence": _LICENCE, "version": 1}
"""What every file has, as `documents.Document` says."""
_END = f'"licence":"{_LICENCE}","version":1}}\n'
"""The same behind what else a file has: keys are in the order of their letters."""
ALL = f"{ROOT}/all.json"
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


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _json(value: object) -> str:
    return f"{_text(value)}\n"


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


def _table(lines: Iterable[documents.Line]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(getattr(line, column)) for column in COLUMNS] for line in lines)
    return text.getvalue()


def _array(entries: Iterable[AnyEntry], lines: Mapping[str, str]) -> str:
    return f"[{','.join([lines[entry.uri] for entry in entries])}]"


def _by_domain(collection: Collection, site: Site, lines: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give what registered domains lead to; `lines` has what has been written of each entry."""
    by_domain = collection.once(records.by_domain)
    names = {entry.uri: records.named(entry, site) for entries in by_domain.values() for entry in entries}
    led = {domain: [names[entry.uri] for entry in entries] for domain, entries in by_domain.items()}
    yield f"{ROOT}/domains.json", _json({**_OF_ALL, "domains": led})
    for domain, entries in by_domain.items():
        guides = _array((entry for entry in entries if entry.uri.startswith("guides/")), lines)
        billers = _array((entry for entry in entries if entry.uri.startswith("billers/")), lines)
        yield (
            f"{ROOT}/domains/{domain}.json",
            f'{{"billers":{billers},"domain":{_text(domain)},"guides":{guides},{_END}',
        )


def whole(collection: Collection, written: Callable[[AnyEntry], bytes]) -> Iterator[bytes]:
    """Give the parts of the file with the data of all entries; the keys are in the order that all have.

    It is by far the largest: nobody need hold all of it. `written` gives what has been written of an entry.
    """
    yield b'{"billers":['
    yield from _listed(map(written, collection.billers.values()))
    yield b'],"guides":['
    yield from _listed(map(written, collection.guides.values()))
    yield f"],{_END}".encode()


def _listed(texts: Iterable[bytes]) -> Iterator[bytes]:
    """Put texts one behind the other, without their line ends."""
    for number, text in enumerate(texts):
        yield (b"," if number else b"") + text.rstrip()


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
    files = {f"{ROOT}/schemas/{name}.json": _json(schemas.schema(name, site, ROOT)) for name in schemas.DOCUMENTS}
    return {**files, f"{ROOT}/openapi.json": _json(schemas.open_api(site, ROOT))}


def lists(collection: Collection, site: Site) -> Iterator[tuple[str, str]]:
    """Give what is said of all entries together, which shows none of their authors' texts."""
    guides, billers = collection.guides.values(), collection.billers.values()
    lines = {entry.uri: records.line(collection, entry, site) for entry in guides}
    yield f"{ROOT}/guides.csv", _table(lines.values())
    # The line of an entry stands in the list of all and in the files of its domains: it is written once.
    written = {uri: _text(_dumped(line)) for uri, line in lines.items()}
    # They take more room than what is written of them.
    del lines
    written |= {entry.uri: _text(_dumped(records.biller_line(entry, site))) for entry in billers}
    yield (
        f"{ROOT}/index.json",
        f'{{"billers":{_array(billers, written)},"guides":{_array(guides, written)},{_END}',
    )
    yield from _by_domain(collection, site, written)
    keys = ",".join(map(_text, records.statement_keys(collection, site)))
    yield f"{ROOT}/statements.json", f'{{"keys":[{keys}],{_END}'
    changes = tuple(records.changes(collection, site))
    yield f"{ROOT}/changes.json", _json(_dumped(documents.Changes(version=1, licence=_LICENCE, changes=changes)))


def files(collection: Collection, site: Site) -> Iterator[tuple[str, str | bytes]]:
    """Give each file: its path below the site, and its text."""
    yield from lists(collection, site)
    texts = {guide.uri: data(records.guide(collection, guide, site)) for guide in collection.guides.values()}
    texts |= {biller.uri: data(records.biller(collection, biller, site)) for biller in collection.billers.values()}
    yield from ((data_path(entry), texts[entry.uri]) for entry in collection.entries())
    yield ALL, b"".join(whole(collection, lambda entry: texts[entry.uri].encode()))
    yield from descriptions(site).items()
