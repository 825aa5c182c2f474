"""The rules on one guide, one small module a family."""

from itertools import islice

from guides.diagnostics import Diagnostic
from guides.rules import (
    body,
    characters,
    contacts,
    dates,
    domains,
    images,
    internal_links,
    links,
    routes,
    secrets,
    style,
)
from guides.rules.context import Rule, Subject
from guides.source.limits import MOST_FINDINGS

__all__ = ["RULES", "Rule", "Subject", "check"]

RULES: tuple[Rule, ...] = (
    *routes.RULES,
    *dates.RULES,
    *body.RULES,
    *domains.RULES,
    *links.RULES,
    *internal_links.RULES,
    *characters.RULES,
    *contacts.RULES,
    *secrets.RULES,
    *images.RULES,
    *style.RULES,
)


def check(subject: Subject) -> list[Diagnostic]:
    """Run every rule on one file, each until it has found as much as anybody reads."""
    return [found for rule in RULES for found in islice(rule(subject), MOST_FINDINGS)]
