"""`guides zip`: the whole site as an archive whose index.html opens from a disk."""

import argparse
from pathlib import Path

from guides.cli.common import OK, CouldNotRunError, docs_folder
from guides.cli.fix import replace
from guides.site.outputs import disk

_DESCRIPTION = """\
Pack a finished site so that it opens from a disk: unpack it anywhere, and open its index.html. Finder, guides and
their forms work; the search in the text of pages and the page for writing guides do not, and say so.
"""


_EPILOG = """\
Examples:
  guides zip                     after a build into site/
  guides zip --site public --out how-to-cancel.zip
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the options."""
    parser = commands.add_parser(
        "zip",
        help="pack a built site so that it opens from a disk",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--site", type=Path, default=Path("site"), help="the folder of the site (default: site)")
    parser.add_argument(
        "--out", type=Path, default=Path("how-to-cancel.zip"), help="the archive (default: how-to-cancel.zip)"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the archive."""
    docs, out = docs_folder(arguments), arguments.out
    try:
        packed = disk.archive(arguments.site, docs, out.stem)
    except disk.DiskError as error:
        raise CouldNotRunError(str(error)) from error
    replace(out, packed)
    print(f"wrote {out}, {len(packed) / 1e6:.1f} MB")
    return OK
