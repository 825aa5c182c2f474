"""Lists about this site itself: who writes it, and how it rates."""

from markupsafe import Markup

from guides.collection import Collection
from guides.diagnostics import count
from guides.model.channels import CHANNELS
from guides.site import difficulty as formula
from guides.site.html import environment
from guides.site.links import Links
from guides.site.lists.rows import Part, by_name, guide_rows, macros
from guides.site.text import inline

_NEWEST = 12
"""Of each author's guides so many are named: the page must not grow with every guide."""


def authors(collection: Collection, links: Links) -> Markup:
    """Give who signs guides, with the newest of each."""
    parts = []
    for key, author in collection.authors.items():
        signed = [entry for entry in by_name(collection) if key in entry.page.authors]
        newest = sorted(signed, key=lambda entry: (-entry.page.published.toordinal(), entry.slug))[:_NEWEST]
        more = f" {count(len(signed), 'guide')}, among them:" if len(signed) > _NEWEST else ""
        lead = Markup("{}{}").format(inline(author.bio), more)
        parts.append(Part(author.name, key, guide_rows(newest, links, collection), lead))
    return macros().sections(parts)  # type: ignore[no-any-return]


def disclaimer(_collection: Collection, _links: Links) -> Markup:
    """Give the standard disclaimer, in words about any company."""
    text = environment().get_template("disclaimer.html.jinja").render(company="the company", page=None)
    return Markup("<p>{}</p>").format(Markup(text.strip()))  # noqa: S704 - our own template, which escapes


def difficulty(_collection: Collection, _links: Links) -> Markup:
    """Give the formula: what adds points, and which sum is which level."""
    points = sorted({row.points for row in CHANNELS.values()})
    rows: list[tuple[str, int | str]] = [
        (", ".join(row.title for row in CHANNELS.values() if row.points == own), own) for own in points
    ]
    rows += [("One must be able to log in", formula.LOGIN_POINTS)]
    rows += [(f"{count(least, 'offer')} or more to stay on the way", own) for least, own in formula.OFFER_POINTS]
    rows += [("The way is hard to find", formula.HIDDEN_POINTS)]
    rows += [("An authority or a court objects to the way", formula.DISPUTED_POINTS)]
    rows += [(f"A notice of {least} days or more", own) for least, own in formula.NOTICE_POINTS]
    rows += [
        ("A fee for leaving early", formula.FEE_POINTS),
        ("Staffed at certain hours only", formula.HOURS_POINTS),
        ("No written confirmation", formula.UNCONFIRMED_POINTS),
    ]
    levels = []
    above: int | None = None
    for least, level, word in formula.LEVELS:
        span = f"{least} or more" if above is None else f"{least}" if least == above - 1 else f"{least} to {above - 1}"
        levels.append((span, f"{level} of 5, {word}"))
        above = least
    return macros().table(["Recorded fact", "Points"], rows) + macros().table(["Sum", "Level"], levels)  # type: ignore[no-any-return]
