"""Lists that ordinary pages ask for with a comment line: `<!-- guides: billers -->`.

The words around a list belong to the page's editors; only the list is made here.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from guides.collection import Collection
from guides.site.lists import about, browse, law, reference, statements
from guides.site.lists.browse import category_page
from guides.site.lists.rows import UnknownListError
from guides.site.links import Links
from guides.source.schema_errors import did_you_mean

__all__ = ["LISTS", "UnknownListError", "category_page", "fill"]

_LINE = re.compile(r"<!-- guides: *(?P<name>[a-z-]+) *-->")

LISTS: Mapping[str, Callable[[Collection, Links], list[str]]] = {
    "guides": browse.guides,
    "filters": browse.filters,
    "categories": browse.categories,
    "billers": browse.billers,
    "by-biller": browse.by_biller,
    "by-channel": browse.by_channel,
    "by-difficulty": browse.by_difficulty,
    "checked": browse.checked,
    "recently-checked": browse.recently_checked,
    "changed": browse.changed,
    "recently-changed": browse.recently_changed,
    "retired": browse.retired,
    "authors": about.authors,
    "disclaimer": about.disclaimer,
    "difficulty": about.difficulty,
    "statements": statements.services,
    "law": law.rules,
    "law-sources": law.sources,
    "laws": law.overview,
    "fields": lambda _collection, _links: reference.fields(),
    "rules": lambda _collection, _links: reference.rules(),
}


def fill(lines: Iterable[str], collection: Collection, links: Links) -> list[str]:
    """Put the lists that a page asks for in the place of their comment lines.

    Raises UnknownListError, naming the page and the list.
    """
    result: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not (found := _LINE.fullmatch(line.strip())):
            result.append(line)
            continue
        name = found["name"]
        if name not in LISTS:
            near = did_you_mean(name, LISTS)
            hint = f"Did you mean `{near}`?" if near else f"There are: {', '.join(LISTS)}."
            message = f"docs/{links.uri}, text line {number}: there is no list `{name}`. {hint}"
            raise UnknownListError(message)
        result += LISTS[name](collection, links)
    return result
