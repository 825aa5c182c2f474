"""`guides labels`: the labels of a pull request, by what it touches and whether it gives trust."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from guides.cli.common import OK

LABELS = ("guides", "pages", "code", "trust")
"""The only words that it ever prints: the job that sets labels takes no other."""


def labels(review: Mapping[str, Any]) -> list[str]:
    """Give the labels for what a reviewer must look at."""
    paths = {str(path) for path in review["files"]}
    guides = {path for path in paths if path.startswith(("docs/guides/", "docs/billers/"))}
    pages = {path for path in paths if path.startswith("docs/")} - guides
    fits = {
        "guides": bool(guides),
        "pages": bool(pages),
        "code": bool(paths - guides - pages),
        "trust": bool(review["second_person"]),
    }
    return [label for label in LABELS if fits[label]]


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the options. The command is a workflow's, so the list of commands leaves it out."""
    parser = commands.add_parser("labels", description="Print the labels of a change; for a workflow.")
    parser.add_argument("review", type=Path, metavar="FILE", help="what `guides check --since … --format json` printed")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the labels."""
    print(*labels(json.loads(arguments.review.read_text(encoding="utf-8"))))
    return OK
