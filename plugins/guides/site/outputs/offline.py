"""What opens without a network: the worker that answers then, and the script that starts it.

Workbox was weighed for it. Its generator is 323 packages of npm, its worker for the same files is 2.2 times as
large in gzip, fetches everything as soon as it is installed, and heads no copy with its day.

A publisher who does not want it sets `extra: {offline: false}`. Then a worker is published that takes an earlier
one and its copies away, since browsers that have one ask for it by themselves.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from guides.site.outputs import letters, search_index

WORKER = "sw.js"
"""At the top of the site: a worker answers for what lies below it. Its name never changes, so no host keeps it."""
START = "assets/offline.js"
SOURCES = Path(__file__).parents[1] / "offline"
_PAGES = ("index.html", "guides/index.html", "billers/**/index.html", "404.html")
_USED = (
    *("assets/stylesheets/*.css", "assets/javascripts/**/*.js", "assets/images/*.svg"),
    *(search_index.PATH, search_index.KNOWN_PATH, letters.PATH),
)
_WITHOUT = frozenset({"assets/javascripts/comments.js", "assets/javascripts/finder/fulltext.js"})
"""What is of no use without a network."""


def _listed(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give the files to fetch in advance; a page that only leads to another one is none."""
    for pattern in (*_PAGES, *_USED):
        for path in sorted(folder.glob(pattern)):
            name, content = path.relative_to(folder).as_posix(), path.read_bytes()
            if name not in _WITHOUT and b'http-equiv="refresh"' not in content:
                yield name, content


def worker(folder: Path, *, is_on: bool) -> str:
    """Write the worker for a built site."""
    if not is_on:
        return (SOURCES / "off.js").read_text(encoding="utf-8")
    # Pages name the index of the finder with a mark that changes with it.
    indexes = (search_index.PATH, search_index.KNOWN_PATH)
    mark = search_index.fingerprint(*((folder / path).read_text(encoding="utf-8") for path in indexes))
    marks = dict.fromkeys(indexes, f"?{mark}")
    version = hashlib.sha256()
    paths = []
    for name, content in _listed(folder):
        version.update(f"{name}\0".encode() + content)
        paths.append(f"{name}{marks.get(name, '')}".removesuffix("index.html"))
    text = (SOURCES / "worker.js").read_text(encoding="utf-8")
    files = json.dumps(paths, indent=1)
    return f'const VERSION = "{version.hexdigest()[:16]}";\nconst FILES = {files};\n\n{text}'
