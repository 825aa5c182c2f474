"""Runs all measurements and writes RESULTS.md: `make bench`.

    python benchmarks/results.py [NUMBER OF GUIDES]... [--rounds N]

Without numbers: the site as it is, 500 and 2,000 guides. It takes half an hour. What was measured otherwise, and by
`make mutants`, stands at the end of the file and stays.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import build
import serve
import visit
from corpus import ROOT, write
from processes import QUIET, run

RESULTS = ROOT / "benchmarks/RESULTS.md"
OTHERWISE = "## Measured otherwise"
"""Where the part begins that is written by hand, before that of `make mutants`."""


def _script(name: str, *words: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / name), *words],
        env=QUIET,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return ["```", (done.stdout if done.returncode == 0 else done.stdout + done.stderr[-500:]).strip(), "```"]


def _visit() -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), 0)
        # The bundler of the finder lies beside the documents.
        (Path(folder) / "node_modules").symlink_to(ROOT / "node_modules")
        run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--no-strict"], Path(folder))
        return visit.measure(Path(folder) / "site")


def report(numbers: Sequence[int], rounds: int) -> str:
    """Measure everything, and write it down with the targets."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    names = ("mkdocs", "mkdocs-material", "zensical", "hugo", "markdown")
    peers = ", ".join(f"{name} {version(name)}" for name in names)
    intro = f"""\
{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {os.cpu_count()} processors, load at the start {load}.
{peers}. Written by `make bench`; ratios count, and those of processor seconds more than those of the clock where
other programs ran beside."""
    targets = """\
Targets at 500 and 2,000 guides, of a cold build of stock Material: cold at most 0.50, after one changed guide at
most 0.10 with the text indexed afterwards, memory at most 1.3. The peers build the words of our pages as Markdown,
with their tables, boxes, terms and links (as_markdown.py): forms, anchors of steps, structured data, pictures, feeds,
data for programs and other names' addresses are only our work."""
    parts = ["# Results", intro, "## Builds", targets]
    parts += ["\n".join(build.measure(number, rounds)) for number in numbers]
    parts += [
        "## The checker",
        "Target: cold at most 10 times what parsing the same data with PyYAML's C loader takes.",
        "\n".join(_script("check.py", str(max(numbers)))),
        "## The preview",
        "Target: below one second from a save to the page, with 62 guides, which this site does not have any more.",
        "\n\n".join(line for number in (0, *numbers[1:2]) for line in serve.measure(number, 8)),
        "## A first visit",
        "Target: 60,000 bytes and 10 requests.",
        "\n".join(_visit()),
        "## The finder",
        "\n".join(_script("finder.py", str(max(numbers)))),
    ]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Write the report; what is behind it stays as it is."""
    parser = argparse.ArgumentParser()
    parser.add_argument("numbers", nargs="*", type=int, default=[0, 500, 2000])
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    _, mark, otherwise = RESULTS.read_text("utf-8").partition(OTHERWISE)
    RESULTS.write_text(f"{report(given.numbers, given.rounds)}\n{mark}{otherwise}".rstrip() + "\n", "utf-8")


if __name__ == "__main__":
    main()
