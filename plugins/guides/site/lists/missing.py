"""What a reader can do about a guide that does not exist."""

from markupsafe import Markup

from guides.collection import Collection
from guides.site.links import Links


def missing(_collection: Collection, links: Links) -> Markup:
    """Give the ways to ask for a guide and to write one; a site without a repository has neither.

    `known.js` adds the name of the service to the first, out of our own list.
    """
    ask, write = links.request(), links.new("guides")
    if not ask:
        return Markup("<p>Write to whoever runs this site which service you could not find.</p>")
    asked = Markup(
        '<li><a href="{}" data-request="">Ask for the guide</a> (needs an account where this site is kept)</li>'
    ).format(ask)
    written = Markup('<li><a href="{}">Write it</a>, <a href="{}">with its fields beside you</a></li>').format(
        write, links.to("contribute/fields.md")
    )
    return Markup("<ul>{}{}</ul>").format(asked, written if write else "")
