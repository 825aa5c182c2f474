"""Measures what the plugin adds to a build: the same pages with it and without it, in one run.

    python benchmarks/build.py [NUMBER OF GUIDES]

Without the plugin, MkDocs builds the Markdown that the plugin composed, so that both sides
render the same text. Prints seconds, and the ratio that counts.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import write
from guides.site.escaping import show

from guides.load import load
from guides.site.compose import compose
from guides.site.links import Links, Site
from guides.site.lists import category_page, fill


def _build(folder: Path) -> float:
    start = time.perf_counter()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--no-strict", "--site-dir", str(folder / "site")]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def _compose_in_place(folder: Path) -> float:
    """Replace every guide by its composed Markdown, and take the plugin out of mkdocs.yml."""
    docs = folder / "docs"
    start = time.perf_counter()
    collection, found = load(docs)
    loading = time.perf_counter() - start
    if errors := [one for one in found if one.is_error]:
        raise SystemExit("\n".join(map(str, errors[:10])))
    for path in sorted(docs.rglob("*.md")):
        uri = path.relative_to(docs).as_posix()
        text = compose(collection, uri, Site())
        if text is None:
            links = Links(uri, Site())
            if any(entry.uri == uri for entry in collection.categories.values()):
                text = "\n".join(category_page(uri, collection, links))
            else:
                text = "\n".join(fill(path.read_text("utf-8").split("\n"), collection, links))
        path.write_text(show(text), "utf-8")
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(settings.replace("  - guides\n", "", 1).replace("\n  - guides\n", "\n"), "utf-8")
    return loading


def main() -> None:
    """Run both sides and print the figures."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        write(Path(one), number)
        write(Path(two), number)
        loading = _compose_in_place(Path(two))
        without = _build(Path(two))
        with_plugin = _build(Path(one))
    print(f"guides                       {number}")
    print(f"load and check               {loading:6.1f} s   {loading / number * 1000:.2f} ms a guide")
    print(f"build of the composed pages  {without:6.1f} s   {without / number * 1000:.2f} ms a guide")
    print(f"build with the plugin        {with_plugin:6.1f} s   {with_plugin / number * 1000:.2f} ms a guide")
    print(f"ratio                        {with_plugin / without:6.2f}")


if __name__ == "__main__":
    main()
