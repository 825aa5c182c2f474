"""Every rule that there is, collected from the modules that declare them.

The reference page, SARIF and what a guide may name under `ignore` come from here.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType, ModuleType

from guides.diagnostics import Rule
from guides.diagnostics.rule import CATEGORIES
from guides.rules import (
    across,
    assets,
    blanks,
    body,
    characters,
    contacts,
    data_files,
    dates,
    dialect,
    domains,
    duplication,
    fields,
    files,
    first_screen,
    images,
    internal_links,
    known_services,
    links,
    other_pages,
    requests,
    routes,
    secrets,
    since,
    style,
    suppressions,
)
from guides.rules.lib import image_files, phone_numbers, urls
from guides.source import frontmatter, limits, schema_errors, yaml

_DECLARING: tuple[ModuleType, ...] = (
    *(files, assets, frontmatter, limits, yaml, schema_errors),
    *(routes, dates, first_screen, urls, links, internal_links, other_pages, characters, domains),
    *(
        phone_numbers,
        contacts,
        secrets,
        requests,
        data_files,
        blanks,
        body,
        dialect,
        fields,
        style,
        images,
        image_files,
    ),
    *(duplication, across, known_services, since, suppressions),
)
"""The modules that declare rules, in the order in which contributors meet them."""


def _declared() -> Iterator[Rule]:
    for module in _DECLARING:
        yield from (value for value in vars(module).values() if isinstance(value, Rule))


def _collect() -> Mapping[str, Rule]:
    """File the rules under their ids, by category and in the order of their declaration."""
    rules: dict[str, Rule] = {}
    for rule in sorted(_declared(), key=lambda rule: CATEGORIES.index(rule.category)):
        # A module that uses the rule of another has it as its own name, too.
        if rules.setdefault(rule.id, rule) is not rule:
            message = f"two rules are called {rule.id}"
            raise ValueError(message)
    return MappingProxyType(rules)


RULES: Mapping[str, Rule] = _collect()
