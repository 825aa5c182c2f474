"""Holds a stopwatch to `make serve`: from a saved guide to the page with the change.

    python benchmarks/serve.py [NUMBER OF GUIDES] [TIMES]

The watch stops when the server, which the page asks, has said that there is something new, and the
page has been fetched with the new words.
"""

import re
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from corpus import write
from processes import QUIET, spread

_PATIENCE = 120
GUIDE = "guides/netflix"


def _get(port: int, path: str) -> str:
    with urlopen(f"http://127.0.0.1:{port}{path}", timeout=_PATIENCE) as answer:
        return answer.read().decode()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def measure(number: int, times: int) -> list[str]:
    """Save a guide some times; return what it took."""
    with tempfile.TemporaryDirectory() as folder:
        top, port = Path(folder), _free_port()
        write(top, number)
        command = [sys.executable, "-m", "guides.engines.serve", "--dev-addr", f"127.0.0.1:{port}"]
        with (top / "output.txt").open("wb") as output:
            server = subprocess.Popen(command, cwd=top, env=QUIET, stdout=output, stderr=output)
        try:
            start = time.perf_counter()
            while "Serving on" not in (top / "output.txt").read_text("utf-8"):
                if time.perf_counter() - start > _PATIENCE:
                    raise SystemExit((top / "output.txt").read_text("utf-8"))
                time.sleep(0.1)
            first = time.perf_counter() - start
            guide = top / f"docs/{GUIDE}.md"
            text = guide.read_text("utf-8")
            seen = []
            for index in range(times):
                epoch = re.findall(r"livereload\((\d+), (\d+)\)", _get(port, f"/{GUIDE}/"))[-1]
                # Saves come at no particular moment between two looks of the server.
                time.sleep(1.5 + index * 0.07)
                mark = f"Zebra{index}"
                start = time.perf_counter()
                guide.write_text(f"{text}\n## {mark}\n\nSome text about {mark}, and more of it.\n", "utf-8")
                while mark not in _get(port, f"/{GUIDE}/"):
                    _get(port, f"/livereload/{epoch[0]}/{epoch[1]}")
                seen.append(time.perf_counter() - start)
        finally:
            server.terminate()
            server.wait(_PATIENCE)
        guides = sum(path.name != "index.md" for path in (top / "docs/guides").glob("*.md"))
    took = f"{spread(seen, '.2f')} seconds from the save to the page"
    return [f"{guides} guides, {times} saves: {took}; the first pages came after {first:.1f} seconds."]


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    print("\n".join(measure(given[0] if given else 62, given[1] if len(given) > 1 else 8)))
