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

__all__ = ["CHECKERS", "Checker", "Subject", "check"]

CHECKERS: tuple[Checker, ...] = (
    *blanks.CHECKERS,
    *routes.CHECKERS,
    *dates.CHECKERS,
    *body.CHECKERS,
    *dialect.CHECKERS,
    *fields.CHECKERS,
    *domains.CHECKERS,
    *links.CHECKERS,
    *internal_links.CHECKERS,
    *characters.CHECKERS,
    *contacts.CHECKERS,
    *secrets.CHECKERS,
    *requests.CHECKERS,
    *images.CHECKERS,
    *style.CHECKERS,
    *first_screen.CHECKERS,
)


def check(subject: Subject) -> list[Diagnostic]:
    """Run every rule on one file, each until it has found as much as anybody reads."""
    return [diagnostic for checker in CHECKERS for diagnostic in islice(checker(subject), MOST_FINDINGS)]
