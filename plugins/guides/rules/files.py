"""Rules about what kind of file lies where, before anything is read."""

from pathlib import Path, PurePosixPath

from guides.diagnostics import Diagnostic, Rule
from guides.diagnostics.rule import ACROSS, FILE
from guides.model.fields import bad_slug

FILE_NAME = Rule(
    "file-name",
    FILE,
    "A file’s name is its address: lower-case letters and digits, words joined by hyphens.",
    bad="docs/guides/My_Films.md",
    good="docs/guides/my-films.md",
)


def bad_name(path: str) -> Diagnostic | None:
    """Say what is wrong with a file's name, which becomes its page's address."""
    problem = bad_slug(PurePosixPath(path).stem)
    return FILE_NAME.in_file(path, *problem) if problem else None


FILE_PLACE = Rule(
    "file-place",
    FILE,
    "A guide’s file ends with `.md` and is in no folder of its own.",
    bad="docs/guides/video/films.md",
    good="docs/guides/films.md",
)


def misplaced(path: str, folder: str) -> Diagnostic:
    """Report a file that an engine would publish and nobody would check; `folder` is the right place."""
    fix = f"Move it to `{folder}/{PurePosixPath(path).stem}.md`."
    return FILE_PLACE.in_file(path, "The file would be published without being checked.", fix)


SYMLINK = Rule(
    "symlink",
    FILE,
    "A file is a file: a link could publish what lies outside the site’s pages.",
    bad="docs/guides/films.md -> ../../films.md",
    good="docs/guides/films.md",
)


def linked(path: str, target: Path) -> Diagnostic:
    """Report a link among the pages: it could publish any file of the machine that builds the site."""
    return SYMLINK.in_file(path, f"This is a link to `{target}`, not a file.", "Put the file itself here.")


AUTHORS_FILE = Rule(
    "authors-file",
    ACROSS,
    "docs/about/authors.yml exists.",
    bad="docs/about/ without authors.yml",
    good="docs/about/authors.yml",
)


def without_authors(path: str) -> Diagnostic:
    """Report that there is no list of authors, without which nobody can sign."""
    return AUTHORS_FILE.in_file(path, "The list of authors is missing.", "Add it, with at least the key `editors`.")
