"""Composes a guide's page as Markdown, from its data and its author's text.

The templates say how a page reads, pages/views.py what it shows. A value that a template prints is
hidden from Markdown unless a filter here has made it Markdown, so a forgotten filter shows
stray characters and never lets markup in.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from guides.collection import Collection
from guides.rules.lib import phone_numbers
from guides.model import regions
from guides.model import Guide, Source
from guides.model.words import Copy
from guides.site import views, wording
from guides.site.links import Links, Site
from guides.site.escaping import Markdown, hide, inline


def _finalize(value: Any) -> str:  # noqa: ANN401 - whatever a template prints
    if value is None:
        return ""
    return value if isinstance(value, Markdown) else hide(str(value))


def _inline(value: str | None, fill: Mapping[str, str] | None = None) -> Markdown:
    text: str = inline(value) if value else ""
    for name, replacement in (fill or {}).items():
        text = text.replace(hide(f"{{{name}}}"), hide(replacement))
    return Markdown(text)


def _source_age(source: Source) -> str:
    text = f"text of {source.date}" if source.date else "undated"
    if source.language:
        text = f"{text}, in {source.language}"
    if source.copy_read is Copy.OPEN_TERMS_ARCHIVE:
        return f"{text}, read in Open Terms Archive’s copy"
    return f"{text}, read in a stored copy" if source.copy_read else text


@pass_context
def _source_title(context: Context, url: str) -> str:
    titles: Mapping[str, str] = context["titles"]
    return titles.get(url) or wording.host(url)


@pass_context
def _link(context: Context, uri: str) -> str:
    links: Links = context["links"]
    return links.to(uri)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("guides", "site/templates"),
        autoescape=False,  # noqa: S701 - the output is Markdown, and `finalize` makes values safe for it
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    environment.filters |= {
        "md": Markdown,
        "inline": _inline,
        "day": wording.day,
        "host": wording.host,
        "national": phone_numbers.national,
        "text_age": wording.text_age,
        "alternative": wording.ALTERNATIVES.__getitem__,
        "deadline": wording.deadline,
        "places": regions.names,
        "route_title": wording.route_title,
        "source_age": _source_age,
        "source_title": _source_title,
        "link": _link,
    }
    environment.globals |= {
        "br": Markdown("<br>"),
        "disclaimer_title": "What this page is, and what it is not",
        "named": regions.FEW,
    }
    return environment


def disclaimer(name: str) -> str:
    """Give the standard disclaimer, which stands in one template only."""
    return _environment().get_template("disclaimer.md.jinja").render(name=name).strip()


def compose(collection: Collection, uri: str, site: Site) -> str | None:
    """Compose the page of a guide or a biller; nothing for any other page.

    `uri` is the page's path below docs/: `guides/coursera.md`.
    """
    entry = collection.entry(uri)
    if entry is None:
        return None
    links = Links(uri, site)
    if isinstance(entry.page, Guide):
        view, name, fill = views.guide_view(collection, entry, links), "guide.md.jinja", {}
    else:
        view, name, fill = views.biller_view(collection, entry, links), "biller.md.jinja", views.OWN_PAGE_FILL
    return _environment().get_template(name).render(view, fill=fill, disclaimer=disclaimer(view["name"]))
