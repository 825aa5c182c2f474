"""Measures `guides check` against the least that any checker must do: parsing the data as YAML.

    python benchmarks/check.py [NUMBER OF GUIDES] [ROUNDS]

The command runs as a contributor runs it, from the start of the interpreter to the last line
printed: with nothing remembered, with nothing changed since, and with one guide changed. All read
the same files in one run, in turns, the better of three times each, in seconds of processors, which
other programs disturb less than the clock: what counts is the ratio.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import yaml
from corpus import write
from processes import QUIET

from guides.cli.fix import candidates, mended


def seconds(work: Callable[[], object]) -> float:
    """Give how long processors work at something, in this process and in those that it starts."""
    start = sum(os.times()[:4])
    work()
    return sum(os.times()[:4]) - start


def main() -> None:
    """Run both sides and print the figures."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3  # noqa: PLR2004 - the second word
    with tempfile.TemporaryDirectory() as folder:
        docs = write(Path(folder), number)
        files = [docs / name for name in candidates(docs)]
        contents = [path.read_bytes() for path in files]
        fronts = [text.decode().partition("\n---\n")[0].removeprefix("---\n") for text in contents]

        def parse() -> None:
            for front in fronts:
                yaml.load(front, Loader=yaml.CSafeLoader)

        def check() -> None:
            command = [sys.executable, "-m", "guides", "check", "--today", "2026-12-01"]
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, env=QUIET)

        def change() -> None:
            with (docs / "guides/netflix.md").open("a", encoding="utf-8") as file:
                file.write("\nWords that were not there before.\n")
            check()

        def mend() -> None:
            for content in contents:
                mended(content)

        times: dict[str, float] = {}
        sides = {"parse": parse, "check": check, "again": check, "changed": change, "mend": mend}
        for _ in range(rounds):
            shutil.rmtree(Path(folder) / ".cache", ignore_errors=True)
            for name, work in sides.items():
                times[name] = min(times.get(name, float("inf")), seconds(work))
    least = times["parse"]
    print(f"files                    {len(files)}")
    print(f"YAML alone, C loader     {least:6.2f} s   {least / len(files) * 1000:.2f} ms a file")
    titles = {
        "check": "guides check",
        "again": "nothing changed",
        "changed": "one guide changed",
        "mend": "what --fix adds",
    }
    for name, title in titles.items():
        spent = times[name]
        print(f"{title:24} {spent:6.2f} s   {spent / len(files) * 1000:.2f} ms a file   ratio {spent / least:.1f}")


if __name__ == "__main__":
    main()
