"""The ways in for those who want to help: each a link, and what it needs before one begins.

The words around them belong to the page. Where to, only the publisher's settings know: whose
repository it is, and whether there is a mail address or a form for those without an account.
"""

from markupsafe import Markup

from guides.collection import Collection
from guides.site import wording
from guides.site.links import Links
from guides.site.skeleton import skeleton


def _link(url: str, label: str) -> Markup:
    return Markup('<a class="md-button" href="{}">{}</a>').format(url, label)  # noqa: S704 - escapes


def _paragraph(*parts: Markup | str) -> Markup:
    return Markup("<p>{}</p>").format(Markup(" ").join(part for part in parts if part))  # noqa: S704 - escapes


def _without_account(links: Links, subject: str) -> Markup:
    """Say how it goes without an account, where the publisher offers that."""
    ways = []
    if links.site.email:
        address = f"mailto:{links.site.email}?subject={subject}"
        ways.append(Markup('write to <a href="{}">{}</a>').format(address, links.site.email))  # noqa: S704 - escapes
    if links.site.form:
        ways.append(Markup('<a href="{}">fill in a form</a>').format(links.site.form))  # noqa: S704 - escapes
    return Markup("Without an account, {}.").format(Markup(" or ").join(ways)) if ways else Markup()  # noqa: S704


def _needs(links: Links, minutes: str) -> str:
    """Say what it takes, before anybody has begun."""
    if not links.site.repo_url:
        return ""
    return f"You need a free account at {wording.host(links.site.repo_url)}, and {minutes}."


def missing(_collection: Collection, links: Links) -> Markup:
    """Give the ways to a guide that does not exist; `known.js` adds the name of the service, out of our own list."""
    asked = Markup("Write to whoever runs this site which service you could not find.")
    if request := links.request():
        text = '<a href="{}" data-request="">Ask for the guide</a> (needs an account where this site is kept)'
        asked = Markup(text).format(request)  # noqa: S704 - escapes
    text = '<a href="{}" data-write="">Write it in your browser</a>, and see the page while you type'
    written = Markup(text).format(links.to("contribute/write.md"))  # noqa: S704 - escapes
    return Markup("<ul><li>{}</li><li>{}</li></ul>").format(asked, written)


def ask(_collection: Collection, links: Links) -> Markup:
    """Give the way to ask for a guide."""
    button = _link(links.request(), "Ask for a guide") if links.site.repo_url else ""
    return _paragraph(button, _needs(links, "a minute"), _without_account(links, "A guide is missing"))


def correct(_collection: Collection, links: Links) -> Markup:
    """Give the way to a guide that is to be corrected."""
    button = _link(links.to("guides/index.md"), "Find the guide")
    return _paragraph(button, _needs(links, "two minutes"), _without_account(links, "Something changed"))


def write(_collection: Collection, links: Links) -> Markup:
    """Give the way to write a guide in the browser, with everything in the file that need not be asked."""
    address = links.new_file("guides/name-of-the-service.md", skeleton("Name of the service", None))
    button = _link(address, f"Begin a guide at {wording.host(links.site.repo_url)}") if address else ""
    return _paragraph(button, _needs(links, "half an hour with the company’s own pages"))


def new_guide(_collection: Collection, _links: Links) -> Markup:
    """Give the file that a new guide begins as."""
    text = skeleton("Name of the service", None)
    return Markup("<pre><code>{}</code></pre>").format(text)  # noqa: S704 - escapes


def write_page() -> Markup:
    """Give the place in which guides are written, and the one script of that page."""
    return Markup(
        '<div id="write"><p>This needs a browser with JavaScript.</p></div>'
        '<script type="module" src="../../assets/write/start.js"></script>'
    )
