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
    return Markup('<a class="md-button" href="{}">{}</a>').format(url, label)


def _paragraph(*parts: Markup | str) -> Markup:
    return Markup("<p>{}</p>").format(Markup(" ").join(part for part in parts if part))


def _without_account(links: Links, subject: str, by_form: Markup | str) -> Markup:
    """Say how it goes without an account, where the publisher offers that; `by_form` is where the form is."""
    ways: list[Markup | str] = []
    if links.site.email:
        address = f"mailto:{links.site.email}?subject={subject}"
        ways.append(Markup('write to <a href="{}">{}</a>').format(address, links.site.email))
    if links.site.form:
        ways.append(by_form)
    return Markup("Without an account, {}.").format(Markup(" or ").join(ways)) if ways else Markup()


def _ask_by_form(links: Links) -> Markup:
    """Give a form of one field, which works without a script."""
    text = (
        '<form class="fill" method="post" action="{}">'
        '<label>Which service? <input name="service" maxlength="60" required="" /></label> '
        '<button class="md-button">Send to {}</button></form>'
    )
    return Markup(text).format(links.site.form, wording.host(links.site.form))  # noqa: S704 - escapes


def _needs(links: Links, way: str, minutes: str) -> str:
    """Say what it takes, before anybody has begun; nothing where `way`, an address of the repository, is empty."""
    if not way:
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


ROOMS = ("law/", "help/")
"""Folders of texts that state what can change, as guides do; pages of categories have a template, which says it."""


def mend(links: Links) -> Markup:
    """Give what stands at the end of a page that is no guide: the ways to say that something is different."""
    title = wording.changed(links.uri)
    ways = (
        (links.issue("change.yml", title=title, guide=links.uri), "Report a change"),
        (links.edit(), "Edit this page"),
    )
    made = [Markup('<a href="{}">{}</a>').format(url, label) for url, label in ways if url]
    return _paragraph("Is something different?", Markup(" or ").join(made)) if made else Markup()


def ask(_collection: Collection, links: Links) -> Markup:
    """Give the way to ask for a guide."""
    request = links.request()
    button = _link(request, "Ask for a guide") if request else ""
    without = _without_account(links, "A guide is missing", "say its name here")
    form = _ask_by_form(links) if links.site.form else ""
    return _paragraph(button, _needs(links, request, "a minute"), without) + form


def correct(_collection: Collection, links: Links) -> Markup:
    """Give the way to a guide that is to be corrected."""
    button = _link(links.to("guides/index.md"), "Find the guide")
    without = _without_account(links, "Something changed", "answer the question at the end of the guide")
    return _paragraph(button, _needs(links, links.edit(), "two minutes"), without)


def write(_collection: Collection, links: Links) -> Markup:
    """Give the way to write a guide in the browser, and that to a file with all that need not be asked."""
    button = _link(links.to("contribute/write.md"), "Write it in your browser")
    without = _without_account(links, "A guide", "let that page send it")
    needs = _needs(links, links.new("guides"), "half an hour with the company’s own pages")
    way = _paragraph(button, needs, without)
    address = links.new_file("guides/name-of-the-service.md", skeleton("Name of the service", None))
    if not address:
        return way
    text = 'Or <a href="{}">begin the file at {}</a>: replace each TODO, and give the file the service’s name.'
    return way + _paragraph(Markup(text).format(address, wording.host(links.site.repo_url)))  # noqa: S704 - escapes


def new_guide(_collection: Collection, _links: Links) -> Markup:
    """Give the file that a new guide begins as."""
    text = skeleton("Name of the service", None)
    return Markup("<pre><code>{}</code></pre>").format(text)


def write_page(_collection: Collection, links: Links) -> Markup:
    """Give the place in which guides are written, what handing one over takes, and the one script of that page."""
    has_host = links.new("guides") or links.edit()
    ways = [f"to {wording.host(links.site.repo_url)}, with a free account there"] if has_host else []
    if links.site.form:
        ways.append("without an account, by the button “Send”")
    ways.append("without an account, by e-mail" if links.site.email else "as a file that you download")
    return _paragraph(f"When it is done you hand it over: {'; or '.join(ways)}.") + Markup(
        '<div id="write" data-form="{}"><p>This needs a browser with JavaScript.</p></div>'
        '<script type="module" src="../../assets/write/start.js"></script>'
    ).format(links.site.form)
