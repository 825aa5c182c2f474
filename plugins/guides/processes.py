"""Spreads work over the processors of a machine."""

import multiprocessing
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Generic, Self, TypeVar

T = TypeVar("T")
R = TypeVar("R")

FEW = 200
"""Up to so many pieces of work are done sooner than other processes are started."""
_PARTS = 1000
"""In so many parts work is given out: their numbers have room in every pipe."""
_NUMBER = 2
"""The bytes of such a number."""


def processors() -> int:
    """Give over how many processes work can be spread here: only a process without threads can be copied."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" and threading.active_count() == 1 else 1


def others(processes: int, count: int, few: int | None = None) -> int:
    """Give how many other processes so much work pays for: with up to `few` pieces none is worth its start."""
    number = min(processes, -(-count // (few or FEW)))
    return number if number > 1 else 0


class Shared(Generic[T, R]):
    """Work on many items, of which each process takes the next whenever it has done with its last.

    The others begin at once, and this one may do meanwhile what else there is; without any it does all when results are
    asked for. They are copies of it, so they have all that was read; only results travel, and what work takes of memory
    goes with them. Elsewhere than on Linux copying a process is not safe, and this one works alone.
    """

    def __init__(self, work: Callable[[T], R], items: Sequence[T], others: int) -> None:
        """Begin."""
        self._work = work
        self._items = items
        self._done: dict[int, R] = {}
        self._others: list[tuple[BaseProcess, Connection]] = []
        self._parts: Iterator[range] = iter([range(len(items))])
        if not others or not items or sys.platform != "linux":
            return
        if others > 1:
            # What the first one loads and compiles, the copies have as well.
            self._done[0] = work(items[0])
        self._parts = _given_out(range(len(self._done), len(items)))
        context = multiprocessing.get_context("fork")
        for _ in range(others):
            receiver, sender = context.Pipe(duplex=False)
            process = context.Process(target=self._send, args=(sender,), daemon=True)
            process.start()
            sender.close()
            self._others.append((process, receiver))

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nobody behind who still works."""
        self.stop()

    def _take(self) -> dict[int, R]:
        return {index: self._work(self._items[index]) for part in self._parts for index in part}

    def _send(self, results: Connection) -> None:
        try:
            results.send((self._take(), ""))
        except KeyboardInterrupt:
            results.close()  # the first process says what there is to say
        except Exception:  # noqa: BLE001 - whatever it is, it has to be heard of
            results.send(({}, traceback.format_exc()))

    def results(self) -> list[R]:
        """Wait for all results, or make them here, and give them in the order of the items.

        Raises what the work raises here, and RuntimeError with what another process said when it failed.
        """
        if not self._others:
            return list(self._take().values())
        for _, receiver in self._others:
            try:
                done, failure = receiver.recv()
            except EOFError:
                failure = "a process ended before its work"
            if failure:
                raise RuntimeError(failure)
            self._done |= done
        return [self._done[index] for index in range(len(self._items))]

    def stop(self) -> None:
        """End the others where they are."""
        for process, receiver in self._others:
            receiver.close()
            process.kill()
            process.join()
        self._others = []


def _given_out(items: range) -> Iterator[range]:
    """Give the next items, each to one process alone: of a pipe's numbers each is read once."""
    numbers, sender = os.pipe()
    os.write(sender, b"".join(part.to_bytes(_NUMBER, "big") for part in range(_PARTS)))
    os.close(sender)
    size = -(-len(items) // _PARTS)

    def parts() -> Iterator[range]:
        with os.fdopen(numbers, "rb", buffering=0) as pipe:
            while number := pipe.read(_NUMBER):
                start = int.from_bytes(number, "big") * size
                yield items[start : start + size]

    return parts()


def spread(work: Callable[[T], R], items: Sequence[T], processes: int, few: int | None = None) -> list[R]:
    """Do a piece of work for every item on several processors, and give the results in the order of the items."""
    with Shared(work, items, others(processes, len(items), few)) as shared:
        return shared.results()
