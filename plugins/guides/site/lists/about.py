"""Lists about this site itself: who writes it, and how it rates."""

from guides.site import compose
from guides.site import difficulty as formula
from guides.collection import Collection
from guides.diagnostics import count
from guides.site.lists.rows import box, guide_rows, kept
from guides.site.links import Links
from guides.site.escaping import hide, inline
from guides.site.wording import ROUTE_TITLES

_NEWEST = 12
"""Of each author's guides so many are named: the page must not grow with every guide."""


def authors(collection: Collection, links: Links) -> list[str]:
    """Give who signs guides, with the newest of each."""
    lines = []
    for key, author in collection.authors.items():
        signed = [entry for entry in kept(collection) if key in entry.page.authors]
        newest = sorted(signed, key=lambda entry: (-entry.page.published.toordinal(), entry.slug))[:_NEWEST]
        lines += [f"## {hide(author.name)} {{ #{key} }}", "", inline(author.bio), ""]
        if len(signed) > _NEWEST:
            lines += [f"{count(len(signed), 'guide')}, among them:", ""]
        lines += [*box(guide_rows(newest, links)), ""]
    return lines


def disclaimer(_collection: Collection, _links: Links) -> list[str]:
    """Give the standard disclaimer, in words about any company."""
    return [compose.disclaimer("the company")]


def difficulty(_collection: Collection, _links: Links) -> list[str]:
    """Give the formula: what adds points, and which sum is which level."""
    channels = {
        points: [ROUTE_TITLES[via] for via, given in formula.CHANNEL_POINTS.items() if given == points]
        for points in formula.CHANNEL_WORDS
    }
    rows = [(", ".join(titles), points) for points, titles in channels.items()]
    rows += [("One must be able to log in", formula.LOGIN_POINTS)]
    rows += [(f"{least} or more offers to stay on the way", points) for least, points in formula.RETENTION_POINTS]
    rows += [
        (f"A notice of {formula.NOTICE_DAYS} days or more", formula.NOTICE_POINTS),
        ("A fee for leaving early", formula.FEE_POINTS),
        ("Staffed at certain hours only", formula.HOURS_POINTS),
        ("No written confirmation", formula.UNCONFIRMED_POINTS),
    ]
    lines = ["| Recorded fact | Points |", "|---|---|", *(f"| {hide(fact)} | {points} |" for fact, points in rows)]
    lines += ["", "| Sum | Level |", "|---|---|"]
    above: int | None = None
    for least, level, word in formula.LEVELS:
        span = f"{least} or more" if above is None else f"{least}" if least == above - 1 else f"{least} to {above - 1}"
        lines.append(f"| {span} | {level} of 5, {word} |")
        above = least
    return lines
