"""Every rule that there is, collected from the modules that declare them.

The reference page, SARIF and what a guide may name under `ignore` come from here.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType, ModuleType

from guides.diagnostics import Rule
from guides.diagnostics.rule import CATEGORIES
from guides.rules import (
    MODULES,
    across,
    assets,
    data_files,
    duplication,
    files,
    known_services,
    other_pages,
    since,
    suppressions,
)
from guides.rules.lib import image_files, phone_numbers, urls
from guides.source import frontmatter, limits, schema_errors, yaml

_DECLARING: tuple[ModuleType, ...] = (
    *(files, assets, frontmatter, limits, yaml, schema_errors),
    *(urls, phone_numbers, *MODULES, other_pages, data_files, image_files),
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
