"""Whether the paths that a command is given are files that it looks at, and where else they should lie.

A checker that says "no problems" of a file that it never read is worse than none.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from guides.model.fields import slugify
from guides.source.folders import GUIDES
from guides.source.frontmatter import FrontMatterError, decode, parse
from guides.source.limits import MAX_BYTES

_SAYS_GUIDE = frozenset({"service", "biller", "routes"})
_ENDINGS = (".markdown", ".mdown", ".mkdn", ".mkd", ".txt")


def a_path(text: str) -> Path:
    """Read a path from the command line; an empty one would stand for the folder that one is in."""
    if not text.strip():
        raise argparse.ArgumentTypeError("a path is empty")
    return Path(text)


def _room(path: Path) -> str:
    """Say in which room a file would be a guide: a biller's says so in its data."""
    return "billers" if "biller" in (_data(path) or ()) else "guides"


def _data(path: Path) -> set[str] | None:
    """Give the keys of a file's data, or nothing where it has none that can be read."""
    try:
        with path.open("rb") as file:
            return set(parse(decode(file.read(MAX_BYTES), path.name), path.name).data)
    except (OSError, FrontMatterError):
        return None


def _stem(path: Path) -> str:
    name = path.name
    while (shorter := name.removesuffix(".md")) != name or name.lower().endswith(_ENDINGS):
        name = shorter if shorter != name else name.rpartition(".")[0]
    return slugify(name) or "name-of-the-service"


def _missing(path: Path, docs: Path) -> str:
    """Say what is wrong with a path at which nothing is, and what may be meant."""
    near = [docs / room / f"{path.name.removesuffix('.md')}.md" for room in GUIDES]
    if nearest := next((one for one in near if one.is_file()), None):
        return f"there is no file {path}; did you mean {nearest}?"
    return f"there is no file {path}"


def misplaced(path: Path, docs: Path) -> str | None:
    """Say why a path is none that is checked and where a guide would lie, or nothing where it is one."""
    if not path.exists():
        return _missing(path, docs)
    real, top = path.resolve(), docs.resolve()
    if top.is_relative_to(real):
        return None
    if not real.is_relative_to(top):
        lies = f"{path} is not below {docs}/, so it is not checked; a guide lies in {docs / 'guides'}/"
        is_guide = path.is_file() and _data(path) is not None
        return f"{lies}. Move it to {docs / _room(path) / _stem(path)}.md" if is_guide else lies
    uri = PurePosixPath(real.relative_to(top).as_posix())
    if path.is_dir():
        is_fine = _has_its_place(real, uri.parts[0])
        return None if is_fine else f"{path}/ is no place for guides; a guide lies in {docs / 'guides'}/"
    return _elsewhere(path, uri, docs)


def _elsewhere(path: Path, uri: PurePosixPath, docs: Path) -> str | None:
    """Say where a file below docs/ should lie, if it says that it is a guide and lies elsewhere."""
    room = uri.parts[0]
    is_in_room = room in GUIDES and len(uri.parts) == len(("room", "file"))
    is_guide = is_in_room or bool(_SAYS_GUIDE & (_data(path) or set()))
    if not is_guide or (is_in_room and uri.suffix == ".md"):
        return None
    target = docs / (room if room in GUIDES else _room(path)) / f"{_stem(path)}.md"
    return f"{path} is not checked as a guide: its place or its ending is another. Move it to {target}"


def _has_its_place(folder: Path, room: str) -> bool:
    """Whether a folder has guides where they belong, or other things that are checked."""
    if room in GUIDES:
        return True
    has_guides = any(_SAYS_GUIDE & (_data(one) or set()) for one in folder.rglob("*.md"))
    return not has_guides and any(folder.iterdir())


def all_placed(paths: Sequence[Path], docs: Path) -> str | None:
    """Say what is wrong with the first path that is none that is checked, or nothing."""
    return next(filter(None, (misplaced(path, docs) for path in paths)), None)
