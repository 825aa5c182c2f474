"""Which guides the reader of one may need next."""

from heapq import nsmallest

from guides.collection import Collection, Entry
from guides.model import Guide


def related(collection: Collection, entry: Entry[Guide], most: int = 5) -> list[Entry[Guide]]:
    """Choose the guides that readers of one need: declared ones, then of its category, those of its billers first."""
    guide = entry.page
    billers = {route.via for route in guide.routes if route.via.is_biller}
    declared = [collection.guides[slug] for slug in guide.related if slug in collection.guides]
    left_out = {entry.uri, *(other.uri for other in declared)}

    def nearness(other: Entry[Guide]) -> tuple[int, str]:
        return -len(billers & {route.via for route in other.page.routes}), other.slug

    near = (other for other in collection.by_category.get(guide.service.category, ()) if other.uri not in left_out)
    return [*declared, *nsmallest(most, near, key=nearness)][:most]
