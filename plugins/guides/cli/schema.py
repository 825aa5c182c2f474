"""`guides schema`: what is made from the model: the JSON schema for programs, and the form of Pages CMS."""

import argparse
import json
import sys
from typing import Any

from guides.cli import pages_cms
from guides.cli.common import OK, PROBLEMS, docs_folder
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


_EPILOG = """\
Examples:
  guides schema           write docs/schema/guide.v1.json and .pages.yml
  guides schema --check   whether they are what the model says
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the options."""
    parser = commands.add_parser(
        "schema",
        help="write the schema of a guide, and a form for Pages CMS",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail when the committed files are out of date"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write what is made from the model, or compare it."""
    docs = docs_folder(arguments)
    made = {docs / "schema" / ID: as_json(), docs.parent / pages_cms.FILE: pages_cms.as_yaml(docs.name)}
    status = OK
    for path, text in made.items():
        if arguments.check:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                print(f"guides: {path} is not what the model says; run `guides schema` and commit it", file=sys.stderr)
                status = PROBLEMS
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"wrote {path}")
    return status
