"""The folder of a site that is built again: what would be the same stays, and what belongs to nothing goes.

To create a file takes ten times as long as to read one, and of a site with one changed guide nearly every file is as
it was. MkDocs empties the folder first; so its files are put out of the way, and come back when it has done so.
"""

import os
import shutil
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from io import BufferedWriter
from pathlib import Path, PurePosixPath
from stat import S_IFREG, S_ISDIR
from typing import Any

from guides.cache import Memory
from guides.site.outputs import pagefind

_ASIDE = ".as-before"
"""Where files are while MkDocs empties the folder: inside, so that to move is to rename, and hidden from MkDocs."""


class Folder:
    """The folder of one build.

    Files are known by their paths below it. Without `set_aside` and `put_back` there are none from before. `memory` has
    of what the files of a thing were made, and what they were then.
    """

    def __init__(self, top: Path, memory: Memory | None = None) -> None:
        """Take where it is, or will be."""
        self.top = top
        self._memory = memory or Memory(None, "")
        self.mine: set[str] = set()
        """What was written, or was there already, in the same words."""
        self._before: dict[str, tuple[int, ...]] = {}
        """What was there before, and what changes when somebody writes it."""
        self._folders: set[str] = set()

    def set_aside(self) -> None:
        """Hide what is there from MkDocs.

        What cannot be moved is left to it, and so is the index of the text: it is always made anew.
        """
        aside = self.top / _ASIDE
        # If one is there, from a build that was killed, its files come back instead.
        with suppress(OSError):
            names = [entry.name for entry in os.scandir(self.top) if not entry.is_symlink()]
            aside.mkdir()
            for name in names:
                if not name.startswith(".") and name != pagefind.FOLDER:
                    with suppress(OSError):
                        (self.top / name).rename(aside / name)

    def put_back(self) -> None:
        """Take back what was hidden, and note what it is."""
        aside = self.top / _ASIDE
        if not aside.is_dir():
            return
        mode = aside.stat().st_mode & 0o666
        for path in list(aside.iterdir()):
            # Somebody may have written there meanwhile.
            if not os.path.lexists(self.top / path.name):
                path.rename(self.top / path.name)
                self._note(path.name, mode)
        shutil.rmtree(aside)

    def _note(self, path: str, mode: int) -> bool:
        """Note a file, or those below a folder; say whether there are any.

        What is no plain file as this process makes them goes: a link would lead elsewhere whoever writes here.
        """
        place = f"{self.top}/{path}"
        stat = os.lstat(place)
        if S_ISDIR(stat.st_mode):
            below = [self._note(f"{path}/{name}", mode) for name in os.listdir(place)]  # noqa: PTH208 - names are enough
            if any(below):
                self._folders.add(path)
                return True
            Path(place).rmdir()
        elif stat.st_mode == S_IFREG | mode and stat.st_nlink == 1:
            self._before[path] = _mark(stat)
            return True
        else:
            Path(place).unlink()
        return False

    def holds(self, thing: str, key: str) -> Any:  # noqa: ANN401 - what JSON gives
        """Give what was noted of a thing whose files are there as they were written; nothing where any is not."""
        if (known := self._memory.get(thing, key)) is None:
            return None
        marks, note = known
        if any(list(self._before.get(path, ())) != mark for path, mark in marks.items()):
            return None
        self.mine.update(marks)
        return note

    def note(self, thing: str, key: str, paths: Iterable[str], note: object = True) -> None:  # noqa: FBT002 - any thing
        """Note that the files of a thing have been written, and what it is made of."""
        marks = {path: _mark(os.lstat(f"{self.top}/{path}")) for path in paths}
        self.mine.update(marks)
        self._memory.keep(thing, key, (marks, note))

    def remember(self) -> None:
        """Remember for the next build what was noted."""
        self._memory.write()

    def make_way(self, paths: Iterable[str]) -> None:
        """Take away what stands in the way of files: a folder where one will be, a file where its folder will be."""
        parents: set[str] = set()
        for path in paths:
            if path in self._folders:
                self._folders.remove(path)
                shutil.rmtree(self.top / path)
            parent = path.rpartition("/")[0]
            while parent and parent not in parents:
                parents.add(parent)
                parent = parent.rpartition("/")[0]
        for path in parents & self._before.keys():
            del self._before[path]
            (self.top / path).unlink()

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file, unless it is there in the same words."""
        whole = content if isinstance(content, bytes) else content.encode()
        self.write_parts(path, lambda: [whole])

    def write_parts(self, path: str, parts: Callable[[], Iterable[bytes]]) -> None:
        """Do the same with a file that is too large to be held, of which `parts` gives one after the other."""
        self.mine.add(path)
        if self._is(path, parts()):
            return
        if path not in self._before:
            self.make_way([path])
        with _opened(self.top, path) as file:
            file.writelines(parts())

    def _is(self, path: str, parts: Iterable[bytes]) -> bool:
        try:
            with open(f"{self.top}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 - a Path takes as long as to read
                return all(file.read(len(part)) == part for part in parts) and not file.read(1)
        except OSError:
            return False

    def remove_rest(self, ending: str = "", but: Collection[str] = ()) -> None:
        """Remove what belongs to nothing that was built: neither ours, nor written by anybody else meanwhile.

        Of certain files only, on request: those with an ending, but for some.
        """
        rest = [path for path in self._before if path.endswith(ending) and path not in self.mine and path not in but]
        rest = [path for path in rest if self._is_of_before(path)]
        for path in rest:
            (self.top / path).unlink()
        for path in rest:
            with suppress(OSError):  # until one is not empty
                for parent in PurePosixPath(path).parents[:-1]:
                    (self.top / parent).rmdir()

    def _is_of_before(self, path: str) -> bool:
        try:
            return _mark(os.lstat(f"{self.top}/{path}")) == self._before[path]
        except OSError:
            return False

    def give_up(self) -> None:
        """Leave what was written, and nothing of before."""
        shutil.rmtree(self.top / _ASIDE, ignore_errors=True)
        self.remove_rest()


def _mark(stat: os.stat_result) -> tuple[int, ...]:
    """Give what changes when a file is written. A copy may have the day of what it is a copy of, but not the other."""
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


def names(top: Path, ending: str = "") -> list[str]:
    """List the files of a built site, in the order of the parts of their paths."""
    paths: list[str] = []

    def visit(folder: str, below: str) -> None:
        for name, entry in sorted((entry.name, entry) for entry in os.scandir(folder)):
            if entry.is_dir(follow_symlinks=False):
                visit(entry.path, f"{below}{name}/")
            elif name.endswith(ending):
                paths.append(f"{below}{name}")

    visit(str(top), "")
    return paths


def write(top: Path, path: str, content: bytes) -> None:
    """Write one file of a built site."""
    with _opened(top, path) as file:
        file.write(content)


def _opened(top: Path, path: str) -> BufferedWriter:
    target = f"{top}/{path}"
    try:
        return open(target, "wb")  # noqa: PTH123 - a Path takes as long as to write
    except FileNotFoundError:
        # Most folders are there.
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
        return open(target, "wb")  # noqa: PTH123
