"""One mistake is told once: findings that only follow from another one are left out, errors from errors alone."""

from collections.abc import Mapping, Sequence

from guides.diagnostics import Diagnostic
from guides.rules.across import UNKNOWN_AUTHOR, UNKNOWN_CATEGORY, UNKNOWN_RELATED
from guides.rules.body import LEFT_OVER_SYNTAX
from guides.rules.characters import TEXT_HOST
from guides.rules.dates import DATE_FUTURE, DATE_ORDER
from guides.rules.dialect import BARE_ADDRESS, INDENTED, MERGE_CONFLICT, OTHER_DIALECT
from guides.rules.domains import DOMAIN_LOOK_ALIKE
from guides.rules.fields import TEXT_CUT
from guides.rules.internal_links import LINK_MISSING, LINK_TEXT_HOST
from guides.rules.lib.urls import LINK_CHARACTERS
from guides.source.schema_errors import TEXT_FORM, WRONG_TYPE
from guides.source.yaml import TEXT_LENGTH

_BESIDE: Mapping[str, tuple[str, ...]] = {
    TEXT_FORM.id: (UNKNOWN_AUTHOR.id, UNKNOWN_CATEGORY.id, UNKNOWN_RELATED.id),
    WRONG_TYPE.id: (TEXT_CUT.id,),
    TEXT_LENGTH.id: (TEXT_CUT.id,),
    TEXT_HOST.id: (OTHER_DIALECT.id,),
    LINK_MISSING.id: (OTHER_DIALECT.id,),
    LINK_TEXT_HOST.id: (OTHER_DIALECT.id,),
    BARE_ADDRESS.id: (OTHER_DIALECT.id, LINK_CHARACTERS.id),
}
"""What says nothing more where one of the others stands on the same line."""


def without_echoes(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Leave out what follows from another finding of the same file; that one stays."""
    if len(diagnostics) < 2:  # noqa: PLR2004 - nothing to compare
        return list(diagnostics)
    conflicts = {
        diagnostic.path: diagnostic for diagnostic in reversed(diagnostics) if diagnostic.rule == MERGE_CONFLICT.id
    }
    told = {(diagnostic.path, diagnostic.line, diagnostic.rule) for diagnostic in diagnostics}
    domains = {
        diagnostic.path
        for diagnostic in diagnostics
        if diagnostic.rule == TEXT_FORM.id and ".domains[" in diagnostic.message
    }
    to_come = {diagnostic.path for diagnostic in diagnostics if diagnostic.rule == DATE_FUTURE.id}
    boxes = {diagnostic.path for diagnostic in diagnostics if diagnostic.rule == LEFT_OVER_SYNTAX.id}
    return [
        diagnostic
        for diagnostic in diagnostics
        if conflicts.get(diagnostic.path, diagnostic) is diagnostic
        # The text of a box that is none is indented.
        and not (diagnostic.rule == INDENTED.id and diagnostic.path in boxes)
        and not (diagnostic.rule == DOMAIN_LOOK_ALIKE.id and diagnostic.path in domains)
        and not (diagnostic.rule == DATE_ORDER.id and diagnostic.path in to_come)
        and not any((diagnostic.path, diagnostic.line, rule) in told for rule in _BESIDE.get(diagnostic.rule, ()))
    ]
