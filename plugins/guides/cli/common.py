"""What all subcommands share: how they end, where the pages are, what a terminal can show."""

import argparse
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TextIO

from guides.model.fields import as_day

OK, PROBLEMS, COULD_NOT_RUN = 0, 1, 2


class CouldNotRunError(Exception):
    """The command cannot do its work; the message says why and what helps."""


def docs_folder(arguments: argparse.Namespace) -> Path:
    """Give the folder with the pages, or say where to run the command."""
    docs: Path = arguments.docs
    if not docs.is_dir():
        raise CouldNotRunError(f"there is no folder {docs}; run this from the top of the repository")
    return docs


def wants_color(stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Decide on colour as most tools do: NO_COLOR, then FORCE_COLOR, then whether a person is reading."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return environment["FORCE_COLOR"] != "0"
    return stream.isatty() and environment.get("TERM") != "dumb"


def a_day(text: str) -> date:
    """Read a date from the command line."""
    try:
        return as_day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"`{text}` is not a date written YYYY-MM-DD") from error


def add_today(parser: argparse.ArgumentParser) -> None:
    """Let a run be repeated as of another day; builds never ask for the day at all."""
    parser.add_argument(
        "--today", type=a_day, metavar="DATE", help="count from this day, YYYY-MM-DD (default: the day of the run)"
    )


def today(arguments: argparse.Namespace) -> date:
    """Give the day to count from."""
    chosen: date | None = arguments.today
    # A contributor in New Zealand is a day ahead of UTC, and right to write their own date.
    return chosen or date.today()  # noqa: DTZ011
