"""The rules on one guide, one small module a family."""

from itertools import islice

from guides.diagnostics import Diagnostic
from guides.rules import (
    blanks,
    body,
    characters,
    contacts,
    dates,
    dialect,
    domains,
    fields,
    first_screen,
    images,
    internal_links,
    links,
    requests,
    routes,
    secrets,
    style,
)
from guides.rules.context import Checker, Subject
from guides.source.limits import MOST_FINDINGS

__all__ = ["CHECKERS", "MODULES", "Checker", "Subject", "check"]

MODULES = (
    *(routes, dates, first_screen, links, internal_links, characters, domains),
    *(contacts, secrets, requests, blanks, body, dialect, fields, style, images),
)
"""The modules with rules on one guide, in the order in which contributors meet them."""

CHECKERS: tuple[Checker, ...] = tuple(checker for module in MODULES for checker in module.CHECKERS)


def check(subject: Subject) -> list[Diagnostic]:
    """Run every rule on one file, each until it has found as much as anybody reads."""
    return [diagnostic for checker in CHECKERS for diagnostic in islice(checker(subject), MOST_FINDINGS)]
