"""What is read as text, and what need not be."""

from collections.abc import Iterator
from typing import Any

import pytest

from guides.model import Author, Biller, Guide, Law
from guides.source.frontmatter import text_alone
from guides.source.markdown import Body
from guides.source.text import FORMAL_KEYS, Prose


def _fields(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give each field of a model and of those inside it, with what its values may be."""
    inside = schema.get("$defs", {})
    for model in (schema, *inside.values()):
        for name, field in model.get("properties", {}).items():
            for option in field.get("anyOf", [field]):
                item = option.get("items", option)
                yield name, inside[item["$ref"].rpartition("/")[2]] if "$ref" in item else item


ADDRESSES = {"id", "address"}
"""An author makes up the one, and the other may be a mailbox called like a number: both are read as texts."""


def test_fields_whose_form_has_no_room_for_a_text_are_left_out() -> None:
    """A number or an address of somebody's could stand in any other, and no rule would see it."""
    has_room, has_none = set(ADDRESSES), set()
    for model in (Guide, Biller, Author, Law):
        for name, field in _fields(model.model_json_schema()):
            if field.keys() & {"enum", "const", "pattern"}:
                has_none.add(name)
            elif field.get("type") == "string":
                has_room.add(name)
    assert has_none - has_room == FORMAL_KEYS


@pytest.mark.parametrize(
    "written",
    [
        "films .example",
        "films\n.example",
        "films\t.example",
        "films [.] example",
        "films( . )example",
        "films{dot}example",
    ],
)
def test_a_dot_that_stands_apart_is_read_as_one(written: str) -> None:
    document = text_alone(f"Write to {written} now.", "a.md")
    assert next(passage.plain for passage in Prose(document, Body(document)).passages) == "Write to films.example now."
