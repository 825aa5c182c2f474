"""The files below docs/: which of them are guides, and which may not be there."""

import os
from collections.abc import Iterator
from pathlib import Path

from guides.diagnostics import Diagnostic

INDEX = "index.md"
MARKDOWN_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""What MkDocs makes a page of."""


def symlinks(docs: Path, root: str) -> Iterator[Diagnostic]:
    """A link among the pages could publish any file of the machine that builds the site."""
    for folder, folders, files in os.walk(docs):
        # Hidden files are not published, and editors keep their locks as links.
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in (*folders, *files):
            path = Path(folder, name)
            if path.is_symlink() and not name.startswith("."):
                shown = f"{root}{path.relative_to(docs).as_posix()}"
                message = f"This is a link to `{path.readlink()}`, not a file."
                yield Diagnostic(shown, 1, 1, "symlink", message, "Put the file itself here.")


def records(docs: Path, root: str, room: str) -> Iterator[str | Diagnostic]:
    """Give the path of each file of a room that has data, or what is wrong with its place.

    The room's index page is an ordinary page.
    """
    folder = docs / room
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in MARKDOWN_ENDINGS or path == folder / INDEX:
            continue
        # Links are reported as such, wherever they stand, and never followed.
        if path.is_symlink() or not path.is_file():
            continue
        uri = path.relative_to(docs).as_posix()
        if path.parent == folder and path.suffix == ".md":
            yield uri
        else:
            message = "The file would be published without being checked."
            fix = f"Move it to `{root}{room}/{path.stem}.md`."
            yield Diagnostic(f"{root}{uri}", 1, 1, "file-place", message, fix)
