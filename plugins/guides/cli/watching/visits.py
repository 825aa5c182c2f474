"""What a visit of a page found, before anybody judges it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Manners:
    """Limits of a run. Times are in seconds.

    `delay` lies between two requests to one host, which is never asked twice at once; a longer
    `Retry-After` counts up to `patience`. `private` lets hosts of the own network be asked,
    which tests need and a job must not.
    """

    agent: str = "guides-watch/1 (looks once a week whether the sources of a public website still say the same)"
    request: float = 40
    total: float = 45 * 60
    delay: float = 1
    backoff: float = 2
    patience: float = 30
    tries: int = 3
    hops: int = 8
    most_bytes: int = 3_000_000
    private: bool = False


@dataclass(frozen=True, slots=True)
class Errand:
    """One page to visit, and what its server said the last time, so that it can say that nothing changed."""

    url: str
    domains: frozenset[str] = frozenset()
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect: its status, and where it leads."""

    status: int
    target: str


@dataclass(frozen=True, slots=True)
class Visit:
    """What was found at an address.

    Of `failed`, `refused` and `status` one says how it ended: no answer, not asked to the end, or an
    answer. `sets_cookie` is whether the last answer did. `main` is the main text, `text` all of it;
    both are empty where there is none, and `is_cut` says that the page was longer than we read.
    """

    url: str
    hops: tuple[Hop, ...] = ()
    status: int = 0
    failed: str = ""
    refused: str = ""
    sets_cookie: bool = False
    is_cut: bool = False
    etag: str = ""
    modified: str = ""
    title: str = ""
    main: str = field(default="", repr=False)
    text: str = field(default="", repr=False)

    @property
    def target(self) -> str:
        """Where the address leads in the end, if it leads on."""
        return self.hops[-1].target if self.hops else ""
