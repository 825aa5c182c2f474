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


def test_no_field_that_is_left_out_has_room_for_a_text() -> None:
    """A number or an address of somebody's could stand in it otherwise, and no rule would see it."""
    seen = set()
    for model in (Guide, Biller, Author, Law):
        for name, field in _fields(model.model_json_schema()):
            if name in FORMAL_KEYS and field.get("type") != "null":
                seen.add(name)
                assert field.keys() & {"enum", "const", "pattern"}, (model, name, field)
    assert seen == FORMAL_KEYS


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
