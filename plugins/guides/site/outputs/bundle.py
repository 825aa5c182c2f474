"""The finder in few files, made by esbuild: one that waits for a reader, and one that answers.

esbuild comes from npm and may be missing on a machine; then the modules are published as they are,
and work the same.
"""

import subprocess
import tempfile
from pathlib import Path

FOLDER = "assets/javascripts/finder"
ENTRIES = ("main.js", "finder.js", "browse.js", "fulltext.js", "results.js", "known.js")
"""The first is on every page, each other one is fetched when it is needed. What they import becomes part of them."""
OLDEST = ("safari15", "chrome100", "firefox100")
"""The oldest browsers that guides and finder are written for."""


def binary(root: Path) -> Path | None:
    """Find the program in the npm packages of the repository; it needs no Node to run."""
    packages = root / "node_modules/@esbuild"
    return next(iter([*packages.glob("*/bin/esbuild"), *packages.glob("*/esbuild.exe")]), None)


def modules(docs: Path) -> list[str]:
    """Give the scripts that are published otherwise, by their paths below docs/."""
    return sorted(f"{FOLDER}/{path.name}" for path in (docs / FOLDER).glob("*.js"))


def make(root: Path, docs: Path) -> tuple[dict[str, str], str]:
    """Bundle the modules; return the scripts by their paths, and what stood in the way, in one sentence."""
    program = binary(root)
    if program is None:
        return {}, "esbuild is not installed (npm ci), so the finder is published as single modules. It works."
    with tempfile.TemporaryDirectory() as folder:
        command = [
            *(str(program), *(str(docs / FOLDER / name) for name in ENTRIES), f"--outdir={folder}"),
            *("--bundle", "--minify", "--format=esm", "--charset=utf8", "--log-level=warning"),
            *(f"--target={','.join(OLDEST)}", *(f"--external:./{name}" for name in ENTRIES)),
        ]
        try:
            done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)  # noqa: S603 - our own program
        except OSError as error:
            return {}, f"esbuild cannot run here ({error}), so the finder is published as single modules. It works."
        if done.returncode or done.stderr:
            return {}, f"esbuild failed, so the finder is published as single modules: {done.stderr.strip()}"
        return {f"{FOLDER}/{name}": Path(folder, name).read_text(encoding="utf-8") for name in ENTRIES}, ""
