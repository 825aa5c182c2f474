"""How charges read on a statement, out of the data of guides and billers."""

from collections.abc import Iterable

from guides.collection import Collection
from guides.site.lists.rows import kept
from guides.model import Merchant
from guides.site.links import Links
from guides.site.escaping import hide


def _rows(merchants: Iterable[tuple[Merchant, str]]) -> list[str]:
    lines = [(" or ".join(merchant.statement), f"[{hide(merchant.name)}]({url})") for merchant, url in merchants if merchant.statement]
    rows = [f"| {hide(line)} | {guide} |" for line, guide in sorted(lines, key=lambda row: row[0].casefold())]
    return ["| The line says | Where to cancel |", "|---|---|", *rows] if rows else ["None at the moment."]


def services(collection: Collection, links: Links) -> list[str]:
    """Give the lines of all services that have one, with their guides."""
    return _rows((entry.page.service, links.to(entry.uri)) for entry in kept(collection))
