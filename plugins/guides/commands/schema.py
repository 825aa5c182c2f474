"""`guides schema`: the description of a guide's data for editors and other programs."""

import argparse
import sys
from pathlib import Path

from guides import schema
from guides.commands.common import OK, PROBLEMS


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the options."""
    parser = commands.add_parser("schema", help="write the JSON schema of a guide's data")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail when the committed schema is out of date"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the schema, or compare it."""
    path: Path = arguments.docs / "schema" / "guide.v1.json"
    text = schema.as_json()
    if arguments.check:
        if path.exists() and path.read_text(encoding="utf-8") == text:
            return OK
        print(f"guides: {path} is not what the model says; run `guides schema` and commit the file", file=sys.stderr)
        return PROBLEMS
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(f"wrote {path}")
    return OK
