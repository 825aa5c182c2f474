"""Rules on what stands on the first screen of a page: the answer and the facts at a glance must agree."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from guides.diagnostics import Diagnostic, Position, Rule, Severity
from guides.diagnostics.rule import DATA, TEXT
from guides.rules.context import Checker, Subject
from guides.source.raw import at, records

ANSWER_CONTRADICTS = Rule(
    "answer-contradicts",
    DATA,
    "The answer in `description` says nothing that the facts below it do not: no notice without a `deadline`, no "
    "refund rule without `outcome.money_back`, no access without `outcome.access`.",
    bad="description: Cancel under **Plans** by the 10th of the month.\n# and no `deadline`",
    good="description: Cancel under **Plans** by the 10th of the month.\n"
    "deadline: {amount: 7, unit: days, before: renewal, note: By the 10th for the 17th.}",
)
MONEY_BACK = Rule(
    "money-back-unsupported",
    DATA,
    "What `outcome.money_back` says in five words, a rule under `outcome.refunds` says with its source.",
    bad="outcome:\n  money_back: EU, 14 days",
    good="outcome:\n  money_back: EU, 14 days\n  refunds:\n"
    "    - {rule: 14 days to withdraw, where: EU, source: https://example.com/terms}",
)
LABEL_LANGUAGE = Rule(
    "label-language",
    TEXT,
    "A label in another language says which, so that a screen reader can say it: `**de:Verträge hier kündigen**`.",
    bad="Press **Verträge hier kündigen**.",
    good="Press **de:Verträge hier kündigen**.",
    severity=Severity.WARNING,
    suppressible=True,
)

_NOTICE = re.compile(
    r"\b(?:\d+|an?|one|two|three) (?:business |working )?(?:hours?|days?|weeks?|months?)(?:['’]s?)? "
    r"(?:or more |at least )?(?:before|ahead|earlier|in advance|notice)|\bby the \d+(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)
_NO_REFUND = re.compile(r"\bno (?:refunds?|money back)\b|\bnot refunded\b|\bnothing (?:is|comes) back\b", re.IGNORECASE)
_ACCESS = re.compile(
    r"\baccess (?:runs|lasts|stays|ends|continues|goes on)\b|\b(?:paid time|paid access) (?:stays|runs|lasts)\b",
    re.IGNORECASE,
)
_BOLD = re.compile(r"(\*\*|(?<!\*)\*(?!\*))(?P<label>[^*\n]{1,80}?)\1")
_MARKED = re.compile(r"[a-z]{2}(?:-[A-Z][A-Za-z]{1,3})?:\S")
_PLUS_SIGNS = re.compile(r"[^\W\d_]")


def _says_no_deadline(subject: Subject) -> bool:
    data = subject.document.data
    return not any(data.get(name) for name in ("deadline", "trial_deadline", "other_deadlines"))


def _is_misplaced(data: Mapping[str, Any]) -> bool:
    """Whether a text stands where the group about access belongs, which the model has reported."""
    outcome = data.get("outcome", {})
    return not isinstance(outcome, dict) or not isinstance(outcome.get("access", {}), dict)


def answer(subject: Subject) -> Iterator[Diagnostic]:
    """The answer and the facts stand on one screen."""
    data = subject.document.data
    text = data.get("description")
    if not isinstance(text, str) or "routes" not in data:
        return
    text = text.replace("**", "")
    position = subject.document.locate(("description",))
    money = at(data, "outcome", "money_back")
    shown = money if isinstance(money, str) else ""
    findings = []
    if (match := _NOTICE.search(text)) and _says_no_deadline(subject):
        findings.append((match.group(), "no `deadline` says so", "Add the deadline with its source"))
    if (match := _NO_REFUND.search(text)) and not shown.casefold().startswith("no"):
        there = f"`outcome.money_back` says `{shown}`" if shown else "`outcome.money_back` is missing"
        findings.append((match.group(), there, "Set `outcome.money_back: none`"))
    access = at(data, "outcome", "access", "paid")
    if (match := _ACCESS.search(text)) and access in (None, "unknown") and not _is_misplaced(data):
        findings.append((match.group(), "`outcome.access.paid` does not", "Set it"))
    for words, there, cure in findings:
        message = f"The answer says “{words}”, and {there}."
        yield ANSWER_CONTRADICTS.at(subject.document, position, message, f"{cure}, or take it out of the answer.")


def money_back(subject: Subject) -> Iterator[Diagnostic]:
    """Five words about money rest on a rule with a source."""
    data = subject.document.data
    if not at(data, "outcome", "money_back"):
        return
    if not any(rule.get("source") for _, rule in records(data, "outcome", "refunds")):
        position = subject.document.locate(("outcome", "money_back"))
        message = "`outcome.money_back` has no rule with a source below it."
        fix = "Add the rule under `outcome.refunds`, with the company’s page as its `source`."
        yield MONEY_BACK.at(subject.document, position, message, fix)


def _is_foreign(label: str) -> bool:
    """Whether a label has letters that English does not write, apart from names such as Pokémon in Latin letters."""
    letters = _PLUS_SIGNS.findall(label)
    odd = [letter for letter in letters if not letter.isascii()]
    return bool(odd) and (len(label.split()) > 1 or not any(letter.isascii() for letter in letters))


def _foreign_labels(text: str) -> Iterator[re.Match[str]]:
    """Give the labels in a text that do not say in which other language they are."""
    for match in _BOLD.finditer(text):
        if _is_foreign(match["label"]) and not _MARKED.match(match["label"]):
            yield match


def label_language(subject: Subject) -> Iterator[Diagnostic]:
    """A screen reader mangles exactly the label to look for, when nobody says in which language it is."""
    fix = "Write the code of its language and a colon first, inside the bold: `**de:…**` for German."
    # Most texts and lines have no such letter, and looking for labels takes long.
    fields = ((loc, text) for loc, _, text in subject.prose.fields if not text.isascii())
    lines = enumerate(subject.document.body.split("\n"), start=subject.document.body_line)
    for loc, text in fields:
        for match in _foreign_labels(text):
            message = f"The label `{match['label']}` does not say in which language it is."
            yield LABEL_LANGUAGE.at(subject.document, subject.document.locate(loc), message, fix)
    for number, line in ((number, line) for number, line in lines if not line.isascii()):
        for match in _foreign_labels(line):
            # A bold beginning of a paragraph is a sentence, and no label.
            if not match["label"].endswith((".", "?", "!")):
                message = f"The label `{match['label']}` does not say in which language it is."
                position = Position(number, match.start("label") + 1)
                yield LABEL_LANGUAGE.at(subject.document, position, message, fix)


CHECKERS: tuple[Checker, ...] = (answer, money_back, label_language)
