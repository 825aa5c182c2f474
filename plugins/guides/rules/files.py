"""Rules about what kind of file lies where, before anything is read."""

import re
from collections.abc import Container
from pathlib import Path, PurePosixPath

from guides.diagnostics import Diagnostic, Rule
from guides.diagnostics.rule import ACROSS, FILE
from guides.model.fields import bad_slug
from guides.source.folders import GUIDES, PAGES, lies_in

MARKDOWN_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""What MkDocs makes a page of."""
_DATA = (
    *("about/authors.yml", "about/authorities.yml", "about/images.yml", "about/cited.yml", "about/watched.yml"),
    "schema/guide.v1.json",
)
_ASSETS = {
    "assets/images": (".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".ico", ".gif"),
    "assets/stylesheets": (".css",),
    "assets/javascripts": (".js",),
    "assets/fonts": (".woff2",),
}
"""What may lie in a folder of things that pages use, and in the folders below it, by how its name ends."""
_LITTER = re.compile(
    r"\.(?:DS_Store|gitkeep|gitignore|gitattributes|obsidian|idea|vscode|directory|#.*|_.*|~.*|.*\.sw[a-p]|.*\.un~|nfs\w+)"
)
"""Hidden names that programs leave behind, which no engine publishes and nobody means."""
_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_ASSET_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")
_SHOWN = 60
"""How much of a strange name is printed."""


FILE_NAME = Rule(
    "file-name",
    FILE,
    "A file’s name is its address: lower-case letters and digits, words joined by hyphens, and no name that "
    "Windows keeps for itself.",
    bad="docs/guides/My_Films.md",
    good="docs/guides/my-films.md",
)


def bad_name(path: str) -> Diagnostic | None:
    """Say what is wrong with a page's file name, which becomes its address."""
    stem = PurePosixPath(path).stem
    if _WINDOWS.fullmatch(stem):
        message = f"Windows can hold no file called `{stem}.md`, so that nobody there could fetch the project."
        return FILE_NAME.in_file(path, message, f"Rename the file to `{stem}-app.md`.")
    problem = bad_slug(stem)
    return FILE_NAME.in_file(path, *problem) if problem else None


FILE_PLACE = Rule(
    "file-place",
    FILE,
    "Every file below docs/ is of a known kind and in its place: pages end with `.md` and are in no folder of "
    "their own, pictures, stylesheets, scripts and fonts lie in docs/assets/. What a publisher needs beside "
    "docs/index.md is named in mkdocs.yml, under `extra: {root_files: […]}`.",
    bad="docs/guides/video/films.md",
    good="docs/guides/films.md",
)
_UNCHECKED = "The file would be published without being checked."


def _place(uri: str, stem: str, ending: str) -> str:
    """Say where a file of its kind belongs; empty where it belongs nowhere."""
    folder = uri.partition("/")[0]
    if ending in MARKDOWN_ENDINGS and folder in PAGES:
        return f"{folder}/{stem}.md"
    kinds = (name for name, endings in _ASSETS.items() if ending in endings)
    return f"{place}/{stem}{ending}" if (place := next(kinds, None)) else ""


def _is_in_place(uri: str, root_files: Container[str]) -> bool:
    path = PurePosixPath(uri)
    folder, ending = path.parent.as_posix(), path.suffix
    if folder == ".":
        return path.name == "index.md" or path.name in root_files
    if folder in PAGES and (ending == ".md" or (folder == "services" and ending == ".yml")):
        return True
    if uri in _DATA:
        return True
    return any(
        (folder == place or folder.startswith(f"{place}/")) and ending in endings for place, endings in _ASSETS.items()
    )


def out_of_place(uri: str, root: str, root_files: Container[str]) -> Diagnostic | None:
    """Report a file that an engine would publish and nobody would check, or that some machines cannot hold."""
    path = PurePosixPath(uri)
    shown = f"{root}{uri}"
    if not _is_in_place(uri, root_files):
        ending = path.suffix.lower()
        stem = path.name[: -len(ending)] if ending else path.name
        if place := _place(uri, stem, ending):
            return FILE_PLACE.in_file(shown, _UNCHECKED, f"Move it to `{root}{place}`.")
        fix = "Remove it."
        if path.parent == PurePosixPath() and ending not in MARKDOWN_ENDINGS:
            name = path.name[:_SHOWN]
            fix = f"Remove it. If the publisher needs it, name it in mkdocs.yml: `extra: {{root_files: [{name}]}}`."
        return FILE_PLACE.in_file(shown, _UNCHECKED, fix)
    if path.suffix == ".md":
        # Those of guides and billers are judged where these are read.
        return bad_name(shown) if not lies_in(uri, GUIDES) else None
    if path.parent == PurePosixPath():
        return None
    bad = next((part for part in path.parts if not _ASSET_NAME.fullmatch(part) or _WINDOWS.fullmatch(part)), None)
    if bad is None:
        return None
    message = f"`{bad[:_SHOWN]}` is no name that every machine can hold and every address can have."
    return FILE_NAME.in_file(shown, message, "Take small letters, digits, `-`, `_` and `.` only.")


def hidden(uri: str, root: str) -> Diagnostic | None:
    """Report a hidden file or folder: what is done with it differs from one engine to the next."""
    if _LITTER.fullmatch(PurePosixPath(uri).name):
        return None
    message = "A name that begins with a dot is hidden: some engines would publish the file, and nobody checks it."
    return FILE_PLACE.in_file(f"{root}{uri}", message, "Remove it.")


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
