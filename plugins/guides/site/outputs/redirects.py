"""Addresses that lead to a guide although no guide lies there: former ones, and other names."""

import html
from collections.abc import Iterator
from urllib.parse import urlsplit

from guides.collection import Collection, Entry
from guides.model import Biller, Guide
from guides.model.fields import slugify
from guides.site.links import Site
from guides.site.text import typeset

# The script comes first, or the redirect without it, which loses the part behind the "#", would win.
_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="canonical" href="{canonical}">
<script src="../../assets/javascripts/moved.js" data-to="{relative}"></script>
<meta http-equiv="refresh" content="0; url={relative}">
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1">
</head>
<body>
<main>
<h1>This page has another address</h1>
<p>Go to <a href="{relative}">{title}</a>.</p>
</main>
</body>
</html>
"""


def final(collection: Collection, entry: Entry[Guide]) -> Entry[Guide]:
    """Give the guide that readers of one should see: a retired guide's successor, else itself."""
    return (collection.successor(entry) or entry) if entry.page.retired else entry


def moved_to(collection: Collection, entry: Entry[Guide] | Entry[Biller]) -> str:
    """Give the page that readers of a retired guide are sent to, by its path below the site; nothing for others."""
    own = collection.guides.get(entry.slug)
    target = final(collection, own) if own is entry else own
    return "" if target is None or target is own else f"guides/{target.slug}/"


def moved(collection: Collection) -> dict[str, str]:
    """Give the former addresses of guides: path below the site -> path of the guide, without slashes at the ends."""
    return {
        f"guides/{slug}": f"guides/{final(collection, entry).slug}"
        for entry in collection.guides.values()
        for slug in entry.page.former_slugs
        if slug not in collection.guides
    }


def _named(collection: Collection) -> Iterator[tuple[str, str, str]]:
    """Give each name that has a page: the folder, the name, and the path of the page."""
    for guide in collection.guides.values():
        service, target = guide.page.service, f"guides/{final(collection, guide).slug}"
        for name in (service.name, *service.aliases, *(former.name for former in service.history)):
            yield "guides", name, target
    for biller in collection.billers.values():
        for name in (biller.page.biller.name, *biller.page.biller.aliases):
            yield "billers", name, f"billers/{biller.slug}"


def other_names(collection: Collection) -> dict[str, str]:
    """Give the addresses that readers may guess from another name of a service or a biller.

    A name that would lead to two pages leads to neither, and to no page that exists.
    """
    names: dict[str, set[str]] = {}
    for room, name, target in _named(collection):
        if slug := slugify(name):
            names.setdefault(f"{room}/{slug}", set()).add(target)
    taken = {
        *moved(collection),
        *(f"guides/{slug}" for slug in collection.guides),
        *(f"billers/{slug}" for slug in collection.billers),
    }
    return {
        source: targets.pop() for source, targets in sorted(names.items()) if len(targets) == 1 and source not in taken
    }


def _title(collection: Collection, target: str) -> str:
    entry = collection.entry(f"{target}.md")
    return entry.page.title if entry else target


def ways(collection: Collection) -> list[tuple[str, str, str]]:
    """Give each address that leads elsewhere, where it leads, and the title of the page there."""
    ways = sorted({**other_names(collection), **moved(collection)}.items())
    return [(source, target, _title(collection, target)) for source, target in ways]


def paths(collection: Collection) -> Iterator[str]:
    """Give the path of each page that leads elsewhere."""
    yield from (f"{source}/index.html" for source, _, _ in collection.once(ways))


def pages(collection: Collection, site: Site) -> Iterator[tuple[str, str]]:
    """Write a page for each address that leads elsewhere: its path below the site, and its HTML."""
    for source, target, name in collection.once(ways):
        title = html.escape(typeset(name))
        canonical = html.escape(f"{site.url.rstrip('/')}/{target}/")
        yield f"{source}/index.html", _PAGE.format(title=title, canonical=canonical, relative=f"../../{target}/")


def rules_file(collection: Collection, site: Site) -> str:
    """Write the former addresses for hosts that redirect by themselves (`_redirects`), with the status 301.

    Other names are not in it: such files have a limited number of lines.
    """
    base = urlsplit(site.url).path.rstrip("/")
    ways = moved(collection)
    for entry in collection.guides.values():
        if (target := final(collection, entry)) is not entry:
            ways[f"guides/{entry.slug}"] = f"guides/{target.slug}"
    lines = [f"{base}/{source}/ {base}/{target}/ 301" for source, target in sorted(ways.items())]
    return "".join(f"{line}\n" for line in lines)
