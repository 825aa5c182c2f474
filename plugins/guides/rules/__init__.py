"""The rules on one guide, one small module a family."""

from itertools import islice

from guides.diagnostics import Diagnostic
from guides.reading.limits import MOST_FINDINGS
from guides.rules import body, contacts, dates, domains, images, links, manners, names, routes, secrets, sitelinks
from guides.rules.subject import Rule, Subject

__all__ = ["RULES", "Rule", "Subject", "check"]

RULES: tuple[Rule, ...] = (
    *routes.RULES,
    *dates.RULES,
    *body.RULES,
    *domains.RULES,
    *links.RULES,
    *sitelinks.RULES,
    *names.RULES,
    *contacts.RULES,
    *secrets.RULES,
    *images.RULES,
    *manners.RULES,
)


def check(subject: Subject) -> list[Diagnostic]:
    """Run every rule on one file, each until it has found as much as anybody reads."""
    return [found for rule in RULES for found in islice(rule(subject), MOST_FINDINGS)]
