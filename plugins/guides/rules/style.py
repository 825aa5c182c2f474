"""Rules of taste: what a text promises, how long it is, whether its headings differ. Warnings, all of them."""

import re
from collections.abc import Iterator

from guides.diagnostics import Diagnostic, Rule, Severity
from guides.diagnostics.rule import TEXT
from guides.model.words import How
from guides.rules.context import Checker, Subject
from guides.source.raw import at, merchant_key, records

SHORTEST, LONGEST = 250, 700
"""Words of a guide's text: less leaves questions open, more is not read on a phone."""
_NOTE = 100
"""Up to so many words a text is a note to the data, which make a page of their own."""

# What nobody can know of another company's next release. “Always” in “not always” promises nothing.
_PROMISE = re.compile(
    r"\b(?<!not )(?<!n't )(?<!nearly )(?<!almost )(?:always|instantly|instantaneously|guaranteed|never fails?"
    r"|(?:hassle|risk|stress|worry|pain)[- ]free|effortless(?:ly)?|foolproof|in no time|once and for all"
    r"|easy as pie|piece of cake)\b"
    r"|\b100 ?(?:%|per ?cent\b)"
    r"(?! (?:refund|off|discount|of (?:the|your) (?:price|fees?|payment|amount|cost|sum|money)))",
    re.IGNORECASE,
)
# “Just before” and “simply Plus” say something; “just click” and “simply open” only talk the step small.
_SMALL_TALK = re.compile(
    r"\b(?:just|simply|easily|quickly) (?:click|tap|press|open|go|choose|select|log|sign|follow|cancel|enter|type"
    r"|scroll|find|visit|head|hit|navigate|call|send|write)\b"
    r"|\b(?:click|tap|press|open|go to|choose|select|cancel) (?:simply|easily)\b",
    re.IGNORECASE,
)
# A look for these spares most texts the two expressions.
_WORDS = frozenset(
    {
        *(
            "always",
            "instant",
            "guarant",
            "never fail",
            "free",
            "effortless",
            "foolproof",
            "no time",
            "once and",
            "pie",
        ),
        *("cake", "100", "just", "simpl", "easil", "quickl"),
    }
)
_MOST_REPORTED = 5
"""After so many of these an author knows what is meant."""


PROMISE = Rule(
    "promise",
    TEXT,
    "The guide’s own words promise nothing: no “always”, “instantly”, “guaranteed”. Quotations and labels may.",
    bad="You are always refunded.",
    good="Films says: “You are always refunded.”",
    severity=Severity.WARNING,
    suppressible=True,
)
SMALL_TALK = Rule(
    "small-talk",
    TEXT,
    "A step is not talked small: no “just click”, “simply open”.",
    bad="Just click **Cancel**.",
    good="Press **Cancel**.",
    severity=Severity.WARNING,
    suppressible=True,
)


def promises(subject: Subject) -> Iterator[Diagnostic]:
    """The guide's own words promise nothing that only the vendor can keep."""
    reported = 0
    for passage in subject.prose.passages_with(_WORDS):
        # Names and titles are somebody else’s words.
        if passage.loc and (passage.loc[0] == "sources" or passage.loc[-1] in {"name", "finishes_with"}):
            continue
        matches = [(match, PROMISE) for match in _PROMISE.finditer(passage.unquoted)]
        matches += [(match, SMALL_TALK) for match in _SMALL_TALK.finditer(passage.unquoted)]
        for match, rule in matches:
            if reported == _MOST_REPORTED:
                return
            reported += 1
            said = " ".join(match.group().split())
            position = subject.prose.locate(passage, match.group(), match.start())
            if rule is PROMISE:
                message = f"“{said}” promises what only the vendor can keep."
                fix = "Say what the vendor’s text says, and whose text it is. A quotation stays in quotation marks."
            else:
                message = f"“{said}” makes a step sound smaller than it is to somebody who is stuck at it."
                fix = "Name the step alone."
            yield rule.at(subject.document, position, message, fix)


BODY_LENGTH = Rule(
    "body-length",
    TEXT,
    "The text of a guide has 250 to 700 words.",
    bad="A text of 120 words",
    good="A text of 500 words",
    severity=Severity.WARNING,
    suppressible=True,
)


def length(subject: Subject) -> Iterator[Diagnostic]:
    """A text about a service says enough, and no more than is read."""
    data = subject.document.data
    if merchant_key(data) == "biller" or at(data, "retired") is not None:
        return
    routes = [route for _, route in records(data, "routes") if route.get("steps")]
    if all(at(route, "check", "how") == How.REPORTED for route in routes):
        return  # where no vendor text was found, a short guide is the honest one
    words = subject.body.words()
    first = subject.body.find(subject.document.body_line)
    if _NOTE < words < SHORTEST:
        message = f"The text has {words} words; {SHORTEST} to {LONGEST} answer what readers ask."
        fix = "Add what the steps leave open: who bills, what goes wrong, what readers ask."
        yield BODY_LENGTH.at(subject.document, first, message, fix)
    elif words > LONGEST:
        message = f"The text has {words} words; {SHORTEST} to {LONGEST} are read."
        yield BODY_LENGTH.at(subject.document, first, message, "Leave out what the data say already.")


HEADING_TWICE = Rule(
    "heading-twice",
    TEXT,
    "Headings differ from each other.",
    bad="## Prices\n\nThey change.\n\n## Prices",
    good="## Prices\n\nThey change.\n\n## Refunds",
    severity=Severity.WARNING,
    suppressible=True,
)


def headings_differ(subject: Subject) -> Iterator[Diagnostic]:
    """No heading stands twice: lists of headings are how many people find their way."""
    seen: dict[str, int] = {}
    for heading in subject.body.headings():
        name = " ".join(heading.text.casefold().split())
        if name in seen:
            message = f"“{heading.text}” is a heading on line {seen[name]} already."
            fix = "Say in each what sets it apart."
            yield HEADING_TWICE.at(subject.document, heading.position, message, fix)
        elif name:
            seen[name] = heading.position.line


CHECKERS: tuple[Checker, ...] = (promises, length, headings_differ)
