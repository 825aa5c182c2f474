"""The JSON schema, by which editors help while a guide is written."""

from collections.abc import Iterator
from typing import Any

from guides.cli import OK, main, schema
from guides.model import Guide
from support import ROOT


def properties(node: object, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every field in a schema, with its place."""
    if isinstance(node, dict):
        for name, inner in node.get("properties", {}).items():
            yield f"{where}.{name}", inner
        for key, inner in node.items():
            yield from properties(inner, f"{where}/{key}")


def test_the_committed_schema_is_current() -> None:
    assert main(["--docs", str(ROOT / "docs"), "schema", "--check"]) == OK


def test_an_editor_can_explain_every_field() -> None:
    whole = schema.guide_schema()
    found = dict(properties(whole))
    assert len(found) > len(Guide.model_fields)
    for where, field in found.items():
        record = whole["$defs"].get(field.get("$ref", "").rpartition("/")[2], {})
        assert field.get("description") or record.get("description"), where


def test_an_editor_refuses_unknown_fields_and_lists_the_words_of_closed_sets() -> None:
    definitions = schema.guide_schema()["$defs"]
    records = [one for one in definitions.values() if one["type"] == "object"]
    assert records
    assert all(one["additionalProperties"] is False for one in records)
    assert "google-play" in definitions["Via"]["enum"]
    assert schema.guide_schema()["properties"]["published"]["format"] == "date"
