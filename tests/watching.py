"""Runs `guides watch` in a process of its own, as its engine wants, in haste and on this machine alone.

The first argument is the manners as JSON; the rest are those of the command. `VISIT` instead of them
visits the addresses of the second argument and prints what was found.
"""

import json
import socket
import sys
from dataclasses import asdict

from guides import cli
from guides.cli import watch
from guides.cli.watching.visits import Errand, Manners


def only_here(host: str) -> str:
    """Resolve a name: none leads anywhere but to this machine."""
    if host in {"127.0.0.1", "localhost"}:
        return "127.0.0.1"
    raise socket.gaierror(socket.EAI_NONAME, "no such name")


def main() -> int:
    """Run what the arguments say."""
    manners = Manners(**json.loads(sys.argv[1]))
    socket.gethostbyname = only_here
    if sys.argv[2] == "VISIT":
        from guides.cli.watching.crawl import visit  # noqa: PLC0415 - the extra may be missing

        errands = [Errand(url, frozenset(domains)) for url, domains in json.loads(sys.argv[3])]
        print(json.dumps([asdict(one) for one in visit(errands, manners)]))  # noqa: T201 - the answer
        return 0
    watch.manners = lambda _arguments: manners  # type: ignore[assignment]
    return cli.main(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
