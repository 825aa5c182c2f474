"""Spreads work over the processors of a machine."""

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

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
    return [shares[index % processes][index // processes] for index in range(len(items))]
