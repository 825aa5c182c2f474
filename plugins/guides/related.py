"""Which guides the reader of one may need next."""

from guides.collection import Collection, Entry
from guides.model import Guide


def related(collection: Collection, entry: Entry[Guide], most: int = 5) -> list[Entry[Guide]]:
    """Choose the guides that readers of one need: declared ones first, then of its category, then with its billers."""
    guide = entry.page
    billers = {route.via for route in guide.routes if route.via.is_biller}

    def nearness(other: Entry[Guide]) -> tuple[int, int, str]:
        same = other.page.service.category == guide.service.category
        shared = len(billers & {route.via for route in other.page.routes})
        return (0 if same else 1, -shared, other.slug)

    declared = [collection.guides[slug] for slug in guide.related if slug in collection.guides]
    others = [
        other
        for other in collection.guides.values()
        if other is not entry and other not in declared and other.page.retired is None
    ]
    near = sorted((other for other in others if nearness(other)[0] == 0), key=nearness)
    return [*declared, *near][:most]
