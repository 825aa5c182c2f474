"""A guide with nothing in it yet but what everybody has to write: the file that a new guide begins as.

One text for the command, the reference page and the host's page for a new file, so that
whoever starts anywhere starts alike. What is still to be written stands behind TODO, which
the checker finds, each with what belongs there.
"""

from collections.abc import Iterator, Sequence
from datetime import date

import yaml

from guides.model.channels import Via

BLANK = "TODO"
"""How a text begins that nobody has written yet."""

_OPTIONAL = "remove the line if that is clear"


def scalar(text: str) -> str:
    """Write a text as YAML on one line, in quotes where it needs them."""
    written: str = yaml.safe_dump(text, allow_unicode=True, width=10_000, default_flow_style=True)
    return written.removesuffix("\n").removesuffix("\n...")


def _route(via: Via, today: str) -> Iterator[str]:
    yield f"  - via: {via.value}"
    if via.channel.starts_at_page:
        yield f"    url: {BLANK} the page where it starts, https://…"
    if via is Via.PHONE:
        yield "    phone:"
        yield f'      number: "{BLANK} the number with its country code: +18005551234"'
        yield f"      source: {BLANK} the company’s own page that names the number, https://…"
    yield "    steps:"
    yield f"      - action: {BLANK} what to do first, such as Log in"
    yield f"        where: {BLANK} where to find it on the screen; {_OPTIONAL}"
    yield f"      - action: {BLANK} what to do next, labels in bold, such as Choose **Cancel plan**"
    yield "    check:"
    yield f"      date: {today}  # the day on which you compared the steps with the source"
    yield "      how: official-page  # walkthrough, if you pressed the buttons yourself"
    yield f"      source: {BLANK} the company’s own page that you read, https://…"


def skeleton(  # noqa: PLR0913 - what a new guide begins with
    name: str,
    today: date | None,
    *,
    category: str = f"{BLANK} one of the names in docs/categories/",
    via: Sequence[Via] = (Via.WEBSITE,),
    shared: frozenset[Via] = frozenset(),
    domains: Sequence[str] = (f"{BLANK} a host of the company",),
) -> str:
    """Write the file of a new guide. `shared` are the billers whose own guides have the steps."""
    day = today.isoformat() if today else f"{BLANK} today, as YYYY-MM-DD"
    lines = [
        "---",
        f"title: {scalar(f'How to cancel {name}')}",
        f"description: '{BLANK} the answer in one or two sentences: where to cancel, by when, what follows'",
        "service:",
        f"  name: {scalar(name)}",
        f"  category: {scalar(category)}",
        f"  domains: [{', '.join(scalar(domain) for domain in domains)}]",
        "authors: [editors]",
        f"published: {day}",
        "routes:",
    ]
    for one in via:
        lines += [f"  - via: {one.value}"] if one in shared else _route(one, day)
    lines += [
        "# What else you know goes here, without the #. Leave out what the company does not say.",
        "# deadline: {amount: 1, unit: days, before: renewal}",
        "# outcome:",
        "#   access: {paid: until-period-end, trial: ends-at-once}",
        "#   refunds:",
        "#     - {rule: Full refund within 14 days, where: worldwide, source: https://…}",
        "# proof: [The confirmation e-mail]",
        "---",
    ]
    return "\n".join(lines) + "\n"


def for_a_form(text: str) -> str:
    """Leave out the blanks that may stay away: a form has a place for each, which shows nothing to remove."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.endswith(f"{_OPTIONAL}\n"))
