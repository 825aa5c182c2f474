"""Turns what pydantic says of a guide into findings that a newcomer can act on."""

import difflib
import re
import types
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from guides.diagnostics import Diagnostic, Rule, count
from guides.diagnostics.rule import DATA, DATES
from guides.model.channels import CHANNELS
from guides.model.fields import DOMAIN, FORMS, ascii_host
from guides.source.frontmatter import Document, Loc, Position
from guides.source.limits import MOST_FINDINGS
from guides.source.odd_lines import odd_space
from guides.source.yaml import TEXT_LENGTH, YAML_SYNTAX

WRONG_TYPE = Rule(
    "wrong-type",
    DATA,
    "A text is a text, a list a list, a whole number a whole number.",
    bad="authors: editors",
    good="authors: [editors]",
)
TEXT_FORM = Rule(
    "text-form",
    DATA,
    "A slug, a domain, a number or a code has its form.",
    bad="service: {name: Films, category: learning, domains: [Films.example]}",
    good="service: {name: Films, category: learning, domains: [films.example]}",
)
LIST_LENGTH = Rule(
    "list-length",
    DATA,
    "A list has as many items as it needs and as a page can show.",
    bad="authors: []",
    good="authors: [editors]",
)
NUMBER_RANGE = Rule(
    "number-range",
    DATA,
    "A number is one that can be true.",
    bad="deadline: {amount: -1, unit: days, before: renewal}",
    good="deadline: {amount: 1, unit: days, before: renewal}",
)
URL_FORM = Rule(
    "url-form",
    DATA,
    "An address starts with `https://` and has neither a port nor a user name.",
    bad="sources: [{url: films.example/help, title: Films help}]",
    good="sources: [{url: https://films.example/help, title: Films help}]",
)
HIDDEN_CHARACTER = Rule(
    "hidden-character",
    DATA,
    "A text has no invisible characters: they can make one name read as another.",
    bad='title: "How to cancel \\u200bFilms"',
    good="title: How to cancel Films",
)
DATE_FORM = Rule(
    "date-form",
    DATES,
    "A date is a real day, written YYYY-MM-DD.",
    bad="published: 1.11.2026",
    good="published: 2026-11-01",
)
INVALID_VALUE = Rule(
    "invalid-value",
    DATA,
    "A value is what its field describes.",
    bad="A value that its field does not describe",
    good="A value that its field describes",
)

_BOOL = "Write true or false, in small letters and without quotes."
PHRASES: dict[str, tuple[Rule, str, str]] = {
    "string_type": (WRONG_TYPE, "is {got}, not a text", "Write a text; in quotes if it looks like a number."),
    "int_type": (WRONG_TYPE, "is {got}, not a whole number", "Write digits without quotes: 3."),
    "int_parsing": (
        WRONG_TYPE,
        "is {got}, not a whole number",
        "Write digits without quotes, without a leading zero: 3.",
    ),
    "int_from_float": (WRONG_TYPE, "is {got}, not a whole number", "Write digits only: 3."),
    "bool_type": (WRONG_TYPE, "is {got}, neither `true` nor `false`", _BOOL),
    "bool_parsing": (WRONG_TYPE, "is {got}, neither `true` nor `false`", _BOOL),
    "one_in_brackets": (WRONG_TYPE, "is a list with one item", "Write {only} without the brackets."),
    "tuple_type": (
        WRONG_TYPE,
        "is {got}, not a list",
        "Write each item on a line of its own after `- `, or all of them in [brackets].",
    ),
    "list_type": (
        WRONG_TYPE,
        "is {got}, not a list",
        "Write each item on a line of its own after `- `, or all of them in [brackets].",
    ),
    "model_type": (
        WRONG_TYPE,
        "is {got}, not a group of fields",
        "Write its fields below it, indented, or in {{braces}}: {fields}.",
    ),
    "model_type_in_list": (
        WRONG_TYPE,
        "is {got}, not a group of fields",
        "Begin with the name of a field: `- {first}: …`. There are: {fields}.",
    ),
    "string_type_bracket": (
        WRONG_TYPE,
        "is {got}, not a text",
        "Write a text. If it has a colon in it, or begins with `[` or `{{`, put it in quotes.",
    ),
    "string_empty": (TEXT_LENGTH, "is an empty text", "Write one: {expected}"),
    "string_too_short": (
        TEXT_LENGTH,
        "has {length} characters; it needs at least {min_length}",
        "Write more. If the text has ` #` in it, put it in quotes: what follows is a comment otherwise.",
    ),
    "string_too_long": (TEXT_LENGTH, "has {length} characters; at most {max_length} fit", "Shorten it."),
    "too_short": (LIST_LENGTH, "has {items}, and needs at least {min_length}", "Add what is missing: {expected}"),
    "too_long": (LIST_LENGTH, "has {items}; at most {max_length} fit", "Remove some."),
    "greater_than_equal": (NUMBER_RANGE, "is {got}; it must be at least {ge}", "Correct the number."),
    "less_than_equal": (NUMBER_RANGE, "is {got}; it must be at most {le}", "Correct the number."),
    "string_pattern_mismatch": (TEXT_FORM, "is {got}, which has not the right form", "Expected: {expected}"),
    "day": (DATE_FORM, "is {got}, not a date", "Write the date as YYYY-MM-DD: 2026-03-09."),
    "day_impossible": (
        DATE_FORM,
        "is {got}, a date that does not exist",
        "Correct the month or the day; the order is YYYY-MM-DD.",
    ),
    "day_or_month": (DATE_FORM, "is {got}, not a date", "Write YYYY-MM-DD, or YYYY-MM where the text names no day."),
    "time_zone": (
        TEXT_FORM,
        "is {got}, which is not the name of a time zone",
        "Write the name of the IANA database: America/Los_Angeles, Europe/Berlin, UTC.",
    ),
    "deadline_ways": (
        INVALID_VALUE,
        "has to say what it counts from, once",
        "Write `before: renewal` for a deadline, or `after: cancelling` for a notice that begins when one cancels.",
    ),
    "url": (
        URL_FORM,
        "is {got}, not a web address that starts with https://",
        "Write the whole address: {whole}.",
    ),
    "url_characters": (
        URL_FORM,
        "is {got}; an address has no spaces, quotes or brackets in it",
        "Copy the address again from the browser.",
    ),
    "url_parts": (
        URL_FORM,
        "is {got}; an address in a guide names no user and no port",
        "Write the plain https:// address of the page.",
    ),
    "url_host": (URL_FORM, "is {got}; a host in a field is written with the letters a to z", "{how}"),
    "forbidden_character": (
        HIDDEN_CHARACTER,
        "has an invisible or forbidden character: {character}",
        "Delete the text and type it again.",
    ),
}
"""Type of error -> rule, what is wrong, what to do.

`{got}` is the value that was written, `{expected}` what the field describes; the rest comes
from the error's own context.
"""


_MEANT = {
    **{
        word: tuple(str(via) for via, row in CHANNELS.items() if word in row.meant)
        for one in CHANNELS.values()
        for word in one.meant
    },
    **dict.fromkeys(("immediately", "at-once", "now"), ("ends-at-once",)),
    **dict.fromkeys(("tested", "tried", "done"), ("walkthrough",)),
}
"""What people write for a word of a closed set that is not like it; for channels their table has it."""
_JOINED = re.compile(r"(?P<key>\w+)\s*(?P<sign>[:=])\s*(?P<rest>.+)", re.DOTALL)
_NOTHING = frozenset({"none", "no", "n/a", "na", "unknown", "nothing", "-", "–", "?"})
_CURLY = re.compile("[“”„\u2018«].*|.*[“”»]")
_ADDRESS = re.compile(r"(?:http://|//)?((?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?)", re.IGNORECASE)
_HOST_START, _HOST_END = re.compile(r"^(?:[a-z]+:)?//|^[^@/]*@|^\*\."), re.compile(r"[/?#\s,;:]")
_EXAMPLE = "https://www.example.com/account"
_EXAMPLE_LENGTH = 60
"""How much of a wrong value a message repeats."""
_NEAR = 0.7
"""How alike two words must be for one to be a typing error of the other; `price` is none of `service`."""


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Suggest the known word that a mistyped one stands for, if one is near."""
    by_fold = {name.casefold(): name for name in known}
    folded = word.casefold().replace("_", "-")
    spellings = [folded, folded.replace("-", "_")]
    for spelling in spellings:
        if spelling in by_fold:
            return by_fold[spelling]
    matches = difflib.get_close_matches(folded, by_fold, n=1, cutoff=_NEAR)
    swapped = [name for name in by_fold if len(name) > 1 and sorted(name) == sorted(folded)]
    return by_fold[(matches or swapped)[0]] if matches or swapped else None


def words_meant(word: str, known: Sequence[str]) -> list[str]:
    """Suggest the words of a closed set for which one of no such set stands: by what it means, or looks like."""
    if meant := [one for one in _MEANT.get("-".join(word.lower().split()), ()) if one in known]:
        return meant
    near = did_you_mean(word, known)
    return [near] if near else []


def is_blank(value: object) -> bool:
    """Whether a text only marks what is still to be written; a rule of its own says what belongs there."""
    return isinstance(value, str) and value.startswith("TODO")


def name_of(loc: Loc) -> str:
    """Write a place in the data as people do: `routes[2].steps[1].action`, counted from 1."""
    text = ""
    for part in loc:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text or "the front matter"


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """Give the models that a field is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    origin = typing.get_origin(annotation)
    if origin in (tuple, typing.Union, typing.Annotated, types.UnionType):
        for inner in typing.get_args(annotation):
            yield from models_in(inner)


@cache
def fields_of(model: type[BaseModel]) -> Mapping[str, FieldInfo]:
    """Give the fields of a model under the names that contributors write."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


@cache
def groups_of(model: type[BaseModel]) -> Mapping[str, type[BaseModel]]:
    """Give the models of those fields that are groups of fields."""
    inner = {name: next(models_in(info.annotation), None) for name, info in fields_of(model).items()}
    return {name: group for name, group in inner.items() if group is not None}


def field_at(model: type[BaseModel], loc: Loc) -> tuple[type[BaseModel], FieldInfo | None]:
    """Follow a place in the data into the model; return the model there and the last field."""
    field: FieldInfo | None = None
    for part in loc:
        if isinstance(part, int):
            continue
        field = fields_of(model).get(part)
        if field is None:
            break
        model = next(models_in(field.annotation), model)
    return model, field


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "a group of fields"
    if isinstance(value, (list, tuple)):
        return "a list"
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    text = str(value)
    return f"`{text if len(text) <= _EXAMPLE_LENGTH else text[:_EXAMPLE_LENGTH] + '…'}`"


def choices_of(annotation: object) -> list[str]:
    """List the words that a field takes, when it takes a closed set."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return [member.value for member in annotation]
    if typing.get_origin(annotation) is typing.Literal:
        return [str(value) for value in typing.get_args(annotation)]
    words: list[str] = []
    for inner in typing.get_args(annotation):
        words += choices_of(inner)
    return words


def _description(field: FieldInfo | None) -> str:
    return (field.description if field else None) or "see the reference."


MISSING_FIELD = Rule(
    "missing-field",
    DATA,
    "Required fields are there.",
    bad="service: {name: Films, domains: [films.example]}",
    good="service: {name: Films, category: learning, domains: [films.example]}",
)


def _missing(document: Document, model: type[BaseModel], loc: Loc, above: Loc) -> Diagnostic:
    *parent, name = loc
    _, field = field_at(model, loc)
    whole = (*above, *parent)
    place = document.locate(whole, key=True) if whole else Position(1, 1)
    message = f"`{name}` is missing in {name_of(whole)}." if whole else f"`{name}` is missing."
    return MISSING_FIELD.at(document, place, message, f"Add `{name}`: {_description(field)}")


UNKNOWN_KEY = Rule(
    "unknown-key",
    DATA,
    "Only declared fields stand in a guide, so that a typing error is not lost.",
    bad="autors: [editors]",
    good="authors: [editors]",
)


_MOST_HOMES = 3


@cache
def _homes(model: type[BaseModel]) -> Mapping[str, str]:
    """Say of each field that stands in few places alone where these are."""
    places: dict[str, list[str]] = {}
    seen: set[type[BaseModel]] = set()

    def visit(inner: type[BaseModel], path: tuple[str, ...]) -> None:
        for name in fields_of(inner):
            places.setdefault(name, []).append(f"in `{'.'.join(path)}`" if path else "at the left margin")
        seen.add(inner)
        for name, group in groups_of(inner).items():
            if group not in seen:
                visit(group, (*path, name))

    visit(model, ())
    return {name: " or ".join(homes) for name, homes in places.items() if len(homes) <= _MOST_HOMES}


def _unknown(document: Document, model: type[BaseModel], loc: Loc, above: Loc, value: object) -> Diagnostic:
    *parent, name = loc
    inner, _ = field_at(model, tuple(parent))
    known = fields_of(inner)
    near = did_you_mean(str(name), known)
    whole = (*above, *parent)
    where = f" in {name_of(whole)}" if whole else ""
    message = f"`{name}` is not a field{where}."
    said = _JOINED.fullmatch(str(name))
    chosen = next((field for field, info in known.items() if name in choices_of(info.annotation)), None)
    if said and said["key"] in known:
        what = "has no space behind its colon" if said["sign"] == ":" else "has `=` for its colon"
        message, fix = f"`{name}` {what}.", f"Write `{said['key']}: {said['rest']}`."
    elif chosen:
        fix = f"Did you mean `{chosen}: {name}`?"
    elif " " in str(name) and value is not None and not near:
        fix = f"If it is a text with a colon in it, give it its field and put it in quotes: `{next(iter(known))}: '…'`."
    elif near:
        fix = f"Did you mean `{near}`?"
    elif value is None and " " in str(name):
        # In braces, what follows a comma is the next field.
        fix = "It is the end of a text with a comma in it: put that text in quotes."
    elif home := _homes(model).get(str(name)):
        fix = f"Move it: it stands {home}."
    else:
        fix = f"Remove it. The fields here are: {', '.join(sorted(known))}."
        if value is None:
            fix = f"{fix} If it is the end of a text with a comma in it, put that text in quotes."
    return UNKNOWN_KEY.at(document, document.locate((*above, *loc), key=True), message, fix)


UNKNOWN_VALUE = Rule(
    "unknown-value",
    DATA,
    "A field with a closed set of words has one of them.",
    bad="deadline: {amount: 1, unit: day, before: renewal}",
    good="deadline: {amount: 1, unit: days, before: renewal}",
)


def _choice(document: Document, field: FieldInfo | None, loc: Loc, value: object) -> Diagnostic:
    choices = choices_of(field.annotation) if field else []
    meant = words_meant(str(value), choices)
    fix = f"Did you mean {' or '.join(f'`{word}`' for word in meant)}? " if meant else ""
    message = f"`{name_of(loc)}` is {_shown(value)}, which is not one of its words."
    return UNKNOWN_VALUE.at(document, document.locate(loc), message, f"{fix}It takes: {', '.join(choices)}.")


def _whole(value: object) -> str:
    """Write an address as it should stand, where what was written is nearly one; an example elsewhere."""
    match = _ADDRESS.fullmatch(value) if isinstance(value, str) else None
    return f"https://{match[1]}" if match else _EXAMPLE


def _expected(pattern: str, field: FieldInfo | None, value: object) -> str:
    """Say what a text should look like; a host out of an address is written out."""
    host = ""
    if pattern == DOMAIN and isinstance(value, str):
        host = _HOST_END.split(_HOST_START.sub("", value.strip().lower()))[0].removeprefix("www.")
        with suppress(ValueError):
            host = ascii_host(host)
    said = FORMS.get(pattern) or _description(field)
    return f"`{host}`, {said}" if re.match(DOMAIN, host) else said


def _finer(kind: str, loc: Loc, value: object) -> str:
    """Tell apart what pydantic calls by one name and people mend in different ways: no text, and a list for one."""
    if kind in {"model_type", "model_attributes_type"}:
        return "model_type_in_list" if isinstance(loc[-1] if loc else "", int) else "model_type"
    if kind in {"string_type", "int_type"} and isinstance(value, list) and len(value) == 1:
        return "one_in_brackets" if isinstance(value[0], (str, int)) else "string_type_bracket"
    if kind == "string_type" and isinstance(value, (dict, list)):
        return "string_type_bracket"
    return "string_empty" if kind == "string_too_short" and not value else kind


def _is_echo(error: Mapping[str, Any]) -> bool:
    """Whether an error only says that a list is too short without its items that have errors of their own."""
    value = error.get("input")
    return error["type"] == "too_short" and isinstance(value, list) and len(value) >= error["ctx"]["min_length"]


def _meant(model: type[BaseModel], loc: Loc) -> Loc:
    """Give the place of the field that a mistyped one stands for."""
    *parent, name = loc
    inner, _ = field_at(model, tuple(parent))
    known = fields_of(inner)
    chosen = next((field for field, info in known.items() if name in choices_of(info.annotation)), None)
    said = _JOINED.fullmatch(str(name))
    near = chosen or did_you_mean(said["key"] if said else str(name), known)
    return (*parent, near or (next(iter(known)) if " " in str(name) else name))


def _diagnostic(document: Document, model: type[BaseModel], error: Mapping[str, Any], above: Loc) -> Diagnostic:
    loc: Loc = error["loc"]
    value = error.get("input")
    kind: str = error["type"]
    if isinstance(value, str) and kind in {"too_short", "too_long"}:
        # How pydantic names the length of a text that a function has read before.
        kind = f"string_{kind}"
    inner, field = field_at(model, loc)
    kind = _finer(kind, loc, value)
    if kind == "missing":
        return _missing(document, model, loc, above)
    if kind == "extra_forbidden":
        return _unknown(document, model, loc, above, value)
    whole = (*above, *loc)
    if kind in {"enum", "literal_error"}:
        return _choice(document, field, whole, value)
    context = {
        **error.get("ctx", {}),
        "got": _shown(value),
        "length": error.get("ctx", {}).get("actual_length", len(value) if isinstance(value, str) else 0),
        "fields": ", ".join(fields_of(inner)),
        "first": next(iter(fields_of(inner))),
        "items": count(len(value), "item") if isinstance(value, (dict, list)) else "",
        "expected": _expected(error.get("ctx", {}).get("pattern", ""), field, value),
        "whole": _whole(value),
        "only": f"`{value[0]}`" if isinstance(value, list) and value else "",
    }
    position = document.locate(whole, key=isinstance(value, (dict, list)))
    if kind == "model_type_in_list" and isinstance(value, str) and (odd := odd_space(value)):
        return YAML_SYNTAX.at(document, position, *odd[1:])
    if kind in PHRASES:
        rule, message, fix = PHRASES[kind]
        said = f"`{name_of(whole)}` {message.format_map(context)}."
        cure = fix.format_map(context)
        if kind == "model_type" and isinstance(value, str) and value.lower() in _NOTHING:
            cure = "Leave the field out where there is nothing to say."
        elif rule is not TEXT_LENGTH and isinstance(value, str) and _CURLY.fullmatch(value):
            cure = f"Leave the curly quotes out: they are part of the value. {cure}"
        return rule.at(document, position, said, cure)
    return INVALID_VALUE.at(
        document, position, f"`{name_of(whole)}`: {error['msg']}.", f"Expected: {context['expected']}"
    )


M = TypeVar("M", bound=BaseModel)


def validate(model: type[M], document: Document, at: str | None = None) -> tuple[M | None, list[Diagnostic]]:
    """Check a document's data (or those under the key `at`) against a model; return the record, or every finding."""
    data = document.data if at is None else document.data[at]
    try:
        return model.model_validate(data), []
    except ValidationError as failure:
        errors = failure.errors(include_url=False)
    above: Loc = () if at is None else (at,)
    strange = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
    mistyped = {_meant(model, loc) for loc in strange}
    misplaced = {loc[-1] for loc in strange}
    said = [
        error
        for error in errors
        if not _is_echo(error)
        and not is_blank(error.get("input"))
        # What is there under a mistyped name, or in another group, is not missing as well.
        and not (error["type"] == "missing" and (error["loc"] in mistyped or error["loc"][-1] in misplaced))
    ][:MOST_FINDINGS]
    return None, [_diagnostic(document, model, error, above) for error in said]
