"""The places of a page that a link can lead to.

The same rules as those of the engines that print the page: a heading's text in lower case,
spaces as hyphens, a number where it would stand there a second time.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from guides.source.raw import at, merchant_key

_GENERATED = frozenset({"who-bills-you", "after-you-cancel", "sources", "by-when", "disclaimer", "feedback"})
_OF_GUIDES = frozenset({"other-billers", "charged-again", "related"})
_OF_FIELDS = (
    (("save_first",), "save-first"),
    (("proof",), "proof"),
    (("not_enough",), "not-enough"),
    (("alternatives",), "alternatives"),
    (("outcome", "refunds"), "money-back"),
    (("outcome", "fees"), "fees"),
    (("changes",), "changes"),
)
_OWN_ID = re.compile(r"\{[^{}]*#(?P<id>[\w-]+)[^{}]*\}\s*$")
_SPLIT = re.compile(r"[-\s]+")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*")
_FENCE = re.compile(r" {0,3}(```|~~~)")


def headings(text: str) -> Iterator[str]:
    """Give the headings of an ordinary page, as they are written."""
    is_code = False
    for line in text.split("\n"):
        if _FENCE.match(line):
            is_code = not is_code
        elif not is_code and (match := _HEADING.fullmatch(line)):
            yield re.sub(r"[*`]|\]\([^)]*\)|\[", "", match.group(1))


def of_heading(text: str) -> str:
    """Give the anchor of a heading, as Python-Markdown makes it."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _SPLIT.sub("-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def of_headings(texts: Iterable[str]) -> Iterator[str]:
    """Give the anchors of a page's headings, those named by hand included."""
    seen: set[str] = set()
    for text in texts:
        if named := _OWN_ID.search(text):
            yield named["id"]
            continue
        anchor = of_heading(text)
        number = 1
        while not anchor or anchor in seen:
            anchor, number = f"{of_heading(text)}_{number}", number + 1
        seen.add(anchor)
        yield anchor


def of_route(parts: Iterable[str], taken: set[str]) -> str:
    """Give the anchor of a route from what sets it apart, and mark it as taken."""
    base = re.sub(r"[^a-z0-9]+", "-", "-".join(parts).lower()).strip("-")
    anchor, number = base, 2
    while anchor in taken:
        anchor, number = f"{base}-{number}", number + 1
    taken.add(anchor)
    return anchor


def of_steps(way: str, size: int, taken: AbstractSet[str]) -> list[str]:
    """Give the anchors of a way's steps: `website-2`, or `website-step-2` where a second way is called so."""
    numbers = range(1, size + 1)
    prefix = f"{way}-step" if any(f"{way}-{number}" in taken for number in numbers) else way
    return [f"{prefix}-{number}" for number in numbers]


def generated(data: Mapping[str, Any]) -> set[str]:
    """Give the anchors that a guide's page has besides its author's headings, from its data as written."""
    taken = {*_GENERATED, *(anchor for path, anchor in _OF_FIELDS if at(data, *path))}
    taken |= {"guides"} if merchant_key(data) == "biller" else _OF_GUIDES
    routes = data.get("routes")
    sizes: dict[str, int] = {}
    for route in routes if isinstance(routes, list) else ():
        if not isinstance(route, Mapping):
            continue
        regions = route.get("regions")
        parts = [str(route[name]) for name in ("via", "device", "plan") if route.get(name)]
        parts += [str(region) for region in regions] if isinstance(regions, list) else []
        ways = [of_route(parts, taken), *([f"{route.get('via')}-{route['id']}"] if route.get("id") else [])]
        steps = route.get("steps")
        sizes |= dict.fromkeys(ways, len(steps) if isinstance(steps, list) else 0)
    ways_and_rest = frozenset({*taken, *sizes})
    return set(ways_and_rest).union(*(of_steps(way, size, ways_and_rest) for way, size in sizes.items()))
