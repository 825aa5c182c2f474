"""`guides check`: every problem in every guide, and what can be mended without thought."""

import argparse
import os
import sys
from collections.abc import Container, Sequence
from functools import cache
from pathlib import Path

from guides.cache import folder_beside
from guides.cli import fix, places, summaries
from guides.cli.common import OK, PROBLEMS, CouldNotRunError, add_today, docs_folder, today, wants_color
from guides.cli.progress import working
from guides.diagnostics import Diagnostic, summary
from guides.diagnostics.formats import as_github, as_json, as_suppressed, as_text
from guides.diagnostics.sarif import as_sarif
from guides.load import load
from guides.rules import since
from guides.rules.catalog import RULES
from guides.rules.review import review
from guides.source import git

_DESCRIPTION = """\
Find every problem in every guide: wrong data, broken rules, what one guide says against another.
Each finding names its file, line and rule; docs/contribute/rules.md explains every rule.
"""
_EPILOG = """\
Examples:
  guides check
  guides check docs/guides/quixel-yarns.md
  guides check --fix --since origin/main
  guides check --since origin/main --format github --summary summary.md

Exit status: 0 no problem, 1 problems, 2 the check could not run.
Warnings are printed and leave the status at 0.
Colour: set NO_COLOR=1 to have none, FORCE_COLOR=1 to have it in a pipe too.
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command with its options."""
    parser = commands.add_parser(
        "check",
        help="find every problem in every guide",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "paths", nargs="*", type=places.a_path, metavar="PATH", help="report only on these files or folders"
    )
    parser.add_argument(
        "--since",
        metavar="REV",
        help="also check the change since a git revision, such as origin/main: dates that moved, guides that are gone",
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help="first mend what is certain (tracking parameters in links, http links, spaces at line ends), "
        "and show each change",
    )
    parser.add_argument(
        "--format",
        choices=("text", "github", "json", "sarif"),
        default="text",
        help="how to print findings: text for people (default), github for notes in a pull request, "
        "json and sarif for other programs",
    )
    parser.add_argument(
        "--show-ignored", action="store_true", help="also list the findings that guides silence, with the reasons"
    )
    parser.add_argument(
        "--summary",
        type=Path,
        metavar="FILE",
        help="also write all findings, and what a reviewer must look at, as Markdown: a workflow's step summary",
    )
    add_today(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check, print and judge."""
    docs = docs_folder(arguments)
    root = f"{docs.as_posix()}/"
    if reason := places.all_placed(arguments.paths, docs):
        raise CouldNotRunError(reason)
    wanted = [path.resolve() for path in arguments.paths]

    @cache
    def is_wanted(path: str | Path) -> bool:
        return not wanted or any(Path(path).resolve().is_relative_to(folder) for folder in wanted)

    past = None
    if arguments.since is not None:
        try:
            past = git.read(docs, arguments.since)
        except git.HistoryError as error:
            raise CouldNotRunError(str(error)) from error
    if arguments.fix:
        names = [name for name in fix.candidates(docs) if past is None or name in past.touched]
        _fix([docs / name for name in names if is_wanted(docs / name)], arguments.format)
    # Rules across files need every file; the report is about those that were named.
    # A clash is told at the files of the change, and not at an innocent one.
    new = (lambda: past.added() | past.touched) if past else lambda: git.added(docs)
    with working("Checking the pages"):
        collection, diagnostics = load(docs, root, today(arguments), new, os.cpu_count() or 1, folder_beside(docs))
    if past:
        diagnostics = sorted([*diagnostics, *since.check(past, collection, root)])
    diagnostics = [diagnostic for diagnostic in diagnostics if is_wanted(diagnostic.path)]
    touched = None if past is None else {f"{root}{name}" for name in past.touched}
    items = review(past, collection, root) if past else []
    items = [one for one in items if is_wanted(one.path)]
    if arguments.summary:
        open_ones = [diagnostic for diagnostic in diagnostics if not diagnostic.suppressed]
        arguments.summary.write_text(summaries.as_markdown(open_ones, items), encoding="utf-8")
    if past and arguments.format == "json":
        print(summaries.as_json(_shown(diagnostics, arguments), items, [*(touched or ()), *past.elsewhere]))
    else:
        print(_report(diagnostics, arguments, touched))
        if items and arguments.format == "text":
            print(f"\n{summaries.as_text(items)}")
    return PROBLEMS if any(diagnostic.is_error for diagnostic in diagnostics) else OK


def _fix(paths: Sequence[Path], form: str) -> None:
    """Mend files and show what was done: where people read, or beside what programs read."""
    stream = sys.stdout if form == "text" else sys.stderr
    for path in paths:
        if done := fix.mend(path):
            print(done, file=stream)


def _shown(diagnostics: Sequence[Diagnostic], arguments: argparse.Namespace) -> list[Diagnostic]:
    suppressed = [diagnostic for diagnostic in diagnostics if diagnostic.suppressed] if arguments.show_ignored else []
    return [*(diagnostic for diagnostic in diagnostics if not diagnostic.suppressed), *suppressed]


def _report(diagnostics: Sequence[Diagnostic], arguments: argparse.Namespace, touched: Container[str] | None) -> str:
    """Put the findings into the form that was asked for; `touched` are the files of a change, if it is about one."""
    suppressed = [diagnostic for diagnostic in diagnostics if diagnostic.suppressed] if arguments.show_ignored else []
    standing = [diagnostic for diagnostic in diagnostics if not diagnostic.suppressed]
    if arguments.format == "json":
        return as_json([*standing, *suppressed])
    if arguments.format == "sarif":
        return as_sarif([*standing, *suppressed], RULES)
    near, far = standing, []
    if touched is not None:
        near = [diagnostic for diagnostic in standing if diagnostic.path in touched]
        # An error elsewhere may be this change’s doing (a name that is taken now); a warning is not its matter.
        far = [diagnostic for diagnostic in standing if diagnostic.is_error and diagnostic.path not in touched]
    if arguments.format == "github":
        return "\n".join(filter(None, [as_github([*near, *far]), as_suppressed(suppressed) if suppressed else ""]))
    blocks = [as_suppressed(suppressed)] if arguments.show_ignored else []
    if near:
        blocks.append(as_text(near, color=wants_color(sys.stdout)))
    if far:
        blocks.append("\n".join(["In files that the change does not touch:", *(f"  {error}" for error in far)]))
    said = summary(near)
    if far:
        said += f"; {summary(far)} that the change does not touch"
    return "\n\n".join([*blocks, said])
