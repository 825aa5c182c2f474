"""What the page for writing guides loads after a press on its button: Python, this package, and the files.

The packages are those of the machine that builds, so that their versions are those of the lock; of
each only what is read there. One of them is more than Python: the core of pydantic, whose wheel for
browsers `python -m guides.site.outputs.write` gets by the hash in the lock, before a site is built.
A machine without all that builds the same site, whose page says what is missing.
"""

import hashlib
import importlib.metadata
import io
import json
import re
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fnmatch import fnmatch
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from guides.collection import Collection
from guides.site.links import Links, Site
from guides.site.outputs import bundle
from guides.site.skeleton import for_a_form, skeleton
from guides.source.folders import PAGES

PAGE = "contribute/write.md"
"""The page that has all this; a site without it gets nothing."""
FOLDER = "assets/write"
START = f"{FOLDER}/start.js"
"""The one script that the page itself has."""
SOURCES = Path(__file__).parents[1] / "write"
ENTRIES = ("start.js", "app.js", "worker.js")
OLDEST = ("safari16.4", "chrome100", "firefox114")
"""The oldest browsers that run modules in workers and Python; older ones keep the other ways to help."""
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")

_CORE = "pydantic-core"
PACKAGES = (
    *("pydantic", "annotated-types", "typing-extensions", "typing-inspection", "Markdown", "pymdown-extensions"),
    *("markdown-it-py", "mdurl", "Jinja2", "MarkupSafe", "PyYAML", "publicsuffixlist", "idna"),
    *("phonenumbers", "pycountry", "tzdata"),
)
_LEFT_OUT = (
    *("*.so", "*.pyd", "*.pyi", "*.pyc", "*.c", "*.h", "*/py.typed", "../*"),
    *("pydantic/v1/*", "pydantic/mypy.py", "pymdownx/*_db.py"),
    *("phonenumbers/geodata/*", "phonenumbers/carrierdata/*", "phonenumbers/tzdata/*"),
    *("pycountry/locales/*", "pycountry/databases/iso639*", "pycountry/databases/iso4217*"),
    *("pycountry/databases/iso15924*", "tzdata/zoneinfo/*"),
)
"""What nobody reads in a browser: 40 MB of names of places and carriers, and programs for other machines."""
_OF_METADATA = ("METADATA", "entry_points.txt")
_SOME_DAY = date(2000, 1, 1)


@cache
def _platform(root: Path) -> dict[str, str]:
    lock = json.loads((root / "node_modules/pyodide/pyodide-lock.json").read_text(encoding="utf-8"))
    info: dict[str, str] = lock["info"]
    return info


def _wheels() -> Path:
    return Path(sys.prefix) / "browser"


def _wheel(root: Path) -> Path | None:
    """Find the wheel of pydantic's core for the Python of browsers."""
    version = importlib.metadata.version(_CORE)
    name = f"pydantic_core-{version}-*-pyemscripten_{_platform(root)['abi_version']}_wasm32.whl"
    return next(_wheels().glob(name), None)


def lack(root: Path) -> str:
    """Say in one sentence what is missing for the page, or nothing."""
    if bundle.binary(root) is None or not (root / "node_modules/pyodide/pyodide.asm.wasm").exists():
        return "its parts are not installed (npm ci)"
    if _wheel(root) is None:
        return "the core of pydantic for browsers was not fetched (make site does that)"
    return ""


def fetch(root: Path) -> None:
    """Get the wheel that a browser needs, by the hash in the lock. The one step here that asks a registry."""
    if _wheel(root) is not None:
        return
    lock = (root / "requirements.txt").read_text(encoding="utf-8")
    locked = re.search(rf"^{_CORE}==.*(?:\n    --hash=.*)+", lock, re.MULTILINE)
    if locked is None:
        raise SystemExit(f"{_CORE} is not locked in requirements.txt")
    info = _platform(root)
    python = "".join(info["python"].split(".")[:2])
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder, "wanted.txt")
        wanted.write_text(f"{locked.group()}\n", encoding="utf-8")
        command = [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"),
            *("--require-hashes", "--platform", f"pyemscripten_{info['abi_version']}_wasm32"),
            *("--python-version", python, "--implementation", "cp", "--abi", f"cp{python}"),
            *("--dest", str(_wheels()), "--requirement", str(wanted)),
        ]
        subprocess.run(command, check=True)  # noqa: S603 - our own words


def zipped(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """Pack files so that equal files give equal bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(entries):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED, 9)
    return packed.getvalue()


def _installed() -> Iterator[tuple[str, bytes]]:
    for name in PACKAGES:
        for file in importlib.metadata.distribution(name).files or ():
            path = file.as_posix()
            is_metadata = ".dist-info/" in path
            if any(fnmatch(path, pattern) for pattern in _LEFT_OUT) or (is_metadata and file.name not in _OF_METADATA):
                continue
            yield path, Path(str(file.locate())).read_bytes()


def _packages(root: Path) -> bytes:
    """Pack the packages, once for each set of versions."""
    wheel = _wheel(root)
    if wheel is None:
        raise FileNotFoundError(_CORE)
    versions = [f"{name} {importlib.metadata.version(name)}" for name in (_CORE, *PACKAGES)]
    digest = hashlib.sha256("\n".join([wheel.name, *versions, *_LEFT_OUT]).encode()).hexdigest()[:16]
    kept = _wheels() / f"packages-{digest}.zip"
    if not kept.exists():
        with zipfile.ZipFile(wheel) as archive:
            core = [(name, archive.read(name)) for name in archive.namelist() if not name.endswith(".pyi")]
        half = kept.with_suffix(".half")
        half.write_bytes(zipped([*_installed(), *core]))
        half.replace(kept)
    return kept.read_bytes()


def _own() -> bytes:
    package = Path(__file__).parents[2]
    kinds = {".py", ".jinja", ".txt"}
    paths = (path for path in package.rglob("*") if path.suffix in kinds and "__pycache__" not in path.parts)
    return zipped((f"guides/{path.relative_to(package).as_posix()}", path.read_bytes()) for path in paths)


def _texts(docs: Path, settings: Mapping[str, Any]) -> bytes:
    paths = (path for path in docs.rglob("*") if path.suffix in {".md", ".yml"} and path.is_file())
    entries = [(path.relative_to(docs).as_posix(), path.read_bytes()) for path in paths]
    rooms = [entry for entry in entries if PurePosixPath(entry[0]).parts[0] in {*PAGES, "index.md"}]
    return zipped([*rooms, ("settings.json", json.dumps(settings, sort_keys=True).encode())])


def _names(collection: Collection, site: Site) -> dict[str, Any]:
    """Give what the page asks before Python is there: which guides exist, and where a finished file goes."""
    links = Links("guides/SLUG.md", site)
    guides = [
        {"slug": entry.slug, "name": entry.page.service.name, "names": list(entry.page.service.aliases)}
        for entry in collection.guides.values()
    ]
    known = [
        {"slug": one.slug, "name": one.service.name, "names": list(one.service.aliases), "category": one.category}
        for one in collection.known
    ]
    return {
        # For a browser in which Python does not start; the page puts in the name and the day.
        "blank": for_a_form(skeleton("NAME", _SOME_DAY)),
        "someDay": _SOME_DAY.isoformat(),
        "guides": guides,
        "known": known,
        "categories": {slug: entry.page.title for slug, entry in collection.categories.items()},
        "authors": {key: author.name for key, author in collection.authors.items()},
        "host": site.repo_url,
        "filled": links.new_file("guides/SLUG.md", "TEXT"),
        "new": links.new("guides"),
        "edit": links.edit(),
        "email": site.email,
        "form": site.form,
    }


def _scripts(root: Path, size: int) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        command = [
            *(str(bundle.binary(root)), *(str(SOURCES / name) for name in ENTRIES), f"--outdir={folder}"),
            *("--bundle", "--minify", "--format=esm", "--charset=utf8", "--log-level=warning"),
            *(f"--target={','.join(OLDEST)}", f"--define:MEGABYTES={size / 1e6:.1f}"),
            f"--define:PLATFORM={json.dumps(_platform(root))}",
            *("--external:./app.js", "--external:./pyodide.mjs"),
        ]
        done = subprocess.run(  # noqa: S603 - our own program
            # The sources lie in the package; what they import lies in the repository.
            command,
            capture_output=True,
            encoding="utf-8",
            check=False,
            env={"NODE_PATH": str(root / "node_modules")},
        )
        if done.returncode or done.stderr:
            raise RuntimeError(done.stderr)
        return {f"{FOLDER}/{name}": Path(folder, name).read_bytes() for name in ENTRIES}


def without(reason: str) -> str:
    """Give the script of a page that cannot do it, so that it says why."""
    text = f"In this copy of the site nothing can be written in the browser: {reason}. The other ways are open."
    return f"document.getElementById('write').textContent = {json.dumps(text)};\n"


def files(
    root: Path, docs: Path, collection: Collection, site: Site, settings: Mapping[str, Any]
) -> dict[str, bytes | Path]:
    """Give all files of the page by their paths in the site; those as paths are published as they are."""
    archives = {
        f"{FOLDER}/packages.zip": _packages(root),
        f"{FOLDER}/guides.zip": _own(),
        f"{FOLDER}/docs.zip": _texts(docs, settings),
    }
    runtime = {f"{FOLDER}/{name}": root / "node_modules/pyodide" / name for name in RUNTIME}
    names = json.dumps(_names(collection, site), ensure_ascii=False, sort_keys=True).encode()
    size = sum(map(len, archives.values())) + sum(_packed_size(path) for path in runtime.values())
    style = (SOURCES / "write.css").read_bytes()
    return {
        **archives,
        **runtime,
        **_scripts(root, size),
        f"{FOLDER}/names.json": names,
        f"{FOLDER}/write.css": style,
    }


@cache
def _packed_size(path: Path) -> int:
    """Give how many bytes of a file travel; servers pack what is not packed yet."""
    content = path.read_bytes()
    return len(content) if path.suffix == ".zip" else len(zlib.compress(content, 6))


if __name__ == "__main__":
    fetch(Path())
