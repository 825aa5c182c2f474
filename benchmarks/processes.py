"""Runs a command and says what it took: seconds on the clock, seconds of processors, memory of all its processes."""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
for _name in ("CI", "PYTHONDONTWRITEBYTECODE"):  # where nothing is kept, and where all is compiled again
    QUIET.pop(_name, None)
_LOOK_EVERY = 0.1
# On a disk, ext4 creates files several times more slowly for minutes after thousands were removed, as after each run.
if (_in_memory := Path("/dev/shm")).is_dir():  # noqa: S108 - whose names tempfile chooses
    tempfile.tempdir = str(_in_memory)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took."""

    wall: float
    cpu: float
    """Of all processes together, so that a busy machine changes it less than the clock."""
    memory: float
    """The most that all processes held at one time, in megabytes; what they share is counted once."""


def _tree(top: int) -> list[int]:
    found, left = [], [top]
    while left:
        process = left.pop()
        found.append(process)
        for task in Path(f"/proc/{process}/task").glob("*/children"):
            left += map(int, task.read_text("ascii").split())
    return found


def _megabytes(top: int) -> float:
    kilobytes = 0
    for process in _tree(top):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                kilobytes += int(line.split()[1])
    return kilobytes / 1000


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end. Raises when it fails."""
    start = time.perf_counter()
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, env={**QUIET, **(environment or {})}, stdout=output, stderr=output
        )
        most, is_over = 0.0, threading.Event()

        def watch() -> None:
            nonlocal most
            while not is_over.wait(_LOOK_EVERY):
                try:
                    most = max(most, _megabytes(process.pid))
                except (OSError, ValueError):  # one of them ended meanwhile
                    continue

        watcher = threading.Thread(target=watch)
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        is_over.set()
        watcher.join()
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}\n{(folder / 'output.txt').read_text('utf-8')[-3000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, most)


def spread(values: Iterable[float], form: str = ".1f") -> str:
    """Write the middle one of some values, and the range that they are in."""
    found = sorted(values)
    middle = format(median(found), form)
    return middle if len(found) == 1 else f"{middle} ({found[0]:{form}} to {found[-1]:{form}})"
