"""How charges read on a statement, out of the data of guides and billers."""

from markupsafe import Markup

from guides.collection import Collection
from guides.site.links import Links
from guides.site.lists.rows import by_name, macros


def services(collection: Collection, links: Links) -> Markup:
    """Give the lines of all services that have one, with their guides."""
    lines = [
        (
            " or ".join(entry.page.service.statement),
            Markup('<a href="{}">{}</a>').format(links.to(entry.uri), entry.page.service.name),
        )
        for entry in by_name(collection)
        if entry.page.service.statement
    ]
    rows = sorted(lines, key=lambda row: row[0].casefold())
    return macros().table(["The line says", "Where to cancel"], rows)  # type: ignore[no-any-return]
