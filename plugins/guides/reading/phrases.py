"""What contributors are told of the errors that pydantic finds, by pydantic's names for them."""

PHRASES: dict[str, tuple[str, str, str]] = {
    "string_type": ("wrong-type", "is {got}, not a text", "Write a text; in quotes if it looks like a number."),
    "int_type": ("wrong-type", "is {got}, not a whole number", "Write digits without quotes: 3."),
    "int_parsing": (
        "wrong-type",
        "is {got}, not a whole number",
        "Write digits without quotes, without a leading zero: 3.",
    ),
    "int_from_float": ("wrong-type", "is {got}, not a whole number", "Write digits only: 3."),
    "bool_type": ("wrong-type", "is {got}, neither `true` nor `false`", "Write true or false."),
    "bool_parsing": ("wrong-type", "is {got}, neither `true` nor `false`", "Write true or false."),
    "tuple_type": (
        "wrong-type",
        "is {got}, not a list",
        "Write each item on a line of its own after `- `, or all of them in [brackets].",
    ),
    "list_type": (
        "wrong-type",
        "is {got}, not a list",
        "Write each item on a line of its own after `- `, or all of them in [brackets].",
    ),
    "model_type": ("wrong-type", "is {got}, not a group of fields", "Write its fields below it, indented: {fields}."),
    "model_type_in_list": (
        "wrong-type",
        "is {got}, not a group of fields",
        "Begin with the name of a field: `- {first}: …`. There are: {fields}.",
    ),
    "string_type_bracket": (
        "wrong-type",
        "is {got}, not a text",
        "Write a text. If it begins with `[` or `{{`, put it in quotes.",
    ),
    "string_empty": ("text-length", "is an empty text", "Write one: {expected}"),
    "string_too_short": (
        "text-length",
        "has {length} characters; it needs at least {min_length}",
        "Write more. If the text has ` #` in it, put it in quotes: what follows is a comment otherwise.",
    ),
    "string_too_long": ("text-length", "has {length} characters; at most {max_length} fit", "Shorten it."),
    "too_short": ("list-length", "has {items}, and needs at least {min_length}", "Add what is missing: {expected}"),
    "too_long": ("list-length", "has {items}; at most {max_length} fit", "Remove some."),
    "greater_than_equal": ("number-range", "is {got}; it must be at least {ge}", "Correct the number."),
    "less_than_equal": ("number-range", "is {got}; it must be at most {le}", "Correct the number."),
    "string_pattern_mismatch": ("text-form", "is {got}, which has not the right form", "Expected: {expected}"),
    "day": ("date-form", "is {got}, not a date", "Write the date as YYYY-MM-DD: 2026-03-09."),
    "day_impossible": (
        "date-form",
        "is {got}, a date that does not exist",
        "Correct the month or the day; the order is YYYY-MM-DD.",
    ),
    "url": (
        "url-form",
        "is {got}, not a web address that starts with https://",
        "Write the whole address: https://www.example.com/account.",
    ),
    "url_characters": (
        "url-form",
        "is {got}; an address has no spaces, quotes or brackets in it",
        "Copy the address again from the browser.",
    ),
    "url_parts": (
        "url-form",
        "is {got}; an address in a guide names no user and no port",
        "Write the plain https:// address of the page.",
    ),
    "forbidden_character": (
        "hidden-character",
        "has an invisible or forbidden character: {character}",
        "Delete the text and type it again.",
    ),
}
"""Type of error -> rule, what is wrong, what to do.

`{got}` is the value that was written, `{expected}` what the field describes; the rest comes
from the error's own context.
"""
