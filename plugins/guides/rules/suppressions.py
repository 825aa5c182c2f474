"""Findings that a guide declares wrong for itself, under `ignore`, each with a reason."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from guides.diagnostics import Diagnostic
from guides.diagnostics.catalog import RULES
from guides.model import Page
from guides.source.frontmatter import Document
from guides.source.schema_errors import did_you_mean


def _reasons(document: Document, page: Page, fired: set[str]) -> Iterator[tuple[str, str] | Diagnostic]:
    """Give each silenced rule with its reason, or what is wrong with silencing it."""
    silenceable = sorted(rule for rule, info in RULES.items() if info.can_be_silenced)
    for index, ignored in enumerate(page.ignore):
        position = document.locate(("ignore", index, "rule"))
        if ignored.rule not in RULES:
            near = did_you_mean(ignored.rule, silenceable)
            fix = f"Did you mean `{near}`?" if near else "Use the id that the checker prints in brackets."
            yield document.report(position, "ignore-unknown", f"There is no rule `{ignored.rule}`.", fix)
        elif ignored.rule not in silenceable:
            message = f"The rule `{ignored.rule}` cannot be silenced."
            can_be = f"These can be: {', '.join(silenceable)}." if silenceable else "No rule can be silenced yet."
            fix = f"Mend what it finds. {can_be}"
            yield document.report(position, "ignore-refused", message, fix)
        elif ignored.rule not in fired:
            message = f"The rule `{ignored.rule}` finds nothing here any more."
            yield document.report(position, "ignore-unneeded", message, "Remove the entry.")
        else:
            yield ignored.rule, ignored.reason


def suppress(found: Iterable[Diagnostic], pages: Iterable[tuple[Document, Page]]) -> list[Diagnostic]:
    """Mark the findings that their file silences, and add what is wrong with silencing."""
    by_path: dict[str, list[Diagnostic]] = {}
    for one in found:
        by_path.setdefault(one.path, []).append(one)
    for document, page in pages:
        if not page.ignore:
            continue
        mine = by_path.setdefault(document.path, [])
        answers = list(_reasons(document, page, {one.rule for one in mine}))
        reasons = dict(answer for answer in answers if isinstance(answer, tuple))
        marked = [replace(one, silenced=reasons.get(one.rule, "")) for one in mine]
        by_path[document.path] = [*marked, *(answer for answer in answers if isinstance(answer, Diagnostic))]
    return [one for group in by_path.values() for one in group]
