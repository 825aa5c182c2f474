"""What the law says in each place, out of the data of the pages in docs/law/."""

from markupsafe import Markup

from guides.collection import Collection
from guides.model import LawRule
from guides.site import wording
from guides.site.links import Links
from guides.site.lists.rows import UnknownListError, macros
from guides.site.text import inline


def _rules_of_law(collection: Collection, links: Links) -> tuple[LawRule, ...]:
    entry = next((entry for entry in collection.laws.values() if entry.uri == links.uri), None)
    if entry is None:
        message = f"docs/{links.uri} asks for rules of law; only pages in docs/law/ have them in their data."
        raise UnknownListError(message)
    return entry.page.law


def _status(rule: LawRule) -> Markup:
    words, is_loud = wording.status(rule)
    return Markup("<strong>{}</strong>").format(words) if is_loud else Markup.escape(words)


def rules(collection: Collection, links: Links) -> Markup:
    """Give the rules of the place that the page is about."""
    rows = [(rule.rule, _status(rule), inline(rule.what_you_can_do)) for rule in _rules_of_law(collection, links)]
    return macros().table(["Rule", "Status", "What you can do"], rows)  # type: ignore[no-any-return]


def sources(collection: Collection, links: Links) -> Markup:
    """Give the source of each of them, with the age of its text."""
    items = []
    for rule in _rules_of_law(collection, links):
        age = f"text of {wording.day(rule.source_date)}" if rule.source_date else "a text without a date"
        items.append(
            Markup('<a href="{}">{}</a>: {}, compared on {}. {}').format(
                rule.source, rule.rule, age, wording.day(rule.checked), inline(rule.note)
            )
        )
    return macros().bullets(items)  # type: ignore[no-any-return]


def overview(collection: Collection, links: Links) -> Markup:
    """Give what matters most in every place."""
    rows = [
        (
            Markup('<a href="{}">{}</a>').format(links.to(entry.uri), entry.page.place),
            rule.rule,
            _status(rule),
            inline(rule.overview),
        )
        for entry in sorted(collection.laws.values(), key=lambda entry: entry.page.place)
        for rule in entry.page.law
        if rule.overview
    ]
    return macros().table(["Place", "Rule", "Status", "What you can use"], rows)  # type: ignore[no-any-return]
