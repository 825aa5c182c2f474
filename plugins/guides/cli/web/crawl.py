"""Asks for many links at once, but for one host at a time."""

import queue
import threading
import time
from collections.abc import Sequence
from typing import TypeAlias
from urllib.parse import urlsplit

from guides.cli.web.addresses import Address
from guides.cli.web.client import Client
from guides.cli.web.limits import Manners
from guides.cli.web.probe import Finding, Kind, Prober
from guides.cli.web.rate_limit import TimeIsUpError, Turns

_Answers: TypeAlias = "queue.SimpleQueue[Finding | Exception]"


def _hosts(addresses: Sequence[Address]) -> list[list[Address]]:
    """Group addresses by host, the longest group first: it decides how long the run takes."""
    groups: dict[str, list[Address]] = {}
    for address in addresses:
        groups.setdefault(urlsplit(address.url).netloc, []).append(address)
    return sorted(groups.values(), key=len, reverse=True)


def _work(groups: "queue.SimpleQueue[list[Address]]", answers: _Answers, prober: Prober) -> None:
    """Ask for one group after the other until none is left."""
    try:
        while True:
            for address in groups.get_nowait():
                answers.put(prober.probe(address.url, address.domains))
    except queue.Empty:
        return
    except Exception as error:  # noqa: BLE001 - a defect, which the main thread raises
        answers.put(error)


def ask(addresses: Sequence[Address], manners: Manners) -> list[Finding]:
    """Ask for every address; what the time does not suffice for is unsure. The findings are in the given order."""
    end = time.monotonic() + manners.total
    prober = Prober(Client(manners), Turns(end))
    groups: queue.SimpleQueue[list[Address]] = queue.SimpleQueue()
    answers: _Answers = queue.SimpleQueue()
    for group in _hosts(addresses):
        groups.put(group)
    for _ in range(min(manners.workers, groups.qsize())):
        # A thread that a server holds must not keep the run from ending.
        threading.Thread(target=_work, args=(groups, answers, prober), daemon=True).start()
    found: dict[str, Finding] = {}
    while len(found) < len(addresses):
        try:
            answer = answers.get(timeout=max(end + manners.request - time.monotonic(), 0))
        except queue.Empty:
            break
        if isinstance(answer, Exception):
            raise answer
        found[answer.url] = answer
    late = str(TimeIsUpError())
    return [found.get(address.url) or Finding(address.url, Kind.UNSURE, late) for address in addresses]
