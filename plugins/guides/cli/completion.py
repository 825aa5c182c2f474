"""`guides completion`: what a shell needs to complete commands, options, files and names of guides."""

import argparse
from pathlib import Path

import shtab

from guides.cli.common import OK

_EPILOG = """\
Examples:
  guides completion bash > ~/.local/share/bash-completion/completions/guides
  guides completion zsh > ~/.zfunc/_guides        with fpath+=~/.zfunc in ~/.zshrc
  eval "$(guides completion bash)"                for this shell alone
"""
# Where the slugs are: the names of the files, which a shell lists faster than Python starts.
_SLUGS = {"bash": "_guides_slugs", "zsh": "_guides_slugs"}
_PREAMBLE = {
    "bash": """\
_guides_slugs() { compgen -W "$(cd docs 2>/dev/null && ls guides billers | sed -n 's/[.]md$//p')" -- "$1"; }
""",
    "zsh": """\
_guides_slugs() { local -a slugs; slugs=(docs/(guides|billers)/*.md(N:t:r)); _describe guide slugs }
""",
}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the options."""
    parser = commands.add_parser(
        "completion",
        help="print what a shell needs to complete commands",
        description="Print a script by which a shell completes commands, options, files and the names of guides.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("shell", choices=tuple(_PREAMBLE), help="the shell")
    parser.set_defaults(run=run)


def _complete_values(parser: argparse.ArgumentParser) -> None:
    """Say of each argument what its values are, where shtab cannot know."""
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to its arguments
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - the same
            for inner in action.choices.values():
                _complete_values(inner)
        elif action.dest == "guide":
            action.complete = _SLUGS  # type: ignore[attr-defined]
        elif action.dest in {"docs", "out"}:
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
        elif action.dest in {"paths", "state", "summary"} or action.type is Path:
            action.complete = shtab.FILE  # type: ignore[attr-defined]


def run(arguments: argparse.Namespace) -> int:
    """Print the script."""
    parser: argparse.ArgumentParser = arguments.whole
    _complete_values(parser)
    print(shtab.complete(parser, arguments.shell, preamble=_PREAMBLE[arguments.shell]))
    return OK
