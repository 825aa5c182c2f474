"""The data of all guides as JSON files, for other programs. docs/contribute/api.md describes them.

Addresses and meanings of version 1 stay: fields are added, never changed or taken away.
"""

import json
from collections.abc import Iterator
from typing import Any

from guides.collection import Collection, Entry
from guides.model import Biller, Guide
from guides.site.difficulty import difficulty
from guides.site.jsonld import page_url
from guides.site.links import Site
from guides.site.views import modified

ROOT = "api/v1"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def _difficulty(guide: Guide) -> dict[str, Any]:
    rating = difficulty(guide)
    return {
        "level": rating.level,
        "word": rating.word,
        "sum": [{"fact": part.fact, "points": part.points} for part in rating.parts],
    }


def _record(entry: Entry[Guide] | Entry[Biller], site: Site) -> dict[str, Any]:
    """Give a guide's own data, and what follows from them. The author's text is not part of it."""
    page = entry.page
    record: dict[str, Any] = page.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"ignore"})
    record |= {"slug": entry.slug, "page": page_url(site, entry.uri), "updated": modified(page).isoformat()}
    if isinstance(page, Guide):
        record["difficulty"] = _difficulty(page)
    return record


def _line(entry: Entry[Guide], site: Site) -> dict[str, Any]:
    """Give what one needs to know of a guide to decide whether to fetch it."""
    service = entry.page.service
    address = f"{site.url.rstrip('/')}/{ROOT}/guides/{entry.slug}.json"
    return {
        "slug": entry.slug,
        "name": service.name,
        "category": service.category,
        "domains": list(service.domains),
        "difficulty": difficulty(entry.page).level,
        "updated": modified(entry.page).isoformat(),
        "retired": entry.page.retired is not None,
        "page": page_url(site, entry.uri),
        "data": address,
    }


def files(collection: Collection, site: Site) -> Iterator[tuple[str, str]]:
    """Give each file: its path below the site, and its text."""
    lines = [_line(entry, site) for entry in collection.guides.values()]
    yield f"{ROOT}/index.json", _json({"version": 1, "licence": "CC-BY-SA-4.0", "guides": lines})
    for guide in collection.guides.values():
        yield f"{ROOT}/guides/{guide.slug}.json", _json(_record(guide, site))
    for biller in collection.billers.values():
        yield f"{ROOT}/billers/{biller.slug}.json", _json(_record(biller, site))
