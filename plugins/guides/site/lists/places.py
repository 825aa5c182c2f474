"""The parts of pages that a script fills or that lead to the finder: the only markup that no author's text needs."""

from markupsafe import Markup

from guides.collection import Collection
from guides.site.links import Links

_FIND = Markup("""\
<form class="find" role="search" data-finder="" action="{}guides/">\
<label class="unseen" for="find-home">Find a guide: a service, or the line on your bank statement</label>\
<input type="search" id="find-home" name="q" placeholder="Name or bank line" autocomplete="off" \
autocapitalize="off" spellcheck="false"/>\
<button>Find</button></form>""")


def _top(links: Links) -> str:
    """Give the way from a page's own address to the top of the site."""
    folder, _, name = links.uri.rpartition("/")
    return "../" * ((folder.count("/") + 1 if folder else 0) + (name != "index.md"))


def find(_collection: Collection, links: Links) -> Markup:
    """Give the search form; without JavaScript it leads to the list of all guides."""
    return _FIND.format(_top(links))


def results(_collection: Collection, _links: Links) -> Markup:
    """Give the places for what the finder found, and for its settings."""
    return Markup('<div id="results"></div><p id="finder-keys" hidden=""></p>')


def guides_list(_collection: Collection, _links: Links) -> Markup:
    """Give the place at which the list of all guides begins."""
    return Markup('<div id="guides-list"></div>')


def known(_collection: Collection, _links: Links) -> Markup:
    """Give the sentence about the service that has no guide, into which a script puts its name."""
    return Markup(
        '<p id="known-service">We know the names of many services that nobody has written a guide for yet. '
        "These six steps end nearly any subscription.</p>"
    )


_WAYS = (
    ("guides/index.md", "All guides from A to Z", "filter and sort them"),
    ("categories/index.md", "By category", "video, music, news …"),
    ("billers/index.md", "By who bills you", "Apple, Google Play, PayPal …"),
    ("browse/difficulty.md", "By difficulty", "where enough is known"),
    ("browse/channels.md", "What takes more", "a call, a letter, a notice, a fee"),
    ("browse/checked.md", "Recently checked", "compared with their sources"),
    ("browse/changed.md", "Recently changed", "what is different now"),
    ("browse/retired.md", "Retired guides", "and where they lead"),
)


def ways(_collection: Collection, links: Links) -> Markup:
    """Give the ways to browse, each with a few words about it."""
    row = Markup('<li><a href="{}">{} <span>{}</span></a></li>')
    rows = Markup().join(row.format(links.to(uri), title, about) for uri, title, about in _WAYS)
    return Markup('<div class="list"><ul>{}</ul></div>').format(rows)
