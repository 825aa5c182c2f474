"""Lists that ordinary pages ask for with a comment line: `<!-- guides: billers -->`.

The words around a list belong to the page's editors; only the list is made here.
"""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from guides.collection import Collection
from guides.site.links import Links
from guides.site.lists import about, browse, contribute, law, places, reference, statements
from guides.site.lists.rows import UnknownListError
from guides.source.lists import END, GROUP, LINE, SOME
from guides.source.schema_errors import did_you_mean

__all__ = ["LINE", "LISTS", "UnknownListError", "make"]

LISTS: Mapping[str, Callable[[Collection, Links], Markup]] = {
    "guides": browse.guides,
    "filters": browse.filters,
    "categories": browse.categories,
    "of-category": browse.of_category,
    "billers": browse.billers,
    "by-biller": browse.by_biller,
    "by-channel": browse.by_channel,
    "by-difficulty": browse.by_difficulty,
    "by-what-differs": browse.by_what_differs,
    "checked": browse.checked,
    "changed": browse.changed,
    "recently-changed": browse.recently_changed,
    "corrections": browse.corrections,
    "retired": browse.retired,
    "authors": about.authors,
    "disclaimer": about.disclaimer,
    "difficulty": about.difficulty,
    "statements": statements.services,
    "law": law.rules,
    "law-sources": law.sources,
    "laws": law.overview,
    "missing": contribute.missing,
    "ask": contribute.ask,
    "correct": contribute.correct,
    "write": contribute.write,
    "new-guide": contribute.new_guide,
    "fields": lambda collection, _links: reference.fields(collection),
    "write-page": contribute.write_page,
    "rules": lambda _collection, _links: reference.rules(),
    "find": places.find,
    "results": places.results,
    "guides-list": places.guides_list,
    "known": places.known,
    "ways": places.ways,
}

_HAVE_STEPS = ("fields",)
"""Those that show the words of steps; all others show only how many there are."""


def has_steps(text: str) -> bool:
    """Whether a page's text asks for a list that shows the words of steps."""
    asked = (LINE.fullmatch(line.strip()) for line in text.split("\n") if "guides:" in line)
    return any(match and match["name"] in _HAVE_STEPS for match in asked)


def make(name: str, words: str, number: int, collection: Collection, links: Links) -> Markup:
    """Make the list that line `number` of a page's text asks for.

    Raises UnknownListError, naming the page and the list.
    """
    if name in {GROUP, END}:
        # The engine puts what stands between the two into one element.
        return Markup('<group class="{}"/>').format(words) if name == GROUP else Markup("<group/>")
    if name not in {*LISTS, SOME}:
        near = did_you_mean(name, LISTS)
        hint = f"Did you mean `{near}`?" if near else f"There are: {', '.join(LISTS)}."
        message = f"docs/{links.uri}, text line {number}: there is no list `{name}`. {hint}"
        raise UnknownListError(message)
    if name == SOME:
        slugs = words.split()
        if missing := [slug for slug in slugs if slug not in collection.guides]:
            message = f"docs/{links.uri}, text line {number}: there is no guide `{missing[0]}`."
            raise UnknownListError(message)
        return browse.some(slugs, collection, links)
    return LISTS[name](collection, links)
