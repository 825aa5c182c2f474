"""Measures `guides check` against the least that any checker must do: parsing the data as YAML.

    python benchmarks/check.py [NUMBER OF GUIDES]

The command runs as a contributor runs it, from the start of the interpreter to the last line
printed. Both sides read the same files in one run, in turns, the better of three times each:
what counts is the ratio, which another machine gives too.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml
from corpus import write

from guides.cli.fix import candidates, mended

ROUNDS = 3


def seconds(work: Callable[[], object]) -> float:
    """Give how long some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Run both sides and print the figures."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
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
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)

        def mend() -> None:
            for content in contents:
                mended(content)

        times: dict[str, float] = {}
        for _ in range(ROUNDS):
            for name, work in (("parse", parse), ("check", check), ("mend", mend)):
                times[name] = min(times.get(name, float("inf")), seconds(work))
    least = times["parse"]
    print(f"files                    {len(files)}")
    print(f"YAML alone, C loader     {least:6.2f} s   {least / len(files) * 1000:.2f} ms a file")
    for name, title in (("check", "guides check"), ("mend", "what --fix adds")):
        spent = times[name]
        print(f"{title:24} {spent:6.2f} s   {spent / len(files) * 1000:.2f} ms a file   ratio {spent / least:.1f}")


if __name__ == "__main__":
    main()
