"""The `guides` command: what a contributor runs before a pull request."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from guides import schema
from guides.collection import load
from guides.diagnostics import as_github, as_json, as_silenced, as_text, summary

OK, PROBLEMS, COULD_NOT_RUN = 0, 1, 2


def _check(arguments: argparse.Namespace) -> int:
    docs: Path = arguments.docs
    if not docs.is_dir():
        print(f"guides: there is no folder {docs}; run this from the top of the repository", file=sys.stderr)
        return COULD_NOT_RUN
    _, found = load(docs, f"{docs.as_posix()}/")
    if arguments.paths:
        # Rules across files need every file; the report is about those that were named.
        wanted = [path.resolve() for path in arguments.paths]
        if missing := [path for path in arguments.paths if not path.exists()]:
            print(f"guides: there is no file {missing[0]}", file=sys.stderr)
            return COULD_NOT_RUN
        found = [one for one in found if any(Path(one.path).resolve().is_relative_to(path) for path in wanted)]
    if arguments.show_ignored:
        print(as_silenced(found))
    found = [one for one in found if not one.silenced]
    if arguments.format == "text":
        if found:
            print(as_text(found, color=sys.stdout.isatty()), end="\n\n")
        print(summary(found))
    elif arguments.format == "github":
        print(as_github(found))
    else:
        print(as_json(found))
    return PROBLEMS if any(one.is_error for one in found) else OK


def _schema(arguments: argparse.Namespace) -> int:
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="guides", description="Check the guides and what is generated from them.")
    parser.add_argument("--docs", type=Path, default=Path("docs"), help="the folder with the pages (default: docs)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="find every problem in every guide")
    check.add_argument("paths", nargs="*", type=Path, help="report only on these files or folders")
    check.add_argument(
        "--format", choices=("text", "github", "json"), default="text", help="how to print findings (default: text)"
    )
    check.add_argument(
        "--show-ignored", action="store_true", help="list the rules that guides silence, with the reasons"
    )
    check.set_defaults(run=_check)
    model = commands.add_parser("schema", help="write the JSON schema of a guide's front matter")
    model.add_argument(
        "--check", action="store_true", help="write nothing; fail when the committed schema is out of date"
    )
    model.set_defaults(run=_schema)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return 0 when clean, 1 with problems, 2 when it could not run."""
    arguments = _parser().parse_args(argv)
    status: int = arguments.run(arguments)
    return status


if __name__ == "__main__":
    sys.exit(main())
