"""Findings that a guide declares wrong for itself, under `ignore`, each with a reason."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from guides.diagnostics import Diagnostic, Rule, Severity
from guides.diagnostics.diagnostic import one_line
from guides.diagnostics.rule import SUPPRESSING
from guides.model import Page
from guides.source.frontmatter import Document
from guides.source.schema_errors import did_you_mean

IGNORE_UNKNOWN = Rule(
    "ignore-unknown",
    SUPPRESSING,
    "A rule that a guide silences exists.",
    bad="ignore: [{rule: link-texts, reason: It is the label of a button.}]",
    good="ignore: [{rule: link-text, reason: It is the label of a button.}]",
)
IGNORE_REFUSED = Rule(
    "ignore-refused",
    SUPPRESSING,
    "Only rules about taste and judgement can be silenced.",
    bad="ignore: [{rule: link-host, reason: It is the label of a button.}]",
    good="ignore: [{rule: link-text, reason: It is the label of a button.}]",
)
IGNORE_UNNEEDED = Rule(
    "ignore-unneeded",
    SUPPRESSING,
    "A silenced rule would fire without it.",
    bad="ignore: [{rule: link-text, reason: It is the label of a button.}]",
    good="authors: [editors]",
    severity=Severity.WARNING,
)


def _reasons(
    document: Document, page: Page, fired: set[str], rules: Mapping[str, Rule]
) -> Iterator[tuple[str, str] | Diagnostic]:
    """Give each suppressed rule with its reason, or what is wrong with suppressing it."""
    suppressible = sorted(rule.id for rule in rules.values() if rule.suppressible)
    for index, ignored in enumerate(page.ignore):
        position = document.locate(("ignore", index, "rule"))
        if ignored.rule not in rules:
            near = did_you_mean(ignored.rule, suppressible)
            fix = f"Did you mean `{near}`?" if near else "Use the id that the checker prints in brackets."
            yield IGNORE_UNKNOWN.at(document, position, f"There is no rule `{ignored.rule}`.", fix)
        elif ignored.rule not in suppressible:
            message = f"The rule `{ignored.rule}` cannot be silenced."
            fix = f"Mend what it finds. These can be: {', '.join(suppressible)}."
            yield IGNORE_REFUSED.at(document, position, message, fix)
        elif ignored.rule not in fired:
            message = f"The rule `{ignored.rule}` finds nothing here any more."
            yield IGNORE_UNNEEDED.at(document, position, message, "Remove the entry.")
        else:
            yield ignored.rule, ignored.reason


def suppress(
    diagnostics: Iterable[Diagnostic], pages: Iterable[tuple[Document, Page]], rules: Mapping[str, Rule]
) -> list[Diagnostic]:
    """Mark the findings that their file suppresses, and add what is wrong with that; `rules` are all there are."""
    by_path: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        by_path.setdefault(diagnostic.path, []).append(diagnostic)
    for document, page in pages:
        if not page.ignore:
            continue
        own = by_path.setdefault(document.path, [])
        answers = list(_reasons(document, page, {diagnostic.rule for diagnostic in own}, rules))
        reasons = dict(answer for answer in answers if isinstance(answer, tuple))
        marked = [replace(diagnostic, suppressed=one_line(reasons.get(diagnostic.rule, ""))) for diagnostic in own]
        by_path[document.path] = [*marked, *(answer for answer in answers if isinstance(answer, Diagnostic))]
    return [diagnostic for group in by_path.values() for diagnostic in group]
