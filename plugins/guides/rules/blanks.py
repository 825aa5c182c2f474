"""What a new guide leaves to be written: `guides new` marks it with TODO, and nothing of that is published."""

import re
from collections.abc import Iterator

from guides.diagnostics import Diagnostic, Rule
from guides.diagnostics.rule import DATA
from guides.model import Biller, Guide
from guides.rules.context import Checker, Subject
from guides.source.schema_errors import field_at, is_blank, name_of

_BLANK = re.compile(r"\bTODO\b")


BLANK = Rule(
    "blank",
    DATA,
    "What `guides new` leaves to be written, marked TODO, is written before it is published.",
    bad="description: TODO the answer in one or two sentences",
    good="description: Choose End plan under your profile before the renewal date comes.",
)


def blanks(subject: Subject) -> Iterator[Diagnostic]:
    """Each text that is still to be written is named, with what belongs there."""
    document = subject.document
    model = Biller if "biller" in document.data else Guide
    for loc, _, text in subject.prose.fields:
        if is_blank(text):
            _, field = field_at(model, loc)
            expected = (field.description if field else None) or "what the field says."
            yield BLANK.at(document, document.locate(loc), f"`{name_of(loc)}` is still to be written.", expected)
    for inline in subject.body.inlines:
        if "TODO" in inline.token.content and _BLANK.search(inline.token.content):
            reach = inline.token.content.count("\n") + 1
            position = subject.body.find(inline.line, "TODO", reach=reach)
            yield BLANK.at(document, position, "Something is still to be written here.", "Write it, or remove it.")


CHECKERS: tuple[Checker, ...] = (blanks,)
