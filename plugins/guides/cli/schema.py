"""`guides schema`: the JSON schema of a guide's front matter, for editors and for other programs."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from guides.cli.common import OK, PROBLEMS
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


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the options."""
    parser = commands.add_parser("schema", help="write the JSON schema of a guide's data")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail when the committed schema is out of date"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the schema, or compare it."""
    path: Path = arguments.docs / "schema" / ID
    text = as_json()
    if arguments.check:
        if path.exists() and path.read_text(encoding="utf-8") == text:
            return OK
        print(f"guides: {path} is not what the model says; run `guides schema` and commit the file", file=sys.stderr)
        return PROBLEMS
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(f"wrote {path}")
    return OK
