"""Runs a command and says what it took: seconds on the clock, seconds of processors, memory of all its processes."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
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
    """What one run took, in seconds."""

    wall: float
    cpu: float
    """Of all processes together, so that a busy machine changes it less than the clock."""


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


@contextmanager
def _started(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a command, whose end the caller waits for. Raises when it fails."""
    with (folder / "output.txt").open("wb") as output:
        yield (
            process := subprocess.Popen(
                command, cwd=folder, env={**QUIET, **(environment or {})}, stdout=output, stderr=output
            )
        )
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}\n{(folder / 'output.txt').read_text('utf-8')[-3000:]}")


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end. Raises when it fails."""
    start = time.perf_counter()
    with _started(command, folder, environment) as process:
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(wall, usage.ru_utime + usage.ru_stime)


def memory(command: Sequence[str], folder: Path) -> float:
    """Run a command to its end, and give the most that all its processes held at one time; what they share counts once.

    In megabytes. To look takes a twentieth of one processor, which whoever uses all of them would miss: so no time is
    measured here.
    """
    most = 0.0
    with _started(command, folder) as process:
        while process.poll() is None:
            # One of them may have ended meanwhile.
            with suppress(OSError, ValueError):
                most = max(most, _megabytes(process.pid))
            time.sleep(_LOOK_EVERY)
    return most


def spread(values: Iterable[float], form: str = ".1f") -> str:
    """Write the middle one of some values, and the range that they are in."""
    found = sorted(values)
    middle = format(median(found), form)
    return middle if len(found) == 1 else f"{middle} ({found[0]:{form}} to {found[-1]:{form}})"
