"""Spreads work over the processors of a machine."""

import multiprocessing
import os
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

FEW = 200
"""Up to so many pieces of work are done sooner than other processes are started."""


def processors() -> int:
    """Give over how many processes work can be spread here: only a process without threads can be copied."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" and threading.active_count() == 1 else 1


def spread(work: Callable[[T], R], items: Sequence[T], processes: int, few: int = FEW) -> list[R]:
    """Do a piece of work for every item, and give the results in the order of the items.

    With up to `few` items another process is not worth its start.

    The processes are copies of this one, so they have all that was read; only results travel.
    Elsewhere than on Linux copying a process is not safe, and this one works alone.
    """
    processes = min(processes, len(items) // few + 1) if sys.platform == "linux" else 1
    if processes == 1:
        return [work(item) for item in items]
    context = multiprocessing.get_context("fork")
    # What the first one loads and compiles, the copies have as well.
    first, items = work(items[0]), items[1:]

    def share(number: int, results: Connection) -> None:
        try:
            results.send([work(item) for item in items[number::processes]])
        except KeyboardInterrupt:
            results.close()  # the first process says what there is to say

    receivers: list[Connection] = []
    for number in range(1, processes):
        receiver, sender = context.Pipe(duplex=False)
        context.Process(target=share, args=(number, sender), daemon=True).start()
        sender.close()
        receivers.append(receiver)
    shares = [[work(item) for item in items[::processes]], *(receiver.recv() for receiver in receivers)]
    return [first, *(shares[index % processes][index // processes] for index in range(len(items)))]


class Beside(Generic[R]):
    """Work that another process does while this one goes on with its own.

    Little work is done by this one instead, and any where copying a process is not safe: when its result is asked for.
    """

    def __init__(self, work: Callable[[], R], *, is_little: bool = False) -> None:
        """Begin."""
        self._process: BaseProcess | None = None
        self._work = work
        if is_little or processors() == 1:
            return
        context = multiprocessing.get_context("fork")
        self._receiver, sender = context.Pipe(duplex=False)

        def run() -> None:
            try:
                sender.send((work(), ""))
            except KeyboardInterrupt:
                pass  # the first process says what there is to say
            except Exception:  # noqa: BLE001 - whatever it is, it has to be heard of
                sender.send((None, traceback.format_exc()))

        self._process = context.Process(target=run, daemon=True)
        self._process.start()
        sender.close()

    def result(self) -> R:
        """Wait for what the work gives. Raises RuntimeError with what the other process said when it failed."""
        if self._process is None:
            return self._work()
        try:
            result, failure = self._receiver.recv()
        except EOFError:
            failure = "a process ended before its work"
        self.stop()
        if failure:
            raise RuntimeError(failure)
        return result  # type: ignore[no-any-return]

    def stop(self) -> None:
        """End it where it is."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None
