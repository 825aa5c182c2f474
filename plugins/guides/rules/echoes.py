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


def without_echoes(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Leave out what follows from another finding of the same file; that one stays."""
    if len(found) < 2:  # noqa: PLR2004 - nothing to compare
        return list(found)
    conflicts = {one.path: one for one in reversed(found) if one.rule == MERGE_CONFLICT.id}
    told = {(one.path, one.line, one.rule) for one in found}
    domains = {one.path for one in found if one.rule == TEXT_FORM.id and ".domains[" in one.message}
    to_come = {one.path for one in found if one.rule == DATE_FUTURE.id}
    boxes = {one.path for one in found if one.rule == LEFT_OVER_SYNTAX.id}
    return [
        one
        for one in found
        if conflicts.get(one.path, one) is one
        # The text of a box that is none is indented.
        and not (one.rule == INDENTED.id and one.path in boxes)
        and not (one.rule == DOMAIN_LOOK_ALIKE.id and one.path in domains)
        and not (one.rule == DATE_ORDER.id and one.path in to_come)
        and not any((one.path, one.line, rule) in told for rule in _BESIDE.get(one.rule, ()))
    ]
