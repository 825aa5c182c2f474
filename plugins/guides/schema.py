"""The JSON schema of a guide's front matter, for editors and for other programs."""

import json
from typing import Any

from guides.model import Guide

ID = "guide.v1.json"


def guide_schema() -> dict[str, Any]:
    """Build the schema from the model, so that the two cannot differ."""
    schema = Guide.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["$id"] = ID
    schema["title"] = "Front matter of a guide"
    return schema


def as_json() -> str:
    """Give the schema as the text of the committed file."""
    return json.dumps(guide_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
