"""`guides api`: the files that are made from the guides and are no pages, for any engine."""

import argparse
import sys
from pathlib import Path

from guides import cache
from guides.cli.common import COULD_NOT_RUN, OK, PROBLEMS, CouldNotRunError, docs_folder
from guides.diagnostics import summary
from guides.load import load
from guides.site.links import Site
from guides.site.outputs import finished, pagefind, publish, security
from guides.site.outputs.folder import Folder
from guides.site.outputs.own_files import OwnFiles
from guides.source import settings

_DESCRIPTION = """\
Write what MkDocs writes beside the pages: the finder's index, the data of all guides as JSON, the
description for browsers, and the pages that lead from other addresses to guides. Run it after a
build with another engine, on the folder of the site. With Pagefind, the full text is indexed too.
"""


_EPILOG = """\
Examples:
  guides api                     after a build into site/
  guides api --out public
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the options."""
    parser = commands.add_parser(
        "api",
        help="write index, data and redirects into a built site",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.description = _DESCRIPTION
    parser.add_argument("--out", type=Path, default=Path("site"), help="the folder of the site (default: site)")
    parser.add_argument("--config-file", type=Path, default=Path("mkdocs.yml"), help="where the site's settings stand")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the files, unless guides have errors."""
    docs = docs_folder(arguments)
    out: Path = arguments.out
    if out.resolve().is_relative_to(docs.resolve()) or docs.resolve().is_relative_to(out.resolve()):
        raise CouldNotRunError(f"{out} is where the sources are; name the folder of a built site: --out site")
    if not any(out.glob("**/*.html")):
        raise CouldNotRunError(f"there is no built site in {out}; build it first, or name its folder with --out")
    collection, diagnostics = load(docs)
    if any(diagnostic.is_error for diagnostic in diagnostics):
        print(f"guides: {summary(diagnostics)}; run `guides check`", file=sys.stderr)
        return PROBLEMS
    try:
        read = settings.read(arguments.config_file)
        site, contact = Site.of(read), security.of(read)
    except settings.SettingsError as error:
        print(f"guides: {error}", file=sys.stderr)
        return COULD_NOT_RUN
    own = OwnFiles(collection, site, cache.store(None, "outputs"))
    folder = Folder(out)
    for path, text in publish.for_pages(collection, site).items():
        folder.write(path, text)
    beside = publish.Beside(folder, collection, site, own)
    beside.start()
    facts = beside.finish()
    facts |= finished.go_through(out, facts)
    publish.write_last(folder, collection, site, facts)
    security.write(arguments.out, contact, site.url)
    print(f"wrote what belongs beside the pages to {arguments.out}")
    if lack := pagefind.index(arguments.out):
        print(f"guides: {lack}", file=sys.stderr)
    return OK
