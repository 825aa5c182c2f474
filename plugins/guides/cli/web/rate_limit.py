"""Whose turn it is at a host: never two requests at once, and a pause between two."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


class TimeIsUpError(Exception):
    """The run has used its time."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("there was no time left to ask")


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0


@dataclass(frozen=True, slots=True)
class Turns:
    """Grants turns until the end of the run, a moment of the monotonic clock."""

    end: float
    _hosts: dict[str, _Host] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(name, _Host())

    @contextmanager
    def turn(self, name: str, delay: float) -> Iterator[None]:
        """Wait for a turn at a host; raises TimeIsUpError when it would come too late."""
        host = self._host(name)
        if not host.lock.acquire(timeout=max(self.end - time.monotonic(), 0)):
            raise TimeIsUpError
        try:
            self.wait(host.free_at - time.monotonic())
            yield
        finally:
            host.free_at = max(host.free_at, time.monotonic() + delay)
            host.lock.release()

    def hold(self, name: str, seconds: float) -> None:
        """Leave a host alone for a while."""
        host = self._host(name)
        host.free_at = max(host.free_at, time.monotonic() + seconds)

    def wait(self, seconds: float) -> None:
        """Sleep, unless the run would be over then."""
        if time.monotonic() + max(seconds, 0) >= self.end:
            raise TimeIsUpError
        if seconds > 0:
            time.sleep(seconds)
