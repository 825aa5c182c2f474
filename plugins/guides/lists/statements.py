"""How charges read on a statement, out of the data of guides and billers."""

from collections.abc import Iterable

from guides.collection import Collection
from guides.lists.rows import kept
from guides.model import Payee
from guides.pages.links import Links
from guides.pages.protect import hide


def _rows(payees: Iterable[tuple[Payee, str]]) -> list[str]:
    lines = [(" or ".join(payee.statement), f"[{hide(payee.name)}]({url})") for payee, url in payees if payee.statement]
    rows = [f"| {hide(line)} | {guide} |" for line, guide in sorted(lines, key=lambda row: row[0].casefold())]
    return ["| The line says | Where to cancel |", "|---|---|", *rows] if rows else ["None at the moment."]


def services(collection: Collection, links: Links) -> list[str]:
    """Give the lines of all services that have one, with their guides."""
    return _rows((entry.page.service, links.to(entry.uri)) for entry in kept(collection))
