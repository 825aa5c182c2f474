"""The same trust for what is no guide: categories, laws, help, and who signs.

These pages cite many hosts by their nature, so a foreign one is only a warning here, while what
can harm a reader is an error as everywhere.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from guides.cache import Asked, Findings
from guides.diagnostics import Diagnostic
from guides.rules import characters, contacts, internal_links, links, secrets
from guides.rules.context import Checker, Context, Subject
from guides.rules.lib import urls
from guides.rules.links import LINK_LOOK_ALIKE
from guides.source.frontmatter import Document, FrontMatterError, parse
from guides.source.markdown import Body

_CHECKERS: tuple[Checker, ...] = (
    contacts.undeclared_numbers,
    contacts.undeclared_mail,
    contacts.contact_links,
    secrets.requests,
    characters.letters,
    characters.hidden_in_body,
    internal_links.honest_texts,
)


def _links(subject: Subject) -> Iterator[Diagnostic]:
    """Every address is of an honest form, and imitates nobody's."""
    for link in subject.prose.links:
        if links.is_site_link(link) or urls.scheme(link.url) in {"mailto", "tel"} or link.kind == "reference":
            continue
        if link.kind == "field" and not links.is_valid_field(link.url):
            continue
        for problem in urls.problems(link.url):
            yield problem.at(subject.document, link.position)
        host = urls.host_of(link.url)
        if not links.is_trusted(subject, link.url) and (imitated := subject.context.names.imitated(host)):
            message = f"`{host}` reads like `{imitated}`, and is not it."
            yield LINK_LOOK_ALIKE.at(subject.document, link.position, message, f"Write {imitated}.")


def _findings(subject: Subject) -> Iterator[Diagnostic]:
    for checker in (_links, *_CHECKERS):
        # The same address twice in a line is one finding.
        yield from dict.fromkeys(checker(subject))


def _is_other(uri: str) -> bool:
    is_guide = uri.startswith(("guides/", "billers/")) and not uri.endswith("/index.md")
    return uri.endswith(".md") and not is_guide


def _document(text: str, path: str) -> Document:
    """Read a page; where it has no data, or broken ones, all of it is text."""
    try:
        return parse(text, path)
    except FrontMatterError:
        return Document(path, {}, text, 1, tuple(text.splitlines()) or ("",), {}, {})


def check(
    text: Callable[[str], str], root: str, context: Context, kept: Findings | None = None
) -> Iterator[Diagnostic]:
    """Check the pages that are no guides; `text` reads one by its path below docs/, `kept` remembers what was found."""
    for uri in sorted(filter(_is_other, context.files)):
        try:
            document = _document(text(uri), f"{root}{uri}")
        except FrontMatterError as error:
            yield from error.diagnostics
            continue
        found = kept.get(document.path, document.lines, context.anchors) if kept else None
        if found is None:
            asked = Asked(context.anchors)
            found = tuple(_findings(Subject(document, Body(document), None, uri, replace(context, anchors=asked))))
            if kept:
                kept.keep(document.path, document.lines, asked.told, found)
        yield from found


def check_authors(document: Document, context: Context) -> Iterator[Diagnostic]:
    """Check what authors say of themselves; they have links of their own, and no phone."""
    subject = Subject(document, Body(document), None, "about/authors.yml", context)
    yield from _findings(subject)
