"""The `guides` command: what a contributor runs before a pull request, and what runs by itself once a week."""

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from guides.cli.common import COULD_NOT_RUN, OK, PROBLEMS, CouldNotRunError

__all__ = ["COULD_NOT_RUN", "OK", "PROBLEMS", "main", "parser"]

_COMMANDS = ("new", "check", "show", "watch", "stale", "schema", "api", "zip", "completion", "form", "labels")

_INTERRUPTED = 130
"""What a shell reports of a command that was stopped with Ctrl+C."""


_EPILOG = """\
`guides COMMAND --help` explains a command, with examples. A new guide:
  guides new "Quixel Yarns" --category learning --via website,apple
  guides check docs/guides/quixel-yarns.md
"""


def parser(words: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Declare the commands. What a command needs is imported for it alone: half of a short run went there."""
    whole = argparse.ArgumentParser(
        prog="guides",
        description="Check the guides and what is made from them.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"guides {version('guides')}")
    whole.add_argument("--docs", type=Path, default=Path("docs"), help="the folder with the pages (default: docs)")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in [name for name in _COMMANDS if name in words and name != "completion"][:1] or _COMMANDS:
        import_module(f"guides.cli.{name}").add(commands)
    whole.set_defaults(whole=whole)
    return whole


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return 0 when clean, 1 with problems, 2 when it could not run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that lacks a character shows its code; that is no reason to stop.
            stream.reconfigure(errors="backslashreplace")
    # There are none for us, and pydantic would look through all that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    words = sys.argv[1:] if argv is None else argv
    arguments = parser(words).parse_args(words)
    try:
        status: int = arguments.run(arguments)
        sys.stdout.flush()
    except CouldNotRunError as error:
        print(f"guides: {error}", file=sys.stderr)
        return COULD_NOT_RUN
    except BrokenPipeError:
        # Whoever read the output has seen enough (`guides check | head`); Python must not flush it at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"guides: {where}{error.strerror or error}", file=sys.stderr)
        return COULD_NOT_RUN
    except KeyboardInterrupt:
        return _INTERRUPTED
    if argv is None:
        # The process ends here: to look for garbage once more would take a twentieth of the time of a check.
        gc.freeze()
    return status
