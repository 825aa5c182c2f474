"""A word to whoever waits for more than a second: on standard error, and only where a person looks at it."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

_PATIENCE = 1.0
"""Seconds in which nobody wonders."""
_ERASE = "\r\x1b[K"


@contextmanager
def working(words: str, stream: TextIO | None = None, patience: float = _PATIENCE) -> Iterator[None]:
    """Say what is being done, and for how long, while it takes more than a second; leave nothing behind."""
    stream = stream or sys.stderr
    if not stream.isatty():
        yield
        return
    done = threading.Event()

    def tell() -> None:
        seconds = 0
        while not done.wait(patience):
            seconds += 1
            stream.write(f"{_ERASE}{words} … {seconds} s")
            stream.flush()
        if seconds:
            stream.write(_ERASE)
            stream.flush()

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()
