"""The places of a page that a link can lead to.

The same rules as those of the engines that print the page: a heading's text in lower case,
spaces as hyphens, a number where it would stand there a second time.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Any, TypeVar

from guides.source.raw import at, merchant_key

T = TypeVar("T")

_GENERATED = frozenset({"after-you-cancel", "sources", "disclaimer", "feedback", "my-date"})
_OF_GUIDES = frozenset({"who-bills-you", "charged-again", "related"})
_OF_FIELDS = (
    (("save_first",), "save-first"),
    (("proof",), "proof"),
    (("not_enough",), "not-enough"),
    (("alternatives",), "alternatives"),
    (("outcome", "refunds"), "money-back"),
    (("outcome", "fees"), "fees"),
    (("changes",), "changes"),
)
HEADINGS = frozenset(
    {
        *(*_GENERATED, *_OF_GUIDES, *(anchor for _, anchor in _OF_FIELDS)),
        *("other-billers", "by-when", "what-stays", "questions", "letter", "difficulty", "guides"),
    }
)
"""Anchors of a page's own parts, which no route and no heading of an author may repeat."""
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


@lru_cache(maxsize=20_000)
def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def of_route(parts: Iterable[str], taken: set[str]) -> str:
    """Give the anchor of a route from what sets it apart, and mark it as taken."""
    base = _slug("-".join(parts))
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


Routes = Sequence[Mapping[str, Any]]


def _routes(data: Mapping[str, Any]) -> Routes:
    routes = data.get("routes")
    return [route for route in routes if isinstance(route, Mapping)] if isinstance(routes, list) else []


def _own_parts(route: Mapping[str, Any]) -> list[str]:
    regions = route.get("regions")
    parts = [str(route[name]) for name in ("device", "plan") if route.get(name)]
    return parts + ([str(region) for region in regions] if isinstance(regions, list) else [])


def _size(route: Mapping[str, Any]) -> int:
    steps = route.get("steps")
    return len(steps) if isinstance(steps, list) else 0


def fitting(routes: Sequence[T], fits: Sequence[str], of: Callable[[T, str], Any]) -> Sequence[T]:
    """Choose the routes of a biller that a guide shows: those that it names, else those for any plan.

    `of` gives a route's field by its name, so that data as written and records are chosen alike.
    """
    if fits:
        return [route for route in routes if of(route, "id") in fits]
    return [route for route in routes if not of(route, "plan")] or routes


def _has_deadlines(data: Mapping[str, Any]) -> bool:
    """Whether a page tells more of its deadlines than its first screen does."""
    named = [data.get("deadline"), data.get("trial_deadline")]
    others = data.get("other_deadlines")
    deadlines = [*filter(None, named), *(others if isinstance(others, list) else [])]
    return len(deadlines) > 1 or any(at(deadline, "note") or at(deadline, "source") for deadline in deadlines)


def generated(data: Mapping[str, Any], billers: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """Give the anchors that a guide's page has besides its author's headings, from its data as written.

    `billers` has the data of each biller by its `via`: a guide's page shows their ways and steps.
    """
    taken = {*_GENERATED, *(anchor for path, anchor in _OF_FIELDS if at(data, *path))}
    is_biller = merchant_key(data) == "biller"
    taken |= {"guides"} if is_biller else _OF_GUIDES
    taken |= {"by-when"} if _has_deadlines(data) else set()
    taken |= {"who-bills-you"} if len(_routes(data)) > 1 else set()
    shared = {id(route) for route in _routes(data) if not route.get("steps") and str(route.get("via")) in billers}
    sizes: dict[str, int] = {}
    for route in sorted(_routes(data), key=lambda route: id(route) in shared):
        way = of_route([str(route.get("via")), *_own_parts(route)], taken)
        if id(route) not in shared:
            named = f"{route.get('via')}-{route['id']}" if route.get("id") else way
            taken.add(named)
            sizes[named] = _size(route)
            continue
        taken.add("other-billers")
        fits = route.get("fits")
        all_of_biller = _routes(billers[str(route["via"])])
        for own in fitting(all_of_biller, fits if isinstance(fits, list) else (), Mapping.get):
            parts = [str(own["id"])] if own.get("id") else _own_parts(own)
            sizes[of_route([way, *parts], taken)] = _size(own)
    ways_and_rest = frozenset(taken)
    return set(ways_and_rest).union(*(of_steps(way, size, ways_and_rest) for way, size in sizes.items()))
